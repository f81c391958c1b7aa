"""The journey of an event, all of it: a site's own server, the pull, the store, what readers are answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select

from federation.demo.server import DemoNetwork
from federation.domain.changes import Outcome
from federation.store.models import OccurrenceRow, RecordRow, SourceRow
from tests.databases import Databases
from tests.demo_hub import NOW, Clock, DemoHub, demonstration, sites_file
from tests.listing import Happening, entry_of, listed, plain

LABELLED = {"Paris", "Rennes", "Nantes", "Toulouse", "Toulon"}
OUTPUTS = ("/agenda", "/agenda.rss", "/agenda.atom", "/agenda.json", "/agenda.ics")
PARIS_OUTPUTS = tuple(f"/lieux/paris{path}" for path in OUTPUTS[1:])


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoNetwork]:
    with demonstration(Clock()) as running:
        yield running


@pytest.fixture(scope="module")
def pulled_url(
    databases: Databases, migrated_url: str, demo: DemoNetwork, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A database that holds a first pull of the demonstration, to copy."""
    url = databases.copy(migrated_url)
    clock = _clock(demo)
    clock.now = NOW
    hub = DemoHub(url, tmp_path_factory.mktemp("first"), demo, clock)
    hub.behave()
    assert {item.outcome for item in hub.pull().values()} == {Outcome.UPDATED}
    hub.close()
    yield url
    databases.drop(url)


@pytest.fixture
def hub(databases: Databases, pulled_url: str, demo: DemoNetwork, tmp_path: Path) -> Iterator[DemoHub]:
    """A hub that pulled the demonstration once."""
    url = databases.copy(pulled_url)
    clock = _clock(demo)
    clock.now = NOW + timedelta(minutes=2)
    running = DemoHub(url, tmp_path, demo, clock)
    running.behave()
    yield running
    running.close()
    databases.drop(url)


def _clock(demo: DemoNetwork) -> Clock:
    clock = next(iter(demo.sites.values()))._clock
    assert isinstance(clock, Clock)
    return clock


def etags(hub: DemoHub, paths: tuple[str, ...] = OUTPUTS) -> list[str]:
    """The ETags of these addresses."""
    return [hub.get(path).headers["ETag"] for path in paths]


def on_pages(hub: DemoHub) -> list[list[Happening]]:
    """What each page of the agenda lists."""
    return listed(lambda path: hub.get(path).data)


def in_json(hub: DemoHub) -> list[Happening]:
    """What the JSON Feed lists."""
    items = hub.get("/agenda.json").get_json(force=True)["items"]
    return [
        Happening(entry_of(item["url"]), item["_cantines"]["start"], plain(item["title"]))
        for item in items
        if not item["_cantines"]["withdrawn"]
    ]


def in_calendar(hub: DemoHub) -> list[Happening]:
    """What the calendar lists."""
    calendar = Calendar.from_ical(hub.get("/agenda.ics").data)
    return [
        Happening(entry_of(item["URL"]), item["DTSTART"].dt.isoformat(), plain(str(item["SUMMARY"])))
        for item in calendar.walk("VEVENT")
    ]


def cities(told: list[Happening]) -> set[str]:
    """The cities whose sites hold them."""
    return {happening.city for happening in told}


def same(pages: list[Happening], told: list[Happening]) -> bool:
    """Whether a feed tells what pages list: the same starts, titles that end alike (feeds put more before them)."""
    titles = {happening.id: happening.title for happening in pages}
    return sorted(item[:2] for item in pages) == sorted(item[:2] for item in told) and all(
        item.title.endswith(f" – {titles[item.id]}") for item in told
    )


def rows(hub: DemoHub) -> tuple[int, int]:
    """How many records and occurrences the store holds."""
    with hub.store.session() as session:
        return tuple(session.scalar(select(func.count()).select_from(kind)) for kind in (RecordRow, OccurrenceRow))  # type: ignore[return-value]


def test_the_agenda_shows_what_the_five_labelled_sites_announce_from_today_on(hub: DemoHub) -> None:
    found = [happening for page in on_pages(hub) for happening in page]
    assert cities(found) == LABELLED
    assert len(found) > 100
    assert {happening.start[:10] for happening in found if happening.start[:10] < "2026-11-22"} <= _running(hub)
    assert {
        item["_cantines"]["host"]["city"] for item in hub.get("/agenda.json").get_json(force=True)["items"]
    } <= LABELLED
    assert len(LexborHTMLParser(hub.get("/lieux/tours/agenda").data).css("li.ev")) > 5


def _running(hub: DemoHub) -> set[str]:
    """The first days of what began before today and lasts."""
    calendar = Calendar.from_ical(hub.get("/agenda.ics").data)
    spans = ((item["DTSTART"].dt, item["DTEND"].dt) for item in calendar.walk("VEVENT") if "DTEND" in item)
    return {start.isoformat()[:10] for start, end in spans if _day(start) < NOW.date() <= _day(end)}


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def test_pages_json_and_calendar_tell_the_same(hub: DemoHub) -> None:
    pages = on_pages(hub)
    everything = [happening for page in pages for happening in page]
    assert len(everything) == len(set(everything))
    assert same(pages[0], in_json(hub))
    assert same(everything, in_calendar(hub))


