"""The register of repairs: each defect that producers of feeds are known for, by name, and what the hub does about it.

A repair is made only where its defect is seen, never because of who wrote the document. Formats make the repair, in
pure functions of their own, and tell it with `Quirk.notice`. To add one: a line here, its sample
`tests/corpus/quirks/NAME.*` with the expected result beside, words for its code in `federation/domain/reasons`, and
a row in `docs/formats.md`; `tests/sync/test_quirks.py` holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from federation.domain.event import Notice


class Once(StrEnum):
    """How often a repair is worth telling: what software does everywhere is told once, what somebody wrote, always."""

    DOCUMENT = "document"
    VALUE = "value"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Quirk:
    """One defect. `producer` is the software it was seen in, `defect` and `repair` are one sentence each.

    `code` is that of the Notice which tells of the repair; quirks that call for the same words share one.
    """

    name: str
    producer: str
    defect: str
    repair: str
    code: str
    once: Once

    def notice(self, line: int | None = None, path: str = "", value: str = "", *, lost: bool = False) -> Notice:
        """The Notice that this repair was made, at a line or path, on the value seen."""
        return Notice(self.code, line, path, value[:200], lost)


_register: dict[str, Quirk] = {}
REGISTER: Mapping[str, Quirk] = _register
"""Every quirk, by name."""


def _quirk(name: str, producer: str, defect: str, repair: str, code: str = "", once: Once = Once.EVENT) -> Quirk:
    _register[name] = quirk = Quirk(name, producer, defect, repair, code or name, once)
    return quirk


def told_once(notices: Iterable[Notice]) -> list[Notice]:
    """The notices, given by line, without those that only say again what the document's first one said."""
    often = {quirk.code: quirk.once for quirk in _register.values()}
    seen: set[tuple[str, str]] = set()
    kept = []
    for notice in notices:
        once = often.get(notice.code, Once.EVENT)
        if once is not Once.EVENT and not notice.lost:
            said = notice.code, notice.value if once is Once.VALUE else ""
            if said in seen:
                continue
            seen.add(said)
        kept.append(notice)
    return kept


# fmt: off
# dates and times
OFFSET_AFTER_TIME = _quirk(
    "offset-after-time", "the Ruby icalendar gem (2012)",
    "A date-time is followed by its offset: `20120109T170000 +0000`.",
    "Reads it as the moment that time and offset say.", once=Once.DOCUMENT)
LOOSE_DATE = _quirk(
    "loose-date", "hand-made exports", "A date is written as ISO 8601 or by hand: `2026-12-07 18:00`, `T240000`.",
    "Reads it as what can only be meant.", "date-repaired")
VALUE_KIND = _quirk(
    "value-kind", "hand-made exports", "VALUE=DATE-TIME stands before a date, or VALUE=DATE before a time.",
    "Believes the value.", once=Once.DOCUMENT)
UTC_WITH_ZONE = _quirk(
    "utc-with-zone", "PHP exports", "A time in UTC (`…Z`) also names a zone: `TZID=Europe/Paris:20261207T170000Z`.",
    "Believes the Z, as RFC 5545 §3.3.5, Apple, Outlook and Thunderbird do; tells and repeats it in the zone named.",
    once=Once.DOCUMENT)
SERIES_IN_UTC = _quirk(
    "series-in-utc", "Google Calendar exports", "A series begins in UTC in a calendar that states its own zone.",
    "Repeats it by the clock of the stated zone.", once=Once.DOCUMENT)
TWO_STARTS = _quirk(
    "two-starts", "hand-edited calendars", "An event has two DTSTART, or another property that stands once.",
    "Takes the first.", "property-twice")
EMPTY_START = _quirk(
    "empty-start", "WordPress plugins, for drafts", "DTSTART is empty, missing or unreadable.",
    "Leaves the event out, keeps the others.", "start-missing")
END_AND_DURATION = _quirk(
    "end-and-duration", "hand-made exports", "An event has both DTEND and DURATION.", "Takes the end.")
NEGATIVE_LENGTH = _quirk(
    "negative-length", "several", "DTEND comes before DTSTART, or DURATION is negative.",
    "Publishes the event without an end.", "end-before-start")
END_OF_OTHER_KIND = _quirk(
    "end-of-other-kind", "several", "DTSTART is a date and DTEND a time, or the other way round.",
    "Reads the end as the start is written.", "end-kind")
