"""A store filled as pulls would fill it, without pulling: what tests of pages read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from federation.demo.facts import PLACES
from federation.demo.programme import programme
from federation.domain.drawn import Drawn, span, window
from federation.domain.event import Record
from federation.domain.recurrence import expand
from federation.domain.site import LabelStatus, Location, Network, Site, Source
from federation.domain.space import Space
from federation.registry.network import load_network
from federation.registry.taxonomy import own_taxonomy
from federation.store import records, sites, spaces
from federation.store.database import Store
from federation.store.matching.rebuild import Heard, rebuild
from federation.store.matching.voices import voice
from federation.store.models import SourceRow
from federation.store.published import publish
from sync.formats.parsed import Parsed
from sync.indexing import Indexer
from sync.normalize import normalize

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
"""A Sunday morning; in Paris 10:30."""

SITES = Path(__file__).parents[2] / "sites.yaml"


def site(name: str, city: str, status: LabelStatus = LabelStatus.LABELLED, **values: object) -> Site:
    """A site whose id is its city in small letters, with one source."""
    place = city.lower()
    return Site(
        id=place,
        name=name,
        location=Location(name, "1 place du Test", "00000", city),
        status=status,
        website=f"https://{place}.test/",
        sources=(Source("agenda", f"https://{place}.test/agenda.ics", carries=("events", "space")),),
        **values,  # type: ignore[arg-type]
    )


NETWORK = Network(
    id="essai",
    name="Réseau d’essai",
    contact="contact@reseau.test",
    about="Une reconstitution pour les tests.",
    sites=(
        site("La Cantine de Rennes", "Rennes", profile={"opened": "octobre 2010", "wifi_public": "oui"}),
        site("La Cantine de Nantes", "Nantes"),
        site("Le Lieu de Tours", "Tours", LabelStatus.CANDIDATE),
    ),
)


def fill(
    store: Store,
    network: Network = NETWORK,
    told: Mapping[str, Sequence[Record]] = {},
    places: Mapping[str, Space] = {},
    now: datetime = NOW,
) -> None:
    """Loads the network, lands what the first source of each site tells, its space by the first that carries one."""
    with store.writing() as session:
        sites.load(session, network, now)
        session.flush()
        first: set[str] = set()
        housed: set[str] = set()
        for row in session.scalars(select(SourceRow).order_by(SourceRow.id)).all():
            if row.site_id not in first:
                first.add(row.site_id)
                drawn = [_drawn(item, now) for item in told.get(row.site_id, ())]
                speaker = records.Speaker(row.id, row.site_id, row.key)
                teller = voice(session, row.id)
                rebuild(session, [Heard(teller, records.add(session, speaker, teller, drawn, now))], now)
            if "space" in row.carries and row.site_id not in housed and row.site_id in places:
                housed.add(row.site_id)
                spaces.note(session, row.id, places[row.site_id], now)
            row.outcome, row.format_found = "updated", "ics"
            row.last_pull_at = row.last_success_at = now
        publish(session, now)
    draw(store, now)


def draw(store: Store, now: datetime = NOW) -> None:
    """Lets entries be drawn, as the sync process does after each run."""
    Indexer(store, own_taxonomy(), lambda: now).draw()


def withdraw(store: Store, site_id: str, keys: Sequence[str], now: datetime = NOW) -> None:
    """Lets the first source of a site drop records."""
    with store.writing() as session:
        row = session.scalars(select(SourceRow).where(SourceRow.site_id == site_id)).first()
        assert row is not None
        speaker = records.Speaker(row.id, site_id, row.key)
        told = records.withdraw(session, keys, speaker, now)
        rebuild(session, [Heard(voice(session, row.id), (), told)], now)
        publish(session, now)
    draw(store, now)


def _drawn(told: Record, now: datetime) -> Drawn:
    start, end = window(now)
    expansion = expand(told, start, end)
    spans = tuple((occurrence, span(occurrence.event)) for occurrence in expansion.occurrences)
    return Drawn(told, spans, end, expansion.open_ended)


def demo_network() -> Network:
    """The network of `sites.yaml`, as the demonstration shows it."""
    return load_network(SITES.read_text(encoding="utf-8"))


def fill_demo(store: Store, now: datetime = NOW) -> None:
    """Fills a store with the whole demonstration programme of a day."""
    network = demo_network()
    sites_by_id = {site.id: site for site in network.sites}
    told, places = {}, {}
    for found in PLACES:
        shown = programme(found.id, now.date())
        parsed = Parsed(format="native", records=[item.record for item in shown.items])
        told[found.id] = normalize(parsed, sites_by_id[found.id]).records
        places[found.id] = shown.space
    fill(store, network, told, places, now)
