"""Whom a title and a text name as coming: first name and name, as people are announced. Pure."""

from __future__ import annotations

import re

from federation.domain.matching.cities import find_city
from federation.domain.matching.folding import stem
from federation.domain.matching.title_words import STOP, is_unlisted, meaning

_PART = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_FULL = rf"({_PART}) ((?:(?:de|du|le|la|van|von|el|ben) )?{_PART})\b"
_NAME = re.compile(rf"\b{_FULL}")
_ANNOUNCED = re.compile(
    r"\b(?i:avec|par|with|by|invitee?s?|guests?|speakers?|intervenante?s?|oratrice|orateur|conferencier|conferenciere"
    rf"|recoit|accueille|auteur|autrice|animateur|animatrice|rencontre|featuring) ?:? ?{_FULL}"
)
"""A name after what tells that an event is with somebody."""
_PLACE = re.compile(
    r"\b(?:rue|place|avenue|boulevard|quai|allee|square|cours|impasse|espace|salle|amphi|amphitheatre|auditorium|centre"
    r"|lycee|college|ecole|universite|campus|mediatheque|bibliotheque|maison|musee|theatre|parc|stade|halle|villa|pont"
    r"|prix|fondation|residence|batiment|institut) (?:d[eu] |de la )?$",
    re.IGNORECASE,
)
"""What stands before the name of somebody who has given it to something."""
_BEFORE = 30
"""Letters before a name that are looked at."""


def named_guests(title: str, text: str) -> frozenset[tuple[str, str]]:
    """The people whom a title names, and those whom a text announces, both in ASCII; usual words are no names."""
    named = ((name, title[max(0, name.start() - _BEFORE) : name.start()]) for name in _NAME.finditer(title))
    found = [name for name, before in named if not _PLACE.search(before)]
    found += _ANNOUNCED.finditer(text)
    return frozenset((name[1].lower(), name[2].lower()) for name in found if _is_person(f"{name[1]} {name[2]}"))


def _is_person(name: str) -> bool:
    words = name.replace("-", " ").split()
    if any(map(_is_usual, (words[0].lower(), words[-1].lower()))):
        return False
    return not any(find_city(words, at, ())[0] for at in range(len(words)))


def _is_usual(word: str) -> bool:
    """Whether a word is in a table, or another stands for it: « Data Night » is nobody."""
    one = stem(word)
    return one in STOP or meaning(one) != one or not is_unlisted(one)
