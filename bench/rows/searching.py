"""Words looked for in stores of three sizes, and a page of the API made anew."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import text

from bench.result import Row, Skipped, percentiles
from bench.rows.publishing import app_of, rate
from bench.rows.rebuilding import filled
from bench.workshop import Workshop
from federation.domain.query import AgendaQuery, Sort
from federation.publish.api import plain_event
from federation.registry.taxonomy import own_taxonomy
from federation.store.agenda import upcoming
from federation.store.database import Store, open_store
from sync.indexing import Indexer

QUESTIONS = (
    "atelier", "robotique", "rencontre café", "logiciel libre communs", "Ville1", "atelier Ville2", "bibli",
    "numérqiue", "l’école", "halle 3 cartographie",
)  # fmt: skip
"""Frequent words, absent ones, places, beginnings, slips."""
_FLOOR = "SELECT count(*) FROM words_index WHERE words_index MATCH '\"aateli\"'"


def searching(shop: Workshop) -> Iterator[Row | Skipped]:
    """The first page of each question, best hits first, in a store of each size."""
    for size in shop.sizes.rebuilt:
        store = filled(shop, size)
        Indexer(store, own_taxonomy(), _now).draw()
        took = [_asked(store, question) for _ in range(1 + shop.sizes.rounds) for question in QUESTIONS]
        floor = min(_floor(store) for _ in range(5))
        what = f"{len(QUESTIONS)} questions to {size} entries, the first 50 hits"
        yield from percentiles("search", size, what, took, floor, "FTS5 counting one frequent word")
        store.close()


def api_page(shop: Workshop) -> Iterator[Row | Skipped]:
    """A page of the API made anew, beside its events alone written as JSON."""
    store = open_store(shop.agenda.settings.database)
    Indexer(store, own_taxonomy(), _now).draw()
    with store.session() as session:
        found = upcoming(session, AgendaQuery(_now().date(), groups=(("format:atelier",),), size=50))
    plain = [plain_event(entry, "https://agenda.example") for entry in found]
    client = app_of(shop).test_client()
    answer = client.get("/api/v1/events?format=atelier")
    if answer.status_code != 200 or len(json.loads(answer.data)["items"]) != len(found) or not found:
        raise RuntimeError(f"{answer.status}: {len(found)} workshops are to come")
    yield Row(
        name="api-page", what=f"{len(found)} events of one format through the API, made and packed anew, one process",
        ours=rate(shop, lambda: client.get("/api/v1/events?format=atelier")), unit="/s",
        reference=rate(shop, lambda: json.dumps(plain)), beside="json.dumps alone, unpacked",
    )  # fmt: skip
    store.close()


def _asked(store: Store, question: str) -> float:
    query = AgendaQuery(_now().date(), text=question, sort=Sort.RELEVANCE, size=50)
    begun = time.perf_counter()
    with store.session() as session:
        upcoming(session, query)
    return time.perf_counter() - begun


def _floor(store: Store) -> float:
    begun = time.perf_counter()
    with store.session() as session:
        session.scalar(text(_FLOOR))
    return time.perf_counter() - begun


def _now() -> datetime:
    return datetime.now(UTC)
