"""The fields that answers of the API are described with: each is always there, and says whether it may be null.

`about` describes a field to who reads the OpenAPI document. A field that is `stated` is never null; the others are null
when nobody said.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields, validate

DATE_OR_TIME = "A date (`2026-11-22`) when it is told by days, else a date-time with its offset."
UTC = "A moment in UTC, to the second."


def a_text(about: str = "", **more: Any) -> fields.String:
    """Text, empty when there is nothing to say."""
    return fields.String(required=True, metadata=described(about), **more)


def maybe_text(about: str = "") -> fields.String:
    """Text, null when nobody said."""
    return a_text(about, allow_none=True)


def a_link(about: str = "", *, stated: bool = False) -> fields.String:
    """An absolute address."""
    return fields.String(required=True, allow_none=not stated, metadata={"format": "uri", **described(about)})


def a_moment(about: str, *, stated: bool = False) -> fields.String:
    """A moment in UTC, to the second (RFC 3339)."""
    metadata = {"format": "date-time", **described(f"{about} {UTC}".strip())}
    return fields.String(required=True, allow_none=not stated, metadata=metadata)


def yes_or_no(about: str = "", *, stated: bool = True) -> fields.Boolean:
    """True or false."""
    return fields.Boolean(required=True, allow_none=not stated, metadata=described(about))


def a_whole(about: str = "", *, stated: bool = False) -> fields.Integer:
    """A whole number."""
    return fields.Integer(required=True, allow_none=not stated, metadata=described(about))


def a_decimal(about: str = "") -> fields.Float:
    """A number with decimals, null when nobody said."""
    return fields.Float(required=True, allow_none=True, metadata=described(about))


def some_words(about: str = "") -> fields.List[str]:
    """A list of words, perhaps empty."""
    return fields.List(fields.String(), required=True, metadata=described(about))


def a_part(schema: type[Schema], about: str = "", *, stated: bool = False) -> fields.Nested:
    """A thing within the thing."""
    return fields.Nested(schema, required=True, allow_none=not stated, metadata=described(about))


def many(schema: type[Schema], about: str = "") -> fields.List[Any]:
    """A list of things, perhaps empty."""
    return fields.List(fields.Nested(schema), required=True, metadata=described(about))


def one_of(names: type[StrEnum] | tuple[str, ...], about: str = "", *, stated: bool = True) -> fields.String:
    """One of a few words."""
    allowed = [str(name) for name in names] + ([] if stated else [None])
    return a_text(about, validate=validate.OneOf(allowed), allow_none=not stated)


def described(about: str) -> dict[str, str]:
    """The description as OpenAPI takes it; nothing for the empty one."""
    return {"description": about} if about else {}
