"""Sites and sources in the store: loading the network file, and reading it back for pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.entry import Entry
from federation.domain.query import AgendaQuery
from federation.domain.site import LabelStatus, Network, Site, Source
from federation.domain.site_payload import (
    dump_network,
    dump_site,
    load_network,
    load_site,
    source_from,
)
from federation.store.agenda import counts, upcoming
from federation.store.label.standings import decided_statuses
from federation.store.matching.rebuild import revoice
from federation.store.matching.voices import voices
from federation.store.models import NetworkRow, SiteRow, SourceRow
from federation.store.published import publish


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a network file did: ids of sites, and `site/source` for sources."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    archived: tuple[str, ...]
    overruled: tuple[str, ...] = ()
    """Sites whose status decisions made another than the file says; the decisions hold: `tours: labelled, not …`."""

    @property
    def any(self) -> bool:
        """Whether the file said anything new."""
        return bool(self.added or self.changed or self.archived)


@dataclass(frozen=True, slots=True)
class SiteCard:
    """A site as a list shows it: how many entries are to come, and the next one."""

    site: Site
    upcoming: int
    next: Entry | None


def load(session: Session, network: Network, now: datetime) -> Loaded:
    """Write a network into the store, in the caller's transaction; the same file twice changes nothing.

    What is no longer in the file is archived: its rows stay, its sources are no longer visited, and coming back it
    finds its history again. The file gives a status to sites of which nobody decided yet; decisions hold against it.
    """
    added: list[str] = []
    changed: list[str] = []
    _load_network(session, network, now, changed)
    before = voices(session)
    statuses = decided_statuses(session, now, ZoneInfo(network.zone))
    rows = {row.id: row for row in session.scalars(select(SiteRow))}
    for position, site in enumerate(network.sites):
        values = _site_columns(replace(site, status=statuses.get(site.id, site.status)), position)
        _write(session, SiteRow, rows.get(site.id), {"id": site.id, **values}, site.id, added, changed)
    archived = [row for name, row in rows.items() if name not in {site.id for site in network.sites}]
    gone = _archive(archived, now)
    session.flush()
    gone += _load_sources(session, network, now, added, changed)
    revoice(session, before, now)
    loaded = Loaded(tuple(added), tuple(changed), tuple(gone), tuple(_overruled(network, statuses)))
    if loaded.any:
        publish(session, now)
    return loaded


def _overruled(network: Network, statuses: Mapping[str, LabelStatus]) -> Iterator[str]:
    for site in network.sites:
        status = statuses.get(site.id, site.status)
        if status is not site.status:
            yield f"{site.id}: {status.value}, not {site.status.value}"


def _load_network(session: Session, network: Network, now: datetime, changed: list[str]) -> None:
    row, payload = session.get(NetworkRow, 1), dump_network(network)
    if row is None:
        session.add(NetworkRow(id=1, payload=payload, loaded_at=now))
    elif row.payload != payload:
        row.payload, row.loaded_at = payload, now
        changed.append("network")


def _site_columns(site: Site, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "name": site.name,
        "city": site.location.city,
        "region": site.location.region,
        "zone": site.zone,
        "label": site.status.value,
        "payload": dump_site(site),
        "archived_at": None,
    }


def _load_sources(session: Session, network: Network, now: datetime, added: list[str], changed: list[str]) -> list[str]:
    rows = {(row.site_id, row.key): row for row in session.scalars(select(SourceRow))}
    declared = {
        (site.id, source.key): _source_columns(source, position)
        for site in network.sites
        for position, source in enumerate(site.sources)
    }
    for (site_id, key), columns in declared.items():
        row = rows.get((site_id, key))
        values = {"site_id": site_id, "key": key, **columns}
        if row is None:
            values["next_pull_at"] = now
        elif row.url != values["url"] or row.archived_at is not None or row.carries != values["carries"]:
            # What we hold vouches for nothing of this: ask it whole, and soon.
            values |= {"next_pull_at": now, "pages": ""}
        elif row.every_seconds != values["every_seconds"]:
            values["next_pull_at"] = now
        _write(session, SourceRow, row, values, f"{site_id}/{key}", added, changed)
    gone = _archive([row for name, row in rows.items() if name not in declared], now)
    session.flush()
    return gone


def _source_columns(source: Source, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "url": source.url,
        "authority": urlsplit(source.url).netloc.rpartition("@")[2].lower(),
        "format": source.format,
        "carries": ",".join(source.carries),
        "every_seconds": int(source.every.total_seconds()),
        "archived_at": None,
    }


def _write(
    session: Session,
    kind: type[SiteRow] | type[SourceRow],
    row: SiteRow | SourceRow | None,
    values: Mapping[str, Any],
    name: str,
    added: list[str],
    changed: list[str],
) -> None:
    if row is None:
        session.add(kind(**values))
        added.append(name)
        return
    different = {column: value for column, value in values.items() if getattr(row, column) != value}
    for column, value in different.items():
        setattr(row, column, value)
    if different:
        changed.append(name)


def _archive(rows: list[Any], now: datetime) -> list[str]:
    gone = [row for row in rows if row.archived_at is None]
    for row in gone:
        row.archived_at = now
    return [row.id if isinstance(row, SiteRow) else f"{row.site_id}/{row.key}" for row in gone]


def network(session: Session) -> Network | None:
    """The network as last loaded, with its sites and sources in the order of the file; None before."""
    row = session.get(NetworkRow, 1)
    return None if row is None else load_network(row.payload, tuple(_sites(session)))


def zone(session: Session) -> str:
    """The zone of the network, whose midnight begins its day; Europe/Paris before anything is loaded."""
    row = session.get(NetworkRow, 1)
    return "Europe/Paris" if row is None else load_network(row.payload).zone


def site(session: Session, site_id: str) -> Site | None:
    """One site of the file; None for an unknown or archived one."""
    row = session.get(SiteRow, site_id)
    if row is None or row.archived_at is not None:
        return None
    return load_site(row.payload, _sources(session).get(site_id, ()))


def site_cards(session: Session, from_on: date) -> list[SiteCard]:
    """Every site of the file with what comes there, in the order of the file."""
    coming = counts(session, from_on, zone(session))
    cards = []
    for found in _sites(session):
        first = upcoming(session, AgendaQuery(from_on, site=found.id, size=1, zone=zone(session)))
        cards.append(SiteCard(found, coming.get(found.id, 0), first[0] if first else None))
    return cards


def _sites(session: Session) -> list[Site]:
    sources = _sources(session)
    rows = session.execute(
        select(SiteRow.id, SiteRow.payload).where(SiteRow.archived_at.is_(None)).order_by(SiteRow.position)
    )
    return [load_site(row.payload, sources.get(row.id, ())) for row in rows]


def _sources(session: Session) -> dict[str, tuple[Source, ...]]:
    found: dict[str, tuple[Source, ...]] = {}
    rows = select(SourceRow).where(SourceRow.archived_at.is_(None)).order_by(SourceRow.position, SourceRow.id)
    for row in session.scalars(rows):
        source = source_from(row.key, row.url, row.format, row.carries, row.every_seconds)
        found[row.site_id] = (*found.get(row.site_id, ()), source)
    return found
