"""schema.org in web pages: what comes out of the corpus, and the same from JSON-LD, microdata and RDFa."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from federation.domain.event import Attendance, Event, Notice, Record, Status
from federation.domain.payload import dump
from federation.domain.reasons import sentence
from federation.domain.zones import zone_named
from federation.errors import FormatError
from sync.detect import pick
from sync.formats.parsed import Context, Parsed
from sync.formats.schemaorg import read, sniff
from sync.normalize import normalize
from tests.cast import site
from tests.sync.web_pages import CORPUS, HERE, told

FOLDER = CORPUS / "schemaorg"
FILES = sorted([*FOLDER.glob("*.html"), *FOLDER.glob("*.jsonld")])
EXAMPLES = sorted((FOLDER / "examples").glob("*.html"))
NO_EVENT_IN_IT = {"eg-0241.json", "eg-0334.json"}
"""Series without a start, courses without a date: there is nothing to put in an agenda."""

TRIPLES = sorted({path.name.split(".")[0] for path in EXAMPLES if path.name.endswith("rdfa.html")} - {"eg-0333"})
SAID_BY_ONE = {"eg-0349": {"language"}, "eg-4468": {"description"}}
"""What the three files of an example say differently: no `inLanguage` in JSON-LD; an entity that is still one there."""


def jsonld(*items: dict[str, Any], url: str = HERE, zone: str = "Europe/Paris") -> Parsed:
    """A page with one script."""
    graph = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "Event", **item} for item in items]})
    body = f'<!DOCTYPE html><html><script type="application/ld+json">{graph}</script></html>'
    return read(body.encode(), Context(url=url, zone=zone))


def only(**item: Any) -> Event:
    """The one event of a page."""
    parsed = jsonld({"name": "Apéro", "startDate": "2026-11-24T18:30", **item})
    assert len(parsed.records) == 1, parsed.notices
    return parsed.records[0].event


def page(html: str, url: str = HERE) -> Parsed:
    return read(f"<!DOCTYPE html><html><body>{html}</body></html>".encode(), Context(url=url))


def example(name: str) -> list[Record]:
    return read((FOLDER / "examples" / f"{name}.html").read_bytes(), Context(url="http://example.com/")).records


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_corpus_reads_as_expected(path: Path) -> None:
    assert told("schemaorg", path) == json.loads(path.with_suffix(".expected.json").read_text("utf-8"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_known_for_what_it_is_and_brings_its_events(path: Path) -> None:
    assert pick("auto", path.read_bytes(), "text/html").name == "schemaorg"
    assert bool(example(path.stem)) == (path.stem not in NO_EVENT_IN_IT)


@pytest.mark.parametrize("name", TRIPLES)
def test_three_syntaxes_say_the_same(name: str) -> None:
    def said(syntax: str) -> list[str]:
        unsaid: dict[str, Any] = dict.fromkeys(SAID_BY_ONE.get(name, ()), "")
        return [dump(replace(record.event, **unsaid)) for record in example(f"{name}.{syntax}")]

    assert said("json") == said("microdata") == said("rdfa") != []


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("eg-0012.json", "2013-09-14T21:30:00+02:00", None),
        ("eg-0170.json", "2025-07-22T02:00:00+02:00", "2025-07-22T06:00:00+02:00"),
        ("eg-0349.rdfa", "2015-06-13", "2016-02-01"),
        ("eg-4468.microdata", "2026-01-23T02:00:00+01:00", "2026-01-23T03:00:00+01:00"),
        ("eg-0240.json", "2017-01-04T19:00:00+00:00", "2017-01-04T20:00:00+00:00"),
        ("eg-0333.rdfa", "2016-08-29", "2017-06-24"),
    ],
)
def test_examples_happen_when_they_say(name: str, start: str, end: str | None) -> None:
    event = example(name)[0].event
    assert (event.start.isoformat(), event.end and event.end.isoformat()) == (start, end)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_known_is_not_read_again_and_reading_twice_gives_the_same(path: Path) -> None:
    if "failure" in told("schemaorg", path):
        return
    first = read(path.read_bytes(), Context(url=HERE))
    assert read(path.read_bytes(), Context(url=HERE)) == first
    known = {record.key: record.fingerprint for record in first.records}
    again = read(path.read_bytes(), Context(url=HERE, known=known))
    assert (again.records, again.unchanged) == ([], frozenset(known))
    assert again.further == first.further


def test_another_layout_or_another_syntax_of_the_same_is_no_change() -> None:
    item = {"url": "/agenda/a", "name": "Apéro", "startDate": "2026-11-24"}
    [first] = jsonld(item).records
    [second] = page(
        "<div class=new><p itemscope itemtype='http://schema.org/Event'><a itemprop=url href=/agenda/a>"
        "<b itemprop=name>Apéro</b></a><time itemprop=startDate>2026-11-24</time></p></div>"
    ).records
    assert first == second


def test_what_two_syntaxes_of_a_page_say_of_one_event_is_one_record() -> None:
    html = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event", "name": "Apéro",
        "startDate": "2026-11-24", "description": "Avec des galettes"}</script>
        <p itemscope itemtype="http://schema.org/Event"><a itemprop=url href=/agenda/a><b itemprop=name>Apéro</b></a>
        <time itemprop=startDate>2026-11-24</time></p>"""
    [record] = page(html).records
    assert (record.event.description, record.event.url) == ("Avec des galettes", "https://cantine.example/agenda/a")
    assert record.key == jsonld({"url": "/agenda/a", "startDate": "2027-01-01"}).records[0].key


