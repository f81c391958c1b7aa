"""What the sites publish, read as the hub reads it, is their programme again, whatever the format."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from federation.demo.announced import ZONE
from federation.demo.facts import PLACES, DemoSource, Tells, base_of, place
from federation.demo.happenings import happenings
from federation.demo.programme import BACK, programme
from federation.demo.site import DemoSite
from federation.domain.event import Attendance, Event, Moment, Record, Status
from federation.domain.recurrence import expand
from federation.domain.site import Site, Source
from federation.registry.network import load_network
from sync.detect import addresses, pick
from sync.formats.parsed import Context, Parsed
from sync.normalize import normalize

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
MIDNIGHT = datetime.combine(TODAY, time(), ZONE)
FAR = datetime(2028, 1, 1, tzinfo=UTC)
SITES = {site.id: site for site in load_network((Path(__file__).parents[2] / "sites.yaml").read_text()).sites}
WHOLE = [
    pytest.param(found.id, source, id=f"{found.id}-{source.kind}-{rank}")
    for found in PLACES
    for rank, source in enumerate(found.sources)
    if source.tells in (Tells.COMING, Tells.YEAR)
]
SOME = [
    pytest.param(found.id, source, id=f"{found.id}-{source.kind}")
    for found in PLACES
    for source in found.sources
    if source.tells is Tells.SOME
]
SPACES = [
    pytest.param(found.id, source, id=f"{found.id}-{source.kind}")
    for found in PLACES
    for source in found.sources
    if source.tells is Tells.SPACE
]

Told = tuple[str, str, str, Status]
"""Title, start, end, what became of it."""


@cache
def site(name: str) -> DemoSite:
    return DemoSite(place(name), 8101, lambda: NOW)


def declared(name: str, source: DemoSource) -> Source:
    """The source as the network file declares it."""
    return next(
        found for found in SITES[name].sources if urlsplit(found.url).path == urlsplit(base_of(name) + source.path).path
    )


@cache
def read(name: str, source: DemoSource) -> Parsed:
    """All pages of a source, read by the format that the hub chooses."""
    told = declared(name, source)
    waiting, seen = deque([addresses(told.format, told.url)[0]]), set[str]()
    records: dict[str, Record] = {}
    first: Parsed | None = None
    while waiting:
        url = waiting.popleft()
        if url in seen:
            continue
        seen.add(url)
        parts = urlsplit(url)
        query: dict[str, str] = {}
        for key, value in parse_qsl(parts.query):
            query[key] = f"{query[key]}|{value}" if key in query else value
        answer = site(name).answer(parts.path.replace("%40", "@"), query)
        assert answer.status == 200, url
        speaks = told.format if first is None else first.format
        parsed = pick(speaks, answer.body, answer.media_type).read(answer.body, Context(url=url))
        first = first or parsed
        records |= {record.key: record for record in parsed.records}
        waiting.extend(parsed.further)
    assert first is not None
    assert len(seen) <= 40
    return normalize(replace(first, records=list(records.values())), SITES[name])


def occurrences(parsed: Parsed) -> Iterator[Event]:
    for record in parsed.records:
        for occurrence in expand(record, MIDNIGHT, FAR).occurrences:
            yield occurrence.event


def announced(name: str, since: date = TODAY) -> set[Told]:
    """What the site announces for that day and later, as the hub would keep it."""
    dates = [found for found in happenings(programme(name, TODAY, base_of(name))) if found.last_day >= since]
    records = [Record(key=found.slug, event=found.event) for found in dates]
    return {told(record.event) for record in normalize(Parsed(format="", records=records), SITES[name]).records}


def told(event: Event) -> Told:
    gone = event.status if event.status is Status.CANCELLED else Status.SCHEDULED
    return _bare(event.title), _at(event.start), _at(event.end), gone


def _bare(title: str) -> str:
    """A title as fonts and keyboards apart have it: no spaces of their own kind, no city in brackets."""
    return " ".join(title.replace("\u202f", " ").replace("\u00a0", " ").removeprefix("[Rennes] ").split())


def _at(moment: Moment | None) -> str:
    """The moment in UTC; a day is its midnight, for not every format knows days without hours."""
    if moment is None:
        return ""
    aware = moment if isinstance(moment, datetime) else datetime.combine(moment, time(), ZONE)
    return aware.astimezone(UTC).isoformat()


@pytest.mark.parametrize(("name", "source"), WHOLE)
def test_a_source_of_the_whole_programme_tells_all_that_comes(name: str, source: DemoSource) -> None:
    found = {told(event) for event in occurrences(read(name, source)) if _ends_today_or_later(event)}
    assert found == announced(name)


def _ends_today_or_later(event: Event) -> bool:
    return _at(event.end or event.start) > _at(TODAY)


@pytest.mark.parametrize(("name", "source"), WHOLE)
def test_events_take_place_where_the_site_holds_them(name: str, source: DemoSource) -> None:
    where = place(name).location
    for event in occurrences(read(name, source)):
        online = event.attendance is Attendance.ONLINE or event.place is None or event.place.name.startswith("http")
        if not online:
            assert event.place is not None
            assert where.city in event.place.city + event.place.name
            assert where.name.split(" ")[0] in event.place.name


@pytest.mark.parametrize("format_name", ["schemaorg", "hevent"])
def test_a_page_that_speaks_two_vocabularies_says_the_same_in_both(format_name: str) -> None:
    (source, *_) = place("toulon").sources
    answer = site("toulon").answer(source.path, {})
    url = base_of("toulon") + source.path
    parsed = normalize(
        pick(format_name, answer.body, answer.media_type).read(answer.body, Context(url=url)), SITES["toulon"]
    )
    assert {told(event) for event in occurrences(parsed)} == announced("toulon")


@pytest.mark.parametrize(("name", "source"), SOME)
def test_a_source_of_some_events_adds_none(name: str, source: DemoSource) -> None:
    found = {(start, end) for _, start, end, _ in map(told, occurrences(read(name, source)))}
    assert found
    assert found <= {(start, end) for _, start, end, _ in announced(name, TODAY - BACK)}


@pytest.mark.parametrize(("name", "source"), SPACES)
def test_the_space_is_told(name: str, source: DemoSource) -> None:
    space, known = read(name, source).space, programme(name, TODAY).space
    assert space is not None
    if source.kind == "spaceapi":
        assert (space.open_now, sum(room.surface or 0 for room in space.rooms)) == (False, 230)
    else:
        worded = {"hours": "", "accessibility": "", "message": ""}
        desks = None if source.kind == "page" else known.desks
        assert replace(space, **worded) == replace(known, **worded, desks=desks)
        assert space.hours.replace("Sa,Su", "Sa-Su") == known.hours


def test_the_hub_is_told_of_every_source_that_a_site_has() -> None:
    for found in PLACES:
        own: Site = SITES[found.id]
        assert [declared(found.id, source) for source in found.sources] == list(own.sources)
