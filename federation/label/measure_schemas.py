"""The shape of a measure in a charter file, one schema for each kind; `KINDS` is their register.

To add a kind: a frozen value in `measures/` that reads a case, a schema here, a line in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Length, Range

from federation.label.charter_fields import DayOfYear, NounSchema, Set, Truth, a_figure, a_rate, a_whole
from federation.label.measures.events import Events, Rhythm, Selection, Share
from federation.label.measures.place import PARTS, Address, Opening, SpaceAge, SpacePart
from federation.label.measures.pulls import Answers, Leaks, Rejected, SinceSuccess
from federation.label.measures.statements import AnnualReports, Attested, Badge, Profile, Reviewed
from federation.label.measures.taking import Bar
from federation.label.measures.variety import OF, Dominance, Variety
from federation.registry.fields import Choice, Many, Strict, Text, not_allowed
from federation.registry.schemas import CARRIES


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
    least = a_rate()
    most = a_rate()
    target = a_rate()
    window = a_whole(required=True)
    being = fields.Nested(SelectionSchema, required=True)
    what = fields.Nested(NounSchema, required=True)
    ahead = Truth()
    among = fields.Nested(SelectionSchema)
    least_events = a_figure()
    least_known = a_rate()


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
    least_known = a_rate()


class DominanceSchema(VarietySchema):
    """The share of the commonest."""

    value = Dominance
    least = a_rate()
    most = a_rate()
    target = a_rate()
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
