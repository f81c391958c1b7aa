"""Evidence out of the ordinary is shown to the committee and not counted silently; clocks and zones are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from federation.domain.site import LabelStatus
from federation.errors import ConfigError
from federation.label.charter_file import load_charter
from federation.store.database import Store
from federation.store.label import charters
from tests.label.sites import CHARTER, NOON, PARIS, SPACE, at, happening
from tests.plan import ROOT
from tests.store.label.place import DAY, HOUR, Place, conforming_site, declared

TEXT = (ROOT / "federation/label/charters/cantine-numerique.yaml").read_text("utf-8")


def watched(store: Store) -> Place:
    """Tours, observed for 200 days, with two evenings a week."""
    place = Place(store, NOON - 200 * DAY)
    place.load(declared("tours", LabelStatus.LABELLED))
    place.observed(place.now)
    place.now = NOON - 5 * DAY
    place.visit()
    place.now = NOON
    place.visit()
    place.programme(happening(number, NOON - (190 - 3 * number) * DAY, hosts=("tours",)) for number in range(60))
    return place


def counted(place: Place) -> float | None:
    place.assess()
    return place.kept().figures["volume-evenements"][1]


def test_two_thousand_events_in_a_night_are_shown_and_not_counted(one_store: Store) -> None:
    place = watched(one_store)
    assert counted(place) == 60
    night = NOON - 3 * HOUR
    fake = [
        happening(5000 + n, NOON - (100 - n % 90) * DAY + (n % 7) * HOUR, hosts=("tours",), first_seen_at=night)
        for n in range(2000)
    ]
    place.programme(fake)
    place.now += HOUR
    assert counted(place) == 60
    plain = place.kept().plain
    assert plain is not None
    shown = {one["id"]: one for one in plain["anomalies"]}
    assert shown["burst:2026-06-01"]["pieces_total"] == 2000
    assert "2000 événements annoncés" in shown["burst:2026-06-01"]["said"]["fr"].replace("\u202f", "")
    assert "burst:2026-06-01" in [one["id"] for one in place.told("anomaly")]
    for id_ in shown:
        place.file("anomaly", id_, why="Le lieu a vraiment ouvert son grenier.")
    place.now += HOUR
    assert (counted(place) or 0) > 1000


def test_the_same_event_every_day_counts_once(one_store: Store) -> None:
    place = watched(one_store)
    daily = [
        happening(7000 + n, NOON - (40 - n) * DAY, title="Permanence quotidienne", hosts=("tours",)) for n in range(30)
    ]
    place.programme(daily)
    assert counted(place) == 61
    assert [one["id"] for one in place.told("anomaly")] == ["repeat:e7000"]


def test_what_is_announced_after_its_date_does_not_count(one_store: Store) -> None:
    place = watched(one_store)
    old = [
        happening(8000 + n, NOON - (60 - n) * DAY, first_seen_at=NOON - HOUR, hosts=("tours",)) for n in range(0, 40, 2)
    ]
    place.programme(old)
    assert counted(place) == 60
    assert {one["id"].split(":")[0] for one in place.told("anomaly")} == {"late"}


def test_desks_that_triple_in_a_day_count_as_before(one_store: Store) -> None:
    place = watched(one_store)
    place.space(replace(SPACE, desks=10))
    place.now += DAY
    place.visit()
    place.space(replace(SPACE, desks=60))
    place.assess()
    assert place.kept().figures["espace-coworking"][1] == 10
    assert [one["id"] for one in place.told("anomaly")] == ["jump:desks:Halle:10-60"]
    place.file("anomaly", "jump:desks:Halle:10-60", why="Vu sur place.")
    place.now += HOUR
    place.assess()
    assert place.kept().figures["espace-coworking"][1] == 60


@pytest.mark.parametrize("zone", ["Indian/Reunion", "America/Montreal", "Europe/Paris"])
def test_all_sites_are_held_against_the_same_instants(one_store: Store, zone: str) -> None:
    place = Place(one_store, at(2026, 3, 1))
    place.load(declared("tours", zone=zone))
    place.observed(at(2025, 3, 1))
    # The last hour of the window in Paris, whatever the clocks of the place show.
    place.programme(
        [happening(1, at(2026, 2, 28, 23), hosts=("tours",)), happening(2, at(2025, 2, 27, 23), hosts=("tours",))]
    )
    place.visit()
    place.now = at(2026, 3, 2, 0)
    place.assess()
    assert place.kept().figures["volume-evenements"][1] == 1
    assert place.kept().assessed_on == date(2026, 3, 2)


def test_days_are_those_of_the_charter_across_clock_changes_and_leap_days(one_store: Store) -> None:
    place = Place(one_store, datetime(2028, 2, 28, 22, 59, tzinfo=UTC))
    place.load(declared("tours"))
    for moment in (
        datetime(2028, 2, 28, 22, 59, tzinfo=UTC),  # 23:59 on the 28th in Paris
        datetime(2028, 2, 28, 23, 1, tzinfo=UTC),  # a minute past midnight: the leap day
        datetime(2028, 3, 25, 23, 30, tzinfo=UTC),  # 0:30 on the day the clocks go forward
        datetime(2028, 10, 28, 22, 30, tzinfo=UTC),  # 0:30 on the day they go back
    ):
        place.now = moment
        place.visit()
        place.assess()
        assert place.kept().assessed_on == moment.astimezone(PARIS).date()
    assert [day.on.isoformat() for day in place.evidence().logs[0].days] == [
        "2028-02-28",
        "2028-02-29",
        "2028-03-26",
        "2028-10-29",
    ]


def test_a_site_in_montreal_is_assessed_on_the_day_of_paris(one_store: Store) -> None:
    place = Place(one_store, datetime(2026, 6, 1, 22, 30, tzinfo=UTC))
    place.load(declared("montreal", zone="America/Montreal"))
    place.site = "montreal"
    place.visit()
    place.assess()
    assert place.kept().assessed_on.day == 2
    assert place.now.astimezone(ZoneInfo("America/Montreal")).day == 1


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("    grace: {value: 90, from: extension}\n", "    graace: {value: 90, from: extension}\n", "graace"),
        ("    rests_on: [donnees-espace-a-jour]\n", "    rests_on: [jours-ouverture]\n", "circle"),
        ("least: {value: 100, from: calibration}", "least: {value: cent, from: calibration}", "least"),
    ],
)
def test_a_charter_with_a_mistake_is_refused_with_its_line(old: str, new: str, word: str) -> None:
    assert old in TEXT
    with pytest.raises(ConfigError) as told:
        load_charter(TEXT.replace(old, new, 1))
    assert all(mistake.line for mistake in told.value.mistakes)
    assert word in str(told.value)


def test_a_refused_charter_leaves_the_one_in_force(one_store: Store) -> None:
    place = conforming_site(one_store, NOON)
    with pytest.raises(ConfigError), one_store.writing() as session:
        charters.adopt(session, TEXT.replace("kind: events", "kind: evants"), "x.yaml", "le comité", "Vote", NOON)
    assert place.rules().charter == CHARTER
    assert place.rules().upcoming == ()
