"""What a test needs from the machine beyond Python: present, or a skip with its reason, or in CI a failure."""

from __future__ import annotations

import os
import shutil
import socket
from urllib.parse import urlsplit

import pytest

READERS = ("newsboat", "vdirsyncer", "khal")


def required(name: str) -> bool:
    """True when CANTINES_TEST_REQUIRE names it: postgresql, redis, chromium, readers."""
    return name in os.environ.get("CANTINES_TEST_REQUIRE", "").split()


def missing(name: str, reason: str) -> None:
    """Skips the test with the reason; fails it where CANTINES_TEST_REQUIRE says that it must run."""
    if required(name):
        pytest.fail(f"{reason} (CANTINES_TEST_REQUIRE names {name})", pytrace=False)
    pytest.skip(reason)


def postgresql() -> str:
    """The address of a database from which throw-away databases can be made."""
    return _service("postgresql", "CANTINES_TEST_POSTGRESQL", 5432)


def redis() -> str:
    """The address of a Redis database that tests may empty."""
    return _service("redis", "CANTINES_TEST_REDIS", 6379)


def chromium() -> str:
    """The path of Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("chromium", "Chromium is not installed (Debian: apt install chromium)")
    return str(path)


def readers() -> None:
    """The feed reader and the calendar clients are installed."""
    absent = [name for name in READERS if shutil.which(name) is None]
    if absent:
        missing("readers", f"not installed: {' '.join(absent)} (Debian: apt install {' '.join(absent)})")


def _service(name: str, variable: str, port: int) -> str:
    url = os.environ.get(variable, "")
    if not url:
        missing(name, f"{variable} is not set")
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "127.0.0.1", parts.port or port), timeout=5).close()
    except OSError as error:
        missing(name, f"{variable} does not answer: {error}")
    return url
