"""When a producer says that it last changed an event: its text -> a UTC moment.

It orders what the sources of one site say, and is no change by itself: no fingerprint holds it, since some software
renews it at each answer.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from federation.domain.recurrence import FIRST_YEAR, LAST_YEAR

_LONGEST = 60


def revised_at(text: str) -> datetime | None:
    """The moment of an ISO 8601 or RFC 5322 text, by the second; without an offset it is UTC. None for anything else.

    Read are LAST-MODIFIED (RFC 5545 §3.8.7.3), `updated` (RFC 4287 §4.2.15), `dateModified` and their like. A year that
    no event can have is none: some software writes 0001 where it knows nothing.
    """
    found = _moment(text) if len(text) < _LONGEST else None
    if found is None:
        return None
    try:
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return found.replace(microsecond=0) if found.microsecond else found


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        # « 20261122T183000 +0100 », as Ruby writes it
        return datetime.fromisoformat(text.strip().replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
    except ValueError:
        return _rfc5322(text)


def _rfc5322(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
