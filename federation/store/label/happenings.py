"""The programme of sites as evidence: entries after merging as happenings, a joint one for each of its hosts."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from federation.domain.entry import Entry, Host
from federation.domain.event import Status
from federation.domain.payload import event_from
from federation.domain.taxonomy import OTHER, Taxonomy, classify
from federation.domain.taxonomy.facets import facets, values
from federation.label.evidence import Happening
from federation.store.bulk import chunks
from federation.store.models import CoHostRow, EntryRow, OccurrenceRow, RecordRow, SourceRow

AHEAD = timedelta(days=120)
"""How far ahead happenings are gathered; the longest window that looks ahead has ninety days."""

_COLUMNS = (
    EntryRow.id,
    EntryRow.site_id,
    EntryRow.payload,
    EntryRow.starts_at,
    EntryRow.ends_at,
    EntryRow.over_at,
    EntryRow.first_seen_at,
    EntryRow.changed_at,
    EntryRow.withdrawn_at,
    EntryRow.made_of,
    EntryRow.facets,
)
_TAG, _BLANK = re.compile(r"<[^>]*>|&\w+;|&#\d+;"), re.compile(r"\s+")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MEMBERS, _NOBODY_ELSE = "adherents", ("tous-publics", "debutants", "jeune-public")


def happenings(
    session: Session, site_ids: Sequence[str], since: datetime, as_of: datetime, taxonomy: Taxonomy
) -> dict[str, tuple[Happening, ...]]:
    """What these sites hold from a moment on, as far as was known at another; by site: what it leads, then what it
    holds with another, each in the order of their ends.

    Formats, themes and audiences are those the entry was found to have; one not drawn yet is classified here.
    """
    found: dict[str, list[Happening]] = defaultdict(list)
    keys, drawing = _keys(session, site_ids, since), _Drawing(taxonomy)
    for site, row in _rows(session, site_ids, since, as_of):
        found[site].append(_happening(row, keys.get(site, {}), drawing.parts(row.facets, row.payload)))
    return {site: tuple(one) for site, one in found.items()}


def joint_proposed(session: Session, since: datetime, as_of: datetime) -> int:
    """How many happenings several sites of the network held, or will hold, together since a moment."""
    joint = select(CoHostRow.entry_id).distinct()
    ids = select(EntryRow.id).where(
        EntryRow.id.in_(joint),
        EntryRow.over_at >= since,
        EntryRow.starts_at < as_of + AHEAD,
        EntryRow.first_seen_at <= as_of,
        EntryRow.hidden_at.is_(None),
        EntryRow.withdrawn_at.is_(None),
    )
    return len(session.scalars(ids).all())


def _rows(
    session: Session, site_ids: Sequence[str], since: datetime, as_of: datetime
) -> Iterator[tuple[str, Row[*tuple[Any, ...]]]]:
    """The rows of what each site leads, then of what it holds with another."""
    wanted = (
        EntryRow.over_at >= since,
        EntryRow.starts_at < as_of + AHEAD,
        EntryRow.first_seen_at <= as_of,
        EntryRow.hidden_at.is_(None),
    )
    for some in chunks(site_ids):
        led = select(*_COLUMNS).where(EntryRow.site_id.in_(some), *wanted).order_by(EntryRow.over_at, EntryRow.id)
        for row in session.execute(led):
            yield row.site_id, row
        also = (
            select(CoHostRow.site_id.label("host"), *_COLUMNS)
            .join(EntryRow, EntryRow.id == CoHostRow.entry_id)
            .where(CoHostRow.site_id.in_(some), *wanted)
            .order_by(EntryRow.over_at, EntryRow.id)
        )
        for held in session.execute(also):
            yield held.host, held


def _keys(session: Session, site_ids: Sequence[str], since: datetime) -> dict[str, dict[str, tuple[str, ...]]]:
    """Which sources of each site tell which entries; under "" the only one of a site that has no other."""
    rows = select(SourceRow.id, SourceRow.site_id, SourceRow.key).where(SourceRow.carries.contains("events"))
    sources: dict[str, dict[int, str]] = defaultdict(dict)
    for some in chunks(site_ids):
        for row in session.execute(rows.where(SourceRow.site_id.in_(some)).order_by(SourceRow.position)):
            sources[row.site_id][row.id] = row.key
    found: dict[str, dict[str, tuple[str, ...]]] = {
        site: {"": tuple(own.values())} for site, own in sources.items() if len(own) == 1
    }
    several = {id_: (site, key) for site, own in sources.items() if len(own) > 1 for id_, key in own.items()}
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for ids in chunks(sorted(several)):
        asked = (
            select(OccurrenceRow.entry_id, RecordRow.source_id)
            .join(RecordRow, RecordRow.id == OccurrenceRow.record_id)
            .where(RecordRow.source_id.in_(ids), OccurrenceRow.over_at >= since)
        )
        for entry, source in session.execute(asked):
            site, key = several[source]
            told[site][entry].add(key)
    return found | {site: {entry: tuple(sorted(keys)) for entry, keys in own.items()} for site, own in told.items()}


def _happening(row: Row[*tuple[Any, ...]], keys: Mapping[str, tuple[str, ...]], parts: Mapping[str, Any]) -> Happening:
    plain = json.loads(row.payload)
    hosts = (row.site_id,) if row.made_of is None else tuple(json.loads(row.made_of)["hosts"])
    return Happening(
        id=row.id,
        start_at=row.starts_at,
        end_at=row.over_at,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.changed_at,
        title=plain.get("title", ""),
        status=Status(plain.get("status", "scheduled")),
        withdrawn=row.withdrawn_at is not None,
        hosts=hosts,
        organiser=(plain.get("organiser") or {}).get("name", ""),
        told=frozenset(_told(plain, row.ends_at is not None)),
        described=_letters(plain.get("description", "")),
        sources=keys.get(row.id) or keys.get("", ()),
        **parts,
    )


class _Drawing:
    """What events were found to be, by their facets; those that are not drawn yet are classified by their payload.

    Many events have the same facets, and all dates of a series one payload: each is looked at once.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self._known: dict[str, Mapping[str, Any]] = {}

    def parts(self, drawn: str | None, payload: str) -> Mapping[str, Any]:
        """The parts of a happening that its facets tell."""
        name = drawn or payload
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = _parts(drawn.split("\n") if drawn else self._facets(payload))
        return found

    def _facets(self, payload: str) -> tuple[str, ...]:
        event = event_from(json.loads(payload))
        host = Host("", "", "", event.zone)
        entry = Entry(id="", event=event, host=host, first_seen_at=_EPOCH, changed_at=_EPOCH)
        return facets(entry, classify(event, self.taxonomy))


