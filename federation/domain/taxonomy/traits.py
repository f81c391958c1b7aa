"""What an announcement is compared by: its words, their beginnings, their circles, and the shape of its title. Pure.

A trait is a string: a word (`souder`), the beginning of a word (`soude*`), a circle of words (`~craft`), the first word
of the title (`^souder`), or a shape. Shapes are shown to people as the sign they are seen by.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from federation.domain.taxonomy.circles import circles
from federation.domain.taxonomy.grammar import DETERMINERS, NEGATIONS, PREPOSITIONS, word_set
from federation.domain.taxonomy.reading import Reading

SMALL = (
    DETERMINERS
    | PREPOSITIONS
    | NEGATIONS
    | word_set(
        """
        and are be c ca cela elle elles est et il ils is it its n ne nous on or ou plus qu que qui s se sont they to
        tous tout toute toutes vous we with y you
        afin ainsi aussi avoir bien ceux celles comme dont doit etait ete etre faire fait mais meme ont peut peuvent si

        ans association associations avril ensemble entree euros fevrier gratuit gratuite gratuitement h heure heures
        inscription inscriptions janvier juillet juin libre mai mars monde novembre obligatoire octobre ouvert ouverte
        places public reservation septembre decembre aout
        """
    )
)
"""Small words, and those of practical facts and dates: nothing is told by them alone, and none is shown as a reason."""
LONGEST = 80
"""Words of a description that are compared."""
_BEGINNING = 5
"""Letters of the beginning of a longer word."""
BY_BEGINNING, BY_CIRCLE = 0.7, 0.4
"""What a word counts by its beginning, and by each of its circles, beside 1 for itself."""
IN_TITLE, SHAPE = 1.5, 0.7
"""What a word counts in a title, and a shape."""

ALONE = "without description"
_INFINITIVE = re.compile(r"[a-z]{2,}(?:er|ir|re)")
_CALLING = re.compile(r"[a-z]{2,}ez")
_GERUND = re.compile(r"[a-z]{2,}ing")
_MOST_PAIRS = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """What an announcement is worded with: the words of its title, the further words of its description, each once, how
    much each of the further ones counts, and the shapes of its title, of which its first word is one."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    in_text: float
    shapes: tuple[str, ...]


def wording(title: Reading, text: Reading, passed: Collection[int] = ()) -> Wording:
    """The wording of an announcement; the words of its title at the places `passed` do not count."""
    words = title.words if not passed else [word for at, word in enumerate(title.words) if at not in passed]
    told = dict.fromkeys(words)
    further = tuple([word for word in dict.fromkeys(text.words[:LONGEST]) if word not in told])
    # Of many words, each tells less.
    counts = 2 / (4 + len(further)) ** 0.5
    return Wording(tuple(told), further, counts, tuple(_shapes(title, text)))


def of_word(word: str) -> Iterator[tuple[str, float]]:
    """The traits that one word brings, and what each counts."""
    yield word, 1.0
    if len(word) > _BEGINNING:
        yield word[:_BEGINNING] + "*", BY_BEGINNING
    for circle in circles(word):
        yield "~" + circle, BY_CIRCLE


def _shapes(title: Reading, text: Reading) -> list[str]:
    """The shapes of a title, and that no description follows it."""
    words = title.words
    seen = [f"{min(len(words) // 2, _MOST_PAIRS)} pairs"]
    if not text.words:
        seen.append(ALONE)
    if title.asked:
        seen.append("?")
    if title.quoted:
        seen.append("« »")
    if words:
        if title.parts[-1] != title.parts[0]:
            seen.append(":")
        last = words[-1]
        if last.isdecimal() and len(last) < 4:
            seen.append("#")
        first = words[0]
        seen.append("^" + first)
        if _INFINITIVE.fullmatch(first):
            seen.append("-er")
        elif _CALLING.fullmatch(first):
            seen.append("-ez")
        elif _GERUND.fullmatch(first):
            seen.append("-ing")
    return seen


def shown(shape: str, title: Reading) -> str:
    """How a shape is shown as a reason: its sign, or the word of the title that has it; empty for what has none."""
    if shape[0] in "-^":
        return "" if title.words[0] in SMALL else title.words[0]
    if shape == "#":
        return title.words[-1]
    return shape if len(shape) < 4 else ""
