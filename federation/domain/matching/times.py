"""What the hours of two statements say for and against one event. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from federation.domain.matching.reasons import Reason
from federation.domain.matching.title_words import is_occasion, is_subject
from federation.domain.matching.traits import Traits

_MINUTE = timedelta(minutes=1)
_SLIGHT = 15
_CLOSE = 30
_WEAK = 60
_OVERLAPPING = 180
_FAR = timedelta(minutes=_WEAK)
_FAINT = 25
"""Points of a title at most that is made of words of any programme."""
_BARE = 20
"""Points of a whole title that is made of such words."""
_MUCH = 4
_HALF_A_DAY = timedelta(hours=4)
_DAY, _MANY_DAYS = timedelta(days=1), timedelta(days=6)
_TOLD = 10
"""Points of titles that tell of one subject."""


def time(a: Traits, b: Traits, named: Reason | None) -> Reason:
    """How their starts lie; « apart-in-time » when they cannot be one."""
    if a.previous_on is not None or b.previous_on is not None:
        moved = _moved(a, b)
        if moved is not None:
            return moved
    if a.whole_day or b.whole_day:
        return _days(a, b)
    gap = abs((a.starts_at - b.starts_at) // _MINUTE)
    if gap == 0:
        return Reason("same-minute", f"{a.starts_at:%Y-%m-%d %H:%M}Z", 30)
    overlap = _overlap(a, b)
    if gap <= _WEAK and overlap is not False:
        points = (20 if gap <= _CLOSE else 5) - (0 if overlap or gap <= _SLIGHT else 5)
        if overlap and a.ends_at == b.ends_at:
            points += 10 if gap <= _CLOSE else 15  # one tells when doors open
        if a.title.moved or b.title.moved:
            points = _FAINT  # one has not heard of it
        return Reason("near", str(gap), points)
    if gap <= _OVERLAPPING and overlap and named is not None and named.points >= 50:
        return Reason("overlap", str(gap), 0)
    if named is not None and named.code == "uid" and a.slot == b.slot and a.uid == b.uid:
        return Reason("moved-uid", f"{a.starts_at:%Y-%m-%d %H:%M}Z / {b.starts_at:%Y-%m-%d %H:%M}Z", -35)
    return _apart(a, b)


def doors(a: Traits, b: Traits, when: Reason, reasons: Iterable[Reason]) -> Reason:
    """The start, when one house tells of one subject or of one group.

    Half an hour is that of the doors, or a slip, and an hour that in which the room is made ready for a whole day; and
    whoever tells a day may mean the half of it that the other tells.
    """
    if when.points >= 30 or when.code not in ("near", "day-and-hour"):
        return when
    points = 30
    if when.code == "near" and int(when.value) > _CLOSE:
        if not (_lasts(a) and _lasts(b)):
            return when
        points = 20
    if when.code == "day-and-hour" and not all(side.whole_day or _lasts(side) for side in (a, b)):
        return when  # what takes place that day
    bare = not any(is_subject(word) for word in (*a.title.words, *b.title.words))
    return replace(when, points=points) if any(_tells_one(reason, bare) for reason in reasons) else when


def _lasts(side: Traits) -> bool:
    return side.ends_at is not None and side.ends_at - side.starts_at >= _HALF_A_DAY


def _tells_one(reason: Reason, bare: bool) -> bool:
    """Whether a reason tells that both are about the same, or of the same people.

    `bare`: no title tells a subject, and an occasion of the house is what both are about (« AG », « AG ordinaire »).
    """
    if reason.code in ("group", "guest", "narrower", "series-number"):
        return True
    said = reason.value.split() if reason.code.startswith("title") and reason.points >= _TOLD else ()
    return any(is_subject(word) or (is_occasion(word) and (bare or reason.code == "title-little")) for word in said)


def far_apart(a: Traits, b: Traits) -> bool:
    """Whether two starts lie so far apart that only a common name could make them one, and they have none.

    `time` would say so too; here it is told without a reason, for most of those that share no more than a word.
    """
    if a.previous_on is not None or b.previous_on is not None:
        return False
    if a.whole_day or b.whole_day:
        return a.on != b.on
    return abs(a.starts_at - b.starts_at) > _FAR and a.known_by.isdisjoint(b.known_by)


def _moved(a: Traits, b: Traits) -> Reason | None:
    if a.on != b.on and (a.previous_on == b.on or b.previous_on == a.on):
        return Reason("moved", str(b.on if a.previous_on == b.on else a.on), 25)
    if a.starts_at != b.starts_at and (a.previous_at == b.starts_at or b.previous_at == a.starts_at):
        return Reason("moved", str(a.on), 25)
    return None


def _days(a: Traits, b: Traits) -> Reason:
    if a.on != b.on:
        return _apart(a, b)
    if a.whole_day and b.whole_day:
        return Reason("same-days", str(a.on), 25 if _end_together(a, b) else 15)
    return Reason("day-and-hour", str(a.on), 20 if a.last_on == b.last_on else 15)


def _end_together(a: Traits, b: Traits) -> bool:
    """Whether both end on one day, or on two that touch after so many that one may have counted otherwise."""
    least = min(a.last_on, b.last_on) - a.on
    return a.last_on == b.last_on or (least >= _MANY_DAYS and abs(a.last_on - b.last_on) <= _DAY)


def _apart(a: Traits, b: Traits) -> Reason:
    return Reason("apart-in-time", f"{a.starts_at:%Y-%m-%d %H:%M}Z / {b.starts_at:%Y-%m-%d %H:%M}Z", -100)


def _overlap(a: Traits, b: Traits) -> bool | None:
    """Whether their hours overlap by at least half of the shorter; None when one does not say when it ends."""
    if a.ends_at is None or b.ends_at is None or a.ends_at <= a.starts_at or b.ends_at <= b.starts_at:
        return None
    common = min(a.ends_at, b.ends_at) - max(a.starts_at, b.starts_at)
    return common * 2 >= min(a.ends_at - a.starts_at, b.ends_at - b.starts_at)


def length(a: Traits, b: Traits, when: Reason, common: Reason | None) -> Reason | None:
    """Against a slot within a longer one: one much shorter, and titles that do not say the same."""
    if common is None or (common.code == "title" and common.points > _BARE) or a.ends_at is None or b.ends_at is None:
        return None
    short, long = sorted((a.ends_at - a.starts_at, b.ends_at - b.starts_at))
    value = f"{short // _MINUTE} / {long // _MINUTE}"
    if when.code == "same-minute" and short * _MUCH < long:
        return Reason("other-length", value, -20)
    if when.code == "near" and common.points <= _FAINT and short * 2 < long:
        return Reason("other-length", value, -20 if short * _MUCH < long else -10)
    if when.code == "day-and-hour" and a.last_on != b.last_on and common.code != "title" and short < _HALF_A_DAY:
        return Reason("other-length", value, -10)  # « Semaine du cerveau : conférence d’ouverture »
    return None
