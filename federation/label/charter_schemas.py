"""The shape of a charter file: a marshmallow schema for each kind of thing, making the values of `charter`.

A schema sees text (see `federation.registry_yaml`) and one thing at a time; what compares things stands in
`charter_file`. `KINDS` is the register of measures: its keys are what a charter may write after `kind:`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Length, Range, Regexp

from federation.domain.reasons.words import Words
from federation.label.exemptions import REASONS, WITH_DAYS, WITH_NAME, Exemption
from federation.label.measures.events import Events, Rhythm, Selection, Share
from federation.label.measures.place import PARTS, Address, Opening, SpaceAge, SpacePart
from federation.label.measures.pulls import Answers, Leaks, Rejected, SinceSuccess
from federation.label.measures.statements import AnnualReports, Attested, Badge, Profile, Reviewed
from federation.label.measures.taking import Bar
from federation.label.measures.variety import OF, Dominance, Variety
from federation.label.rules import Figure, Rules
from federation.label.words import Noun, french, say
from federation.registry_schemas import CARRIES, Choice, Many, Strict, Text, Zone, not_allowed

_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?\Z")
_DAY_OF_YEAR = re.compile(r"([0-9]{2})-([0-9]{2})\Z")
_VERSION = Regexp(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}\Z", error="a version such as 2026.1 expected")
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
    """A day that comes every year, `03-31`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        found = _DAY_OF_YEAR.match(text)
        try:
            # In a year that is no leap year: 29 February does not come every year.
            return (date(2027, int(found[1]), int(found[2])).month, int(found[2])) if found else _refuse(text)
        except ValueError:
            return _refuse(text)


def _refuse(text: str) -> Any:
    raise ValidationError(f"`{text}` is not a day of every year such as 03-31")


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


def a_figure(**options: Any) -> fields.Nested:
    """A field that holds a figure."""
    return fields.Nested(FigureSchema, **options)


def a_whole(**options: Any) -> fields.Nested:
    """A field that holds a figure which counts days, weeks or months."""
    return fields.Nested(WholeSchema, **options)


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
    mention_rate = a_figure(required=True)
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


class SelectionSchema(Strict):
    """Which happenings are meant."""

    value = Selection
    formats = Set(Text(40))
    not_formats = Set(Text(40))
    audience = Set(Text(40))
    themes = Set(Text(40))
    hosts = fields.Integer(validate=Range(1, 100))
    open_to_all = Truth()
    free = Truth()
    accessible = Truth()
    told = Set(Choice("title", "end", "place", "link", "description", "image", "organiser", "price"))
    described = fields.Integer(validate=Range(1, 10_000))