END_IS_START = _quirk(
    "end-is-start", "several", "DTEND of an all-day event is its DTSTART, though the end is exclusive.",
    "Reads it as that one day.", once=Once.DOCUMENT)
INCLUSIVE_END = _quirk(
    "inclusive-end", "several", "DTEND of an all-day event is its last day, as its own text proves.",
    "Adds the day; without such a proof DTEND is believed.")

# zones
WINDOWS_ZONE = _quirk(
    "windows-zone", "Outlook, Exchange", "TZID is a Windows name without a VTIMEZONE: `Romance Standard Time`.",
    "Reads it as the IANA zone that Unicode CLDR gives.", "zone-by-other-name", Once.VALUE)
DISPLAYED_ZONE = _quirk(
    "displayed-zone", "Outlook, Exchange", "TZID is what people read: `(UTC) Coordinated Universal Time`.",
    "Reads it as the zone Windows shows so, else that of the first place or the offset.", "zone-by-other-name",
    Once.VALUE)
LOWER_CASE_ZONE = _quirk(
    "lower-case-zone", "hand-made exports", "TZID is an IANA name in another case or behind a path: `europe/paris`.",
    "Reads it as that zone.", "zone-by-other-name", Once.VALUE)
COLON_IN_ZONE = _quirk(
    "colon-in-zone", "Outlook, Exchange", "A TZID with a colon is not quoted: `TZID=tzone://Microsoft/Utc`.",
    "Takes all that stands before the date for the TZID.", "zone-unquoted", Once.VALUE)
ZONE_DISAGREES = _quirk(
    "zone-disagrees", "WordPress plugins", "A VTIMEZONE has offsets that the zone it is named for never had.",
    "Believes the name, as Google, Evolution and Thunderbird do; offsets explain a name that nobody knows.",
    once=Once.VALUE)

# identity
NO_UID = _quirk(
    "no-uid", "hand-made exports", "An event has no UID.", "Knows it by its link, else by title and start.",
    "uid-missing", Once.DOCUMENT)
REQUIRED_MISSING = _quirk(
    "required-missing", "hand-made exports", "DTSTAMP, PRODID or VERSION is missing.", "Does without.",
    once=Once.VALUE)
STAMP_NOT_UTC = _quirk(
    "stamp-not-utc", "the Ruby icalendar gem (2012)", "DTSTAMP is no time in UTC: `20120105T194533`.",
    "Uses it only to order versions of one event.", once=Once.DOCUMENT)
UID_IS_LINK = _quirk(
    "uid-is-link", "the Ruby icalendar gem (2012)", "UID is the address of the event's page, and URL is missing.",
    "Takes it as the link too.", once=Once.DOCUMENT)
SERIES_IN_PARTS = _quirk(
    "series-in-parts", "Google Calendar",
    "A series changed from a date on goes on under a new UID: `…_R20121109T170000@…`.",
    "Keeps each part as a series of its own; the first ends where the next begins.", once=Once.DOCUMENT)

# text
NEEDLESS_ESCAPES = _quirk(
    "needless-escapes", "PHP exports", "Quotes or colons are escaped: `l\\'atelier`.", "Takes the backslash out.",
    once=Once.DOCUMENT)
LITERAL_BREAKS = _quirk(
    "literal-breaks", "WordPress plugins", "Line breaks are escaped twice, so that `\\n` shows in the text.",
    "Makes them line breaks.", once=Once.DOCUMENT)
HTML_IN_DESCRIPTION = _quirk(
    "html-in-description", "Google Calendar, WordPress plugins", "DESCRIPTION, which is plain text, holds HTML.",
    "Reads it as HTML and cleans it.", once=Once.DOCUMENT)
LONG_LINES = _quirk(
    "long-lines", "the Ruby icalendar gem (2012)", "Lines are longer than 75 octets, or folded at 77, within words.",
    "Joins them as they stand.", once=Once.DOCUMENT)
TRAILING_BLANKS = _quirk(
    "trailing-blanks", "the Ruby icalendar gem (2012)", "A title begins or ends with blanks.", "Takes them off.",
    once=Once.DOCUMENT)
QUOTED_PRINTABLE = _quirk(
    "quoted-printable", "vCalendar 1.0, old phones and groupware", "A text is written in quoted-printable.",
    "Decodes it.", once=Once.DOCUMENT)
WRONG_CHARSET = _quirk(
    "wrong-charset", "old PHP exports", "The calendar is not in UTF-8.", "Reads it as UTF-16 or Windows-1252.",
    once=Once.DOCUMENT)
