"""The private key of the label: read from its file, made at first need; nobody but the hub's account can read it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from federation.errors import ConfigError, Mistake
from federation.publish.signature import Signer, new_key


def open_signer(path: Path) -> Signer:
    """What signs with the key in a file. Raises ConfigError when it cannot be made, read or used."""
    try:
        if not path.exists():
            _make(path)
        return Signer(path.read_bytes())
    except OSError as error:
        raise ConfigError(str(path), [Mistake("CANTINES_LABEL_KEY", f"{error.strerror}: name another file")]) from error
    except ValueError as error:
        wanted = "not a private key on P-256 in PEM; name another file, or let the hub make one"
        raise ConfigError(str(path), [Mistake("CANTINES_LABEL_KEY", wanted)]) from error


def _make(path: Path) -> None:
    """Of two processes that make it at once, one wins: the key is whole before it has its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new_key())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
