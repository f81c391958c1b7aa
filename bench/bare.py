"""The references of pulling: the same bytes fetched, hashed and read, and nothing else done with them."""

from __future__ import annotations

import ctypes
import ctypes.util
import http.client
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

import requests
from icalendar import Calendar

AT_ONCE = 16
Reader = Callable[[bytes], int]
"""Reads a calendar and tells how many VEVENTs it holds."""
_VEVENT = 4


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall clock and of processor."""

    wall: float
    cpu: float


def cost(work: Callable[[], object]) -> Cost:
    """What a piece of work costs this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def fetch(urls: Sequence[str], read: Reader = len) -> int:
    """Fetch every address with requests, sixteen at once, hash and read what comes; the sum of what `read` tells."""

    def one(url: str) -> int:
        body = requests.get(url, timeout=20).content
        blake2b(body).digest()
        return read(body)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(one, urls))


def tags(urls: Sequence[str]) -> list[str]:
    """The entity tags of addresses."""
    return [requests.get(url, timeout=20).headers["ETag"] for url in urls]


def revalidate(urls: Sequence[str], known: Sequence[str]) -> None:
    """A conditional GET of each address on the standard library, one after the other."""
    for url, tag in zip(urls, known, strict=True):
        parts = urlsplit(url)
        with closing(http.client.HTTPConnection(parts.netloc)) as connection:
            connection.request("GET", parts.path, headers={"If-None-Match": tag})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 304:
                raise RuntimeError(f"{url}: {answer.status}")


def hash_blocks(body: bytes) -> int:
    """Split at VEVENT and hash each block without its DTSTAMP: the least that tells what changed."""
    blocks = body.split(b"BEGIN:VEVENT")[1:]
    for block in blocks:
        before, _, after = block.partition(b"\nDTSTAMP")
        blake2b(before + after.partition(b"\n")[2]).digest()
    return len(blocks)


def libical() -> Reader | None:
    """A reader in C; None where the library is not installed."""
    name = ctypes.util.find_library("ical")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalcomponent_count_components.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]

    def read(body: bytes) -> int:
        component = library.icalparser_parse_string(body)
        count: int = library.icalcomponent_count_components(component, _VEVENT)
        library.icalcomponent_free(component)
        return count

    return read


def icalendar(body: bytes) -> int:
    """The comfortable reader in Python, the values an agenda needs decoded."""
    events = list(Calendar.from_ical(body).walk("VEVENT"))
    for event in events:
        for name in ("UID", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "STATUS"):
            event.decoded(name)
    return len(events)
