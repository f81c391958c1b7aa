"""The titles of `tests/corpus/taxonomy`, labelled by hand, and the rule that splits them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent.parent / "corpus" / "taxonomy"
FRESH = "fresh"
HARD = "hard"
TUNED = (
    HARD, "voices", "hosted", "public", "weeks", "seasons", "houses", "pressings", "announced", "posted", "plain",
    "guests", "neighbours", "unnamed", "callers", "headlines",
)  # fmt: skip
"""Sets that the rules were mended by: all of them for tuning."""
UNSEEN = ("almanac", "bulletins", "playbills")
"""Sets that were counted blind and never tuned by; whoever mends the rules leaves them unread."""
HANDS = {
    "plain": ("plain",),
    "guests": ("guests",),
    "neighbours": ("neighbours",),
    "callers": ("callers",),
    "headlines": ("headlines",),
    "unnamed": ("unnamed",),
    "posted": ("posted",),
    "announced": ("announced",),
    "houses": ("houses", "pressings"),
    "weeks": ("weeks", "seasons"),
    "hosted": ("hosted", "public"),
    "independent": ("independent",),
    "first": ("english", "french", "odd", "series", "fresh", HARD, "voices"),
}
"""The files of each hand that labelled: the first six never mended a rule, all others did."""
LATER = frozenset(
    file
    for hand in ("plain", "guests", "neighbours", "callers", "headlines", "unnamed", "posted")
    for file in HANDS[hand]
)
"""The files of the later hands, by which the rules were mended little or not at all."""


@dataclass(frozen=True)
class Labelled:
    """A title, the format a person gives it, and what was labelled besides."""

    title: str
    format: str
    file: str
    series: str | None = None
    number: int | None = None
    description: str = ""
    others: tuple[str, ...] = ()

    def allows(self, answer: str) -> bool:
        """Whether an answer is the format given, or another that a person might have given."""
        return answer == self.format or answer in self.others

    @property
    def reported(self) -> bool:
        """Whether it stands in the half that is only counted; the other half is for tuning."""
        if self.file in (FRESH, *UNSEEN, *TUNED):
            return self.file not in TUNED
        return bool(hashlib.sha256(self.title.encode()).digest()[0] & 1)


@lru_cache(maxsize=1)
def titles() -> tuple[Labelled, ...]:
    """Every labelled title, in the order of files and lines."""
    return tuple(
        Labelled(
            line["t"], line["f"], path.stem, line.get("s"), line.get("n"), line.get("d", ""), tuple(line.get("or", ()))
        )
        for path in sorted(FOLDER.glob("*.yaml"))
        for line in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    )
