"""The lifecycle as data -> a Lifecycle, or every mistake at once; never one in which the system takes a label away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any

from marshmallow import ValidationError, fields
from marshmallow.validate import Range

from federation.domain.site import LabelStatus
from federation.errors import Mistake
from federation.label.charter_fields import Truth, WordsSchema
from federation.label.guards import GUARDS
from federation.label.lifecycle import Actor, Effect, Lifecycle, StatusWords, Transition
from federation.registry.fields import Choice, Many, Strict, Text, nearest
from federation.registry.loading import load_file
from federation.registry.yaml import Document

PREVIOUS = "previous"
NEVER_ALONE = frozenset({LabelStatus.SUSPENDED, LabelStatus.WITHDRAWN})
"""What the system never does to a site by itself."""


class Guards(fields.Field[tuple[tuple[str, Fraction], ...]]):
    """What must hold: figures by the names of guards; `true` where there is no figure."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **rest: Any) -> Any:
        if not isinstance(value, dict):
            raise ValidationError("Invalid input type.")
        found, wrong = [], {}
        for name, figure in value.items():
            try:
                found.append((name, Fraction(1) if figure == "true" else Fraction(figure)))
            except (ValueError, TypeError, ZeroDivisionError):
                wrong[name] = ["`true`, a number or a share such as 2/3 is expected here"]
            if name not in GUARDS:
                wrong[name] = [f"unknown guard `{name}`{nearest(name, tuple(GUARDS))}"]
        if wrong:
            raise ValidationError(wrong)
        return tuple(found)


class StatusSchema(Strict):
    """A status and its words."""

    value = dict
    id = Choice(*LabelStatus, required=True)
    badge = Choice("label", "candidate", "suspended", "none", required=True)
    title = fields.Nested(WordsSchema, required=True)


class TransitionSchema(Strict):
    """One way to move."""

    value = dict
    id = Text(40, least=1, required=True)
    sources = Many(Choice(*LabelStatus), data_key="from", required=True)
    to = Choice(*LabelStatus, PREVIOUS, required=True)
    actors = Many(Choice(*Actor), required=True)
    guards = Guards(required=True)
    effects = Many(Choice(*Effect))
    apply_again_after_days = fields.Integer(validate=Range(1, 3660))
    suspensive_appeal = Truth()
    title = fields.Nested(WordsSchema, required=True)


class RenewalSchema(Strict):
    """When the end of a term is called to mind."""

    value = dict
    reminders_days_before = Many(fields.Integer(validate=Range(1, 3660)), required=True)


class AppealSchema(Strict):
    """How a decision is appealed against."""

    value = dict
    window_days = fields.Integer(required=True, validate=Range(1, 365))
    decision_days = fields.Integer(required=True, validate=Range(1, 365))
    panel = fields.Integer(required=True, validate=Range(1, 50))


class LifecycleSchema(Strict):
    """The whole file."""

    value = dict
    statuses = Many(fields.Nested(StatusSchema), required=True)
    transitions = Many(fields.Nested(TransitionSchema), required=True)
    renewal = fields.Nested(RenewalSchema, required=True)
    appeal = fields.Nested(AppealSchema, required=True)
    words = fields.Dict(keys=Choice(*GUARDS), values=fields.Nested(WordsSchema), required=True)


def load_lifecycle(text: str, name: str = "lifecycle.yaml") -> Lifecycle:
    """The lifecycle that the text of a file tells. Raises ConfigError with every mistake, in the order of the file."""
    return _lifecycle(load_file(text, name, LifecycleSchema(), _compared))


@lru_cache(maxsize=1)
def shipped_lifecycle() -> Lifecycle:
    """The lifecycle that comes with the project."""
    return load_lifecycle((resources.files("federation.label") / "lifecycle.yaml").read_text("utf-8"))


def _compared(document: Document, loaded: dict[str, Any] | None) -> Iterator[Mistake]:
    if loaded is None:
        return
    told_of = {one["id"] for one in loaded["statuses"]}
    if missing := [status for status in LabelStatus if status not in told_of]:
        yield Mistake("statuses", f"no words for {', '.join(missing)}", document.line(("statuses",)))
    seen: set[str] = set()
    for number, move in enumerate(loaded["transitions"]):
        where, line = f"transitions[{number}]", document.line(("transitions", number))
        if move["id"] in seen:
            yield Mistake(where, f"the id `{move['id']}` was already given", line)
        seen.add(move["id"])
        if Actor.SYSTEM in move["actors"] and move["to"] in NEVER_ALONE:
            yield Mistake(where, f"the system never moves a site to `{move['to']}` by itself", line)
        for guard, _ in move["guards"]:
            if guard not in loaded["words"]:
                yield Mistake(where, f"no words for the guard `{guard}`", line)


def _lifecycle(loaded: dict[str, Any]) -> Lifecycle:
    statuses = [StatusWords(LabelStatus(one["id"]), one["title"], one["badge"]) for one in loaded["statuses"]]
    return Lifecycle(
        statuses={one.status: one for one in statuses},
        transitions={one["id"]: _transition(one) for one in loaded["transitions"]},
        words=loaded["words"],
        reminders=loaded["renewal"]["reminders_days_before"],
        appeal_days=loaded["appeal"]["window_days"],
        appeal_decision_days=loaded["appeal"]["decision_days"],
        appeal_panel=loaded["appeal"]["panel"],
    )


def _transition(plain: dict[str, Any]) -> Transition:
    return Transition(
        id=plain["id"],
        title=plain["title"],
        sources=frozenset(LabelStatus(one) for one in plain["sources"]),
        to=None if plain["to"] == PREVIOUS else LabelStatus(plain["to"]),
        actors=frozenset(Actor(one) for one in plain["actors"]),
        guards=plain["guards"],
        effects=tuple(Effect(one) for one in plain.get("effects", ())),
        apply_again_after_days=plain.get("apply_again_after_days", 0),
        suspensive_appeal=plain.get("suspensive_appeal", False),
    )
