"""Whatever a source writes, in whatever field, each output can be read back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from federation.domain.entry import Entry, Host
from federation.domain.event import Attendance, Event, Image, Moment, Organiser, Place, Price, Status
from federation.publish.ics import ics
from federation.publish.jsonfeed import jsonfeed
from federation.publish.rss_atom import atom, rss
from federation.publish.vevent import VeventMemo
from tests.publish.entries import FEED, SEEN

# Surrogates too: JSON from a source may hold lone ones.
ANY = st.text(max_size=40) | st.text(alphabet="\r\n\x00\x0b\x85\u2028\ud800\udfff<>&\"';,:\\]@☕ a", max_size=40)
URL = ANY | st.builds("https://x.example/{}".format, ANY)
ZONES = st.sampled_from(["Europe/Paris", "UTC", "Indian/Reunion", "America/New_York", "Etc/UTC", "Asia/Kolkata"])
PLACES = st.builds(Place, ANY, ANY, ANY, ANY, st.none() | st.floats(), st.none() | st.floats())
PRICES = st.builds(Price, free=st.none() | st.booleans(), amount=st.none() | st.decimals(), currency=ANY, text=ANY)


@st.composite
def moments(draw: st.DrawFn, zone: str) -> tuple[Moment, Moment | None]:
    """A start and perhaps an end, of one kind."""
    start: Moment
    if draw(st.booleans()):
        start = draw(st.dates(date(1970, 1, 2), date(9998, 1, 1)))
    else:
        start = draw(st.datetimes(datetime(1970, 1, 2), datetime(9998, 1, 1))).replace(tzinfo=ZoneInfo(zone))
    return start, draw(st.none() | st.just(start + timedelta(days=draw(st.integers(0, 40)))))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry with anything in it."""
    zone = draw(ZONES)
    start, end = draw(moments(zone))
    event = Event(
        title=draw(ANY),
        start=start,
        end=end,
        zone=zone,
        url=draw(URL),
        description=draw(ANY),
        status=draw(st.sampled_from(Status)),
        attendance=draw(st.none() | st.sampled_from(Attendance)),
        place=draw(st.none() | PLACES),
        online_url=draw(URL),
        categories=tuple(draw(st.lists(ANY, max_size=3))),
        audience=tuple(draw(st.lists(ANY, max_size=2))),
        language=draw(ANY),
        price=draw(st.none() | PRICES),
        registration_url=draw(URL),
        accessibility=tuple(draw(st.lists(ANY | st.just("mi"), max_size=2))),
        organiser=draw(st.none() | st.builds(Organiser, ANY, URL)),
        image=draw(st.none() | st.builds(Image, URL, ANY, ANY)),
        licence=draw(ANY),
    )
    host = Host(id="x", name=draw(ANY), city=draw(ANY), zone=zone)
    return Entry(id="aaaaaaaaaaaaa", event=event, host=host, first_seen_at=SEEN, changed_at=SEEN)


LENIENT = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])


@LENIENT
@given(entries(), ANY, st.sampled_from(["fr", "en"]))
def test_every_output_of_any_entry_can_be_read(entry: Entry, text: str, language: str) -> None:
    feed = replace(FEED, title=text, about=text, contact=text, licence=text, language=language)
    assert len(etree.fromstring(rss(feed, [entry])).findall("./channel/item")) == 1
    assert len(etree.fromstring(atom(feed, [entry])).findall("{*}entry")) == 1
    assert len(json.loads(jsonfeed(feed, [entry]))["items"]) == 1
    _check_calendar(ics(feed, [entry], VeventMemo()))


def _check_calendar(data: bytes) -> None:
    data.decode("utf-8")
    folded = data.split(b"\r\n")
    assert all(len(line) <= 75 and not set(line) & {0x0A, 0x0D} for line in folded)
    for line in data.replace(b"\r\n ", b"").removesuffix(b"\r\n").split(b"\r\n"):
        assert re.match(rb"[A-Z-]+[;:]", line)
    calendar = Calendar.from_ical(data)
    assert [part.name for part in calendar.subcomponents if part.name != "VTIMEZONE"] == ["VEVENT"]
    assert not any(part.errors for part in calendar.walk())
    assert calendar.get_missing_tzids() == set()
