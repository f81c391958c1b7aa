"""The life of a label: may this site move from here to there, by this actor, on these facts; and the decision it makes.

Statuses, transitions, guards and effects are data (`lifecycle.yaml`); this engine only reads them. Nothing that takes
a label away is automatic: a lifecycle in which the system suspends or withdraws cannot be loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from federation.domain.reasons.words import Words
from federation.domain.site import PUBLISHED, LabelStatus
from federation.label.guards import GUARDS, Facts
from federation.label.votes import Vote
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A move that was made, public for ever. `before` is the status it was made from: if that has moved, it is void.

    `appealable_until` is None for what the site asked for itself; a `suspensive` one takes effect only afterwards.
    """

    site: str
    transition: str
    before: LabelStatus
    after: LabelStatus
    author: str
    role: Actor
    reasons: str
    decided_at: datetime
    decided_on: date
    votes: tuple[Vote, ...] = ()
    effects: tuple[Effect, ...] = ()
    term_ends_on: date | None = None
    apply_again_on: date | None = None
    appealable_until: date | None = None
    suspensive: bool = False

    @property
    def published(self) -> bool:
        """Whether the site is in the agenda of the network after it."""
        return self.after in PUBLISHED


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against a decision; `upheld` True overturns it, None while the panel has not decided."""

    filed_on: date
    panel: frozenset[str] = frozenset()
    decided_on: date | None = None
    upheld: bool | None = None


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
        Refusal(name, _filled(lifecycle.words[name], value))
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


def decide(
    lifecycle: Lifecycle,
    site: str,
    status: LabelStatus,
    transition: str,
    actor: Actor,
    author: str,
    facts: Facts,
    term_months: int,
) -> Decision | tuple[Refusal, ...]:
    """The decision that makes a move, or why it is not possible; `term_months` is how long a label lasts."""
    refusals = may(lifecycle, status, transition, actor, facts)
    if refusals:
        return refusals
    move = lifecycle.transitions[transition]
    after = move.to or facts.previous or facts.status
    imposed = actor is Actor.COMMITTEE
    return Decision(
        site=site,
        transition=transition,
        before=facts.status,
        after=after,
        author=author,
        role=actor,
        reasons=facts.reasons.strip() or move.title.fr,
        decided_at=facts.as_of,
        decided_on=facts.today,
        votes=facts.votes,
        effects=move.effects,
        term_ends_on=term_end(facts.today, term_months) if Effect.TERM_STARTS in move.effects else None,
        apply_again_on=_later(facts.today, move.apply_again_after_days) if move.apply_again_after_days else None,
        appealable_until=_later(facts.today, lifecycle.appeal_days) if imposed else None,
        suspensive=move.suspensive_appeal,
    )


def takes_effect_on(decision: Decision, appeal: Appeal | None = None) -> date | None:
    """From which day a decision holds; None while a suspensive appeal is open, or when it was overturned.

    One that is not suspended by an appeal holds at once, and until it is overturned.
    """
    if appeal is not None and appeal.upheld:
        return None
    if not decision.suspensive or decision.appealable_until is None:
        return decision.decided_on
    if appeal is None:
        return _later(decision.appealable_until, 1)
    return appeal.decided_on


def appeal_refusals(lifecycle: Lifecycle, decision: Decision, appeal: Appeal) -> tuple[Refusal, ...]:
    """Why an appeal cannot be heard: out of time, or by a panel that is too small or has voted already."""
    found = []
    if decision.appealable_until is None or appeal.filed_on > decision.appealable_until:
        said = say("le délai de recours est passé", "the time to appeal is over")
        found.append(Refusal("appeal_window", said))
    if appeal.panel and len(appeal.panel) < lifecycle.appeal_panel:
        few = say("il faut {value} relecteurs", "{value} reviewers are needed")
        found.append(Refusal("appeal_panel", _filled(few, Fraction(lifecycle.appeal_panel))))
    if both := appeal.panel & {vote.member for vote in decision.votes}:
        names = ", ".join(sorted(both))
        said = say(f"ont déjà voté : {names}", f"have voted already: {names}")
        found.append(Refusal("appeal_voters", said))
    return tuple(found)


def term_end(begins_on: date, months: int) -> date:
    """The last day of a term; one that begins on 29 February ends on the 28th when the year has no 29th."""
    return begins_on + relativedelta(months=months)


def reminders_due(lifecycle: Lifecycle, ends_on: date, today: date, sent: frozenset[int]) -> tuple[int, ...]:
    """The reminders to send now of a term that ends: those whose day has come and that were not sent.

    When several have come at once only the last one is sent; after the end there is none.
    """
    left = (ends_on - today).days
    due = sorted(days for days in lifecycle.reminders if 0 <= left <= days)
    return tuple(due[:1]) if due and due[0] not in sent else ()


def _later(on: date, days: int) -> date:
    return on + timedelta(days=days)


def _filled(words: Words, value: Fraction) -> Words:
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
