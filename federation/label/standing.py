"""Where a site stands: its status now and since when, from where the network file put it and all decisions since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from federation.domain.recurrence import at
from federation.domain.site import PUBLISHED, LabelStatus
from federation.label.decisions import Appeal, Decision, takes_effect_on
from federation.label.evidence import Freeze
from federation.label.history import lasted
from federation.label.lifecycle import Effect

BEARING = frozenset({LabelStatus.LABELLED, LabelStatus.PROBATION, LabelStatus.SUSPENDED, LabelStatus.FROZEN})
"""The statuses in which a site has the label, even while it is suspended or frozen."""


@dataclass(frozen=True, slots=True)
class Made:
    """A decision with its number among those of its site, and the appeal against it, if any.

    `freeze_until` is the last day of the freeze that it begins.
    """

    number: int
    decision: Decision
    appeal: Appeal | None = None
    freeze_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a site stands at one moment.

    `since_at` is when the status began, None when the file gave it. `number` is that of the last decision, 0 before
    any: whoever decides tells which one they saw. `pending` are decisions that do not hold yet, each with its day.
    """

    site: str
    status: LabelStatus
    since_at: datetime | None = None
    number: int = 0
    previous: LabelStatus | None = None
    previous_since_at: datetime | None = None
    labelled_on: date | None = None
    term_ends_on: date | None = None
    apply_again_on: date | None = None
    freezes: tuple[Freeze, ...] = ()
    pending: tuple[tuple[Made, date | None], ...] = ()

    @property
    def published(self) -> bool:
        """Whether it is in the agenda of the network."""
        return self.status in PUBLISHED


def standing(
    site: str,
    founding: LabelStatus,
    made: Sequence[Made],
    as_of: datetime,
    zone: ZoneInfo,
    labelled_on: date | None = None,
    term_ends_on: date | None = None,
) -> Standing:
    """Where a site stands at an aware moment; `founding`, `labelled_on` and `term_ends_on` are what it came with.

    A decision holds from its day, if the status is still the one it was made from then; one that was overturned does
    not hold.
    """
    known = _known_at(made, as_of)
    first = known[0].decision.before if known else founding
    now = Standing(site=site, status=first)
    if first in BEARING:
        now = replace(now, labelled_on=labelled_on, term_ends_on=term_ends_on)
    for moment, one in _held(known, as_of, zone):
        if one.decision.before is now.status:
            now = _moved(now, one, moment, zone)
    waiting = tuple(
        (one, on)
        for one, on, moment in _taking_effect(known, as_of, zone)
        if (moment is None or moment > as_of) and one.decision.before is now.status
        if not _overturned(one, as_of, zone)
    )
    return replace(now, number=known[-1].number if known else 0, pending=waiting)


def terms(made: Sequence[Made], as_of: datetime, zone: ZoneInfo) -> tuple[int, frozenset[int]]:
    """The number of the decision that began the last term, and those of the terms that no longer hold at a moment.

    0 is the term of a site that bore the label before any decision. A term that another followed holds until its end;
    one that a decision ends holds until that decision does.
    """
    begun, over = [0], set[int]()
    known = _known_at(made, as_of)
    status = known[0].decision.before if known else None
    for _, one in _held(known, as_of, zone):
        if one.decision.before is not status:
            continue
        status = one.decision.after
        if one.decision.term_ends_on is not None:
            begun.append(one.number)
        if status not in BEARING:
            over.update(begun)
    return begun[-1], frozenset(over)


def _known_at(made: Sequence[Made], as_of: datetime) -> list[Made]:
    return [one for one in made if one.decision.decided_at <= as_of]


def _held(known: Iterable[Made], as_of: datetime, zone: ZoneInfo) -> list[tuple[datetime, Made]]:
    """The decisions that hold at a moment if the status lets them, each with when it began to, in that order."""
    found = [(moment, one) for one, _, moment in _taking_effect(known, as_of, zone) if moment and moment <= as_of]
    return sorted(found, key=lambda pair: (pair[0], pair[1].number))


def _taking_effect(
    known: Iterable[Made], as_of: datetime, zone: ZoneInfo
) -> Iterator[tuple[Made, date | None, datetime | None]]:
    """Each decision with the day and the moment from which it holds, as far as is known; None for never."""
    for one in known:
        on = takes_effect_on(one.decision, _known(one.appeal, as_of.astimezone(zone).date()))
        yield one, on, _moment(one.decision, on, zone)


def _overturned(one: Made, as_of: datetime, zone: ZoneInfo) -> bool:
    appeal = _known(one.appeal, as_of.astimezone(zone).date())
    return appeal is not None and bool(appeal.upheld)


def _known(appeal: Appeal | None, today: date) -> Appeal | None:
    """What is known of an appeal on a day."""
    if appeal is None or appeal.filed_on > today:
        return None
    undecided = appeal.decided_on is not None and appeal.decided_on > today
    return replace(appeal, decided_on=None, upheld=None) if undecided else appeal


def _moment(decision: Decision, on: date | None, zone: ZoneInfo) -> datetime | None:
    """When a decision that holds from a day begins to hold; None for never, as far as is known."""
    if on is None:
        return None
    return at_midnight(on, zone) if on > decision.decided_on else decision.decided_at


def _moved(now: Standing, made: Made, moment: datetime, zone: ZoneInfo) -> Standing:
    decision, status = made.decision, made.decision.after
    found = replace(now, apply_again_on=decision.apply_again_on or now.apply_again_on)
    if decision.term_ends_on is not None:
        began = decision.decided_on if Effect.TERM_STARTS in decision.effects else now.labelled_on
        found = replace(found, term_ends_on=decision.term_ends_on, labelled_on=began)
    if status is now.status:
        return found
    since = moment
    if Effect.CLOCKS_STOP in decision.effects:
        until = at_midnight(made.freeze_until + timedelta(days=1), zone) if made.freeze_until else None
        freezes = (*now.freezes, Freeze(moment, until))
        found = replace(found, previous=now.status, previous_since_at=now.since_at, freezes=freezes)
    elif now.status is LabelStatus.FROZEN:
        # Back in the status before, it has been in it since then: its clocks stood still meanwhile.
        since = now.previous_since_at or moment if status is now.previous else moment
        found = _thawed(found, moment, zone)
    if status not in BEARING:
        found = replace(found, labelled_on=None, term_ends_on=None)
    return replace(found, status=status, since_at=since)


def _thawed(now: Standing, moment: datetime, zone: ZoneInfo) -> Standing:
    """The clocks run again; the term ends later by as much as they stood still."""
    *before, last = now.freezes or (Freeze(moment, moment),)
    last = Freeze(last.since, min(last.until or moment, moment))
    stood = lasted(last.since, last.until or moment, zone)
    ends_on = now.term_ends_on + timedelta(days=stood.days) if now.term_ends_on else None
    return replace(now, freezes=(*before, last), term_ends_on=ends_on, previous=None, previous_since_at=None)


def at_midnight(on: date, zone: ZoneInfo) -> datetime:
    """When a day begins in a zone, as an aware moment."""
    return at(datetime.combine(on, time()), zone)
