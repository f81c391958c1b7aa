"""Measures of variety: how many different formats or organisers, and how large the share of one of them is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from federation.label.case import Case
from federation.label.evidence import Happening
from federation.label.measures.events import ALL, Selection, counted, most_common, too_few
from federation.label.measures.taking import Bar, against, ids_of, sources_of
from federation.label.rules import Figure
from federation.label.verdict import Reading, Unit
from federation.label.words import Noun

OF: dict[str, Callable[[Happening], tuple[str, ...]]] = {
    "format": lambda one: (one.format,) if one.format else (),
    "organiser": lambda one: (" ".join(one.organiser.casefold().split()),) if one.organiser.strip() else (),
    "theme": lambda one: one.themes,
    "audience": lambda one: one.audience,
}
"""What happenings may differ in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variety:
    """How many different ones of something there are among the happenings of a window.

    Words in `without` (« autre ») are neither counted nor known. Undetermined with fewer than `least_events`, or when
    less than `least_known` of them say.
    """

    bar: Bar
    of: str
    window: Figure
    what: Noun
    without: frozenset[str] = frozenset()
    among: Selection = ALL
    least_events: Figure | None = None
    least_known: Figure | None = None
    fed_by: str = field(default="events", init=False)
    over_time: bool = field(default=True, init=False)

    def read(self, case: Case) -> Reading:
        """The number of different ones against its threshold."""
        window = case.past(int(self.window.value))
        found, apart = counted(case, window, False, self.among)
        said = {one.id: frozenset(OF[self.of](one)) - self.without for one in found}
        known = [one for one in found if said[one.id]]
        poor = too_few(found, known, self.least_events, self.least_known, window)
        if poor is not None:
            return poor
        different = {word for one in known for word in said[one.id]}
        pieces, sources = ids_of(known), sources_of(known)
        value = Fraction(len(different))
        return against(case, self.bar, value, self.what, window=window, pieces=pieces, sources=sources, apart=apart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dominance:
    """The share of the commonest among the happenings of a window; with `own`, that of the site's own operators."""

    bar: Bar
    of: str
    window: Figure
    what: Noun
    own: bool = False
    without: frozenset[str] = frozenset()
    among: Selection = ALL
    least_events: Figure | None = None
    least_known: Figure | None = None
    fed_by: str = field(default="events", init=False)
    over_time: bool = field(default=True, init=False)

    def read(self, case: Case) -> Reading:
        """The share against its ceiling."""
        window = case.past(int(self.window.value))
        found, apart = counted(case, window, False, self.among)
        said = {one.id: [word for word in OF[self.of](one) if word not in self.without] for one in found}
        known = [one for one in found if said[one.id]]
        poor = too_few(found, known, self.least_events, self.least_known, window)
        if poor is not None:
            return poor
        if self.own:
            names = {" ".join(name.casefold().split()) for name in case.evidence.operators}
        else:
            names = {most_common(word for one in known for word in said[one.id])[0]}
        theirs = [one for one in known if not names.isdisjoint(said[one.id])]
        return against(
            case,
            self.bar,
            Fraction(len(theirs), len(known)),
            self.what,
            unit=Unit.SHARE,
            window=window,
            pieces=ids_of(theirs),
            sources=sources_of(theirs),
            apart=apart,
        )
