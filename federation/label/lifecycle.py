"""The life of a label: may this site move from here to there, by this actor, on these facts?

Statuses, transitions, guards and effects are data (`lifecycle.yaml`); this engine only reads them. Nothing that takes
a label away is automatic: a lifecycle in which the system suspends or withdraws cannot be loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from federation.domain.reasons.words import Words
from federation.domain.site import LabelStatus
from federation.label.guards import GUARDS, Facts
from federation.label.words import say


class Actor(StrEnum):
    """Who moves a status."""

    OPERATOR = "operator"
    COMMITTEE = "committee"
    SYSTEM = "system"


class Effect(StrEnum):
    """What a move brings with it, besides the status."""

    TERM_STARTS = "term_starts"
    PUBLIC_NOTICE = "public_notice"
    NOTIFICATION = "notification"
    PLAN_ASKED = "plan_asked"
    CLOCKS_STOP = "clocks_stop"
    CLOCKS_START = "clocks_start"
    AGENDA_ARCHIVED = "agenda_archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One way to move. `to` None is back to the status before; `guards` must all hold, each with its figure."""

    id: str
    title: Words
    sources: frozenset[LabelStatus]
    to: LabelStatus | None
    actors: frozenset[Actor]
    guards: tuple[tuple[str, Fraction], ...]
    effects: tuple[Effect, ...] = ()
    apply_again_after_days: int = 0
    suspensive_appeal: bool = False


@dataclass(frozen=True, slots=True)
class StatusWords:
    """How a status is told, and the badge that goes with it: `label`, `candidate`, `suspended` or `none`."""

    status: LabelStatus
    title: Words
    badge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """All of it. Reminders before the end of a term and the time to appeal are in days."""

    statuses: Mapping[LabelStatus, StatusWords]
    transitions: Mapping[str, Transition]
    words: Mapping[str, Words]
    reminders: tuple[int, ...]
    appeal_days: int
    appeal_decision_days: int
    appeal_panel: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a move is not possible; `guard` is its name."""

    guard: str
    said: Words


def may(lifecycle: Lifecycle, status: LabelStatus, transition: str, actor: Actor, facts: Facts) -> tuple[Refusal, ...]:
    """Why a move is not possible, every reason at once; nothing when it is. `status` is where the actor saw the site.

    Of two decisions at the same moment the second sees a status that has moved, and is told.
    """
    move = lifecycle.transitions.get(transition)
    if move is None:
        return (_unknown(lifecycle, transition),)
    found = []
    if status is not facts.status:
        found.append(_moved(lifecycle, status, facts.status))
    elif status not in move.sources:
        found.append(_not_from(lifecycle, move, status))
    if actor not in move.actors:
        found.append(_not_by(move, actor))
    if move.to is None and facts.previous is None:
        found.append(Refusal("previous", say("le statut d’avant n’est pas connu", "the status before is not known")))
    found += [
        Refusal(name, filled(lifecycle.words[name], value))
        for name, value in move.guards
        if not GUARDS[name](facts, value)
    ]
    return tuple(found)


def alone(lifecycle: Lifecycle, facts: Facts) -> tuple[Transition, ...]:
    """The moves that the system makes by itself on these facts, in the order of the file."""
    return tuple(
        move
        for move in lifecycle.transitions.values()
        if Actor.SYSTEM in move.actors and not may(lifecycle, facts.status, move.id, Actor.SYSTEM, facts)
    )


def filled(words: Words, value: Fraction) -> Words:
    """Words with a figure in them."""
    return Words(words.fr.replace("{value}", str(value)), words.en.replace("{value}", str(value)))


def _unknown(lifecycle: Lifecycle, transition: str) -> Refusal:
    known = ", ".join(lifecycle.transitions)
    return Refusal(
        "transition", say(f"`{transition}` n’existe pas : {known}", f"`{transition}` does not exist: {known}")
    )


def _moved(lifecycle: Lifecycle, seen: LabelStatus, status: LabelStatus) -> Refusal:
    was, now = lifecycle.statuses[seen].title, lifecycle.statuses[status].title
    said = say(
        f"le statut a changé entre-temps : « {was.fr} » est devenu « {now.fr} »",
        f"the status has moved meanwhile: “{was.en}” is now “{now.en}”",
    )
    return Refusal("status", said)


def _not_from(lifecycle: Lifecycle, move: Transition, status: LabelStatus) -> Refusal:
    now = lifecycle.statuses[status].title
    said = say(f"on ne peut pas {move.title.fr} depuis « {now.fr} »", f"one cannot {move.title.en} from “{now.en}”")
    return Refusal("status", said)


def _not_by(move: Transition, actor: Actor) -> Refusal:
    names = {
        Actor.OPERATOR: ("l’exploitant", "the operator"),
        Actor.COMMITTEE: ("le comité", "the committee"),
        Actor.SYSTEM: ("le hub seul", "the hub alone"),
    }
    fr, en = names[actor]
    return Refusal("actor", say(f"{fr} ne peut pas {move.title.fr}", f"{en} may not {move.title.en}"))