def test_the_key_outlives_a_new_title_a_new_date_and_a_tracking_parameter() -> None:
    [before] = jsonld({"url": "/agenda/a?utm_source=lettre", "name": "Apéro", "startDate": "2026-11-24"}).records
    [after] = jsonld(
        {"url": "http://cantine.example/agenda/a/#h", "name": "Reporté", "startDate": "2026-12-01"}
    ).records
    assert before.key == after.key
    assert before.event.url == "https://cantine.example/agenda/a"


def test_events_that_share_an_address_are_told_apart_by_start_then_by_all() -> None:
    items = [{"url": "/a", "name": name, "startDate": day} for name, day in (("A", "2026-11-24"), ("B", "2026-11-25"))]
    keys = {record.key for record in jsonld(*items, {"url": "/a", "name": "C", "startDate": "2026-11-25"}).records}
    assert len(keys) == 3
    assert {record.key for record in jsonld(*reversed(items)).records} == {
        record.key for record in jsonld(*items).records
    }


def test_a_single_event_goes_by_its_page_unless_that_is_the_home_page() -> None:
    item = {"name": "Apéro", "startDate": "2026-11-24"}
    assert jsonld(item, url="https://cantine.example/agenda/a").records[0].event.url.endswith("/agenda/a")
    assert jsonld(item, url="https://cantine.example/").records[0].key.startswith("text:")


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("https://schema.org/EventCancelled", Status.CANCELLED),
        ("http://schema.org/EventPostponed", Status.POSTPONED),
        ("EventMovedOnline", Status.MOVED_ONLINE),
        ("schema:EventRescheduled", Status.RESCHEDULED),
        ("cancelled", Status.CANCELLED),
        (["EventRescheduled", "EventPostponed"], Status.POSTPONED),
        ("EventScheduled", Status.SCHEDULED),
        ("?", Status.SCHEDULED),
    ],
)
def test_statuses(stated: Any, status: Status) -> None:
    assert only(eventStatus=stated).status == status


def test_an_event_is_full_when_nothing_is_left() -> None:
    sold, left = {"@type": "Offer", "availability": "SoldOut"}, {"@type": "Offer", "availability": "InStock"}
    assert only(remainingAttendeeCapacity=0).status == Status.FULL
    assert only(offers=[sold, sold]).status == Status.FULL
    assert only(offers=[sold, left]).status == Status.SCHEDULED
    assert only(offers=sold, eventStatus="EventCancelled").status == Status.CANCELLED


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2026-11-24", "2026-11-24", (date(2026, 11, 24), date(2026, 11, 25))),
        ("2026-11-24T00:00:00+01:00", "2026-11-25T23:59:59+01:00", (date(2026, 11, 24), date(2026, 11, 26))),
        ("2026-11-24T18:30", "2026-11-24", (datetime(2026, 11, 24, 17, 30, tzinfo=UTC), None)),
        ("2026-11-24", "2026-11-24T18:30", (date(2026, 11, 24), date(2026, 11, 25))),
        ("2026-03-29T02:30", None, (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), None)),
        ("20261124T183000Z", None, (datetime(2026, 11, 24, 18, 30, tzinfo=UTC), None)),
        ("2026-11-24 18:30 +0100", None, (datetime(2026, 11, 24, 17, 30, tzinfo=UTC), None)),
        ("2026-328", None, (date(2026, 11, 24), None)),
    ],
)
def test_dates_and_times(start: str, end: str | None, found: tuple[Any, Any]) -> None:
    event = only(startDate=start, endDate=end)
    assert (event.start, event.end) == found


@pytest.mark.parametrize(
    "start", ["24/11/2026", "2026-11-31", "2026-11", "0001-01-01", "9999-12-31T23:59Z", "demain", {}]
)
def test_a_date_that_cannot_be_read_is_a_lost_notice(start: Any) -> None:
    parsed = jsonld({"name": "Apéro", "startDate": start})
    assert parsed.records == []
    assert [notice.lost for notice in parsed.notices if notice.code in ("start-unreadable", "start-missing")] == [True]


