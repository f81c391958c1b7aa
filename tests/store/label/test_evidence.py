"""Evidence gathered from the store: what a site is, held against the same site told as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import delete

from federation.domain.event import Status
from federation.domain.site import LabelStatus
from federation.label.audit import assess
from federation.label.verdict import Ruling
from federation.store.database import Store
from federation.store.models import PullRow
from tests.label.sites import CHARTER, NOON, at, conforming, happening, plainly
from tests.store.label.place import DAY, HOUR, Place, conforming_site, declared


def test_the_worked_example_from_the_store(one_store: Store) -> None:
    now = at(2026, 3, 1, 0)
    place = Place(one_store, now)
    place.load(declared("tours"), declared("rennes"))
    place.observed(at(2025, 8, 13))
    place.programme(happening(number, at(2025, 8, 14, 18) + timedelta(days=3 * number)) for number in range(61))
    place.now = now - 80 * HOUR
    place.visit()
    place.now = now - HOUR
    place.alive = lambda site, source, moment: source != "agenda"
    place.visit()
    place.now = now
    report = place.simulated().report
    volume = report.verdict("volume-evenements")
    assert volume.ruling is Ruling.UNDETERMINED
    assert plainly(volume.explanation).startswith(
        "61 événements publics mesurés du 13 août 2025 au 25 février 2026 (dernier succès du flux), "
        "seuil proratisé 55. Le flux ne répond plus depuis 80 h : verdict suspendu. Sources : agenda. "
    )
    feed = report.verdict("flux-evenements-valide")
    assert feed.ruling is Ruling.UNMET
    assert feed.grace is not None
    assert feed.grace.until == date(2026, 3, 15)
    place.alive = lambda site, source, moment: True
    place.visit()
    watched = place.simulated().report.verdict("volume-evenements")
    assert watched.ruling is Ruling.WATCH
    assert "seuil proratisé 55" in plainly(watched.explanation)


def test_a_site_that_keeps_the_charter_keeps_it_from_the_store_too(one_store: Store) -> None:
    place = conforming_site(one_store, NOON, whole=True)
    report = place.simulated().report
    assert {one.criterion: one.ruling.value for one in report.verdicts if one.ruling is not Ruling.MET} == {}
    assert report.eligible
    known, told = place.evidence(), conforming()
    window = [one for one in told.happenings if one.end_at >= at(2025, 1, 1, 0) and one.first_seen_at <= NOON]
    assert [one.id for one in known.happenings] == [one.id for one in window]
    assert [one.format for one in known.happenings] == [one.format for one in window]
    assert [one.audience for one in known.happenings] == [one.audience for one in window]
    assert {one.members_only for one in known.happenings} == {False}
    assert known.operators == ("La Cantine de Tours", "Halle")
    assert known.labelled_on == date(2024, 1, 1)
    again = assess(CHARTER, known, NOON)
    assert again == assess(CHARTER, place.evidence(), NOON)


def test_a_joint_event_is_evidence_for_each_of_its_hosts(one_store: Store) -> None:
    place = conforming_site(one_store, NOON, whole=True)
    joint = [one.id for one in place.evidence().happenings if len(one.hosts) > 1]
    assert joint
    assert [one.id for one in place.evidence("rennes").happenings] == joint
    known = [one for one in conforming().happenings if len(one.hosts) > 1 and one.first_seen_at <= NOON]
    assert place.evidence().joint_proposed == sum(one.end_at >= NOON - 365 * DAY for one in known)


def test_a_cancelled_a_withdrawn_and_a_moved_event(one_store: Store) -> None:
    place = conforming_site(one_store, NOON)
    ids = [one.id for one in place.evidence().happenings if one.end_at < NOON][-3:]
    before = place.simulated().report.verdict("volume-evenements").decisive
    place.change(ids[0], payload='{"title":"Annulé","status":"cancelled"}')
    place.change(ids[1], withdrawn_at=NOON - 30 * DAY)
    place.change(ids[2], hidden_at=NOON)
    after = place.simulated().report.verdict("volume-evenements").decisive
    assert before is not None
    assert after is not None
    assert before.value is not None
    assert after.value == before.value - 3
    found = {one.id: one for one in place.evidence().happenings}
    assert found[ids[0]].status is Status.CANCELLED
    assert found[ids[1]].withdrawn
    assert ids[2] not in found


def test_an_entry_that_is_not_drawn_yet_is_classified_here(one_store: Store) -> None:
    place = conforming_site(one_store, NOON)
    name = place.evidence().happenings[0].id
    place.change(name, facets=None, payload='{"title":"Atelier : réservé aux adhérents","start":"2026-01-01"}')
    found = next(one for one in place.evidence().happenings if one.id == name)
    assert (found.format, found.members_only) == ("atelier", True)


def test_visits_are_counted_by_day_and_a_leak_once(one_store: Store) -> None:
    place = Place(one_store, at(2026, 3, 1))
    place.load(declared("tours"))
    leak = {"code": "personal-data", "lost": False}
    for hours in range(0, 72, 12):
        place.now = at(2026, 3, 1) + hours * HOUR
        place.alive = lambda site, source, now: now.day != 2
        place.visit(notices=[leak, leak])
    log = place.evidence().logs[0]
    assert [(day.on.day, day.successes, day.failures, day.leaks) for day in log.days] == [
        (1, 1, 0, 0),
        (2, 0, 2, 0),
        (3, 2, 0, 0),
        (4, 1, 0, 2),
    ]
    assert sum(day.leaks for day in log.days) == 2
    assert log.last_tried_at == place.now


def test_what_the_journal_forgot_is_still_counted(one_store: Store) -> None:
    place = Place(one_store, at(2026, 3, 1))
    place.load(declared("tours"))
    list(place.days(3))
    with one_store.writing() as session:
        session.execute(delete(PullRow))
    place.now += DAY
    place.visit()
    assert [day.successes for day in place.evidence().logs[0].days] == [1, 1, 1, 1]
    assert place.evidence().observed_since == date(2026, 3, 2)


def test_a_place_on_file_speaks_through_its_own_source(one_store: Store) -> None:
    place = Place(one_store, at(2026, 3, 1))
    site = declared("tours")
    annexe = replace(site.sources[1], key="annexe", url="https://tours.example/annexe.json")
    place.load(replace(site, sources=(*site.sources, annexe)))
    space = conforming().snapshots[0].space
    place.visit()
    place.space(replace(space, desks=4))
    place.space(replace(space, desks=25), source="annexe")
    assert [one.space.desks for one in place.evidence().snapshots[-1:]] == [4]
    place.file("place", "L’Annexe", address="rue Kléber", city="Tours", placed=True, sources=["annexe"])
    found = place.evidence()
    assert {one.location: one.space.desks for one in found.snapshots} == {"Halle": 4, "L’Annexe": 25}
    assert [one.name for one in found.premises] == ["Halle", "L’Annexe"]


def test_statuses_of_the_file_are_told(one_store: Store) -> None:
    place = Place(one_store, at(2026, 3, 1))
    place.load(declared("tours", LabelStatus.LABELLED), declared("rennes"))
    place.observed(at(2026, 1, 5))
    assert place.evidence().status is LabelStatus.LABELLED
    assert place.evidence().labelled_on == date(2026, 1, 5)
    assert place.evidence("rennes").labelled_on is None
