"""Query parameters: what is not known is refused, what is spelled otherwise than in its one spelling is led there."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import quote, urlencode

from flask import Response, request
from werkzeug.exceptions import HTTPException

from federation.domain.query import AgendaQuery, canonical, read_query
from federation.domain.query.reading import LISTED, SWITCHES
from federation.errors import QueryError
from federation.web.caching import today
from federation.web.context import context
from federation.web.pages import reading

PAGE_SIZE = 50
"""Entries on one page of an agenda."""
MOST_COUNTED = 2000
"""Entries of a narrowed agenda that are counted, and that its pages show."""

_FEW = frozenset({*LISTED, *SWITCHES, "when", "sort"})
_KEPT_PAGES = 3


def no_parameters() -> None:
    """Raises QueryError when the query string holds anything at all."""
    for name, value in request.args.items():
        raise QueryError(name, value, [])


def asked(*not_here: str, ranked: bool = True) -> AgendaQuery:
    """What the query string asks of the agenda; `not_here` are parameters that this output does not know.

    What words find comes in the order of how well it fits them, unless another order is asked for; where outputs are
    read by date, they say that it is not `ranked`.

    The zone is for whoever reads with it to say: nothing is looked up for the address that everybody asks.

    Raises QueryError on what is wrong, and a redirect to the one spelling of what is right: one question has one
    address, for caches and for entity tags.
    """
    if not request.query_string:
        return AgendaQuery(today())
    given = list(request.args.items(multi=True))
    with reading() as current:
        words = context().vocabulary(current.network)
        zone = current.network.zone
        query = read_query(given, current.today, words, zone=zone, not_here=not_here, ranked=ranked)
    address = spelled(query)
    if request.query_string.decode("latin-1") != address:
        here = quote(request.path)  # it may hold what ends a line, or begins a query
        location = f"{here}?{address}" if address else here
        raise HTTPException(response=Response(status=301, headers={"Location": location}))
    return query


def spelled(query: AgendaQuery) -> str:
    """The query string of a query, without the question mark; nothing when nothing is asked."""
    return urlencode(canonical(query))


def common(query: AgendaQuery) -> bool:
    """Whether many readers may ask this, so that the answer is kept: one choice among those that are listed, at most.

    There are some hundred such questions, and no end of others: whoever asks them all must not push out the answers
    that everybody reads.
    """
    return few([name for name, _ in query.asked]) and query.page <= _KEPT_PAGES


def few(names: Collection[str]) -> bool:
    """Whether there are few questions with these parameters: none, or one choice among those that are listed."""
    return not names or (len(names) == 1 and all(name.removeprefix("-") in _FEW for name in names))
