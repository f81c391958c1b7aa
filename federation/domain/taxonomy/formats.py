"""Which format an event has: what the source states, else its title, else its description. Pure.

In a title the first part that names a format decides; in a compound the order of formats does; a format that is only
spoken of (« retour sur le hackathon »), asked about or denied does not count. When nothing names one, what people do
there tells it (« construis ton robot », « on soude »).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from federation.domain.taxonomy.actions import made_there, making
from federation.domain.taxonomy.classified import Because
from federation.domain.taxonomy.kinds import OTHER, Taxonomy
from federation.domain.taxonomy.lexicon import Claim, Found, Strength
from federation.domain.taxonomy.reading import Reading, read_title

CONFIDENCE = {
    "category": 1.0, "title": 0.95, "title-compound": 0.9, "title-within": 0.85, "title-weak": 0.7, "description": 0.5,
    "title-making": 0.5, "told": 0.4, "children": 0.3,
}  # fmt: skip
"""How far each rule is trusted."""

_MAKING = "atelier"
"""The format of what is made with one's hands."""
MOST_CATEGORIES = 12
FIRST_WORDS = 60
"""Words of a description in which its event is introduced."""


@dataclass(frozen=True, slots=True)
class Named:
    """A format named at one place of a text."""

    found: Found
    claim: Claim
    strong: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The format of an event, how sure, which others its title names, and why."""

    format: str
    confidence: float
    also: tuple[str, ...]
    because: tuple[Because, ...]


def decide_format(
    taxonomy: Taxonomy, categories: Sequence[str], title: Reading, text: Reading, children: bool = False
) -> Decision:
    """The format of an event from its categories, its title and its description; `children`: it is told for them."""
    named = list(_named(taxonomy, title))
    stated = _stated(taxonomy, categories, {name.claim.id for name in named})
    if stated is not None:
        return _decision(stated.id, "category", stated.word, named)
    introduced = _introduced(taxonomy, text)
    if named and (introduced is None or any(name.strong for name in named)):
        first, rule = _first(taxonomy, title, named)
        return _decision(first.claim.id, rule, _seen(title, first), named)
    if introduced is not None:
        return _decision(introduced.claim.id, "description", _seen(text, introduced), named)
    return _decision_of_acts(taxonomy, title, text, children)


def _decision_of_acts(taxonomy: Taxonomy, title: Reading, text: Reading, children: bool) -> Decision:
    """The format that what people do there tells, when nothing names one; what is for children alone is a workshop."""
    if (made := making(title)) and _MAKING in taxonomy.priority:
        return _decision(_MAKING, "title-making", made, [])
    for strength in (Strength.TOLD, Strength.WEAK):
        told = _told(taxonomy, text, strength)
        if told is not None:
            return _decision(told.claim.id, "told", told.claim.word, [])
    if (made := made_there(text)) and _MAKING in taxonomy.priority:
        return _decision(_MAKING, "told", made, [])
    if children and _MAKING in taxonomy.priority:
        return _decision(_MAKING, "children", "", [])
    return Decision(OTHER, 0.0, (), (Because("format", OTHER, "nothing"),))


def _decision(chosen: str, rule: str, words: str, named: list[Named]) -> Decision:
    others = {name.claim.id: name.claim.word for name in named if name.strong and name.claim.id != chosen}
    because = [Because("format", chosen, rule, words)]
    because += [Because("also", other, "title-within", word.strip("*")) for other, word in others.items()]
    return Decision(chosen, CONFIDENCE[rule], tuple(others), tuple(because))


def _stated(taxonomy: Taxonomy, categories: Sequence[str], in_title: set[str]) -> Claim | None:
    """What the source files an event under; of several formats the one that its title names too."""
    claims: list[Claim] = []
    for category in categories[:MOST_CATEGORIES]:
        reading = read_title(category)
        claims += [
            Claim("format", found.claims[0].id, category[:100])
            for found in taxonomy.format_words.find(reading.words)
            if found.claims and found.claims[0].strength is not Strength.TOLD and not reading.governed(found.start)
        ]
    claims.sort(key=lambda claim: (claim.id not in in_title, taxonomy.priority[claim.id]))
    return claims[0] if claims else None


def _named(taxonomy: Taxonomy, reading: Reading) -> Iterator[Named]:
    """The formats that a title names as its own."""
    for found in taxonomy.format_words.find(reading.words):
        if not found.claims or found.claims[0].strength is Strength.TOLD or reading.governed(found.start):
            continue
        if reading.parts[found.start] in reading.asked and not reading.opens(found.start):
            continue
        claim = found.claims[0]
        alone = reading.fills(found.start, found.end)
        if claim.strength is not Strength.ALONE or alone:
            yield Named(found, claim, claim.strength is not Strength.WEAK)


def _first(taxonomy: Taxonomy, reading: Reading, named: list[Named]) -> tuple[Named, str]:
    """The format that counts among those named, and the rule by which it does."""
    best = [name for name in named if name.strong] or named
    best.sort(key=lambda name: _rank(reading, name))
    first = best[0]
    compound = [first]
    for other in best[1:]:
        if not reading.linked(compound[-1].found.end, other.found.start):
            break
        compound.append(other)
    chosen = min(compound, key=lambda name: taxonomy.priority[name.claim.id])
    if not chosen.strong:
        return chosen, "title-weak"
    if len(compound) > 1:
        return chosen, "title-compound"
    return chosen, "title" if reading.opens(chosen.found.start) else "title-within"


def _rank(reading: Reading, name: Named) -> tuple[bool, int]:
    """Own words before quoted ones and questions, then the order of the title."""
    part = reading.parts[name.found.start]
    return part in reading.quoted or part in reading.asked, name.found.start


def _introduced(taxonomy: Taxonomy, text: Reading) -> Named | None:
    """The format by which a description introduces its event; one pointed at (« cet atelier ») before all."""
    begun = Reading(text.words[:FIRST_WORDS], text.parts[:FIRST_WORDS])
    first: Named | None = None
    for found in taxonomy.format_words.find(begun.words, affixes=False):
        if not found.claims or found.claims[0].strength not in (Strength.WORD, Strength.NAME):
            continue
        name = Named(found, found.claims[0], strong=True)
        if begun.pointed(found.start):
            return name
        if first is None and not begun.governed(found.start):
            first = name
    return first


def _told(taxonomy: Taxonomy, reading: Reading, strength: Strength) -> Named | None:
    """The format that the first words of one strength for what people do there tell."""
    for found in taxonomy.format_words.find(reading.words, affixes=False):
        if found.claims and found.claims[0].strength is strength and not reading.denied(found.start):
            return Named(found, found.claims[0], strong=False)
    return None


def _seen(reading: Reading, name: Named) -> str:
    """The word as the taxonomy lists it; as the text has it when the list has only its ending."""
    if "*" in name.claim.word:
        return " ".join(reading.words[name.found.start : name.found.end])
    return name.claim.word
