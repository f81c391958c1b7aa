"""A page: a template, the values of its view, and what all pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, current_app

from federation.domain.query import AgendaQuery
from federation.domain.site import PUBLISHED, Network, Site
from federation.store.database import Session
from federation.web.caching import answer, today
from federation.web.context import context
from federation.web.kinds import format_words
from federation.web.language import Here, here
from federation.web.rows import RowMaker, accents

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reading:
    """One page in the making: a session to read with, the network, the day, the address."""

    session: Session
    network: Network
    today: date
    here: Here

    @property
    def rows(self) -> RowMaker:
        """What makes the rows of this page."""
        return RowMaker(self.network, self.here, self.today, format_words(self.here.language))

    @property
    def published_sites(self) -> Sequence[Site]:
        """The sites of the network agenda, in the order of the network file."""
        return [site for site in self.network.sites if site.status in PUBLISHED]

    def query(self, *, site: str = "", page: int = 1, size: int | None = None) -> AgendaQuery:
        """What comes from this day on."""
        return AgendaQuery(self.today, site=site, page=page, size=size, zone=self.network.zone)

    def page(self, template: str, **values: Any) -> str:
        """The text of a page: `values` is what its template shows beside what all pages share."""
        return fill(
            template,
            here=self.here,
            network=self.network,
            sites=self.published_sites,
            accents=accents(self.network),
            today=self.today,
            **values,
        )


def fill(template: str, **values: Any) -> str:
    """The text of a template. Without Flask's context processors: a page shows what it is given."""
    public = context().settings.address
    return current_app.jinja_env.get_template(template).render(public=public, **values)


def html(make: Callable[[Reading], str], *, common: bool = True) -> Response:
    """The answer of a page; `make` is called only when nobody has kept the page for this version and day."""
    return answer(HTML, lambda: _made(make), common=common)


def live(make: Callable[[Reading], str]) -> Response:
    """The answer of a page that tells how fresh things are: it changes with the clock, so nobody keeps it."""
    response = Response(_made(make), content_type=HTML)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _made(make: Callable[[Reading], str]) -> bytes:
    with reading() as current:
        return make(current).encode()


@contextmanager
def reading() -> Iterator[Reading]:
    """What the answer to this request is made with; the session closes with the block."""
    with context().store.session() as session:
        yield Reading(session, context().networks.current(session), today(), here())
