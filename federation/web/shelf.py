"""Where finished answers are kept between web processes: a folder on one machine, Redis over several.

A shelf holds bytes under names; it may forget at any time, and one that is full, gone or broken only forgets. `lock`
lets one process at a time make an answer.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import structlog

log = structlog.get_logger()

_KEPT_SECONDS = 2 * 86400
_LOCK_SECONDS = 30
_PATIENCE = 2.0
_BLOCK = 4096  # bytes that the smallest file takes of a disk


class Shelf(Protocol):
    """What keeping answers needs. `stamp` names a published state: what is kept under an older one may go."""

    def get(self, stamp: str, name: str) -> bytes | None:
        """The bytes kept under a name."""

    def put(self, stamp: str, name: str, body: bytes) -> None:
        """Keep bytes under a name."""

    def lock(self, stamp: str, name: str) -> Any:
        """A context in which nobody else makes the same answer."""


class FolderShelf:
    """A folder with one sub-folder a stamp; the folders of former stamps are swept away.

    `most` bounds the bytes of one stamp: when they are reached it is emptied and filled again.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self._filled = 0
        self._current = ""

    def get(self, stamp: str, name: str) -> bytes | None:
        """The bytes kept under a name, if any."""
        try:
            return (self._folder / stamp / name).read_bytes()
        except OSError:
            return None

    def put(self, stamp: str, name: str, body: bytes) -> None:
        """Keep bytes under a name; a reader sees all of them or nothing."""
        try:
            self._put(stamp, name, body)
        except FileNotFoundError:
            pass  # Another process swept the stamp away meanwhile: nothing is lost but time.
        except OSError as error:
            log.warning("answer not kept", folder=str(self._folder), reason=error.strerror)

    def _put(self, stamp: str, name: str, body: bytes) -> None:
        self._turn_to(stamp)
        size = max(len(body), _BLOCK)
        self._filled += size
        if self._filled > self._most:
            self._filled = size
            shutil.rmtree(self._folder / stamp, ignore_errors=True)
        self._make(stamp)
        handle, draft = tempfile.mkstemp(dir=self._folder, prefix=".draft-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
            Path(draft).replace(self._folder / stamp / name)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise

    @contextmanager
    def lock(self, stamp: str, name: str) -> Iterator[None]:
        """One process and thread at a time; the lock goes with its holder, even a killed one."""
        with ExitStack() as held:
            with suppress(OSError):  # a folder that cannot be written to: each process makes its own answers
                self._make(stamp)
                file = held.enter_context((self._folder / f".lock-{name[:2]}").open("wb"))
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _make(self, stamp: str) -> None:
        (self._folder / stamp).mkdir(parents=True, exist_ok=True)

    def _turn_to(self, stamp: str) -> None:
        if stamp == self._current:
            return
        self._current, self._filled = stamp, 0
        for old in self._folder.glob("*"):
            if old.is_dir() and old.name != stamp:
                shutil.rmtree(old, ignore_errors=True)


class RedisShelf:
    """Redis, for web processes on several machines; answers expire by themselves.

    While it is away each process makes its own answers.
    """

    def __init__(self, url: str) -> None:
        import redis  # an optional dependency: only installations that name it need it

        self._redis = redis.Redis.from_url(url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
        self._away = redis.RedisError

    def get(self, stamp: str, name: str) -> bytes | None:
        """The bytes kept under a name, if any."""
        try:
            found = self._redis.get(f"cantines:{stamp}:{name}")
        except self._away:
            return None
        return found if isinstance(found, bytes) else None

    def put(self, stamp: str, name: str, body: bytes) -> None:
        """Keep bytes under a name for two days."""
        try:
            self._redis.set(f"cantines:{stamp}:{name}", body, ex=_KEPT_SECONDS)
        except self._away as error:
            log.warning("answer not kept", reason=str(error)[:200])

    @contextmanager
    def lock(self, stamp: str, name: str) -> Iterator[None]:
        """One process at a time; given back after half a minute if its holder died."""
        lock = self._redis.lock(f"cantines:lock:{stamp}:{name}", timeout=_LOCK_SECONDS, blocking_timeout=_LOCK_SECONDS)
        held = False
        with suppress(self._away):
            held = lock.acquire()
        try:
            yield
        finally:
            if held:
                with suppress(self._away):  # it may have run out
                    lock.release()


def open_shelf(url: str, folder: Path, most: int) -> Shelf:
    """The shelf an installation chose: Redis when it names one, else a folder."""
    return RedisShelf(url) if url else FolderShelf(folder, most)
