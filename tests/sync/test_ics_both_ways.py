"""The plain pass and the library give equal records for any VEVENT that both accept."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.formats.ics_parts.calendar import read_head
from sync.formats.ics_parts.groups import read_group
from sync.formats.ics_parts.library import read_library
from sync.formats.ics_parts.plain import read_plain
from sync.formats.ics_parts.properties import Odd
from sync.formats.ics_parts.text import unfold

HEAD = read_head(b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "Europe/Paris")
ZONES = ["", ";TZID=Europe/Paris", ";TZID=America/New_York", ';TZID="Romance Standard Time"', ";TZID=Nowhere/There"]

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60)
_escaped = _texts.map(lambda text: text.translate(_ESCAPES))
_dates = st.dates(date(1971, 1, 1), date(2190, 1, 1)).map(lambda on: f"{on:%Y%m%d}".zfill(8))
_times = st.datetimes(datetime(1971, 1, 1), datetime(2190, 1, 1)).map(lambda at: f"{at:%Y%m%dT%H%M%S}")
_stamps = st.one_of(
    _dates.map(lambda text: f";VALUE=DATE:{text}"),
    _times.map(lambda text: f":{text}Z"),
    st.tuples(st.sampled_from(ZONES), _times).map(":".join),
)
_durations = st.sampled_from(["P1D", "PT2H", "P1W", "P1DT2H30M", "-PT1H", "PT0S", "P2DT3H4M5S"])
_rules = st.sampled_from(
    ["FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=3", "FREQ=DAILY;UNTIL=20301231T120000Z", "freq=yearly;bymonth=2"]
)
_lines = st.one_of(
    st.tuples(st.sampled_from(["SUMMARY:", "DESCRIPTION:", "LOCATION:", "COMMENT:", "X-ODD:"]), _escaped).map("".join),
    st.tuples(st.just("X-ALT-DESC;FMTTYPE=text/html:"), _escaped).map("".join),
    st.lists(_escaped, min_size=1, max_size=3).map(lambda names: "CATEGORIES:" + ",".join(names)),
    _stamps.map("DTEND{}".format),
    _stamps.map("RECURRENCE-ID{}".format),
    st.lists(_times, min_size=1, max_size=3).map(lambda times: "EXDATE;TZID=Europe/Paris:" + ",".join(times)),
    st.lists(_dates, min_size=1, max_size=3).map(lambda dates: "RDATE;VALUE=DATE:" + ",".join(dates)),
    st.tuples(_times, _durations).map(lambda pair: "RDATE;VALUE=PERIOD:" + "/".join(pair)),
    _durations.map("DURATION:{}".format),
    _rules.map("RRULE:{}".format),
    _rules.map("EXRULE:{}".format),
    st.integers(0, 2**31 - 1).map("SEQUENCE:{}".format),
    st.sampled_from(["STATUS:CANCELLED", "STATUS:TENTATIVE", "STATUS:odd", "CLASS:PRIVATE", "CLASS:PUBLIC"]),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)).map(lambda geo: f"GEO:{geo[0]:.5f};{geo[1]:.5f}"),
    st.sampled_from(["URL:https://example.org/a?b=c;d,e", "URL;VALUE=URI:mailto:x@example.org", "URL:"]),
    st.sampled_from(['ORGANIZER;CN="A: B, C":mailto:x@example.org', "ORGANIZER;CN=x@example.org:mailto:x@example.org"]),
    st.sampled_from(
        ["ATTACH;FMTTYPE=image/png:https://example.org/a.png", "IMAGE;VALUE=URI:https://example.org/b.png"]
    ),
    st.sampled_from(["CONFERENCE;VALUE=URI:https://visio.example/a", "X-GOOGLE-CONFERENCE:https://visio.example/b"]),
    st.sampled_from(
        [
            "ORGANIZER;CN=Une Personne:mailto:une.personne%x@example.org",
            "ATTENDEE;CN=^'Une^' Personne:mailto:une.personne@example.org",
            "CONTACT:Association des Ateliers\\, contact@example.org",
            "CONTACT:Une Personne\\, 06 12 34 56 78",
            "COMMENT:Inscription : https://billets.example/a\\,b",
            "LINK;LINKREL=SOURCE;VALUE=URI:https://example.org/a,b",
            "RELATED-TO;VALUE=URI:https://example.org/c",
            "RELATED-TO:other@example.org",
            "X-SOURCE-URLS:https://example.org/a,https://example.org/b",
            "STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p>a\\, b</p>",
            'DESCRIPTION;ALTREP="data:text/html,%3Cp%3Ea%3C/p%3E":a',
            "IMAGE;VALUE=URI;DISPLAY=FULLSIZE,BADGE:https://example.org/c.png",
            "LOCATION:https://maps.google.com/?q=48.5\\,2.5",
            "LOCATION:En ligne",
            "GEO:48.5,2.5",
            "STATUS:CANCELED",
            "DTEND;VALUE=DATE:20261207T190000",
            "DTEND;TZID=Asia/Tokyo:20261207T190000Z",
        ]
    ),
    st.sampled_from(
        [
            'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="1 rue A\\\\n44000 Nantes";X-TITLE="A, b":geo:47.2,-1.5',
            'STRUCTURED-DATA;VALUE=TEXT;FMTTYPE="application/ld+json":{"name":"A"\\,"address":"1 rue A"}',
            "BEGIN:VLOCATION\nNAME:A\\, b\nGEO:48.5;2.5\nDESCRIPTION:c\nEND:VLOCATION",
            "BEGIN:PARTICIPANT\nNAME:A\nBEGIN:VLOCATION\nNAME:chez lui\nEND:VLOCATION\nEND:PARTICIPANT",
        ]
    ),
    st.just("no colon here"),
    st.just("BEGIN:VALARM\nUID:alarm\nTRIGGER:-PT5M\nDESCRIPTION:soon\nEND:VALARM"),
)


def _folded(text: str, size: int) -> str:
    return "\r\n".join(
        "\r\n ".join(line[at : at + size] for at in range(0, max(len(line), 1), size)) for line in text.split("\n")
    )


@given(_stamps, st.lists(_lines, max_size=8), st.integers(20, 80))
def test_any_vevent_is_read_alike(start: str, lines: list[str], size: int) -> None:
    block = _folded("\n".join(["", "UID:a", f"DTSTART{start}", *lines]), size).encode()
    try:
        plain = read_plain(unfold(block), 1)
    except Odd:
        return
    library = read_library(unfold(block), 1)
    assert library is not None
    assert read_group([(plain, HEAD)], "").records == read_group([(library, HEAD)], "").records


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART;VALUE=PERIOD:20261207T180000/PT1H",
        "DTEND:soon",
        "DURATION:a while",
        "SEQUENCE:-1",
        "GEO:here",
        "RDATE:20261207T180000/never",
        "EXDATE:then",
        "ORGANIZER;CN:mailto:x@example.org",
        "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:=C3=A9",
        'SUMMARY;X="unclosed:T',
    ],
)
def test_what_the_plain_pass_does_not_understand_it_refuses(line: str) -> None:
    with pytest.raises(Odd):
        read_plain(f"\nUID:a\n{line}", 1)


@pytest.mark.parametrize("text", ["", "\n\n", "\n:", "\n" + "\ufffd" * 100, "\nEND:VEVENT\nEND:VEVENT", "\n;" * 50])
def test_the_library_gives_something_or_nothing_but_no_exception(text: str) -> None:
    found = read_library(text, 1)
    assert found is None or found.start is None


@pytest.mark.parametrize(
    "line",
    [
        "X-ODD;TZID=Europe:20261207T180000",  # a folder of the zones' files
        "RRULE:FREQ=DAILY;UNTIL=120000",
        "DURATION:P999999999999999999W",
        "RDATE:083000",
        "EXDATE;VALUE=DATE:",
    ],
)
def test_what_the_library_stumbles_over_costs_that_line_at_most(line: str) -> None:
    found = read_library(f"\nUID:a\nDTSTART:20261207T180000\n{line}", 1)
    assert found is None or found.start is not None
