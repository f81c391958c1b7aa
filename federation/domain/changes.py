"""Old + new -> what a pull means: which records are new, changed, gone, and whether to believe it.

Pure decisions; `federation.store.records` carries them out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CONFIRMING_VISITS = 3
CONFIRMING_TIME = timedelta(hours=1)
"""How many visits in a row, and over how long, must show a sudden emptiness before it is believed."""

STALE = timedelta(hours=72)
"""How long after its last success a source's data are called stale."""

_FEW = 5


class Outcome(StrEnum):
    """How a pull ends."""

    UPDATED = "updated"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    SUSPECT = "suspect"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds of a record: its digest, when its last occurrence ends (UTC), whether it had gone."""

    id: str
    fingerprint: str
    over_at: datetime | None
    gone: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """The keys of one answer, sorted by what must be done with them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    returned: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether anything must be written at all."""
        return bool(self.added or self.changed or self.returned or self.gone)


def compare(known: Mapping[str, Known], read: Mapping[str, str], unchanged: Collection[str]) -> Changes:
    """Sort the keys of an answer: `read` maps keys to fingerprints, `unchanged` were recognised without reading.

    `returned` are unchanged records that had gone before. Order follows the answer, then the store.
    """
    added = tuple(key for key in read if key not in known)
    changed = tuple(key for key, print_ in read.items() if key in known and known[key].fingerprint != print_)
    same = [key for key in read if key in known and known[key].fingerprint == read[key]]
    returned = tuple(key for key in (*same, *sorted(unchanged)) if key in known and known[key].gone)
    gone = tuple(key for key, record in known.items() if not record.gone and key not in read and key not in unchanged)
    return Changes(added, changed, returned, gone)


def is_upcoming(over_at: datetime | None, now: datetime) -> bool:
    """Whether something that ends at `over_at` is still to come or going on."""
    return over_at is not None and over_at > now


def suspicious(before: int, after: int) -> bool:
    """Whether a fall from `before` to `after` upcoming events is too sudden to be believed at first sight.

    An emptied calendar always is; else a loss of more than half of at least five.
    """
    if before and not after:
        return True
    return before >= _FEW and after * 2 < before


def believed(suspicions: int, suspect_since: datetime | None, now: datetime, accepted: bool) -> bool:
    """Whether a suspect answer counts: a person said so, or enough visits over enough time showed the same.

    This visit is number `suspicions`; `suspect_since` is when the first of them was, None when it is this one.
    """
    long_enough = suspect_since is not None and now - suspect_since >= CONFIRMING_TIME
    return accepted or (suspicions >= CONFIRMING_VISITS and long_enough)


def is_stale(last_success_at: datetime | None, now: datetime) -> bool:
    """Whether what a source last said is too old to be shown without saying so."""
    return last_success_at is None or now - last_success_at > STALE
