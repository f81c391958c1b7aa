"""The space a web page tells of: which place it is, and its opening hours in OSM's syntax."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from federation.domain.opening_hours import parse
from federation.domain.opening_rules import Unsupported
from federation.domain.space import Rate, Room, Space
from sync.formats.parsed import Context
from sync.formats.schemaorg import read
from tests.sync.web_pages import CORPUS, HERE


def space(*items: dict[str, Any]) -> Space | None:
    graph = json.dumps({"@context": "https://schema.org", "@graph": items})
    return read(graph.encode(), Context(url=HERE)).space


def hours(*specified: dict[str, Any], **more: Any) -> str:
    told = [{"@type": "OpeningHoursSpecification", **one} for one in specified]
    found = space({"@type": "Library", "openingHoursSpecification": told, **more})
    return "" if found is None else found.hours


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mo-Fr 09:00-18:00", "Mo-Fr 09:00-18:00"),
        (["Mo-Sa 11:00-14:30", "Mo-Th 17:00-21:30"], "Mo-Th 11:00-14:30,17:00-21:30; Fr,Sa 11:00-14:30"),
        ("Mo,Tu,We 9:00-12:00, Sa 10:00-12:00", "Mo-We 09:00-12:00; Sa 10:00-12:00"),
        ("Mo-Fr 09:00-12:00 14:00-18:00", "Mo-Fr 09:00-12:00,14:00-18:00"),
        ("Mo-Su", "Mo-Su 00:00-24:00"),
        ("Sa-Mo 10:00-00:00", "Mo,Sa,Su 10:00-24:00"),
        ("lundi - vendredi 9h00 - 18h30", "Mo-Fr 09:00-18:30"),
        ("Mo-Fr 09:00-18:00; PH off", "Mo-Fr 09:00-18:00; PH off"),
        ("24/7", "Mo-Su 00:00-24:00"),
    ],
)
def test_hours_in_text(text: Any, written: str) -> None:
    found = space({"@type": "Place", "openingHours": text})
    assert found is not None
    assert found.hours == written
    assert not isinstance(parse(written), Unsupported)


def test_hours_that_cannot_be_read_stay_as_they_are_written_when_there_are_no_others() -> None:
    found = space({"@type": "Place", "openingHours": "sur rendez-vous"})
    assert found == Space(hours="sur rendez-vous")
    assert (
        hours({"dayOfWeek": "Monday", "opens": "9:00", "closes": "17:00"}, openingHours="neuf heures")
        == "Mo 09:00-17:00"
    )


def test_hours_day_by_day() -> None:
    days = [
        {"dayOfWeek": f"https://schema.org/{day}", "opens": "09:00", "closes": "18:00:00"}
        for day in ("Tuesday", "Monday")
    ]
    assert hours(*days, {"dayOfWeek": "Sunday", "opens": "00:00", "closes": "00:00"}) == "Mo,Tu 09:00-18:00; Su off"
    assert hours({"opens": "00:00", "closes": "23:59"}) == "Mo-Su 00:00-24:00"
    assert hours({"dayOfWeek": ["Friday"], "opens": "18:00", "closes": "02:00"}) == "Fr 18:00-02:00"


def test_hours_of_a_season_stand_behind_those_of_the_year() -> None:
    summer = {"opens": "10:00", "closes": "16:00", "validFrom": "2026-07-13", "validThrough": "2026-08-28"}
    always = {"dayOfWeek": ["Monday", "Tuesday"], "opens": "09:00", "closes": "18:00"}
    written = hours(summer, always)
    assert written == "Mo,Tu 09:00-18:00; 2026 Jul 13-2026 Aug 28 10:00-16:00"
    assert not isinstance(parse(written), Unsupported)


def test_what_the_page_with_everything_says_of_its_hours_can_be_read_back() -> None:
    expected = json.loads((CORPUS / "schemaorg/space-with-everything.expected.json").read_text("utf-8"))
    assert not isinstance(parse(expected["space"]["hours"]), Unsupported)


@pytest.mark.parametrize(
    "item",
    [
        {"@type": "Place", "name": "Rien"},
        {"@type": "Event", "startDate": "2026-11-24", "location": {"@type": "Place", "openingHours": "Mo 09:00-18:00"}},
        {"@type": "Organization", "contactPoint": {"@type": "ContactPoint", "openingHours": "Mo 09:00-18:00"}},
        {"@type": "Place", "amenityFeature": "Fibre"},
    ],
)
def test_a_place_that_is_not_shown_to_be_the_site_s_own_is_no_space(item: dict[str, Any]) -> None:
    assert space(item) is None


def test_the_main_entity_goes_before_another_place() -> None:
    other = {"@type": "Place", "openingHours": "Su 10:00-12:00", "maximumAttendeeCapacity": 9}
    main = {"@type": "WebPage", "mainEntity": {"@type": "CoworkingSpace", "amenityFeature": ["Fibre"]}}
    found = space(other, main)
    assert found is not None
    assert found.amenities == ("Fibre",)


def test_the_price_may_stand_beside_its_unit() -> None:
    offer = {"@type": "Offer", "name": "Journée", "price": "12,50", "priceSpecification": {"unitText": "DAY"}}
    found = space({"@type": "Place", "openingHours": "Mo 09:00-18:00", "makesOffer": offer})
    assert found is not None
    assert found.rates == (Rate("Journée", Decimal("12.50"), "EUR", "day"),)


def test_what_is_no_number_is_told_and_words_after_one_are_passed_over() -> None:
    place = {
        "@type": "Place",
        "openingHours": "Mo 09:00-18:00",
        "maximumAttendeeCapacity": "80 personnes",
        "containsPlace": {"@type": "Room", "name": "Bocal", "maximumAttendeeCapacity": "une dizaine"},
        "makesOffer": {"@type": "Offer", "name": "Salle", "price": "sur devis"},
    }
    parsed = read(json.dumps({"@context": "https://schema.org", "@graph": [place]}).encode(), Context(url=HERE))
    assert parsed.space is not None
    assert (parsed.space.capacity, parsed.space.rooms) == (80, (Room("Bocal"),))
    assert [notice.value for notice in parsed.notices] == ["une dizaine", "Salle: sur devis"]
