"""When to visit a source again: politeness and back-off, decided from values alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

SHORTEST = timedelta(seconds=15)
LONGEST = timedelta(days=1)
_FIRST_RETRY = timedelta(minutes=1)
_JITTER = 0.1


def next_visit(now: datetime, every: timedelta, asked: Iterable[timedelta | None], luck: float) -> datetime:
    """After a visit that succeeded: the largest of the configured interval and what the source asks, within bounds.

    `asked` holds max-age, ttl, REFRESH-INTERVAL and Retry-After where stated. `luck` in [0, 1) spreads visits by
    up to a tenth, so that sources loaded together do not stay together. What a source asks is granted up to a day;
    an interval of the network file may be longer.
    """
    wait = max([every, *(wish for wish in asked if wish is not None)])
    return now + _within(wait, luck, max(LONGEST, every))


def next_try(
    now: datetime, every: timedelta, failures: int, retry_after: timedelta | None, luck: float, *, gone: bool = False
) -> datetime:
    """After failed visit number `failures` in a row: twice as long each time, at most a day, never given up.

    A source that says it is gone (410) waits the whole day at once.
    """
    if gone:
        return now + LONGEST
    # 2**17 minutes is far beyond a day; a larger exponent would only overflow.
    wait = max(every, _FIRST_RETRY * 2 ** min(failures - 1, 17), retry_after or timedelta(0))
    return now + _within(wait, luck)


def _within(wait: timedelta, luck: float, longest: timedelta = LONGEST) -> timedelta:
    return min(max(wait, SHORTEST) * (1 + _JITTER * luck), longest)
