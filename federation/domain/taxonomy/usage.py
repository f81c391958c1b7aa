"""Which words announcements of each format use, as counted over labelled ones. Values only."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

_SMOOTHING = 1.0
_PRIOR = 0.7
"""How far the frequency of a format itself counts: what one site announces is not what another does."""
_CAUTION = 4.0
"""What speaks for the `cautious` format: nothing is said rather than something wrong."""


@dataclass(frozen=True, eq=False)
class Usage:
    """How many labelled events there were of each format, and in how many of each a word stood."""

    events: Mapping[str, int]
    words: Mapping[str, Mapping[str, int]]
    cautious: str = "autre"

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The formats by their places in what follows."""
        return tuple(self.events)

    @cached_property
    def gains(self) -> dict[str, tuple[tuple[int, float], ...]]:
        """What each word adds to the formats it was seen with."""
        total = sum(self.events.values())
        place = {format_: at for at, format_ in enumerate(self.formats)}
        return {
            word: tuple(
                (place[format_], math.log1p(times * total / (sum(seen.values()) * _SMOOTHING)))
                for format_, times in seen.items()
            )
            for word, seen in self.words.items()
        }

    @cached_property
    def starts(self) -> tuple[tuple[float, float], ...]:
        """Of each format what it begins with, and what each known word costs it before its own gains."""
        total = sum(self.events.values())
        return tuple(
            (
                _PRIOR * math.log(times / total) + _CAUTION * (format_ == self.cautious),
                math.log(_SMOOTHING / (times + _SMOOTHING)),
            )
            for format_, times in self.events.items()
        )
