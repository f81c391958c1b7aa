"""The properties of a VEVENT that the plain pass reads: one handler for each, from text to the Vevent.

What a handler does not fully understand it refuses (`Odd`).
"""

from __future__ import annotations

import re
from datetime import datetime

from sync.formats.ics_parts import extensions
from sync.formats.ics_parts import values as ics_values
from sync.formats.ics_parts.places import geo_in
from sync.formats.ics_parts.text import MOST_TEXT, split_escaped, unescape
from sync.formats.ics_parts.vevent import MOST_DATES, Stamp, Taker, Vevent
from sync.quirks import GEO_WITH_COMMA, VALUE_KIND

_UNTIL = re.compile(r"UNTIL=[\d:TZ +-]{1,40}", re.I)
_MOST_RAW = 2 * MOST_TEXT + 2  # an escape is two characters


class Odd(Exception):  # noqa: N818 - not an error: somebody else reads it
    """A content line that the plain pass does not fully understand."""


def _text(attribute: str) -> Taker:
    def handle(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
        setattr(vevent, attribute, unescape(value[:_MOST_RAW]) if "\\" in value or len(value) > _MOST_RAW else value)

    return handle


def _raw(attribute: str) -> Taker:
    def handle(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
        setattr(vevent, attribute, value.strip())

    return handle


def _unescaped(taker: Taker) -> Taker:
    def handle(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
        uri = parameters.get("VALUE", "").upper() == "URI"
        taker(vevent, parameters, value if uri else unescape(value[:_MOST_RAW]))

    return handle


def _described(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    vevent.description = unescape(value[:_MOST_RAW])
    if parameters:
        vevent.html = vevent.html or extensions.altrep(parameters)


def _stamp(vevent: Vevent, parameters: dict[str, str], value: str, name: str) -> Stamp:
    zone = parameters.get("TZID", "")
    kind = parameters.get("VALUE", "")
    if kind and kind.upper() not in ("DATE", "DATE-TIME"):
        raise Odd(f"{name};VALUE={kind}")
    found = ics_values.stamp(value, zone) or ics_values.stamp(value.strip(), zone)
    if found is None:
        found = ics_values.repaired(value, zone)
        if found is None:
            raise Odd(f"{name}:{value[:80]}")
        vevent.notices.append(ics_values.defect(value).notice(vevent.number, name, value))
    if kind and ics_values.of_other_kind(found, kind):
        vevent.notices.append(VALUE_KIND.notice(vevent.number, name, value))
    return found


def _moment(attribute: str, name: str) -> Taker:
    def handle(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
        setattr(vevent, attribute, _stamp(vevent, parameters, value, name))

    return handle


def _recurrence_id(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    vevent.recurrence_id = _stamp(vevent, parameters, value, "RECURRENCE-ID")
    vevent.this_and_future = parameters.get("RANGE", "").upper() == "THISANDFUTURE"


def _duration(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    vevent.duration = ics_values.duration(value)
    if vevent.duration is None:
        raise Odd(f"DURATION:{value[:80]}")


def _sequence(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise Odd(f"SEQUENCE:{value[:80]}")
    vevent.sequence = int(digits)


def _geo(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    lat, semicolon, lon = value.partition(";")
    try:
        vevent.geo = float(lat), float(lon)
    except ValueError:
        if semicolon or not with_comma(vevent, value):
            raise Odd(f"GEO:{value[:80]}") from None


def with_comma(vevent: Vevent, value: str) -> bool:
    """Takes a GEO whose numbers a comma separates; whether it is one."""
    geo = geo_in(value)
    if geo is None or ";" in value:
        return False
    vevent.geo = geo
    vevent.notices.append(GEO_WITH_COMMA.notice(vevent.number, "GEO", value))
    return True


def _categories(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    vevent.categories += [unescape(part) for part in split_escaped(value[:_MOST_RAW])]


def _rule(value: str) -> str:
    if "\\" in value or (":" in value and ":" in _UNTIL.sub("", value)):
        raise Odd(f"RRULE:{value[:80]}")
    return ics_values.sorted_rule(value)


def _rrule(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    if value.strip():
        vevent.rrules.append(_rule(value))


def _exrule(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    if value.strip():
        vevent.exrules.append(_rule(value))


def _last_dates(value: str) -> list[str]:
    return value.rsplit(",", MOST_DATES + 1)[-MOST_DATES - 1 :]


def _rdate(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    for raw in _last_dates(value):
        found = ics_values.period(raw.strip(), parameters.get("TZID", ""))
        if found is None or (found[1] is not None and not isinstance(found[0].wall, datetime)):
            raise Odd(f"RDATE:{value[:80]}")
        vevent.rdates.append(found)


def _exdate(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    for raw in _last_dates(value):
        if raw.strip():
            vevent.exdates.append(_stamp(vevent, parameters, raw.strip(), "EXDATE"))


_CORE: dict[str, Taker] = {
    "UID": _text("uid"),
    "SUMMARY": _text("summary"),
    "DESCRIPTION": _described,
    "LOCATION": _text("location"),
    "URL": _raw("url"),
    "STATUS": _raw("status"),
    "CLASS": _raw("klass"),
    "SEQUENCE": _sequence,
    "LAST-MODIFIED": _raw("last_modified"),
    "DTSTAMP": _raw("dtstamp"),
    "DTSTART": _moment("start", "DTSTART"),
    "DTEND": _moment("end", "DTEND"),
    "DURATION": _duration,
    "GEO": _geo,
    "RECURRENCE-ID": _recurrence_id,
    "CATEGORIES": _categories,
    "RRULE": _rrule,
    "EXRULE": _exrule,
    "RDATE": _rdate,
    "EXDATE": _exdate,
}
_SEVERAL = {"CATEGORIES", "RRULE", "EXRULE", "RDATE", "EXDATE"}


def _plain(takers: dict[str, Taker]) -> dict[str, Taker]:
    return {name: _unescaped(take) if name in extensions.TEXTUAL else take for name, take in takers.items()}


HANDLERS: dict[str, Taker] = _CORE | _plain(extensions.TAKERS)
VENUE: dict[str, Taker] = _plain(extensions.VENUE)
ONCE = frozenset(_CORE.keys() - _SEVERAL | {"ORGANIZER"})
PASSED = frozenset({"CREATED", "TRANSP", "PRIORITY", "RESOURCES", "COLOR"})
