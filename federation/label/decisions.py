"""Decisions: a move that was made, by whom and why; when it takes effect, how it is appealed, when a term ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from federation.domain.site import PUBLISHED, LabelStatus
from federation.label.guards import Facts
from federation.label.lifecycle import Actor, Effect, Lifecycle, Refusal, filled, may
from federation.label.votes import Vote
from federation.label.words import day, say


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


def renew(
    lifecycle: Lifecycle,
    site: str,
    status: LabelStatus,
    actor: Actor,
    author: str,
    facts: Facts,
    term_months: int,
    blocking: tuple[str, ...],
) -> Decision | tuple[Refusal, ...]:
    """The decision that begins another term after the present one, or why it is not possible.

    The committee takes it, from the first reminder on, on a report without a required criterion in the way
    (`blocking`). The status stays what it is.
    """
    refusals = tuple(_against_renewal(lifecycle, status, actor, facts, blocking))
    if refusals:
        return refusals
    begins = max(facts.today, facts.term_ends_on or facts.today)
    return Decision(
        site=site,
        transition="renew",
        before=facts.status,
        after=facts.status,
        author=author,
        role=actor,
        reasons=facts.reasons.strip(),
        decided_at=facts.as_of,
        decided_on=facts.today,
        votes=facts.votes,
        effects=(Effect.PUBLIC_NOTICE, Effect.NOTIFICATION),
        term_ends_on=term_end(begins, term_months),
        appealable_until=_later(facts.today, lifecycle.appeal_days),
    )


def _against_renewal(
    lifecycle: Lifecycle, status: LabelStatus, actor: Actor, facts: Facts, blocking: tuple[str, ...]
) -> Iterator[Refusal]:
    if status is not facts.status or status not in (LabelStatus.LABELLED, LabelStatus.PROBATION):
        now = lifecycle.statuses[facts.status].title
        yield Refusal(
            "status",
            say(f"on ne peut pas renouveler le label depuis « {now.fr} »", f"one cannot renew from “{now.en}”"),
        )
    if actor is not Actor.COMMITTEE:
        yield Refusal("actor", say("seul le comité renouvelle le label", "the committee alone renews a label"))
    first = max(lifecycle.reminders)
    if facts.term_ends_on is not None and (facts.term_ends_on - facts.today).days > first:
        opens = day(_later(facts.term_ends_on, -first))
        yield Refusal("too_early", say(f"trop tôt : à partir du {opens.fr}", f"too early: from {opens.en} on"))
    if blocking:
        names = ", ".join(blocking)
        said = say(f"critères requis à mettre en ordre : {names}", f"required criteria to put in order: {names}")
        yield Refusal("dossier", said)
    if any(vote.tie.strip() for vote in facts.votes):
        yield Refusal("no_conflict", lifecycle.words["no_conflict"])
    if not facts.reasons.strip():
        yield Refusal("reasons_given", lifecycle.words["reasons_given"])


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
        found.append(Refusal("appeal_panel", filled(few, Fraction(lifecycle.appeal_panel))))
    if both := appeal.panel & {vote.member for vote in decision.votes}:
        names = ", ".join(sorted(both))
        said = say(f"ont déjà voté : {names}", f"have voted already: {names}")
        found.append(Refusal("appeal_voters", said))
    return tuple(found)


def term_end(begins_on: date, months: int) -> date:
    """The last day of a term; one that begins on 29 February ends on the 28th when the year has no 29th."""
    return begins_on + relativedelta(months=months)


def founding_term_end(labelled_on: date, known_on: date, months: int, notice: int) -> date:
    """The last day of the term of a site that came labelled: one after the other from the day on which it was.

    Terms that ended before the hub knew it (`known_on`), or too soon after for all reminders (`notice`, in days),
    are taken to have been renewed as the network then did.
    """
    first, number = known_on + timedelta(days=notice), 1
    while (end := term_end(labelled_on, number * months)) < first:
        number += 1
    return end


def reminders_due(lifecycle: Lifecycle, ends_on: date, today: date, sent: frozenset[int]) -> tuple[int, ...]:
    """The reminders to send now of a term that ends: those whose day has come and that were not sent.

    When several have come at once only the last one is sent; after the end there is none.
    """
    left = (ends_on - today).days
    due = sorted(days for days in lifecycle.reminders if 0 <= left <= days)
    return tuple(due[:1]) if due and due[0] not in sent else ()


def _later(on: date, days: int) -> date:
    return on + timedelta(days=days)