def test_wall_times_are_told_in_the_site_s_zone() -> None:
    [record] = jsonld({"name": "Apéro", "startDate": "2026-11-24T18:30"}, zone="Indian/Reunion").records
    assert (record.event.zone, record.event.start.isoformat()) == ("Indian/Reunion", "2026-11-24T18:30:00+04:00")


@pytest.mark.parametrize(
    ("offers", "price"),
    [
        ({"@type": "Offer", "price": "12,50 €"}, (False, "12.50", "EUR", "")),
        ({"@type": "Offer", "price": 0, "priceCurrency": "EUR"}, (True, "0", "EUR", "")),
        ({"@type": "Offer", "price": "Gratuit"}, (True, "None", "", "")),
        ({"@type": "Offer", "price": "prix libre et nécessaire"}, (True, "None", "", "")),
        ({"@type": "Offer", "price": "sur devis"}, (None, "None", "", "sur devis")),
        ({"@type": "AggregateOffer", "lowPrice": 5, "highPrice": "1 200"}, (False, "5", "", "5–1200")),
        ([{"@type": "Offer", "price": 0}, {"@type": "Offer", "price": 5}], (None, "None", "", "0–5")),
    ],
)
def test_prices(offers: Any, price: tuple[Any, ...]) -> None:
    found = only(offers=offers).price
    assert found is not None
    assert (found.free, str(found.amount), found.currency, found.text) == price


def test_an_organiser_is_an_organisation_or_nobody() -> None:
    person = {"@type": "Person", "name": "Prénom Nom", "email": "prenom.nom@courriel.example"}
    for left_out in (person, "Prénom Nom", {"name": "Prénom Nom"}):
        parsed = jsonld({"name": "Apéro", "startDate": "2026-11-24", "organizer": left_out, "performer": person})
        assert parsed.records[0].event.organiser is None
        assert [notice.code for notice in parsed.notices] == ["organiser-left-out"]
        assert "Prénom" not in dump(parsed.records[0].event) + "".join(notice.value for notice in parsed.notices)
    found = only(organizer=[person, {"@type": "Library", "name": "Médiathèque"}]).organiser
    assert found is not None
    assert found.name == "Médiathèque"


def test_persons_and_scripts_are_gone_after_cleaning() -> None:
    parsed = read((FOLDER / "scripts-in-every-text.html").read_bytes(), Context(url=HERE))
    [record] = normalize(parsed, site("Nantes")).records
    said = dump(record.event)
    for bad in ("<script", "javascript:", "vbscript:", "onerror", "onclick", "<svg", "<img"):
        assert bad not in said
    assert (record.event.url, record.event.registration_url, record.event.image) == (HERE, "", None)


def test_sub_events_are_events_of_their_own_and_a_series_without_a_date_is_none() -> None:
    part = {"@type": "Event", "name": "Un", "startDate": "2026-11-24", "url": "/un"}
    serie = {"@type": "EventSeries", "name": "Série", "startDate": "2026-11-01", "endDate": "2026-12-31", "url": "/s"}
    assert [record.event.title for record in jsonld({**serie, "subEvent": [part]}).records] == ["Un"]
    assert [record.event.title for record in jsonld(serie).records] == ["Série"]
    festival = {"@type": "Festival", "name": "Festival", "startDate": "2026-11-24", "url": "/f", "subEvent": part}
    assert [record.event.title for record in jsonld(festival).records] == ["Festival", "Un"]


def test_an_event_page_names_nothing_further_and_a_list_its_next_page() -> None:
    after = "<a rel=next href='?page=2'>suite</a><a href=/agenda/autre>Autre</a>"
    one = (
        "<p itemscope itemtype=http://schema.org/Event><a itemprop=url href=/agenda/{0}></a>"
        "<time itemprop=startDate>2026-11-2{0}</time></p>"
    )
    assert page(one.format(1) + after).further == ()
    assert page(one.format(1) + one.format(2) + after).further == (f"{HERE}?page=2",)


def test_at_most_forty_pages_are_named() -> None:
    links = "".join(f"<a href='/agenda/evenement-{number}'>x</a>" for number in range(100))
    assert len(page(links + links).further) == 40


def test_an_event_page_without_events_is_told_and_any_other_refused() -> None:
    parsed = page("<h1>Archivé</h1>", url="https://cantine.example/evenements/apero-dev")
    assert [notice.code for notice in parsed.notices] == ["page-without-events"]
    with pytest.raises(FormatError) as caught:
        page("<h1>Maintenance</h1>")
    assert caught.value.code == "html"


BROKEN = '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event" "name": "A"}</script>'


def test_a_page_whose_events_are_all_in_a_broken_script_is_told_as_that() -> None:
    with pytest.raises(FormatError) as caught:
        page(f"{BROKEN}<h1>Agenda</h1>")
    assert (caught.value.code, caught.value.detail) == ("page-broken", 'script[1] 1:53 "')
    assert "script[1] 1:53" in sentence(caught.value.code, caught.value.detail)


