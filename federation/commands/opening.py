"""What commands open: the settings, the store on the right schema, the network of the file, the pulling wing.

Each function imports what it opens, so that a command waits for nothing that it does without.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from federation import logs
from federation.demo.network import at_port, demo_hosts
from federation.domain.format_names import FORMAT_NAMES
from federation.domain.site import Network
from federation.errors import FederationError
from federation.settings import Settings, clock, from_environment
from federation.version import VERSION

if TYPE_CHECKING:
    from federation.store.database import Store
    from federation.store.sites import Loaded
    from sync.assess import Assessor
    from sync.indexing import Indexer
    from sync.run import Runner
    from sync.sighting import Sighter

_OBJECTS = 400_000
"""New ones between two looks for garbage in a run, which tidies up after itself: with Python's 700 a cold run takes a
fifth more of the processor. It bounds what circles of objects may hold meanwhile."""


def settings() -> Settings:
    """The settings of this process, with logging set up as they say."""
    chosen = from_environment()
    logs.set_up(chosen)
    return chosen


@contextmanager
def store(chosen: Settings, *, make: bool = False) -> Iterator[Store]:
    """The open store; `make` gives an empty database its tables. Raises StoreError on another schema."""
    from federation.store.database import check_schema, open_store, revision, upgrade

    opened = open_store(chosen.database)
    try:
        if make and revision(opened) is None:
            upgrade(opened)
        check_schema(opened)
        yield opened
    finally:
        opened.close()


def network_file(chosen: Settings, *, demo: bool = False) -> Network:
    """The network of the sites file, the demonstration's addresses moved to its port; raises ConfigError."""
    from federation.registry.loading import text_of
    from federation.registry.network import load_network

    path = chosen.sites_file
    network = load_network(text_of(path), str(path), formats=FORMAT_NAMES)
    return at_port(network, chosen.first_demo_port) if demo else network


def indexer(opened: Store, chosen: Settings) -> Indexer:
    """What draws entries by the taxonomy of the settings; raises ConfigError when its file has a mistake."""
    from federation.registry.taxonomy import taxonomy
    from sync.indexing import Indexer

    return Indexer(opened, taxonomy(chosen.taxonomy_file), clock(chosen))


def assessor(opened: Store, chosen: Settings) -> Assessor:
    """What assesses sites after a run and each day; raises ConfigError when the taxonomy has a mistake."""
    from federation.registry.taxonomy import taxonomy
    from sync.assess import Assessor

    return Assessor(opened, clock(chosen), taxonomy(chosen.taxonomy_file))


def sighter(runner: Runner, chosen: Settings) -> Sighter:
    """What looks for the badge on the pages of sites, through the same door as the visits."""
    from sync.sighting import Sighter

    return Sighter(runner.store, runner.fetcher, runner.clock, chosen.address, runner.stopping.is_set)


def load_network_file(opened: Store, network: Network, chosen: Settings) -> Loaded:
    """Write the network of the file into the store; says where decisions hold against it."""
    from federation.store.sites import load

    with opened.writing() as session:
        loaded = load(session, network, clock(chosen)())
    for told in loaded.overruled:
        click.echo(f"decided: {told} (decisions hold against the file; see: cantines label history)", err=True)
    return loaded


def with_demo(chosen: Settings) -> Settings:
    """The settings with the demonstration's sites allowed, although their address is private."""
    return replace(chosen, allow_hosts=chosen.allow_hosts | demo_hosts(chosen.first_demo_port))


def runner(opened: Store, chosen: Settings) -> Runner:
    """The pulling wing, ready to run; it looks for garbage less often: a visit makes many objects and no circles."""
    from federation.store.sites import network as stored_network
    from sync.fetch import fetcher_from
    from sync.run import Runner
    from sync.worker import worker_name

    gc.freeze()  # What is loaded by now stays for good: no look for garbage need walk through it.
    gc.set_threshold(_OBJECTS)
    with opened.session() as session:
        network = stored_network(session)
    _refuse_forgotten_demo(network, chosen)
    contact = network.contact if network else ""
    fetcher = fetcher_from(chosen, contact=contact, version=VERSION)
    return Runner(opened, fetcher, clock(chosen), worker_name(), at_once=chosen.pulls_at_once)


def _refuse_forgotten_demo(network: Network | None, chosen: Settings) -> None:
    """Raise when the demonstration is loaded and may not be visited: all its sources would only be marked as failed."""
    demo = demo_hosts(chosen.first_demo_port)
    hosts = {urlsplit(source.url).netloc for site in network.sites for source in site.sources} if network else set()
    if hosts and hosts <= demo and not hosts <= chosen.allow_hosts:
        raise FederationError("The network that is loaded is the demonstration. Type: cantines sync --demo")
