"""The sync process of the benchmark: the real `Runner`, one run when asked, its costs told.

Run as a child in the environment of a hub. A question may name `only`, the ids of sites; without it all are due.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from bench import child
from bench.machine import forget_peak, peak_memory
from federation.commands import opening
from federation.store.published import published
from federation.store.sources import visit_again
from sync.landing import Landed
from sync.run import Runner


def measured(runner: Runner, only: list[str]) -> dict[str, Any]:
    """One run: seconds of wall clock and processor, peak in MiB, outcomes, and when each site had landed."""
    with runner.store.writing() as session:
        visit_again(session, only, runner.clock())
    landed_after: dict[str, float] = {}
    forget_peak()
    wall, cpu = time.perf_counter(), time.process_time()

    def tell(item: Landed) -> None:
        landed_after[item.site] = time.perf_counter() - wall

    landed = runner.run(only, tell)
    cost = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": peak_memory()}
    with runner.store.session() as session:
        version = published(session).version
    outcomes = Counter(item.outcome.value for item in landed)
    return {**cost, "outcomes": outcomes, "landed_after": landed_after, "version": version}


if __name__ == "__main__":
    chosen = opening.settings()
    with opening.store(chosen) as opened:
        found = opening.runner(opened, chosen)
        child.serve("ready", lambda words: measured(found, words.get("only", [])))
