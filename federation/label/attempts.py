"""What the hub tried of itself: the visits to a source that failed lately, why, and when it asks again.

A criterion that a feed carries is mended when the feed answers: its operator must know what was seen, and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from federation.domain.discretion import hosts_alone
from federation.domain.reasons import first_sight
from federation.domain.reasons.words import Words
from federation.label.charter import Criterion
from federation.label.measures.pulls import Answers, SinceSuccess
from federation.label.words import THIN, day, say


@dataclass(frozen=True, slots=True)
class FailedVisit:
    """A visit that brought nothing: when, the code of its reason (see `domain.reasons`) and what was seen."""

    at: datetime
    code: str
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """The visits to one source that failed lately, the latest first; never empty.

    `in_a_row` counts those since it last answered, 0 when it answered since, at `answered_at`. `next_at` is when the
    hub asks again, None when it asks no more.
    """

    source: str
    carries: tuple[str, ...]
    failed: tuple[FailedVisit, ...]
    in_a_row: int
    answered_at: datetime | None
    next_at: datetime | None


_OF_VISITS = (Answers, SinceSuccess)


def about(criterion: Criterion, attempts: Iterable[Attempts]) -> tuple[Attempts, ...]:
    """The attempts that matter to a criterion: the last one of what it reads and does not answer now.

    One that asks for the visits themselves is told of all of them, those too after which the source answered.
    """
    read = {measure.fed_by for measure in criterion.measures}
    asked = {measure.carries for measure in criterion.measures if isinstance(measure, _OF_VISITS)}
    found = []
    for one in attempts:
        if asked.intersection(one.carries):
            found.append(one)
        elif one.in_a_row and read.intersection(one.carries):
            found.append(replace(one, failed=one.failed[:1]))
    return tuple(found)


def attempt_words(one: Attempts, zone: ZoneInfo) -> Iterator[Words]:
    """A line for each visit that failed, in a zone, and one for what the hub does next."""
    for visit in one.failed:
        at, why = _moment(visit.at, zone), _why(visit)
        yield say(
            f"{at.fr} – la source « {one.source} » n’a rien donné. {why.fr}",
            f"{at.en} – the source “{one.source}” gave nothing. {why.en}",
        )
    if not one.in_a_row:
        yield _answered(one, zone)
        return
    count = f"{one.in_a_row} visites sans succès de suite" if one.in_a_row > 1 else "1 visite sans succès"
    counted = f"{one.in_a_row} visits in a row without success" if one.in_a_row > 1 else "1 visit without success"
    if one.next_at is None:
        yield say(f"{count} ; le hub ne visite plus cette source.", f"{counted}; the hub visits this source no more.")
        return
    at = _moment(one.next_at, zone)
    yield say(f"{count} ; le hub réessaie : {at.fr}.", f"{counted}; the hub tries again: {at.en}.")


def _answered(one: Attempts, zone: ZoneInfo) -> Words:
    if one.answered_at is None:
        return say(f"La source « {one.source} » répond de nouveau.", f"The source “{one.source}” answers again.")
    at = _moment(one.answered_at, zone)
    return say(
        f"La source « {one.source} » répond de nouveau ; dernière réponse : {at.fr}.",
        f"The source “{one.source}” answers again; its last answer: {at.en}.",
    )


def _why(visit: FailedVisit) -> Words:
    """What was seen, in one sentence; what to do about it stands in the task."""
    fr, en = (first_sight(visit.code, hosts_alone(visit.seen), language) for language in ("fr", "en"))
    return Words(_first_sentence(fr), _first_sentence(en))


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + "." if stop else text


def _moment(at: datetime, zone: ZoneInfo) -> Words:
    """« 21 novembre 2026, 10 h 04 »."""
    local = at.astimezone(zone)
    on = day(local.date())
    return Words(f"{on.fr}, {local.hour}{THIN}h{THIN}{local:%M}", f"{on.en}, {local:%H:%M}")
