"""What the description of one tells of the other's title. Pure."""

from __future__ import annotations

from federation.domain.matching.named import NAMED
from federation.domain.matching.spelling import alike
from federation.domain.matching.title_words import GENERIC, RARE, is_subject, is_telling, is_unlisted, weight
from federation.domain.matching.traits import Traits

_MOST = 0.6
"""What is most of a title, by weight."""

_RUN = 3
"""Words that are a quotation rather than chance."""


def in_text(a: Traits, b: Traits) -> tuple[str, ...]:
    """The words of the title of `a` that the text of `b` has, when they are most of it and say something."""
    found = tuple(word for word in a.title.words if word in b.told.said)
    if not found or b.told.beside:
        return ()
    if len(found) >= _RUN and len(found) >= _MOST * len(a.title.words) and any(map(is_subject, found)):
        return found
    if not any(map(is_subject, b.title.words)) and any(map(is_telling, found)):
        return found  # « Soirée de mai », and below it what it is about
    said = sum(map(weight, found))
    return found if said >= RARE and said >= _MOST * sum(map(weight, a.title.words)) else ()


def is_told(left: tuple[str, ...], other: Traits) -> bool:
    """Whether the text of the other tells all that one title says alone: « … pour les aînés, avec le CCAS »."""
    said = [word for word in left if weight(word) > GENERIC]
    if not said or other.told.beside:
        return False
    return all(word in other.told.said or any(alike(word, told) for told in other.told.said) for word in said)


_LONG = 40
"""Words of a text that is so long that two usual ones of a title may stand in it by chance."""
_SHORTEST = 5
"""Letters of a word that is not in a text by chance."""


def word_in_text(a: Traits, b: Traits) -> tuple[str, ...]:
    """The words of the title of `a` that tell its subject, not in the title of `b` but in its text.

    One is enough if it is a name or in no table; of usual ones there must be two, and the text short.
    """
    if not b.told.said or b.told.beside or a.told.beside:
        return ()
    found = tuple(
        word for word in a.title.words if is_subject(word) and word in b.told.said and word not in b.title.words
    )
    if any(word in NAMED or (len(word) >= _SHORTEST and is_unlisted(word)) for word in found):
        return found
    return found if len(found) > 1 and len(b.told.said) <= _LONG else ()
