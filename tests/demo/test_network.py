"""The delivered network file, and its addresses moved to other ports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from federation.demo.facts import PLACES
from federation.demo.network import at_port, demo_hosts
from federation.domain.site import LabelStatus
from federation.registry.network import load_network

DELIVERED = load_network((Path(__file__).parents[2] / "sites.yaml").read_text())


def test_the_delivered_file_tells_of_the_six_places() -> None:
    assert [site.id for site in DELIVERED.sites] == [place.id for place in PLACES]
    assert {site.id for site in DELIVERED.sites if site.status is LabelStatus.CANDIDATE} == {"tours"}
    for site, place in zip(DELIVERED.sites, PLACES, strict=True):
        assert site.name == place.name
        assert replace(site.location, country="FR") == place.location
        paths = [source.path for source in place.sources]
        assert [source.url.removeprefix(site.website.rstrip("/")) for source in site.sources] == paths


def test_addresses_move_together() -> None:
    moved = at_port(DELIVERED, 9000)
    assert moved.sites[0].sources[0].url == "http://127.0.0.1:9000/events/feed.ics"
    assert moved.sites[5].website == "http://127.0.0.1:9005/"
    assert at_port(DELIVERED, 8101) == DELIVERED


def test_other_addresses_stay() -> None:
    elsewhere = replace(DELIVERED.sites[0], website="https://cantine.example/", sources=())
    network = replace(DELIVERED, sites=(elsewhere,))
    assert at_port(network, 9000) == network


def test_the_hosts_are_named_with_their_ports() -> None:
    assert demo_hosts(8101) == {f"127.0.0.1:{port}" for port in range(8101, 8107)}