def test_every_event_has_its_page(hub: DemoHub) -> None:
    for happening in on_pages(hub)[0][::10]:
        (title,) = LexborHTMLParser(hub.get(f"/evenements/{happening.id}").data).css("h1")
        assert plain(title.text()) == happening.title


def test_a_change_at_a_site_reaches_every_output(hub: DemoHub) -> None:
    before, count = etags(hub, OUTPUTS + PARIS_OUTPUTS), rows(hub)
    hub.command("paris", announce="Nuit des cartes libres")
    assert {site for site, item in hub.pull().items() if item.outcome is Outcome.UPDATED} == {"paris"}
    for path, etag in zip(OUTPUTS + PARIS_OUTPUTS, before, strict=True):
        answer = hub.get(path, etag)
        assert (answer.status_code, answer.headers["ETag"] == etag) == (200, False)
        assert "Nuit des cartes libres" in answer.get_data(as_text=True)
    assert rows(hub) == (count[0] + 2, count[1] + 2)  # its calendar and its feed


def test_a_second_pull_without_news_changes_nothing(hub: DemoHub) -> None:
    before, count = etags(hub), rows(hub)
    assert {item.outcome for item in hub.pull().values()} == {Outcome.UNCHANGED}
    assert (etags(hub), rows(hub)) == (before, count)
    for path, etag in zip(OUTPUTS, before, strict=True):
        answer = hub.get(path, etag)
        assert (answer.status_code, answer.data) == (304, b"")


def test_tomorrow_is_another_day(hub: DemoHub) -> None:
    before = etags(hub)
    hub.clock.now += timedelta(days=1)
    assert not set(before) & set(etags(hub))


def sequences_of(hub: DemoHub) -> dict[str, int]:
    calendar = Calendar.from_ical(hub.get("/agenda.ics").data)
    return {str(item["UID"]): item["SEQUENCE"] for item in calendar.walk("VEVENT")}


def test_cancelling_is_told_and_the_event_stays(hub: DemoHub) -> None:
    before, sequences = hub.uids(), sequences_of(hub)
    hub.command("rennes", cancel="next")
    assert hub.pull()["rennes"].changed == 1
    calendar = Calendar.from_ical(hub.get("/agenda.ics").data)
    told = [item for item in calendar.walk("VEVENT") if item["SEQUENCE"] > sequences[str(item["UID"])]]
    assert {(str(item["STATUS"]), "ANNULÉ" in item["SUMMARY"]) for item in told} == {("CANCELLED", True)}
    assert hub.uids() == before


def test_what_a_site_takes_back_leaves_the_pages_and_is_told_to_calendars(hub: DemoHub) -> None:
    before = {happening for page in on_pages(hub) for happening in page}
    hub.command("nantes", remove="next")
    assert hub.pull()["nantes"].withdrawn == 1
    (gone,) = before - {happening for page in on_pages(hub) for happening in page}
    calendar = Calendar.from_ical(hub.get("/agenda.ics").data)
    (told,) = [item for item in calendar.walk("VEVENT") if entry_of(item["URL"]) == gone.id]
    assert told["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(
    ("mode", "outcome", "reason"),
    [
        ("down", Outcome.FAILED, "no-answer"),
        ("empty", Outcome.SUSPECT, "emptied"),
        ("broken", Outcome.FAILED, "html"),
        ("slow", Outcome.FAILED, "timeout-total"),
    ],
)
def test_a_site_in_trouble_keeps_its_last_good_data(hub: DemoHub, mode: str, outcome: Outcome, reason: str) -> None:
    before = hub.get("/agenda").data, hub.uids()
    hub.command("toulouse", mode=mode)
    landed = hub.pull("toulouse", total=0.5 if mode == "slow" else 60)["toulouse"]
    assert (landed.outcome, landed.reason) == (outcome, reason)
    assert {item.outcome for item in hub.pull("paris", "nantes", "tours").values()} == {Outcome.UNCHANGED}
    assert (hub.get("/agenda").data, hub.uids()) == before
    health = next(item for item in hub.get("/health").get_json()["sources"] if item["site"] == "toulouse")
    assert health["outcome"] == outcome.value
    hub.command("toulouse", mode="ok")
    again = hub.pull("toulouse", after=timedelta(days=1, hours=1))["toulouse"]
    assert again.outcome in (Outcome.UPDATED, Outcome.UNCHANGED)


def test_a_site_taken_out_of_the_file_disappears_and_its_rows_stay(hub: DemoHub) -> None:
    before, count = hub.uids(), rows(hub)
    network = sites_file(hub.demo.first_port)
    hub.load(replace(network, sites=tuple(site for site in network.sites if site.id != "paris")))
    assert cities([happening for page in on_pages(hub) for happening in page]) == LABELLED - {"Paris"}
    assert hub.get("/lieux/paris").status_code == 404
    assert "paris" not in hub.pull()
    assert rows(hub) == count
    hub.load(network)
    assert hub.uids() == before


def test_no_source_is_left_claimed(hub: DemoHub) -> None:
    hub.pull()
    with hub.store.session() as session:
        assert set(session.scalars(select(SourceRow.leased_until))) == {None}
