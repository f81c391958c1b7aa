"""The comfortable path: one VEVENT through the `icalendar` library, for what the plain pass does not understand.

The library's own judgement of zones is not used: the wall-clock time and the TZID are, as in the plain pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
from icalendar.prop import vBroken

from federation.domain.event import Place
from sync.formats.ics_parts import extensions
from sync.formats.ics_parts import values as ics_values
from sync.formats.ics_parts.properties import with_comma
from sync.formats.ics_parts.text import unescape
from sync.formats.ics_parts.vevent import Stamp, Taker, Vevent
from sync.quirks import COLON_IN_ZONE, TRUNCATED, TWO_STARTS, UNFOLDED_LINE, VALUE_KIND

_TEXTS = {"UID": "uid", "SUMMARY": "summary", "DESCRIPTION": "description", "LOCATION": "location"}
_STAMPS = {"DTSTART": "start", "DTEND": "end", "RECURRENCE-ID": "recurrence_id"}
_RAWS = {"URL": "url", "STATUS": "status", "CLASS": "klass", "LAST-MODIFIED": "last_modified", "DTSTAMP": "dtstamp"}
_DATES = "(?:DTSTART|DTEND|RECURRENCE-ID|RDATE|EXDATE)"
_ZONED = re.compile(rf"^({_DATES}(?:;[^:\n]*)?);TZID=", re.I | re.M)
_ZONE_WITH_COLON = re.compile(rf"^({_DATES};TZID=)([^\":;\n]*):([^\n]*:[^\n]*)$", re.I | re.M)
_MARK = re.compile(r"\s*(BEGIN|END)\s*:\s*([^\s:]+)\s*", re.I)
_WHOLE_LINE = re.compile(r"Content line could not be parsed into parts: (['\"])(.*?)\1: ", re.S)
# some values are decoded, and refused, only when they are asked for
_REFUSALS = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError, OSError)


def read_library(text: str, number: int) -> Vevent | None:
    """The VEVENT in unfolded lines, without its BEGIN and END; None when the library cannot read it at all."""
    vevent = Vevent(number)
    text = _balanced(_with_whole_zones(text, vevent), vevent)
    try:
        component = icalendar.Event.from_ical(f"BEGIN:VEVENT{_without_zones(text)}\nEND:VEVENT\n")
        for name, value in _once(component, vevent):
            _take(vevent, name, value)
        _several(component, vevent)
        _extensions(component, vevent)
    except _REFUSALS:
        return None
    repaired = {notice.path for notice in vevent.notices}
    for broken, value in _as_written(component.errors, text):
        if take := extensions.PERSONS.get(broken or _name_of(value)):
            take(vevent, {}, value)
        elif not broken or broken not in repaired:
            vevent.notices.append(UNFOLDED_LINE.notice(number, broken, value))
    return vevent


def _balanced(text: str, vevent: Vevent) -> str:
    """The lines without an END of nothing, and with that of a component which has none: the library refuses both."""
    inside: list[str] = []
    stray = set()
    lines = text.split("\n")
    for place, line in enumerate(lines):
        found = _MARK.fullmatch(line)
        if found is None:
            continue
        if found[1].upper() == "BEGIN":
            inside.append(found[2].upper())
        elif inside:
            lines[place] = f"END:{inside.pop()}"
        else:
            stray.add(place)
            vevent.notices.append(UNFOLDED_LINE.notice(vevent.number, value=line))
    if inside:
        vevent.notices.append(TRUNCATED.notice(vevent.number, inside[-1][:40], lost=True))
    if not (inside or stray):
        return text
    kept = [line for place, line in enumerate(lines) if place not in stray]
    return "\n".join([*kept, *(f"END:{name}" for name in reversed(inside))])


def _with_whole_zones(text: str, vevent: Vevent) -> str:
    """The lines, a TZID that holds a colon quoted."""

    def quoted(line: re.Match[str]) -> str:
        found = ics_values.unquoted_zone(line[2], line[3])
        if found is None:
            return line[0]
        vevent.notices.append(COLON_IN_ZONE.notice(vevent.number, "TZID", found[0]))
        return f'{line[1]}"{found[0]}":{found[1]}'

    return _ZONE_WITH_COLON.sub(quoted, text)


def _name_of(line: str) -> str:
    return re.split("[;:]", line, maxsplit=1)[0].strip().upper()


def _as_written(errors: list[tuple[str | None, str]], text: str) -> Iterator[tuple[str, str]]:
    """The properties that the library refused, each with its value, or the library's words when that is not known.

    Refusals come in the order of the lines: all is cut into lines once, and each value is looked at once.
    """
    if not errors:
        return
    values: dict[str, list[str]] = {}
    empty: set[str] = set()
    for line in text.split("\n"):
        head, colon, value = line.partition(":")
        name = head.partition(";")[0].upper()
        if colon and value.strip():
            values.setdefault(name, []).append(value)
        elif colon:
            empty.add(name)
    left = {name: iter(found) for name, found in values.items()}
    for broken, words in errors:
        name, whole = (broken or "").upper(), _WHOLE_LINE.match(str(words))
        if not whole and name in empty:
            yield broken or "", ""
            continue
        written = (value for value in left.get(name, ()) if _is_meant(value, str(words)))
        yield broken or "", whole[2] if whole else next(written, str(words))


def _is_meant(value: str, words: str) -> bool:
    """Whether the library speaks of a value: it tells the whole of it, or of a list the date that it refuses."""
    return value in words or ("," in value and any(len(part) > 3 and part in words for part in value[:2000].split(",")))


def _without_zones(text: str) -> str:
    """The TZIDs under another name: the library would look them up, and warn of some."""
    return _ZONED.sub(r"\1;X-TZID=", text)


def _once(component: Any, vevent: Vevent) -> Iterator[tuple[str, Any]]:
    for name in (*_TEXTS, *_RAWS, *_STAMPS, "DURATION", "SEQUENCE", "GEO"):
        values = _values(component, name)
        if len(values) > 1:
            vevent.notices.append(TWO_STARTS.notice(vevent.number, name))
        if values:
            yield name, values[0]


def _values(component: Any, name: str) -> list[Any]:
    value = component.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _take(vevent: Vevent, name: str, value: Any) -> None:
    if name in _STAMPS:
        setattr(vevent, _STAMPS[name], _stamp(value, vevent, name))
        if name == "RECURRENCE-ID":
            vevent.this_and_future = str(value.params.get("RANGE", "")).upper() == "THISANDFUTURE"
    elif name == "GEO" and isinstance(value, vBroken):
        with_comma(vevent, str(value))
    elif isinstance(value, vBroken) and name != "LAST-MODIFIED":
        return
    elif name in _TEXTS:
        setattr(vevent, _TEXTS[name], str(value))
        if name == "DESCRIPTION":
            vevent.html = extensions.altrep(_parameters(value))
    elif name in _RAWS:
        setattr(vevent, _RAWS[name], _raw(value))
    elif name == "DURATION" and isinstance(value.dt, timedelta):
        vevent.duration = value.dt
    elif name == "SEQUENCE" and 0 <= int(value) < 10**18:
        vevent.sequence = int(value)
    elif name == "GEO":
        vevent.geo = value.latitude, value.longitude


def _raw(value: Any) -> str:
    if isinstance(value, vBroken) or not hasattr(value, "to_ical"):
        return str(value).strip()
    written = value.to_ical()
    return (written.decode("utf-8", "replace") if isinstance(written, bytes) else str(written)).strip()


def _tzid(value: Any) -> str:
    return str(value.params.get("X-TZID", ""))


def _stamp(value: Any, vevent: Vevent, name: str) -> Stamp | None:
    kind = str(value.params.get("VALUE", ""))
    if not isinstance(value, vBroken):
        found = _of(value.dt, _tzid(value)) if isinstance(value.dt, date) else None
    else:
        found = ics_values.repaired(str(value), _tzid(value))
        if found is not None:
            vevent.notices.append(ics_values.defect(str(value)).notice(vevent.number, name, str(value)))
    if found is not None and ics_values.of_other_kind(found, kind):
        vevent.notices.append(VALUE_KIND.notice(vevent.number, name, found.wall.isoformat()))
    return found


def _of(moment: date, tzid: str) -> Stamp:
    """The wall-clock time that the library decoded, with its TZID as written; it gives a zone to a time with Z only."""
    if not isinstance(moment, datetime):
        return Stamp(moment)
    wall = moment.replace(tzinfo=None)
    return Stamp(wall, tzid) if moment.tzinfo is None else Stamp(wall, "UTC", tzid)


def _several(component: Any, vevent: Vevent) -> None:
    for value in _values(component, "CATEGORIES"):
        vevent.categories += [str(item) for item in getattr(value, "cats", ())]
    vevent.rrules += _rules(component, vevent, "RRULE")
    vevent.exrules += _rules(component, vevent, "EXRULE")
    for value in _values(component, "RDATE"):
        vevent.rdates += _periods(value)
    for value in _values(component, "EXDATE"):
        vevent.exdates += _stamps(value)


def _extensions(component: Any, vevent: Vevent) -> None:
    """The long tail, taken as in the plain pass: ORGANIZER once, the others in the order they stand in."""
    _taken(component, vevent, extensions.TAKERS)
    for part in component.subcomponents:
        if part.name == "VLOCATION":
            vevent.venues.append(Place())
            _taken(part, vevent, extensions.VENUE)
        else:
            _taken(part, vevent, extensions.WITHIN)


def _taken(component: Any, vevent: Vevent, takers: Mapping[str, Taker]) -> None:
    seen = set()
    for name, value in component.property_items(recursive=False, sorted=False):
        take = takers.get(name)
        if take is None or isinstance(value, icalendar.vBinary) or (name == "ORGANIZER" and name in seen):
            continue
        seen.add(name)
        take(vevent, _parameters(value), _text(name, value))


def _parameters(value: Any) -> dict[str, str]:
    found = getattr(value, "params", {}).items()
    return {key.upper(): ",".join(text) if isinstance(text, list) else str(text) for key, text in found}


def _text(name: str, value: Any) -> str:
    if isinstance(value, icalendar.vGeo):
        return f"{value.latitude};{value.longitude}"
    if name in extensions.TEXTUAL and not isinstance(value, icalendar.vText | icalendar.vUri):
        return unescape(str(value))
    return str(value)


def _rules(component: Any, vevent: Vevent, name: str) -> list[str]:
    rules = []
    for value in _values(component, name):
        try:
            text = _raw(value)
        except _REFUSALS:
            vevent.notices.append(UNFOLDED_LINE.notice(vevent.number, name, str(value)))
            continue
        if text:
            rules.append(ics_values.sorted_rule(text))
    return rules


def _stamps(value: Any) -> list[Stamp]:
    """The dates of a list; of a broken one those that are whole."""
    if isinstance(value, vBroken):
        return [found for raw in str(value).split(",") if (found := ics_values.repaired(raw, _tzid(value)))]
    return [_of(item.dt, _tzid(value)) for item in value.dts if isinstance(item.dt, date)]


def _periods(value: Any) -> list[tuple[Stamp, Stamp | timedelta | None]]:
    if isinstance(value, vBroken):
        return [(found, None) for found in _stamps(value)]
    return [found for item in value.dts if (found := _period(item.dt, _tzid(value)))]


def _period(moment: Any, tzid: str) -> tuple[Stamp, Stamp | timedelta | None] | None:
    """A start, or a start with its end; None for the times without a day that the library also takes."""
    start, end = moment if isinstance(moment, tuple) else (moment, None)
    if not isinstance(start, date) or not (end is None or isinstance(end, date | timedelta)):
        return None
    return _of(start, tzid), _of(end, tzid) if isinstance(end, date) else end
