"""The demonstration's addresses in `sites.yaml`, moved to the ports it really listens on. Pure."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from federation.demo.facts import FIRST_PORT, PLACES
from federation.domain.site import Network, Site


def demo_hosts(first_port: int) -> frozenset[str]:
    """The hosts of the demonstration, as settings allow them: `127.0.0.1:8101` and the five after it."""
    return frozenset(f"127.0.0.1:{first_port + rank}" for rank in range(len(PLACES)))


def at_port(network: Network, first_port: int) -> Network:
    """The network with the addresses of the demonstration on the ports from `first_port`, the others as they are."""
    return replace(network, sites=tuple(_moved(site, first_port) for site in network.sites))


def _moved(site: Site, first_port: int) -> Site:
    sources = tuple(replace(source, url=_rebased(source.url, first_port)) for source in site.sources)
    return replace(site, website=_rebased(site.website, first_port), sources=sources)


def _rebased(url: str, first_port: int) -> str:
    parts = urlsplit(url)
    if parts.netloc not in demo_hosts(FIRST_PORT):
        return url
    port = int(parts.netloc.rpartition(":")[2]) - FIRST_PORT + first_port
    return urlunsplit(parts._replace(netloc=f"127.0.0.1:{port}"))
