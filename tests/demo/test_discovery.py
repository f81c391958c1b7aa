"""The sources of each demonstration site are found from its home page, as a stranger would look for them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from federation.demo.facts import PLACES, base_of
from federation.demo.network import at_port, demo_hosts
from federation.registry.network import load_network
from sync.discover import REQUESTS, discover
from sync.fetch import Fetcher, Limits
from tests.demo.conftest import NOW, Running

SITES = Path(__file__).parents[2] / "sites.yaml"
SECONDS = timedelta(seconds=5)


def fetcher(demo: Running) -> Fetcher:
    limits = Limits(connect=SECONDS, read=SECONDS, total=4 * SECONDS, received=10_000_000, decoded=30_000_000)
    return Fetcher(limits, user_agent="cantines/test", allow_hosts=demo_hosts(demo.first_port))


@pytest.mark.parametrize("site", [place.id for place in PLACES])
def test_every_declared_source_is_found(site: str, demo: Running) -> None:
    network = at_port(load_network(SITES.read_text("utf-8")), demo.first_port)
    (own,) = (found for found in network.sites if found.id == site)
    discovery = discover(fetcher(demo), f"{base_of(site, demo.first_port)}/", NOW)
    found = {urlsplit(one.candidate.url).path.rstrip("/"): one for one in discovery.usable}
    for source in own.sources:
        assert set(source.carries) <= set(found[urlsplit(source.url).path.rstrip("/")].carries)
    assert discovery.requests <= REQUESTS
    assert discovery.usable[0].upcoming > 10


def test_a_source_is_found_at_its_own_address(demo: Running) -> None:
    url = f"{base_of('paris', demo.first_port)}/events/feed.ics"
    (one,) = discover(fetcher(demo), url, NOW).usable
    assert (one.format, one.candidate.url) == ("ics", url)
    assert one.producer is not None
    assert one.producer.id == "icalendar-ruby"
