"""Kept answers under load: feeds, the calendar of everything, the page, 304s; beside nginx and the bare engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from statistics import median

from bench.engine import engine
from bench.load import Load, Reply, get, wrk
from bench.machine import program
from bench.nginx import nginx
from bench.result import Row, Skipped
from bench.workshop import Workshop

_GZIP = {"Accept-Encoding": "gzip"}
_ENGINE = "a bare callable on uvicorn"
_OF_NGINX, _OF_ENGINE = 0.5, 0.8
_MOST_P99 = 1.0


def feed_rss(shop: Workshop) -> Iterator[Row | Skipped]:
    """A kept feed of fifty entries."""
    yield from _kept(shop, "feed-rss", "/agenda.rss", "RSS of 50 entries, gzip")


def feed_ics_full(shop: Workshop) -> Iterator[Row | Skipped]:
    """The kept calendar of everything."""
    yield from _kept(shop, "feed-ics-full", "/agenda.ics", f"ICS of {_events(shop)} entries, gzip")


def home_html(shop: Workshop) -> Iterator[Row | Skipped]:
    """The kept page."""
    yield from _kept(shop, "home-html", "/agenda", "first page of the agenda, gzip")


def feed_304(shop: Workshop) -> Iterator[Row | Skipped]:
    """A reader that has the feed already; then one reader alone, whose slowest answers count."""
    yield from _kept(shop, "feed-304", "/agenda.rss", "304 for the RSS", known=True)
    found = _compare(shop, "/agenda.rss", known=True, connections=1)
    if not found:
        return
    late, reference = median(item.p99 for item in found["hub"]), median(item.p99 for item in found["nginx"])
    yield Row(
        name="feed-304-p99", what="304 for the RSS, one connection, 99 of 100 within", ours=late, unit="ms",
        reference=reference, beside="nginx", aim="≤ 1 ms", met=late <= _MOST_P99,
    )  # fmt: skip


def _kept(shop: Workshop, name: str, path: str, what: str, *, known: bool = False) -> Iterator[Row | Skipped]:
    found = _compare(shop, path, known=known)
    if not found:
        yield Skipped(name, "nginx and wrk must be installed (Debian: nginx-light, wrk)")
        return
    for suffix, beside, least in (("", "nginx", _OF_NGINX), ("-engine", _ENGINE, _OF_ENGINE)):
        rate, reference = (
            median(item.per_core for item in found["hub"]),
            median(item.per_core for item in found[beside]),
        )
        yield Row(
            name=name + suffix, what=what, ours=rate, unit="/s/core", reference=reference, beside=beside,
            aim=f"≥ {least} ×", met=rate >= least * reference,
        )  # fmt: skip
    rate, reference = median(item.rate for item in found["hub"]), median(item.rate for item in found["nginx"])
    yield Row(name=f"{name}-wall", what=what, ours=rate, unit="/s", reference=reference, beside="nginx")


def _compare(shop: Workshop, path: str, *, known: bool = False, connections: int = 16) -> dict[str, list[Load]]:
    """All three asked in turn, none with more than one process that answers; nothing when a program is missing."""
    if not (program("nginx") and program("wrk")):
        return {}
    with ExitStack() as stack:
        worker = stack.enter_context(shop.agenda.web())
        reply = _packed(shop.agenda.address + path)
        nginx_address, nginx_process = stack.enter_context(nginx(shop.new_folder(), {path: reply}))
        engine_address, engine_process = stack.enter_context(engine(shop.new_folder(), reply))
        turns = {
            "hub": (shop.agenda.address + path, worker),
            "nginx": (nginx_address + path, nginx_process),
            _ENGINE: (engine_address + path, engine_process),
        }
        asked = {name: _asked(url, reply, known=known) for name, (url, _) in turns.items()}
        found: dict[str, list[Load]] = {name: [] for name in turns}
        for _ in range(shop.sizes.serving_rounds):
            for name, (url, process) in turns.items():
                load = wrk(url, asked[name], process, seconds=shop.sizes.seconds, connections=connections)
                found[name].append(load)
    return found


def _packed(url: str) -> Reply:
    reply = get(url, _GZIP)
    if reply.status != 200 or reply.headers.get("content-encoding") != "gzip":
        raise RuntimeError(f"{url}: {reply.status} {reply.headers}")
    return reply


def _asked(url: str, reply: Reply, *, known: bool) -> Mapping[str, str]:
    """The headers to ask with, once they were seen to bring what is measured."""
    found = _packed(url)
    if found.body != reply.body:
        raise RuntimeError(f"{url}: other bytes")
    if not known:
        return _GZIP
    asked = {**_GZIP, "If-None-Match": found.headers["etag"]}
    if get(url, asked).status != 304:
        raise RuntimeError(f"{url}: no 304")
    return asked


def _events(shop: Workshop) -> int:
    return shop.sizes.agenda_sites * shop.sizes.events
