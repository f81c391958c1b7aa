"""What the iCalendar reader does with a calendar: fields, zones, refusals, bounds, what it knows already."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import Attendance, Event, Organiser, Place, Status
from federation.errors import FormatError
from sync.formats import ics
from sync.formats.ics import FORMAT
from sync.formats.ics_parts import groups
from sync.formats.parsed import Context, Parsed
from tests.sync.calendars import HEAD, calendar, event, read

PARIS = ZoneInfo("Europe/Paris")


def only(parsed: Parsed) -> Event:
    (record,) = parsed.records
    return record.event


def codes(parsed: Parsed) -> list[str]:
    return [notice.code for notice in parsed.notices]


# what it is


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"", "text/calendar; charset=utf-8"),
        (b"BEGIN:VCALENDAR\r\n", "text/plain"),
        (b"\xef\xbb\xbfbegin:vcalendar\n", ""),
        ("BEGIN:VCALENDAR".encode("utf-16"), ""),
    ],
)
def test_a_calendar_is_known_by_its_type_or_its_beginning(body: bytes, media_type: str) -> None:
    assert FORMAT.sniff(body, media_type)


def test_other_things_are_not_calendars() -> None:
    assert not FORMAT.sniff(b"<rss></rss>", "application/rss+xml")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"<!DOCTYPE html><html>oops</html>", "html"),
        (b"\n<div>404</div>", "html"),
        (b"{}", "not-ics"),
        (b"x" * 1_000_000, "not-ics"),
    ],
)
def test_what_is_no_calendar_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(FormatError) as refused:
        FORMAT.read(body, Context())
    assert refused.value.code == code


def test_a_calendar_of_tasks_and_notes_has_no_events_and_nothing_is_told() -> None:
    others = [f"BEGIN:{name}\nUID:x\nSUMMARY:x\nEND:{name}\n" for name in ("VTODO", "VJOURNAL", "VFREEBUSY")]
    parsed = read(*others)
    assert (parsed.records, parsed.notices) == ([], [])


def test_an_empty_calendar_is_not_a_failure() -> None:
    assert read().records == []
    assert read().notices == []


# fields


def test_a_plain_event() -> None:
    found = only(read(event("LOCATION:La Cantine", "DURATION:PT2H", title="Atelier\\, ouvert ")))
    assert found == Event(
        title="Atelier, ouvert",
        start=datetime(2026, 12, 7, 18, tzinfo=PARIS),
        end=datetime(2026, 12, 7, 20, tzinfo=PARIS),
        uid="a",
        place=Place("La Cantine"),
    )


def test_no_person_is_read() -> None:
    person = "ORGANIZER;CN=quelqu.un@example.org:mailto:quelqu.un@example.org"
    guest = "ATTENDEE;CN=Une Personne:mailto:une.personne@example.org"
    parsed = read(event(person, guest))
    assert "example.org" not in repr(parsed.records)
    assert "Une Personne" not in repr(parsed.records)


def test_an_organisation_is_read_by_its_name() -> None:
    assert only(read(event('ORGANIZER;CN="Les Ateliers: Paris":mailto:x@example.org'))).organiser == Organiser(
        "Les Ateliers: Paris"
    )


@pytest.mark.parametrize("conference", ["CONFERENCE;VALUE=URI:", "X-GOOGLE-CONFERENCE:"])
def test_where_to_take_part_online(conference: str) -> None:
    assert only(read(event(f"{conference}https://visio.example/x"))).online_url == "https://visio.example/x"


def test_a_meeting_beside_a_place_makes_an_event_mixed() -> None:
    link = "X-GOOGLE-CONFERENCE:https://meet.google.com/x"
    found = [only(read(event(*lines))).attendance for lines in ((link,), (link, "LOCATION:La Cantine"))]
    assert found == [Attendance.ONLINE, Attendance.MIXED]


@pytest.mark.parametrize(
    ("organizer", "name"),
    [
        ("ORGANIZER;CN=Camille Martin:mailto:camille.martin@example.org", None),
        ("ORGANIZER;CN=Camille Martin:mailto:quelquun@gmail.com", None),
        ("ORGANIZER;CN=quelqu.un@example.org:mailto:contact@example.org", None),
        ("ORGANIZER:mailto:contact@example.org", None),
        ("ORGANIZER;CN=Fab Lab du Port:mailto:fablab.port@gmail.com", "Fab Lab du Port"),
        ("ORGANIZER;CN=Camille Martin:mailto:contact@example.org", None),
        ("ORGANIZER;CN=Silicon Sentier:mailto:contact@siliconsentier.example", "Silicon Sentier"),
        ("ORGANIZER;CN=La Cantine:mailto:abc@group.calendar.google.com", "La Cantine"),
        ("CONTACT:Association des Ateliers\\, contact@example.org", "Association des Ateliers"),
        ("CONTACT:Camille Martin\\, contact@example.org", None),
    ],
)
def test_only_organisations_organise(organizer: str, name: str | None) -> None:
    assert only(read(event(organizer))).organiser == (Organiser(name) if name else None)


@pytest.mark.parametrize(
    ("line", "leaks"),
    [
        ("ORGANIZER:mailto:une.personne@example.org", True),
        ("ORGANIZER:mailto:accueil@example.org", False),
        ("ORGANIZER:mailto:noreply@example.org", False),
        ("ORGANIZER:https://mobilizon.example/@cantine", False),
        ("ATTENDEE:mailto:accueil@example.org", True),
        ("CONTACT:Une Personne\\, 06 12 34 56 78", True),
        ("CONTACT:Mairie\\, 02 40 00 00 00", False),
    ],
)
def test_what_was_leaked_of_persons_is_told_with_its_line(line: str, leaks: bool) -> None:
    parsed = read(event(line))
    assert [(notice.code, notice.line) for notice in parsed.notices] == ([("personal-data", 9)] if leaks else [])


@pytest.mark.parametrize(("lat", "lon"), [("0", "0"), ("91", "2"), ("nan", "2"), ("inf", "inf")])
def test_impossible_places_are_left_out(lat: str, lon: str) -> None:
    assert only(read(event(f"GEO:{lat};{lon}"))).place is None


def test_cancelled_by_status_or_by_method() -> None:
    assert only(read(event("STATUS:CANCELLED"))).status is Status.CANCELLED
    assert only(read(event(), head=HEAD + "METHOD:CANCEL\n")).status is Status.CANCELLED


@pytest.mark.parametrize("klass", ["PRIVATE", "confidential"])
def test_private_events_are_not_ours(klass: str) -> None:
    parsed = read(event(f"CLASS:{klass}"))
    assert (parsed.records, codes(parsed)) == ([], ["private"])


def test_what_the_calendar_says_of_itself() -> None:
    head = HEAD + "X-WR-CALNAME:Agenda\\, Paris\nX-PUBLISHED-TTL:PT6H\nREFRESH-INTERVAL;VALUE=DURATION:PT2H\n"
    parsed = read(head=head)
    assert (parsed.title, parsed.producer, parsed.refresh_after) == (
        "Agenda, Paris",
        "-//example//FR",
        timedelta(hours=2),
    )


# zones


def test_floating_and_utc_times_are_told_in_the_zone_of_the_site() -> None:
    floating, utc = (
        only(read(event(start=start), zone="America/Toronto")) for start in (":20261207T180000", ":20261207T230000Z")
    )
    assert floating.start == utc.start == datetime(2026, 12, 7, 18, tzinfo=ZoneInfo("America/Toronto"))
    assert floating.zone == utc.zone == "America/Toronto"


def test_or_in_the_zone_that_the_calendar_states() -> None:
    assert only(read(event(start=":20261207T170000Z"), head=HEAD + "X-WR-TIMEZONE:Asia/Tokyo\n")).zone == "Asia/Tokyo"


def test_an_unknown_zone_is_read_in_that_of_the_site_and_told() -> None:
    parsed = read(event(start=";TZID=Atlantide/Capitale:20261207T180000"))
    assert only(parsed).start == datetime(2026, 12, 7, 18, tzinfo=PARIS)
    assert [(notice.code, notice.line, notice.value) for notice in parsed.notices] == [
        ("unknown-zone", 7, "Atlantide/Capitale")
    ]


@pytest.mark.parametrize(
    "tzid", ["x" * 100_000, "../../etc/passwd", "Europe", "", "\t", "Etc/GMT+99", "localtime", "/", "//Paris//"]
)
def test_any_tzid_gives_a_zone_that_can_be_loaded(tzid: str) -> None:
    assert ZoneInfo(only(read(event(start=f";TZID={tzid}:20261207T180000"))).zone)


# dates that cannot be


@pytest.mark.parametrize("start", [":99991231T235959Z", ":00010101T000000Z", ";TZID=Asia/Tokyo:00010101T000000"])
def test_years_that_cannot_be_are_lost(start: str) -> None:
    parsed = read(event(start=start), event(uid="b"))
    assert [record.key for record in parsed.records] == ["b"]
    assert [(notice.code, notice.lost) for notice in parsed.notices] == [("absurd-date", True)]


def test_a_time_with_an_offset_is_read_as_utc() -> None:
    parsed = read(event(start=":20120109T170000 +0000"))
    assert only(parsed).start == datetime(2012, 1, 9, 18, tzinfo=PARIS)
    assert codes(parsed) == ["offset-after-time"]


def test_midnight_as_24_h() -> None:
    assert only(read(event(start=":20261207T240000"))).start == datetime(2026, 12, 8, tzinfo=PARIS)


@pytest.mark.parametrize("start", [":demain", ":20260230", ":2026120７", "", ";VALUE=PERIOD:20261207T180000/PT1H"])
def test_one_broken_event_costs_no_other(start: str) -> None:
    parsed = read(event(uid="before"), event(start=start), event(uid="after"))
    assert [record.key for record in parsed.records] == ["before", "after"]
    assert any(notice.lost and notice.line == 13 for notice in parsed.notices)


def test_a_property_that_cannot_be_read_is_told_as_it_is_written() -> None:
    told = [notice for notice in read(event(start=":demain")).notices if notice.code == "property-broken"]
    assert [(notice.path, notice.value) for notice in told] == [("DTSTART", "demain")]


def test_a_line_that_is_no_property_is_left_out_and_told() -> None:
    parsed = read(event("DESCRIPTION:first line", "a second one, not folded"))
    assert only(parsed).description == "first line"
    assert [(notice.code, notice.value) for notice in parsed.notices] == [
        ("property-broken", "a second one, not folded")
    ]


# the same UID


def test_of_two_versions_the_later_one_counts_whatever_their_order() -> None:
    old, new = event("SEQUENCE:1", title="old"), event("SEQUENCE:2", title="new")
    assert only(read(old, new)).title == only(read(new, old)).title == "new"
    assert codes(read(old, new)) == ["duplicate-id"]


def test_two_dates_under_one_uid_are_both_kept() -> None:
    first, second = event(start=":20261207T180000"), event(start=":20261214T180000")
    keys = ["a", "a#2026-12-14T18:00:00+01:00"]
    assert [record.key for record in read(first, second).records] == keys
    assert [record.key for record in read(second, first).records] == keys


def test_an_exception_without_its_series_is_a_record() -> None:
    (record,) = read(event("RECURRENCE-ID;TZID=Europe/Paris:20261206T180000")).records
    assert record.recurrence is not None
    assert [item.recurrence_id for item in record.recurrence.exceptions] == [datetime(2026, 12, 6, 18, tzinfo=PARIS)]


def test_a_cancelled_exception_needs_no_dtstart() -> None:
    master = event("RRULE:FREQ=WEEKLY")
    exception = "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;TZID=Europe/Paris:20261214T180000\nSTATUS:CANCELLED\nEND:VEVENT\n"
    (record,) = read(master, exception).records
    assert record.recurrence is not None
    assert record.recurrence.exceptions[0].event.status is Status.CANCELLED


def test_in_an_all_day_series_only_the_day_of_an_exception_counts() -> None:
    master = event("RRULE:FREQ=WEEKLY", start=";VALUE=DATE:20261207")
    exception = event("RECURRENCE-ID;TZID=Asia/Tokyo:20261214T000000", start=";VALUE=DATE:20261215")
    (record,) = read(master, exception).records
    assert record.recurrence is not None
    assert record.recurrence.exceptions[0].recurrence_id == date(2026, 12, 14)


# what is known already


def known(parsed: Parsed) -> dict[str, str]:
    return {record.key: record.fingerprint for record in parsed.records}


def test_only_what_changed_is_read_again() -> None:
    before = read(event(), event(uid="b"))
    after = read(event(), event(uid="b", title="changed"), known=known(before))
    assert [record.key for record in after.records] == ["b"]
    assert after.unchanged == {"a"}


def test_a_new_dtstamp_is_no_change() -> None:
    body = calendar(event())
    before = FORMAT.read(body, Context())
    after = FORMAT.read(body.replace(b"DTSTAMP:20261101", b"DTSTAMP:20261102"), Context(known=known(before)))
    assert (after.records, after.unchanged) == ([], {"a"})


def test_nor_is_a_new_last_modified_alone() -> None:
    before = read(event("LAST-MODIFIED:20261101T080000Z"))
    assert read(event("LAST-MODIFIED:20261102T080000Z"), known=known(before)).unchanged == {"a"}


@pytest.mark.parametrize("name", ["LAST-MODIFIED", "DTSTAMP"])
def test_unless_it_decides_between_two_versions(name: str) -> None:
    old, new = f"{name}:20261001T080000Z", f"{name}:20261002T080000Z"
    x, y = (event(title=title).replace("DTSTAMP:20261101T080000Z\n", "{}\n").format for title in "xy")
    before = read(x(old), y(new))
    assert only(before).title == "y"
    assert only(read(x(new), y(old), known=known(before))).title == "x"
    assert read(x(old), y(f"{name}:20261003T080000Z"), known=known(before)).unchanged == {"a"}


def test_an_end_that_changes_is_seen_where_line_ends_are_mixed() -> None:
    whole = calendar(event(), event("LOCATION:Salle 1", uid="b"), event(uid="c"))
    start, end = whole.index(b"LOCATION"), whole.index(b"UID:c")
    mixed = whole[:start] + whole[start:end].replace(b"\r\n", b"\n") + whole[end:]
    before = FORMAT.read(mixed, Context())
    after = FORMAT.read(mixed.replace(b"Salle 1", b"Salle 12"), Context(known=known(before)))
    assert [record.key for record in after.records] == ["b"]


@pytest.mark.parametrize("line", ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=Europe/Paris:20261208T180000"])
def test_versions_that_differ_in_how_they_repeat_alone_count_whatever_their_order(line: str) -> None:
    one, other = event("RRULE:FREQ=DAILY;COUNT=2"), event("RRULE:FREQ=DAILY;COUNT=2", line)
    forth, back = read(one, other), read(other, one)
    assert forth.records == back.records
    assert read(one, other, known=known(read(one))).records == forth.records


def test_a_title_that_changes_makes_no_other_event() -> None:
    keys = [read(event(title=title)).records[0].key for title in ("ARparis #3", "Transfo : ARparis #3")]
    assert keys == ["a", "a"]


@pytest.mark.parametrize("head", [HEAD + "X-WR-TIMEZONE:Asia/Tokyo\n", HEAD + "METHOD:CANCEL\n"])
def test_another_head_changes_everything(head: str) -> None:
    assert len(read(event(), head=head, known=known(read(event()))).records) == 1


def test_so_does_another_zone_of_the_site() -> None:
    assert len(read(event(), zone="Asia/Tokyo", known=known(read(event()))).records) == 1


def test_a_changed_exception_brings_its_whole_series() -> None:
    master, exception = event("RRULE:FREQ=WEEKLY"), "RECURRENCE-ID;TZID=Europe/Paris:20261214T180000"
    before = read(master, event(exception, title="x"), event(uid="b"))
    after = read(master, event(exception, title="y"), event(uid="b"), known=known(before))
    assert ([record.key for record in after.records], after.unchanged) == (["a"], {"b"})


def test_a_uid_is_found_behind_an_alarm_and_when_it_is_folded() -> None:
    alarm = "BEGIN:VALARM\nUID:alarm\nACTION:AUDIO\nEND:VALARM\n"
    plain = event().replace("UID:a\n", "").replace("END:VEVENT", alarm + "UID:a-long\n -one\nEND:VEVENT")
    before = read(plain)
    assert [record.key for record in before.records] == ["a-long-one"]
    assert read(plain, known=known(before)).unchanged == {"a-long-one"}


ZONE_BETWEEN = "END:VEVENT\nBEGIN:VTIMEZONE\nTZID:Europe/Paris\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:b"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("END:VEVENT\nBEGIN:VEVENT\nUID:b", "END:VEVENT \nBEGIN:VEVENT\nUID:b"),
        ("END:VEVENT\nBEGIN:VEVENT\nUID:b", ZONE_BETWEEN),
        ("END:VEVENT\nBEGIN:VEVENT\nUID:b", "END:VEVENT\nX-ODD:1\nEND:VEVENT\nBEGIN:VEVENT\nUID:b"),
        ("UID:b\nDTSTAMP:20261101T080000Z", "UID:b"),
        ("UID:b\n", "UID:b\nLAST-MODIFIED:20261101T080000Z\n"),
        ("UID:a\n", "UID:a\nLAST-MODIFIED:20261101T080000Z\n"),
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_vevent_is_known_again_whatever_stands_around_it(old: str, new: str, end: bytes) -> None:
    body = calendar(event(), event(uid="b"), event(uid="c")).replace(b"\r\n", b"\n")
    assert old.encode() in body
    told = body.replace(old.encode(), new.encode()).replace(b"\n", end)
    before = FORMAT.read(told, Context())
    assert [record.key for record in before.records] == ["a", "b", "c"]
    after = FORMAT.read(told.replace(b"DTSTAMP:20261101", b"DTSTAMP:20261102"), Context(known=known(before)))
    assert (after.records, after.unchanged) == ([], {"a", "b", "c"})


def test_a_notice_of_a_later_vevent_is_told_at_its_line() -> None:
    body = calendar(event(), event("GEO:nowhere", uid="b"), event("GEO:nowhere", uid="c"))
    lines = [number for number, line in enumerate(body.splitlines(), 1) if line == b"GEO:nowhere"]
    assert [notice.line for notice in FORMAT.read(body, Context()).notices if notice.path == "GEO"] == lines


@pytest.mark.parametrize("end", ["DTEND:99991231T235959Z", "DURATION:P300000W"])
def test_an_end_in_a_year_that_cannot_be_is_left_out_and_told_as_that(end: str) -> None:
    parsed = read(event(end))
    assert (only(parsed).end, codes(parsed)) == (None, ["property-broken"])


def test_several_whole_calendars_in_one_file_are_not_cut() -> None:
    parsed = FORMAT.read(calendar(event()) + calendar(event(uid="b")), Context())
    assert (codes(parsed), parsed.cut) == (["several-calendars"], False)


@pytest.mark.parametrize("number", range(3))
def test_a_vevent_whose_lines_end_with_cr_alone_is_read_among_others(number: int) -> None:
    parts = [event(uid=uid).replace("\n", "\r\n") for uid in "abc"]
    parts[number] = parts[number].replace("\r\n", "\r")
    parsed = FORMAT.read(calendar("|").replace(b"|", "".join(parts).encode()), Context())
    assert [record.key for record in parsed.records] == ["a", "b", "c"]
    assert "line-ends" in codes(parsed)
    assert not parsed.cut


# bodies that break off


def test_a_cut_body_gives_what_came_before_the_cut() -> None:
    whole = calendar(event(), event(uid="b"))
    parsed = FORMAT.read(whole[: whole.rindex(b"SUMMARY")], Context())
    assert [record.key for record in parsed.records] == ["a"]
    assert codes(parsed) == ["truncated", "cut-off"]
    assert all(notice.lost for notice in parsed.notices)


@pytest.mark.parametrize("cut", range(20, 310, 7))
def test_any_cut_is_survived_and_told(cut: int) -> None:
    parsed = FORMAT.read(calendar(event("RRULE:FREQ=DAILY"), event(uid="b"))[:cut], Context())
    assert "cut-off" in codes(parsed)
    assert parsed.cut


def test_a_calendar_after_one_that_was_cut_is_read_by_its_own_head() -> None:
    cut, whole = (
        calendar(event()),
        calendar(event(uid="b", start=":20261207T180000"), head="X-WR-TIMEZONE:Asia/Tokyo\n"),
    )
    parsed = FORMAT.read(cut[: cut.index(b"SUMMARY")] + b"\r\n" + whole, Context())
    assert [(record.key, record.event.zone) for record in parsed.records] == [("b", "Asia/Tokyo")]


@pytest.mark.parametrize(
    "body",
    [
        b"\nBEGIN:VEVENT\nEND:VEVENT\n" + calendar(event()),
        b"\nBEGIN:VEVENT\nUID:BEGIN:VCALENDAR\nEND:VEVENT\n",
        b"\nBEGIN:VEVENT\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n",
    ],
)
def test_an_event_outside_of_any_calendar_is_no_disaster(body: bytes) -> None:
    assert FORMAT.read(body, Context()).notices


# bounds


def test_of_too_many_events_those_that_begin_latest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "MOST_RECORDS", 2)
    events = [event(uid=str(day), start=f":202612{day:02}T180000") for day in (3, 9, 1, 5)]
    parsed = read(*events, event("RRULE:FREQ=WEEKLY", uid="weekly", start=":20200101T180000"))
    assert {record.key for record in parsed.records} == {"weekly", "9"}
    assert [(notice.code, notice.value, notice.lost) for notice in parsed.notices] == [("too-many-events", "5", True)]


@pytest.mark.parametrize("name", ["EXDATE", "RDATE"])
def test_too_many_dates_of_one_event_are_told_as_dates(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(groups, "MOST_DATES", 2)
    dates = [f"{name};TZID=Europe/Paris:202612{day:02}T180000" for day in (8, 9, 10)]
    (notice,) = read(event("RRULE:FREQ=DAILY;COUNT=9", *dates)).notices
    assert (notice.code, notice.path, notice.value, notice.lost) == ("too-many-dates", name, "3", True)


def test_what_the_library_must_read_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "MOST_ODD", 1)
    parsed = read(event(start=":demain"), event(start=":demain", uid="b"), event(uid="c"))
    assert [record.key for record in parsed.records] == ["c"]
    assert "component-broken" in codes(parsed)


def test_long_texts_are_cut() -> None:
    parsed = read(event("DESCRIPTION:" + "é" * 1_000_000))
    assert len(only(parsed).description) == 100_000
    assert codes(parsed) == ["long-lines", "too-long"]


def test_control_characters_are_no_text() -> None:
    parsed = read(event(title="a\0b\x08c"))
    assert only(parsed).title == "abc"
    assert codes(parsed) == ["nul-bytes"]


@pytest.mark.parametrize(
    "body",
    [
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 100_000,
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 100_000,
        calendar("BEGIN:VEVENT\n" + "BEGIN:X\n" * 100_000 + "END:VEVENT\n"),
        calendar(event("DESCRIPTION:" + "\\" * 3_000_000)),
        calendar(event("CATEGORIES:" + "x\\,," * 1_000_000)),
        calendar(event("EXDATE:" + "20261207T180000," * 200_000, "RRULE:FREQ=DAILY")),
        calendar(event("X:" + "a\n " * 500_000)),
        calendar(event('ORGANIZER;CN="' + 'x";"' * 500_000)),
        calendar(*(event("DURATION:soon\n" + "X-A:1\n" * 25_000, uid=str(number)) for number in range(40))),
    ],
    ids=["begins", "head", "nested", "backslashes", "categories", "exdates", "folds", "quotes", "odd"],
)
def test_monsters_are_read_in_no_time(body: bytes) -> None:
    began = time.process_time()
    FORMAT.read(body, Context())
    assert time.process_time() - began < 5  # well below a second; what is quadratic takes minutes


def test_a_hostile_zone_is_left_unexplained() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
    parsed = read(zone + "RRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n", event(start=";TZID=X:20261207T180000"))
    assert only(parsed).start == datetime(2026, 12, 7, 17, tzinfo=UTC)
    assert codes(parsed) == ["unknown-zone"]


PART = "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0537\nTZOFFSETTO:+0537\n"


@pytest.mark.parametrize(
    "parts",
    [
        [PART + "END:STANDARD\n"],
        ["BEGIN:STANDARD\nEND:X\n" * 2_000],
        [PART + f"RRULE:FREQ=DAILY;BYHOUR={hour},12\nEND:STANDARD\n" for hour in range(12)] * 4,
        [PART + f"RRULE:FREQ=YEARLY;BYYEARDAY={','.join(map(str, range(1, 367)))}\nEND:STANDARD\n"] * 50,
    ],
    ids=["no such offset", "never closed", "every hour", "every day"],
)
def test_hostile_zones_cost_little_however_many_they_are(parts: list[str]) -> None:
    zones = [f"BEGIN:VTIMEZONE\nTZID:Z{number}\n{''.join(parts)}END:VTIMEZONE\n" for number in range(100)]
    events = [
        event(uid=f"{number} {year}", start=f";TZID=Z{number}:{year}1207T180000")
        for number in range(0, 100, 4)
        for year in range(1980, 2030)
    ]
    began = time.process_time()
    parsed = read(*zones, *events)
    assert time.process_time() - began < 5  # without bounds: minutes
    assert len(parsed.records) == len(events)
