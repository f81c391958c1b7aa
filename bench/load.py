"""Asking a server as fast as it answers, with wrk; and asking it once."""

from __future__ import annotations

import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message

from bench.machine import processor_time

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """Answers a second, the same of the server's processor, and the milliseconds within which 99 of 100 came."""

    rate: float
    per_core: float
    p99: float


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: header names in small letters, the body as it came over the network."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def wrk(url: str, headers: Mapping[str, str], process: int, *, seconds: float, connections: int = 16) -> Load:
    """Ask an address that `process` serves for some seconds; raises RuntimeError when any answer was an error."""
    said = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    duration = f"{max(1, round(seconds))}s"
    command = ["wrk", "-t1", f"-c{connections}", f"-d{duration}", "--latency", *said, url]
    used = processor_time(process)
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    used = processor_time(process) - used
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(f"{url}: {told}")
    return Load(
        rate=float(_found(r"Requests/sec:\s+([\d.]+)", told)[1]),
        per_core=int(_found(r"(\d+) requests in", told)[1]) / max(used, 0.01),
        p99=_milliseconds(_found(r"99%\s+([\d.]+)(us|ms|s|m)", told)),
    )


def _found(pattern: str, told: str) -> re.Match[str]:
    found = re.search(pattern, told)
    if found is None:
        raise RuntimeError(f"wrk said {told!r}")
    return found


def _milliseconds(found: re.Match[str]) -> float:
    return float(found[1]) * _UNITS[found[2]]


def get(url: str, headers: Mapping[str, str] = {}) -> Reply:
    """Ask once."""
    request = urllib.request.Request(url, headers=dict(headers))
    try:
        with urllib.request.urlopen(request) as answer:
            return Reply(answer.status, _lower(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, _lower(error.headers), error.read())


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
