"""The software that writes feeds, known from what an answer says of itself: PRODID, generator, API header. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Producer:
    """One program: `id` for tables, `name` as the French call it, `marks` a pattern for what it says of itself.

    `english` is its name in English where that is another one.
    """

    id: str
    name: str
    marks: str
    english: str = ""

    def called(self, language: str) -> str:
        """Its name in a language."""
        return self.english if language == "en" and self.english else self.name


PRODUCERS: tuple[Producer, ...] = (
    # What names a calendar's own software goes before what names the site it runs in.
    Producer("wordpress-tec", "The Events Calendar (WordPress)", r"\bECPv\d|\bthe[ -]events[ -]calendar\b"),
    Producer("modern-events-calendar", "Modern Events Calendar (WordPress)", r"\bMECv\d|\bmodern events calendar\b"),
    Producer("events-manager", "Events Manager (WordPress)", r"wp-events-plugin\.com|\bevents[ -]manager\b"),
    Producer("google-calendar", "Google Agenda", r"\bgoogle inc\b|\bgoogle calendar\b", "Google Calendar"),
    Producer("outlook", "Outlook", r"\bmicrosoft (?:corporation|exchange)|\boutlook\b"),
    Producer(
        "apple",
        "Calendrier d’Apple",
        r"\bapple (?:inc|computer)\b|\bicloud\b|calendarserver\.org",
        "Apple Calendar",
    ),
    Producer("openagenda", "OpenAgenda", r"\bopenagenda\b"),
    Producer("meetup", "Meetup", r"\bmeetup\b"),
    Producer("eventbrite", "Eventbrite", r"\beventbrite\b"),
    Producer("mobilizon", "Mobilizon", r"\bmobilizon\b"),
    Producer("gancio", "Gancio", r"\bgancio\b"),
    Producer("nextcloud", "Nextcloud", r"\bnextcloud\b"),
    Producer("thunderbird", "Thunderbird", r"\bmozilla calendar\b|\bthunderbird\b|mozilla\.org"),
    Producer("zimbra", "Zimbra", r"\bzimbra\b"),
    Producer("sabredav", "SabreDAV", r"\bsabredav\b|\bsabre//"),
    Producer("jevents", "JEvents (Joomla)", r"\bjevents\b"),
    Producer("icalendar-ruby", "icalendar (Ruby)", r"\bicalendar-ruby\b"),
    Producer("drupal", "Drupal", r"\bdrupal\b"),
    Producer("spip", "SPIP", r"\bspip\b"),
    Producer("joomla", "Joomla", r"\bjoomla\b"),
    Producer("wordpress", "WordPress", r"\bwordpress\b"),
)
"""Every program we know, in the order in which they are recognised."""

_BY_FORMAT = {
    "tribe": "wordpress-tec",
    "openagenda": "openagenda",
    "gancio": "gancio",
}
"""Formats that one program alone writes."""

_AT = (
    ("google-calendar", r"//(?:calendar|www)\.google\.\w+/calendar"),
    ("openagenda", r"//(?:[\w-]+\.)?openagenda\.com/"),
    ("meetup", r"//(?:[\w-]+\.)?meetup\.com/"),
    ("outlook", r"//outlook\.(?:live|office|office365)\.com/"),
    ("nextcloud", r"/apps/calendar/|/remote\.php/dav/public-calendars/"),
    ("wordpress-tec", r"/wp-json/tribe/"),
)
"""Programs that an address alone gives away."""

_PATTERNS = [(re.compile(known.marks, re.IGNORECASE), known) for known in PRODUCERS]
_BY_ID = {known.id: known for known in PRODUCERS}
_LOOKED_AT = 1_000


def producer(said: str, format_name: str = "") -> Producer | None:
    """The program that an answer says wrote it, else the one that alone writes its format; None for any other."""
    for pattern, known in _PATTERNS:
        if pattern.search(said[:_LOOKED_AT]):
            return known
    return _BY_ID.get(_BY_FORMAT.get(format_name, ""))


def producer_at(url: str) -> Producer | None:
    """The program that an address alone gives away, for what cannot be read; None for any other."""
    return next((_BY_ID[name] for name, pattern in _AT if re.search(pattern, url[:_LOOKED_AT], re.IGNORECASE)), None)
