"""Formats, themes and audiences as the network lists them, with the words that tell each. Values only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from federation.domain.taxonomy.lexicon import Claim, Lexicon, Strength
from federation.domain.taxonomy.usage import Usage

OTHER = "autre"
"""The format of an event of which nothing tells the format."""

SIGNALS = (
    "free", "paid", "pay-what-you-want", "registration", "no-registration", "online", "onsite", "mixed",
    "french", "english", "children", "adults", "hi", "vi", "pi", "mi", "ii",
)  # fmt: skip
"""What else words can tell of an event: price, registration, attendance, language, age, accessibility (OpenAgenda)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A format, a theme or an audience: its name in both languages and the words that tell it.

    `words` tell it wherever they stand, `weak` when a title has nothing better, `alone` when a part of a title says
    nothing else; `told` is what people do there, which counts least. Of a format: `counts` is False for what is no
    public event, `schema` is its type in schema.org. Of an audience: `age` is `children`, `adults` or nothing.
    """

    id: str
    fr: str
    en: str
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    counts: bool = True
    schema: str = "Event"
    age: str = ""

    def name(self, language: str = "fr") -> str:
        """Its name, in French unless `language` is `en`."""
        return self.en if language == "en" else self.fr

    def claims(self, kind: str) -> Iterator[Claim]:
        """What its words tell, as `kind`; its names count as its words."""
        for strength in (Strength.WORD, Strength.WEAK, Strength.ALONE, Strength.TOLD):
            for word in getattr(self, strength.value):
                yield Claim(kind, self.id, word, strength)
        for name in dict.fromkeys((self.fr, self.en)):
            if name not in self.words and self.id != OTHER:
                yield Claim(kind, self.id, name, Strength.NAME)


@dataclass(frozen=True, eq=False)
class Taxonomy:
    """The kinds of events of a network; formats in order of priority, the last of them `autre`.

    `misleading` are phrases in which a word of a format tells nothing; `signals` the words of each of SIGNALS;
    `versioned` what a number follows that is no number of a series (« Python 3 »). `digest` changes with the file.
    `usage` tells which words announcements of each format use.
    """

    version: int
    formats: tuple[Kind, ...]
    themes: tuple[Kind, ...] = ()
    audiences: tuple[Kind, ...] = ()
    misleading: tuple[str, ...] = ()
    signals: tuple[tuple[str, tuple[str, ...]], ...] = ()
    versioned: frozenset[str] = frozenset()
    digest: str = ""
    usage: Usage | None = None

    @cached_property
    def priority(self) -> dict[str, int]:
        """The place of each format in the order of the file."""
        return {format_.id: place for place, format_ in enumerate(self.formats)}

    @cached_property
    def public(self) -> dict[str, int]:
        """The places of the formats of public events: nothing is taken out of the agenda by a guess."""
        return {format_.id: self.priority[format_.id] for format_ in self.formats if format_.counts}

    @cached_property
    def format_words(self) -> Lexicon:
        """The words of formats, ready to be found."""
        return Lexicon((claim for format_ in self.formats for claim in format_.claims("format")), self.misleading)

    @cached_property
    def subject_words(self) -> Lexicon:
        """The words of themes, audiences and signals, ready to be found."""
        return Lexicon(self._subject_claims(), self.misleading)

    @cached_property
    def names(self) -> dict[tuple[str, str], Kind]:
        """Every format, theme and audience by its kind and id."""
        groups = {"format": self.formats, "theme": self.themes, "audience": self.audiences}
        return {(kind, item.id): item for kind, items in groups.items() for item in items}

    def _subject_claims(self) -> Iterator[Claim]:
        for theme in self.themes:
            yield from theme.claims("theme")
        for audience in self.audiences:
            yield from audience.claims("audience")
        for signal, words in self.signals:
            yield from (Claim("signal", signal, word, Strength.WORD) for word in words)
