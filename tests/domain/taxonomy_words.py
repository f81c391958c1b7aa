"""Learns from the labelled announcements what each trait of their wording speaks for, and how much this helps unseen.

`python -m tests.domain.taxonomy_words` writes `federation/taxonomy_words.json` from the tuning half (some 40 s), always
the same from the same lines; `… held-out` prints instead, for each hand that labelled, the share of formats right by
the rules alone and with what all other hands teach.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from federation.domain.event import Event
from federation.domain.taxonomy import Taxonomy, classify
from federation.domain.taxonomy.formats import named_in
from federation.domain.taxonomy.reading import read_text, read_title
from federation.domain.taxonomy.traits import IN_TITLE, SHAPE, of_word, wording
from federation.domain.taxonomy.usage import Usage
from federation.registry.taxonomy import own_taxonomy
from tests.domain.taxonomy_titles import HANDS, LATER, Labelled, titles

FILE = Path(__file__).parents[2] / "federation" / "taxonomy_words.json"
EARLIER = 0.5
"""What a line of a hand that labelled before the rules were mended counts, beside 1 of later ones: the rules tell most
of the earlier lines already, and bare subjects are labelled otherwise there."""
OTHERS = 0.2
"""What the other formats that a person might give count together, beside the one given."""
ROUNDS = 24
_STEP, _SLOWER = 0.12, 0.87
"""How far weights move at first, and what is left of that from one round to the next."""
_HELD_BACK = 1.0
"""How strongly weights are drawn to nothing: by their square, once a round."""

Traits = dict[str, float]


def traits_of(line: Labelled, taxonomy: Taxonomy) -> Traits:
    """The traits of a labelled announcement, and what each counts: as `likeness` weighs them."""
    title, text = read_title(line.title), read_text(line.description)
    worded = wording(title, text, named_in(taxonomy, title)[1])
    seen = dict.fromkeys(worded.shapes, SHAPE)
    for times, words in ((IN_TITLE, worded.title), (worded.in_text, worded.text)):
        for word in words:
            for trait, counts in of_word(word):
                seen[trait] = seen.get(trait, 0.0) + times * counts
    return seen


def learnt(lines: Sequence[Labelled], taxonomy: Taxonomy) -> Usage:
    """What traits speak for, learnt round by round: a linear reading of all formats at once, held back."""
    all_traits = [traits_of(line, taxonomy) for line in lines]
    formats = sorted({line.format for line in lines})
    weights = {trait: [0.0] * len(formats) for trait in sorted(set().union(*all_traits))}
    start = [0.0] * len(formats)
    examples = [
        ([(weights[trait], counts) for trait, counts in traits.items()], _wanted(line, formats))
        for line, traits in zip(lines, all_traits, strict=True)
    ]
    chance, step = random.Random(0), _STEP
    for _ in range(ROUNDS):
        chance.shuffle(examples)
        for known, wanted in examples:
            _move(start, known, wanted, step)
        kept = 1 - min(0.5, step * _HELD_BACK)
        for row in weights.values():
            row[:] = [kept * number for number in row]
        step *= _SLOWER
    rows = {trait: [round(100 * number) for number in row] for trait, row in weights.items()}
    return Usage(
        tuple(formats),
        [round(100 * number) for number in start],
        {t: r for t, r in rows.items() if any(r)},
        drawn(lines),
    )


def _wanted(line: Labelled, formats: list[str]) -> list[float]:
    """What a line gives each format."""
    counts = 1.0 if line.file in LATER else EARLIER
    shared = OTHERS / max(1, len(line.others))
    return [counts if format_ == line.format else counts * shared * (format_ in line.others) for format_ in formats]


def _move(start: list[float], known: list[tuple[list[float], float]], wanted: list[float], step: float) -> None:
    """Moves the weights of what one line holds towards its label."""
    scores = list(start)
    for row, counts in known:
        scores = [score + counts * number for score, number in zip(scores, row, strict=True)]
    highest = max(scores)
    likely = [math.exp(score - highest) for score in scores]
    share = sum(wanted) / sum(likely)
    missing = [step * (want - share * like) for want, like in zip(wanted, likely, strict=True)]
    start[:] = [number + more for number, more in zip(start, missing, strict=True)]
    for row, counts in known:
        row[:] = [number + counts * more for number, more in zip(row, missing, strict=True)]


def drawn(lines: Iterable[Labelled]) -> str:
    """A digest of labelled lines: the file of weights tells by it what it was learnt from."""
    told = [[line.title, line.format, line.description, list(line.others)] for line in lines]
    return hashlib.blake2b(json.dumps(told).encode(), digest_size=8).hexdigest()


def written(usage: Usage) -> str:
    """The weights as the file holds them, one trait a line."""
    rows = ",\n".join(
        f"{json.dumps(trait)}:{json.dumps(row, separators=(',', ':'))}" for trait, row in usage.traits.items()
    )
    head = {"drawn": usage.drawn, "formats": usage.formats, "start": usage.start}
    return f'{json.dumps(head)[:-1]}, "traits": {{\n{rows}\n}}}}\n'


def right(taxonomy: Taxonomy, lines: Collection[Labelled]) -> int:
    """How many formats are told right."""
    events = (Event(title=line.title, description=line.description, start=date(2026, 12, 1)) for line in lines)
    return sum(line.allows(classify(event, taxonomy).format) for line, event in zip(lines, events, strict=True))


def main(words: Sequence[str]) -> None:
    """Writes the file, or prints the comparison, each hand held out in turn."""
    own = replace(own_taxonomy(), usage=None)
    tuning = [line for line in titles() if not line.reported]
    if not words:
        FILE.write_text(written(learnt(tuning, own)), "utf-8")
    for hand, files in HANDS.items() if words else ():
        held = [line for line in titles() if line.file in files]
        others = replace(own, usage=learnt([line for line in tuning if line.file not in files], own))
        without, by_others = right(own, held), right(others, held)
        print(f"{hand:12} {len(held):4}  rules alone {without / len(held):.3f}  held out {by_others / len(held):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
