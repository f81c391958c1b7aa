"""Assessing all sites of a large network over a year of events: evidence gathered, judged, kept; one process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from bench.bare import cost
from bench.hub import network
from bench.result import Row, Skipped
from bench.workshop import Workshop
from federation.store import sites
from federation.store.database import Store, open_store, upgrade
from federation.store.models import EntryRow, PullRow, SourceRow, VisitDayRow
from sync.assess import Assessor

SECONDS = 60.0
"""The aim for 500 sites: under a minute on one core."""

_NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_FORMATS = ("conference", "atelier", "rencontre", "permanence", "debat", "demo")
_EVENTS = 200
_PART = 20_000


def assess(shop: Workshop) -> Iterator[Row | Skipped]:
    """Reports on all sites, from the store and back into it, the second time: rulings of the day before are known."""
    places, now = shop.sizes.assessed, [_NOW]
    store = open_store(f"sqlite:///{shop.new_folder() / 'cantines.sqlite'}")
    upgrade(store)
    _fill(store, places)
    assessor = Assessor(store, lambda: now[0])
    assessor.assess(())
    now[0] += timedelta(days=1)
    taken = cost(lambda: assessor.assess(()))
    store.close()
    aim = SECONDS * places / 500
    yield Row(
        name="assess", what=f"{places} sites × 24 criteria over {places * _EVENTS} events of a year, processor",
        ours=taken.cpu, unit="s", reference=aim, beside="aim", aim=f"≤ {aim:.2g} s", met=taken.cpu <= aim,
    )  # fmt: skip


def _fill(store: Store, places: int) -> None:
    """A year of events, visits counted by day, a visit of this morning."""
    with store.writing() as session:
        sites.load(session, network([f"https://lieu-{n}.example/agenda.ics" for n in range(places)]), _NOW)
        rows = session.scalars(select(SourceRow)).all()
        for row in rows:
            row.last_pull_at = row.last_success_at = _NOW
        ids = [row.id for row in rows]
        pulls = [
            {"source_id": id_, "started_at": _NOW, "ended_at": _NOW, "outcome": "unchanged", "status": 200}
            for id_ in ids
        ]
        session.execute(insert(PullRow), pulls)
        days = [_NOW.date() - timedelta(days=n) for n in range(1, 366)]
        _insert(session, VisitDayRow, [_visits(id_, on) for id_ in ids for on in days])
        _insert(session, EntryRow, [_entry(place, number) for place in range(places) for number in range(_EVENTS)])


def _insert(session: Any, table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _PART):
        session.execute(insert(table), rows[start : start + _PART])


def _visits(source: int, on: date) -> dict[str, Any]:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return {
        "source_id": source, "visited_on": on, "successes": 48, "failures": 0, "items": 40, "rejected": 0, "leaks": 0,
        "tried_at": at, "succeeded_at": at,
    }  # fmt: skip


def _entry(place: int, number: int) -> dict[str, Any]:
    begins = _NOW - timedelta(days=330) + number * timedelta(days=365) / _EVENTS
    ends, seen = begins + timedelta(hours=2), begins - timedelta(days=20)
    plain = {
        "title": f"Rendez-vous {number}", "url": "https://lieu.example/", "description": "Une soirée. " * 20,
        "place": {"name": "Halle"}, "organiser": {"name": f"Association {number % 12}"},
    }  # fmt: skip
    facets = (f"format:{_FORMATS[number % 6]}", "audience:tous-publics", "cost:free", "registration:yes")
    return {
        "id": f"{place:08x}{number:012x}", "site_id": f"lieu-{place}", "starts_at": begins, "ends_at": ends,
        "over_at": ends, "all_day": False, "zone": "Europe/Paris", "payload": json.dumps(plain), "recurring": False,
        "first_seen_at": seen, "changed_at": seen, "sequence": 0, "facets": "\n".join(facets), "withdrawn_at": None,
    }  # fmt: skip
