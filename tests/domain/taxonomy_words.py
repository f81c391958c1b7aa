"""Counts which words the labelled announcements of each format use, and how much these counts help where unseen.

`python -m tests.domain.taxonomy_words` writes `federation/taxonomy_words.json` from the tuning half, and prints for
each file the share of formats right without any counts and with counts drawn from all other files.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from federation.domain.event import Event
from federation.domain.taxonomy import Taxonomy, classify
from federation.domain.taxonomy.likeness import SMALL, compared
from federation.domain.taxonomy.reading import read_text, read_title
from federation.domain.taxonomy.usage import Usage
from federation.registry.taxonomy import own_taxonomy
from tests.domain.taxonomy_titles import Labelled, titles

FILE = Path(__file__).parents[2] / "federation" / "taxonomy_words.json"
LEAST = 2
"""Announcements in which a word must stand to be kept."""


def drawn(lines: Iterable[Labelled]) -> Usage:
    """The words of labelled announcements, and in how many of each format each stands."""
    events, words = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for line in lines:
        events[line.format] += 1
        for word in compared(read_title(line.title), read_text(line.description)):
            if word not in SMALL and not word.isdecimal():
                words[word][line.format] += 1
    kept = {word: dict(sorted(seen.items())) for word, seen in sorted(words.items()) if seen.total() >= LEAST}
    return Usage(dict(sorted(events.items())), kept)


def written(usage: Usage) -> str:
    """The counts as the file holds them, one word a line."""
    rows = ",\n".join(f"  {json.dumps(word)}: {json.dumps(seen)}" for word, seen in usage.words.items())
    return f'{{"events": {json.dumps(usage.events)}, "words": {{\n{rows}\n}}}}\n'


def right(taxonomy: Taxonomy, lines: Collection[Labelled]) -> int:
    """How many formats are told right."""
    events = (Event(title=line.title, description=line.description, start=date(2026, 12, 1)) for line in lines)
    return sum(line.allows(classify(event, taxonomy).format) for line, event in zip(lines, events, strict=True))


def main() -> None:
    """Writes the file and prints the comparison, each file held out in turn."""
    tuning = [line for line in titles() if not line.reported]
    FILE.write_text(written(drawn(tuning)), "utf-8")
    without = replace(own_taxonomy(), usage=None)
    for file in sorted({line.file for line in tuning}):
        held = [line for line in tuning if line.file == file]
        others = replace(without, usage=drawn(line for line in tuning if line.file != file))
        print(f"{file:12} {len(held):4}  without {right(without, held):4}  held out {right(others, held):4}")


if __name__ == "__main__":
    main()
