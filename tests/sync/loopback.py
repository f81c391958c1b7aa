"""A hub whose sources are real servers on loopback: Rennes says what a test wants, Nantes always says something new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from federation.domain.reasons import sentence
from federation.domain.site import Network, Source
from federation.store.database import Store
from federation.store.models import PullRow, SourceRow
from federation.store.sources import last_notices
from sync.landing import Landed
from tests.cast import MINUTE, NOW, Hub, network, site
from tests.sync.asking import fetcher_for
from tests.sync.servers import Exchange, Handler, Server, ok, serving

CALENDAR = "Content-Type: text/calendar; charset=utf-8"


def vevent(number: int, *lines: str, start: str = "", end: str = "", title: str = "") -> str:
    """A VEVENT a month and `number` days from now, 18 h 30 to 20 h 30 in Paris; with more lines, or other values."""
    day = f"{NOW + timedelta(days=30 + number):%Y%m%d}"
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:e{number}@cantine.test",
            "DTSTAMP:20261101T080000Z",
            start or f"DTSTART;TZID=Europe/Paris:{day}T183000",
            *([end] if end or start else [f"DTEND;TZID=Europe/Paris:{day}T203000"]),
            title or f"SUMMARY:Atelier {number}",
            *lines,
            "END:VEVENT",
            "",
        ]
    ).replace("\r\n\r\n", "\r\n")


def calendar(*vevents: str, end: str = "END:VCALENDAR\r\n") -> bytes:
    """A VCALENDAR."""
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n" + "".join(vevents) + end).encode()


GOOD = calendar(vevent(1), vevent(2), vevent(3))
"""What Rennes says while all is well."""

TITLES = ["Atelier 1", "Atelier 2", "Atelier 3"]
"""What readers then see of Rennes."""


class LoopbackHub(Hub):
    """A hub with the real fetcher. `answers` tells what is sent for a path: a body, or what to do."""

    def __init__(self, store: Store, server: Server, answers: dict[str, bytes | Handler]) -> None:
        self.server, self.answers = server, answers
        self.visits = 0
        super().__init__(store, self.declared(server.url("/rennes.ics")))
        self.limit()
        self.say(GOOD)

    def declared(self, url: str) -> Network:
        """The network file with this address for Rennes."""
        places = ("rennes", url), ("nantes", self.server.url("/nantes.ics"))
        return network(*(replace(site(name), sources=(Source("agenda", at, every=MINUTE),)) for name, at in places))

    def move(self, url: str) -> None:
        """Declare another address for Rennes."""
        self.load(self.declared(url))

    def limit(self, **limits: Any) -> None:
        """What a visit may cost from now on."""
        self.runner.fetcher = fetcher_for(self.server, **limits)

    def say(self, answer: bytes | Handler) -> None:
        """What Rennes answers from now on: a calendar's bytes, or what to do with a request."""
        self.answers["/rennes.ics"] = answer

    def visit(self) -> dict[str, Landed]:
        """More than the longest wait later, one run; Nantes has something new each time."""
        self.visits += 1
        news = vevent(1, title=f"SUMMARY:Nouvelle {self.visits}").replace("UID:e1@", "UID:nantes@")
        self.answers["/nantes.ics"] = calendar(news)
        return self.pull(after=timedelta(days=1, minutes=1) if self.visits > 1 else MINUTE)

    @property
    def source(self) -> SourceRow:
        """What the store knows of the source of Rennes."""
        with self.store.session() as session:
            return session.scalars(select(SourceRow).where(SourceRow.site_id == "rennes")).one()

    @property
    def journal(self) -> PullRow:
        """The last visit to Rennes."""
        with self.store.session() as session:
            mine = PullRow.source_id == self.source.id
            return session.scalars(select(PullRow).where(mine).order_by(PullRow.id.desc()).limit(1)).one()

    def codes(self) -> set[str]:
        """The codes of all that the last reading of Rennes had to say, each with words for people."""
        with self.store.session() as session:
            notices = last_notices(session, self.source.id)
        for notice in notices:
            understood(notice.code, notice.value)
        return {notice.code for notice in notices}


def understood(code: str, value: str) -> None:
    """A person reads what happened, and what to do, in either language."""
    told = {language: sentence(code, value, language) for language in ("fr", "en")}
    assert told["fr"] != told["en"], code
    for text in told.values():
        assert not text.startswith(code)
        assert "{value}" not in text
        assert text.replace(value, "").count(".") >= 2, text  # what was seen, then what to do


@contextmanager
def loopback(store: Store) -> Iterator[LoopbackHub]:
    """A hub that has visited both sites once, while all was well."""
    answers: dict[str, bytes | Handler] = {}

    def handle(exchange: Exchange) -> None:
        answer = answers[exchange.path]
        if isinstance(answer, bytes):
            exchange.send(ok(answer, CALENDAR))
        else:
            answer(exchange)

    with serving(handle) as server:
        hub = LoopbackHub(store, server, answers)
        hub.visit()
        assert hub.titles("rennes") == TITLES
        yield hub


def sending(answer: bytes) -> Callable[[Exchange], object]:
    """Sends these bytes, status line and all."""
    return lambda exchange: exchange.send(answer)
