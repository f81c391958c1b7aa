"""Entry values: what the network agenda shows, one dated happening each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from federation.domain.event import Event
from federation.domain.identity import public_uid


@dataclass(frozen=True, slots=True)
class Host:
    """The site that holds an entry, as much of it as an agenda line needs."""

    id: str
    name: str
    city: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One happening in the agenda.

    `id` is ours and never changes; `first_seen_at` and `changed_at` are aware UTC moments of the hub;
    `sequence` rises by one with each change that readers can see (RFC 5545 §3.8.7.4). `withdrawn_at` is set when
    the source dropped it before its date; `recurring` when its record has other dates. `hosts` are all the sites that
    hold it, `host` first; `records` the ids of what it is made of, none when it is one record's. `facets` are what it
    was found to be (`domain.taxonomy.facets`), none before they were drawn.
    """

    id: str
    event: Event
    host: Host
    first_seen_at: datetime
    changed_at: datetime
    sequence: int = 0
    withdrawn_at: datetime | None = None
    recurring: bool = False
    hosts: tuple[Host, ...] = ()
    records: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()

    @property
    def uid(self) -> str:
        """UID in calendars; `urn:uuid:` before it makes the guid of feeds."""
        return public_uid(self.id)
