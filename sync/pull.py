"""One visit to one source: bytes -> detect -> parse -> normalize -> drawn records, nothing written.

Runs in a thread of its own. The journey of an answer: not modified, or the very same bytes -> nothing to read; else
read, keep what differs from the fingerprints the hub holds, make it safe, and draw its occurrences. A source that is
told over several addresses is asked for all of them (`following`), and what they say is read as one answer (`pages`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from federation.domain.changes import Known
from federation.domain.discretion import without_secrets
from federation.domain.drawn import Drawn
from federation.domain.event import Event, Notice, Record
from federation.domain.identity import digest
from federation.domain.payload import dump
from federation.domain.site import Site, Source
from federation.errors import FetchError, SourceError
from federation.store.pages import Page
from federation.store.sources import Due
from sync.cleaning.telling import discreet
from sync.cleaning.text import nameless
from sync.drawing import draw
from sync.fetch import Answer, Getter
from sync.following import BOUNDS, Asking, Bounds, Visited
from sync.formats.parsed import Parsed
from sync.normalize import normalize
from sync.pages import Found, Landing, keep, together
from sync.renamed import recognised

READING = "4"
"""Raise it when reading or normalizing gives other values for the same bytes: all sources are then read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What a visit brought. `parsed` is None when there was nothing new to read, `error` tells a failure.

    `drawn` holds the records that are new or differ, `unchanged` the keys that do not, and those of records that
    can no longer be read: what they said last stays. `answer` is the first page's, without its body, `received` and
    `asked` (how long to stay away) are those of all, `pages` what the hub keeps of each by address.
    """

    due: Due
    started_at: datetime
    read_with: str
    answer: Answer | None = None
    error: SourceError | None = None
    received: int = 0
    asked: tuple[timedelta, ...] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)
    parsed: Parsed | None = None
    drawn: tuple[Drawn, ...] = ()
    unchanged: frozenset[str] = frozenset()
    known: Mapping[str, Known] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


class Memory(Protocol):
    """What the hub holds of a source."""

    def known(self, source_id: int) -> Mapping[str, Known]:
        """Every record, by key."""

    def events(self, source_id: int, keys: Collection[str]) -> Mapping[str, Event]:
        """The events of these records, by key."""


def pull(fetcher: Getter, due: Due, memory: Memory, now: datetime, bounds: Bounds = BOUNDS) -> Pulled:
    """Visit a source; a failure is told in the result. `memory` is asked only when there is something to compare."""
    read_with = reading(due.site, due.source)
    pulled = Pulled(due=due, started_at=now, read_with=read_with)
    asking = Asking(fetcher, due, memory, anew=due.read_with != read_with, now=now, bounds=bounds)
    try:
        return _read(_answered(pulled, visited := asking.visit()), visited, asking, memory, bounds.kept)
    except SourceError as error:
        error.detail = nameless(without_secrets(error.detail))
        return replace(pulled, error=error)


def reading(site: Site, source: Source) -> str:
    """A digest of all that reading depends on besides the bytes; when it changes, validators vouch for nothing."""
    return digest(READING, source.format, site.name, site.website, site.zone, dump(site.location))


def _answered(pulled: Pulled, visited: Visited) -> Pulled:
    answers = [page.answer for page in visited.pages if page.answer is not None]
    waits = [answer.retry_after for answer in answers]
    waits += [page.error.retry_after for page in visited.pages if isinstance(page.error, FetchError)]
    return replace(
        pulled,
        answer=visited.pages[0].answer,
        received=sum(answer.received for answer in answers),
        asked=tuple(wait for wait in (answers[0].max_age, *waits) if wait is not None),
    )


def _read(pulled: Pulled, visited: Visited, asking: Asking, memory: Memory, most: int) -> Pulled:
    """What the pages say, compared with what the hub holds, safe and drawn; the hub holds `most` records in the end."""
    pages = visited.pages
    if not visited.news:
        return replace(pulled, pages=keep(pages))
    held, prints = asking.held, asking.prints
    parsed = together(pages, held, visited.notices, cut=visited.cut)
    fresh = [record for record in parsed.records if prints.get(record.key) != record.fingerprint]
    same = {record.key for record in parsed.records} - {record.key for record in fresh}
    parsed = normalize(replace(parsed, records=fresh), pulled.due.site)
    lost = {record.key for record in fresh} - {record.key for record in parsed.records}
    kept = {key for key in parsed.unreadable | lost if key in held and not held[key].gone}
    told = [record for record in parsed.records if record.key not in kept]
    named = _under_known_names(told, held, parsed.unchanged | same | kept, pulled.due, memory)
    names = {record.key: name.key for record, name in zip(told, named, strict=True)}
    named, excess = _within(named, held, most)
    drawing = draw(named, pulled.started_at)
    kept |= {key for key in drawing.left if key in held and not held[key].gone}
    unchanged = parsed.unchanged | same | kept
    landing = unchanged.union(item.record.key for item in drawing.drawn)
    return replace(
        pulled,
        parsed=parsed,
        drawn=tuple(drawing.drawn),
        unchanged=unchanged,
        known=held,
        notices=tuple(
            map(discreet, [*_moved(pages[0], pulled.due.source), *parsed.notices, *excess, *drawing.notices])
        ),
        pages=keep(pages, Landing(held=held, names=names, keys=landing, kept=kept), anew=asking.anew),
    )


def _under_known_names(
    told: list[Record], held: Mapping[str, Known], unchanged: Collection[str], due: Due, memory: Memory
) -> list[Record]:
    """The records, those that the source merely gave other keys under the ones they had, in the same order."""
    keys = {record.key for record in told}
    missing = [key for key, record in held.items() if not record.gone and key not in keys and key not in unchanged]
    if not missing or keys <= held.keys():
        return told
    return recognised(told, memory.events(due.speaker.id, missing), held)


def _within(told: list[Record], held: Mapping[str, Known], most: int) -> tuple[list[Record], list[Notice]]:
    """The records that are held already or for which there is room, in their order; and a Notice of the others."""
    room = most - len(held)
    new = [record.key for record in told if record.key not in held]
    if len(new) <= room:
        return told, []
    left = set(new[max(room, 0) :])
    notice = Notice("too-many-kept", value=str(most), lost=True)
    return [record for record in told if record.key not in left], [notice]


def _moved(first: Found, source: Source) -> list[Notice]:
    """The new address of a source; not that of an API, which nobody declared."""
    if first.answer is None or not first.answer.moved_to or first.address != source.url:
        return []
    return [Notice("moved", value=first.answer.moved_to)]
