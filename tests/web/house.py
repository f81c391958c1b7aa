"""A keeper in front of a store, for tests of what is kept: its clock moves when a test says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from federation.store.database import Store
from federation.store.published import publish
from federation.web.keeper import Keeper
from federation.web.shelf import Shelf

NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


class House:
    """A keeper on a store, with a clock and a count of what was rendered."""

    def __init__(self, store: Store, shelf: Shelf, *, most: int = 10_000_000, release: str = "r1") -> None:
        self.now, self.ticks, self.rendered = NOON, 0.0, 0
        self.keeper = Keeper(
            store, shelf, lambda: self.now, release=release, most=most, look_every=0.5, ticks=lambda: self.ticks
        )
        self.store = store

    def publish(self) -> None:
        """Readers would see something else now."""
        with self.store.writing() as session:
            publish(session, self.now)

    def render(self) -> bytes:
        """What an address says; counted."""
        self.rendered += 1
        return b"agenda " * 500

    def ask(self, address: str = "/agenda") -> str:
        """The entity tag of the answer at an address."""
        stamp = self.keeper.stamp()
        return self.keeper.answer(stamp, address, "text/html", self.render).etag

    def later(self, seconds: float = 1.0) -> None:
        """Time goes by."""
        self.ticks += seconds
        self.now += timedelta(seconds=seconds)
