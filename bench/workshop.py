"""What the rows share: a folder, sites that answer, hubs already filled. Made when first asked for, gone at the end."""

from __future__ import annotations

import itertools
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.child import Child
from bench.hub import Hub, make_hub
from bench.sizes import Sizes


class Workshop:
    """The benchmark's tools, at one size."""

    def __init__(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self.stack = ExitStack()
        self._numbers = itertools.count()

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    @cached_property
    def folder(self) -> Path:
        """A folder that goes at the end."""
        return Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="cantines-bench-")))

    def new_folder(self) -> Path:
        """An empty folder in it."""
        found = self.folder / str(next(self._numbers))
        found.mkdir()
        return found

    @cached_property
    def sites(self) -> Child:
        """All the sites."""
        return self.new_sites(self.sizes.sites, self.sizes.events)

    @cached_property
    def urls(self) -> list[str]:
        """The addresses of all the sites."""
        return addresses(self.sites)

    @cached_property
    def agenda(self) -> Hub:
        """A hub that pulled what readers ask for."""
        sites = self.new_sites(self.sizes.agenda_sites, self.sizes.events)
        hub = make_hub(self.new_folder(), addresses(sites))
        pulled_once(hub)
        return hub

    @cached_property
    def network(self) -> Hub:
        """A hub that pulled all the sites."""
        hub = make_hub(self.new_folder(), self.urls)
        pulled_once(hub)
        return hub

    @cached_property
    def puller(self) -> Child:
        """The sync process of `network`, warm."""
        puller = self.stack.enter_context(self.network.puller())
        puller.ask()
        return puller

    def new_sites(self, count: int, events: int) -> Child:
        """A process of sites, their events in the year after today."""
        day = datetime.now(UTC).date()
        return self.stack.enter_context(Child("bench.sites", str(count), str(events), day.isoformat()))


def addresses(sites: Child) -> list[str]:
    """The addresses of the sites of a process."""
    return [f"http://127.0.0.1:{port}/agenda.ics" for port in sites.hello]


def pulled_once(hub: Hub) -> Any:
    """What it costs a hub to pull everything for the first time."""
    with hub.puller() as puller:
        return checked(puller.ask(), "updated")


def checked(measure: Any, outcome: str) -> Any:
    """The measure, when every visit ended so; a benchmark of something else is worse than none."""
    if set(measure["outcomes"]) != {outcome}:
        raise RuntimeError(f"every visit should be {outcome}: {measure['outcomes']}")
    return measure
