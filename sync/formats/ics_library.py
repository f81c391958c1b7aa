"""The comfortable path: one VEVENT through the `icalendar` library, for what the plain pass does not understand.

The library's own judgement of zones is not used: the wall-clock time and the TZID are, as in the plain pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import icalendar

from federation.domain.event import Notice
from sync.formats import ics_values
from sync.formats.ics_text import clean
from sync.formats.ics_vevent import Stamp, Vevent

_TEXTS = {
    "UID": "uid",
    "SUMMARY": "summary",
    "DESCRIPTION": "description",
    "LOCATION": "location",
}
_RAWS = {"URL": "url", "STATUS": "status", "CLASS": "klass", "LAST-MODIFIED": "last_modified", "DTSTAMP": "dtstamp"}
_CONFERENCES = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-ZOOM-MEETING-URL", "X-MICROSOFT-SKYPETEAMSMEETINGURL")


def read_library(block: bytes, line: int) -> Vevent | None:
    """The VEVENT in a block of bytes without BEGIN and END, None when the library cannot read it at all."""
    try:
        component = icalendar.Event.from_ical(b"BEGIN:VEVENT" + clean(block) + b"\nEND:VEVENT\n")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    vevent = Vevent(line)
    for name, value in _once(component, vevent):
        _take(vevent, name, value)
    _several(component, vevent)
    for broken, _ in component.errors:
        vevent.notices.append(Notice("property-broken", line, broken or ""))
    return vevent


def _once(component: Any, vevent: Vevent) -> Iterator[tuple[str, Any]]:
    for name in (*_TEXTS, *_RAWS, "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SEQUENCE", "GEO", "ORGANIZER"):
        values = _values(component, name)
        if len(values) > 1:
            vevent.notices.append(Notice("property-twice", vevent.line, name))
        if values:
            yield name, values[0]


def _values(component: Any, name: str) -> list[Any]:
    value = component.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _take(vevent: Vevent, name: str, value: Any) -> None:
    if name in _TEXTS:
        setattr(vevent, _TEXTS[name], str(value))
    elif name in _RAWS:
        setattr(vevent, _RAWS[name], _raw(value))
    elif name == "DTSTART":
        vevent.start = _stamp(value, vevent, name)
    elif name == "DTEND":
        vevent.end = _stamp(value, vevent, name)
    elif name == "RECURRENCE-ID":
        vevent.recurrence_id = _stamp(value, vevent, name)
        vevent.this_and_future = str(value.params.get("RANGE", "")).upper() == "THISANDFUTURE"
    elif name == "DURATION" and isinstance(getattr(value, "dt", None), timedelta):
        vevent.duration = value.dt
    elif name == "SEQUENCE" and isinstance(value, int) and 0 <= value < 10**9:
        vevent.sequence = int(value)
    elif name == "GEO" and hasattr(value, "latitude"):
        vevent.geo = value.latitude, value.longitude
    elif name == "ORGANIZER":
        vevent.organiser = str(value.params.get("CN", ""))


def _raw(value: Any) -> str:
    return value.to_ical().decode("utf-8", "replace").strip() if hasattr(value, "to_ical") else str(value).strip()


def _stamp(value: Any, vevent: Vevent, name: str) -> Stamp | None:
    moment = getattr(value, "dt", None)
    if isinstance(moment, date):
        return _of(moment, str(value.params.get("TZID", "")))
    if moment is None and (found := ics_values.repaired(str(value), str(value.params.get("TZID", "")))):
        vevent.notices.append(Notice("date-repaired", vevent.line, name, str(value)[:200]))
        return found
    return None


def _of(moment: date, tzid: str) -> Stamp:
    """The wall-clock time that the library decoded, with its TZID as written; a time with Z has none."""
    if not isinstance(moment, datetime):
        return Stamp(moment)
    if moment.tzinfo is not None and not tzid:
        return Stamp(moment.replace(tzinfo=None), "UTC")
    return Stamp(moment.replace(tzinfo=None), tzid)


def _several(component: Any, vevent: Vevent) -> None:
    for value in _values(component, "CATEGORIES"):
        vevent.categories += [str(item) for item in getattr(value, "cats", [])]
    for value in _values(component, "X-ALT-DESC"):
        if str(value.params.get("FMTTYPE", "")).lower() == "text/html":
            vevent.html = vevent.html or str(value)
    vevent.images += [str(item) for item in _values(component, "IMAGE") if _is_link(item)]
    vevent.attached += [str(item) for item in _values(component, "ATTACH") if _is_link(item) and _is_image(item)]
    for name in _CONFERENCES:
        vevent.conferences += [str(item).strip() for item in _values(component, name)]
    vevent.rrules += [ics_values.sorted_rule(_raw(item)) for item in _values(component, "RRULE")]
    vevent.exrules += [ics_values.sorted_rule(_raw(item)) for item in _values(component, "EXRULE")]
    for value in _values(component, "RDATE"):
        vevent.rdates += [_period(item, value) for item in getattr(value, "dts", [])]
    for value in _values(component, "EXDATE"):
        tzid = str(value.params.get("TZID", ""))
        vevent.exdates += [_of(item.dt, tzid) for item in getattr(value, "dts", []) if isinstance(item.dt, date)]


def _is_link(value: Any) -> bool:
    return isinstance(value, icalendar.vUri)


def _is_image(value: Any) -> bool:
    return str(value.params.get("FMTTYPE", "")).lower().startswith("image/")


def _period(item: Any, whole: Any) -> tuple[Stamp, Stamp | timedelta | None]:
    tzid = str(whole.params.get("TZID", ""))
    moment = item.dt
    if isinstance(moment, tuple):
        start, end = moment
        return _of(start, tzid), end if isinstance(end, timedelta) else _of(end, tzid)
    return _of(moment, tzid), None
