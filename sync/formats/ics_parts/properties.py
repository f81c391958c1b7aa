"""The properties of a VEVENT that the plain pass reads: one handler for each, from text to the Vevent.

What a handler does not fully understand it refuses (`Odd`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from federation.domain.event import Notice
from sync.formats.ics_parts import values as ics_values
from sync.formats.ics_parts.text import MOST_TEXT, split_escaped, unescape
from sync.formats.ics_parts.vevent import MOST_DATES, Stamp, Vevent

Handler = Callable[[Vevent, dict[str, str], str], None]
"""Takes the Vevent, the parameters by upper-case name, and the value."""

_MOST_RAW = 2 * MOST_TEXT + 2  # an escape is two characters


class Odd(Exception):  # noqa: N818 - not an error: somebody else reads it
    """A content line that the plain pass does not fully understand."""


def _text(attribute: str) -> Handler:
    def handle(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
        setattr(vevent, attribute, unescape(value[:_MOST_RAW]))

    return handle


def _raw(attribute: str) -> Handler:
    def handle(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
        setattr(vevent, attribute, value.strip())

    return handle


def _stamp(vevent: Vevent, parameters: dict[str, str], value: str, name: str) -> Stamp:
    zone = parameters.get("TZID", "")
    if parameters and parameters.get("VALUE", "DATE").upper() not in ("DATE", "DATE-TIME"):
        raise Odd(f"{name};VALUE={parameters['VALUE']}")
    found = ics_values.stamp(value, zone) or ics_values.stamp(value.strip(), zone)
    if found is None:
        found = ics_values.repaired(value, zone)
        if found is None:
            raise Odd(f"{name}:{value[:80]}")
        vevent.notices.append(Notice("date-repaired", vevent.line, name, value[:200]))
    return found


def _moment(attribute: str, name: str) -> Handler:
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
    lat, _, lon = value.partition(";")
    try:
        vevent.geo = float(lat), float(lon)
    except ValueError:
        raise Odd(f"GEO:{value[:80]}") from None


def _categories(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    vevent.categories += [unescape(part) for part in split_escaped(value[:_MOST_RAW])]


def _html(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    if parameters.get("FMTTYPE", "").lower() == "text/html":
        vevent.html = vevent.html or unescape(value[:_MOST_RAW])


def _organiser(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    vevent.organiser = parameters.get("CN", "")


def _image(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    if parameters.get("VALUE", "URI").upper() == "URI":
        vevent.images.append(value.strip())


def _attach(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    image = parameters.get("FMTTYPE", "").lower().startswith("image/")
    if image and parameters.get("VALUE", "URI").upper() == "URI":
        vevent.attached.append(value.strip())


def _conference(vevent: Vevent, parameters: dict[str, str], value: str) -> None:
    vevent.conferences.append(value.strip())


def _rule(value: str) -> str:
    if ":" in value or "\\" in value:
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


HANDLERS: dict[str, Handler] = {
    "UID": _text("uid"),
    "SUMMARY": _text("summary"),
    "DESCRIPTION": _text("description"),
    "X-ALT-DESC": _html,
    "LOCATION": _text("location"),
    "URL": _raw("url"),
    "STATUS": _raw("status"),
    "CLASS": _raw("klass"),
    "ORGANIZER": _organiser,
    "SEQUENCE": _sequence,
    "LAST-MODIFIED": _raw("last_modified"),
    "DTSTAMP": _raw("dtstamp"),
    "DTSTART": _moment("start", "DTSTART"),
    "DTEND": _moment("end", "DTEND"),
    "DURATION": _duration,
    "GEO": _geo,
    "RECURRENCE-ID": _recurrence_id,
    "CATEGORIES": _categories,
    "IMAGE": _image,
    "ATTACH": _attach,
    "CONFERENCE": _conference,
    "X-GOOGLE-CONFERENCE": _conference,
    "X-ZOOM-MEETING-URL": _conference,
    "X-MICROSOFT-SKYPETEAMSMEETINGURL": _conference,
    "RRULE": _rrule,
    "EXRULE": _exrule,
    "RDATE": _rdate,
    "EXDATE": _exdate,
}
_SEVERAL = {"X-ALT-DESC", "CATEGORIES", "IMAGE", "ATTACH", "CONFERENCE", "RRULE", "EXRULE", "RDATE", "EXDATE"}
ONCE = frozenset(name for name in HANDLERS if name not in _SEVERAL and not name.startswith("X-"))
PASSED = frozenset({"CREATED", "TRANSP", "PRIORITY", "COMMENT", "CONTACT", "RELATED-TO", "RESOURCES"})
