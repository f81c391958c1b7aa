"""What the API and the open data say of the label, described: reports, decisions, what is on file.

Names stay, as those of `schemas` do.
"""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from federation.domain.site import LabelStatus
from federation.label.lifecycle import Actor
from federation.label.papers import PAPERS
from federation.label.todo import Urgency
from federation.label.verdict import Ruling, Unit
from federation.publish.schema_fields import (
    a_decimal,
    a_part,
    a_text,
    a_whole,
    described,
    many,
    maybe_text,
    one_of,
    some_words,
    yes_or_no,
)

KINDS = ("burst", "drip", "repeat", "late", "jump", "place")
"""The kinds of anomalies; docs/label.md tells what each is."""


def _on(about: str = "", *, stated: bool = False) -> fields.String:
    """A day, in the zone of the charter."""
    return fields.String(required=True, allow_none=not stated, metadata={"format": "date", **described(about)})


def _at(about: str = "") -> fields.String:
    """A moment with its offset (RFC 3339)."""
    return fields.String(required=True, metadata={"format": "date-time", **described(about)})


class TextsSchema(Schema):
    """A text in both languages."""

    fr = a_text()
    en = a_text()


class FigureSchema(Schema):
    """How one criterion was ruled, and the figures that decided."""

    ruling = one_of(Ruling)
    value = a_decimal("What was measured, in `unit`; a share lies between 0 and 1.")
    threshold = a_decimal("What is asked for.")
    unit = one_of(Unit)


class FiguresSchema(Schema):
    """The last report on a place, in figures."""

    as_of = _at("The moment it speaks of.")
    charter = a_text("Id of the charter.")
    version = a_text("Of the charter.")
    eligible = yes_or_no("Whether no required criterion is in the way of the label.")
    level = one_of(("label", "mention"), "Which label its figures reach.", stated=False)
    conforming = a_whole("How many criteria are met.", stated=True)
    applicable = a_whole("Of how many that apply.", stated=True)
    criteria = fields.Dict(
        keys=fields.String(), values=fields.Nested(FigureSchema), required=True, metadata=described("By their ids.")
    )


class StandingSchema(Schema):
    """Where a place stands with the label."""

    site = a_text("As in `/sites`.")
    name = a_text()
    city = a_text()
    status = one_of(LabelStatus)
    labelled_on = _on("Since when it bears the label.")
    term_ends_on = _on("The last day of its label.")


class JudgedSchema(StandingSchema):
    """Where a place stands, and its last report in figures."""

    report = a_part(FiguresSchema, "Null: it was not assessed yet.")


class VersionSchema(Schema):
    """A version of the charter."""

    id = a_text()
    version = a_text()


class LabelPageSchema(Schema):
    """Where every place stands with the label."""

    charter = a_part(VersionSchema, "The one in force.", stated=True)
    items = many(JudgedSchema)
    next = fields.String(required=True, allow_none=True, metadata=described("Always null: these are all."))


class LabelFileSchema(Schema):
    """Where every place stands with the label, as `/label` of the API tells it."""

    charter = a_part(VersionSchema, "The one in force.", stated=True)
    sites = many(JudgedSchema)


class ConformitySchema(Schema):
    """Which part of what applies is met."""

    conforming = a_whole(stated=True)
    applicable = a_whole(stated=True)
    undetermined = a_whole(stated=True)
    derogations = a_whole(stated=True)
    share = a_decimal("Null: nothing applies.")


class WindowSchema(Schema):
    """The days that were looked at."""

    first = _on(stated=True)
    last = _on(stated=True)
    days = a_whole("How many of them count, declared closures left out.", stated=True)
    cut = yes_or_no("Whether it ends with the last success of a silent source.")


class ReadingSchema(Schema):
    """What one measure of a criterion read."""

    ruling = one_of(Ruling)
    value = a_decimal("Null: there is nothing to measure.")
    threshold = a_decimal()
    at_most = yes_or_no("Whether the threshold is a ceiling.")
    target = a_decimal("What a mention asks for.")
    unit = one_of(Unit)
    origin = maybe_text("Which origin of the charter the threshold comes from.")
    window = a_part(WindowSchema)
    pieces = some_words("Ids of events, or of what was said of the space; at most fifty.")
    pieces_total = a_whole(stated=True)
    sources = some_words()
    anomalies = some_words("Ids of what is set apart.")


class GraceSchema(Schema):
    """The time to mend."""

    allowed_days = a_decimal()
    elapsed_days = a_decimal()
    until = _on("When it ends; null: it stands still.")
    over = yes_or_no()


