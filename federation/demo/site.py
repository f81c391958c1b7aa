"""One demonstration site without its socket: a path in, a finished answer out, kept as long as nothing changed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from threading import Lock
from typing import Any

from federation.demo import pages, write_jsonld, write_tribe
from federation.demo.announced import ZONE, Programme
from federation.demo.behaviour import Behaviour, laid_over, obey
from federation.demo.facts import DemoPlace, base_of
from federation.demo.meetup import FOLDER
from federation.demo.opening import at_the_door
from federation.demo.programme import programme, space
from federation.demo.reply import Reply
from federation.demo.sources import KINDS
from federation.domain.space import Space

HTML = "text/html; charset=utf-8"
_MOST_KEPT = 1000
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
    headers: tuple[tuple[str, str], ...] = ()


class DemoSite:
    """One site: its place, what it was told, and the answers of the day. Safe to use from several threads.

    Its pages show the badge that the hub at the address `hub` gives it; none when that is empty.
    """

    def __init__(self, place: DemoPlace, first_port: int, clock: Callable[[], datetime], hub: str = "") -> None:
        self.place = place
        self._hub = hub
        self.behaviour = Behaviour()
        self._base = base_of(place.id, first_port)
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[tuple[str, ...], Answer] = {}
        self._kept_for: tuple[date, int, bool, datetime | None] | None = None
        self._announced: Programme | None = None

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """The answer to a path and its query; a page in 404 for one that leads nowhere.

        A slash at the end makes no difference, nor a query where nothing depends on one.
        """
        if self.behaviour.mode == "broken":
            return Answer(200, HTML, _BROKEN)
        with self._lock:
            announced = self._now()
            path = path.rstrip("/") or "/"
            asked = (
                tuple(f"{name}={value}" for name, value in sorted(query.items())) if _queried(self.place, path) else ()
            )
            if (path, *asked) not in self._kept:
                made = _answer(announced, self.place, path, query)
                if made.status != 200:
                    return made
                if len(self._kept) >= _MOST_KEPT:
                    self._kept.clear()
                self._kept[path, *asked] = made
            return self._kept[path, *asked]

    def command(self, told: dict[str, Any]) -> dict[str, Any]:
        """Obeys one command and tells what was done; raises behaviour.CommandError."""
        with self._lock:
            moment = self._clock().astimezone(UTC).replace(microsecond=0)
            return obey(self.behaviour, told, self._now(), moment)

    def _now(self) -> Programme:
        now = self._clock()
        today = now.astimezone(ZONE).date()
        empty = self.behaviour.mode == "empty"
        opened = at_the_door(space(self.place, today), now).open_changed_at if _has(self.place, "spaceapi") else None
        key = (today, self.behaviour.version, empty, opened)
        if self._announced is None or self._kept_for != key:
            found = replace(programme(self.place.id, today, self._base), hub=self._hub)
            found = laid_over(found, self.behaviour)
            if opened is not None:
                changed_at = max(found.changed_at, opened)
                found = replace(found, space=at_the_door(found.space, now), changed_at=changed_at)
            self._announced = replace(found, items=(), space=Space()) if empty else found
            self._kept, self._kept_for = {}, key
        return self._announced


def _answer(announced: Programme, place: DemoPlace, path: str, query: Mapping[str, str]) -> Answer:
    media_type, reply = _reply(announced, place, path, query)
    if reply is None:
        return Answer(404, HTML, pages.missing(announced))
    if reply.status != 200:
        return Answer(reply.status, media_type, reply.body, headers=reply.headers)
    etag = f'"{hashlib.blake2b(reply.body, digest_size=12).hexdigest()}"'
    packed = gzip.compress(reply.body, 6, mtime=0)
    return Answer(200, media_type, reply.body, etag, announced.changed_at, packed, reply.headers)


def _reply(announced: Programme, place: DemoPlace, path: str, query: Mapping[str, str]) -> tuple[str, Reply | None]:
    for source in place.sources:
        if source.path.rstrip("/") == path and source.kind in KINDS:
            return KINDS[source.kind].media_type, KINDS[source.kind].answer(announced, query)
    if path == "/favicon.svg":
        return "image/svg+xml", Reply(pages.favicon(announced))
    if path == "/style.css":
        return "text/css; charset=utf-8", Reply(pages.style(place))
    if path.startswith("/wp-json") and _has(place, "tribe"):
        return write_tribe.MEDIA_TYPE, _wordpress(announced, path)
    body = _page(announced, place, path)
    return HTML, None if body is None else Reply(body)


def _wordpress(announced: Programme, path: str) -> Reply:
    """What the site's API says besides its list of events."""
    if path == "/wp-json":
        return Reply(write_tribe.write_index(announced))
    return write_tribe.write_one(announced, path.removeprefix(f"{write_tribe.ROOT}events/"))


def _page(announced: Programme, place: DemoPlace, path: str) -> bytes | None:
    if path == place.agenda.rstrip("/"):
        return pages.agenda(announced)
    if f"{path}/" == write_jsonld.LATER and place.events == place.agenda:
        return pages.later(announced)
    if path in _PAGES:
        return _PAGES[path](announced)
    if path.startswith(place.events):
        return pages.event(announced, path.removeprefix(place.events))
    if path.startswith(FOLDER) and _has(place, "meetup-ics"):
        return pages.meeting(announced, f"{path}/")
    return pages.post(announced, f"{path}/") if _has(place, "wordpress-rss") else None


def _has(place: DemoPlace, kind: str) -> bool:
    return any(source.kind == kind for source in place.sources)


def _queried(place: DemoPlace, path: str) -> bool:
    """Whether the answer depends on the query."""
    kinds = (KINDS.get(source.kind) for source in place.sources if source.path.rstrip("/") == path)
    return any(kind is not None and kind.queried for kind in kinds)


_PAGES: dict[str, Callable[[Programme], bytes]] = {
    "/": pages.home,
    "/archives": pages.archives,
    "/lieu": pages.lieu,
}
