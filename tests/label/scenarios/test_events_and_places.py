"""Scenarios 5 to 8: an event of three places, a fire, an annexe, the hours of the building that hosts a place."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from federation.domain.site import Location
from tests.label.scenarios.conftest import Begin
from tests.label.scenarios.living import Living
from tests.label.scenarios.publishing import SPACE, evening, feed, place
from tests.label.sites import NOON, at

COMMITTEE = ("--author", "le comité")
CAMILLE = ("--author", "Camille")
HOSTS = ("paris", "rennes", "nantes")


def test_scenario_5_a_joint_event_is_one_page_of_three_hosts_and_counts_once_for_each(begin: Begin) -> None:
    hub = begin(NOON - timedelta(days=100))
    hub.load(*(place(name, profile={"labelled_on": "2024-01-01"}) for name in (*HOSTS, "tours")))
    together = {"title": "Nuit du code des cantines", "online_url": "https://visio.example/nuit", "attendance": "mixed"}
    for number, name in enumerate(HOSTS):
        hub.programmes[f"{name}/agenda"] = [
            evening(1, datetime(2026, 4, 20, 18, 30), **together, url=f"https://{name}.example/nuit"),
            evening(2 + number, datetime(2026, 4, 10 + number, 18, 30)),
        ]
    hub.live()
    hub.day(30)
    found = [one for one in hub.entries() if "Nuit du code" in one["title"]]
    assert len(found) == 1
    page = hub.read(found[0]["path"])
    assert "Événement commun, tenu ensemble par La Cantine de" in page
    for name in HOSTS:
        assert f"La Cantine de {name.capitalize()}" in page
        assert [one["path"] for one in hub.entries(name) if "Nuit" in one["title"]] == [found[0]["path"]]
    hub.day(70)
    for name in HOSTS:
        assert (hub.ruling(name, "evenement-reseau"), hub.value(name, "evenement-reseau")) == ("met", 1)
        assert hub.value(name, "volume-evenements") == 2  # the joint one, and its own
    assert hub.ruling("tours", "evenement-reseau") == "unmet"


def test_scenario_6_a_fire_moves_the_programme_freezes_the_label_and_ends_at_another_address(hub: Living) -> None:
    where = ("--address", "quai Doumergue", "--city", "Tours")
    assert {one["place"] for one in hub.entries("tours")} == {"Halle"}
    coming = len(hub.entries("tours"))
    refuge = hub.file("place", "tours", "Quai Doumergue", *where, "--provisional", "--instead", *CAMILLE)
    moved = hub.type("decide", "move", "tours", "--place", "Quai Doumergue", *where, "--from", "2026-06-02", *CAMILLE,
                     "--reason", "Incendie de la halle")  # fmt: skip
    assert f"{coming} entries to come take place elsewhere" in moved
    hub.day()
    freeze = ("label", "decide", "tours", "freeze", *COMMITTEE, "--until", "2027-05-30")
    assert "la force majeure n’est pas déclarée" in hub.refused(*freeze, "--reason", "Incendie de la halle.")
    assert "la décision doit être motivée" in hub.refused(*freeze, "--force-majeure", "Incendie")
    hub.type(*freeze, "--force-majeure", "Incendie", "--reason", "Incendie de la halle.")

    # The public is told, on the page of the place and of each event; feeds say the other address.
    banner = hub.read("/lieux/tours")
    assert "Quai Doumergue" in banner
    assert "Le label de ce lieu est gelé pour cas de force majeure." in banner
    assert {one["place"] for one in hub.entries("tours")} == {"Quai Doumergue"}
    assert "autre adresse" in hub.read(hub.entries("tours")[0]["path"])
    # The label is kept, and the place stays in the agenda of the network.
    assert hub.status("tours") == "frozen"
    assert hub.reader.get("/label/tours/attestation.jwt").status_code == 200
    assert [one for one in hub.entries() if one["city"] == "Tours"]
    assert "depuis le 2 juin 2026 et jusqu’au 30 mai 2027" in hub.read("/label/tours")

    # The clock of the address stands still, however long it lasts; so does the term.
    term = date.fromisoformat(hub.standing("tours")["term_ends_on"])
    spent = hub.verdict("tours", "lieu-physique-permanent")["grace"]["elapsed_days"]
    hub.quiet(200)
    grace = hub.verdict("tours", "lieu-physique-permanent")["grace"]
    assert (grace["elapsed_days"], grace["over"]) == (spent, False)
    assert hub.status("tours") == "frozen"

    # Back to normal, elsewhere: the file says the new address, the committee ends the freeze, the move is undone.
    unik = Location("Immeuble Unik", "14 rue de la Noue", "37000", "Tours", lat=47.39, lon=0.69)
    hub.load(place("tours", location=unik, profile={"labelled_on": "2024-06-15"}))
    for event in hub.programmes["tours/agenda"]:
        event["place"] = {"name": "Immeuble Unik"}
    hub.type("label", "withdraw", refuge, *CAMILLE)
    hub.type("decide", "undo", "1", *CAMILLE)
    hub.type("label", "decide", "tours", "thaw", "--recovery", *COMMITTEE, "--reason", "Réouverture.")
    hub.day()
    assert hub.status("tours") == "labelled"
    assert hub.ruling("tours", "lieu-physique-permanent") == "met"
    page = hub.read("/lieux/tours")
    assert "Quai Doumergue" not in page
    assert "gelé" not in page
    assert "14 rue de la Noue" in page
    assert {one["place"] for one in hub.entries("tours")} == {"Immeuble Unik"}
    assert date.fromisoformat(hub.standing("tours")["term_ends_on"]) - term == timedelta(days=200)


def test_scenario_7_an_annexe_has_its_hours_its_seats_and_its_events_and_counts_with_the_rest(begin: Begin) -> None:
    hub = begin(NOON - timedelta(days=100))
    home = Location("Champs Libres", "10 cours des Alliés", "35000", "Rennes", lat=48.1, lon=-1.67)
    sources = tuple(feed("rennes", key, carries) for key, carries in
                    (("agenda", "events"), ("lieu", "space"), ("annexe", "space"), ("soirees", "events")))  # fmt: skip
    hub.load(place("rennes", location=home, sources=sources))
    hub.spaces["rennes/lieu"] = {**SPACE, "hours": "Tu-Fr 12:00-19:00", "desks": 4}
    hub.live()
    hub.quiet(98)
    assert hub.ruling("rennes", "jours-ouverture") == "unmet"
    assert hub.ruling("rennes", "espace-coworking") == "unmet"

    hub.spaces["rennes/annexe"] = {"hours": "Mo,Sa 09:00-19:00", "desks": 25}
    hub.programmes["rennes/agenda"] = [
        evening(1, at(2026, 6, 10, 18), title="Soirée à la bibliothèque", place={"name": "Champs Libres"}),
        evening(2, at(2026, 6, 11, 18), title="Atelier à l’étage", place={"name": "L’Annexe, salle 2"}),
        evening(3, at(2026, 6, 12, 18), title="Conférence au théâtre",
                place={"name": "Théâtre", "address": "1 rue de Paris", "city": "Rennes"}),
    ]  # fmt: skip
    hub.programmes["rennes/soirees"] = [evening(4, at(2026, 6, 13, 18), title="Veillée", place=None)]
    hub.type("label", "place", "rennes", "L’Annexe", "--address", "5 rue Kléber", "--city", "Rennes",
             "--postal-code", "35000", "--lat", "48.11", "--lon=-1.68",
             "--source", "annexe", "--source", "soirees", *CAMILLE)  # fmt: skip
    hub.day()
    page = hub.read("/lieux/rennes")
    for said in (
        "Champs Libres 10 cours des Alliés 35000 Rennes",
        "du mardi au vendredi 12 h – 19 h Postes et salles 4 postes de travail",
        "L’Annexe 5 rue Kléber 35000 Rennes Fermé, ouvre demain à 9 h d’après ses horaires",
        "lundi et samedi 9 h – 19 h 25 postes de travail",
    ):
        assert said in page, said
    addresses = {one["title"]: hub.address(one["path"]) for one in hub.entries("rennes")}
    assert addresses == {
        "Soirée à la bibliothèque": "Champs Libres / 10 cours des Alliés / 35000 Rennes",
        "Atelier à l’étage": "L’Annexe, salle 2 / 5 rue Kléber / 35000 Rennes",
        "Conférence au théâtre": "Théâtre / 1 rue de Paris / Rennes",
        "Veillée": "L’Annexe / 5 rue Kléber / 35000 Rennes",
    }
    # Each has its own point, hours and door: on the map, in SpaceAPI, among those that are open.
    first, second = hub.data("/lieux.geojson")["features"]
    assert (first["geometry"]["coordinates"], second["geometry"]["coordinates"]) == ([-1.67, 48.1], [-1.68, 48.11])
    assert (second["id"].partition("#")[2], second["properties"]["hours"]) == ("lieu-l-annexe", "Mo,Sa 09:00-19:00")
    [annexe] = hub.data("/lieux/rennes/spaceapi.json")["ext_cantines"]["annexes"]
    assert (annexe["location"]["address"], annexe["desks"]) == ("5 rue Kléber, 35000 Rennes, FR", 25)
    assert "– L’Annexe lundi et samedi 9 h – 19 h" in hub.read("/ouvert")
    said = hub.refused(
        "label", "place", "rennes", "X", "--address", "1 rue A", "--city", "Rennes", "--lat", "48", *CAMILLE
    )
    assert "la moitié des coordonnées" in said
    # The criteria look at both places together.
    assert (hub.ruling("rennes", "espace-coworking"), hub.value("rennes", "espace-coworking")) == ("met", 29)
    assert hub.value("rennes", "lieu-physique-permanent") == 2
    hub.quiet(60)
    assert (hub.ruling("rennes", "jours-ouverture"), hub.value("rennes", "jours-ouverture")) == ("met", 6)


def test_scenario_8_the_weekly_closure_of_the_host_building_is_no_failure(hub: Living) -> None:
    hub.spaces["tours/lieu"] = {**SPACE, "hours": "Tu-Su 10:00-19:00; Mo off"}
    hub.day()
    hub.quiet(60)
    found = hub.verdict("tours", "jours-ouverture")
    assert found["ruling"] == "met"
    assert [one["value"] for one in found["readings"]] == [6, 54]
    assert [one["target"] for one in found["readings"]] == [6, None]  # six days are what the founding texts want
    assert "Ouvert presque tous les jours" not in hub.read("/label/tours/a-faire")
