"""The VTIMEZONE of Europe/Paris, as RFC 5545 §3.6.5 writes a zone whose rule no longer changes."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard


def paris() -> Timezone:
    """The rule in force since 1996: last Sundays of March and October."""
    zone = Timezone()
    zone.add("tzid", "Europe/Paris")
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    zone.add_component(_observance(TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), winter, summer))  # noqa: DTZ001
    zone.add_component(_observance(TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), summer, winter))  # noqa: DTZ001
    return zone


def _observance(
    part: TimezoneDaylight | TimezoneStandard, name: str, since: datetime, before: timedelta, after: timedelta
) -> TimezoneDaylight | TimezoneStandard:
    part.add("tzname", name)
    part.add("dtstart", since)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("rrule", {"freq": "yearly", "bymonth": since.month, "byday": "-1su"})
    return part
