"""What a format reader is given and gives back: values only, no network, no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from federation.domain.event import Notice, Record
from federation.domain.space import Space

MOST_NOTICES = 500
"""Of one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the hub knows before reading.

    `zone` is the site's IANA zone (for floating times), `url` the final address of the answer, `known` the
    fingerprints of the last good reading by record key: a reader that finds the same one may skip the record.
    """

    zone: str = "Europe/Paris"
    url: str = ""
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Parsed:
    """One answer, read.

    `records` are new or changed, `unchanged` the keys whose fingerprint the hub knew already; together they are all
    the answer holds. `unreadable` are keys that it names and that cannot be read (a record of such a key is what
    little can); with `cut` it stops before its end, so that what is missing may yet be there. `space` is None when
    the answer says nothing of the place. `refresh_after` is what the document itself asks (REFRESH-INTERVAL, ttl).
    `producer` is the software that wrote it, as far as it says (PRODID, generator, API header).

    `further` are addresses (absolute, http or https) that hold the rest of what the source says: its next page, or
    the pages its list links to. A reader only names them, in the order of their worth; `sync.following` decides
    which are visited (the same host, none twice, a bounded number) and reads each with the same format.
    """

    format: str
    records: list[Record] = field(default_factory=list)
    unchanged: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    cut: bool = False
    space: Space | None = None
    notices: list[Notice] = field(default_factory=list)
    refresh_after: timedelta | None = None
    producer: str = ""
    title: str = ""
    further: tuple[str, ...] = ()


def as_declared(url: str) -> tuple[str, ...]:
    """The addresses to ask for a source declared at `url`: that one."""
    return (url,)


def owns_none(_url: str) -> bool:
    """Whether an address is this format's for sure: none is, its bytes must be seen."""
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `sniff` says whether bytes (with their media type) look like it, `read` reads them.

    `read` raises FormatError when nothing can be had from the bytes; a broken part of a good document is a Notice.
    `addresses` turns the address an operator declared into those to ask, best first: an API's own address with its
    parameters, then what may stand in when that one cannot be read. It knows no network; a foreign address comes
    back as it is. `owns` says whether an address is unmistakably this format's (an agenda of openagenda.com, an
    embedded Google calendar, one under /wp-json/tribe/), so that `addresses` serves a source of format `auto` too.
    """

    name: str
    accept: str
    sniff: Callable[[bytes, str], bool]
    read: Callable[[bytes, Context], Parsed]
    addresses: Callable[[str], tuple[str, ...]] = as_declared
    owns: Callable[[str], bool] = owns_none


def few(notices: list[Notice]) -> list[Notice]:
    """As many notices as anybody reads; those that tell of a loss go before the others."""
    if len(notices) <= MOST_NOTICES:
        return notices
    kept = sorted(notices, key=lambda notice: not notice.lost)[:MOST_NOTICES]
    return [*kept, Notice("more-notices", value=str(len(notices) - MOST_NOTICES))]
