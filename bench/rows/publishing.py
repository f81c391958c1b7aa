"""Making answers: every representation of an agenda, one page, and the way of a change from a site to a reader."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from statistics import median
from typing import Any
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar, Event

from bench.load import get
from bench.result import Row, Skipped
from bench.workshop import Workshop, checked
from federation.domain.entry import Entry
from federation.domain.query import AgendaQuery
from federation.store.agenda import upcoming
from federation.store.database import open_store
from federation.web import pages
from federation.web.app import create_app
from federation.web.caching import KEEPER
from federation.web.keeper import Keeper

ADDRESSES = ("/agenda", "/agenda.rss", "/agenda.atom", "/agenda.json", "/agenda.ics")
_PUBLISH, _OF_JINJA, _PAGES, _CHANGE, _ONE = 0.6, 0.6, 300.0, 1.0, 0.05
_LEVEL = 6
"""The gzip level of kept answers."""


class NoShelf:
    """A shelf that keeps nothing, so that every answer is made."""

    def get(self, stamp: str, name: str) -> bytes | None:
        """Nothing."""

    def put(self, stamp: str, name: str, body: bytes) -> None:
        """Forget it."""

    @contextmanager
    def lock(self, stamp: str, name: str) -> Iterator[None]:
        """Nobody else makes answers here."""
        yield


def publish(shop: Workshop) -> Iterator[Row | Skipped]:
    """Every representation made and packed: by a process that never did, and by one that made the last version."""
    client = app_of(shop).test_client()
    first = _seconds(client)
    again = median(_seconds(client) for _ in range(2 * shop.sizes.rounds))
    bodies = [client.get(path).data for path in ADDRESSES]
    packing = median(_timed(lambda: [gzip.compress(body, _LEVEL) for body in bodies]) for _ in range(3))
    what = f"page, RSS, Atom, JSON Feed, ICS of {_events(shop)} entries, made and packed, "
    beside = "gzip of the same bytes"
    yield Row(
        name="publish", what=what + "after a change", ours=again, unit="s", reference=packing, beside=beside,
        aim="≤ 0.6 s", met=again <= _PUBLISH,
    )  # fmt: skip
    yield Row(
        name="publish-first", what=what + "in a new process", ours=first, unit="s", reference=packing, beside=beside
    )
    library = _timed(lambda: _by_library(_entries(shop)))
    yield Row(
        name="publish-library", what="the ICS alone, after a change", unit="s", reference=library,
        ours=median(_timed(lambda: client.get("/agenda.ics")) for _ in range(3)), beside="icalendar, unpacked",
    )  # fmt: skip


def page_uncached(shop: Workshop) -> Iterator[Row | Skipped]:
    """The page of fifty entries made anew, beside its template alone filled with the same values."""
    client = app_of(shop).test_client()
    used: list[tuple[str, dict[str, Any]]] = []
    with patch.object(pages, "fill", partial(_noted, used, pages.fill)):
        client.get("/agenda")
    (name, values), *_ = used
    with client.application.test_request_context("/agenda"):
        bare = rate(shop, lambda: pages.fill(name, **values))
    ours = rate(shop, lambda: client.get("/agenda"))
    what = "first page of the agenda, made and packed anew, one process"
    yield Row(
        name="page-uncached", what=what, ours=ours, unit="/s", reference=bare, beside="Jinja alone, unpacked",
        aim="≥ 0.6 × or ≥ 300 /s", met=ours >= _OF_JINJA * bare or ours >= _PAGES,
    )  # fmt: skip


def change_to_publish(shop: Workshop) -> Iterator[Row | Skipped]:
    """One event of one site changes; a reader of the feed asks until it sees it."""
    seen, visits = [], []
    with shop.network.web():
        url = shop.network.address + "/agenda.rss"
        for turn in range(2 * shop.sizes.rounds):
            tag = get(url).headers["etag"]
            shop.sites.ask(edit=turn % shop.sizes.sites)
            begun = time.perf_counter()
            shop.puller.send()
            while get(url, {"If-None-Match": tag, "Accept-Encoding": "gzip"}).status != 200:
                time.sleep(0.01)
            seen.append(time.perf_counter() - begun)
            shop.puller.answer()
            shop.sites.ask(edit=turn % shop.sizes.sites)
            visits.append(checked(shop.puller.ask(only=[f"lieu-{turn % shop.sizes.sites}"]), "updated")["wall"])
    all_of_it = median(seen)
    yield Row(
        name="change-to-publish", what=f"one event of {shop.sizes.sites} sites changes: from the run to the new feed",
        ours=all_of_it, unit="s", aim="≤ 1 s", met=all_of_it <= _CHANGE,
    )  # fmt: skip
    one = median(visits)
    yield Row(
        name="change-one", what=f"one of the {shop.sizes.events} events of one source changed: the whole run",
        ours=one, unit="s", aim="≤ 0.05 s", met=one <= _ONE,
    )  # fmt: skip


def _noted(used: list[tuple[str, dict[str, Any]]], fill: Callable[..., str], template: str, **values: Any) -> str:
    used.append((template, values))
    return fill(template, **values)


def app_of(shop: Workshop) -> Flask:
    """The application over the agenda; it keeps nothing."""
    app: Flask = create_app(shop.agenda.settings)
    store = open_store(shop.agenda.settings.database)
    shop.stack.callback(store.close)
    app.extensions[KEEPER] = Keeper(store, NoShelf(), lambda: datetime.now(UTC), release="bench", most=0)
    return app


def _seconds(client: FlaskClient) -> float:
    return sum(_timed(lambda path=path: _good(client, path)) for path in ADDRESSES)


def _good(client: FlaskClient, path: str) -> None:
    if client.get(path).status_code != 200:
        raise RuntimeError(path)


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def rate(shop: Workshop, work: Any) -> float:
    """How often a piece of work is done in a second."""
    work()
    done, begun = 0, time.perf_counter()
    while time.perf_counter() < begun + shop.sizes.seconds:
        work()
        done += 1
    return done / (time.perf_counter() - begun)


def _entries(shop: Workshop) -> list[Entry]:
    store = open_store(shop.agenda.settings.database)
    with store.session() as session:
        found = upcoming(session, AgendaQuery(datetime.now(UTC).date()))
    store.close()
    return found


def _by_library(entries: list[Entry]) -> bytes:
    calendar = Calendar()
    for entry in entries:
        component = Event()
        component.add("uid", entry.uid)
        component.add("dtstamp", entry.changed_at)
        component.add("dtstart", entry.event.start)
        component.add("dtend", entry.event.end)
        component.add("summary", entry.event.title)
        component.add("description", entry.event.description)
        component.add("url", entry.event.url)
        component.add("location", entry.event.place.name if entry.event.place else "")
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _events(shop: Workshop) -> int:
    return shop.sizes.agenda_sites * shop.sizes.events
