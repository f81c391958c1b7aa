"""One run: claim what is due, visit in parallel, land one after the other.

Visits run in threads and only read; every write happens here, in the calling thread, each visit whole or not at all. So
SQLite never sees two writers of ours, and a slow or dead source delays nobody but itself.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from threading import Event as Flag

import structlog

from federation.domain.changes import Known, Outcome
from federation.domain.drawn import FUTURE
from federation.domain.event import Event
from federation.errors import SourceError
from federation.store import records
from federation.store.bulk import chunks
from federation.store.database import Store
from federation.store.happened import forget_old_changes
from federation.store.matching.rebuild import Heard, rebuild
from federation.store.matching.voices import voice
from federation.store.models import SourceRow
from federation.store.published import publish
from federation.store.records import Speaker
from federation.store.sources import Due, claim, forget_old_visits
from sync.drawing import draw
from sync.fetch import Fetcher
from sync.landing import Landed, land
from sync.pull import Pulled, pull, reading

log = structlog.get_logger()

_MARGIN = timedelta(days=30)
_LOOK_AGAIN = 0.5
_TOGETHER = 8
"""Visits that have ended by then land in one transaction: a page of an index that all of them touch is written once."""

_Visit = tuple[Due, Future[Pulled]]
_LITTER = 20_000
"""Objects that runs may leave behind before circles of them are looked for."""


@dataclass(slots=True)
class Runner:
    """Everything a run needs, chosen at the door. `worker` names this process in leases."""

    store: Store
    fetcher: Fetcher
    clock: Callable[[], datetime]
    worker: str
    at_once: int = 16
    random: Random = field(default_factory=Random)
    stopping: Flag = field(default_factory=Flag)
    idle: Flag = field(default_factory=Flag)

    def run(self, only: Sequence[str] = (), tell: Callable[[Landed], None] = lambda landed: None) -> list[Landed]:
        """Visit every source that is due (of the sites in `only`, if any) and return how each visit ended."""
        done: list[Landed] = []
        flying: dict[Future[Pulled], Due] = {}
        pool = ThreadPoolExecutor(self.at_once, thread_name_prefix="pull")
        self.idle.clear()
        try:
            while True:
                for due in self._claim(self.at_once - len(flying), only):
                    flying[pool.submit(pull, self.fetcher, due, self, self.clock())] = due
                if not flying or self.stopping.is_set():
                    return done
                ended = list(wait(flying, timeout=_LOOK_AGAIN, return_when=FIRST_COMPLETED).done)
                for some in chunks(ended, _TOGETHER):
                    for landed in self._land([(flying.pop(future), future) for future in some]):
                        done.append(landed)
                        tell(landed)
        finally:
            # Asked to stop, a visit under way is left alone: its lease is given back, another process repeats it.
            pool.shutdown(wait=False, cancel_futures=True)
            _tidy()
            self.idle.set()

    def keep_house(self) -> None:
        """Once a day: draw series further into the window, forget old visits and changes."""
        now = self.clock()
        with self.store.session() as session:
            sources = records.sources_to_draw(session, now + FUTURE - _MARGIN)
        for source_id in sources:
            self._draw_further(source_id, now)
        with self.store.writing() as session:
            forget_old_visits(session, now)
            forget_old_changes(session, now)

    def _claim(self, free: int, only: Sequence[str]) -> list[Due]:
        if not free or self.stopping.is_set():
            return []
        with self.store.writing() as session:
            return claim(session, self.clock(), self.worker, free, only)

    def known(self, source_id: int) -> Mapping[str, Known]:
        """Every record the store holds of a source, by key."""
        with self.store.session() as session:
            return records.known(session, source_id)

    def events(self, source_id: int, keys: Collection[str]) -> Mapping[str, Event]:
        """The events of these records of a source, by key."""
        with self.store.session() as session:
            return records.events(session, source_id, keys)

    def _land(self, ended: Sequence[_Visit]) -> list[Landed]:
        """Land these together; when anything goes wrong each alone, so that only what is at fault fails."""
        try:
            landed = self._write([future.result() for _, future in ended])
        except Exception as error:  # The one place where anything may go wrong and the run goes on.
            if len(ended) > 1:
                return [landed for visit in ended for landed in self._land([visit])]
            landed = self._write([self._broken(ended[0][0], error)])
        for item in landed:
            _tell(item)
        return landed

    def _broken(self, due: Due, error: Exception) -> Pulled:
        """The visit that went wrong, as a failure."""
        log.error("pull failed", site=due.site.id, source=due.source.key, exc_info=error)
        told = SourceError("internal", type(error).__name__, phase="read")
        return Pulled(due=due, started_at=self.clock(), read_with=reading(due.site, due.source), error=told)

    def _write(self, brought: Sequence[Pulled]) -> list[Landed]:
        with self.store.writing() as session:
            now = self.clock()
            landed = land(session, brought, self.worker, now, self.random.random)
            if any(item.news for item in landed):
                publish(session, now)
        return landed

    def _draw_further(self, source_id: int, now: datetime) -> None:
        with self.store.writing() as session:
            row = session.get(SourceRow, source_id, with_for_update=True)
            assert row is not None
            speaker = Speaker(row.id, row.site_id, row.key)
            series = records.open_series(session, source_id, now + FUTURE - _MARGIN)
            teller = voice(session, source_id)
            told = records.change(session, speaker, teller, draw(series, now).drawn, now)
            if rebuild(session, [Heard(teller, (), told)], now).total():
                publish(session, now)


def _tell(landed: Landed) -> None:
    say = log.warning if landed.outcome in (Outcome.FAILED, Outcome.SUSPECT) else log.info
    say(
        "pulled",
        site=landed.site,
        source=landed.source,
        outcome=landed.outcome.value,
        reason=landed.reason or None,
        seen=landed.seen,
        added=landed.added,
        changed=landed.changed,
        withdrawn=landed.withdrawn,
        lost=landed.lost,
    )


def _tidy() -> None:
    """Free what is only held by circles of itself, when there may be much of it."""
    if gc.get_count()[0] > _LITTER:
        gc.collect(1)
