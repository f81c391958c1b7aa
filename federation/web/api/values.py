"""The values that the parameters of the API may have, as JSON Schema: whatever it allows is answered.

Other spellings are understood too (« demain », `tomorrow`); what depends on other parameters is told in words. Patterns
are plain enough for ECMA 262 and for Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from federation.domain.cursors import LONGEST as LONGEST_CURSOR
from federation.domain.query.reading import CONTROLS, LONGEST, MOST, MOST_KM, SWITCHES, YES_OR_NO

Plain = dict[str, Any]

LETTERS = r"0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
"""What names may begin with to be surely compared, as a class of a pattern; most other scripts are compared too."""

_KM = "([1-9][0-9]?|[1-4][0-9]{2}|500)"
_LAT = r"-?(90(\.0{1,12})?|[0-8]?[0-9](\.[0-9]{1,12})?)"
_LON = r"-?(180(\.0{1,12})?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,12})?)"
_POINT = f"{_LAT},{_LON}(,{_KM})?"

_TEXT: Plain = {"type": "string", "maxLength": LONGEST, "pattern": f"^[^{CONTROLS}]*$"}
_NAME: Plain = {"type": "string", "maxLength": LONGEST, "pattern": f"^[{LETTERS}][^{CONTROLS}]*$"}
_DAY: Plain = {
    "type": "string",
    "format": "date",
    "pattern": "^(20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
}
_CURSOR: Plain = {"type": "string", "maxLength": LONGEST_CURSOR, "pattern": "^[A-Za-z0-9_-]*$"}
_SCHEMAS: dict[str, Plain] = {
    "q": _TEXT,
    "typed": _TEXT,
    "from": _DAY,
    "to": _DAY,
    "near": {"type": "string", "pattern": f"^{_POINT}$"},
    "km": {"type": "integer", "minimum": 1, "maximum": MOST_KM},
    "language": {"type": "string", "pattern": "^[A-Za-z]{2}$"},
    "organiser": _NAME,
    "series": _NAME,
    "cursor": _CURSOR,
    "since": _CURSOR,
    **{name: {"type": "string", "enum": list(YES_OR_NO)} for name in SWITCHES},
}


def value_schema(name: str, allowed: Iterable[str] = (), *, most: int = 0, many: bool = False) -> Plain:
    """The schema of a parameter: a number up to `most`, one of a few values, what its name says, or `many` such."""
    found: Plain = (
        {"type": "integer", "minimum": 1, "maximum": most} if most else _SCHEMAS.get(name, {"type": "string"})
    )
    if name not in _SCHEMAS and (values := list(allowed)):
        found = found | {"enum": values}
    return {"type": "array", "items": found, "maxItems": MOST} if many else dict(found)


def of_values(schema: Plain, values: Iterable[str]) -> Plain:
    """The schema of a parameter that may be repeated, with the values there are."""
    known = list(values)
    return schema | ({"items": {**schema["items"], "enum": known}} if known else {"maxItems": 0})


def of_places(places: Iterable[str]) -> Plain:
    """The schema of `near`: a point or one of these places (their ids), and within how many kilometres."""
    known = "|".join(places)
    return {"type": "string", "pattern": f"^({_POINT}|({known})(,{_KM})?)$" if known else f"^{_POINT}$"}
