"""One place told by several: each source completes the others, part by part, and every part remembers who said it.

What lasts (hours, closures, rooms, prices…) is as the first says it in the order of the network file, which is the
order of trust its authors chose; what the network file itself says of a place comes last, for it ages unseen. What
is of the moment (open now, a message) is as the freshest says it. Hours nobody can read give way to any that can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from federation.domain.changes import is_stale
from federation.domain.opening_french import understood
from federation.domain.opening_rules import Hours, State
from federation.domain.opening_times import comment_at, edges, next_change, next_opening, state_at
from federation.domain.space import LASTING, Space

LIVE_FOR = timedelta(hours=2)
"""How long the word of a source that a place is open goes before its hours."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says of a place. `by` is its key, `seen_at` (aware UTC) when it was last seen to say so.

    The network file is told by nobody ("") and never seen (None).
    """

    by: str
    space: Space
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A lasting part of which sources say different things; the first is believed."""

    part: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class WholeSpace:
    """A place as all its sources tell it together, with who said each part, by its name."""

    space: Space
    origins: Mapping[str, Told]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def hours(self) -> Hours | None:
        """Its opening hours, when they can be read."""
        return _hours(self.space)

    @property
    def seen_at(self) -> datetime | None:
        """When the part of it that was seen longest ago was seen; None when no source says anything."""
        return min((told.seen_at for told in self.origins.values() if told.seen_at), default=None)


@dataclass(frozen=True, slots=True)
class Now:
    """Whether a place is open. `told` is who says it, None that its hours do, `comment` what they add.

    `until` is when its hours end, for an open place, else when it opens next; None when they do not say.
    """

    state: State
    until: datetime | None = None
    told: Told | None = None
    comment: str = ""


def complete(tellers: Sequence[Told], now: datetime) -> WholeSpace | None:
    """The place that its tellers, first in trust first, tell together; None when none says anything."""
    parts: dict[str, Any] = {}
    origins: dict[str, Told] = {}
    conflicts = []
    for part in LASTING:
        said = [told for told in tellers if getattr(told.space, part)]
        if part == "hours":
            said.sort(key=lambda told: _hours(told.space) is None)
        if said:
            parts[part], origins[part] = getattr(said[0].space, part), said[0]
            if any(_differs(part, said[0], other) for other in said[1:]):
                conflicts.append(Conflict(part, tuple(said)))
    for part, told in _freshest(tellers, now):
        parts[part], origins[part] = getattr(told.space, part), told
        if part == "open_now":
            parts["open_changed_at"] = told.space.open_changed_at
    return WholeSpace(Space(**parts), origins, tuple(conflicts)) if parts else None


def now_open(whole: WholeSpace, moment: datetime, zone: ZoneInfo) -> Now | None:
    """Whether a place is open at an aware moment; None when nobody can say."""
    hours, closures = whole.hours, whole.space.closures
    told = None if live_until(whole, moment) is None else whole.origins["open_now"]
    if hours is None:
        return None if told is None else Now(_stated(told), None, told)
    reckoned = state_at(hours, closures, moment, zone)
    if told is not None and _stated(told) is not reckoned:
        return Now(_stated(told), None, told)
    until = next_change(hours, closures, moment, zone)
    if reckoned is not State.OPEN:
        until = next_opening(hours, closures, moment, zone)
    return Now(reckoned, until, told, comment_at(hours, closures, moment, zone))


def _stated(told: Told) -> State:
    return State.OPEN if told.space.open_now else State.CLOSED


def live_until(whole: WholeSpace, moment: datetime) -> datetime | None:
    """Until when the word of a source that a place is open, or not, is recent; None when there is none that is."""
    told = whole.origins.get("open_now")
    if told is None or told.seen_at is None or told.seen_at + LIVE_FOR <= moment:
        return None
    return told.seen_at + LIVE_FOR


def turns(whole: WholeSpace, moment: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The moments around an aware one at which what `now_open` says, or how people say it, may become another."""
    told = whole.origins.get("open_now")
    if told is not None and told.seen_at is not None:
        yield told.seen_at + LIVE_FOR
    if (hours := whole.hours) is not None:
        yield from edges(hours, whole.space.closures, moment.astimezone(zone).date(), zone)


def _freshest(tellers: Sequence[Told], now: datetime) -> Iterator[tuple[str, Told]]:
    """Who says what of the moment; a source that has not been heard for three days says nothing of it."""
    heard = [told for told in tellers if told.seen_at is not None and not is_stale(told.seen_at, now)]
    heard.sort(key=lambda told: now - (told.seen_at or now))
    for part, nothing in (("open_now", None), ("message", "")):
        told = next((told for told in heard if getattr(told.space, part) != nothing), None)
        if told is not None:
            yield part, told


def _differs(part: str, one: Told, other: Told) -> bool:
    if part == "hours":
        return understood(one.space.hours) != understood(other.space.hours)
    return bool(getattr(one.space, part) != getattr(other.space, part))


def _hours(space: Space) -> Hours | None:
    hours = understood(space.hours)
    return hours if isinstance(hours, Hours) else None
