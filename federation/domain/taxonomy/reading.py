"""A text cut into words and parts, as formats are looked for in it: what is quoted, asked, governed, denied. Pure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from federation.domain.matching.folding import LONGEST_TITLE, ascii_text
from federation.domain.taxonomy.grammar import (
    AFTERWARDS,
    BEGINNING,
    CLAUSES,
    CONTAINERS,
    DEMONSTRATIVES,
    DETERMINERS,
    INVITING,
    LINKS,
    NEGATED_THROUGH,
    NEGATIONS,
    OBJECT_MARKS,
    ONE,
    POINTING,
    PREPOSITIONS,
    RECOUNTED,
    is_infinitive,
)

LONGEST_TEXT = 2000
"""Characters of a description that are read."""

_PIECE = re.compile(r"([a-z0-9]+)|(<<|>>|\")|( -+ | -+$|--+|[:;|()\[\]{}!?~*]|\.(?= |$))")
_AFTERNOON = re.compile(r"\bapres[- ]midi\b")
_TAG = re.compile(r"<[^<>]{0,300}>")
_ENTITY = re.compile(r"&[a-z#0-9]{1,8};")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ACCENT = re.compile(r"[\u0300-\u036f]")
_REACH = 5
"""Words before one that a negation may stand among."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The folded `words` of a text; `parts` tells the part each stands in, `quoted` and `asked` are parts."""

    words: tuple[str, ...]
    parts: tuple[int, ...]
    quoted: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()

    def opens(self, at: int) -> bool:
        """Whether only small words stand before a word in its part."""
        return all(self.words[before] in DETERMINERS for before in self._before(at))

    def fills(self, start: int, end: int) -> bool:
        """Whether a part holds little else than the words from `start` to `end`."""
        part = self.parts[start]
        outside = (at for at, other in enumerate(self.parts) if other == part and not start <= at < end)
        return all(self.words[at] in DETERMINERS or self.words[at].isdecimal() for at in outside)

    def linked(self, end: int, start: int) -> bool:
        """Whether nothing but « et », « + » or a hyphen stands between two places of one part."""
        return self.parts[end - 1] == self.parts[start] and all(
            word in LINKS or word in DETERMINERS for word in self.words[end:start]
        )

    def pointed(self, at: int, strictly: bool = False) -> bool:
        """Whether a word is pointed at: « cet atelier »; `strictly`, not by « notre » alone."""
        pointing = DEMONSTRATIVES if strictly else POINTING
        return at > 0 and self.parts[at - 1] == self.parts[at] and self.words[at - 1] in pointing

    def invited(self, at: int) -> bool:
        """Whether one is invited to a thing: « pour un nouvel atelier »."""
        before = self._past_small_words(at)
        return (
            before is not None and before + 1 < at and self.words[before] in INVITING and self.words[before + 1] in ONE
        )

    def comes_after(self, at: int) -> bool:
        """Whether a word tells only what follows the event: « suivi d’un échange avec des chercheurs »."""
        return any(self.words[before] in AFTERWARDS for before in self._before(at, _REACH + 2))

    def governed(self, at: int) -> bool:
        """Whether a noun is the subject of something else (« retour sur le hackathon »), or denied.

        A noun that frames it lets it through: « soirée de restitution » is one, « le bilan de la soirée de … » is not.
        """
        if self._in_clause(at):
            return True
        while True:
            before = self._past_small_words(at)
            if before is None:
                return False
            word = self.words[before]
            if word in NEGATIONS or (
                self.words[before + 1] in OBJECT_MARKS and before + 1 < at and is_infinitive(word)
            ):
                return True
            if word not in PREPOSITIONS:
                return False
            frame = self._past_small_words(before)
            if frame is None:
                return word not in BEGINNING
            if self.words[frame] not in CONTAINERS:
                return True
            at = frame

    def spoken_of(self, end: int) -> bool:
        """Whether what follows a noun speaks of it: « la nuit racontée par … », « l’apéro, c’est … », « … ne sert »."""
        follows = self.words[end : end + 2]
        if not follows or self.parts[end] != self.parts[end - 1]:
            return False
        return follows[0] == "ne" or follows == ("c", "est") or (follows[0] in RECOUNTED and follows[1:] == ("par",))

    def denied(self, at: int) -> bool:
        """Whether a negation reaches a word: « pas besoin de savoir coder », « sans inscription »."""
        for before in self._before(at, _REACH):
            if self.words[before] in NEGATIONS:
                return True
            if self.words[before] not in NEGATED_THROUGH:
                return False
        return False

    def _in_clause(self, at: int) -> bool:
        """Whether a word stands behind the first word of a clause: « quand … », « ce que … »."""
        first = bisect_left(self.parts, self.parts[at])
        if self.words[first] in CLAUSES and first < at:
            return True
        return at - first > 1 and self.words[first] == "ce" and self.words[first + 1] in ("que", "qui")

    def _past_small_words(self, at: int) -> int | None:
        """The place of the nearest word before one that is no determiner; None when its part begins there."""
        return next((before for before in self._before(at) if self.words[before] not in DETERMINERS), None)

    def _within(self, before: int, at: int) -> bool:
        return before >= 0 and self.parts[before] == self.parts[at]

    def _before(self, at: int, most: int = LONGEST_TITLE) -> Iterator[int]:
        """The places before one in its part, nearest first."""
        before = at - 1
        while self._within(before, at) and most:
            yield before
            before, most = before - 1, most - 1


def read_title(title: str) -> Reading:
    """A title cut at its colons, dashes, brackets and quotation marks; no more than 300 characters of it."""
    return _cut(ascii_text(title, LONGEST_TITLE).lower())


def read_text(description: str) -> Reading:
    """The beginning of a description without its tags, cut at its sentences."""
    return _cut(_plain(description))


def _plain(html: str) -> str:
    """The text of a fragment of HTML in lower-case ASCII; faster than `ascii_text`, which also unmasks letters."""
    text = _ENTITY.sub(" ", _TAG.sub(" . ", html[: LONGEST_TEXT * 2]))[:LONGEST_TEXT].lower()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("€", " eur "))
    return _NOT_ASCII.sub(" ", _ACCENT.sub("", text))


def _cut(text: str) -> Reading:
    words: list[str] = []
    parts: list[int] = []
    quoted: set[int] = set()
    asked: set[int] = set()
    part, inside = 0, False
    for word, quote, mark in _PIECE.findall(_AFTERNOON.sub("apresmidi", text)):
        if word:
            words.append(word)
            parts.append(part)
            if inside:
                quoted.add(part)
            continue
        if mark == "?":
            asked.add(part)
        part += 1
        if quote:
            inside = quote == "<<" or (quote != ">>" and not inside)
    return Reading(tuple(words), tuple(parts), frozenset(quoted), frozenset(asked))
