"""Entries drawn after a run: batch after batch, each a transaction of its own, until all are or the time is up."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from federation.domain.taxonomy import Taxonomy
from federation.store.database import Store
from federation.store.indexing import (
    Rules,
    forget,
    land,
    next_batch,
    now_by,
    outdated,
    publish_drawn,
    rules,
    unpublished,
)

log = structlog.get_logger()

PATIENCE = timedelta(seconds=10)
"""How long sources that fell due may wait for entries to be drawn."""


class Indexer:
    """Draws what entries were found to be. `going_on` is asked between two batches."""

    def __init__(self, store: Store, taxonomy: Taxonomy, clock: Callable[[], datetime]) -> None:
        self._store, self._taxonomy, self._clock = store, taxonomy, clock

    def draw(self, going_on: Callable[[], bool] = lambda: True) -> int:
        """Draw what is to be drawn; returns how many entries readers see differently."""
        with self._store.session() as session:
            by = rules(session, self._taxonomy)
            old = outdated(session, by)
        if old and not self._forget(by, going_on):
            return 0
        drawn = different = 0
        while going_on():
            written, changed = self._batch(by)
            if not written:
                break
            drawn, different = drawn + written, different + changed
        self._publish()
        if drawn:
            log.info("drawn", entries=drawn, different=different)
        return different

    def for_a_while(self, stopping: Callable[[], bool]) -> int:
        """Draw for some seconds at most; what is left is drawn after the next run."""
        limit = time.monotonic() + PATIENCE.total_seconds()
        return self.draw(lambda: not stopping() and time.monotonic() < limit)

    def _forget(self, by: Rules, going_on: Callable[[], bool]) -> bool:
        """Let every entry be drawn again: the rules are others now. False when it was to stop before the end."""
        after: str | None = ""
        while after is not None:
            if not going_on():
                return False
            with self._store.writing() as session:
                after = forget(session, after)
                if after is None:
                    now_by(session, by)
        return True

    def _batch(self, by: Rules) -> tuple[int, int]:
        """Draw one batch; how many entries were drawn, none when others are writing them, and how many differ."""
        with self._store.session() as session:
            batch = next_batch(session, by)
        if not batch:
            return 0, 0
        with self._store.writing() as session:
            return land(session, batch, by)

    def _publish(self) -> None:
        with self._store.session() as session:
            waiting = unpublished(session)
        if waiting:
            with self._store.writing() as session:
                publish_drawn(session, self._clock())
