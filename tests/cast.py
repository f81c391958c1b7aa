"""The cast of store, sync and web tests: a small network, sources that say what a test wants, a clock that moves."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from federation.domain.entry import Entry
from federation.domain.query import AgendaQuery
from federation.domain.site import LabelStatus, Location, Network, Site, Source
from federation.errors import FetchError
from federation.store import sites
from federation.store.agenda import upcoming
from federation.store.database import Store
from sync.fetch import Answer
from sync.landing import Landed
from sync.run import Runner

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
MINUTE = timedelta(minutes=1)


def site(name: str, status: LabelStatus = LabelStatus.LABELLED, *sources: Source) -> Site:
    """A cantine in the city of that name, with one native source unless others are given."""
    city = name.capitalize()
    return Site(
        id=name,
        name=f"La Cantine de {city}",
        location=Location(f"Halle de {city}", "1 rue du Port", "35000", city, "Bretagne"),
        status=status,
        sources=sources or (source(name),),
    )


def source(name: str, carries: tuple[str, ...] = ("events", "space")) -> Source:
    """The native source of a cantine."""
    return Source("cantines", f"https://{name}.example/cantines.json", "native", carries, MINUTE)


def network(*found: Site) -> Network:
    """Rennes and Nantes labelled, Tours a candidate; or the given sites."""
    chosen = found or (site("rennes"), site("nantes"), site("tours", LabelStatus.CANDIDATE))
    return Network(id="essai", name="Réseau d’essai", contact="contact@cantines.example", sites=chosen)


def event(number: int, days: float = 3, **fields: Any) -> dict[str, Any]:
    """A native event `days` after NOW, at 18 h 30 in Paris for an hour unless told otherwise."""
    start = datetime(2026, 11, 22, 18, 30) + timedelta(days=days)
    plain = {"id": f"e{number}", "title": f"Atelier {number}", "start": start.isoformat(), "timezone": "Europe/Paris"}
    return {**plain, "end": (start + timedelta(hours=1)).isoformat(), **fields}


def native(*events: dict[str, Any], **more: Any) -> bytes:
    """A native document."""
    return json.dumps({"format": "cantines-native/1", "events": list(events), **more}).encode()


@dataclass
class Sources:
    """Stands in for the network: each address gives the bytes or the failure a test put there."""

    bodies: dict[str, bytes | FetchError] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    etags: bool = True

    def say(self, name: str, body: bytes | FetchError) -> None:
        """What the native source of a cantine answers from now on."""
        self.bodies[f"https://{name}.example/cantines.json"] = body

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        accept: str = "",
        now: datetime,
        within: timedelta | None = None,
    ) -> Answer:
        """As `sync.fetch.Fetcher.get`."""
        self.asked.append(url)
        body = self.bodies.get(url, FetchError("refused", url, phase="connect"))
        if isinstance(body, FetchError):
            raise body
        tag = f'"{hash(body)}"' if self.etags else ""
        answer = Answer(
            url=url, status=200, body=body, media_type="application/json", charset="", etag=tag, last_modified="",
            max_age=None, retry_after=None, received=len(body), not_modified=False, moved_to="",
            elapsed=timedelta(0),
        )  # fmt: skip
        return replace(answer, status=304, body=b"", not_modified=True) if etag and etag == tag else answer


class Hub:
    """A store with the test network, its sources, and a runner under a clock that a test moves."""

    def __init__(self, store: Store, loaded: Network | None = None) -> None:
        self.store, self.now = store, NOW
        self.sources = Sources()
        self.runner = Runner(store, self.sources, lambda: self.now, "test:1", at_once=2, random=Random(1))  # type: ignore[arg-type]
        self.load(loaded or network())

    def load(self, found: Network) -> sites.Loaded:
        """Load a network file."""
        with self.store.writing() as session:
            return sites.load(session, found, self.now)

    def pull(self, after: timedelta = timedelta(minutes=2)) -> dict[str, Landed]:
        """Some time later, run what is due; how each site fared."""
        self.now += after
        return {item.site: item for item in self.runner.run()}

    def agenda(self, name: str = "", **query: Any) -> list[Entry]:
        """What readers see coming."""
        with self.store.session() as session:
            return upcoming(session, AgendaQuery(TODAY, site=name, **query))

    def titles(self, name: str = "") -> list[str]:
        """The titles they see."""
        return [entry.event.title for entry in self.agenda(name)]


def many(numbers: Iterable[int]) -> bytes:
    """A native document with these events, a day after another."""
    return native(*(event(number, days=1 + number) for number in numbers))
