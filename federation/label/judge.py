"""One criterion and one case -> its verdict: measured, exempted, set aside, in grace, and explained in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from federation.domain.reasons.words import Words
from federation.label import words
from federation.label import words_of_readings as tell
from federation.label import words_of_verdicts as frame
from federation.label.case import Case, Measure
from federation.label.charter import Criterion
from federation.label.evidence import Derogation
from federation.label.history import Span, grace, with_verdict
from federation.label.verdict import CONFORMING, SILENCE, Grace, Reading, Ruling, Verdict, best, worst


def judge(criterion: Criterion, case: Case, spans: Sequence[Span] = ()) -> Verdict:
    """The verdict on a criterion; `spans` are its earlier rulings.

    A derogation goes before everything, then what makes it not applicable, then its measures.
    """
    aside = _derogation(criterion, case)
    exempt = next((why for one in criterion.exemptions if (why := one.applies(case))), None)
    readings = tuple(measured(one, case) for one in criterion.measures)
    decisive = best(readings) if criterion.any_of else worst(readings)
    if aside is not None:
        ruling, told = Ruling.DEROGATION, [frame.derogation(aside.reason, aside.alternative, aside.until)]
    elif exempt is not None:
        ruling, told = Ruling.NOT_APPLICABLE, [frame.because(exempt)]
    else:
        ruling, told = decisive.ruling, []
    shown = _shown(criterion, readings, decisive, ruling)
    told += [part for reading in shown for part in (reading.said, reading.follows)]
    clock = _clock(criterion, case, ruling, spans)
    next_on = _next_check(case, decisive)
    if explained := case.evidence.justified.get(criterion.id, "").strip():
        told.append(frame.justified(explained))
    return Verdict(
        criterion=criterion.id,
        pillar=criterion.pillar,
        ruling=ruling,
        required=criterion.required,
        counts=criterion.counts(case.today),
        explanation=_explanation(criterion, case, ruling, told, shown, clock, next_on),
        readings=readings,
        decisive=decisive,
        grace=clock,
        next_check_on=next_on,
    )


def _shown(
    criterion: Criterion, readings: tuple[Reading, ...], decisive: Reading, ruling: Ruling
) -> tuple[Reading, ...]:
    """The readings that the explanation tells: none when they do not matter, one when it suffices."""
    if ruling is Ruling.NOT_APPLICABLE and decisive.ruling is not ruling:
        return ()
    if ruling is Ruling.DEROGATION:
        return tuple(replace(reading, follows=SILENCE) for reading in readings)
    return (decisive,) if criterion.any_of and ruling in CONFORMING else readings


def measured(measure: Measure, case: Case) -> Reading:
    """What a measure reads, suspended where the evidence cannot bear it: not open, not observed for long, silent.

    When some sources speak and others do not, what is seen may suffice, but what is missing proves nothing.
    """
    opens = case.evidence.opened_on
    if measure.fed_by and opens is not None and opens > case.today:
        return Reading(ruling=Ruling.UNDETERMINED, said=tell.not_open(opens), next_on=opens)
    unseen = measure.fed_by == "events" and case.evidence.observed_since is None
    if unseen or (measure.over_time and case.too_soon):
        need = case.rules.observation_days.value
        since = case.evidence.observed_since
        said = tell.too_soon(case.observed_days, need)
        next_on = since + timedelta(days=int(need)) if since else None
        return Reading(ruling=Ruling.UNDETERMINED, said=said, next_on=next_on)
    reading = measure.read(case)
    silence = case.silence(measure.fed_by) if measure.fed_by else None
    if silence is None or reading.ruling is Ruling.NOT_APPLICABLE:
        return reading
    if not silence.whole and reading.ruling is not Ruling.UNMET:
        return reading
    sources = tuple(sorted({*reading.sources, *silence.sources}))
    return replace(reading, ruling=Ruling.UNDETERMINED, follows=tell.silent(silence.hours), sources=sources)


def _derogation(criterion: Criterion, case: Case) -> Derogation | None:
    found = [
        one
        for one in case.evidence.derogations
        if one.criterion == criterion.id and one.since <= case.today <= one.until
    ]
    return max(found, key=lambda one: (one.until, one.reason), default=None)


def _clock(criterion: Criterion, case: Case, ruling: Ruling, spans: Sequence[Span]) -> Grace | None:
    """The time to mend, once there is something to mend; none for a criterion that does not count yet."""
    if not criterion.counts(case.today):
        return None
    known = with_verdict(spans, ruling, case.as_of)
    clock = grace(known, criterion.grace.days, case.rules.reset_days.days, case.evidence.freezes, case.zone)
    return clock if ruling is Ruling.UNMET or clock.elapsed else None


def _next_check(case: Case, decisive: Reading) -> date:
    """Tomorrow, or when something else may be found."""
    tomorrow = case.today + timedelta(days=1)
    undecided = decisive.ruling in (Ruling.UNDETERMINED, Ruling.NOT_APPLICABLE)
    return max(tomorrow, decisive.next_on) if undecided and decisive.next_on else tomorrow


def _explanation(
    criterion: Criterion,
    case: Case,
    ruling: Ruling,
    told: Sequence[Words],
    shown: Sequence[Reading],
    clock: Grace | None,
    next_on: date,
) -> Words:
    upcoming = SILENCE if criterion.counts(case.today) else frame.upcoming(criterion.in_force_on)
    sources = sorted({source for reading in shown for source in reading.sources})
    how = frame.mend(criterion.mend, ruling, clock.until if clock else None, clock is not None and clock.over)
    return words.sentences([upcoming, *told, frame.sources(sources), frame.next_check(next_on), how])
