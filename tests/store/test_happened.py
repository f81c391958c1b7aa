"""What is told of changes: once each, of what readers saw, bounded for sources that cannot make up their minds."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from federation.domain.event import Place, Record, Status
from federation.domain.happened import Happened, Kind
from federation.domain.query import AgendaQuery
from federation.store.changed import changes, removed
from federation.store.happened import KEPT, MOST, MOST_AT_ONCE, forget_old_changes, note_site, untold
from federation.store.models import EntryRow, HappenedRow
from tests.cast import TODAY
from tests.databases import on_sqlite
from tests.store.telling import AGENDA, MEETUP, RENNES, Telling, changed, happening

RUST = happening(1, "Soirée Rust", url="https://nantes.example/rust")
DUPLEX = "Nuit du code citoyen, en duplex Nantes–Rennes"


def later(told: Record, days: int = 7) -> Record:
    return changed(told, days)


def journal(telling: Telling) -> list[tuple[str, dict[str, str]]]:
    with telling.store.session() as session:
        rows = session.execute(select(HappenedRow.kind, HappenedRow.details).order_by(HappenedRow.id))
        return [(row.kind, json.loads(row.details)) for row in rows]


def kinds(telling: Telling) -> list[str]:
    return [kind for kind, _ in journal(telling)]


def former(telling: Telling) -> str | None:
    with telling.store.session() as session:
        return session.scalar(select(EntryRow.former))


@on_sqlite
def test_what_is_founded_tells_nothing_and_what_is_corrected_neither(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(AGENDA, [changed(RUST, title="Soirée rust !", description="<p>Venez.</p>")])
    assert journal(telling) == []


@on_sqlite
def test_a_change_is_told_with_what_was_and_what_is(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(AGENDA, [later(RUST)])
    ((kind, details),) = journal(telling)
    assert kind == "rescheduled"
    assert details == {
        "title": "Soirée Rust",
        "start": "2026-12-02T18:30:00+01:00",
        "zone": "Europe/Paris",
        "was": "2026-11-25T18:30:00+01:00",
        "now": "2026-12-02T18:30:00+01:00",
    }


@on_sqlite
def test_withdrawn_and_back_are_told_and_a_tombstone_stays(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.withdraw(AGENDA, ["e1"])
    assert kinds(telling) == ["withdrawn"]
    assert telling.agenda() == []
    assert [entry.withdrawn_at for entry in telling.agenda(withdrawn=True)] == [telling.now]
    telling.say(AGENDA, [changed(RUST, description="<p>Si.</p>")])
    assert kinds(telling) == ["withdrawn", "back"]


@on_sqlite
def test_what_leaves_a_feed_after_its_date_is_history(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.now += timedelta(days=10)
    telling.withdraw(AGENDA, ["e1"])
    telling.say(AGENDA, [changed(RUST, title="Soirée Go")])
    assert journal(telling) == []
    with telling.store.session() as session:
        assert session.scalar(select(EntryRow.withdrawn_at)) is None


@on_sqlite
def test_another_happening_under_an_old_name_is_no_move(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.now += timedelta(days=10)
    telling.say(AGENDA, [later(RUST, 28)])
    assert (journal(telling), former(telling)) == ([], None)


def test_the_first_start_is_kept_until_it_holds_again(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(AGENDA, [later(RUST)])
    telling.say(AGENDA, [later(RUST, 14)])
    assert former(telling) == '{"start":"2026-11-25T18:30:00+01:00"}'
    (entry,) = telling.agenda()
    assert (entry.event.previous_start, entry.event.status) == (RUST.event.start, Status.RESCHEDULED)
    telling.say(AGENDA, [changed(RUST, description="<p>Finalement.</p>")])
    assert former(telling) is None
    assert telling.agenda()[0].event.status is Status.SCHEDULED


@on_sqlite
def test_a_day_that_gets_its_hour_has_not_moved(telling: Telling) -> None:
    telling.say(AGENDA, [changed(RUST, start=date(2026, 11, 25), end=None)])
    telling.say(AGENDA, [RUST])
    assert (journal(telling), former(telling)) == ([], None)
    telling.say(AGENDA, [changed(RUST, start=date(2026, 11, 27), end=None)])
    assert (kinds(telling), former(telling)) == (["rescheduled"], '{"start":"2026-11-25T18:30:00+01:00"}')


@on_sqlite
def test_the_former_date_that_a_source_states_itself_wins(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    stated = datetime(2026, 11, 18, 18, 30, tzinfo=RUST.event.start.tzinfo)  # type: ignore[union-attr]
    telling.say(AGENDA, [changed(later(RUST), previous_start=stated)])
    assert [entry.event.previous_start for entry in telling.agenda()] == [stated]


@on_sqlite
def test_who_joins_moves_nothing_but_may_call_it_off(telling: Telling) -> None:
    telling.say(MEETUP, [happening(2, "Soirée Rust", hour=19, links=(RUST.event.url,))])
    telling.say(AGENDA, [RUST])
    assert len(telling.agenda()) == 1
    assert (journal(telling), former(telling)) == ([], None)


@on_sqlite
@pytest.mark.parametrize("first", [AGENDA, MEETUP])
def test_a_move_that_two_sources_tell_one_after_the_other_is_one_change(telling: Telling, first: int) -> None:
    told = {AGENDA: RUST, MEETUP: happening(2, "Soirée Rust", links=(RUST.event.url,))}
    for which in (AGENDA, MEETUP):
        telling.say(which, [told[which]])
    (before,) = telling.agenda()
    for which in (first, MEETUP + AGENDA - first):
        telling.say(which, [later(told[which])])
    (after,) = telling.agenda()
    assert (after.id, after.event.previous_start) == (before.id, RUST.event.start)
    with telling.store.session() as session:
        assert [one.kind for one in changes(session, size=9)] == [Kind.RESCHEDULED]


@on_sqlite
def test_what_became_part_of_another_or_is_hidden_tells_nothing(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [happening(2, "Bal des robots")])
    telling.say(MEETUP, [happening(2, "Soirée Rust")])
    before = journal(telling)
    assert [kind for kind, _ in before] == []
    telling.say(MEETUP, [happening(2, "Bal des robots")])
    assert journal(telling) == before


def test_a_source_that_changes_its_mind_at_each_visit_fills_nothing(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    (first,) = telling.agenda()
    off = changed(RUST, status=Status.CANCELLED)
    for _ in range(10):
        telling.say(AGENDA, [off])
        telling.say(AGENDA, [RUST])
    assert kinds(telling) == ["cancelled", "back"] * 2
    for _ in range(4):
        telling.now += timedelta(hours=12)
        telling.say(AGENDA, [later(RUST)])
        telling.say(AGENDA, [RUST])
    assert len(journal(telling)) <= MOST[-1][1]
    (entry,) = telling.agenda()
    assert (entry.id, entry.uid) == (first.id, first.uid)


def test_two_sites_that_contradict_each_other_for_ever_change_nothing(telling: Telling) -> None:
    here = happening(1, DUPLEX, uid="duplex-0123456@x.example", place=Place(city="Nantes"))
    there = happening(2, DUPLEX, hour=19, uid="duplex-0123456@x.example", place=Place(city="Rennes"))
    telling.say(AGENDA, [here])
    telling.say(RENNES, [there])
    (settled,) = telling.agenda()
    told = journal(telling)
    for number in range(3):
        telling.say(AGENDA, [changed(here, links=(f"https://nantes.example/{number}",))])
        telling.say(RENNES, [changed(there, links=(f"https://rennes.example/{number}",))])
        telling.say(AGENDA, [here])
        telling.say(RENNES, [there])
    before = telling.agenda()
    for _ in range(3):
        assert telling.say(AGENDA, [here]) + telling.say(RENNES, [there]) == 0
    assert telling.agenda() == before
    assert [(entry.id, entry.event) for entry in before] == [(settled.id, settled.event)]
    assert journal(telling) == told


@on_sqlite
def test_a_source_that_drops_everything_tells_the_soonest_alone(
    telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("federation.store.happened.MOST_AT_ONCE", 3)
    assert MOST_AT_ONCE > 100
    telling.say(AGENDA, [happening(n, f"Atelier {name}", days=n) for n, name in enumerate("abcde", 1)])
    telling.withdraw(AGENDA, [f"e{n}" for n in range(1, 6)])
    assert [details["title"] for _, details in journal(telling)] == ["Atelier a", "Atelier b", "Atelier c"]


@on_sqlite
def test_what_is_told_of_the_whole_is_not_told_of_each(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    with telling.store.writing() as session:
        with untold(session, Kind.WITHDRAWN):
            assert session.info
        assert not session.info


def test_changes_are_forgotten_after_their_time(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(AGENDA, [later(RUST)])
    with telling.store.writing() as session:
        forget_old_changes(session, telling.now + KEPT - timedelta(seconds=1))
    assert len(journal(telling)) == 1
    with telling.store.writing() as session:
        forget_old_changes(session, telling.now + KEPT + timedelta(seconds=1))
    assert journal(telling) == []


def test_changes_are_read_newest_first_narrowed_and_without_what_is_hidden(telling: Telling) -> None:
    telling.say(AGENDA, [RUST, happening(2, "Bal des robots", days=5)])
    telling.say(RENNES, [happening(1, "Permanence", days=6)])
    for which, told in ((AGENDA, RUST), (AGENDA, happening(2, "Bal des robots", days=5))):
        telling.say(which, [changed(told, status=Status.FULL)])
    telling.say(RENNES, [changed(happening(1, "Permanence", days=6), status=Status.CANCELLED)])
    with telling.store.writing() as session:
        row = session.get(EntryRow, telling.entry_of("nantes/agenda/e1"))
        assert row is not None
        row.facets = "format:atelier\nsite:nantes"
        note_site(session, "nantes", Happened(Kind.SITE_MOVED, "2026-12-01/", "Gare"), telling.now)

    def told(sites: tuple[str, ...] = (), **query: Any) -> list[str]:
        asked = AgendaQuery(TODAY, **query)
        with telling.store.session() as session:
            found = changes(session, sites=sites, query=asked, size=10)
        return [one.event.title if one.event else one.kind.value for one in found]

    assert told() == ["site_moved", "Permanence", "Bal des robots", "Soirée Rust"]
    assert told(("rennes",)) == ["Permanence"]
    assert told(groups=(("site:nantes", "site:rennes"),)) == ["site_moved", "Soirée Rust"]
    assert told(groups=(("site:nantes",), ("format:atelier", "format:debat"))) == ["Soirée Rust"]
    assert told(groups=(("format:atelie",),)) == told(groups=(("format%",),)) == []
    assert told(without=("site:nantes",)) == ["Permanence", "Bal des robots"]
    with telling.store.writing() as session:
        row = session.get(EntryRow, telling.entry_of("rennes/agenda/e1"))
        assert row is not None
        row.hidden_at = telling.now
    assert told() == ["site_moved", "Bal des robots", "Soirée Rust"]
    with telling.store.session() as session:
        assert len(changes(session, size=1, skip=1)) == 1


def test_tombstones_are_told_for_thirty_days(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.withdraw(AGENDA, ["e1"])
    with telling.store.session() as session:
        (gone,) = removed(session, telling.now + timedelta(days=29))
        assert (gone.title, gone.host, gone.at) == ("Soirée Rust", "La Cantine de Nantes", telling.now)
        assert removed(session, telling.now + timedelta(days=29), sites=("rennes",)) == ()
        assert removed(session, telling.now + timedelta(days=31)) == ()
