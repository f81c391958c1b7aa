"""A question as expressions over tokens, best hits first. Pure.

An expression is a token (`tateli`, or `trobo*` for all that begin so), or "and", "or", "not" (one and not the other)
with the expressions it joins: what both databases can look up. None finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from federation.domain.searching.tokens import ANY, EXACT, PLACE, SITE, TITLE
from federation.domain.searching.words import LONGEST_ASKED, asked_words, exact, stems

Expression = str | tuple[str, tuple["Expression", ...]]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for. `words` are folded, any of them will do; `prefix` stands for all that begin so.

    `sites` are the ids of the places it names; `parts` the same thing said in several words, all of them needed.
    """

    words: tuple[str, ...]
    prefix: str = ""
    sites: tuple[str, ...] = ()
    parts: tuple[Term, ...] = ()

    @property
    def any(self) -> Expression | None:
        """Where it is said at all."""
        return _or(self._stems(ANY), self._sites, _and(*(part.any for part in self.parts)))

    @property
    def title(self) -> Expression | None:
        """Where the title says it."""
        return _or(self._stems(TITLE), _and(*(part.title for part in self.parts)))

    @property
    def exact(self) -> Expression | None:
        """Where the title says that very word."""
        if self.prefix:
            return None
        return _or(*(EXACT + exact(word) for word in self.words), _and(*(part.exact for part in self.parts)))

    @property
    def place(self) -> Expression | None:
        """Where the place, the organiser or the site is called so."""
        return _or(self._stems(PLACE), self._sites, _and(*(part.place for part in self.parts)))

    def _stems(self, where: str) -> Expression | None:
        found = dict.fromkeys(where + stem for word in self.words for stem in stems(word))
        return _or(*found, *([f"{where}{self.prefix}*"] if self.prefix else ()))

    @property
    def _sites(self) -> Expression | None:
        return _or(*(SITE + site for site in self.sites))


def terms(words: Sequence[Term], joined: Sequence[Term | None]) -> tuple[Term, ...]:
    """The things asked for: two words that are also written as one (`joined`, by the first of them) are one thing."""
    found: list[Term] = []
    at = 0
    while at < len(words):
        whole = joined[at] if at < len(joined) else None
        if whole is None:
            found.append(words[at])
        else:
            found.append(Term(whole.words, sites=whole.sites, parts=(words[at], words[at + 1])))
            at += 1
        at += 1
    return tuple(found)


def whole(asked: Sequence[Term]) -> Expression | None:
    """All that hits."""
    return _and(*(term.any for term in asked))


def tiers(asked: Sequence[Term]) -> tuple[tuple[int, Expression], ...]:
    """(rank, expression) of all that hits, highest rank first; no entry is in two of them.

    6: the title says all of it, word for word. 5: the title says all of it. 4: the title says part of it, the place
    the rest. 3: the title says part of it. 2: the place says all of it. 1: it is said somewhere.
    """
    everywhere = whole(asked)
    titled, exactly = _and(*(term.title for term in asked)), _and(*(term.exact for term in asked))
    touched = _or(*(term.title for term in asked))
    placed = _and(*(term.place for term in asked))
    headed = _and(*(_or(term.title, term.place) for term in asked))
    several = len(asked) > 1
    ranked = (
        (6, exactly),
        (5, _not(titled, exactly)),
        (4, _not(_and(headed, touched), titled) if several else None),
        (3, _not(_and(everywhere, touched), _or(titled, headed)) if several else None),
        (2, _not(placed, touched)),
        (1, _not(_not(everywhere, touched), placed)),
    )
    return tuple((rank, found) for rank, found in ranked if found is not None)


def _and(*parts: Expression | None) -> Expression | None:
    found = tuple(part for part in parts if part is not None)
    if not found or len(found) < len(parts):
        return None
    return found[0] if len(found) == 1 else ("and", found)


def _or(*parts: Expression | None) -> Expression | None:
    found = tuple(dict.fromkeys(part for part in parts if part is not None))
    if not found:
        return None
    return found[0] if len(found) == 1 else ("or", found)


def _not(one: Expression | None, other: Expression | None) -> Expression | None:
    return one if one is None or other is None else ("not", (one, other))


def mended(text: str, meant: Mapping[str, str]) -> str:
    """A question with other words in the place of those that nothing says: folded word -> what was meant by it."""

    def said(found: re.Match[str]) -> str:
        folded = asked_words(found[0])
        return meant.get(folded[0], found[0]) if len(folded) == 1 else found[0]

    return re.sub(r"[^\W_]+", said, text[:LONGEST_ASKED].strip()) if meant else ""
