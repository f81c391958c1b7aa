"""The sync process: APScheduler ticks over one `Runner`; due times live in the sources table, not in the scheduler."""

from __future__ import annotations

import os
import platform
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from federation.store.sources import give_up_leases
from sync.assess import Assessor
from sync.indexing import Indexer
from sync.run import Runner
from sync.sighting import Sighter

_HOUSE = timedelta(hours=6)
_DAY_BEGUN = timedelta(hours=1)
_PATIENCE = 5.0
_LOOK_EVERY = 0.5


def worker_name() -> str:
    """This process in leases: host and process number, so that its successor can tell that it is dead."""
    return f"{platform.node()}:{os.getpid()}"


def dead(worker: str) -> bool:
    """Whether a worker of this machine no longer runs; of another machine nobody can tell, its lease will."""
    host, _, number = worker.rpartition(":")
    if host != platform.node() or not number.isdigit() or int(number) == os.getpid():
        return worker == worker_name()
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def free_dead_leases(runner: Runner) -> None:
    """Take back at start what a killed process of this machine had claimed."""
    with runner.store.writing() as session:
        give_up_leases(session, dead)


def work(runner: Runner, indexer: Indexer, assessor: Assessor, sighter: Sighter, tick: timedelta) -> None:
    """Run, and draw entries and assess sites after each run, until SIGINT or SIGTERM.

    Then claim nothing more, land what comes within seconds, and give leases back.
    """
    free_dead_leases(runner)
    scheduler = BackgroundScheduler(timezone=UTC)

    def run() -> None:
        landed = runner.run()
        indexer.for_a_while(runner.stopping.is_set)
        assessor.after(landed)

    _every(scheduler, run, tick)
    _every(scheduler, runner.keep_house, _HOUSE)
    _every(scheduler, assessor.daily, _DAY_BEGUN)
    _every(scheduler, sighter.look, _DAY_BEGUN)
    asked: list[int] = []
    # Taking note is all a handler may do: setting `stopping` takes a lock that the interrupted thread may hold.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: asked.append(number))
    scheduler.start()
    while not asked:
        time.sleep(_LOOK_EVERY)
    runner.stopping.set()
    scheduler.shutdown(wait=False)
    runner.idle.wait(_PATIENCE)
    free_dead_leases(runner)


def _every(scheduler: BackgroundScheduler, job: Callable[[], object], interval: timedelta) -> None:
    scheduler.add_job(
        job,
        "interval",
        seconds=interval.total_seconds(),
        next_run_time=datetime.now(UTC),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
