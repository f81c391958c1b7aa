"""Kinds of meetings that titles name: which nobody takes for another, and which are said for each other. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from federation.domain.matching.folding import stem
from federation.domain.matching.title_words import meaning

_OTHERS = """
permanence consultation
repetition entrainement
visite balade
audition casting
clublecture
jdr jds
fresque
exposition vernissage
projection film documentaire
tournoi concours quiz loto championnat
assemblee ag comite commission
concert spectacle karaoke
formation cours stage atelier initiation
conference debat tableronde
repair reparation
install
hackathon
dating
jpo
lan
"""
_KINDS = {meaning(stem(word)): at for at, line in enumerate(_OTHERS.strip().splitlines()) for word in line.split()}
"""Kinds of meetings, each by a number: nobody takes one for another."""

_ALIKE = """
cafe dejeuner matinee brunch petit pause
repas dejeuner diner brunch piquenique banquet buffet barbecue gouter
apero soiree fete verre afterwork dinatoire
journee rassemblement congres assises forum meetup seminaire convention sommet colloque symposium salon edition
reunion information presentation concertation consultation debat lancement point public
atelier formation initiation stage cours decouverte prise masterclass bootcamp demonstration demo
conference debat tableronde causerie webinaire lecture matinee
"""
_FAMILIES = [frozenset(meaning(stem(word)) for word in line.split()) for line in _ALIKE.strip().splitlines()]
_FAMILY = {word: frozenset(at for at, line in enumerate(_FAMILIES) if word in line) for word in set().union(*_FAMILIES)}
"""Kinds that are said for each other, by the numbers of their families."""

_NONE: frozenset[int] = frozenset()

_ONE_AT_A_TIME = frozenset(
    map(stem, ("tournoi", "concours", "championnat", "coupe", "hackathon", "ag", "vernissage", "inauguration"))
)


def other_kind(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether each title names a kind of meeting that is not the other's."""
    mine, yours = ({_KINDS[word] for word in one if word in _KINDS} for one in (a, b))
    return bool(mine and yours) and mine.isdisjoint(yours)


def one_kind(a: Iterable[str], b: Iterable[str]) -> bool | None:
    """Whether kinds of meetings are said for each other: « repas », « déjeuner »; None unless each title names one."""
    mine, yours = (_NONE.union(*(_FAMILY[word] for word in one if word in _FAMILY)) for one in (a, b))
    return not mine.isdisjoint(yours) if mine and yours else None


def is_kind(word: str) -> bool:
    """Whether a word names a kind of meeting, and so nothing of what a meeting is about or whom it is for."""
    return word in _KINDS or word in _FAMILY


def is_single(words: Iterable[str]) -> bool:
    """Whether words name what a house holds one of at a time, whatever is said of it: « Tournoi d’échecs : … »."""
    return not _ONE_AT_A_TIME.isdisjoint(words)
