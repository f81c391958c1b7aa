"""One demonstration site without its socket: a path in, a finished answer out, kept as long as nothing changed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from threading import Lock
from typing import Any

from federation.demo import pages, write_ics, write_native
from federation.demo.announced import ZONE, Programme
from federation.demo.behaviour import Behaviour, laid_over, obey
from federation.demo.facts import DemoPlace, base_of
from federation.demo.programme import programme
from federation.domain.space import Space

HTML = "text/html; charset=utf-8"
_BROKEN = (
    "<!DOCTYPE html><html lang=fr><meta charset=utf-8><title>Erreur</title>"
    "<h1>Erreur lors de la connexion à la base de données</h1>"
    "<p>Reconstitution : ce site de démonstration joue la panne.</p></html>\n"
).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer. `changed_at` is an aware moment, None when the answer vouches for nothing."""

    status: int
    media_type: str
    body: bytes
    etag: str = ""
    changed_at: datetime | None = None
    packed: bytes = b""


class DemoSite:
    """One site: its place, what it was told, and the answers of the day. Safe to use from several threads."""

    def __init__(self, place: DemoPlace, first_port: int, clock: Callable[[], datetime]) -> None:
        self.place = place
        self.behaviour = Behaviour()
        self._base = base_of(place.id, first_port)
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[str, Answer] = {}
        self._kept_for: tuple[date, int, bool] | None = None
        self._announced: Programme | None = None

    def answer(self, path: str) -> Answer:
        """The answer to a path without its query; a page in 404 for one that leads nowhere."""
        if self.behaviour.mode == "broken":
            return Answer(200, HTML, _BROKEN)
        with self._lock:
            announced = self._now()
            if path not in self._kept:
                made = _answer(announced, self.place, path)
                if made.status != 200:
                    return made
                self._kept[path] = made
            return self._kept[path]

    def command(self, told: dict[str, Any]) -> dict[str, Any]:
        """Obeys one command and tells what was done; raises behaviour.CommandError."""
        with self._lock:
            moment = self._clock().astimezone(UTC).replace(microsecond=0)
            return obey(self.behaviour, told, self._now(), moment)

    def _now(self) -> Programme:
        today = self._clock().astimezone(ZONE).date()
        empty = self.behaviour.mode == "empty"
        key = (today, self.behaviour.version, empty)
        if self._announced is None or self._kept_for != key:
            found = laid_over(programme(self.place.id, today, self._base), self.behaviour)
            self._announced = replace(found, items=(), space=Space()) if empty else found
            self._kept, self._kept_for = {}, key
        return self._announced


def _answer(announced: Programme, place: DemoPlace, path: str) -> Answer:
    media_type, body = _body(announced, place, path)
    if body is None:
        return Answer(404, HTML, pages.missing(announced))
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    return Answer(200, media_type, body, etag, announced.changed_at, gzip.compress(body, 6, mtime=0))


def _body(announced: Programme, place: DemoPlace, path: str) -> tuple[str, bytes | None]:
    if path in place.sources:
        return _source(announced, path)
    found = _PAGES.get(path)
    if found is not None:
        return HTML, found(announced)
    if path == "/favicon.svg":
        return "image/svg+xml", pages.favicon(announced)
    if path.startswith("/agenda/"):
        return HTML, pages.event(announced, path.removeprefix("/agenda/"))
    return HTML, None


_PAGES: dict[str, Callable[[Programme], bytes]] = {
    "/": pages.home,
    "/agenda": pages.agenda,
    "/archives": pages.archives,
    "/lieu": pages.lieu,
}


def _source(announced: Programme, path: str) -> tuple[str, bytes]:
    if path == "/agenda.ics":
        return write_ics.MEDIA_TYPE, write_ics.write_ics(announced)
    if path == "/lieu.json":
        return write_native.MEDIA_TYPE, write_native.write_native(announced, events=False)
    return write_native.MEDIA_TYPE, write_native.write_native(announced)
