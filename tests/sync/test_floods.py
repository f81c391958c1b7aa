"""A source that floods, repeats itself or takes the names of another: what it costs is counted, what others say stays.

Counted in statements, comparisons and rows, never in seconds: at twice the size each may be no more than twice as much,
and what a neighbour's change costs may not grow at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import event as events
from sqlalchemy import func, select

from federation.domain.changes import Outcome
from federation.domain.event import Status
from federation.store.database import Store, open_store
from federation.store.matching import rebuild, shelf
from federation.store.models import EntryRow, HappenedRow, RecordRow, SourceRow
from tests.cast import Hub, event, native
from tests.databases import Databases, on_sqlite
from tests.sync.paged import bounded

pytestmark = on_sqlite

FEW, MANY = 100, 200
AT_ONE_MINUTE = {"start": "2026-11-27T18:30:00", "end": "2026-11-27T19:30:00"}


@dataclass
class Cost:
    """What was done meanwhile."""

    statements: int = 0
    rows: int = 0
    compared: int = 0


@contextmanager
def counting(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cost]:
    cost = Cost()
    match = rebuild.match

    def note(*call: Any) -> None:
        cost.statements += 1
        if call[2].startswith(("INSERT", "UPDATE", "DELETE")):
            cost.rows += len(call[3]) if call[5] else 1

    def compare(*pair: Any) -> Any:
        cost.compared += 1
        return match(*pair)

    events.listen(hub.store.engine, "before_cursor_execute", note)
    with monkeypatch.context() as patch:
        patch.setattr(rebuild, "match", compare)
        yield cost
    events.remove(hub.store.engine, "before_cursor_execute", note)


@pytest.fixture(params=["one title on many days", "one title at one minute", "many titles at one minute"])
def flood(request: pytest.FixtureRequest) -> Callable[[int], list[dict[str, Any]]]:
    """So many events of a kind that no agenda has."""

    def made(size: int) -> list[dict[str, Any]]:
        if request.param == "one title on many days":
            return [event(n, days=1 + n, title="Permanence") for n in range(size)]
        titles = ["Permanence"] * size if "one title" in request.param else [f"Sujet {_word(n)}" for n in range(size)]
        return [event(n, title=title, **AT_ONE_MINUTE) for n, title in enumerate(titles)]

    return made


def _word(number: int) -> str:
    return "".join("bcdfghjklmnpqrstvwxz"[number // 20**place % 20] + "aeiou"[number % 5] for place in range(4))


def landed(hub: Hub, size: int, flood: Callable[[int], list[dict[str, Any]]], patch: pytest.MonkeyPatch) -> list[Cost]:
    """The first visit of a flood, one more that changes one of its events, and the change of a neighbour."""
    hub.runner.at_once = 1  # Each lands alone, always: what lands together costs less.
    shared = {name: flood(1)[0][name] for name in ("title", "start", "end")}
    hub.sources.say("nantes", native(event(1, **shared)))
    hub.sources.say("rennes", native(*flood(size)))
    with counting(hub, patch) as cold:
        assert {item.outcome for item in hub.pull().values()} <= {Outcome.UPDATED, Outcome.FAILED}
    told = flood(size)
    told[0] |= {"description": "Du nouveau."}
    hub.sources.say("rennes", native(*told))
    with counting(hub, patch) as changed:
        hub.pull()
    hub.sources.say("nantes", native(event(1, description="Venez.", **shared)))
    with counting(hub, patch) as neighbour:
        hub.pull()
    return [cold, changed, neighbour]


def test_a_flood_costs_its_size_and_its_neighbours_nothing(
    store: Store,
    databases: Databases,
    migrated_url: str,
    flood: Callable[[int], list[dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shelf, "CROWD", 20)  # as the sizes: a tenth
    other = open_store(databases.copy(migrated_url))
    few = landed(Hub(store), FEW, flood, monkeypatch)
    many = landed(Hub(other), MANY, flood, monkeypatch)
    other.close()
    for small, large in zip(few, many, strict=True):
        assert large.statements <= 2.2 * small.statements
        assert large.compared <= 2.2 * small.compared + 10
        assert large.rows <= 2.2 * small.rows
    for cost in few, many:
        assert cost[2].statements <= 90
        assert cost[2].compared <= 10
    assert many[2].statements <= few[2].statements + 5


def test_what_says_the_very_same_is_one_entry(store: Store) -> None:
    hub = Hub(store)
    hub.sources.say("rennes", native(*(event(n, title="Permanence", **AT_ONE_MINUTE) for n in range(40))))
    hub.pull()
    assert hub.titles("rennes") == ["Permanence"]


def test_a_flood_that_is_withdrawn_fills_no_journal(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("federation.store.happened.MOST_AT_ONCE", 5)
    hub = Hub(store)
    hub.sources.say("rennes", native(*(event(n, days=1 + n % 9, title=f"Sujet {_word(n)}") for n in range(40))))
    hub.pull()
    hub.sources.say("rennes", native(*(event(n, days=1 + n % 9, title=f"Sujet {_word(n)}") for n in range(25))))
    hub.pull()
    with store.session() as session:
        gone = session.scalar(select(func.count()).where(EntryRow.withdrawn_at.is_not(None)))
        told = session.scalar(select(func.count()).select_from(HappenedRow))
    assert (gone, told) == (15, 5)


def test_new_events_for_ever_fill_no_more_than_their_share(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    bounded(monkeypatch, kept=6)
    hub = Hub(store)
    held = []
    for visit in range(3):
        past = [event(n, days=-1 - n, title=f"Sujet {_word(n)}") for n in range(4 * visit, 4 * visit + 4)]
        hub.sources.say("rennes", native(*past))
        hub.sources.say("nantes", native(event(visit)))
        landed = hub.pull()
        with store.session() as session:
            source = select(SourceRow.id).where(SourceRow.site_id == "rennes").scalar_subquery()
            kept = session.scalar(select(func.count()).select_from(RecordRow).where(RecordRow.source_id == source))
        held.append((kept, landed["rennes"].outcome))
        assert landed["nantes"].outcome is Outcome.UPDATED
    assert held == [(4, Outcome.UPDATED), (6, Outcome.PARTIAL), (6, Outcome.PARTIAL)]


def test_who_copies_the_uids_of_another_takes_nothing_over(store: Store) -> None:
    hub = Hub(store)
    own = [
        event(n, days=3 + n, title=f"Sujet {_word(n)}", url=f"https://rennes.example/{n}", location={"city": "Rennes"})
        for n in range(5)
    ]
    hub.sources.say("rennes", native(*own))
    hub.pull()
    before = hub.agenda("rennes")
    stolen = [
        told | {"title": "Achetez", "status": "cancelled", "url": f"https://nantes.example/{n}", "description": "Spam"}
        for n, told in enumerate(own)
    ]
    stolen[1] |= {"title": own[1]["title"]}
    for answer in (native(*stolen), native(*stolen[:3]), native()):
        hub.sources.say("nantes", answer)
        hub.pull()
        kept = {entry.id: entry for entry in hub.agenda("rennes", withdrawn=True)}
        for entry in before:
            found = kept[entry.id]
            assert (found.event.title, found.event.start, found.event.status, found.event.url) == (
                entry.event.title,
                entry.event.start,
                Status.SCHEDULED,
                entry.event.url,
            )
            assert (found.host.id, found.withdrawn_at, found.uid) == ("rennes", None, entry.uid)
    with store.session() as session:
        told = session.scalars(select(HappenedRow.entry_id)).all()
    assert set(told).isdisjoint({entry.id for entry in before})
