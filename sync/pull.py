"""One visit to one source: bytes -> detect -> parse -> normalize -> drawn records, nothing written.

Runs in a thread of its own. The journey of an answer: not modified, or the very same bytes -> nothing to read; else
read, keep what differs from the fingerprints the hub holds, make it safe, and draw its occurrences.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from federation.domain.changes import Known
from federation.domain.drawn import Drawn
from federation.domain.event import Event, Notice, Record
from federation.domain.identity import digest
from federation.domain.payload import dump
from federation.domain.site import Site, Source
from federation.errors import SourceError
from federation.store.sources import Due
from sync.detect import accept_header, pick
from sync.drawing import draw
from sync.fetch import Answer, Fetcher
from sync.formats.parsed import Context, Parsed
from sync.normalize import normalize
from sync.renamed import recognised

READING = "1"
"""Raise it when reading or normalizing gives other values for the same bytes: all sources are then read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What a visit brought. `parsed` is None when there was nothing new to read, `error` tells a failure.

    `drawn` holds the records that are new or differ, `unchanged` the keys that do not, and those of records that
    can no longer be read: what they said last stays.
    """

    due: Due
    started_at: datetime
    read_with: str
    answer: Answer | None = None
    error: SourceError | None = None
    body_hash: str = ""
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


def pull(fetcher: Fetcher, due: Due, memory: Memory, now: datetime) -> Pulled:
    """Visit a source; a failure is told in the result. `memory` is asked only when there is something to compare."""
    read_with = reading(due.site, due.source)
    pulled = Pulled(due=due, started_at=now, read_with=read_with)
    try:
        return _pull(fetcher, pulled, memory, now)
    except SourceError as error:
        return replace(pulled, error=error)


def reading(site: Site, source: Source) -> str:
    """A digest of all that reading depends on besides the bytes; when it changes, validators vouch for nothing."""
    return digest(READING, source.format, site.name, site.website, site.zone, dump(site.location))


def _pull(fetcher: Fetcher, pulled: Pulled, memory: Memory, now: datetime) -> Pulled:
    due = pulled.due
    fresh = due.read_with != pulled.read_with
    answer = fetcher.get(
        due.source.url,
        etag="" if fresh else due.etag,
        last_modified="" if fresh else due.last_modified,
        accept=accept_header(due.source.format),
        now=now,
    )
    pulled = replace(pulled, answer=answer)
    if answer.not_modified:
        return pulled
    body_hash = hashlib.blake2b(answer.body, digest_size=16).hexdigest()
    pulled = replace(pulled, body_hash=body_hash)
    if not fresh and body_hash == due.body_hash:
        return pulled
    return _read(pulled, answer, memory, fresh, now)


def _read(pulled: Pulled, answer: Answer, memory: Memory, anew: bool, now: datetime) -> Pulled:
    site, source = pulled.due.site, pulled.due.source
    held = memory.known(pulled.due.speaker.id)
    prints = {} if anew else {key: record.fingerprint for key, record in held.items()}
    chosen = pick(source.format, answer.body, answer.media_type)
    parsed = chosen.read(answer.body, Context(zone=site.zone, url=answer.url, known=prints))
    fresh = [record for record in parsed.records if prints.get(record.key) != record.fingerprint]
    same = {record.key for record in parsed.records} - {record.key for record in fresh}
    parsed = normalize(replace(parsed, records=fresh), site)
    lost = {record.key for record in fresh} - {record.key for record in parsed.records}
    kept = {key for key in parsed.unreadable | lost if key in held and not held[key].gone}
    told = [record for record in parsed.records if record.key not in kept]
    drawing = draw(_under_known_names(told, held, parsed.unchanged | same | kept, pulled.due, memory), now)
    kept |= {key for key in drawing.left if key in held and not held[key].gone}
    return replace(
        pulled,
        parsed=parsed,
        drawn=tuple(drawing.drawn),
        unchanged=parsed.unchanged | same | kept,
        known=held,
        notices=(*_moved(answer), *parsed.notices, *drawing.notices),
    )


def _under_known_names(
    told: list[Record], held: Mapping[str, Known], unchanged: Collection[str], due: Due, memory: Memory
) -> list[Record]:
    """The records, those that the source merely gave other keys under the ones they had."""
    keys = {record.key for record in told}
    missing = [key for key, record in held.items() if not record.gone and key not in keys and key not in unchanged]
    if not missing or keys <= held.keys():
        return told
    return recognised(told, memory.events(due.speaker.id, missing), held)


def _moved(answer: Answer) -> list[Notice]:
    return [Notice("moved", value=answer.moved_to)] if answer.moved_to else []
