"""What running costs: the first visit of a reader, memory, and whether a run holds up the web."""

from __future__ import annotations

import gzip
import http.client
import re
import time
from collections.abc import Iterator
from threading import Event, Thread
from urllib.parse import urlsplit

from bench.hub import make_hub
from bench.load import get
from bench.machine import share_of_memory
from bench.result import Row, Skipped
from bench.workshop import Workshop

_PAGE_KB, _ALL_KB, _WORKER, _STALL = 14.0, 30.0, 150.0, 20.0
_NEEDED = re.compile(r'<(?:link[^>]*\brel="(?:stylesheet|icon)"|script|img)[^>]*?\b(?:href|src)="([^"]+)"')
_READ = ("/agenda", "/agenda.rss", "/agenda.atom", "/agenda.json", "/lieux/lieu-0/agenda.ics", "/")


def first_visit(shop: Workshop) -> Iterator[Row | Skipped]:
    """What a browser that knows nothing takes for the agenda."""
    with shop.agenda.web():
        page = _sent(shop.agenda.address, "/agenda")
        text = gzip.decompress(page).decode()
        needed = sorted({urlsplit(path).path for path in _NEEDED.findall(text) if "://" not in path})
        parts = {path: len(_sent(shop.agenda.address, path)) for path in needed}
    css = len(page) + sum(size for path, size in parts.items() if path.endswith(".css"))
    everything = len(page) + sum(parts.values())
    for name, what, size, most in (
        ("first-visit", "the agenda and its style sheet, gzip", css, _PAGE_KB),
        ("first-visit-all", f"all of it, {1 + len(parts)} requests", everything, _ALL_KB),
    ):
        kilobytes = size / 1000
        yield Row(
            name=name, what=what, ours=kilobytes, unit="kB", reference=most, beside="aim", aim=f"≤ {most:.0f} kB",
            met=kilobytes <= most,
        )  # fmt: skip


def memory(shop: Workshop) -> Iterator[Row | Skipped]:
    """A web process that has answered a bit of everything."""
    with shop.network.web() as worker:
        fresh = share_of_memory(worker)
        for path in _READ:
            _sent(shop.network.address, path)
        read = share_of_memory(worker)
    yield Row(
        name="memory", what=f"web process, {shop.sizes.sites * shop.sizes.events} events stored, pages and feeds made",
        ours=read, unit="MiB", reference=fresh, beside="the same, just started", aim="≤ 150 MiB", met=read <= _WORKER,
    )  # fmt: skip


def no_stall(shop: Workshop) -> Iterator[Row | Skipped]:
    """A reader asks for the feed again and again, alone and while all sites are pulled for the first time."""
    hub = make_hub(shop.new_folder(), shop.urls)
    with hub.web(), hub.puller() as puller:
        alone = _asked_until(hub.address, _after(shop.sizes.seconds))
        done = Event()

        def wait() -> None:
            puller.answer()
            done.set()

        puller.send()
        Thread(target=wait).start()
        during = _asked_until(hub.address, done)
    for name, status, what in (("no-stall", 304, "304"), ("no-stall-new", 200, "new feed")):
        late = _p99(during.get(status, [])) * 1000
        quiet = _p99(alone[304]) * 1000
        yield Row(
            name=name, what=f"{what} while everything is pulled for the first time, 99 of 100 within", ours=late,
            unit="ms", reference=quiet, beside="304, nothing else running",
            aim="≤ 20 ms" if status == 304 else "", met=late <= _STALL if status == 304 else None,
        )  # fmt: skip


def _sent(address: str, path: str) -> bytes:
    reply = get(address + path, {"Accept-Encoding": "gzip"})
    if reply.status != 200:
        raise RuntimeError(f"{path}: {reply.status}")
    return reply.body


def _after(seconds: float) -> Event:
    done = Event()

    def wait() -> None:
        time.sleep(seconds)
        done.set()

    Thread(target=wait).start()
    return done


def _asked_until(address: str, done: Event) -> dict[int, list[float]]:
    """Seconds each answer took, by status, on one connection, always with the last entity tag."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    took: dict[int, list[float]] = {}
    tag = ""
    while not done.is_set() or len(took.get(304, [])) < 2:
        begun = time.perf_counter()
        connection.request("GET", "/agenda.rss", headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        took.setdefault(answer.status, []).append(time.perf_counter() - begun)
        tag = answer.headers["ETag"]
    connection.close()
    return took


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)] if times else 0.0
