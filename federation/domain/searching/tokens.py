"""What an entry is found by: tokens that tell where each of its words stands. Pure.

A token is a letter and a word: `t` a stem of the title, `x` a word of the title itself, `p` a stem of the place or
the organiser, `a` a stem of anything, `s` the id of a site that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from federation.domain.entry import Entry
from federation.domain.searching.words import LONGEST_TEXT, exact, fold_words, shown_words, stems, text_of
from federation.domain.taxonomy.classified import Classified
from federation.domain.taxonomy.kinds import OTHER

ANY, TITLE, EXACT, PLACE, SITE = "a", "t", "x", "p", "s"


@dataclass(frozen=True, slots=True)
class Indexed:
    """The `tokens` of an entry, sorted, and the words it offers to readers: folded -> as written."""

    tokens: tuple[str, ...]
    shown: Mapping[str, str]


def indexed(entry: Entry, classified: Classified) -> Indexed:
    """What an entry is found by: its title, where and by whom, what it was found to be, its description."""
    event = entry.event
    place, organiser = event.place, event.organiser
    where = [organiser.name] if organiser else []
    where += [place.name, place.city] if place else []
    title = fold_words(event.title)
    placed = [word for text in where for word in fold_words(text)]
    found = _stemmed(ANY, {*title, *placed, *_others(entry, classified)})
    found |= _stemmed(TITLE, title) | {EXACT + exact(word) for word in title} | _stemmed(PLACE, placed)
    found |= {SITE + host.id for host in (entry.host, *entry.hosts)}
    shown = {word: written for text in (*where, event.title) for word, written in shown_words(text).items()}
    return Indexed(tuple(sorted(found)), shown)


def _others(entry: Entry, classified: Classified) -> Iterable[str]:
    event = entry.event
    kinds = (classified.format, *classified.also, *classified.themes, *classified.audiences)
    texts = [*event.categories[:20], *event.audience[:20], *(kind for kind in kinds if kind != OTHER)]
    texts += [event.place.address] if event.place else []
    texts += [classified.series.name] if classified.series else []
    for text in texts:
        yield from fold_words(text)
    yield from fold_words(text_of(event.description), LONGEST_TEXT)


def _stemmed(where: str, words: Iterable[str]) -> set[str]:
    return {where + stem for word in words for stem in stems(word)}