class VerdictSchema(Schema):
    """How one criterion is ruled, and why."""

    criterion = a_text()
    ruling = one_of(Ruling)
    required = yes_or_no()
    counts = yes_or_no("Whether it is in force.")
    explanation = a_part(TextsSchema, stated=True)
    readings = many(ReadingSchema)
    grace = a_part(GraceSchema)
    next_check_on = _on(stated=True)


class PillarSchema(Schema):
    """A pillar of the charter."""

    id = a_text()
    rate = a_part(ConformitySchema, stated=True)
    verdicts = many(VerdictSchema)


class TaskSchema(Schema):
    """Something to do."""

    criterion = a_text()
    urgency = one_of(tuple(one.name.lower() for one in Urgency), "The most pressing first.")
    ruling = one_of(Ruling)
    found = a_part(TextsSchema, "How far it is: what was measured, against what. Null: an older release judged.")
    gap = a_decimal("How much is missing, in `unit`.")
    unit = one_of(Unit)
    by = _on()
    after = some_words("The criteria to mend first.")
    mend = a_part(TextsSchema, stated=True)


class AnomalySchema(Schema):
    """Something out of the ordinary: but for `place`, not counted before the committee has accepted it."""

    id = a_text()
    kind = one_of(KINDS)
    said = a_part(TextsSchema, stated=True)
    accepted = yes_or_no()
    pieces = some_words("Ids of events, or of what was said of the space; at most fifty.")
    pieces_total = a_whole(stated=True)


class ReportSchema(Schema):
    """A whole report on a place."""

    site = a_text("As in `/sites`.")
    charter = a_text("Id of the charter.")
    version = a_text("Of the charter.")
    as_of = _at("The moment it speaks of.")
    eligible = yes_or_no("Whether no required criterion is in the way of the label.")
    level = one_of(("label", "mention"), "Which label its figures reach.", stated=False)
    rate = a_part(ConformitySchema, stated=True)
    pillars = many(PillarSchema)
    blocking = some_words("The required criteria that are in the way.")
    overdue = some_words("Those whose time to mend is over.")
    todo = many(TaskSchema, "The most urgent first.")
    anomalies = many(AnomalySchema)


class OneJudgedSchema(StandingSchema):
    """Where a place stands, and its last report, whole."""

    report = a_part(ReportSchema, "Null: it was not assessed yet.")


class VotesSchema(Schema):
    """How the votes fell."""

    in_favour = a_whole(stated=True)
    against = a_whole(stated=True)
    abstained = a_whole(stated=True)
    set_aside = a_whole("For a conflict of interest.", stated=True)


class PaperSchema(Schema):
    """Something that somebody put on file about a place, and signed."""

    id = a_whole(stated=True)
    kind = fields.String(required=True, validate=validate.OneOf(list(PAPERS)))
    name = a_text("What it is about, by the charter’s word.")
    favourable = yes_or_no("Which way it goes, of a kind that goes one way or the other.", stated=False)
    author = a_text()
    function = a_text("The role of its author.")
    stated_on = _on(stated=True)
    first_on = _on()
    last_on = _on("The last day on which it holds.")
    withdrawn_at = fields.String(
        required=True, allow_none=True, metadata={"format": "date-time", **described("Null: it holds.")}
    )


class DecisionSchema(Schema):
    """A decision on the label of a place."""

    number = a_whole("1, 2, 3… for each place.", stated=True)
    decision = a_text("Id of a transition of the lifecycle, or `renew`.")
    title = a_part(TextsSchema, stated=True)
    before = one_of(LabelStatus)
    after = one_of(LabelStatus)
    role = one_of(Actor)
    author = a_text()
    function = a_text("The role of its author.")
    reasons = a_text()
    decided_at = _at()
    votes = a_part(VotesSchema, "Null: there was no vote.")
    term_ends_on = _on("The last day of the label that it gives.")
    appealable_until = _on("Null: the place asked for it itself.")
    suspensive = yes_or_no("Whether it holds only once the time to appeal is over.")
    charter = a_text("Id of the charter that it rests on.")
    version = a_text("Of the charter.")
    steps = many(PaperSchema, "Appeals against it, and what became of them.")


class HistorySchema(StandingSchema):
    """What was decided about a place, and what is on its file."""

    decisions = many(DecisionSchema, "The oldest first; they are never changed.")
    file = many(PaperSchema, "The oldest first; what was withdrawn stays.")
