"""How well formats are told: the labelled titles counted, by half and by rule.

`python -m tests.domain.taxonomy_report` prints it. Only the misses of the tuning half are shown, so that nobody
tunes by the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from federation.domain.event import Event
from federation.domain.taxonomy import Classified, classify
from federation.registry.taxonomy import own_taxonomy
from tests.domain.taxonomy_titles import FRESH, UNSEEN, Labelled, titles


def told(title: str, description: str = "") -> Classified:
    """What a title is classified as, alone or with its description."""
    return classify(Event(title=title, description=description, start=date(2026, 12, 1)), own_taxonomy())


def share(labelled: Collection[Labelled]) -> float:
    """The share of titles whose format is told right."""
    return sum(line.allows(told(line.title, line.description).format) for line in labelled) / len(labelled)


def main() -> None:
    """Prints the shares, the tuning half's misses, and how often each rule is right on all titles."""
    halves = {
        "tuning": [line for line in titles() if not line.reported],
        "reporting": [line for line in titles() if line.reported and line.file not in (FRESH, *UNSEEN)],
        "fresh": [line for line in titles() if line.file == FRESH],
        "unseen": [line for line in titles() if line.file in UNSEEN],
    }
    for name, lines in halves.items():
        if lines:
            print(f"{name:10} {len(lines):4} titles  {share(lines):.3f} of formats right")
    seen, right = Counter[str](), Counter[str]()
    for line in titles():
        answer = told(line.title, line.description)
        seen[answer.because[0].rule] += 1
        right[answer.because[0].rule] += line.allows(answer.format)
        if not line.allows(answer.format) and not line.reported:
            print(f"  {line.format:16} told {answer.format:16} {line.title}   [{answer.because[0].words}]")
    for rule, times in seen.most_common():
        print(f"{rule:16} {times:4} times  {right[rule] / times:.3f} right")


if __name__ == "__main__":
    main()
