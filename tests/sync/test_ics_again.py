"""A calendar read again beside what is known gives what reading it anew gives: nothing lost, hidden or stale."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from federation.domain import payload
from federation.domain.event import Record
from federation.errors import FormatError
from sync.formats.ics import FORMAT
from sync.formats.parsed import Context, Parsed
from tests.sync.outcomes import CORPUS

UPDATED = re.compile(r',?"updated":"[^"]*"')
CALENDARS = sorted(path for path in (CORPUS / "ics").rglob("*.ics") if path.stat().st_size < 8_000)
STAMPED = re.compile(r"(DTSTAMP|LAST-MODIFIED):2\d{7}")
EDITS: list[Callable[[str], str]] = [
    lambda part: part,
    lambda part: part.replace("SUMMARY:T", "SUMMARY:TU"),
    *(partial(STAMPED.sub, rf"\1:2026110{day}") for day in (1, 3, 5)),
]
STAMPS = [f"2026110{day}T080000Z" for day in range(1, 5)]

_odd_lines = st.sampled_from(
    [
        *("SEQUENCE:1", "SEQUENCE:2", "RRULE:FREQ=WEEKLY;COUNT=3", "RECURRENCE-ID:20261214T180000", "CLASS:PRIVATE"),
        *("BEGIN:VALARM\nUID:z\nDTSTAMP:20261107T080000Z\nEND:VALARM", "DTSTAMP:20261109T080000Z", "LOCATION:\xff"),
        *("DESCRIPTION;ENCODING=QUOTED-PRINTABLE:=C3=A9=\nfoo", "URL:https://lieu.example/a", "X-B:\nBEGIN:VCALENDAR"),
    ]
)
_ends = st.sampled_from(
    [
        *(["END:VEVENT"] * 6 + ["END:VEVENT ", "END:VEVENT odd", "end:vevent", "X-CUT:1"]),
        *("END:VEVENT\nX-ODD:1\nEND:VEVENT", "END:VEVENT\nBEGIN:VTODO\nEND:VTODO"),
        "END:VEVENT\nEND:VCALENDAR\nBEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Tokyo",
    ]
)


@st.composite
def _vevents(draw: st.DrawFn) -> str:
    said = [
        draw(st.sampled_from(["", *(["UID:a"] * 5), "UID:b", "uid:a", "UID:a\\,b", "UID:a,b", "UID:fol\n ded"])),
        draw(st.sampled_from(["", *(f"DTSTAMP:{stamp}" for stamp in STAMPS)])),
        draw(st.sampled_from(["", "", *(f"LAST-MODIFIED:{stamp}" for stamp in STAMPS)])),
        draw(st.sampled_from(["DTSTART:20261207T180000"] * 3 + ["DTSTART:20261207T190000", "DTSTART:odd"])),
        draw(st.sampled_from(["SUMMARY:T", "SUMMARY:T", "SUMMARY:é"])),
    ]
    last, end = "END:VEVENT", "\r\n"
    if draw(st.booleans()):
        said = draw(st.permutations([*said, draw(_odd_lines)]))
        last, end = draw(_ends), draw(st.sampled_from(["\r\n", "\n"]))
    return "\n".join(["BEGIN:VEVENT", *filter(None, said), last, ""]).replace("\n", end)


@dataclass
class Sent:
    """What is sent first, and what later."""

    first: bytes
    later: bytes


@st.composite
def _edits(draw: st.DrawFn, parts: list[str]) -> list[str]:
    """The parts in another order, some left out, told twice, new, with other words or renewed."""
    later = draw(st.permutations(parts)) if draw(st.booleans()) else list(parts)
    if later and draw(st.booleans()):
        del later[draw(st.integers(0, len(later) - 1))]
    if draw(st.booleans()):
        later.insert(draw(st.integers(0, len(later))), draw(st.one_of(_vevents(), st.sampled_from(parts))))
    if later:
        place = draw(st.integers(0, len(later) - 1))
        later[place] = draw(st.sampled_from(EDITS))(later[place])
    return later


@st.composite
def _generated(draw: st.DrawFn) -> Sent:
    parts = draw(st.lists(_vevents(), min_size=1, max_size=4))
    around = draw(st.sampled_from(["BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", "{}"]))
    first, later = (around.format("".join(told)) for told in (parts, draw(_edits(parts))))
    charset = draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "cp1252"]))
    cut = draw(st.one_of(st.none(), st.integers(0, len(later))))
    return Sent(first.encode(charset), later.encode(charset)[:cut])


@st.composite
def _real(draw: st.DrawFn) -> Sent:
    body = draw(st.sampled_from(CALENDARS)).read_bytes()
    head, *parts = re.split(r"(?=BEGIN:VEVENT)", body.decode("latin-1"))
    later = head + "".join(draw(_edits(parts)) if parts else "")
    cut = draw(st.one_of(st.none(), st.integers(0, len(later))))
    return Sent(body, later[:cut].encode("latin-1", "replace"))


def _read(body: bytes, known: dict[str, str] | None = None) -> Parsed | str:
    try:
        return FORMAT.read(body, Context(known=known or {}))
    except FormatError as error:
        return error.code


def _told(record: Record) -> str:
    """A record but for when it was changed, which by itself is no change."""
    return UPDATED.sub("", payload.dump(record))


@settings(max_examples=125)
@given(st.one_of(_generated(), _generated(), _real()))
def test_reading_again_gives_what_reading_anew_gives(sent: Sent) -> None:
    before, anew = _read(sent.first), _read(sent.later)
    was = {} if isinstance(before, str) else {record.key: record for record in before.records}
    prints = {key: record.fingerprint for key, record in was.items()}
    again = _read(sent.later, prints)
    if isinstance(again, str) or isinstance(anew, str):
        assert again == anew
        return
    now = {record.key: record for record in anew.records}
    assert {record.key: record for record in again.records} == {
        key: record for key, record in now.items() if record.fingerprint != prints.get(key)
    }
    assert again.unchanged == {key for key, record in now.items() if record.fingerprint == prints.get(key)}
    assert all(_told(now[key]) == _told(was[key]) for key in again.unchanged)
    assert anew.unreadable - now.keys() <= again.unreadable
    assert {notice for notice in again.notices if notice.lost} <= {notice for notice in anew.notices if notice.lost}
    assert again.cut == anew.cut
