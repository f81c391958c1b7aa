"""Event values <-> JSON: the long tail of an Event in one text column, so that a new field is not a migration.

Defaults are left out. A date is `2026-11-22`, a date-time `2026-11-22T18:30:00+01:00` (the zone's name is the
event's `zone`). Unknown keys are passed over on reading, so that an older hub can read a newer row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from itertools import compress
from json.encoder import encode_basestring as _quoted
from operator import attrgetter, ne
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from federation.domain.event import (
    Attendance,
    Event,
    Exception_,
    Image,
    Moment,
    Organiser,
    Place,
    Price,
    Recurrence,
    Status,
)
from federation.domain.value import Value

_values = msgspec.json.Encoder()
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DEFAULTS: dict[type, tuple[tuple[str, Any], ...]] = {}


def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    found = _DEFAULTS.get(kind)
    if found is None:
        found = _DEFAULTS[kind] = tuple((item.name, item.default) for item in fields(kind))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value) if isinstance(value, Enum) else value
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    if is_dataclass(value) and not isinstance(value, type):
        return to_plain(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def to_plain(value: Any) -> dict[str, Any]:
    """Any value of the domain as plain data, without its defaults and empty parts."""
    plain: dict[str, Any] = {}
    for name, default in _defaults(type(value)):
        found = getattr(value, name)
        if found is not default and found != default:
            plain[name] = _plain(found)
    return plain


def dump(value: Any) -> str:
    """Any value of the domain as compact JSON text; equal values give equal text.

    The text is what the encoder makes of `to_plain`, but that a moment in UTC ends in `Z`.
    """
    if isinstance(value, Value):
        try:
            return _values.encode(value).decode()
        except UnicodeEncodeError:
            pass  # half a letter, which the cleaning has not taken out yet
    values_of, heads, defaults = _shape(type(value))
    values = values_of(value)
    told = compress(zip(heads, values, strict=True), map(ne, values, defaults))
    return "{" + ",".join([head + _TEXTS.get(type(found), _text)(found) for head, found in told]) + "}"


_UPDATED = re.compile(r',"updated":"[^"]*"')  # a quote within a text is escaped, so that no text reads so


def undated(text: str) -> str:
    """The JSON text of an event or a recurrence without when its source last changed it: what readers see of it."""
    return _UPDATED.sub("", text) if ',"updated":"' in text else text


_Shape = tuple[Callable[[Any], tuple[Any, ...]], tuple[str, ...], tuple[Any, ...]]
_SHAPES: dict[type, _Shape] = {}


def _shape(kind: type) -> _Shape:
    """How to take all values of a kind at once, the text before each of them, and their defaults."""
    found = _SHAPES.get(kind)
    if found is None:
        names, defaults = zip(*_defaults(kind), strict=True)
        values_of = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
        found = _SHAPES[kind] = values_of, tuple(f"{_quoted(name)}:" for name in names), defaults
    return found


def _text(value: Any) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        return dump(value)
    return _encoder.encode(_plain(value))


def _list_text(values: tuple[Any, ...]) -> str:
    return "[" + ",".join([_TEXTS.get(type(found), _text)(found) for found in values]) + "]"


_TEXTS: dict[type, Callable[[Any], str]] = {
    str: _quoted,
    int: str,
    datetime: lambda moment: f'"{moment.isoformat()}"',
    date: lambda day: f'"{day.isoformat()}"',
    tuple: _list_text,
}


def moment(text: str, zone: str) -> Moment:
    """A Moment from its ISO text, the date-time told in `zone`."""
    if len(text) == 10:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(ZoneInfo(zone))


def known_parts(kind: type, plain: dict[str, Any]) -> dict[str, Any]:
    """The parts of plain data that this version knows for a kind of value."""
    return {name: plain[name] for name, _ in _defaults(kind) if name in plain}


def event_from(plain: dict[str, Any], when: tuple[Moment, Moment | None] | None = None) -> Event:
    """The Event that `to_plain` made plain; `when` tells its start and end instead of the plain data."""
    known = known_parts(Event, plain)
    zone = known.get("zone", "Europe/Paris")
    if when is not None:
        known["start"], known["end"] = when
    for name in ("start", "end", "previous_start"):
        if isinstance(known.get(name), str):
            known[name] = moment(known[name], zone)
    if "updated" in known:
        known["updated"] = datetime.fromisoformat(known["updated"])
    for name in ("categories", "audience", "accessibility", "links"):
        if name in known:
            known[name] = tuple(known[name])
    if "status" in known:
        known["status"] = Status(known["status"])
    if "attendance" in known:
        known["attendance"] = Attendance(known["attendance"])
    if "place" in known:
        known["place"] = Place(**known_parts(Place, known["place"]))
    if "organiser" in known:
        known["organiser"] = Organiser(**known_parts(Organiser, known["organiser"]))
    if "image" in known:
        known["image"] = Image(**known_parts(Image, known["image"]))
    if "price" in known:
        price = known_parts(Price, known["price"])
        if price.get("amount") is not None:
            price["amount"] = Decimal(price["amount"])
        known["price"] = Price(**price)
    return Event(**known)


def recurrence_from(plain: dict[str, Any], zone: str) -> Recurrence:
    """The Recurrence that `to_plain` made plain; its date-times are told in `zone`."""
    return Recurrence(
        rrules=tuple(plain.get("rrules", ())),
        exrules=tuple(plain.get("exrules", ())),
        rdates=tuple(
            (moment(start, zone), moment(end, zone) if end else None) for start, end in plain.get("rdates", ())
        ),
        exdates=tuple(moment(text, zone) for text in plain.get("exdates", ())),
        exceptions=tuple(
            Exception_(
                recurrence_id=moment(item["recurrence_id"], zone),
                event=event_from(item["event"]),
                this_and_future=item.get("this_and_future", False),
            )
            for item in plain.get("exceptions", ())
        ),
        zone=plain.get("zone", ""),
    )


def load_event(text: str) -> Event:
    """The Event in a payload column."""
    return event_from(json.loads(text))


def load_recurrence(text: str, zone: str) -> Recurrence:
    """The Recurrence in a payload column."""
    return recurrence_from(json.loads(text), zone)
