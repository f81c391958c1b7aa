"""How far each trait of an announcement speaks for each format, as learnt from labelled ones. Values only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from federation.domain.taxonomy.traits import of_word

Weights = tuple[float, ...]
"""One number for each format, in the order of `Usage.formats`; above 0 it speaks for it."""
_REMEMBERED = 20_000
"""Words whose weights are kept at hand at most."""


class Known(dict[str, Weights | None]):
    """Weights kept at hand once they were reckoned: announcements use the same words over and over."""

    def __init__(self, reckon: Callable[[str], Weights | None]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, trait: str) -> Weights | None:
        weights = self._reckon(trait)
        if len(self) < _REMEMBERED:
            self[trait] = weights
        return weights


@dataclass(frozen=True, eq=False)
class Usage:
    """The `formats`, what speaks for each before anything is read (`start`), and what each of the `traits` adds.

    The numbers are hundredths of a logarithm of odds. `drawn` is a digest of what they were learnt from.
    """

    formats: tuple[str, ...]
    start: Sequence[int]
    traits: Mapping[str, Sequence[int]]
    drawn: str = ""

    @cached_property
    def starts(self) -> Weights:
        """What speaks for each format before anything is read."""
        return tuple(number / 100 for number in self.start)

    @cached_property
    def nothing(self) -> Weights:
        """What is added where nothing is known."""
        return (0.0,) * len(self.formats)

    @cached_property
    def words(self) -> Known:
        """What each word adds by itself, by its beginning and by its circles; None when nothing of it is known."""
        return Known(lambda word: self._weighed(of_word(word)))

    @cached_property
    def shapes(self) -> Known:
        """What each shape of a title adds; None when it was never seen."""
        return Known(lambda trait: self._weighed(((trait, 1.0),)))

    def _weighed(self, traits: Iterable[tuple[str, float]]) -> Weights | None:
        """The sum of what traits add, each so many times."""
        found = [(times / 100, numbers) for trait, times in traits if (numbers := self.traits.get(trait))]
        columns = zip(*([number * times for number in numbers] for times, numbers in found), strict=True)
        return tuple(map(sum, columns)) if found else None
