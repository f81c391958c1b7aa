"""Scenarios 10 to 12: two rivals of one city, a candidate that is not open yet, a place labelled at its birth."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from federation.domain.site import LabelStatus, Location
from tests.label.scenarios.conftest import Begin
from tests.label.scenarios.living import DAY, SIGNED, Living
from tests.label.scenarios.publishing import SPACE, place, year_of
from tests.label.sites import NOON, at

S = LabelStatus
SPONSORS = ("rennes", "nantes", "paris")
REASON = ("--reason", "Tout y est.", "--author", "le comité")
ACTIVITY = (
    "volume-evenements",
    "regularite-programmation",
    "agenda-a-venir",
    "diversite-formats",
    "diversite-organisateurs",
    "part-grand-public",
    "qualite-des-fiches",
)


@pytest.fixture(scope="module")
def applied(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    """The folder of a hub of which two places of Angers have applied, and the moment it is there."""
    folder = tmp_path_factory.mktemp("angers")
    shutil.copy(migrated_file, folder)
    hub = Living(folder, NOON - 400 * DAY)
    settle(hub)
    hub.live()
    for _ in range(7):
        hub.day(50)
    for name in ("nord", "sud"):
        hub.type("label", "attest", name, "--charter", *SIGNED)
        hub.type("label", "decide", name, "apply", "--author", "Camille")
    hub.day()
    hub.close()
    return folder, hub.now


@pytest.fixture
def angers(applied: tuple[Path, datetime], tmp_path: Path) -> Iterator[Living]:
    """The hub of which two places of Angers have applied."""
    shutil.copytree(applied[0], tmp_path, dirs_exist_ok=True)
    hub = Living(tmp_path, applied[1])
    settle(hub)
    yield hub
    hub.close()


def settle(hub: Living) -> None:
    """Two places of Angers that publish, and three places that bear the label."""
    town = Location("Halle", "1 quai Gambetta", "49100", "Angers", lat=47.47, lon=-0.55)
    two = [place(name, S.LISTED, location=town) for name in ("nord", "sud")]
    hub.load(*two, *(place(name) for name in SPONSORS))
    for number, name in enumerate(("nord", "sud")):
        hub.programmes[f"{name}/agenda"] = year_of(
            (NOON - 400 * DAY).date(), (NOON + 90 * DAY).date(), 140, 500 * number
        )
        hub.spaces[f"{name}/lieu"] = {**SPACE, "desks": 30 + number}


def completed(hub: Living, name: str, by: str = "") -> None:
    """All that a site and its sponsors can bring, by this site or by another whose file has joined its own."""
    for paper in ("acces-ouvert", "accueil-porteurs", "composition-du-conseil", "identite-commune", "reciprocite"):
        hub.attest(by or name, paper)
    hub.type("label", "review", name, "gouvernance", "--met", "--value", "4", "--note", "Lu.", "--author", "Maud")
    hub.file_report(name, 2025, 95)
    for other in SPONSORS:
        hub.type("label", "sponsor", name, other, "--for", "--author", other)


def test_scenario_10_reviewers_see_both_rivals_and_a_territory_has_one_label(angers: Living) -> None:
    hub = angers
    assert [hub.status(name) for name in ("nord", "sud")] == ["candidate", "candidate"]
    # Both are visible: to reviewers, to the public, and to each other.
    nord, sud = hub.type("label", "applications").splitlines()
    assert (nord.split()[:2], sud.split()[:2]) == (["Angers", "nord"], ["Angers", "sud"])
    assert "candidature aussi de sud" in nord
    assert "parrains : 0 pour, 0 contre" in sud
    assert "Est aussi candidat sur ce territoire : La Cantine de Sud" in hub.read("/label/nord")
    assert "nord est aussi candidat sur ce territoire" in hub.read("/label/sud/a-faire")
    told = hub.type("label", "messages")
    assert (told.count("nord est aussi candidat"), told.count("sud est aussi candidat")) == (1, 1)

    for name in ("nord", "sud"):
        completed(hub, name)
    hub.day()
    hub.quiet(31)
    hub.type("label", "decide", "nord", "grant", *REASON)
    assert hub.status("nord") == "labelled"
    assert "Est aussi candidat" not in hub.read("/label/sud")
    assert "label déjà à nord" in hub.type("label", "applications")
    # One label a territory …
    refused = hub.refused("label", "decide", "sud", "grant", *REASON)
    assert "un autre lieu du territoire a déjà le label" in refused
    assert "cantines label territory sud" in refused
    assert hub.status("sud") == "candidate"
    # … unless the committee says otherwise.
    hub.type("label", "territory", "sud", "nord", "--text", "Deux rives, deux publics.", "--author", "le comité")
    hub.type("label", "decide", "sud", "grant", *REASON)
    assert [hub.status(name) for name in ("nord", "sud")] == ["labelled", "labelled"]
    assert "deux labels admis sur le territoire" in hub.read("/label/sud/a-faire")


def test_scenario_10_two_files_become_one(angers: Living) -> None:
    hub = angers
    completed(hub, "nord", by="sud")
    hub.day()
    assert hub.ruling("nord", "ouvert-a-tous") == "unmet"
    joined = hub.file("join", "sud", "nord", *SIGNED)
    hub.type("label", "decide", "sud", "renounce", "--author", "Camille", "--reason", "Un seul projet pour Angers.")
    assert "a rejoint une autre candidature" in hub.refused("label", "decide", "sud", "apply", "--author", "Camille")
    hub.day()
    assert hub.ruling("nord", "ouvert-a-tous") == "met"
    hub.quiet(31)
    assert "sud" not in hub.type("label", "applications")
    hub.type("label", "decide", "nord", "grant", *REASON)
    assert (hub.status("nord"), hub.status("sud")) == ("labelled", "listed")
    hub.type("label", "withdraw", joined, "--author", "Camille")
    hub.day()
    assert hub.ruling("nord", "ouvert-a-tous") == "unmet"


def test_scenario_11_a_candidate_that_is_not_open_yet_has_a_page_and_fails_nothing(begin: Begin) -> None:
    hub = begin(at(2027, 2, 1))
    hub.load(place("tours", S.CANDIDATE, profile={"opened": "mai 2027"}), place("rennes"))
    hub.spaces["tours/lieu"] = {name: SPACE[name] for name in ("desks", "rooms", "amenities")}
    hub.live()
    for days in (5, 30, 45):  # 22 April
        hub.quiet(days)
        told = hub.standing("tours")["report"]["criteria"]
        assert [name for name in ACTIVITY if told[name]["ruling"] != "undetermined"] == []
    page = hub.read("/lieux/tours")
    for said in ("30 postes de travail", "Grande salle", "wifi", "mai 2027", "candidat au label"):
        assert said in page, said
    assert "Horaires" not in page
    for name in ("jours-ouverture", "espace-coworking", "tarifs-publics"):
        assert hub.ruling("tours", name) == "undetermined", name
    assert "Le lieu ouvre le 1er mai 2027" in hub.read("/label/tours")
    # It opens: for ninety days of observation nothing is said of its activity, then what it does counts.
    hub.spaces["tours/lieu"] = SPACE
    hub.programmes["tours/agenda"] = year_of(at(2027, 5, 1).date(), at(2027, 12, 1).date(), 120)
    for days in (8, 30):  # the eve of the day, and its end
        hub.quiet(days)
    assert hub.ruling("tours", "espace-coworking") == "met"
    assert hub.ruling("tours", "agenda-a-venir") == "met"


def test_scenario_12_a_label_at_birth_is_provisional_and_whole_after_twelve_months(begin: Begin) -> None:
    birth = at(2026, 9, 1)
    hub = begin(birth)
    hub.load(place("brest", profile={"opened": "2026-09-01", "labelled_on": "2026-09-01"}), place("rennes"))
    hub.programmes["brest/agenda"] = year_of(birth.date(), at(2027, 12, 1).date(), 120)
    hub.spaces["brest/lieu"] = SPACE
    hub.live()
    hub.quiet(30)
    provisional = "l’activité est jugée sur 30 jours d’observation, et sur douze mois à partir du 1er septembre 2027"
    assert provisional in hub.read("/label/brest")
    hub.quiet(30)
    assert hub.ruling("brest", "volume-evenements") == "undetermined"
    for days, threshold in ((60, 33), (120, 66)):
        hub.quiet(days // 2)
        hub.quiet(days // 2)
        (found,) = hub.verdict("brest", "volume-evenements")["readings"]
        assert found["threshold"] == threshold  # 100 × days observed ÷ 365, rounded up
        assert hub.ruling("brest", "volume-evenements") in ("met", "watch")
        assert "Label provisoire" in hub.read("/label/brest")
    for _ in range(3):
        hub.quiet(41)
    hub.quiet(2)
    assert hub.today - birth.date() == timedelta(days=365)
    (found,) = hub.verdict("brest", "volume-evenements")["readings"]
    assert found["threshold"] == 100
    assert "Label provisoire" not in hub.read("/label/brest")
