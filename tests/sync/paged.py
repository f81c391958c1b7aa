"""A hub whose source is told over several pages by a real server: native documents that name others in `_further`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import select

from federation.domain.site import Network, Source
from federation.store.database import Store
from federation.store.models import SourceRow
from federation.store.pages import Page, load_pages
from federation.store.sources import last_notices
from sync import detect, run
from sync.following import Bounds
from sync.formats import ics, native
from sync.formats.parsed import Context, Format, Parsed
from sync.pull import pull
from tests.cast import MINUTE, Hub, network, site
from tests.cast import native as document
from tests.sync.asking import fetcher_for
from tests.sync.loopback import understood
from tests.sync.servers import Exchange, Handler, Server, ok, serving

API = "/wp-json/"
"""Addresses under it are unmistakably of the tests' format; `/feed.ics` stands in for them."""


def page(*events: dict[str, Any], further: tuple[str, ...] = (), **more: Any) -> bytes:
    """A native document that names further pages."""
    return document(*events, _further=list(further), **more)


def _read(body: bytes, context: Context) -> Parsed:
    parsed = native.read(body, context)
    parsed.further = tuple(json.loads(body).get("_further", ()))
    return parsed


def _addresses(url: str) -> tuple[str, ...]:
    house, api, _ = url.partition(API)
    return (url, house + "/feed.ics", house + "/feed.json") if api else (url,)


PAGED = Format("native", "application/json", native.sniff, _read, _addresses, lambda url: API in url)


@dataclass
class Pages:
    """What a server says at each path: a document, or what to do. It keeps the paths asked."""

    says: dict[str, bytes | Handler] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    tags: bool = True

    def __call__(self, exchange: Exchange) -> None:
        """Answer one request."""
        self.asked.append(exchange.path)
        answer = self.says.get(exchange.path, _missing)
        if not isinstance(answer, bytes):
            answer(exchange)
            return
        tag = f'"{hash(answer)}"' if self.tags else ""
        if tag and f"If-None-Match: {tag}" in exchange.head:
            self.asked[-1] += " 304"
            exchange.send(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        else:
            exchange.send(ok(answer, *([f"ETag: {tag}"] if tag else [])))


def _missing(exchange: Exchange) -> None:
    exchange.send(ok(b"", status="404 Not Found"))


class PagedHub(Hub):
    """A hub with one source at `/1` of a real server."""

    def __init__(self, store: Store, server: Server, pages: Pages) -> None:
        self.server, self.pages = server, pages
        super().__init__(store, self.declared("/1"))
        self.runner.fetcher = fetcher_for(server)

    def declared(self, path: str, format_name: str = "native") -> Network:
        """The network file with this path."""
        source = Source("cantines", self.server.url(path), format_name, ("events", "space"), MINUTE)
        return network(replace(site("rennes"), sources=(source,)))

    def says(self, path: str, *events: dict[str, Any], further: tuple[str, ...] = (), **more: Any) -> None:
        """What a page says from now on; `further` are paths, or whole addresses."""
        whole = tuple(self.server.url(name) if name.startswith("/") else name for name in further)
        self.pages.says[path] = page(*events, further=whole, **more)

    def visit(self, **options: Any) -> Any:
        """One run; how it ended."""
        self.pages.asked.clear()
        return self.pull(**options)["rennes"]

    @property
    def row(self) -> SourceRow:
        """What the store knows of the source."""
        with self.store.session() as session:
            return session.scalars(select(SourceRow)).one()

    @property
    def kept(self) -> dict[str, Page]:
        """What it keeps of each page, by path."""
        house = self.server.url("")
        return {address.removeprefix(house): last for address, last in load_pages(self.row.pages).items()}

    def codes(self) -> list[str]:
        """What the last reading had to say; each has words for people."""
        with self.store.session() as session:
            notices = last_notices(session, self.row.id)
        for notice in notices:
            understood(notice.code, notice.value)
        return [notice.code for notice in notices]


@contextmanager
def paged_hub(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[PagedHub]:
    """A hub that reads the tests' format, before its first visit."""
    monkeypatch.setattr(detect, "FORMATS", (ics.FORMAT, PAGED))
    pages = Pages()
    with serving(pages) as server:
        yield PagedHub(store, server, pages)


def bounded(monkeypatch: pytest.MonkeyPatch, **bounds: Any) -> None:
    """Smaller bounds for a visit."""
    small: Callable[..., Any] = lambda *seen: pull(*seen, Bounds(**bounds))  # noqa: E731
    monkeypatch.setattr(run, "pull", small)
