"""Runs over all sites: empty database, nothing changed in three ways, slow sites, one that never answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any

from bench import bare
from bench.bare import Cost, cost
from bench.hub import make_hub
from bench.result import Row, Skipped
from bench.sites import SILENT
from bench.workshop import Workshop, addresses, checked, pulled_once

_COLD_CPU, _COLD_PEAK, _WARM, _HASH, _CHURN, _LATENCY = 6.0, 300.0, 0.3, 0.5, 3.0, 1.2
_DEADLINE = 2.0
_SAMPLE = 2


def sync_cold(shop: Workshop) -> Iterator[Row | Skipped]:
    """Everything for the first time: fetched, read, stored, published."""
    c_reader = bare.libical()
    ours, theirs = [], []
    for _ in range(shop.sizes.rounds):
        ours.append(pulled_once(make_hub(shop.new_folder(), shop.urls)))
        theirs.append(cost(partial(bare.fetch, shop.urls, c_reader or bare.hash_blocks)))
    beside = "fetched, hashed, " + ("read by libical" if c_reader else "split")
    what = f"{_size(shop)}, empty database, "
    cpu, wall, peak = (median(run[name] for run in ours) for name in ("cpu", "wall", "peak"))
    yield Row(
        name="sync-cold", what=what + "processor", ours=cpu, unit="s", reference=median(item.cpu for item in theirs),
        beside=beside, aim="≤ 6 s", met=cpu <= _COLD_CPU,
    )  # fmt: skip
    yield Row(
        name="sync-cold-wall", what=what + "wall clock", ours=wall, unit="s",
        reference=median(item.wall for item in theirs), beside=beside,
    )  # fmt: skip
    yield Row(
        name="sync-cold-library", what=what + "processor", ours=cpu, unit="s", reference=_library(shop).cpu,
        beside=f"fetched, read by icalendar ({_SAMPLE} sites, scaled)",
    )  # fmt: skip
    yield Row(
        name="sync-cold-memory", what=what + "most memory", ours=peak, unit="MiB", aim="< 300 MiB",
        met=peak < _COLD_PEAK,
    )  # fmt: skip


def sync_warm_304(shop: Workshop) -> Iterator[Row | Skipped]:
    """Nothing changed, and every site says so."""
    shop.puller.ask()
    known = bare.tags(shop.urls)
    ours, theirs = _both(shop, "unchanged", partial(bare.revalidate, shop.urls, known))
    what = f"{shop.sizes.sites} sites, nothing changed, 304, "
    yield from _costs("sync-warm-304", what, ours, theirs, "http.client, one after the other", _WARM)


def sync_warm_hash(shop: Workshop) -> Iterator[Row | Skipped]:
    """Nothing changed, but sites have no validators; then they move every DTSTAMP as well."""
    shop.puller.ask()
    shop.sites.ask(validators=False)
    ours, theirs = _both(shop, "unchanged", partial(bare.fetch, shop.urls))
    what = f"{_size(shop)}, nothing changed, no validators, "
    yield from _costs("sync-warm-hash", what, ours, theirs, "fetched, hashed", _HASH)
    ours, theirs = _both(
        shop, "unchanged", partial(bare.fetch, shop.urls, bare.hash_blocks), before=partial(shop.sites.ask, stamp=True)
    )
    shop.sites.ask(validators=True)
    cpu, reference = median(run["cpu"] for run in ours), median(item.cpu for item in theirs)
    yield Row(
        name="sync-churn", what=f"{_size(shop)}, only DTSTAMPs moved, processor", ours=cpu, unit="s",
        reference=reference, beside="fetched, split, blocks hashed", aim="≤ 3 ×", met=cpu <= _CHURN * reference,
    )  # fmt: skip


def sync_latency(shop: Workshop) -> Iterator[Row | Skipped]:
    """Sites that take their time, and one that never answers."""
    sites = shop.new_sites(shop.sizes.sites + 1, 5)
    *urls, dead = addresses(sites)
    hub = make_hub(shop.new_folder(), [*urls, dead.replace("/agenda.ics", f"/{SILENT}")], read_timeout=_DEADLINE)
    with hub.puller() as puller:
        sites.ask(delay=shop.sizes.delay)
        ours, theirs = [], []
        for _ in range(shop.sizes.rounds):
            ours.append(puller.ask())
            theirs.append(cost(partial(bare.fetch, urls)))
    silent = f"lieu-{shop.sizes.sites}"
    last = median(max(when for site, when in run["landed_after"].items() if site != silent) for run in ours)
    what = f"{shop.sizes.sites} sites that take {shop.sizes.delay * 1000:.0f} ms and one that never answers, 16 at once"
    yield Row(
        name="sync-latency", what=f"{what}: the last of the others", ours=last, unit="s",
        reference=median(item.wall for item in theirs), beside="fetched, hashed", aim="≤ 1.2 s", met=last <= _LATENCY,
    )  # fmt: skip
    end = median(run["landed_after"][silent] for run in ours)
    yield Row(
        name="sync-latency-dead", what=f"{what}: its end", ours=end, unit="s", reference=_DEADLINE,
        beside="its deadline", aim="≤ 1.5 ×", met=end <= 1.5 * _DEADLINE,
    )  # fmt: skip


def _both(
    shop: Workshop, outcome: str, reference: Callable[[], object], before: Callable[[], object] = lambda: None
) -> tuple[list[Any], list[Cost]]:
    """Our run and the reference in turn; every visit of ours must end with the outcome, and publish nothing."""
    ours, theirs = [], []
    version = shop.puller.ask()["version"]
    for _ in range(2 * shop.sizes.rounds):
        before()
        ours.append(checked(shop.puller.ask(), outcome))
        theirs.append(cost(reference))
    if any(run["version"] != version for run in ours):
        raise RuntimeError("nothing changed, but the published version rose")
    return ours, theirs


def _costs(name: str, what: str, ours: list[Any], theirs: list[Cost], beside: str, most: float) -> Iterator[Row]:
    for kind, suffix, words in (("cpu", "", "processor"), ("wall", "-wall", "wall clock")):
        value = median(run[kind] for run in ours)
        yield Row(
            name=name + suffix, what=what + words, ours=value, unit="s",
            reference=median(getattr(item, kind) for item in theirs), beside=beside, aim=f"≤ {most} s",
            met=value <= most,
        )  # fmt: skip


def _library(shop: Workshop) -> Cost:
    sample = shop.urls[:_SAMPLE]
    found = cost(partial(bare.fetch, sample, bare.icalendar))
    scale = len(shop.urls) / len(sample)
    return Cost(found.wall * scale, found.cpu * scale)


def _size(shop: Workshop) -> str:
    return f"{shop.sizes.sites} × {shop.sizes.events} events"
