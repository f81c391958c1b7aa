"""A site that moves takes along exactly what it announces at home, now and later; undone, all goes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import event as events
from sqlalchemy import select

from federation.domain.entry import Entry
from federation.domain.event import Place, Record, Status
from federation.domain.happened import Kind
from federation.domain.query import AgendaQuery
from federation.domain.site_moves import Move
from federation.store import decisions
from federation.store.agenda import find, upcoming
from federation.store.explain import explain
from federation.store.happened import untold
from federation.store.matching.rebuild import rebuild_all, redecide, rehouse
from federation.store.models import HappenedRow
from tests.databases import on_sqlite
from tests.store.telling import AGENDA, MEETUP, RENNES, Telling, happening

HALL = Place("Mairie", "2 place de la Mairie", "44000", "Nantes")
HOME = Place("Halle de Nantes", "1 rue du Port", "35000", "Nantes")
MOVE = Move("nantes", HALL, date(2026, 11, 24), date(2026, 12, 31), reason="incendie")
RUST = happening(1, "Soirée Rust", place=HOME)


def agenda(telling: Telling) -> dict[str, Entry]:
    with telling.store.session() as session:
        return {entry.event.title: entry for entry in upcoming(session, AgendaQuery(date(2026, 11, 22)))}


def decide(telling: Telling, move: Move = MOVE) -> int:
    with telling.store.writing() as session:
        number = decisions.decide_move(session, move, "camille", move.reason, telling.now)
        with untold(session, Kind.MOVED):
            rehouse(session, move.site, telling.now)
    return number


def undo(telling: Telling, number: int) -> None:
    with telling.store.writing() as session:
        found = decisions.undo(session, number, "camille", telling.now)
        assert found is not None
        with untold(session, Kind.MOVED):
            rehouse(session, found.field, telling.now)


def at(number: int, title: str, place: Place | None, **more: object) -> Record:
    return happening(number, title, place=place, **more)  # type: ignore[arg-type]


def test_what_is_at_home_within_the_days_goes_along_and_back(telling: Telling) -> None:
    elsewhere = Place("Bibliothèque", "30 quai de la Fosse", "44000", "Nantes")
    telling.say(
        AGENDA,
        [
            RUST,
            at(2, "Sans lieu", None),
            at(3, "À la bibliothèque", elsewhere),
            at(4, "En ligne", None, status=Status.MOVED_ONLINE),
            at(5, "Demain déjà", HOME, days=1),
            at(6, "L’an prochain", HOME, days=60),
        ],
    )
    telling.say(RENNES, [at(1, "À Rennes", Place("Halle de Rennes", "1 rue du Port", "35000", "Rennes"))])
    before = agenda(telling)
    number = decide(telling)
    after = agenda(telling)
    moved = {title for title, entry in after.items() if entry.event.place == HALL}
    assert moved == {"Soirée Rust", "Sans lieu"}
    assert {title: entry for title, entry in after.items() if title not in moved} == {
        title: entry for title, entry in before.items() if title not in moved
    }
    assert after["Soirée Rust"].sequence == 1
    undo(telling, number)
    assert {title: entry.event for title, entry in agenda(telling).items()} == {
        title: entry.event for title, entry in before.items()
    }


@on_sqlite
def test_what_comes_later_and_what_changes_goes_along_too(telling: Telling) -> None:
    decide(telling)
    telling.say(AGENDA, [RUST])
    telling.say(AGENDA, [happening(1, "Soirée Rust !", place=HOME)])
    telling.say(MEETUP, [happening(2, "Soirée Rust !", description="<p>Venez.</p>", place=HOME)])
    (entry,) = agenda(telling).values()
    assert (entry.event.place, entry.event.description, len(entry.records)) == (HALL, "<p>Venez.</p>", 2)
    with telling.store.session() as session:
        explained = explain(session, entry.id)
    assert explained is not None
    assert [decision.kind for decision in explained.decisions] == ["move"]
    assert explained.provenance["place"] == "people"


@on_sqlite
def test_what_somebody_pinned_stays(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    (entry,) = agenda(telling).values()
    with telling.store.writing() as session:
        decisions.decide_pin(session, entry.id, "place", {"name": "Gare"}, "camille", "", telling.now)
        redecide(session, [entry.id], telling.now)
    decide(telling)
    assert [entry.event.place for entry in agenda(telling).values()] == [Place("Gare")]


@on_sqlite
def test_past_events_stay_where_they_were(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    (entry,) = agenda(telling).values()
    telling.now += timedelta(days=10)
    decide(telling)
    with telling.store.session() as session:
        assert find(session, entry.id) == entry


@on_sqlite
def test_a_move_is_told_once_and_not_of_each_event(telling: Telling) -> None:
    telling.say(AGENDA, [at(n, f"Atelier {name}", HOME, days=n + 2) for n, name in enumerate("abc")])
    number = decide(telling)
    undo(telling, number)
    with telling.store.session() as session:
        assert session.scalars(select(HappenedRow)).all() == []


@on_sqlite
def test_a_full_rebuild_gives_the_very_same(telling: Telling) -> None:
    telling.say(AGENDA, [RUST, at(2, "Sans lieu", None)])
    decide(telling)
    telling.say(MEETUP, [happening(3, "Soirée Rust")])
    before = telling.entries()
    with telling.store.writing() as session:
        assert rebuild_all(session, telling.now) == 0
    assert telling.entries() == before


@on_sqlite
def test_another_site_costs_nothing(telling: Telling) -> None:
    """What is rewritten are the entries of the site that moved, however many there are beside."""
    telling.say(AGENDA, [RUST])
    telling.say(RENNES, [happening(n, f"Permanence {n}", days=n % 20 + 3, hour=9 + n % 10) for n in range(60)])
    written: list[str] = []

    def note(*call: object) -> None:
        if str(call[2]).startswith(("UPDATE entries", "INSERT INTO entries")):
            written.extend([str(call[2])] * (len(call[3]) if isinstance(call[3], list) else 1))

    events.listen(telling.store.engine, "before_cursor_execute", note)
    decide(telling)
    events.remove(telling.store.engine, "before_cursor_execute", note)
    assert len(written) == 1


def test_moves_of_a_site_are_read_in_their_order(telling: Telling) -> None:
    numbers = [decide(telling), decide(telling, replace(MOVE, until_on=None))]
    with telling.store.session() as session:
        found = decisions.moves_of(session, "nantes")
        assert decisions.moves_of(session, "rennes") == ()
    assert [(move.number, move.until_on) for move in found] == [(numbers[0], date(2026, 12, 31)), (numbers[1], None)]
