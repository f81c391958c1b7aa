"""The shape of a charter file but for its measures: a marshmallow schema for each kind of thing.

A schema sees text (see `federation.registry.yaml`) and one thing at a time; what compares things stands in
`charter_file`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Length, Range, Regexp

from federation.domain.reasons.words import Words
from federation.label.charter_fields import Truth, WordsSchema, a_figure, a_rate, a_whole
from federation.label.exemptions import REASONS, WITH_DAYS, WITH_NAME, Exemption
from federation.label.measure_schemas import MeasureField
from federation.label.rules import Rules
from federation.registry.fields import Choice, Many, Strict, Text, Zone

_VERSION = Regexp(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}\Z", error="a version such as 2026.1 expected")


class RulesSchema(Strict):
    """The figures of a whole charter; all are asked for."""

    value = Rules
    observation_days = a_whole(required=True)
    full_days = a_whole(required=True)
    warn_ratio = a_figure(required=True)
    stale_hours = a_whole(required=True)
    reset_days = a_whole(required=True)
    attestation_days = a_whole(required=True)
    closed_days = a_whole(required=True)
    mention_rate = a_rate(required=True)
    burst = a_whole(required=True)
    repeat_days = a_whole(required=True)
    late_hours = a_whole(required=True)
    factor = a_figure(required=True)

    @validates_schema
    def multiples(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """What multiplies never makes less of it."""
        for name in ("warn_ratio", "factor"):
            if name in data and data[name].value < 1:
                raise ValidationError("is a multiple: 1 or more is expected", name)


class ExemptionSchema(Strict):
    """When a criterion does not apply: one reason, with its days or the name of an attestation."""

    value = Exemption
    reason = Choice(*REASONS, required=True)
    days = fields.Integer(validate=Range(1, 10_000))
    name = Text(40, least=1)

    @validates_schema
    def complete(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """Each reason has what it compares to, and nothing else."""
        for key, reasons in (("days", WITH_DAYS), ("name", WITH_NAME)):
            if (key in data) != (data.get("reason") in reasons):
                raise ValidationError(f"goes with {' and '.join(sorted(reasons))}, and only with that", key)

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Exemption:
        return Exemption(data["reason"], data.get("days", data.get("name")))


class PillarSchema(Strict):
    """A part of the charter."""

    value = dict
    id = Text(32, required=True)
    title = fields.Nested(WordsSchema, required=True)


class CriterionSchema(Strict):
    """One thing the charter asks for; left as plain data, because its default date is that of the charter."""

    value = dict
    id = Text(40, required=True)
    pillar = Text(32, required=True)
    required = Truth(required=True)
    title = fields.Nested(WordsSchema, required=True)
    reason = fields.Nested(WordsSchema, required=True)
    mend = fields.Nested(WordsSchema, required=True)
    all_of = Many(MeasureField())
    any_of = Many(MeasureField())
    grace = a_whole(required=True)
    in_force_on = fields.Date()
    unless = Many(fields.Nested(ExemptionSchema))
    rests_on = Many(Text(40))

    @validates_schema
    def known_by(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """It is known by its measures, together or in the alternative."""
        if bool(data.get("all_of")) == bool(data.get("any_of")):
            raise ValidationError("is known by `all_of` or by `any_of` some measures, and by one of both only")


class Origins(fields.Field[dict[str, Words]]):
    """The words for where figures come from, by their names."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any
    ) -> dict[str, Words]:
        if not isinstance(value, dict):
            raise ValidationError("Invalid input type.")
        found, wrong = {}, {}
        for name, words in value.items():
            try:
                found[name] = WordsSchema().load(words)
            except ValidationError as problem:
                wrong[name] = problem.messages
        if wrong:
            raise ValidationError(wrong)
        return found


class CharterSchema(Strict):
    """What is said of the charter as a whole."""

    value = dict
    id = Text(40, required=True)
    version = Text(20, required=True, validate=_VERSION)
    in_force_on = fields.Date(required=True)
    zone = Zone(required=True)
    title = fields.Nested(WordsSchema, required=True)
    motto = Text(load_default="")
    notice_days = fields.Integer(required=True, validate=Range(0, 3650))
    term_months = fields.Integer(required=True, validate=Range(1, 240))
    origins = Origins(required=True)
    rules = fields.Nested(RulesSchema, required=True)
    pillars = Many(fields.Nested(PillarSchema), required=True, validate=Length(1, error="is empty"))

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> dict[str, Any]:
        return data | {"notice": timedelta(days=data.pop("notice_days"))}


class CharterFileSchema(Strict):
    """The whole file."""

    value = dict
    charter = fields.Nested(CharterSchema, required=True)
    criteria = Many(fields.Nested(CriterionSchema), required=True, validate=Length(1, error="is empty"))