def test_the_line_of_a_broken_script_is_that_of_the_page() -> None:
    with pytest.raises(FormatError) as caught:
        page("<h1>Agenda</h1>\n" + BROKEN.replace('"name"', '\n"name"').replace("{", "\n{", 1))
    assert (caught.value.line, caught.value.detail) == (4, 'script[1] 4:1 "')


def test_what_a_broken_script_announced_is_not_taken_for_withdrawn() -> None:
    good = '<script type="application/ld+json">{"@type": "Event", "name": "B", "startDate": "2026-11-24"}</script>'
    assert page(good + BROKEN).cut
    assert not page(good + BROKEN.replace("Event", "Organization")).cut


def test_an_event_whose_date_cannot_be_read_keeps_what_the_hub_holds_of_it() -> None:
    (known,) = jsonld({"url": "/agenda/a", "startDate": "2026-11-24"}).records
    parsed = jsonld({"url": "/agenda/a", "startDate": "le 24"}, {"url": "/agenda/b", "startDate": "2026-11-25"})
    assert (parsed.unreadable, parsed.cut, len(parsed.records)) == ({known.key}, False, 1)
    alone = "https://cantine.example/agenda/a"
    assert jsonld({"name": "A", "startDate": "le 24"}, url=alone).unreadable == {known.key}
    assert jsonld({"name": "A", "startDate": "le 24"}, {"name": "B", "startDate": "2026-11-25"}).cut


def test_quotes_that_became_entities_are_quotes() -> None:
    script = json.dumps({"@context": "https://schema.org", "@type": "Event", "name": "A", "startDate": "2026-11-24"})
    body = f'<html><script type="application/ld+json">{script.replace(chr(34), "&quot;")}</script></html>'.encode()
    assert sniff(body, "")
    assert [record.event.title for record in read(body, Context(url=HERE)).records] == ["A"]


def test_addresses_and_terms_may_be_references() -> None:
    event = only(
        eventStatus={"@id": "http://schema.org/EventCancelled"},
        eventAttendanceMode={"@id": "https://schema.org/OnlineEventAttendanceMode"},
        url={"@id": "https://cantine.example/agenda/a"},
    )
    assert (event.status, event.url) == (Status.CANCELLED, "https://cantine.example/agenda/a")
    assert event.attendance is Attendance.ONLINE


def test_of_several_languages_french_is_taken() -> None:
    names = [{"@value": "Party", "@language": "en"}, {"@value": "Fête", "@language": "fr-FR"}]
    assert only(name=names).title == "Fête"
    assert only(name=names[:1]).title == "Party"


def test_an_address_of_schema_org_needs_no_scheme() -> None:
    parsed = page("<p itemscope itemtype=//schema.org/Event><time itemprop=startDate>2026-11-24</time></p>")
    assert len(parsed.records) == 1


def test_an_event_of_a_broken_page_costs_no_other() -> None:
    parsed = read((FOLDER / "broken-script-beside-a-good-one.html").read_bytes(), Context(url=HERE))
    assert len(parsed.records) == 2
    assert Notice("jsonld-broken", 3, "script[1]", '3:62 "', lost=True) in parsed.notices


@pytest.mark.parametrize(
    ("body", "media_type", "known"),
    [
        (b'<html><script type="application/ld+json">{"@context":"https://schema.org","@type":"Event"}', "", True),
        (b'{"@context": "https://schema.org", "@type": "Event"}', "", True),
        (b"<html><p itemscope itemtype='http://schema.org/Hackathon'>", "", True),
        (b"<html vocab='http://schema.org/'><p typeof='Festival'>", "", True),
        (b'<html><script>{"@context":"https://schema.org","@type":"WebPage"}', "text/html", False),
        (b'{"events": [{"json_ld": {"@context": "https://schema.org", "@type": "Event"}}]}', "application/json", False),
        (b"<?xml version='1.0'?><rss><description>schema.org \"Event\"</description></rss>", "text/xml", False),
        (b"<html><p>Event</p>", "text/html", False),
    ],
)
def test_only_pages_that_name_an_event_in_schema_org_s_words_are_taken(
    body: bytes, media_type: str, known: bool
) -> None:
    assert sniff(body, media_type) is known


def test_every_zone_of_a_schedule_is_an_iana_name() -> None:
    schedule = {"@type": "Schedule", "startDate": "2026-09-01", "repeatFrequency": "P1W", "startTime": "18:30"}
    parsed = jsonld({"name": "Apéro", "eventSchedule": {**schedule, "scheduleTimezone": "Romance Standard Time"}})
    assert zone_named(parsed.records[0].event.zone)
    assert "unknown-zone" in [notice.code for notice in parsed.notices]
