"""From the home page of a site to its sources: what is found, in which order, at what cost."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from federation.errors import FetchError
from sync.discover import Discovery, discover
from sync.discovery.declaring import declarations
from sync.discovery.offer import Offer
from tests.sync.web import Web, calendar, page

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOME = "https://cantine.example/"
GOOGLE = "https://calendar.google.com/calendar/ical/agenda%40cantine.example/public/basic.ics"
ALTERNATE = "<link rel=alternate type=text/calendar href=/tout.ics>"


def found(web: Web, url: str = HOME, **limits: int) -> Discovery:
    return discover(web, url, NOW, **limits)  # type: ignore[arg-type]


def brought(discovery: Discovery) -> list[tuple[str, str, int]]:
    """What is usable: address, format, dates to come."""
    return [(one.candidate.url, one.format, one.upcoming) for one in discovery.usable]


def codes(discovery: Discovery) -> list[str]:
    return [notice.code for notice in discovery.notices]


def test_a_calendar_is_itself_the_source_and_costs_one_request() -> None:
    web = Web({HOME + "agenda.ics": calendar("Apéro", "Atelier")})
    assert brought(found(web, HOME + "agenda.ics")) == [(HOME + "agenda.ics", "ics", 2)]
    assert len(web.asked) == 1


def test_a_calendar_without_events_to_come_says_so_and_nothing_else_is_asked() -> None:
    web = Web({HOME + "agenda.ics": (calendar("Apéro")[0].replace("2026", "2025"), "text/calendar")})
    discovery = found(web, HOME + "agenda.ics")
    (one,) = discovery.offers
    assert (one.usable, one.error, one.whole) == (False, None, True)
    assert len(web.asked) == 1


def test_a_declared_calendar_is_found_and_read() -> None:
    (one,) = found(Web({HOME: page(head=ALTERNATE), HOME + "tout.ics": calendar("Apéro", "Atelier")})).usable
    assert (one.upcoming, one.with_end, one.whole, one.guessed) == (2, 2, True, False)
    assert [event.title for event in one.first] == ["Apéro", "Atelier"]


def test_an_embedded_google_calendar_is_read_at_its_public_address() -> None:
    frame = "<iframe src='https://calendar.google.com/calendar/embed?src=agenda%40cantine.example'></iframe>"
    assert brought(found(Web({HOME: page(frame), GOOGLE: calendar("Apéro")}))) == [(GOOGLE, "ics", 1)]


def test_a_calendar_behind_webcal_is_read_over_https() -> None:
    link = "webcal://cantine.example/tout.ics"
    web = Web({HOME: page(f"<a href='{link}'>S’abonner</a>"), HOME + "tout.ics": calendar("Apéro")})
    assert brought(found(web)) == [(link, "ics", 1)]


def test_the_events_calendar_is_known_by_its_marks_and_asked_at_its_api() -> None:
    event = {
        "id": 1, "global_id": "cantine.example?id=1", "title": "Apéro", "timezone": "Europe/Paris",
        "start_date": "2026-12-03 18:30:00", "end_date": "2026-12-03 20:00:00",
        "rest_url": f"{HOME}wp-json/tribe/events/v1/events/1",
    }  # fmt: skip
    answer = {"events": [event], "rest_url": f"{HOME}wp-json/tribe/events/v1/events/", "total": 1, "total_pages": 1}
    web = Web(
        {
            HOME: page(head="<link rel='https://api.w.org/' href='/wp-json/'><script src='/tribe-events.js'></script>"),
            f"{HOME}wp-json/tribe/events/v1/events?per_page=50": (json.dumps(answer), "application/json"),
        }
    )
    assert brought(found(web)) == [(f"{HOME}wp-json/tribe/events/v1/events", "tribe", 1)]


def test_an_agenda_of_openagenda_that_is_named_by_words_is_found_by_its_number() -> None:
    timing = {"begin": "2026-12-03T18:30:00+01:00", "end": "2026-12-03T20:00:00+01:00"}
    event = {
        "uid": 1,
        "slug": "apero",
        "title": {"fr": "Apéro"},
        "timings": [timing],
        "timezone": "Europe/Paris",
        "state": 2,
    }
    query = "relative[]=current&relative[]=upcoming&size=300&detailed=1&monolingual=fr"
    web = Web(
        {
            HOME: page("<a href='https://openagenda.com/fr/paloaltours'>Agenda</a>"),
            "https://openagenda.com/fr/paloaltours": page("<div data-url='/agendas/37261013/events'>"),
            f"https://openagenda.com/agendas/37261013/events.v2.json?{query}": (
                json.dumps({"total": 1, "events": [event]}),
                "application/json",
            ),
        }
    )
    assert brought(found(web)) == [("https://openagenda.com/agendas/37261013", "openagenda", 1)]


def test_an_agenda_page_is_a_source_and_names_others() -> None:
    event = {"@context": "https://schema.org", "@type": "Event", "name": "Apéro", "startDate": "2026-12-03T18:30"}
    script = f"<script type='application/ld+json'>{json.dumps(event)}</script>"
    web = Web(
        {
            HOME: page("<nav><a href='/agenda/'>Agenda</a></nav>"),
            HOME + "agenda/": page(script, "<a href='/tout.ics'>iCal</a>"),
            HOME + "tout.ics": calendar("Apéro", "Atelier", "Concert"),
        }
    )
    assert brought(found(web)) == [(HOME + "tout.ics", "ics", 3), (HOME + "agenda/", "schemaorg", 1)]


def test_what_brings_more_goes_first_and_dates_from_prose_count_less() -> None:
    post = "<item><title>Apéro le 3 décembre 2026 à 18h30</title><link>https://cantine.example/a</link></item>"
    feed = f"<rss version='2.0'><channel><title>Blog</title>{post}</channel></rss>"
    head = "<link rel=alternate type=application/rss+xml href=/feed/>" + ALTERNATE
    web = Web({HOME: page(head=head), HOME + "feed/": (feed, "text/xml"), HOME + "tout.ics": calendar("Apéro")})
    first, second = found(web).usable
    assert (first.format, second.format) == ("ics", "webfeed")
    assert second.guessed


def test_two_addresses_of_one_answer_are_one_source() -> None:
    head = ALTERNATE + "<link rel=alternate type=text/calendar href=/tout.ics?lang=fr>"
    web = Web(
        {HOME: page(head=head), **dict.fromkeys([HOME + "tout.ics", HOME + "tout.ics?lang=fr"], calendar("Apéro"))}
    )
    assert len(found(web).usable) == 1


def test_the_map_of_the_site_is_the_last_resort() -> None:
    event = {"@context": "https://schema.org", "@type": "Event", "name": "Apéro", "startDate": "2026-12-03T18:30"}
    script = f"<script type='application/ld+json'>{json.dumps(event)}</script>"
    locations = "".join(f"<url><loc>{HOME}evenements/{name}</loc></url>" for name in ("apero", "concert"))
    web = Web(
        {
            HOME: page("<p>Bienvenue"),
            HOME + "sitemap.xml": (f"<urlset>{locations}</urlset>", "text/xml"),
            HOME + "evenements/": page(script),
        }
    )
    assert brought(found(web)) == [(HOME + "evenements/", "schemaorg", 1)]


@pytest.mark.parametrize("usual", [None, page("Cette page n’existe pas")])
def test_the_map_is_found_where_robots_txt_says(usual: str | None) -> None:
    event = {"@context": "https://schema.org", "@type": "Event", "name": "Apéro", "startDate": "2026-12-03"}
    script = f'<script type="application/ld+json">{json.dumps(event)}</script>'
    web = Web(
        {
            HOME: page("<p>Bienvenue"),
            HOME + "robots.txt": (f"User-agent: *\nSitemap: {HOME}plan.xml\n", "text/plain"),
            HOME + "plan.xml": (f"<urlset><url><loc>{HOME}evenements/apero</loc></url></urlset>", "text/xml"),
            HOME + "evenements/": page(script),
            **({} if usual is None else {HOME + "sitemap.xml": usual}),
        }
    )
    assert brought(found(web)) == [(HOME + "evenements/", "schemaorg", 1)]


@pytest.mark.parametrize("named", ["https://autre.example/plan.xml", "file:///etc/passwd", ""])
def test_a_map_elsewhere_is_not_asked_for(named: str) -> None:
    web = Web({HOME: page("<p>Bienvenue"), HOME + "robots.txt": (f"Sitemap: {named}", "text/plain")})
    assert codes(found(web)) == ["nothing-found"]
    assert named not in web.asked[1:]


def test_a_page_that_only_sends_readers_on_is_followed_once() -> None:
    def sent(to: str) -> str:
        return f"<meta http-equiv=Refresh content='0; URL={to}'>"

    web = Web({HOME: page(head=sent("/accueil")), HOME + "accueil": page(head=ALTERNATE + sent("/encore"))})
    web.pages = {**web.pages, HOME + "tout.ics": calendar("Apéro")}
    assert brought(found(web)) == [(HOME + "tout.ics", "ics", 1)]
    assert HOME + "encore" not in web.asked
    assert codes(found(Web({HOME: page(head=sent("/absent"))}))) == ["nothing-found"]


def test_a_name_alone_is_asked_over_https_then_http() -> None:
    class Old(Web):
        def get(self, url: str, **asked: object):  # type: ignore[no-untyped-def, override]
            if url.startswith("https:"):
                raise FetchError("refused", "cantine.example", phase="connect")
            return super().get(url, **asked)  # type: ignore[arg-type]

    web = Old({"http://cantine.example": calendar("Apéro")})
    assert brought(found(web, "cantine.example")) == [("http://cantine.example", "ics", 1)]


def test_nothing_found_is_told_with_what_to_do() -> None:
    discovery = found(Web({HOME: page("<p>Bienvenue", "<a href='https://www.facebook.com/cantine/events'>FB</a>")}))
    assert not discovery.usable
    assert codes(discovery) == ["nothing-found", "facebook"]


def test_facebook_itself_cannot_be_read() -> None:
    discovery = found(Web({}), "https://www.facebook.com/cantine/events")
    assert discovery.error is not None
    assert codes(discovery) == ["facebook"]


def test_a_page_that_is_not_there_is_a_reason() -> None:
    discovery = found(Web({}))
    assert discovery.error is not None
    assert discovery.error.code == "not-found"
    assert discovery.requests == 1


def test_a_candidate_that_fails_keeps_its_reason_and_costs_no_other() -> None:
    head = ALTERNATE + "<link rel=alternate type=text/calendar href=/parti.ics>"
    discovery = found(Web({HOME: page(head=head), HOME + "tout.ics": calendar("Apéro")}))
    assert [one.error.code for one in discovery.offers if one.error and one.candidate.found == "declared"] == [
        "not-found"
    ]
    assert len(discovery.usable) == 1


def test_no_more_than_fifteen_requests_whatever_a_page_names() -> None:
    links = "".join(
        f"<a href='/agenda/soiree-{number}'>Agenda</a><a href='/{number}.ics'>i</a>" for number in range(10_000)
    )
    web = Web({HOME: page(links, head="<meta name=generator content=WordPress>")})
    discovery = found(web)
    assert len(web.asked) <= 15
    assert discovery.requests == len(web.asked)


def test_what_was_not_tried_is_told() -> None:
    head = "".join(f"<link rel=alternate type=application/rss+xml href=/{number}.rss>" for number in range(4))
    discovery = found(Web({HOME: page(head=ALTERNATE + head)}), requests=3)
    assert "budget-spent" in codes(discovery)
    assert discovery.requests == 3


def test_a_list_of_pages_gets_what_is_left_when_nothing_else_tells_a_date() -> None:
    event = {"@context": "https://schema.org", "@type": "Event", "name": "Apéro", "startDate": "2026-12-03T18:30"}
    names = [f"soiree-{number}" for number in range(9)]
    pages = {f"{HOME}agenda/{name}": page("<p>Passé") for name in names[:6]}
    pages |= {
        f"{HOME}agenda/{name}": page(f"<script type='application/ld+json'>{json.dumps(event)}</script>")
        for name in names[6:]
    }
    links = "".join(f"<li><a href='/agenda/{name}'>{name}</a></li>" for name in names)
    discovery = found(Web({HOME: page("<a href='/agenda'>Agenda</a>"), HOME + "agenda": page(links), **pages}))
    assert brought(discovery)[0][:2] == (HOME + "agenda", "event-pages")
    assert discovery.requests <= 15


def test_declarations_have_ids_of_their_own_and_leave_out_echoes() -> None:
    web = Web(
        {
            HOME: page("<a href='/agenda/apero-dev'>Apéro</a>", head=ALTERNATE + ALTERNATE.replace("tout", "autre")),
            HOME + "tout.ics": calendar("Apéro", "Concert"),
            HOME + "autre.ics": calendar("Atelier", day=7),
        }
    )
    declared = declarations(found(web).usable)
    assert [(item["id"], item["url"], item["format"]) for item in declared] == [
        ("agenda", HOME + "tout.ics", "auto"),
        ("ics", HOME + "autre.ics", "auto"),
    ]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"upcoming": 5}, {"upcoming": 4}),
        ({"upcoming": 5, "with_end": 5}, {"upcoming": 5}),
        ({"upcoming": 5}, {"upcoming": 9, "guessed": True}),
        ({"upcoming": 5}, {"upcoming": 9, "format": "event-pages"}),
        ({"upcoming": 5, "space": ("hours",)}, {"upcoming": 5}),
    ],
)
def test_worth(better: dict[str, object], worse: dict[str, object]) -> None:
    candidate = found(Web({HOME: calendar("Apéro")})).offers[0].candidate
    assert Offer(candidate=candidate, **better).worth > Offer(candidate=candidate, **worse).worth  # type: ignore[arg-type]
