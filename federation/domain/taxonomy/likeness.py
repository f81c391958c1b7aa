"""How like an event is to events of each format, by all that its announcement is worded with. Pure.

The last resort, where nothing names a format for certain: what each word of the title and the description, its
beginning, its circles and the shape of the title spoke for in labelled announcements (a linear reading), to which what
the rules heard is added. What counted most is kept for the explanation.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest

from federation.domain.taxonomy.kinds import OTHER
from federation.domain.taxonomy.reading import Reading
from federation.domain.taxonomy.traits import IN_TITLE, SHAPE, SMALL, Wording, shown, wording
from federation.domain.taxonomy.usage import Usage, Weights

MOST_WORDS = 3
"""Words kept for the explanation."""
_HEARD = 0.6
"""What each weight that the rules heard counts for."""
_ANSWER = 0.6
"""What it counts to be the answer of the rules."""
_RASH = 0.6
"""What counts against the answer that nothing tells: who reads a bare subject expects a talk."""
_LIKELY = 0.34
"""How likely a format must be to be answered."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rules made of an event: their `answer`, the weights of all that they `heard`, and the places of words
    of the title that they `passed` over, since they are only spoken of."""

    answer: str
    heard: Mapping[str, float]
    passed: Collection[int] = ()


def most_like(usage: Usage, formats: Mapping[str, int], title: Reading, text: Reading, rules: Rules) -> tuple[str, str]:
    """The format that an event is more like than the answer of the rules, and the words that tell so.

    Of the `formats` alone. The answer itself, without words, when none is likelier, likely enough, or shown by a word.
    """
    worded = wording(title, text, rules.passed)
    if not any(word not in SMALL and usage.words[word] for word in (*worded.title, *worded.text)):
        return rules.answer, ""
    scores = {
        format_: score + _HEARD * rules.heard.get(format_, 0.0)
        for format_, score in zip(usage.formats, _scores(usage, worded), strict=True)
        if format_ in formats or format_ == rules.answer
    }
    if OTHER in scores:
        scores[OTHER] -= _RASH
    if rules.answer in scores and rules.answer != OTHER:
        scores[rules.answer] += _ANSWER
    best = max(scores, key=scores.__getitem__, default=rules.answer)
    if best == rules.answer or sum(math.exp(score - scores[best]) for score in scores.values()) > 1 / _LIKELY:
        return rules.answer, ""
    words = _telling(usage, worded, title, best, rules.answer)
    return (best, ", ".join(words)) if words else (rules.answer, "")


def _scores(usage: Usage, worded: Wording) -> Iterator[float]:
    """How likely each format is, in logarithms of which only the differences mean something."""
    counts = worded.in_text
    in_title, in_text = _sums(usage, usage.words, worded.title), _sums(usage, usage.words, worded.text)
    shaped = _sums(usage, usage.shapes, worded.shapes)
    for start, title, text, shape in zip(usage.starts, in_title, in_text, shaped, strict=True):
        yield start + IN_TITLE * title + counts * text + SHAPE * shape


def _sums(usage: Usage, known: Mapping[str, Weights | None], traits: Iterable[str]) -> Iterable[float]:
    """What traits add together to each format."""
    found = [weights for trait in traits if (weights := known[trait])]
    return map(sum, zip(*found, strict=True)) if found else usage.nothing


def _telling(usage: Usage, worded: Wording, title: Reading, best: str, answer: str) -> list[str]:
    """What speaks most for one format against another: words, or what the shape of the title is shown by."""
    at = usage.formats.index(best)
    against = usage.formats.index(answer) if answer in usage.formats else at
    found = [(word, IN_TITLE, usage.words[word]) for word in worded.title if word not in SMALL]
    found += [(word, worded.in_text, usage.words[word]) for word in worded.text if word not in SMALL]
    found += [(shown(shape, title), SHAPE, usage.shapes[shape]) for shape in worded.shapes]
    tells = [(times * (weights[at] - weights[against]), seen) for seen, times, weights in found if weights and seen]
    return list(dict.fromkeys(seen for more, seen in nlargest(MOST_WORDS, tells) if more > 0))
