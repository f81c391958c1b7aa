"""The agenda narrowed, in stores of three sizes: what is rare, what is common, what is both and what is nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import text

from bench.result import Row, Skipped, percentiles
from bench.rows.rebuilding import filled
from bench.workshop import Workshop
from federation.domain.query import AgendaQuery, Vocabulary, read_query, vocabulary_of
from federation.registry.taxonomy import own_taxonomy
from federation.store.agenda import upcoming
from federation.store.database import Store
from federation.store.sites import network
from sync.indexing import Indexer

QUESTIONS = (
    (("language", "fr"),), (("site", "lieu-0"),), (("site", "lieu-0"), ("format", "autre"), ("language", "fr")),
    (("-format", "autre"),), (("format", "atelier"), ("sort", "new")), (("when", "week-end"),), (("sort", "new"),),
    (("format", "hackathon"),), (("theme", "donnees"), ("theme", "ia"), ("-site", "lieu-0")), (("near", "48,-1,50"),),
)  # fmt: skip
"""Common facets and rare ones, several at once, some that nothing has, days and orders."""
_ROWS = 50


def finding(shop: Workshop) -> Iterator[Row | Skipped]:
    """The first page of each question, read from a store of each size."""
    asked = f"{len(QUESTIONS)} questions to"
    for size in shop.sizes.rebuilt:
        store = filled(shop, size)
        Indexer(store, own_taxonomy(), _now).draw()
        with store.session() as session:
            declared = network(session)
        assert declared is not None
        words = vocabulary_of(declared, own_taxonomy())
        queries = [_query(pairs, words) for pairs in QUESTIONS]
        took = [_asked(store, query) for _ in range(1 + shop.sizes.rounds) for query in queries]
        floor = min(_floor(store) for _ in range(5))
        what = f"{asked} {size} entries, the first {_ROWS} rows"
        yield from percentiles("find", size, what, took, floor, f"reading {_ROWS} rows in the order of an index")
        store.close()


def _query(pairs: tuple[tuple[str, str], ...], words: Vocabulary) -> AgendaQuery:
    return replace(read_query(pairs, _now().date(), words), size=_ROWS)


def _asked(store: Store, query: AgendaQuery) -> float:
    with store.session() as session:
        begun = time.perf_counter()
        upcoming(session, query)
        return time.perf_counter() - begun


def _floor(store: Store) -> float:
    with store.session() as session:
        begun = time.perf_counter()
        session.execute(text("SELECT * FROM entries WHERE starts_at > '2' ORDER BY starts_at, id LIMIT 50")).all()
        return time.perf_counter() - begun


def _now() -> datetime:
    return datetime.now(UTC)
