"""Which addresses are tried for which software, and for what a page points at."""

from __future__ import annotations

import pytest

from federation.domain.reasons.discovery import FOUND
from sync.discovery.candidate import Turn
from sync.discovery.candidates import candidates
from sync.discovery.signs import signs
from sync.platforms import SERVICES, SOFTWARE
from tests.sync.web import page

HOME = "https://cantine.example/"
GOOGLE = "https://calendar.google.com/calendar/ical/agenda%40cantine.example/public/basic.ics"


def tried(body: str, url: str = HOME, software: str = "") -> dict[str, tuple[str, str]]:
    """The addresses tried, with their format and how they were found."""
    return {one.url: (one.format, one.found) for one in candidates(signs(body.encode(), url, software))}


@pytest.mark.parametrize(
    ("body", "address", "how"),
    [
        (
            page("<iframe src='https://calendar.google.com/calendar/embed?src=agenda%40cantine.example&ctz=Europe/Paris'>"),
            GOOGLE,
            ("ics", "google-calendar"),
        ),
        (
            page("<a href='https://calendar.google.com/calendar/u/0?cid=YWdlbmRhQGNhbnRpbmUuZXhhbXBsZQ'>Agenda</a>"),
            GOOGLE,
            ("ics", "google-calendar"),
        ),
        (
            page("<iframe src='//openagenda.com/agendas/37261013/embeds/1234/events?lang=fr'></iframe>"),
            "https://openagenda.com/agendas/37261013",
            ("openagenda", "openagenda"),
        ),
        (
            page("<a href='https://www.meetup.com/fr-FR/nantes-js/events/'>Meetup</a>"),
            "https://www.meetup.com/nantes-js/events/ical/",
            ("ics", "meetup"),
        ),
        (
            page("<a href='https://mobilizon.example/@cantine/events'>Nos rendez-vous</a>"),
            "https://mobilizon.example/@cantine",
            ("mobilizon", "mobilizon"),
        ),
        (
            page("<iframe src='https://nuage.example/index.php/apps/calendar/embed/aBcD1234efGH'></iframe>"),
            "https://nuage.example/remote.php/dav/public-calendars/aBcD1234efGH?export",
            ("ics", "nextcloud"),
        ),
        (
            page("<a href='https://outlook.office365.com/owa/calendar/abc@x.example/def/calendar.html'>Agenda</a>"),
            "https://outlook.office365.com/owa/calendar/abc@x.example/def/calendar.ics",
            ("ics", "outlook"),
        ),
        (
            page("<gancio-events baseurl='https://gancio.example' maxlength='5'></gancio-events>"),
            "https://gancio.example",
            ("gancio", "gancio"),
        ),
        (page("<noscript>We're sorry but mobilizon doesn't work"), HOME, ("mobilizon", "mobilizon")),
        (page("<a href='https://gancio.org'>Gancio 1.19</a>"), HOME, ("gancio", "gancio")),
        (
            page("<a href='https://openagenda.com/paloaltours'>Agenda</a>"),
            "https://openagenda.com/paloaltours",
            ("auto", "openagenda"),
        ),
        (
            page(head="<link rel='https://api.w.org/' href='/wp-json/'><meta name=generator content='WordPress 6.6'>"),
            "https://cantine.example/wp-json/tribe/events/v1/events",
            ("tribe", "wordpress"),
        ),
        (
            page(head="<link rel='https://api.w.org/' href='/site/wp-json/'><link href='/x/tribe-events.css'>"),
            "https://cantine.example/site/wp-json/tribe/events/v1/events",
            ("tribe", "the-events-calendar"),
        ),
        (page("<div class='mec-wrap'>"), "https://cantine.example/?mec-ical-feed=1", ("ics", "modern-events-calendar")),
        (page(head="<meta name=generator content='SPIP 4.2'>"), f"{HOME}spip.php?page=backend", ("auto", "spip")),
        (page(head="<meta name=Generator content='Drupal 10'>"), f"{HOME}rss.xml", ("auto", "drupal")),
        (page(head="<link rel=space-api href=/api/space>"), f"{HOME}api/space", ("spaceapi", "declared")),
        (page("<a href='webcal://cantine.example/tout.ics'>S’abonner</a>"), "webcal://cantine.example/tout.ics",
         ("auto", "calendar-link")),
        (page("<a href='/index.php?page=ical'>iCal</a>"), f"{HOME}index.php?page=ical", ("auto", "calendar-link")),
        (page("<nav><a href='/notre-agenda/'>L’agenda</a></nav>"), f"{HOME}notre-agenda/", ("auto", "agenda-page")),
        (page("<a href='/visiter'>Le lieu</a>"), f"{HOME}visiter", ("auto", "space-page")),
    ],
)  # fmt: skip
def test_what_a_page_shows_leads_to_an_address(body: str, address: str, how: tuple[str, str]) -> None:
    assert tried(body)[address] == how


