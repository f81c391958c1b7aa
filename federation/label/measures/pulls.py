"""Measures of the sources: how often they answer, since when they have not, what is rejected, what they give away.

They carry the failure of a source; the measures of what it would have told are suspended meanwhile. Visits that the
hub did not make say nothing against a site.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

from federation.label import words
from federation.label import words_of_readings as tell
from federation.label.case import Case
from federation.label.evidence import PullDay, SourceLog
from federation.label.measures.taking import Bar, against, undetermined
from federation.label.rules import Figure
from federation.label.verdict import Reading, Unit
from federation.label.words import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The share of visits that succeeded over a window, of the source that answers least."""

    bar: Bar
    window: Figure
    what: Noun
    carries: str = "events"
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The share against its threshold."""
        window = case.past(int(self.window.value), fed_by="")
        found = {}
        for log in case.logs(self.carries):
            days = _within(case, log, self.window)
            visits = sum(one.successes + one.failures for one in days)
            if visits:
                found[log.source] = Fraction(sum(one.successes for one in days), visits)
        if not found:
            return undetermined(tell.not_asked(words.period(window)), window=window)
        source = min(found, key=lambda name: (found[name], name))
        return against(case, self.bar, found[source], self.what, unit=Unit.SHARE, window=window, sources=(source,))


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceSuccess:
    """How many hours ago the source that has been silent longest last answered, as far as the hub has asked it."""

    bar: Bar
    what: Noun
    carries: str = "events"
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The hours against their ceiling."""
        logs = [log for log in case.logs(self.carries) if log.last_tried_at is not None]
        silent = [(_hours(case, log), log.source) for log in logs]
        known = [(hours, source) for hours, source in silent if hours is not None]
        if not known:
            return undetermined(tell.not_asked(words.on_day(case.today)))
        hours, source = max(known)
        return against(case, self.bar, hours, self.what, unit=Unit.HOURS, sources=(source,))


def _hours(case: Case, log: SourceLog) -> Fraction | None:
    """Whole hours from the last success to now; None when the hub has not asked within the hours of a silence."""
    tried, success = log.last_tried_at, log.last_success_at
    if tried is None or case.as_of - tried > case.rules.stale_hours.hours:
        return None
    begin = success or (case.midnight(min(one.on for one in log.days)) if log.days else tried)
    return Fraction(int((case.as_of - begin) / timedelta(hours=1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The share of items that could not be read over a window, all sources together."""

    bar: Bar
    window: Figure
    what: Noun
    carries: str = "events"
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The share against its ceiling."""
        window = case.past(int(self.window.value), fed_by="")
        logs = case.logs(self.carries)
        days = [one for log in logs for one in _within(case, log, self.window)]
        items = sum(one.items for one in days)
        if not days:
            return undetermined(tell.not_asked(words.period(window)), window=window)
        # Answers that say « nothing new » hold no item: nothing was rejected.
        share = Fraction(sum(one.rejected for one in days), items) if items else Fraction(0)
        return against(
            case, self.bar, share, self.what, unit=Unit.SHARE, window=window, sources=_guilty(case, logs, self.window)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaks:
    """How many pieces of personal data the sources published over a window; the hub keeps none of them."""

    bar: Bar
    window: Figure
    what: Noun
    carries: str = "events"
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The number against its ceiling."""
        window = case.past(int(self.window.value), fed_by="")
        logs = case.logs(self.carries)
        days = [(log, _within(case, log, self.window)) for log in logs]
        if not any(found for _, found in days):
            return undetermined(tell.not_asked(words.period(window)), window=window)
        leaking = [log for log, found in days if any(one.leaks for one in found)]
        total = Fraction(sum(one.leaks for _, found in days for one in found))
        names = tuple(sorted(log.source for log in leaking))
        return against(case, self.bar, total, self.what, window=window, sources=names)


def _within(case: Case, log: SourceLog, window: Figure) -> list[PullDay]:
    first = case.today - window.days
    return [one for one in log.days if first <= one.on <= case.today]


def _guilty(case: Case, logs: Sequence[SourceLog], window: Figure) -> tuple[str, ...]:
    return tuple(sorted(log.source for log in logs if any(one.rejected for one in _within(case, log, window))))
