"""Dates and hours in words, French first: « dimanche 22 novembre 2026, 18 h 30 – 20 h ».

Feeds, calendars and pages all speak through these functions. Hours are those of the clock on the wall where the event
takes place (its own zone). Names come from CLDR; nothing here reads the clock.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location

from federation.domain.event import Event, Moment
from federation.publish.words import NARROW, say, tongue

_NIGHT_ENDS = time(6)
"""An event that ends before this hour of the next morning still belongs to the evening it began."""


def wall(moment: Moment, zone: str) -> Moment:
    """A date as it is; a date-time told in `zone` (an IANA name)."""
    if not isinstance(moment, datetime) or getattr(moment.tzinfo, "key", None) == zone:
        return moment
    return moment.astimezone(ZoneInfo(zone))


def day(moment: Moment) -> date:
    """The date of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def first_day(event: Event) -> date:
    """The day the event begins, in its zone."""
    return day(wall(event.start, event.zone))


def last_day(event: Event) -> date:
    """The last day that people would say the event takes place, in its zone: a night counts for its evening."""
    first = first_day(event)
    if event.end is None or event.end <= event.start:
        return first
    end = wall(event.end, event.zone)
    if not isinstance(end, datetime):
        return end - timedelta(days=1)
    if end.time() < _NIGHT_ENDS and end.date() > first:
        return end.date() - timedelta(days=1)
    return end.date()


@lru_cache(maxsize=4096)
def _format(on: date, pattern: str, language: str) -> str:
    if on.day == 1 and tongue(language) == "fr":
        # « 1er » is the only ordinal of French dates; CLDR patterns have no letter for it.
        pattern = pattern.replace("d", "'1er'")
    return format_date(on, pattern, locale=tongue(language))


def day_heading(on: date, language: str) -> str:
    """« dimanche 22 novembre 2026 », "Sunday 22 November 2026"."""
    return _format(on, "EEEE d MMMM y", language)


def short_day(on: date, language: str) -> str:
    """« 22 nov. 2026 », "22 Nov 2026"."""
    return _format(on, "d MMM y", language)


def _bounds(first: date, last: date, month: str, language: str) -> tuple[str, str]:
    """Both ends of a range, the first without what the last repeats: (« 3 », « 5 mars 2026 »)."""
    if first.year != last.year:
        left = f"d {month} y"
    elif first.month != last.month:
        left = f"d {month}"
    else:
        left = "d"
    return _format(first, left, language), _format(last, f"d {month} y", language)


def short_date(event: Event, language: str) -> str:
    """« 22 nov. 2026 », « 3–5 mars 2026 », « 30 mars – 2 avr. 2026 »: the date that begins a title."""
    first, last = first_day(event), last_day(event)
    if first == last:
        return short_day(first, language)
    left, right = _bounds(first, last, "MMM", language)
    return f"{left}–{right}" if first.replace(day=1) == last.replace(day=1) else f"{left} – {right}"


def _days(first: date, last: date, language: str) -> str:
    left, right = _bounds(first, last, "MMMM", language)
    if tongue(language) == "fr":
        return f"du {left} au {right}"
    return f"{left}–{right}" if first.replace(day=1) == last.replace(day=1) else f"{left} – {right}"


def hour(moment: datetime, language: str) -> str:
    """« 18 h 30 », « 20 h », « minuit »; "18:30"."""
    if tongue(language) == "en":
        return f"{moment.hour:02}:{moment.minute:02}"
    if moment.hour == moment.minute == 0:
        return "minuit"
    return f"{moment.hour}{NARROW}h" + (f"{NARROW}{moment.minute:02}" if moment.minute else "")


def _hours(event: Event, start: datetime, language: str) -> str:
    end = wall(event.end, event.zone) if event.end is not None else start
    if not isinstance(end, datetime) or end <= start:
        return hour(start, language)
    dash = " – " if tongue(language) == "fr" else "–"
    return hour(start, language) + dash + hour(end, language)


def time_range(event: Event, language: str) -> str:
    """The hours, to stand under a day: « 18 h 30 – 20 h », « toute la journée », or the days when there are several."""
    start = wall(event.start, event.zone)
    if first_day(event) != last_day(event):
        return _several_days(event, start, language)
    if not isinstance(start, datetime):
        return say("all_day", language)
    return _hours(event, start, language)


def _several_days(event: Event, start: Moment, language: str) -> str:
    end = wall(event.end, event.zone) if event.end is not None else start
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return _days(first_day(event), last_day(event), language)
    left = _format(start.date(), "d MMMM" if start.year == end.year else "d MMMM y", language)
    right = _format(end.date(), "d MMMM y", language)
    if tongue(language) == "fr":
        return f"du {left}, {hour(start, language)}, au {right}, {hour(end, language)}"
    return f"{left}, {hour(start, language)} – {right}, {hour(end, language)}"


def zone_place(zone: str, language: str) -> str:
    """The place whose clocks a zone tells, in words; the end of its name when CLDR does not know it."""
    try:
        return get_timezone_location(zone, locale=tongue(language), return_city=True)
    except LookupError:
        return zone.rsplit("/", 1)[-1].replace("_", " ")


def _elsewhere(event: Event, start: datetime, zone: str, language: str) -> str:
    """« (heure : La Réunion) » when the clocks of `zone` show another hour at that moment."""
    if not zone or start.utcoffset() == start.astimezone(ZoneInfo(zone)).utcoffset():
        return ""
    return f" ({say('zone', language, place=zone_place(event.zone, language))})"


def spoken_when(event: Event, language: str, zone: str = "") -> str:
    """When the event takes place, in full: « dimanche 22 novembre 2026, 18 h 30 – 20 h », « du 3 au 5 mars 2026 ».

    With `zone` (that of the reader, an IANA name) the event's own zone is named where its clocks differ.
    """
    start = wall(event.start, event.zone)
    elsewhere = _elsewhere(event, start, zone, language) if isinstance(start, datetime) else ""
    if first_day(event) != last_day(event):
        return _several_days(event, start, language) + elsewhere
    heading = day_heading(first_day(event), language)
    if not isinstance(start, datetime):
        return heading
    return f"{heading}, {_hours(event, start, language)}{elsewhere}"
