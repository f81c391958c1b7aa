"""A digest of the code that makes answers, so that what an older release kept is never shown again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from federation.settings import Settings
from federation.version import VERSION

_ROOMS = ("domain", "publish", "store", "web")
_MAKES_ANSWERS = (".py", ".html", ".css", ".js", ".svg", ".mo")


def release(settings: Settings) -> str:
    """The digest of this code and of the settings that pages show; reads some hundred small files, once at start."""
    digest = hashlib.blake2b(f"{VERSION} {settings.address} {settings.source_url}".encode(), digest_size=12)
    home = Path(__file__).parent.parent
    for room in _ROOMS:
        for path in sorted((home / room).rglob("*")):
            if path.suffix in _MAKES_ANSWERS:
                digest.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
