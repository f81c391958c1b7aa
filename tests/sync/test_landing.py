"""What a pull does to the store: outcomes, suspicion, withdrawal, identity; on both databases."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from federation.domain.changes import Outcome
from federation.domain.event import Status
from federation.errors import FetchError
from federation.store import records
from federation.store.database import Store
from federation.store.models import OccurrenceRow, PullRow, RecordRow, SourceRow
from federation.store.pages import load_pages
from federation.store.published import published
from federation.store.records import Speaker
from federation.store.sources import accept_drop, claim, last_notices
from federation.store.spaces import space
from sync.drawing import draw
from tests.cast import MINUTE, Hub, event, many, native, network, site, source


@pytest.fixture
def hub(store: Store) -> Hub:
    hub = Hub(store)
    for name in ("rennes", "nantes", "tours"):
        hub.sources.say(name, native(event(1)))
    return hub


def version(hub: Hub) -> int:
    with hub.store.session() as session:
        return published(session).version


def rows(hub: Hub, kind: type) -> int:
    with hub.store.session() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def row(hub: Hub, site: str = "rennes") -> SourceRow:
    with hub.store.session() as session:
        return session.scalars(select(SourceRow).where(SourceRow.site_id == site)).one()


def test_a_first_pull_publishes_the_labelled_and_keeps_candidates_apart(hub: Hub) -> None:
    landed = hub.pull()
    assert {item.outcome for item in landed.values()} == {Outcome.UPDATED}
    assert sorted(entry.host.id for entry in hub.agenda()) == ["nantes", "rennes"]
    assert hub.titles("tours") == ["Atelier 1"]


def test_the_same_answer_again_changes_nothing(hub: Hub) -> None:
    hub.pull()
    before = version(hub), rows(hub, RecordRow), rows(hub, OccurrenceRow)
    assert {item.outcome for item in hub.pull().values()} == {Outcome.UNCHANGED}
    assert (version(hub), rows(hub, RecordRow), rows(hub, OccurrenceRow)) == before


def test_the_same_bytes_without_validators_change_nothing(hub: Hub) -> None:
    hub.sources.etags = False
    hub.pull()
    before = version(hub)
    assert hub.pull()["rennes"].outcome is Outcome.UNCHANGED
    assert version(hub) == before


def test_another_spelling_of_the_same_events_changes_nothing_readers_see(hub: Hub) -> None:
    hub.pull()
    before = version(hub), hub.agenda()
    hub.sources.say("rennes", native(event(1), generated_at="later"))
    assert hub.pull()["rennes"].outcome is Outcome.UNCHANGED
    assert (version(hub), hub.agenda()) == before


def test_a_change_keeps_the_entry_and_raises_its_sequence(hub: Hub) -> None:
    hub.pull()
    (first,) = hub.agenda("rennes")
    hub.sources.say("rennes", native(event(1, title="Atelier rebaptisé", days=4)))
    assert hub.pull()["rennes"].changed == 1
    (second,) = hub.agenda("rennes")
    assert (second.id, second.uid, second.first_seen_at) == (first.id, first.uid, first.first_seen_at)
    assert (second.sequence, second.event.title) == (1, "Atelier rebaptisé")
    assert second.changed_at > first.changed_at


def test_a_cancelled_event_stays_and_says_so(hub: Hub) -> None:
    hub.pull()
    hub.sources.say("rennes", native(event(1, status="cancelled")))
    hub.pull()
    assert [entry.event.status for entry in hub.agenda("rennes")] == [Status.CANCELLED]


def test_an_event_that_leaves_before_its_date_is_withdrawn_and_can_come_back(hub: Hub) -> None:
    hub.sources.say("rennes", native(event(1), event(2, days=4)))
    hub.pull()
    hub.sources.say("rennes", native(event(1)))
    assert hub.pull()["rennes"].withdrawn == 1
    assert hub.titles("rennes") == ["Atelier 1"]
    told = hub.agenda("rennes", withdrawn=True)
    assert [entry.withdrawn_at is not None for entry in told] == [False, True]
    hub.sources.say("rennes", native(event(1), event(2, days=4)))
    hub.pull()
    assert [entry.sequence for entry in hub.agenda("rennes")] == [0, 2]


def test_a_past_event_that_leaves_is_history(hub: Hub) -> None:
    hub.sources.say("rennes", native(event(1), event(2, days=-3)))
    hub.pull()
    before = version(hub)
    hub.sources.say("rennes", native(event(1)))
    assert hub.pull()["rennes"].withdrawn == 0
    assert version(hub) == before


def test_an_emptied_calendar_is_suspect_until_the_third_visit_and_an_hour(hub: Hub) -> None:
    hub.pull()
    hub.sources.say("rennes", native())
    outcomes = [hub.pull(after=timedelta(minutes=35))["rennes"].outcome for _ in range(3)]
    assert outcomes == [Outcome.SUSPECT, Outcome.SUSPECT, Outcome.UPDATED]
    assert hub.titles("rennes") == []


def test_many_visits_within_the_hour_confirm_nothing(hub: Hub) -> None:
    hub.pull()
    hub.sources.say("rennes", native())
    assert {hub.pull()["rennes"].outcome for _ in range(9)} == {Outcome.SUSPECT}


def test_a_suspect_answer_keeps_the_last_good_data_and_no_validators(hub: Hub) -> None:
    hub.pull()
    hub.sources.say("rennes", native())
    hub.pull()
    assert hub.titles("rennes") == ["Atelier 1"]
    (page,) = load_pages(row(hub).pages).values()
    assert (page, row(hub).reason) == (page.to_ask_whole(), "emptied")


def test_a_calendar_that_lost_more_than_half_is_suspect_but_its_news_count(hub: Hub) -> None:
    hub.sources.say("rennes", many(range(1, 9)))
    hub.pull()
    hub.sources.say("rennes", many([1, 2, 30]))
    assert hub.pull()["rennes"].outcome is Outcome.SUSPECT
    assert len(hub.titles("rennes")) == 9


def test_a_calendar_that_recovers_is_no_longer_suspect(hub: Hub) -> None:
    hub.pull()
    hub.sources.say("rennes", native())
    hub.pull()
    hub.sources.say("rennes", native(event(1)))
    assert hub.pull()["rennes"].outcome is Outcome.UNCHANGED
    assert row(hub).suspicions == 0


def test_a_person_can_confirm_that_events_are_gone(hub: Hub) -> None:
    hub.pull()
    hub.sources.say("rennes", native())
    hub.pull()
    with hub.store.writing() as session:
        assert accept_drop(session, "rennes", None, hub.now) == 1
    assert hub.pull()["rennes"].outcome is Outcome.UPDATED
    assert hub.titles("rennes") == []


@pytest.mark.parametrize("body", [b"", b"<!doctype html><p>Erreur</p>", b"{", FetchError("dns", phase="resolve")])
def test_a_broken_source_fails_and_touches_nothing(hub: Hub, body: bytes | FetchError) -> None:
    hub.pull()
    before = version(hub), hub.agenda()
    hub.sources.say("rennes", body)
    landed = hub.pull()
    assert (landed["rennes"].outcome, landed["nantes"].outcome) == (Outcome.FAILED, Outcome.UNCHANGED)
    assert landed["rennes"].reason
    assert (version(hub), hub.agenda()) == before


def test_a_source_that_answers_again_says_so_once(hub: Hub) -> None:
    hub.pull()
    hub.sources.say("rennes", FetchError("refused", phase="connect"))
    assert not hub.pull()["rennes"].recovered
    hub.sources.say("rennes", native(event(1)))
    assert hub.pull(after=timedelta(days=1))["rennes"].recovered
    assert not hub.pull()["rennes"].recovered


def test_a_failing_source_is_visited_ever_later_and_recovers(hub: Hub) -> None:
    hub.pull()
    hub.sources.say("rennes", FetchError("server-error", "500", phase="request", status=500))
    waits = []
    for _ in range(4):
        hub.pull(after=timedelta(days=1))
        waits.append(round((row(hub).next_pull_at - hub.now) / MINUTE))
    assert waits == sorted(waits)
    assert waits[3] >= 8
    hub.sources.say("rennes", native(event(1), event(2, days=4)))
    assert hub.pull(after=timedelta(days=1))["rennes"].outcome is Outcome.UPDATED
    assert row(hub).failures == 0


def test_one_broken_event_costs_only_itself(hub: Hub) -> None:
    hub.sources.say("rennes", native(event(1), {"id": "x", "title": "Sans date"}, event(3)))
    landed = hub.pull()["rennes"]
    assert (landed.outcome, landed.added, landed.lost) == (Outcome.PARTIAL, 2, 1)
    with hub.store.session() as session:
        (notice,) = last_notices(session, row(hub).id)
    assert notice.lost


def test_nothing_of_a_pull_lands_when_its_end_fails(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("sync.landing.journal", broken)
    with pytest.raises(RuntimeError):
        hub.pull()
    monkeypatch.undo()
    assert rows(hub, RecordRow) == rows(hub, PullRow) == rows(hub, OccurrenceRow) == 0
    assert hub.pull(after=timedelta(minutes=5))["rennes"].outcome is Outcome.UPDATED


def test_one_that_cannot_land_fails_alone(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    add = records.add

    def breaking(session: Session, speaker: Speaker, *rest: Any) -> Any:
        if speaker.site_id == "nantes":
            raise RuntimeError("never seen before")
        return add(session, speaker, *rest)

    monkeypatch.setattr("sync.landing.records.add", breaking)
    landed = hub.pull()
    assert {name: item.outcome for name, item in landed.items() if item.outcome is not Outcome.UPDATED} == {
        "nantes": Outcome.FAILED
    }
    assert (landed["nantes"].reason, row(hub, "nantes").failures) == ("internal", 1)
    assert rows(hub, RecordRow) == 2
    assert rows(hub, PullRow) == 3


def test_every_visit_is_in_the_journal(hub: Hub) -> None:
    hub.pull()
    hub.pull()
    assert rows(hub, PullRow) == 6


def test_two_workers_never_hold_one_source(hub: Hub) -> None:
    with hub.store.writing() as session:
        first = claim(session, hub.now, "a:1", 10)
    with hub.store.writing() as session:
        second = claim(session, hub.now, "b:2", 10)
    assert (len(first), len(second)) == (3, 0)


def test_a_lease_that_was_taken_over_lands_nothing(hub: Hub) -> None:
    with hub.store.writing() as session:
        claim(session, hub.now, "other:1", 10)
    assert hub.pull(after=MINUTE) == {}
    assert hub.pull(after=timedelta(minutes=5))["rennes"].outcome is Outcome.UPDATED


def test_space_data_is_kept_with_its_history(hub: Hub) -> None:
    hub.sources.say("rennes", native(event(1), space={"desks": 25, "hours": "Mo-Fr 09:00-19:00"}))
    hub.pull()
    before = version(hub)
    hub.sources.say("rennes", native(event(1), space={"desks": 30, "hours": "Mo-Fr 09:00-19:00"}))
    assert hub.pull()["rennes"].outcome is Outcome.UPDATED
    with hub.store.session() as session:
        seen = space(session, "rennes", hub.now)
    assert seen is not None
    assert seen.space.desks == 30
    assert version(hub) == before + 1


def test_a_series_is_drawn_date_by_date_and_its_exceptions_shown(hub: Hub) -> None:
    weekly = {
        "rrules": ["FREQ=WEEKLY;COUNT=4"],
        "exdates": ["2026-12-02T18:30:00"],
        "exceptions": [{"recurrence_id": "2026-12-09T18:30:00", "start": "2026-12-10T19:00:00", "title": "Déplacée"}],
    }
    hub.sources.say("rennes", native(event(1, recurrence=weekly)))
    hub.pull()
    found = hub.agenda("rennes")
    assert [entry.event.start.strftime("%m-%d %H:%M") for entry in found] == [
        "11-25 18:30",
        "12-10 19:00",
        "12-16 18:30",
    ]
    assert [entry.event.title for entry in found] == ["Atelier 1", "Déplacée", "Atelier 1"]
    assert len({entry.id for entry in found}) == 3


def test_a_series_moved_by_half_an_hour_keeps_its_entries(hub: Hub) -> None:
    weekly = {"rrules": ["FREQ=WEEKLY;COUNT=3"]}
    hub.sources.say("rennes", native(event(1, recurrence=weekly)))
    hub.pull()
    before = [entry.id for entry in hub.agenda("rennes")]
    later = event(1, recurrence=weekly) | {"start": "2026-11-25T19:00:00", "end": "2026-11-25T20:00:00"}
    hub.sources.say("rennes", native(later))
    hub.pull()
    assert [entry.id for entry in hub.agenda("rennes")] == before


def test_an_endless_series_is_drawn_further_as_time_passes(hub: Hub) -> None:
    hub.sources.say("rennes", native(event(1, recurrence={"rrules": ["FREQ=WEEKLY"]})))
    hub.pull()
    before = len(hub.agenda("rennes"))
    hub.now += timedelta(days=60)
    hub.runner.keep_house()
    assert len(hub.agenda("rennes")) > before
    hub.runner.keep_house()


def test_an_address_that_changes_keeps_identity_but_not_validators(hub: Hub) -> None:
    hub.pull()
    before = hub.agenda("rennes")
    moved = replace(source("rennes"), url="https://neuf.rennes.example/cantines.json")
    hub.load(network(replace(site("rennes"), sources=(moved,)), site("nantes"), site("tours")))
    hub.sources.bodies[moved.url] = native(event(1))
    assert hub.pull()["rennes"].outcome is Outcome.UNCHANGED
    assert hub.agenda("rennes") == before


def test_readers_are_told_when_data_get_stale_and_when_they_recover(hub: Hub) -> None:
    hub.pull()
    before = version(hub)
    hub.sources.say("rennes", FetchError("dns", phase="resolve"))
    hub.pull()
    assert version(hub) == before
    hub.pull(after=timedelta(days=4))
    assert version(hub) == before + 1
    hub.sources.say("rennes", native(event(1)))
    hub.pull(after=timedelta(days=2))
    assert version(hub) == before + 2


def test_a_clock_that_was_years_ahead_silences_nobody(hub: Hub) -> None:
    today = hub.now
    hub.pull(after=timedelta(days=700))
    hub.now = today
    assert set(hub.pull()) == {"rennes", "nantes", "tours"}
    assert hub.pull(after=timedelta(seconds=1)) == {}


def test_new_uids_at_every_answer_change_nothing_for_readers(hub: Hub) -> None:
    def answer(turn: str) -> bytes:
        weekly = {"rrules": ["FREQ=WEEKLY;COUNT=3"]}
        return native(*(event(n, id=f"{turn}-{n}") for n in range(6)), event(7, id=f"{turn}-7", recurrence=weekly))

    hub.sources.say("rennes", answer("first"))
    hub.pull()
    before = version(hub), hub.agenda("rennes", withdrawn=True), rows(hub, RecordRow)
    for turn in ("second", "third", "fourth"):
        hub.sources.say("rennes", answer(turn))
        assert hub.pull()["rennes"].withdrawn == 0
    assert (version(hub), hub.agenda("rennes", withdrawn=True), rows(hub, RecordRow)) == before


def test_an_event_that_changes_its_uid_and_its_text_is_one_change(hub: Hub) -> None:
    hub.pull()
    before = hub.agenda("rennes")
    hub.sources.say("rennes", native(event(1, id="other", description="Nouveau")))
    assert hub.pull()["rennes"].changed == 1
    (entry,) = hub.agenda("rennes")
    assert (entry.id, entry.sequence) == (before[0].id, before[0].sequence + 1)


def test_series_that_were_not_drawn_stay_as_they_were(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    weekly = {"rrules": ["FREQ=WEEKLY;COUNT=3"]}
    hub.sources.say("rennes", native(event(1, recurrence=weekly), event(2)))
    hub.pull()
    before = hub.titles("rennes")
    monkeypatch.setattr("sync.pull.draw", partial(draw, most=0))
    hub.sources.say("rennes", native(event(1, recurrence=weekly, title="Autre"), event(2)))
    landed = hub.pull()["rennes"]
    assert (landed.outcome, landed.lost, landed.withdrawn) == (Outcome.PARTIAL, 1, 0)
    assert hub.titles("rennes") == before
