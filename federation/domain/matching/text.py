"""A description as it is compared: what it says, names, and tells of other happenings. Pure."""

from __future__ import annotations

import re
from functools import cached_property

from federation.domain.matching.cities import find_city
from federation.domain.matching.folding import LONGEST_TEXT, ascii_text
from federation.domain.matching.title import says_joint, short_words
from federation.domain.matching.title_words import STOP, meaning

_BESIDE = re.compile(
    r"\ben (?:meme temps|parallele)\b|\bpendant ce temps\b|\bin parallel\b|\bat the same time\b"
    r"|\b(?:prochain|suivant|precedent)e?s?\b|\bautres? (?:atelier|seance|session|rendez-vous|date)s?\b|\bsuite d"
    r"|\b(?:en remplacement|remplace|a la place d)|\binstead of\b|\bcommune? avec\b"
    r"|\b(?:next|previous) (?:week|month|session|time|meetup)\b"
)
_ELSEWHERE = re.compile(
    r"\bexceptionnellement (?:au|a|aux|chez|dans|en|hors)\b|\bhors les murs\b|\bdelocalise|\bnew venue\b"
    r"|\brepli (?:en|a l|au|dans)\b|\b(?:changement de|nouveau|nouvelle|change d[e ]) ?(?:lieu|salle|adresse)\b"
)
_TAG = re.compile(r"<[^>]{0,500}>|&[a-z#0-9]{1,8};")
_SHORTEST = 3
"""Letters of a word of a text that counts, and of what stands for it."""
_FEWEST = 8
"""Words that a text must have to resemble another."""


def says_elsewhere(text: str) -> bool:
    """Whether a text in lower-case ASCII tells that the event is not where such events are."""
    return _ELSEWHERE.search(text) is not None


class Text:
    """A description as it is compared, each part of it read when it is asked for: most comparisons ask for none."""

    def __init__(self, written: str, cities: frozenset[str]) -> None:
        self._written = written
        self._cities = cities

    @cached_property
    def plain(self) -> str:
        """Its beginning in ASCII, without tags, with one blank between words."""
        return " ".join(ascii_text(_TAG.sub(" ", self._written[: LONGEST_TEXT * 2]), LONGEST_TEXT).split())

    @cached_property
    def lower(self) -> str:
        """Its beginning in lower case."""
        return self.plain.lower()

    @cached_property
    def beside(self) -> bool:
        """Whether it tells what else takes place, at its hour or another day: what it names may be that."""
        return _BESIDE.search(self.lower) is not None

    @cached_property
    def elsewhere(self) -> bool:
        """Whether it tells that the event is not where such events are: another source may not have heard of it."""
        return says_elsewhere(self.lower)

    @cached_property
    def said(self) -> frozenset[str]:
        """What it says, as the meanings of its stems."""
        words = {word for word in short_words(self.lower) if len(word) >= _SHORTEST}
        return frozenset(map(meaning, words - STOP))

    @property
    def words(self) -> frozenset[str]:
        """What it says, as stems; none when that is too little to resemble anything."""
        return self.said if len(self.said) >= _FEWEST else frozenset()

    @cached_property
    def mentions(self) -> frozenset[str]:
        """The cities it names."""
        tokens = re.findall(r"[A-Za-z0-9]+", self.plain)
        named = (find_city(tokens, at, self._cities)[0] for at, token in enumerate(tokens) if token[0].isupper())
        return frozenset(named) - {""}

    @cached_property
    def joint(self) -> bool:
        """Whether it says that several hold the event together."""
        return says_joint(self.plain)
