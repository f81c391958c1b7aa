"""Opening hours as values: the rules that an OpenStreetMap `opening_hours` text states, in their order.

Names follow its specification (wiki.openstreetmap.org, Key:opening_hours/specification): a rule selects days, and the
hours of those days. `opening_hours` reads and writes the text, `opening_times` tells what is open when.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DAY = 1440
"""Minutes in a day; a span that ends after it ends on the morning after."""

MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEK = frozenset(range(7))


class State(StrEnum):
    """What a rule says of its hours; UNKNOWN is also « sur rendez-vous », a comment without a state."""

    OPEN = "open"
    CLOSED = "off"
    UNKNOWN = "unknown"


class Join(StrEnum):
    """How a rule follows those before it: instead of them on its days, besides them, or where none of them opens."""

    NORMAL = "; "
    ADDITIONAL = ", "
    FALLBACK = " || "


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Minutes after midnight, `end` excluded and up to two days; `open_end`: perhaps longer (`18:00-20:00+`).

    A span that only begins (`18:00+`) ends where it begins.
    """

    begin: int
    end: int
    open_end: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Weekday:
    """A day of the week, Monday 0; with `nth` only those of the month, from its end when negative (`Mo[1,-1]`)."""

    number: int
    nth: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """From one day of the year to another, both included: (month, day), in every year or from `years` to `years`.

    Without years the last may come before the first: over New Year.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    years: tuple[int, int] | None = None

    @property
    def whole_months(self) -> bool:
        """Whether these are months from their first to their last day."""
        return self.first[1] == 1 and self.last[1] == MONTH_DAYS[self.last[0] - 1]


@dataclass(frozen=True, slots=True)
class Weeks:
    """ISO weeks, both included, every `step`-th."""

    first: int
    last: int
    step: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. Empty selectors select all; without spans it speaks of the whole day.

    `years` are pairs, both included, the last None for ever after; `holidays` adds public holidays to the weekdays.
    """

    join: Join = Join.NORMAL
    years: tuple[tuple[int, int | None], ...] = ()
    dates: tuple[Dates, ...] = ()
    weeks: tuple[Weeks, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    holidays: bool = False
    spans: tuple[Span, ...] = ()
    state: State = State.OPEN
    comment: str = ""

    @property
    def everyday(self) -> bool:
        """Whether it selects no day."""
        return not (self.years or self.dates or self.weeks or self.weekdays or self.holidays)


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours that are wholly understood: at least one rule."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A text that is not, or not wholly, understood; `seen` is what stopped the reading, "" for its end."""

    seen: str
