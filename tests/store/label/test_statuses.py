"""The status of a site: founded by the file, moved by decisions, one at a time, seen by all who read."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from federation.domain.site import LabelStatus
from federation.errors import DecisionError
from federation.label.lifecycle import Actor
from federation.label.votes import Choice, Vote
from federation.store import sites
from federation.store.database import Store
from federation.store.label.charters import rulebook
from federation.store.label.decided import decisions_of
from federation.store.label.decisions import decide, take
from federation.store.label.facts import Request, around, facts
from federation.store.label.reports import assessed, rulings, trends
from federation.store.models import SiteRow
from federation.store.published import published
from federation.store.sources import claim, count_due, health
from tests.label.sites import NOON, happening
from tests.store.label.place import DAY, Place, declared

S = LabelStatus


def network(store: Store) -> Place:
    place = Place(store, NOON)
    place.load(declared("tours", S.LABELLED), declared("rennes", S.LABELLED))
    place.programme([happening(1, NOON + 3 * DAY), happening(2, NOON + 4 * DAY)])
    place.programme([happening(3, NOON + 5 * DAY, hosts=("rennes",))], "rennes")
    return place


def renounce(site: str = "tours", **more: object) -> Request:
    plain = {"site": site, "transition": "renounce", "role": Actor.OPERATOR, "author": "Ana", "reasons": "Fin du bail."}
    return Request(**{**plain, **more})  # type: ignore[arg-type]


def test_a_decision_moves_the_agenda_and_the_version_at_once(store: Store) -> None:
    place = network(store)
    assert [entry.id for entry in place.agenda()] == ["e0001", "e0002", "e0003"]
    with store.session() as session:
        before = published(session).version
    made = place.decide("renounce", Actor.OPERATOR)
    assert (made.number, made.decision.after) == (1, S.LISTED)
    assert [entry.id for entry in place.agenda()] == ["e0003"]
    with store.session() as session:
        found = sites.site(session, "tours")
        assert found is not None
        assert found.status is S.LISTED
        assert session.scalar(select(SiteRow.label).where(SiteRow.id == "tours")) == "listed"
        assert published(session).version == before + 1
        recorded = decisions_of(session, reports=True)["tours"][0]
    assert recorded.decision.reasons == "Décidé en réunion."
    assert recorded.report is not None
    assert recorded.report["site"] == "tours"
    assert (recorded.charter, recorded.version) == ("cantine-numerique", "2026.1")


def test_a_site_that_closed_is_visited_and_assessed_no_more(store: Store) -> None:
    place = network(store)
    place.day()
    with store.session() as session:
        assert count_due(session, place.now, ["tours"]) == 2
    place.decide("close", Actor.OPERATOR, closure_seen=True)
    place.day()
    with store.writing() as session:
        assert {due.site.id for due in claim(session, place.now, "test:1", 10)} == {"rennes"}
        assert count_due(session, place.now, ["tours"]) == 0
        assert {one.site_id for one in health(session, place.now)} == {"rennes"}
    assert place.kept().assessed_on == place.today - DAY
    assert place.kept("rennes").assessed_on == place.today


def test_loading_the_file_again_does_not_undo_a_decision_and_says_so(store: Store) -> None:
    place = network(store)
    place.decide("renounce", Actor.OPERATOR)
    loaded = place.load(declared("tours", S.LABELLED), declared("rennes", S.LABELLED))
    assert loaded.overruled == ("tours: listed, not labelled",)
    assert not loaded.any
    assert [entry.id for entry in place.agenda()] == ["e0003"]
    assert place.load(declared("tours", S.LISTED), declared("rennes", S.LABELLED)).overruled == ()
    assert place.load(declared("tours", S.LISTED), declared("rennes", S.CANDIDATE)).changed == ("rennes",)
    assert place.standing("rennes").status is S.CANDIDATE  # nobody decided of it: the file speaks


def test_a_site_taken_out_of_the_file_comes_back_as_it_was_decided(store: Store) -> None:
    place = network(store)
    place.decide("renounce", Actor.OPERATOR)
    place.load(declared("rennes", S.LABELLED))
    place.load(declared("tours", S.LABELLED), declared("rennes", S.LABELLED))
    assert place.standing().status is S.LISTED


def test_of_two_decisions_on_the_same_facts_one_wins_and_the_other_is_told(store: Store) -> None:
    place = network(store)
    with store.session() as session:
        rules = rulebook(session, place.now)
        one = assessed(session, rules, place.now, ["tours"])["tours"]
        told = facts(rules, one, around(session), place.now, renounce())
    with store.writing() as session:
        take(session, rules, one, renounce(), told)
    with pytest.raises(DecisionError, match="une autre décision vient d’être prise"), store.writing() as session:
        take(session, rules, one, renounce(author="Bo"), told)
    with store.session() as session:
        assert [item.decision.author for item in decisions_of(session)["tours"]] == ["Ana"]


def test_of_two_people_who_decide_at_the_same_moment_one_wins(store: Store) -> None:
    place, ready = network(store), Barrier(2)
    ended: list[str] = []

    def person(name: str) -> None:
        ready.wait()
        try:
            with store.writing() as session:
                rules = rulebook(session, place.now)
                decide(session, rules, renounce(author=name, seen=0, status=S.LABELLED), place.now)
        except DecisionError as error:
            ended.append(str(error.missing))
        else:
            ended.append("won")

    people = [Thread(target=person, args=(name,)) for name in ("Ana", "Bo")]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(word == "won" for word in ended) == [False, True]
    with store.session() as session:
        assert len(decisions_of(session)["tours"]) == 1


def test_whoever_saw_another_status_is_told(store: Store) -> None:
    place = network(store)
    with pytest.raises(DecisionError, match="le statut a changé entre-temps"):
        place.decide("renounce", Actor.OPERATOR, status=S.PROBATION)


def test_every_reason_against_a_decision_is_told_with_the_next_step(store: Store) -> None:
    place = network(store)
    place.load(declared("tours", S.CANDIDATE), declared("rennes", S.LABELLED))
    with pytest.raises(DecisionError) as told:
        place.decide("grant", reasons=" ")
    assert [code for code, _ in told.value.missing] == [
        "observed_days",
        "required_held_days",
        "sponsors",
        "favourable_sponsors",
        "reasons_given",
    ]
    assert "cantines label todo tours" in told.value.next
    assert place.standing().number == 0


def test_nobody_suspends_what_the_hub_alone_may_flag(store: Store) -> None:
    place = network(store)
    with pytest.raises(DecisionError, match="ne peut pas signaler un critère requis"):
        place.decide("flag-unmet")
    with pytest.raises(DecisionError, match="existe pas"):
        place.decide("abolish")


def test_a_suspensive_withdrawal_waits_for_its_appeal(one_store: Store) -> None:
    place = network(one_store)
    place.load(declared("tours", S.SUSPENDED), declared("rennes", S.LABELLED))
    place.file("notice", text="Dernier avertissement", last_on=place.today + timedelta(days=30))
    place.now += 31 * DAY
    made = place.decide("withdraw", grave=True, votes=_ballots())
    assert made.decision.suspensive
    standing = place.standing()
    assert (standing.status, [on for _, on in standing.pending]) == (S.SUSPENDED, [place.today + 31 * DAY])
    place.now += 30 * DAY
    place.assess()
    assert place.standing().status is S.SUSPENDED
    place.now += DAY
    place.assess()
    with one_store.session() as session:
        assert session.scalar(select(SiteRow.label).where(SiteRow.id == "tours")) == "withdrawn"


def test_an_appeal_that_is_upheld_overturns(one_store: Store) -> None:
    place = network(one_store)
    place.load(declared("tours", S.SUSPENDED), declared("rennes", S.LABELLED))
    place.file("notice", text="Dernier avertissement", last_on=place.today + timedelta(days=30))
    place.now += 31 * DAY
    place.decide("withdraw", grave=True, votes=_ballots())
    place.now += 10 * DAY
    place.file("appeal", decision=1, text="Nous avons rouvert.")
    place.now += 25 * DAY
    place.assess()
    assert place.standing().status is S.SUSPENDED  # the panel has not decided, the thirty days are over
    place.file("appeal-ruling", decision=1, panel=["x", "y", "z"], upheld=True, text="La salle est ouverte.")
    place.now += 30 * DAY
    place.assess()
    assert place.standing().status is S.SUSPENDED
    assert place.standing().pending == ()


def _ballots() -> tuple[Vote, ...]:
    return tuple(Vote(name, Choice.FOR) for name in ("a", "b", "c"))


def test_reports_and_days_are_written_again_over_themselves(store: Store) -> None:
    place = network(store)
    for hours in (1, 1, 24):
        place.now += timedelta(hours=hours)
        place.visit()
        place.assess()
    assert place.kept().as_of == place.now
    assert [(day.on.day, day.successes) for day in place.evidence().logs[0].days] == [(1, 2), (2, 1)]
    with store.session() as session:
        assert len(trends(session, "tours")["agenda-a-venir"]) == 2
        spans = rulings(session, ["tours"])["tours"]["agenda-a-venir"]
    assert [(span.ruling.value, span.first_at, span.last_at) for span in spans] == [
        ("unmet", NOON + timedelta(hours=1), place.now)
    ]
