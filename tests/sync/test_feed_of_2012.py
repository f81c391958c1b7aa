"""The feed that the first cantine published in January 2012, defect by defect: each is repaired, told, and proven.

That events which are over leave the feed, as it shows upcoming ones only, is proven in `test_landing`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import Event, Organiser, Place
from federation.domain.site import Location
from sync.formats.parsed import Parsed
from sync.normalize import normalize
from tests.sync.calendars import HEAD, event, read
from tests.sync.outcomes import SITE

PARIS = ZoneInfo("Europe/Paris")
SPOT = Location("La Cantine", "151 rue Montmartre", "75002", "Paris")
CANTINE = replace(SITE, name="La Cantine par Silicon Sentier", location=SPOT)
PAGE = "http://cantine.example/events/nsfo-2012"
RUBY = "METHOD:PUBLISH\nVERSION:2.0\nCALSCALE:GREGORIAN\nPRODID:iCalendar-Ruby\n"
SETTING_UP = ":20120109T170000 +0000"


def feed(*lines: str, start: str = SETTING_UP, title: str = "Transfo", uid: str = PAGE) -> Parsed:
    """A calendar of one event, as it was written then, read and made safe for the site."""
    written = event(*lines, start=start, title=title, uid=uid).replace("20261101T080000Z", "20120105T194533")
    return normalize(read(written, head=RUBY), CANTINE)


def one(parsed: Parsed) -> Event:
    (record,) = parsed.records
    return record.event


def told(parsed: Parsed) -> set[str]:
    return {notice.code for notice in parsed.notices}


@pytest.mark.parametrize(
    ("start", "hour"),
    [(SETTING_UP, 18), (":20120709T170000 +0000", 19), (":20120109T170000 +0100", 17), (":20120109T170000+0000", 18)],
)
def test_1_an_offset_after_a_time(start: str, hour: int) -> None:
    parsed = feed("LAST-MODIFIED:20120104T100000 +0100", start=start)
    assert one(parsed).start.astimezone(PARIS).hour == hour  # type: ignore[attr-defined]
    assert one(parsed).updated == datetime(2012, 1, 4, 9, tzinfo=UTC)
    assert "offset-after-time" in told(parsed)


def test_2_a_stamp_without_its_z_and_a_sequence_that_never_moves() -> None:
    parsed = feed("SEQUENCE:0")
    assert (one(parsed).status.value, one(parsed).sequence) == ("scheduled", 0)
    assert "stamp-not-utc" in told(parsed)


@pytest.mark.parametrize("name", ["La Cantine par Silicon Sentier", "La Cantine", "LA CANTINE"])
def test_3_a_place_that_is_only_the_sites_name(name: str) -> None:
    home = Place("La Cantine", "151 rue Montmartre", "75002", "Paris")
    assert one(feed(f"LOCATION:{name}")).place == home


def test_4_a_uid_that_is_a_page_stays_when_the_title_changes() -> None:
    before, after = feed(title="NSFO 2012"), feed(title="Transfo : la journée")
    assert before.records[0].key == after.records[0].key == PAGE
    assert one(after).url == PAGE
    assert "uid-is-link" in told(after)


def test_5_lines_folded_too_late_and_within_words_breaks_and_blanks() -> None:
    text = "DESCRIPTION:" + "Une soirée pour parler de l’entreprise et de la ville de dem"
    parsed = feed(text + "\n ain.\\nEt des tran\n sports", title="Transfo ")
    assert one(parsed).title == "Transfo"
    assert one(parsed).description == f"<p>{text[12:]}ain.<br>Et des transports</p>"
    assert told(parsed) >= {"trailing-blanks"}
    assert "long-lines" in told(feed("DESCRIPTION:" + "x" * 64 + "\n y"))


def test_6_hours_in_the_text_that_are_not_those_of_the_event() -> None:
    parsed = feed("DTEND:20120109T220000 +0000", "DESCRIPTION:Rendez-vous de 19H à 23H.")
    assert one(parsed).start.astimezone(PARIS).hour == 18  # type: ignore[attr-defined]
    assert "hours-differ" in told(parsed)


def test_7_the_registration_in_a_comment_or_lost() -> None:
    assert one(feed("COMMENT:Inscription : http://x.example/1")).registration_url == "http://x.example/1"
    for name in ("DESCRIPTION", "COMMENT"):
        assert "registration-lost" in told(feed(f"{name}:>>>Pour vous inscrire\\, cliquez ici"))


def test_8_titles_in_series_are_events_of_their_own() -> None:
    titles = ['Mobile Monday#52 : "NFC"', "ARparis #3", "ARparis #4"]
    some = [event(start=SETTING_UP, title=title, uid=f"{PAGE}-{number}") for number, title in enumerate(titles)]
    records = normalize(read(*some), CANTINE).records
    assert [record.event.title for record in records] == titles
    assert len({record.key for record in records}) == 3


def test_9_a_component_without_its_end_is_skipped_and_told() -> None:
    cut = event(uid="cut").replace("END:VEVENT\n", "")
    parsed = read(event(uid="before"), cut, event(uid="after"))
    assert [record.key for record in parsed.records] == ["before", "after"]
    assert [(notice.code, notice.line, notice.lost) for notice in parsed.notices] == [("truncated", 10, True)]


def test_10_guests_a_percent_in_a_mailbox_a_map_for_a_place_a_town_in_the_title() -> None:
    persons = "ORGANIZER;CN=Ch’ti JUG:mailto:une.personne%jug@example.org", "ATTENDEE:mailto:autre@example.org"
    parsed = feed(*persons, "LOCATION:https://maps.google.com/maps?q=Espace+Rouge\\,+59000+Lille", title="[Lille] JUG")
    assert (one(parsed).place, one(parsed).organiser) == (
        Place("", "Espace Rouge", "59000", "Lille"),
        Organiser("Ch’ti JUG"),
    )
    assert told(parsed) >= {"personal-data", "place-is-link"}
    assert "@" not in repr(one(parsed))
    assert one(feed(title="[Lille] JUG")).place == Place(city="Lille")


def test_the_defects_are_told_once_and_a_calendar_without_them_tells_none() -> None:
    both = [event(start=SETTING_UP, uid=uid) for uid in "ab"]
    assert [notice.code for notice in read(*both, head=HEAD).notices] == ["offset-after-time"]
    assert read(event(), head=HEAD).notices == []
