"""What an event is about and for whom: what the source states, else its title, else its description. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from federation.domain.taxonomy.classified import Because
from federation.domain.taxonomy.grammar import word_set
from federation.domain.taxonomy.kinds import Taxonomy
from federation.domain.taxonomy.lexicon import Claim, Lexicon, Strength
from federation.domain.taxonomy.reading import Reading, read_title

MOST = 3
"""Themes taken from a description."""
MENTIONS = 2
"""Times a description must speak of a theme: once is an example."""
MOST_STATED = 12

_ADDRESSED = word_set("a addressed aux for invite les pour reserve reserves reservee to tous")
"""Words by which a description says whom an event is for."""
_RANGE = re.compile(r"\b(\d{1,2}) (?:a |et )?(\d{1,2}) ans\b|\bages? (\d{1,2}) (?:to )?(\d{1,2})\b")
_FROM = re.compile(
    r"\b(?:des|a partir de|plus de) (\d{1,2}) ans\b|\b(\d{1,2}) ans et plus\b|\bages? (\d{1,2}) and (?:over|up)\b"
)
_UP_TO = re.compile(r"\b(?:jusqu a|moins de|under) (\d{1,2})(?: ans)?\b")


class Hits:
    """What the words of one text tell, each told thing once with the word that did."""

    def __init__(self, lexicon: Lexicon, reading: Reading) -> None:
        self.reading = reading
        self.all: list[tuple[int, Claim]] = [
            (found.start, claim)
            for found in lexicon.find(reading.words, affixes=False)
            for claim in found.claims
            if claim.strength is not Strength.ALONE or reading.fills(found.start, found.end)
        ]

    def of(self, kind: str) -> Iterator[tuple[int, Claim]]:
        """What is told of one kind and not denied, with its place, in the order of the text."""
        return ((at, claim) for at, claim in self.all if claim.kind == kind and not self.reading.denied(at))

    @cached_property
    def signals(self) -> dict[str, str]:
        """The first word of every signal that is not denied."""
        told: dict[str, str] = {}
        for _, claim in self.of("signal"):
            told.setdefault(claim.id, claim.word)
        return told


def decide_themes(taxonomy: Taxonomy, categories: Sequence[str], title: Hits, text: Hits) -> tuple[Because, ...]:
    """Why each theme is one; a description must speak of it more than once."""
    stated = _stated(taxonomy, "theme", categories, "themes")
    if stated:
        return stated
    told = _first_of("themes", "title-within", title.of("theme"))
    if told:
        return told
    claims = [claim for _, claim in text.of("theme") if claim.strength is not Strength.WEAK]
    if len(claims) < MENTIONS:
        return ()
    often = [theme for theme, times in Counter(claim.id for claim in claims).most_common(MOST) if times >= MENTIONS]
    words = {claim.id: claim.word for claim in reversed(claims)}
    return tuple(Because("themes", theme, "description", words[theme]) for theme in often)


def decide_audiences(taxonomy: Taxonomy, stated: Sequence[str], title: Hits, text: Hits) -> tuple[Because, ...]:
    """Why each audience is one; a description must address it (« pour les débutants »)."""
    found = _stated(taxonomy, "audience", stated, "audiences")
    if found:
        return found
    found = _first_of("audiences", "title-within", title.of("audience"))
    if found:
        return found
    addressed = (
        (at, claim) for at, claim in text.of("audience") if " " in claim.word or _is_addressed(text.reading, at)
    )
    return _first_of("audiences", "description", addressed)


def told_ages(texts: Sequence[Reading]) -> tuple[int | None, int | None] | None:
    """The years that a title or description tells its public by: (8, 12), (6, None), (None, 25)."""
    for reading in texts:
        text = " ".join(reading.words)
        if "ans" not in reading.words and "age" not in text:
            continue
        if found := _RANGE.search(text):
            return int(found[1] or found[3]), int(found[2] or found[4])
        if found := _FROM.search(text):
            return int(found[1] or found[2] or found[3]), None
        if found := _UP_TO.search(text):
            return None, int(found[1])
    return None


def _stated(taxonomy: Taxonomy, kind: str, told: Sequence[str], field: str) -> tuple[Because, ...]:
    """What the source's own words for it tell, each answer once."""
    answers: dict[str, Because] = {}
    for text in told[:MOST_STATED]:
        hits = Hits(taxonomy.subject_words, read_title(text))
        for _, claim in hits.of(kind):
            answers.setdefault(claim.id, Because(field, claim.id, "category", text[:100]))
    return tuple(answers.values())


def _first_of(field: str, rule: str, told: Iterator[tuple[int, Claim]]) -> tuple[Because, ...]:
    """Each answer once, in the order of the text; weak words only when there is nothing else."""
    answers: dict[str, Because] = {}
    weak: dict[str, Because] = {}
    for _, claim in told:
        reason = Because(field, claim.id, rule, claim.word)
        (weak if claim.strength is Strength.WEAK else answers).setdefault(claim.id, reason)
    return tuple((answers or weak).values())


def _is_addressed(reading: Reading, at: int) -> bool:
    return any(
        before >= 0 and reading.parts[before] == reading.parts[at] and reading.words[before] in _ADDRESSED
        for before in (at - 1, at - 2)
    )
