"""What happened to these places, or follows from it, lived over the store with a clock that moves.

One function a scenario. Days in which nothing happens are written as daily assessments would have left them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from federation.domain.site import LabelStatus
from federation.domain.space import Space
from federation.errors import DecisionError
from federation.label.charter_file import load_charter
from federation.label.preview import announced, preview
from federation.label.votes import Choice, Vote
from federation.store.database import Store
from federation.store.label import charters
from federation.store.label.charters import rulebook
from federation.store.label.reports import assessed
from federation.store.models import CoHostRow, EntryRow
from tests.label.sites import CHARTER, NOON, SPACE, at, happening, plainly
from tests.plan import ROOT
from tests.store.label.place import DAY, Place, conforming_site, declared

S = LabelStatus
ACTIVITY = ("volume-evenements", "agenda-a-venir", "diversite-formats", "part-grand-public", "ouvert-a-tous")
VOTES = (
    Vote("Ana", Choice.FOR),
    Vote("Bo", Choice.FOR),
    Vote("Chloé", Choice.AGAINST),
    Vote("Dov", Choice.AGAINST, "financeur direct"),
)


def test_5_a_joint_event_counts_once_for_each_site_that_holds_it(one_store: Store) -> None:
    hosts = ("paris", "rennes", "nantes")
    place = Place(one_store, NOON - 400 * DAY)
    place.load(*(declared(name, S.LABELLED, profile={"labelled_on": "2024-01-01"}) for name in hosts))
    place.observed(place.now)
    place.now = NOON
    place.programme([happening(9000, NOON - 30 * DAY, hosts=hosts)], "paris")
    place.visit()
    place.assess()
    for name in hosts:
        assert place.kept(name).figures["evenement-reseau"][:2] == ("met", 1)
        assert place.kept(name).figures["volume-evenements"][1] == 1


def test_6_a_fire_freezes_the_label_and_its_clocks_until_there_is_another_address(one_store: Store) -> None:
    place = conforming_site(one_store, at(2026, 6, 1))
    place.assess()
    place.file(
        "place", "Quai Doumergue", address="quai Doumergue", city="Tours", placed=True, permanent=False, instead=True
    )
    place.day()
    assert place.ruling("lieu-physique-permanent") == "unmet"
    with pytest.raises(DecisionError, match="force majeure"):
        place.decide("freeze", freeze_until=date(2027, 3, 31))
    place.decide("freeze", freeze_until=date(2027, 3, 31), force_majeure="Incendie de la halle")
    assert place.standing().published
    place.quiet(120)
    verdict = place.simulated().report.verdict("lieu-physique-permanent")
    assert verdict.grace is not None
    assert (verdict.grace.elapsed, verdict.grace.until, verdict.overdue) == (timedelta(0), None, False)
    assert place.standing().status is S.FROZEN
    place.file(
        "place", "Immeuble Unik", address="14 rue de la Noue", city="Tours", placed=True, permanent=True, instead=True
    )
    place.decide("thaw", recovery_seen=True)
    assert place.standing().status is S.LABELLED
    place.day()
    assert place.ruling("lieu-physique-permanent") == "met"
    assert [one["after"] for one in place.told("decision")] == []  # the commands tell the site; nobody else decided


def test_7_an_annexe_adds_its_desks_and_its_hours(one_store: Store) -> None:
    place = Place(one_store, NOON - 70 * DAY)
    site = declared("rennes", S.LABELLED)
    annexe = replace(site.sources[1], key="annexe", url="https://rennes.example/annexe.json")
    place.load(replace(site, sources=(*site.sources, annexe)))
    place.site = "rennes"
    place.space(Space(hours="Tu-Fr 12:00-19:00", desks=4, amenities=("wifi",)))
    place.quiet(70)
    assert place.ruling("espace-coworking") == "unmet"
    place.file("place", "L’Annexe", address="rue Kléber", city="Rennes", placed=True, sources=["annexe"])
    place.space(Space(hours="Mo,Sa 09:00-19:00", desks=25), source="annexe")
    place.day()
    assert place.ruling("espace-coworking") == "met"
    report = place.simulated().report
    assert report.verdict("espace-coworking").readings[0].value == 29
    assert report.verdict("lieu-physique-permanent").readings[0].value == 2


def test_8_the_weekly_closure_of_the_host_building_is_no_failure(one_store: Store) -> None:
    place = Place(one_store, NOON - 70 * DAY)
    place.load(declared("tours", S.LABELLED))
    place.space(replace(SPACE, hours="Tu-Su 10:00-19:00"))
    place.quiet(70)
    found = place.simulated().report.verdict("jours-ouverture")
    assert (found.ruling.value, found.on_target) == ("met", True)


def test_11_a_candidate_that_is_not_open_yet_fails_no_activity(one_store: Store) -> None:
    place = Place(one_store, at(2013, 2, 1))
    place.load(declared("tours", S.CANDIDATE))
    place.space(Space(desks=16))
    place.quiet(14)
    for name in (*ACTIVITY[:4], "jours-ouverture", "espace-coworking", "tarifs-publics"):
        assert place.ruling(name) == "undetermined", name
    found = place.simulated().report.verdict("volume-evenements").explanation
    assert "Le lieu ouvre le 1er mai 2013" in plainly(found)


def test_12_a_site_labelled_at_birth_is_judged_on_what_it_has_lived(one_store: Store) -> None:
    birth = at(2026, 9, 1, 0)
    place = Place(one_store, birth)
    site = declared("tours", S.LABELLED, profile={"opened": "1er septembre 2026", "labelled_on": "2026-09-01"})
    place.load(site, declared("rennes"))
    place.programme(happening(number, birth + timedelta(days=5 * number, hours=18)) for number in range(80))
    place.visit()
    seen: dict[int, tuple[object, ...]] = {}
    for days in (60, 60, 246):
        place.quiet(days)
        seen[(place.now - birth).days] = place.kept().figures["volume-evenements"][:3]
    assert seen[60][0] == "undetermined"
    assert seen[120] == ("unmet", 24, 33)
    assert seen[366][2] == 100


def silent_summer(store: Store) -> Place:
    place = conforming_site(store, at(2026, 7, 24, 12))
    with store.writing() as session:
        session.execute(delete(CoHostRow))
        session.execute(delete(EntryRow).where(EntryRow.starts_at > place.now))
    return place


def test_13_a_feed_that_is_empty_in_august_has_thirty_days_unless_it_said_so(one_store: Store) -> None:
    place = silent_summer(one_store)
    place.day()
    assert place.ruling("agenda-a-venir") == "unmet"
    place.quiet(30)
    assert place.standing().status is S.LABELLED
    place.day()
    assert place.standing().status is S.PROBATION
    assert place.standing().published
    (told,) = place.told("decision")
    assert (told["transition"], told["plan"]) == ("flag-unmet", "1")
    assert "agenda-a-venir" in told["reasons"]


def test_13_a_declared_closure_shortens_the_windows(one_store: Store) -> None:
    place = silent_summer(one_store)
    place.file("closure", first_on=date(2026, 7, 25), last_on=date(2026, 8, 31), reason="fermeture d’été")
    place.day()
    assert place.ruling("agenda-a-venir") == "not_applicable"
    place.quiet(40)
    assert place.standing().status is S.LABELLED
    volume = place.simulated().report.verdict("volume-evenements").decisive
    assert volume is not None
    assert volume.window is not None
    assert volume.window.days == 365 - 38


def test_14_a_feed_dead_for_ten_days_suspends_verdicts_and_its_operator_is_reminded(one_store: Store) -> None:
    place = conforming_site(one_store, NOON)
    place.day()
    before, death = place.kept().figures, place.now
    place.alive = lambda site, source, now: (site, source) != ("tours", "agenda") or not death < now < death + 10 * DAY
    for _ in range(4):
        place.day()
    for name in ACTIVITY:
        assert place.ruling(name) == "undetermined", name
    assert place.ruling("flux-evenements-valide") == "unmet"
    moved = {name for name, told in place.kept().figures.items() if told[0] != before[name][0]}
    assert moved - {*ACTIVITY, "flux-evenements-valide"} <= {
        "regularite-programmation", "diversite-organisateurs", "evenement-reseau", "qualite-des-fiches",
        "accueil-porteurs-de-projet",
    }  # fmt: skip
    place.quiet(4)
    assert [one["days"] for one in place.told("feed")] == ["3", "7"]
    assert place.standing().status is S.LABELLED
    place.quiet(3)
    assert place.ruling("volume-evenements") == "met"
    assert place.kept().figures["flux-evenements-valide"][0] == "unmet"  # a tenth of the visits of a month failed
    assert place.simulated().report.overdue == ()


def test_18_a_report_far_from_what_was_measured_asks_for_an_explanation(one_store: Store) -> None:
    place = conforming_site(one_store, NOON, whole=True)
    figures = {"evenements": 450, "participants": 1, "coworkers": 1, "projets": 1, "budget": 1}
    place.file("annual-report", "2025", figures=figures, explanation="", function="présidence")
    found = place.simulated().report.verdict("bilan-annuel")
    assert found.ruling.value == "unmet"
    assert "450 événements déclarés" in plainly(found.explanation)
    assert "À expliquer." in plainly(found.explanation)
    place.now += DAY
    place.file("annual-report", "2025", figures=figures, explanation="Deux cents ateliers en ville.")
    assert place.simulated().report.verdict("bilan-annuel").ruling.value == "watch"


def charter_2027() -> str:
    """The charter with 125 events a year, in force in 2027, and an open licence that is required from July on."""
    text = (ROOT / "federation/label/charters/cantine-numerique.yaml").read_text("utf-8")
    text = text.replace('version: "2026.1"', 'version: "2027.1"').replace(
        "in_force_on: 2026-01-01", "in_force_on: 2027-01-01"
    )
    text = text.replace("least: {value: 100, from: calibration}", "least: {value: 190, from: extension}")
    before, after = text.split("  - id: licence-de-reutilisation", 1)
    after = after.replace("    required: false", "    required: true\n    in_force_on: 2027-07-01", 1)
    return f"{before}  - id: licence-de-reutilisation{after}"


def test_19_before_a_charter_changes_the_committee_sees_who_would_move(one_store: Store, tmp_path: Path) -> None:
    now = at(2026, 9, 1)
    place = conforming_site(one_store, now)
    place.assess("tours")
    new = load_charter(charter_2027())
    with one_store.session() as session:
        found = assessed(session, place.rules(), now, ["tours"])
        seen = preview(CHARTER, new, [one.found.evidence for one in found.values()], now)
    assert [(move.criterion, move.on) for move in seen.moves] == [("volume-evenements", date(2027, 1, 1))]
    assert plainly(announced(seen)) == "1 site passerait en surveillance le 2 avril 2027 : tours."
    with pytest.raises(DecisionError, match="90 jours de préavis"), one_store.writing() as session:
        charters.adopt(session, charter_2027(), "2027.yaml", "le comité", "Vote de l’assemblée", at(2026, 12, 1))
    with one_store.writing() as session:
        charters.adopt(session, charter_2027(), "2027.yaml", "le comité", "Vote de l’assemblée", now)
    place.day(1, "tours")
    assert [one["version"] for one in place.told("charter")] == ["2027.1"]
    assert place.kept().version == "2026.1"
    place.now = at(2027, 1, 2)
    with one_store.session() as session:
        rules = rulebook(session, place.now)
    assert (rules.charter.version, rules.upcoming) == ("2027.1", ())
    licence = place.simulated().report.verdict("licence-de-reutilisation")
    assert not licence.counts
    assert plainly(licence.explanation).startswith("Critère à venir : il comptera le 1er juillet 2027.")


def test_20_the_way_to_a_suspension_is_long_and_people_walk_it(one_store: Store) -> None:
    place = conforming_site(one_store, NOON)
    place.file("place", "Chez l’habitant", address="", city="", permanent=False, instead=True)
    place.assess()
    place.quiet(90)
    assert place.standing().status is S.LABELLED
    place.day(2)
    assert place.standing().status is S.PROBATION
    flagged = place.now
    place.quiet(60)
    place.file("notice", text="Le lieu n’a plus d’adresse.", last_on=place.today + timedelta(days=30))
    place.quiet(29)
    with pytest.raises(DecisionError) as told:
        place.decide("suspend", votes=VOTES)
    assert {code for code, _ in told.value.missing} == {"status_days", "notice_days", "heard"}
    place.quiet(2)
    assert place.now - flagged == 91 * DAY
    with pytest.raises(DecisionError) as told:
        place.decide("suspend", votes=VOTES[1:])  # one has a tie: two are left, who disagree
    assert {code for code, _ in told.value.missing} == {"quorum", "majority"}
    made = place.decide("suspend", votes=VOTES, reasons="Plus d’adresse depuis six mois.")
    assert made.decision.appealable_until == place.today + timedelta(days=30)
    assert place.standing().status is S.SUSPENDED
    assert [entry for entry in place.agenda() if entry.host.id == "tours"] == []
    place.now += 40 * DAY
    assert place.standing().status is S.SUSPENDED


def test_20_probation_ends_by_itself_after_thirty_days_in_order(one_store: Store) -> None:
    place = conforming_site(one_store, NOON, S.PROBATION)
    place.assess()
    place.quiet(29)
    assert place.standing().status is S.PROBATION
    place.day()
    assert place.standing().status is S.LABELLED
    assert place.told("decision")[0]["transition"] == "clear"


def test_21_a_derogation_is_public_and_ends(one_store: Store) -> None:
    hours = replace(SPACE, hours="Mo-Sa 09:00-19:00; Jul-Aug Mo-We 09:00-19:00; Jul-Aug Th-Sa off")
    place = Place(one_store, at(2026, 6, 1))
    place.load(declared("tours", S.LABELLED))
    place.space(hours)
    place.file(
        "derogation", "jours-ouverture", reason="l’école qui héberge le lieu ferme en juillet",
        alternative="trois jours par semaine", first_on=date(2026, 7, 1), last_on=date(2026, 9, 30),
    )  # fmt: skip
    place.quiet(80)
    assert place.ruling("jours-ouverture") == "derogation"
    said = place.simulated().report.verdict("jours-ouverture").explanation
    assert "Dérogation jusqu’au 30 septembre 2026 : l’école" in plainly(said)
    place.quiet(92)
    assert place.ruling("jours-ouverture") in ("met", "watch")