def test_a_group_of_mobilizon_is_asked_where_it_stands() -> None:
    found = tried(page(head="<meta name=generator content=Mobilizon>"), "https://agenda.example/@cantine")
    assert found["https://agenda.example/@cantine"] == ("mobilizon", "mobilizon")


def test_a_header_tells_the_software_too() -> None:
    assert f"{HOME}wp-json/tribe/events/v1/events" in tried(page(), software="The Events Calendar (API v1)")


@pytest.mark.parametrize(
    "link",
    [
        "https://calendar.google.com/calendar/embed?src=",
        "https://calendar.google.com/calendar/u/0?cid=%%%",
        "https://calendar.google.com/calendar/embed?src=../../etc/x@y",
        "https://openagenda.com/agendas/abc",
        "https://www.meetup.com/find/?keywords=js",
        "https://[bad/apps/calendar/p/12345678",
        "javascript:alert(1)",
        "mailto:contact@cantine.example",
    ],
)
def test_what_only_looks_like_a_service_is_left(link: str) -> None:
    found = tried(page(f"<a href='{link}'>Agenda</a>"))
    assert {how for _, how in found.values()} <= {"itself", "well-known"}


def test_feeds_of_comments_and_pages_of_the_api_are_no_sources() -> None:
    head = (
        "<link rel=alternate type=application/rss+xml href=/comments/feed/>"
        "<link rel=alternate type=application/json href=/wp-json/wp/v2/pages/2>"
        "<link rel=alternate type=application/json+oembed href=/wp-json/oembed/1.0/embed>"
    )
    assert list(tried(page(head=head))) == [f"{HOME}spaceapi.json"]


def test_the_calendar_of_all_goes_before_those_of_single_events() -> None:
    links = "".join(f"<a href='/agenda/soiree-{number}.ics'>ics</a>" for number in range(2))
    found = candidates(signs(page(links, "<a href='/tout.ics'>Tout</a>").encode(), HOME))
    assert found[0].url == f"{HOME}tout.ics"
    assert sum(one.turn is Turn.CALENDAR for one in found) == 3


@pytest.mark.parametrize(
    "path", ["/agenda/soiree-{}.ics", "/evenement/soiree-{}/ical/", "/events/soiree-{}?format=ical"]
)
def test_a_list_of_calendars_of_one_event_each_is_no_calendar(path: str) -> None:
    links = "".join(f"<a href='{path.format(number)}'>ics</a>" for number in range(50))
    found = candidates(signs(page(links, "<a href='/tout.ics'>Tout</a>").encode(), HOME))
    assert [one.url for one in found if one.turn is Turn.CALENDAR] == [f"{HOME}tout.ics"]


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe src=about:blank data-src={}>",
        "<iframe data-lazy-src={}>",
        "<iframe data-cmplz-src={} src='data:text/html,'>",
        "<div class=tac_iframe data-url={}>",
        "<noscript><iframe src={}></noscript>",
    ],
)
def test_a_frame_that_waits_for_consent_is_seen(frame: str) -> None:
    address = "https://calendar.google.com/calendar/embed?src=agenda%40cantine.example"
    assert tried(page(frame.format(address)))[GOOGLE] == ("ics", "google-calendar")


def test_every_way_of_being_found_has_words() -> None:
    ways = {one.name for one in (*SOFTWARE, *SERVICES)}
    assert ways - FOUND.keys() == set()
