"""The fields of a charter file: exact numbers, figures with their origin, texts in both languages, nouns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Length

from federation.domain.reasons.words import Words
from federation.label.rules import Figure
from federation.label.words import Noun, french, say
from federation.registry.fields import Many, Strict, Text, not_allowed

_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?\Z")
_TRUTH = {"true": True, "false": False}


class Number(Text):
    """An exact number: `100`, `0.7`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        if not _NUMBER.match(text):
            raise ValidationError(f"`{text}` is not a number such as 100 or 0.7")
        number = Fraction(text)
        if number < 0:
            raise ValidationError(f"`{text}` is less than nothing")
        return number


class Truth(Text):
    """`true` or `false`, nothing else."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        if text not in _TRUTH:
            raise ValidationError(not_allowed(text, tuple(_TRUTH)))
        return _TRUTH[text]


class DayOfYear(Text):
    """A day that comes every year, `03-31`; 29 February does not."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        try:
            day = date.fromisoformat(f"2027-{text}")  # no leap year
        except ValueError:
            raise ValidationError(f"`{text}` is not a day of every year such as 03-31") from None
        return day.month, day.day


class Set(Many):
    """A list, read as a set."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        return frozenset(super()._deserialize(value, attr, data, **rest))


class WordsSchema(Strict):
    """A text in both languages; the French gets its typography here, however it was typed."""

    value = Words
    fr = Text(1000, least=1, required=True)
    en = Text(1000, least=1, required=True)

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Words:
        return say(**data)


class NounSchema(Strict):
    """What is counted: one of it, then many; one form may serve for both."""

    value = Noun
    fr = Many(Text(120, least=1), required=True, validate=Length(1, 2, error="one form or two are expected"))
    en = Many(Text(120, least=1), required=True, validate=Length(1, 2, error="one form or two are expected"))

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Noun:
        fr, en = data["fr"], data["en"]
        return Noun((french(fr[0]), french(fr[-1])), (en[0], en[-1]))


class FigureSchema(Strict):
    """A number and where it comes from."""

    value = Figure
    number = Number(data_key="value", required=True)
    origin = Text(40, data_key="from", required=True)

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Figure:
        return Figure(data["number"], data["origin"])


class WholeSchema(FigureSchema):
    """A whole number of days, weeks or months, and where it comes from."""

    @validates_schema
    def whole(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """Neither none nor more than ten years of days."""
        number = data.get("number", Fraction(1))
        if number.denominator != 1 or not 1 <= number <= 3660:
            raise ValidationError("a whole number between 1 and 3660 is expected here", "value")


class RateSchema(FigureSchema):
    """A part of a whole, and where it comes from."""

    @validates_schema
    def part(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """From none to all."""
        if not 0 <= data.get("number", Fraction(1)) <= 1:
            raise ValidationError("a part of the whole, between 0 and 1, is expected here", "value")


def a_figure(**options: Any) -> fields.Nested:
    """A field that holds a figure."""
    return fields.Nested(FigureSchema, **options)


def a_rate(**options: Any) -> fields.Nested:
    """A field that holds a figure which is a part of a whole."""
    return fields.Nested(RateSchema, **options)


def a_whole(**options: Any) -> fields.Nested:
    """A field that holds a figure which counts days, weeks or months."""
    return fields.Nested(WholeSchema, **options)
