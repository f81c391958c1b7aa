"""Which program wrote an answer, from what it says of itself."""

from __future__ import annotations

import pytest

from federation.domain.producers import PRODUCERS, producer, producer_at


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("-//La Cantine - ECPv6.0.1//NONSGML v1.0//EN", "wordpress-tec"),
        ("The Events Calendar (API v1)", "wordpress-tec"),
        ("-//WordPress - MECv6.5.5//EN", "modern-events-calendar"),
        ("-//Google Inc//Google Calendar 70.9054//EN", "google-calendar"),
        ("-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "outlook"),
        ("Microsoft Exchange Server 2010", "outlook"),
        ("-//Apple Inc.//Mac OS X 10.15.7//EN", "apple"),
        ("OpenAgenda", "openagenda"),
        ("-//Meetup//RemoteApi//EN", "meetup"),
        ("-//framasoft.org//Mobilizon 4.1.0//EN", "mobilizon"),
        ("Gancio", "gancio"),
        ("-//IDN nextcloud.com//Calendar app 2.0.3//EN", "nextcloud"),
        ("-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "thunderbird"),
        ("iCalendar-Ruby", "icalendar-ruby"),
        ("Drupal 10 (https://www.drupal.org)", "drupal"),
        ("SPIP 4.2.3 [26202]", "spip"),
        ("https://wordpress.org/?v=6.4.2", "wordpress"),
        ("-//essai//FR", None),
        ("", None),
    ],
)
def test_a_program_is_known_by_what_it_says(said: str, known: str | None) -> None:
    found = producer(said)
    assert (found.id if found else None) == known


def test_a_format_that_one_program_writes_tells_it_too() -> None:
    found = producer("", "tribe")
    assert found is not None
    assert found.id == "wordpress-tec"
    assert producer("", "ics") is None


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://calendar.google.com/calendar/ical/x/public/basic.ics", "google-calendar"),
        ("https://cantine.example/wp-json/tribe/events/v1/events", "wordpress-tec"),
        ("https://nuage.example/remote.php/dav/public-calendars/x?export", "nextcloud"),
        ("https://cantine.example/agenda.ics", None),
    ],
)
def test_some_addresses_give_a_program_away(url: str, known: str | None) -> None:
    found = producer_at(url)
    assert (found.id if found else None) == known


def test_every_program_is_named_once_in_each_language() -> None:
    assert len({one.id for one in PRODUCERS}) == len(PRODUCERS)
    google = producer("Google Calendar")
    assert google is not None
    assert (google.called("fr"), google.called("en")) == ("Google Agenda", "Google Calendar")
