"""Network, site and source values: who belongs, where they are, what addresses they declare."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from federation.domain.space import Space


class LabelStatus(StrEnum):
    """The eight statuses of the label."""

    LISTED = "listed"
    CANDIDATE = "candidate"
    LABELLED = "labelled"
    PROBATION = "probation"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    FROZEN = "frozen"
    CLOSED = "closed"


PUBLISHED = frozenset({LabelStatus.LABELLED, LabelStatus.PROBATION, LabelStatus.FROZEN})
"""The statuses whose sites appear in the network agenda; the one place where this is decided."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a site is. `lat` and `lon` in WGS 84 degrees."""

    name: str
    address: str
    postal_code: str
    city: str
    region: str = ""
    country: str = "FR"
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One address that a site declares. `key` identifies it within the site, whatever becomes of the address."""

    key: str
    url: str
    format: str = "auto"
    carries: tuple[str, ...] = ("events",)
    every: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A cantine, labelled or not. `zone` is an IANA name, `profile` free facts shown on its page."""

    id: str
    name: str
    location: Location
    status: LabelStatus
    zone: str = "Europe/Paris"
    language: str = "fr"
    website: str = ""
    contact: str = ""
    profile: dict[str, str] = field(default_factory=dict)
    space: Space | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The whole: its name, public face and sites, as `sites.yaml` tells them."""

    id: str
    name: str
    contact: str
    url: str = ""
    zone: str = "Europe/Paris"
    language: str = "fr"
    charter: str = ""
    about: str = ""
    sites: tuple[Site, ...] = ()