def _parts(drawn: Sequence[str]) -> Mapping[str, Any]:
    format_ = next(iter(values(drawn, "format")), "")
    return {
        "format": "" if format_ == OTHER else format_,
        "themes": values(drawn, "theme"),
        "audience": values(drawn, "audience"),
        "members_only": _members_only(drawn),
        "free": _free(drawn),
        "accessibility": values(drawn, "accessibility"),
    }


def _members_only(drawn: Sequence[str]) -> bool | None:
    """Whether it is for members alone; None when nothing is told of who may come.

    Of whom it is told that they are welcome, or at what price, and not that they must be members, they need not be.
    """
    audience = values(drawn, "audience")
    if _MEMBERS in audience:
        return not any(word in audience for word in _NOBODY_ELSE)
    told = audience or values(drawn, "cost") or values(drawn, "registration")
    return False if told else None


def _free(drawn: Sequence[str]) -> bool | None:
    told = values(drawn, "cost")
    return told[0] == "free" if told else None


def _told(plain: Mapping[str, Any], ends: bool) -> Iterable[str]:
    """The fields that an event fills; what is held online has its link for a place."""
    if plain.get("title", "").strip():
        yield "title"
    if ends:
        yield "end"
    if plain.get("place") or plain.get("online_url"):
        yield "place"
    if plain.get("url") or plain.get("registration_url") or plain.get("links"):
        yield "link"
    for name in ("description", "organiser", "price", "image", "audience", "licence"):
        if plain.get(name):
            yield name


def _letters(description: str) -> int:
    """Characters of a description without its markup."""
    return len(_BLANK.sub(" ", _TAG.sub("", description)).strip()) if description else 0
