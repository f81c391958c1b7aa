"""The places of a site as evidence: its addresses, and what was said of the space at each of them, when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from federation.domain.site import Site
from federation.domain.site_payload import load_space
from federation.domain.space import LASTING, Space
from federation.domain.spaces import Told, complete
from federation.label.evidence import Premises, Snapshot
from federation.store.bulk import chunks
from federation.store.label.statements import Statement
from federation.store.models import SourceRow, SpaceRow


@dataclass(frozen=True, slots=True)
class Word:
    """What one source of a site said of its space from `since_at` on, last at `seen_at`."""

    id: str
    key: str
    position: int
    space: Space
    since_at: datetime
    seen_at: datetime


def said_of_spaces(session: Session, site_ids: Sequence[str], as_of: datetime) -> dict[str, tuple[Word, ...]]:
    """All that the sources of these sites in the file said of their spaces up to a moment; by site, oldest first."""
    found: dict[str, list[Word]] = defaultdict(list)
    for some in chunks(site_ids):
        rows = (
            select(
                SpaceRow.id,
                SpaceRow.payload,
                SpaceRow.changed_at,
                SpaceRow.seen_at,
                SourceRow.site_id,
                SourceRow.key,
                SourceRow.position,
                SourceRow.last_success_at,
            )
            .join(SourceRow, SourceRow.id == SpaceRow.source_id)
            .where(SourceRow.site_id.in_(some), SourceRow.archived_at.is_(None))
            .where(SourceRow.carries.contains("space"), SpaceRow.changed_at <= as_of)
            .order_by(SpaceRow.changed_at, SpaceRow.id)
        )
        for row in session.execute(rows):
            found[row.site_id].append(_word(row))
    return {site: tuple(_until_the_next(words)) for site, words in found.items()}


def snapshots(
    site: Site, words: Sequence[Word], places: Sequence[Statement], first_on: datetime
) -> tuple[Snapshot, ...]:
    """The space at each place of a site over time: all its sources together, the network file completing them.

    A source that a place on file names speaks of that place, all others of the first one. What only the network file
    says was said at `first_on`.
    """
    elsewhere = {key: one.name for one in places for key in one.payload.get("sources", ())}
    found: list[Snapshot] = []
    for place in dict.fromkeys(["", *elsewhere.values()]):
        own = [word for word in words if elsewhere.get(word.key, "") == place]
        found += _over_time(place or site.location.name, own, None if place else site.space, first_on)
    return tuple(found)


def premises(site: Site, places: Sequence[Statement], today: date) -> tuple[Premises, ...]:
    """The addresses of a site on a day: that of the network file, and the places on file; one may stand `instead`."""
    held = [one for one in places if _holds(one, today)]
    main = site.location
    first = Premises(name=main.name, address=main.address, city=main.city, placed=main.lat is not None)
    kept = () if any(one.payload.get("instead") for one in held) else (first,)
    return kept + tuple(
        Premises(
            name=one.name,
            address=one.payload.get("address", ""),
            city=one.payload.get("city", ""),
            placed=bool(one.payload.get("placed")),
            permanent=bool(one.payload.get("permanent", True)),
        )
        for one in held
    )


def _holds(place: Statement, today: date) -> bool:
    begins = place.first_on or place.stated_on
    return begins <= today and (place.last_on is None or today <= place.last_on)


def _word(row: Row[*tuple[Any, ...]]) -> Word:
    # A visit that found the same bytes notes no space, and yet has seen it.
    seen = max(row.seen_at, row.last_success_at or row.seen_at)
    return Word(f"espace-{row.id}", row.key, row.position, load_space(row.payload), row.changed_at, seen)


def _until_the_next(words: Sequence[Word]) -> list[Word]:
    """The words, each seen until its source said something else."""
    after: dict[str, datetime] = {}
    found = []
    for word in reversed(words):
        seen = min(word.seen_at, after[word.key]) if word.key in after else word.seen_at
        found.append(Word(word.id, word.key, word.position, word.space, word.since_at, seen))
        after[word.key] = word.since_at
    return found[::-1]


def _over_time(place: str, words: Sequence[Word], declared: Space | None, first_on: datetime) -> list[Snapshot]:
    """A snapshot for each moment at which a lasting part of the space became another."""
    found: list[Snapshot] = []
    latest: dict[str, Word] = {}
    told_before: Mapping[str, object] | None = None
    if declared is not None and (not words or words[0].since_at > first_on):
        found.append(_snapshot(place, "fichier", _whole([], declared, first_on), first_on, first_on, ""))
    for word in words:
        latest[word.key] = word
        spoken = sorted(latest.values(), key=lambda one: one.position)
        whole = _whole(spoken, declared, word.since_at)
        told = {part: getattr(whole, part) for part in LASTING}
        seen = min(one.seen_at for one in spoken)
        if told == told_before:
            found[-1] = _snapshot(place, found[-1].id, whole, found[-1].since_at, seen, found[-1].source)
        else:
            found.append(_snapshot(place, word.id, whole, word.since_at, seen, word.key))
        told_before = told
    return found


def _whole(words: Sequence[Word], declared: Space | None, now: datetime) -> Space:
    tellers = [Told(word.key, word.space, word.seen_at) for word in words]
    whole = complete([*tellers, *([Told("", declared)] if declared is not None else [])], now)
    return whole.space if whole is not None else Space()


def _snapshot(place: str, id_: str, space: Space, since: datetime, seen: datetime, source: str) -> Snapshot:
    return Snapshot(id=id_, space=space, since_at=since, confirmed_at=max(since, seen), location=place, source=source)
