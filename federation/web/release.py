"""A digest of the code that makes answers, so that what an older release kept is never shown again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from federation.settings import Settings
from federation.version import VERSION

_ROOMS = ("domain", "publish", "store", "web")
_MAKES_ANSWERS = (".py", ".html", ".css", ".js", ".svg", ".mo")


def release(settings: Settings, taxonomy: str = "") -> str:
    """The digest of this code and of what pages show: settings, and the `taxonomy` by its digest.

    Reads some hundred small files, once at start.
    """
    shown = f"{VERSION} {settings.address} {settings.source_url} {taxonomy}"
    digest = hashlib.blake2b(shown.encode(), digest_size=12)
    home = Path(__file__).parent.parent
    for room in _ROOMS:
        for path in sorted((home / room).rglob("*")):
            if path.suffix in _MAKES_ANSWERS:
                digest.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
