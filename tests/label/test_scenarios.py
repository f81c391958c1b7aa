"""What happened to these places, told day by day on values alone: what the rules say, before any store or page.

`tests/label/scenarios` lives each of them end to end; the numbers are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from federation.domain.site import LabelStatus
from federation.domain.space import Space
from federation.label.audit import assess
from federation.label.charter import Charter
from federation.label.evidence import DeclaredClosure, Derogation, Evidence
from federation.label.guards import Facts
from federation.label.history import eligible_for
from federation.label.lifecycle import alone
from federation.label.lifecycle_file import shipped_lifecycle
from federation.label.preview import announced, preview
from federation.label.verdict import CONFORMING, Ruling
from tests.label.sites import (
    CHARTER,
    NOON,
    PARIS,
    SPACE,
    at,
    conforming,
    daily,
    happening,
    log,
    plainly,
    rulings,
    snapshot,
    verdict,
)

LIFE = shipped_lifecycle()
S = LabelStatus
THEN = replace(CHARTER, criteria=tuple(replace(one, in_force_on=date(2008, 1, 30)) for one in CHARTER.criteria))
"""The charter as if it had always been in force."""
ACTIVITY = (
    "volume-evenements",
    "agenda-a-venir",
    "diversite-formats",
    "part-grand-public",
    "regularite-programmation",
    "diversite-organisateurs",
    "evenement-reseau",
    "qualite-des-fiches",
)


def test_scenario_5_a_joint_event_counts_once_for_each_of_its_hosts() -> None:
    hosts = ("paris", "rennes", "nantes")
    shared = happening(9000, NOON - timedelta(days=30), hosts=hosts)
    for site in hosts:
        own = tuple(replace(one, hosts=(site,)) for one in conforming().happenings)
        evidence = replace(conforming(), site=site, happenings=own)
        assert verdict("evenement-reseau", evidence).ruling is Ruling.UNMET
        joined = replace(evidence, happenings=(*own, shared))
        found = verdict("evenement-reseau", joined)
        assert found.ruling is Ruling.MET
        assert found.decisive is not None
        assert found.decisive.pieces == ("e9000",)


def test_scenario_7_an_annexe_adds_its_seats_and_its_hours() -> None:
    halls = snapshot(NOON, Space(hours="Tu-Fr 12:00-19:00", desks=4, amenities=("wifi",)), "Champs Libres", 1)
    annexe = snapshot(NOON, Space(hours="Mo,Sa 09:00-19:00", desks=25), "L’Annexe", 2)
    alone_ = replace(conforming(), snapshots=(halls,))
    both = replace(conforming(), snapshots=(halls, annexe))
    assert verdict("espace-coworking", alone_).ruling is Ruling.UNMET
    assert verdict("espace-coworking", both).readings[0].value == 29
    assert [one.value for one in verdict("jours-ouverture", both).readings] == [6, 48]


def test_scenario_8_the_weekly_closure_of_the_host_building_is_no_failure() -> None:
    evidence = replace(conforming(), snapshots=(snapshot(NOON, replace(SPACE, hours="Tu-Su 10:00-19:00")),))
    found = verdict("jours-ouverture", evidence)
    assert found.ruling is Ruling.MET
    assert found.on_target


def test_scenario_11_a_candidate_that_is_not_open_yet_fails_nothing_it_cannot_have() -> None:
    as_of = at(2013, 2, 15)
    evidence = Evidence(
        site="tours",
        opened_on=date(2013, 5, 1),
        observed_since=date(2013, 2, 1),
        logs=(log("agenda", "events", as_of),),
        snapshots=(snapshot(as_of, Space(desks=16)),),
    )
    found = rulings(assess(CHARTER, evidence, as_of))
    measured = {*ACTIVITY, "jours-ouverture", "espace-coworking", "tarifs-publics"} - {"evenement-reseau"}
    assert {found[name] for name in measured} == {Ruling.UNDETERMINED}
    assert found["evenement-reseau"] is Ruling.NOT_APPLICABLE
    assert "Le lieu ouvre le 1er mai 2013" in verdict("volume-evenements", evidence, as_of).explanation.fr


def test_scenario_12_a_site_labelled_at_birth_is_judged_on_what_it_has_lived() -> None:
    birth = at(2012, 9, 1, 0)
    events = tuple(happening(number, birth + timedelta(days=5 * number, hours=18)) for number in range(80))

    def brest(as_of: datetime) -> Evidence:
        return replace(
            conforming(as_of),
            labelled_on=birth.date(),
            observed_since=birth.date(),
            opened_on=birth.date(),
            happenings=events,
        )

    seen = {
        days: verdict("volume-evenements", brest(birth + timedelta(days=days)), birth + timedelta(days=days))
        for days in (60, 120, 366)
    }
    assert seen[60].ruling is Ruling.UNDETERMINED
    assert seen[120].ruling is Ruling.UNMET
    assert seen[120].decisive is not None
    assert (seen[120].decisive.value, seen[120].decisive.threshold) == (24, 33)
    assert seen[366].decisive is not None
    assert seen[366].decisive.threshold == 100


def silent_august(*closures: DeclaredClosure) -> Callable[[datetime], Evidence]:
    spring = conforming(at(2026, 6, 1))
    past = tuple(one for one in spring.happenings if one.end_at < at(2026, 7, 25))

    def site(as_of: datetime) -> Evidence:
        return replace(conforming(as_of, held=past), observed_since=spring.observed_since, closures=closures)

    return site


def test_scenario_13_a_feed_that_is_empty_in_august_has_thirty_days_unless_it_said_so() -> None:
    start = at(2026, 7, 25)
    reports = {as_of.date(): report for as_of, report, _ in daily(silent_august(), start, 40)}
    assert "agenda-a-venir" not in reports[date(2026, 8, 24)].overdue
    assert "agenda-a-venir" in reports[date(2026, 8, 25)].overdue

    summer = DeclaredClosure(date(2026, 7, 25), date(2026, 8, 31), date(2026, 7, 1), "fermeture d’été")
    reports = {as_of.date(): report for as_of, report, _ in daily(silent_august(summer), start, 40)}
    assert all("agenda-a-venir" not in report.overdue for report in reports.values())
    assert reports[date(2026, 8, 15)].verdict("agenda-a-venir").ruling is Ruling.NOT_APPLICABLE
    assert reports[date(2026, 9, 2)].verdict("agenda-a-venir").ruling is Ruling.UNMET
    volume = reports[date(2026, 9, 2)].verdict("volume-evenements").decisive
    assert volume is not None
    assert volume.window is not None
    assert volume.window.days == 365 - 38


def test_scenario_14_a_feed_dead_for_ten_days_suspends_verdicts_and_returns() -> None:
    death, start = at(2026, 6, 3), at(2026, 6, 1)

    def toulon(as_of: datetime) -> Evidence:
        dead = death <= as_of < death + timedelta(days=10)
        silent = as_of - death if dead else timedelta(minutes=30)
        site = conforming(as_of)
        return replace(site, logs=(replace(site.logs[0], last_success_at=as_of - silent), site.logs[1]))

    for as_of, report, _ in daily(toulon, start, 14):
        found = rulings(report)
        dead = timedelta(hours=72) < as_of - death < timedelta(days=10)
        for name in ACTIVITY:
            assert found[name] is (Ruling.UNDETERMINED if dead else Ruling.MET), (as_of, name)
        assert (found["flux-evenements-valide"] is Ruling.UNMET) is dead
        assert report.overdue == ()
        others = {name: ruling for name, ruling in found.items() if name not in (*ACTIVITY, "flux-evenements-valide")}
        suspended = {"ouvert-a-tous", "accueil-porteurs-de-projet"} if dead else set()
        assert {name for name, ruling in others.items() if ruling is not Ruling.MET} == suspended


def test_scenario_18_two_hundred_and_fifty_declared_and_one_hundred_and_fifty_measured_ask_for_an_explanation() -> None:
    evidence = conforming(a_year=150)
    figures = dict(evidence.reports[0].figures) | {"evenements": 250}
    disputed = replace(evidence, reports=(replace(evidence.reports[0], figures=figures),))
    found = verdict("bilan-annuel", disputed)
    assert found.ruling is Ruling.UNMET
    assert "250 événements déclarés, 150 mesurés : l’écart dépasse 25 %. À expliquer." in plainly(found.explanation)
    told = replace(disputed.reports[0], explanation="Cent ateliers en ville, hors de l’agenda.")
    assert verdict("bilan-annuel", replace(disputed, reports=(told,))).ruling is Ruling.WATCH


def charter_2027() -> Charter:
    """Three criteria become stricter: 180 events a year, 40 desks, and the rooms are required from July on."""
    criteria = []
    for one in CHARTER.criteria:
        if one.id in ("volume-evenements", "espace-coworking"):
            first = one.measures[0]
            least = Fraction(180 if one.id == "volume-evenements" else 40)
            bar = replace(first.bar, threshold=replace(first.bar.threshold, value=least), target=None)  # type: ignore[attr-defined]
            one = replace(one, measures=(replace(first, bar=bar), *one.measures[1:]))  # type: ignore[type-var]
        if one.id == "licence-de-reutilisation":
            one = replace(one, required=True, in_force_on=date(2027, 7, 1))
        criteria.append(one)
    return replace(CHARTER, version="2027.1", in_force_on=date(2027, 1, 1), criteria=tuple(criteria))


def test_scenario_19_before_a_charter_changes_the_committee_sees_who_would_move() -> None:
    brest, paris = replace(conforming(a_year=150), site="brest"), replace(conforming(), site="paris")
    unlicensed = replace(conforming(), site="rennes", profile={**conforming().profile, "licence": ""})
    found = preview(CHARTER, charter_2027(), (paris, unlicensed, brest), NOON)
    assert [(one.site, one.criterion) for one in found.moves] == [
        ("brest", "espace-coworking"),
        ("brest", "volume-evenements"),
        ("paris", "espace-coworking"),
        ("rennes", "espace-coworking"),
    ]
    volume = found.moves[1]
    assert (volume.before, volume.after, volume.old_threshold, volume.new_threshold) == (
        Ruling.MET,
        Ruling.UNMET,
        100,
        180,
    )
    assert volume.gap == 180 - volume.value  # type: ignore[operator]
    assert (volume.on, volume.overdue_on) == (date(2027, 1, 1), date(2027, 4, 2))
    assert found.losing == ("brest", "paris", "rennes")
    assert announced(found).fr.replace("\u202f", " ") == (
        "3 sites passeraient en surveillance le 2 avril 2027 : brest, paris, rennes."
    )


def test_scenario_19_an_upcoming_criterion_is_measured_and_shown_but_does_not_count() -> None:
    unlicensed = replace(conforming(), profile={**conforming().profile, "licence": ""})
    soon = assess(charter_2027(), replace(unlicensed, snapshots=(snapshot(NOON, replace(SPACE, desks=60)),)), NOON)
    found = soon.verdict("licence-de-reutilisation")
    assert (found.ruling, found.counts, found.grace) == (Ruling.UNMET, False, None)
    assert found.explanation.fr.replace("\u202f", " ").startswith("Critère à venir : il comptera le 1er juillet 2027.")
    assert found.criterion not in soon.blocking
    assert soon.rate.applicable == 23
    later = assess(charter_2027(), unlicensed, at(2027, 7, 1))
    assert "licence-de-reutilisation" in later.blocking


def test_scenario_20_probation_ends_by_itself_after_thirty_days_in_order() -> None:
    start = at(2026, 5, 1)
    required = [one.id for one in CHARTER.criteria if one.required]
    held = {as_of: eligible_for(history, required, as_of, PARIS) for as_of, _, history in daily(conforming, start, 31)}
    cleared = [
        as_of
        for as_of, since in held.items()
        if alone(LIFE, Facts(status=S.PROBATION, as_of=as_of, today=as_of.date(), zone=PARIS, required_held=since))
    ]
    assert cleared == [start + timedelta(days=30), start + timedelta(days=31)]


def test_scenario_21_a_derogation_for_july_is_public_and_ends() -> None:
    hours = replace(SPACE, hours="Mo-Sa 09:00-19:00; Jul-Aug Mo-We 09:00-19:00; Jul-Aug Th-Sa off")
    granted = Derogation(
        "jours-ouverture",
        "l’école qui héberge le lieu ferme en juillet",
        "trois jours par semaine, et l’espace voisin le reste du temps",
        date(2026, 7, 1),
        date(2026, 9, 30),
    )

    def site(as_of: datetime) -> Evidence:
        return replace(conforming(as_of), snapshots=(snapshot(as_of, hours),), derogations=(granted,))

    july, october = at(2026, 8, 20), at(2026, 11, 20)
    report = assess(CHARTER, site(july), july)
    found = report.verdict("jours-ouverture")
    assert found.ruling is Ruling.DEROGATION
    assert report.eligible
    assert (report.rate.conforming, report.rate.applicable, report.rate.derogations) == (23, 24, 1)
    assert "Dérogation jusqu’au 30 septembre 2026 : l’école" in plainly(found.explanation)
    assert assess(CHARTER, site(october), october).verdict("jours-ouverture").ruling in CONFORMING