NUL_BYTES = _quirk("nul-bytes", "several", "The calendar holds NUL bytes.", "Takes them out.", once=Once.DOCUMENT)
LINE_ENDS = _quirk(
    "line-ends", "old Mac exports, uploads by FTP", "Lines end with CR alone, or with CR CR LF.",
    "Takes them as line ends.", once=Once.DOCUMENT)

# the document
TRUNCATED = _quirk(
    "truncated", "servers that break off", "A component has no END.", "Leaves it out, keeps the others.")
UNFOLDED_LINE = _quirk(
    "unfolded-line", "hand-made exports", "A text goes on in a line that is not folded.", "Leaves that line out.",
    "property-broken")
SEVERAL_CALENDARS = _quirk(
    "several-calendars", "concatenated exports", "One file holds several VCALENDARs.",
    "Reads them all, each by its own head.", once=Once.DOCUMENT)
NO_CALENDAR = _quirk(
    "no-calendar", "hand-made exports", "Events stand without a VCALENDAR around them.", "Reads them all the same.",
    once=Once.DOCUMENT)
SAME_UID = _quirk(
    "same-uid", "exports that number from 1", "Several events share one UID.",
    "Keeps the one with the highest SEQUENCE; of equal ones, each start.", "duplicate-id")

COUNT_BELOW_ZERO = _quirk(
    "count-below-zero", "Confluence", "RRULE has a COUNT of -1 beside its UNTIL.", "Repeats until UNTIL.")

# people
ATTENDEES = _quirk(
    "attendees", "Google Calendar, Outlook", "ATTENDEE publishes the names and addresses of guests.",
    "Never takes them.", "personal-data")
PERSONAL_ORGANISER = _quirk(
    "personal-organiser", "Google Calendar", "ORGANIZER is a person with a mailbox of their own.",
    "Takes neither, only the name of an organisation.", "personal-data")
ORGANISER_UNCLEAR = _quirk(
    "organiser-unclear", "several", "ORGANIZER is a name that may be a person's.",
    "Takes the name only where it, or the host of its mailbox, tells an organisation.", "organiser-left-out",
    Once.DOCUMENT)
PERCENT_IN_MAILTO = _quirk(
    "percent-in-mailto", "Google Calendar (2012)",
    "The mailto of ORGANIZER holds a bare `%`, which breaks URI parsers.",
    "Does not parse it: nobody's address is kept.", "personal-data")
PERSONAL_CONTACT = _quirk(
    "personal-contact", "several", "CONTACT holds a person's address or phone number.", "Never takes them.",
    "personal-data")
MAILBOX_IN_UID = _quirk(
    "mailbox-in-uid", "hand-made exports", "UID ends in a mailbox of a provider: `20261207-camille@gmail.com`.",
    "Keeps a digest of it.", "personal-data")

# places and links
PLACE_IS_LINK = _quirk(
    "place-is-link", "Google Calendar", "LOCATION is the address of a map or of a video meeting.",
    "Takes the place that the map names, or the meeting as the way to take part online.", once=Once.EVENT)
TOWN_IN_TITLE = _quirk(
    "town-in-title", "calendars of several towns", "The town stands in the title alone: « [Lille] Ch’ti JUG ».",
    "Takes it as the town of an event that has no place; the title stays.", once=Once.DOCUMENT)
GEO_WITH_COMMA = _quirk(
    "geo-with-comma", "hand-made exports", "GEO separates its numbers with a comma.", "Reads it so.",
    once=Once.DOCUMENT)
REGISTRATION_IN_COMMENT = _quirk(
    "registration-in-comment", "the Ruby icalendar gem (2012)", "The address to register at stands in COMMENT.",
    "Takes it as the link to register.", once=Once.DOCUMENT)
REGISTRATION_LOST = _quirk(
    "registration-lost", "exports made from HTML", "The text says « pour vous inscrire, cliquez ici » and has no link.",
    "Leaves the text, tells the operator.", once=Once.EVENT)
HOURS_DIFFER = _quirk(
    "hours-differ", "people who enter when setting up begins", "The text says « de 19h à 23h », DTSTART another hour.",
    "Publishes DTSTART, tells the operator.", once=Once.EVENT)
STATUS_MISSPELT = _quirk(
    "status-misspelt", "American exports, hand-made ones", "STATUS is CANCELED, with one L, or ANNULÉ.",
    "Reads it as CANCELLED.",
    once=Once.DOCUMENT)
# fmt: on
