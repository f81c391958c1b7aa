"""What an event was found to be, in words: its format, themes and audiences, what it costs, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from federation.domain.entry import Entry
from federation.domain.taxonomy import OTHER, Classified, Taxonomy, classify, sentence
from federation.domain.taxonomy.classified import ANSWERS
from federation.publish.words import ACCESSIBILITY, tongue
from federation.web.context import context
from federation.web.language import Here


@dataclass(frozen=True, slots=True)
class Named:
    """One thing an event is, and the agenda of all that is so too."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """What an event was found to be: names with the agenda of their like, facts in words, and the reasons of all."""

    named: tuple[Named, ...]
    cost: str
    accessibility: tuple[str, ...]
    reasons: tuple[str, ...]


def kinds(here: Here, entry: Entry) -> Kinds:
    """What an entry is, found anew: only its facets are stored, not why."""
    taxonomy, language = context().taxonomy, here.language
    found = classify(entry.event, taxonomy)
    answer = ANSWERS.get(found.cost.value) if found.cost is not None else None
    return Kinds(
        named=tuple(_named(found, taxonomy, here)),
        cost="" if answer is None else answer.en if language == "en" else answer.fr,
        accessibility=tuple(ACCESSIBILITY[tongue(language)][code] for code in found.accessibility),
        reasons=tuple(sentence(because, taxonomy, language) for because in found.because),
    )


def _named(found: Classified, taxonomy: Taxonomy, here: Here) -> Iterator[Named]:
    told = [("format", found.format), *(("format", also) for also in found.also)]
    told += [("theme", theme) for theme in found.themes] + [("audience", audience) for audience in found.audiences]
    for kind, id_ in told:
        if id_ != OTHER:
            words = taxonomy.names[kind, id_].name(here.language)
            yield Named(words, f"{here.to('/agenda')}?{kind}={id_}")


def kind_words(language: str) -> Mapping[str, str]:
    """Facets of formats, themes and audiences in words; none for the format of what nothing tells."""
    names = context().taxonomy.names
    return {f"{kind}:{id_}": kind_.name(language) for (kind, id_), kind_ in names.items() if id_ != OTHER}


def format_words(language: str) -> Mapping[str, str]:
    """Facets of formats in words."""
    return {facet: words for facet, words in kind_words(language).items() if facet.startswith("format:")}
