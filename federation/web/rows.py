"""Entries as a page shows them: words worked out once in Python, so that templates only place them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names

from federation.domain.entry import Entry
from federation.domain.event import Attendance, Event, Status
from federation.domain.happened import local_day
from federation.domain.query import Sort
from federation.domain.site import Network
from federation.publish.dates import first_day, hour, last_day, short_day, wall, zone_place
from federation.web.language import Here
from federation.web.language import translated as _

ACCENTS = 10
"""How many accent colours the style sheet has (`.a0` … `.a9`)."""


_LOOSE = re.compile(r" (?=[:;!?»](?: |$))|(?<=«) ")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an agenda. `begins` and `ends` are words for people, `start` is ISO 8601 for machines.

    `former` is when it was planned first. `lang` is the language of what the source wrote, when it is not that of the
    page.
    """

    href: str
    title: str
    start: str
    begins: str
    ends: str
    until: str
    accent: str
    city: str
    host: str
    site_href: str
    place: str
    kind: str
    mark: str
    tone: str
    former: str
    free: str
    off: bool
    lang: str


@dataclass(frozen=True, slots=True)
class DayWords:
    """A day as the left rail tells it; `first` when French says « 1er »."""

    iso: str
    weekday: str
    number: str
    first: bool
    month: str
    near: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an agenda and its rows, in the order of the store; `words` None: rows of any day, best first."""

    words: DayWords | None
    rows: tuple[Row, ...]


def accents(network: Network) -> dict[str, str]:
    """The accent class of each site: its rank in the network file, so that it stays when sites are added."""
    return {site.id: f"a{rank % ACCENTS}" for rank, site in enumerate(network.sites)}


def day_words(day: date, language: str, today: date) -> DayWords:
    """The words of the left rail for a day; « aujourd’hui » and « demain » count from `today`."""
    ahead = (day - today).days
    month = get_month_names("wide", locale=language)[day.month]
    return DayWords(
        iso=day.isoformat(),
        weekday=get_day_names("wide", locale=language)[day.weekday()],
        number=str(day.day),
        first=day.day == 1 and language == "fr",
        month=month if day.year == today.year else f"{month} {day.year}",
        near=_("Aujourd’hui") if ahead == 0 else _("Demain") if ahead == 1 else "",
    )


def status_mark(entry: Entry) -> tuple[str, str]:
    """What a reader must know of an entry before going there: a word and its tone (off, warn or note)."""
    if entry.withdrawn_at is not None:
        return _("Retiré de la source"), "off"
    match entry.event.status:
        case Status.CANCELLED:
            return _("Annulé"), "off"
        case Status.POSTPONED:
            return _("Reporté"), "off"
        case Status.FULL:
            return _("Complet"), "warn"
        case Status.RESCHEDULED:
            return (_("Nouvel horaire") if same_day(entry.event) else _("Nouvelle date")), "warn"
        case Status.MOVED_ONLINE:
            return _("Déplacé en ligne"), "warn"
        case Status.TENTATIVE:
            return _("À confirmer"), "note"
        case _:
            return "", ""


def same_day(event: Event) -> bool:
    """Whether an event that was moved stays on its day."""
    former = event.previous_start
    return former is not None and local_day(former, event.zone) == local_day(event.start, event.zone)


def former_words(event: Event, language: str) -> str:
    """When an event that was moved was planned, in a few words: its former day, or its former hour of the same day."""
    former = event.previous_start
    if former is None or former == event.start:
        return ""
    local = wall(former, event.zone)
    if isinstance(local, datetime) and same_day(event):
        return hour(local, language)
    return short_day(local.date() if isinstance(local, datetime) else local, language)


def where(event: Event) -> str:
    """Where an event takes place, in a few words."""
    place = event.place.name or event.place.address if event.place else ""
    if event.attendance is Attendance.ONLINE or event.status is Status.MOVED_ONLINE:
        return _("En ligne")
    if event.attendance is Attendance.MIXED:
        return _("%(place)s et en ligne", place=place) if place else _("Sur place et en ligne")
    return place


def unbroken(title: str) -> str:
    """A title whose « : », « ; », « ! », « ? » and quotation marks never begin or end a line alone."""
    return _LOOSE.sub("\xa0", title)


def zone_words(event: Event, zone: str, language: str) -> str:
    """The name of the event's zone when it is told in another one than the network's; else nothing."""
    start = event.start
    if not isinstance(start, datetime) or event.zone == zone:
        return ""
    if start.astimezone(ZoneInfo(zone)).utcoffset() == start.astimezone(ZoneInfo(event.zone)).utcoffset():
        return ""
    return _("heure locale : %(place)s", place=zone_place(event.zone, language))


class RowMaker:
    """Makes the rows of one page: what is the same for all of them is worked out once."""

    def __init__(self, network: Network, here: Here, today: date, formats: Mapping[str, str] | None = None) -> None:
        self._formats = formats or {}
        self._zone = ZoneInfo(network.zone)
        self._zone_name = network.zone
        self._prefix = here.prefix
        self._language = here.language
        self._written = network.language
        self._today = today
        self._accents = accents(network)
        self._free, self._all_day = _("Gratuit"), _("Toute la journée")

    def row(self, entry: Entry) -> Row:
        """The row of an entry."""
        event, prefix = entry.event, self._prefix
        mark, tone = status_mark(entry)
        begins, ends = self._hours(event)
        return Row(
            href=f"{prefix}/evenements/{entry.id}",
            title=unbroken(event.title),
            start=event.start.isoformat(),
            begins=begins,
            ends=ends,
            until=self._until(event),
            accent=self._accents.get(entry.host.id, "a0"),
            city=entry.host.city,
            host=entry.host.name,
            site_href=f"{prefix}/lieux/{entry.host.id}",
            place=where(event),
            kind=self._kind(entry),
            mark=mark,
            tone=tone,
            former=former_words(event, self._language),
            free=self._free if "cost:free" in entry.facets or (event.price is not None and event.price.free) else "",
            off=tone == "off",
            lang=self.foreign(event),
        )

    def _kind(self, entry: Entry) -> str:
        """The format in words; else how the source files it."""
        for facet in entry.facets:
            if facet in self._formats:
                return self._formats[facet]
        return entry.event.categories[0] if entry.event.categories else ""

    def foreign(self, event: Event) -> str:
        """The language the event is written in, when it is not that of the page; sites write in the network's."""
        spoken = event.language or self._written
        return "" if spoken == self._language else spoken

    def days(self, entries: Iterable[Entry]) -> list[Day]:
        """The rows day by day; what began before today and lasts stands under today."""
        found: dict[date, list[Row]] = {}
        for entry in entries:
            found.setdefault(self._shown_on(entry.event), []).append(self.row(entry))
        return [Day(self._words(day), tuple(found[day])) for day in sorted(found)]

    def told(self, entries: Iterable[Entry], order: Sort) -> list[Day]:
        """The rows in the order given, each with its own date; the new ones under the days the hub first saw them."""
        found: list[tuple[date | None, list[Row]]] = []
        for entry in entries:
            seen = entry.first_seen_at.astimezone(self._zone).date() if order is Sort.NEW else None
            if not found or found[-1][0] != seen:
                found.append((seen, []))
            row = self.row(entry)
            when = short_day(first_day(entry.event), self._language)
            found[-1][1].append(replace(row, until=f"{when}, {row.until}" if row.until else when))
        return [Day(self._words(day) if day else None, tuple(rows)) for day, rows in found]

    def _words(self, day: date) -> DayWords:
        return day_words(day, self._language, self._today)

    def _shown_on(self, event: Event) -> date:
        start = event.start
        began = start.astimezone(self._zone).date() if isinstance(start, datetime) else start
        return max(began, self._today)

    def _hours(self, event: Event) -> tuple[str, str]:
        start, end = wall(event.start, event.zone), event.end and wall(event.end, event.zone)
        if not isinstance(start, datetime):
            return self._all_day, ""
        if start.date() < self._today and last_day(event) > start.date():
            return _("En cours"), ""
        begins = hour(start, self._language)
        if isinstance(end, datetime) and end > start and last_day(event) == start.date():
            return begins, hour(end, self._language)
        return begins, ""

    def _until(self, event: Event) -> str:
        last = last_day(event)
        if last > max(first_day(event), self._today):
            return _("jusqu’au %(day)s", day=short_day(last, self._language))
        return zone_words(event, self._zone_name, self._language)
