"""A fetcher with the small limits of tests, the failure it is expected to end in, and where names lead it."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from federation.errors import FetchError
from sync.fetch import Answer, Fetcher, Key, Limits
from tests.sync.servers import Server

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def fetcher_for(
    *servers: Server,
    connect: float = 5,
    read: float = 5,
    total: float = 10,
    received: int = 1_000_000,
    decoded: int = 5_000_000,
    per_host: int = 2,
    allow: frozenset[str] | None = None,
    keys: Mapping[str, Key] | None = None,
) -> Fetcher:
    """A fetcher that may visit these servers on loopback, and nothing else that is private."""
    limits = Limits(
        connect=timedelta(seconds=connect),
        read=timedelta(seconds=read),
        total=timedelta(seconds=total),
        received=received,
        decoded=decoded,
        per_host=per_host,
    )
    listed = frozenset(server.authority for server in servers) if allow is None else allow
    return Fetcher(limits, user_agent="cantines/test", allow_hosts=listed, keys=keys)


def ask(server: Server, path: str = "/agenda.ics", **limits: float) -> Answer:
    """What a server answers."""
    return fetcher_for(server, **limits).get(server.url(path), now=NOW)  # type: ignore[arg-type]


def failure(fetcher: Fetcher, url: str) -> FetchError:
    """The failure a visit ends in."""
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, now=NOW)
    assert caught.value.detail
    assert "object at" not in caught.value.detail
    return caught.value


def answered(url: str, *, not_modified: bool = False) -> Answer:
    """An answer without a body, as nobody gave it."""
    return Answer(
        url=url, status=304 if not_modified else 200, body=b"", media_type="", charset="", etag="", last_modified="",
        max_age=None, retry_after=None, received=0, not_modified=not_modified, moved_to="", elapsed=timedelta(0),
    )  # fmt: skip


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Make getaddrinfo give these addresses, one list after the other; returns the names it was asked."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        found = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [
            (
                socket.AF_INET6 if ":" in address else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (address, port, 0, 0) if ":" in address else (address, port),
            )
            for address in found
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked
