"""What the journal of changes says, as values: changes of entries and of whole sites, and what was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from federation.domain.entry import Host
from federation.domain.event import Event
from federation.domain.happened import Kind
from federation.domain.identity import public_uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that happened, at an aware UTC moment.

    `entry_id` is "" for what happened to all that a site announces; else `event` is the title, start and zone the
    entry had after the change. `was` and `now` are as in `Happened`. `host` leads the entry, `host.name` as it is now.
    """

    kind: Kind
    happened_at: datetime
    host: Host
    entry_id: str = ""
    event: Event | None = None
    was: str = ""
    now: str = ""

    @property
    def uid(self) -> str:
        """Its own, for ever; `urn:uuid:` before it makes the guid of feeds."""
        return public_uid(f"{self.entry_id or self.host.id} {self.kind.value} {self.happened_at.isoformat()}")

    @property
    def event_uid(self) -> str:
        """The UID of the entry in calendars and feeds."""
        return public_uid(self.entry_id)


@dataclass(frozen=True, slots=True)
class Removed:
    """An entry that its source withdrew, as those who may have copied it are told (RFC 6721); `at` is aware UTC."""

    entry_id: str
    title: str
    host: str
    at: datetime

    @property
    def uid(self) -> str:
        """The UID of the entry."""
        return public_uid(self.entry_id)
