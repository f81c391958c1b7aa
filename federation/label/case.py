"""The case of one site at one moment: evidence made ready to be measured, windows, silences, and what a measure is.

Days are those of the charter's zone, for every site: the same instants are measured in La Réunion and in Montréal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from math import ceil
from typing import Protocol
from zoneinfo import ZoneInfo

from federation.domain.event import Status
from federation.domain.recurrence import at
from federation.label.anomalies import out_of_the_ordinary
from federation.label.evidence import Evidence, Happening, Snapshot, SourceLog
from federation.label.jumps import FIGURES, trusted
from federation.label.rules import Figure, Rules
from federation.label.verdict import Anomaly, Reading, Window

TAKES_PLACE = frozenset({Status.SCHEDULED, Status.RESCHEDULED, Status.MOVED_ONLINE, Status.FULL})
"""Sold out counts; cancelled and tentative do not, nor does postponed until it has its new date."""


@dataclass(frozen=True, slots=True)
class Silence:
    """The sources that have not answered for too long. `hours` since the freshest of them did, None for never."""

    sources: tuple[str, ...]
    hours: int | None
    whole: bool
    """Whether no other source speaks."""


class Measure(Protocol):
    """One way to measure, with its parameters; `fed_by` names what must be fresh for it to mean anything."""

    @property
    def fed_by(self) -> str:
        """`events`, `space`, or "" when neither."""

    @property
    def over_time(self) -> bool:
        """Whether the site must have been observed for some time."""

    def read(self, case: Case) -> Reading:
        """What the case shows."""


class Case:
    """Evidence under the rules of a charter, at an aware moment. Holds nothing but what it is given."""

    def __init__(self, evidence: Evidence, rules: Rules, zone: ZoneInfo, as_of: datetime) -> None:
        if as_of.tzinfo is None:
            raise ValueError("as_of must be an aware moment")
        self.evidence, self.rules, self.zone = evidence, rules, zone
        # In UTC: moments of one zone are subtracted by their wall clocks, which are wrong twice a year.
        self.as_of = as_of.astimezone(UTC)
        self.today = as_of.astimezone(zone).date()
        self._within: dict[tuple[bool, Window], tuple[Happening, ...]] = {}

    # -------------------------------------------------------------- time

    @cached_property
    def observed_days(self) -> int:
        """Days since the first successful pull; 0 when there was none."""
        since = self.evidence.observed_since
        return 0 if since is None else max(0, (self.today - since).days)

    @cached_property
    def too_soon(self) -> bool:
        """Whether it has not been observed for long enough to speak of its activity."""
        return self.observed_days < self.rules.observation_days.value

    def past(self, days: int, fed_by: str = "events") -> Window:
        """The window of so many days that ends now, or with the last success of silent sources."""
        first = max(self.today - timedelta(days=days), self.evidence.observed_since or date.min)
        until = self.seen_until(fed_by)
        last = max(first, until.astimezone(self.zone).date())
        open_days = (self.today - first).days - self.closed(first, self.today)
        return Window(first, last, open_days, self.midnight(first), until, cut=until < self.as_of)

    def ahead(self, days: int) -> Window:
        """The window of so many days that begins now."""
        last = self.today + timedelta(days=days)
        return Window(self.today, last, days - self.closed(self.today, last), self.as_of, self.midnight(last))

    def midnight(self, on: date) -> datetime:
        """When a day begins in the zone of the charter."""
        return at(datetime.combine(on, time()), self.zone)

    def closed_days(self, first: date, end: date) -> frozenset[date]:
        """The days from `first` to before `end` that were declared closed, each from the day it was declared."""
        found = set()
        for closure in self.evidence.closures:
            begin = max(first, closure.first_on, closure.declared_on)
            found |= {
                begin + timedelta(days=n) for n in range((min(end, closure.last_on + timedelta(days=1)) - begin).days)
            }
        return frozenset(found)

    def closed(self, first: date, end: date) -> int:
        """How many days of closure are subtracted: those declared, up to what the rules allow."""
        return min(len(self.closed_days(first, end)), int(self.rules.closed_days.value))

    def prorated(self, least: Figure, window: Window, whole: int) -> tuple[int, bool]:
        """The threshold of a count over the days that count, and whether it is less than that of the whole."""
        if window.days >= whole:
            return ceil(least.value), False
        return ceil(least.value * window.days / whole), True

    # -------------------------------------------------------------- sources

    def logs(self, carries: str) -> tuple[SourceLog, ...]:
        """The sources that carry events, or the space."""
        return tuple(log for log in self.evidence.logs if carries in log.carries)

    def silence(self, carries: str) -> Silence | None:
        """The sources that have not answered for too long; None when all speak, or there are none."""
        logs = self.logs(carries)
        dead = [log for log in logs if self._silent(log)]
        if not dead:
            return None
        answered = [log.last_success_at for log in dead if log.last_success_at is not None]
        hours = int((self.as_of - max(answered)) / timedelta(hours=1)) if answered else None
        return Silence(tuple(sorted(log.source for log in dead)), hours, len(dead) == len(logs))

    def _silent(self, log: SourceLog) -> bool:
        return log.last_success_at is None or self.as_of - log.last_success_at > self.rules.stale_hours.hours

    def seen_until(self, carries: str) -> datetime:
        """Until when the hub has seen: now, or the last success when every source is silent."""
        silence = self.silence(carries)
        if silence is None or not silence.whole:
            return self.as_of
        answered = [log.last_success_at for log in self.logs(carries) if log.last_success_at is not None]
        return max(answered, default=self.as_of)

    # -------------------------------------------------------------- the space

    @cached_property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """What was said of the space up to now, in the order of time."""
        said = (one for one in self.evidence.snapshots if one.since_at <= self.as_of)
        return tuple(sorted(said, key=lambda one: (one.since_at, one.id)))

    @cached_property
    def latest(self) -> tuple[Snapshot, ...]:
        """The last snapshot of each place, by its name."""
        return tuple(said[-1] for said in self.places.values())

    @cached_property
    def places(self) -> dict[str, tuple[Snapshot, ...]]:
        """What was said of each place, in the order of time, by its name."""
        names = sorted({one.location for one in self.snapshots})
        return {name: tuple(one for one in self.snapshots if one.location == name) for name in names}

    @cached_property
    def figures(self) -> dict[str, tuple[int, tuple[Anomaly, ...]]]:
        """The figures of the space that count, all places together, and how they jumped."""
        rules, accepted = self.rules, self.evidence.accepted
        return {part: trusted(self.places, part, rules, accepted, self.zone) for part in FIGURES}

    @cached_property
    def jumps(self) -> tuple[Anomaly, ...]:
        """The figures of the space that jumped."""
        return tuple(jump for _, jumps in self.figures.values() for jump in jumps)

    # -------------------------------------------------------------- happenings

    @cached_property
    def anomalies(self) -> tuple[Anomaly, ...]:
        """What is out of the ordinary among the happenings."""
        return out_of_the_ordinary(self.evidence, self.rules, self.zone)

    @cached_property
    def apart(self) -> dict[str, str]:
        """The happenings that do not count before the committee has looked, each with its anomaly."""
        return {piece: anomaly.id for anomaly in self.anomalies if anomaly.apart for piece in anomaly.pieces}

    @cached_property
    def taking_place(self) -> tuple[Happening, ...]:
        """The happenings that took or will take place, set apart or not, in the order of their time."""
        found = (one for one in self.evidence.happenings if one.status in TAKES_PLACE and not one.withdrawn)
        return tuple(sorted(found, key=lambda one: (one.start_at, one.id)))

    def held(self, window: Window) -> tuple[Happening, ...]:
        """Those that ended within a window that lies behind."""
        return self._in(window, ahead=False)

    def coming(self, window: Window) -> tuple[Happening, ...]:
        """Those that begin within a window that lies ahead."""
        return self._in(window, ahead=True)

    def _in(self, window: Window, *, ahead: bool) -> tuple[Happening, ...]:
        # Most criteria look at the same few windows.
        found = self._within.get((ahead, window))
        if found is None:
            moments = ((one.start_at if ahead else one.end_at, one) for one in self.taking_place)
            found = tuple(one for at, one in moments if window.from_at <= at < window.until_at)
            self._within[ahead, window] = found
        return found

    def named(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The anomalies that set some happenings apart."""
        return tuple(sorted({self.apart[id] for id in ids if id in self.apart}))
