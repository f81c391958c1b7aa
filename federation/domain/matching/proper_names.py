"""What titles name besides their subject: a work that one quotes whole, a place that one of them sets aside. Pure."""

from __future__ import annotations

from federation.domain.matching.resemblance import Resemblance
from federation.domain.matching.title_words import is_telling
from federation.domain.matching.traits import Traits

_NAME = 2
"""The fewest words of a work that both do not say by chance."""


def has_work_of(a: Traits, b: Traits, found: Resemblance) -> bool:
    """Whether both titles say all of what that of `a` quotes: « Exposition “Pixels de Bretagne” »."""
    if len(a.title.quoted) < _NAME:
        return False
    work = a.title.quoted.intersection(a.title.words)
    return len(work) >= _NAME and work.issubset(found.shared) and work.issubset(b.title.words)


def place_in_both(a: Traits, b: Traits) -> str:
    """A name that both titles say, set aside in one as that of its place: « Les sons de Zorg », at the stop of Zorg."""
    if a.site != b.site or a.spot.name == b.spot.name:
        return ""
    both = sorted(filter(is_telling, set(a.title.spelt).intersection(b.title.spelt)))
    return next((word for word in both if (word in a.title.words) != (word in b.title.words)), "")