class MeasureSchema(Strict):
    """What all measures have: a bar (`least` with its `target`, or `most`), unless a kind says otherwise."""

    barred: ClassVar[bool] = True
    kind = Text(40, required=True)
    least = a_figure()
    most = a_figure()
    target = a_figure()
    warn_ratio = a_figure()

    @validates_schema
    def one_bar(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """A value is held against one threshold."""
        if "least" in data and "most" in data:
            raise ValidationError("`least` and `most` exclude each other: measure twice", "most")
        if self.barred and "least" not in data and "most" not in data:
            raise ValidationError("`least` or `most` is missing: what is the value held against?")
        if "target" in data and "least" not in data:
            raise ValidationError("a target goes with `least`", "target")
        if "target" in data and data["target"].value < data["least"].value:
            raise ValidationError("is below `least`", "target")

    @post_load
    def make(self, data: dict[str, Any], **_rest: Any) -> Any:
        rest = {key: value for key, value in data.items() if key not in _BAR}
        if "least" not in data and "most" not in data:
            return self.value(**rest)
        bar = Bar(
            threshold=data.get("least") or data["most"],
            target=data.get("target"),
            at_most="most" in data,
            warn_ratio=data.get("warn_ratio"),
        )
        return self.value(bar=bar, **rest)


_BAR = frozenset({"kind", "least", "most", "target", "warn_ratio"})


class EventsSchema(MeasureSchema):
    """How many happenings."""

    value = Events
    window = a_whole(required=True)
    ahead = Truth()
    whole = Truth()
    among = fields.Nested(SelectionSchema)
    what = fields.Nested(NounSchema)


class ShareSchema(MeasureSchema):
    """Which share of them is as asked."""

    value = Share
    window = a_whole(required=True)
    being = fields.Nested(SelectionSchema, required=True)
    what = fields.Nested(NounSchema, required=True)
    ahead = Truth()
    among = fields.Nested(SelectionSchema)
    least_events = a_figure()
    least_known = a_figure()


class RhythmSchema(MeasureSchema):
    """In how many months or quarters."""

    value = Rhythm
    each = a_figure(required=True)
    spans = a_whole(required=True)
    quarters = Truth()
    among = fields.Nested(SelectionSchema)
    what = fields.Nested(NounSchema, required=True)


class VarietySchema(MeasureSchema):
    """How many different ones."""

    value: ClassVar[Any] = Variety
    of = Choice(*OF, required=True)
    window = a_whole(required=True)
    what = fields.Nested(NounSchema, required=True)
    without = Set(Text(40))
    among = fields.Nested(SelectionSchema)
    least_events = a_figure()
    least_known = a_figure()


class DominanceSchema(VarietySchema):
    """The share of the commonest."""

    value = Dominance
    own = Truth()


class AddressSchema(MeasureSchema):
    """How many permanent addresses."""

    value = Address
    furthest = a_figure(required=True)
    what = fields.Nested(NounSchema, required=True)


class OpeningSchema(MeasureSchema):
    """Days or hours of opening in a typical week."""

    value = Opening
    weeks = a_whole(required=True)
    hours = Truth()
    what = fields.Nested(NounSchema, required=True)


class SpacePartSchema(MeasureSchema):
    """How much of a part of the space."""

    value = SpacePart
    part = Choice(*PARTS, required=True)
    among = Many(Text(40, least=1))
    what = fields.Nested(NounSchema, required=True)

    @validates_schema
    def named(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """Amenities are counted by name."""
        if data.get("part") == "amenities" and not data.get("among"):
            raise ValidationError("names the amenities that count, and is missing", "among")


class SpaceAgeSchema(MeasureSchema):
    """How old what is said of the space is."""

    value = SpaceAge
    what = fields.Nested(NounSchema, required=True)


class ProfileSchema(MeasureSchema):
    """How many facts the profile tells."""

    value = Profile
    facts = Many(Text(80, least=1), required=True, validate=Length(1, error="is empty: name some facts"))
    accept = Many(Text(80, least=1))
    what = fields.Nested(NounSchema, required=True)


class NamedSchema(MeasureSchema):
    """A statement by its name, whose value may be asked for."""

    barred = False
    name = Text(40, least=1, required=True)
    what = fields.Nested(NounSchema)

    @validates_schema
    def counted(self, data: Mapping[str, Any], **_rest: Any) -> None:
        """A value is told with its noun."""
        if ("least" in data or "most" in data) != ("what" in data):
            raise ValidationError("a threshold and `what` it counts go together: one is missing")


class AttestedSchema(NamedSchema):
    """What the site declares."""

    value = Attested


class ReviewedSchema(NamedSchema):
    """What a reviewer found."""

    value = Reviewed


class BadgeSchema(MeasureSchema):
    """The badge or the link on the site's own page."""

    barred = False
    value = Badge
    accept = Many(Choice("badge", "link"), required=True, validate=Length(1, error="is empty; allowed: badge, link"))
    recheck = a_whole(required=True)


class AnnualReportsSchema(MeasureSchema):
    """The annual report."""

    barred = False
    value = AnnualReports
    due = DayOfYear(required=True)
    fields_ = Many(Text(40, least=1), data_key="fields", attribute="fields", required=True)
    figure = Text(40, least=1, required=True)
    tolerance = a_figure(required=True)
    among = fields.Nested(SelectionSchema)


class AnswersSchema(MeasureSchema):
    """The share of visits that succeeded."""

    value: ClassVar[Any] = Answers
    window = a_whole(required=True)
    carries = Choice(*CARRIES)
    what = fields.Nested(NounSchema, required=True)


class RejectedSchema(AnswersSchema):
    """The share of items rejected."""

    value = Rejected


class LeaksSchema(AnswersSchema):
    """Personal data seen."""

    value = Leaks


class SinceSuccessSchema(MeasureSchema):
    """Hours since the last success."""

    value = SinceSuccess
    carries = Choice(*CARRIES)
    what = fields.Nested(NounSchema, required=True)


KINDS: dict[str, type[MeasureSchema]] = {
    "events": EventsSchema,
    "share": ShareSchema,
    "rhythm": RhythmSchema,
    "variety": VarietySchema,
    "dominance": DominanceSchema,
    "address": AddressSchema,
    "opening": OpeningSchema,
    "space": SpacePartSchema,
    "space_age": SpaceAgeSchema,
    "profile": ProfileSchema,
    "attested": AttestedSchema,
    "reviewed": ReviewedSchema,
    "badge": BadgeSchema,
    "annual_report": AnnualReportsSchema,
    "answers": AnswersSchema,
    "since_success": SinceSuccessSchema,
    "rejected": RejectedSchema,
    "leaks": LeaksSchema,
}


class MeasureField(fields.Field[Any]):
    """A measure, of the kind that its `kind` names."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        if not isinstance(value, dict):
            raise ValidationError("Invalid input type.")
        kind = value.get("kind")
        if not isinstance(kind, str):
            raise ValidationError({"kind": ["Missing data for required field."]})
        if kind.strip() not in KINDS:
            raise ValidationError({"kind": [not_allowed(kind, tuple(KINDS))]})
        return KINDS[kind.strip()]().load(value)


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
