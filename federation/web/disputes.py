"""Entries whose sources contradict each other, for operators: who says what, and the command that settles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from federation.publish.dates import spoken_when
from federation.publish.origin_words import conflict_words, moment_words
from federation.store.explain import Explanation, contested, explain
from federation.web.context import context
from federation.web.pages import Reading

_MOST = 20
_MOST_EACH = 4


@dataclass(frozen=True, slots=True)
class Dispute:
    """One entry: its page, what it says, and each contradiction in a sentence."""

    id: str
    href: str
    title: str
    when: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """What waits for a decision, soonest first, and how many entries more do."""

    shown: tuple[Dispute, ...]
    more: int


def disputes(reading: Reading) -> Disputes:
    """The entries to come whose sources contradict each other, as far as a page can list them."""
    ids = contested(reading.session, context().clock())
    found = (explain(reading.session, id_, each=_MOST_EACH) for id_ in ids[:_MOST])
    return Disputes(tuple(_dispute(one, reading) for one in found if one is not None), max(0, len(ids) - _MOST))


def _dispute(found: Explanation, reading: Reading) -> Dispute:
    language = reading.here.language
    return Dispute(
        id=found.entry_id,
        href=reading.here.to(f"/evenements/{found.entry_id}"),
        title=found.event.title,
        when=spoken_when(found.event, language, reading.network.zone),
        lines=tuple(_lines(found, language)),
    )


def _lines(found: Explanation, language: str) -> Iterator[str]:
    zone = found.event.zone
    tellers = {said.record: f"{said.origin.site_id}/{said.origin.source_key}" for said in found.said}
    starts = {said.record: moment_words(said.start, zone, language) for said in found.said}
    for conflict in found.conflicts:
        yield conflict_words(conflict, tellers, starts, language)
