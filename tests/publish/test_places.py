"""SpaceAPI, GeoJSON, schema.org and OPML of places."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

from federation.domain.site import LabelStatus
from federation.domain.space import Space
from federation.publish.geojson import geojson
from federation.publish.opml import Subscription, opml
from federation.publish.place_jsonld import place_jsonld
from federation.publish.spaceapi import directory, spaceapi
from sync.formats.parsed import Context
from sync.formats.spaceapi import read
from tests.publish.places import NOW, SPACE, place


def test_what_we_write_as_spaceapi_reads_back_as_the_same_space() -> None:
    space = read(spaceapi(place()), Context()).space
    assert space is not None
    assert (space.hours, space.contact, space.accessibility) == (SPACE.hours, SPACE.contact, SPACE.accessibility)
    assert (space.rooms, space.rates, space.open_now) == (SPACE.rooms, SPACE.rates[:2], True)


def test_spaceapi_says_since_when_and_until_when() -> None:
    told = json.loads(spaceapi(place(since=datetime(2026, 11, 20, 8, tzinfo=UTC))))
    assert told["state"] == {"open": True, "lastchange": 1795161600}
    assert told["ext_cantines"]["until"] == "2026-11-20T12:30:00+01:00"
    assert told["ext_cantines"]["seen"]["hours"] == "2026-11-20T09:00:00+00:00"


def test_spaceapi_leaves_open_out_when_nobody_can_say() -> None:
    assert json.loads(spaceapi(place(space=Space(capacity=3))))["state"] == {}


def test_spaceapi_has_what_version_15_wants_even_of_an_unknown_place() -> None:
    told = json.loads(spaceapi(place(space=None)))
    assert {"api_compatibility", "space", "logo", "url", "contact"} <= told.keys()


def test_the_directory_names_each_place() -> None:
    assert json.loads(directory([place()])) == {
        "La Cantine de Rennes (Rennes)": "https://agenda.test/lieux/rennes/spaceapi.json"
    }


def test_geojson_puts_longitude_first_and_a_box_around() -> None:
    told = json.loads(geojson([place()]))
    assert told["bbox"] == [-1.674, 48.105, -1.674, 48.105]
    assert told["features"][0]["geometry"] == {"type": "Point", "coordinates": [-1.674, 48.105]}
    assert told["features"][0]["properties"]["open"] is True


def test_geojson_of_a_place_without_a_point_has_no_geometry() -> None:
    somewhere = place()
    site = replace(somewhere.site, location=replace(somewhere.site.location, lat=None), status=LabelStatus.CANDIDATE)
    told = json.loads(geojson([replace(somewhere, site=site)]))
    assert "bbox" not in told
    assert told["features"][0]["geometry"] is None


def test_an_annexe_is_on_the_map_and_in_spaceapi_beside_the_first_place() -> None:
    first = place()
    there = replace(first.site.location, name="L’Annexe", address="5 rue Kléber", postal_code="", lat=48.1, lon=-1.6)
    annexe = replace(first, site=replace(first.site, location=there), annexe="L’Annexe", provisional=True)
    told = json.loads(geojson([first, annexe]))
    ids = ["https://agenda.test/lieux/rennes", "https://agenda.test/lieux/rennes#lieu-l-annexe"]
    assert [one["id"] for one in told["features"]] == ids
    assert told["bbox"] == [-1.674, 48.1, -1.6, 48.105]
    second = told["features"][1]["properties"]
    assert (second["name"], second["annexe"]) == ("La Cantine de Rennes – L’Annexe", "L’Annexe")
    assert (second["address"], second["provisional"]) == ("5 rue Kléber, Rennes", True)
    [other] = json.loads(spaceapi(first, [], [annexe]))["ext_cantines"]["annexes"]
    assert (other["name"], other["location"]["lat"], other["open"]) == ("L’Annexe", 48.1, True)


def test_schema_org_tells_a_usual_week_and_closures_and_ends_no_script() -> None:
    text = place_jsonld(place())
    told = json.loads(text)
    assert "<" not in text
    assert [(one["opens"], one["closes"]) for one in told["openingHoursSpecification"]] == [
        ("09:00", "12:30"), ("14:00", "19:00")
    ]  # fmt: skip
    assert told["specialOpeningHoursSpecification"][0]["validThrough"] == "2027-01-03"


def test_schema_org_says_nothing_of_hours_it_cannot_say() -> None:
    assert "openingHoursSpecification" not in json.loads(
        place_jsonld(place(space=Space(hours="week 01-53/2 Mo 09:00-12:00")))
    )


def test_opml_lists_feeds() -> None:
    feeds = [Subscription("Rennes \x00& <co>", "https://agenda.test/r.rss", "https://agenda.test/r")]
    root = fromstring(opml("Réseau", feeds, "fr", NOW))
    assert root.findtext("head/title") == "Réseau"
    assert [item.get("text") for item in root.findall("body/outline")] == ["Rennes & <co>"]
