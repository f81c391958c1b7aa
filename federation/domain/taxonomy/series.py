"""The series an event belongs to: the name and the number that its title marks. Pure.

Which numbers count a series is decided where titles are compared (`matching.title`), so that both always agree; here
the name is cut out. A bare number counts after a short name only (« ARparis 3 »), never a version (« Python 3 »).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from federation.domain.matching.folding import fold
from federation.domain.matching.title import read_title
from federation.domain.taxonomy.classified import Series
from federation.domain.taxonomy.grammar import word_set

LONGEST = 200
LONGEST_NAME = 60
MOST_WORDS = 4
"""Words of a name that a bare number may count."""

_ORDINALS = (
    "premier|première|first|deuxième|second|seconde|troisième|third|quatrième|cinquième|sixième|septième|huitième"
    "|neuvième|dixième"
)
_NUMBERED = re.compile(rf"[#\d]|\b(?:[ivx]{{2,5}}|{_ORDINALS})\b", re.IGNORECASE)
_NOUN = (
    "épisode|episode|ep|numéro|numero|no|num|édition|edition|volume|vol|tome|acte|chapitre|opus|round|séance|seance"
    "|session|module|partie|part|volet|saison|season|étape"
)
_KEPT_NOUN = "atelier|cours|rencontre|rdv|rendez-vous|meetup"
_MARKER = re.compile(
    rf"\s*[,(\[–—-]?\s*(?:#\s?\d{{1,3}}\b|\b(?:n\s?[°ºo.]|№)\s?\d{{1,3}}\b"
    rf"|\bs\d{{1,2}}\s?e(?:p\s?)?\d{{1,2}}\b"
    rf"|\b(?:{_NOUN})\b\.?\s?(?:n\s?[°ºo]\s?|#)?(?:\d{{1,3}}|[ivx]{{1,5}})\b(?:\s?,?\s?(?:épisode|episode|ep)\.?\s?\d{{1,3}}\b)?"
    rf"|\b\d{{1,3}}(?:e|er|ère|ère|ème|ième|nd|nde|rd|th|st)\b(?:\s(?:{_NOUN})\b)?"
    rf"|\b(?:{_ORDINALS})\s(?:{_NOUN}|(?={_KEPT_NOUN}))|(?<=[a-zà-ÿ])\s[IVX]{{2,5}}(?=\s*(?:$|[:–—-])))\s*[)\]]?",
    re.IGNORECASE,
)  # fmt: skip
_BARE = re.compile(r"(?P<name>\D{3,60}?)\s(?P<number>\d{1,3})\s*(?:$|[:–—]|-\s)")
_SEASON = re.compile(r"\bs(?:aison|eason)?\s?(\d{1,2})\b|\bs(\d{1,2})\s?e", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s[–—-]\s|\s?[:|]\s|[«»\"“”]|[.!?]\s|\s?[–—]\s?")
_MARK = re.compile(
    r"^\W*\b(?:annulée?s?|reportée?s?|complète?|complet|cancell?ed|postponed|sold out)\b\W*", re.IGNORECASE
)
_EDGES = ' \t,;:.-–—|/()[]«»"“”!'
_SMALL = word_set("a and au aux avec d dans de des du en et la le les l of on par pour sur the to un une")


def find_series(title: str, on: date, versioned: Collection[str] = ()) -> Series | None:
    """The series that the title of an event of the day `on` marks; `versioned` are folded names that have versions."""
    cut = " ".join(title[:LONGEST].split())
    if not _NUMBERED.search(cut):
        return None
    cut = _MARK.sub("", cut)
    numbers = read_title(cut, on).series
    if len(numbers) == 1:
        return Series(_name(cut), next(iter(numbers)), _season(cut))
    return None if numbers else _bare(cut, versioned)


def _name(title: str) -> str:
    """What stands before the marked number; what follows it when nothing does, up to the next break."""
    marker = _MARKER.search(title)
    if marker is None:
        return ""
    before = [part for part in _SEPARATOR.split(title[: marker.start()]) if part and _clean(part)]
    if before:
        return _clean(before[0])
    # « 12e Café des sciences » is named by what follows; « Épisode 4 : les mots » only has a subject.
    return _clean(_SEPARATOR.split(title[marker.end() :])[0])


def _bare(title: str, versioned: Collection[str]) -> Series | None:
    found = _BARE.match(title)
    if found is None:
        return None
    words = fold(found["name"]).split()
    if not 0 < len(words) <= MOST_WORDS or words[-1] in versioned or words[-1] in _SMALL:
        return None
    name = _clean(found["name"])
    return Series(name, int(found["number"])) if name and not _SEPARATOR.search(name) else None


def _season(title: str) -> int | None:
    found = _SEASON.search(title)
    return int(found[1] or found[2]) if found else None


def _clean(name: str) -> str:
    words = name.strip(_EDGES).split()
    while words and words[-1].lower() in _SMALL:
        words.pop()
    kept = " ".join(words)[:LONGEST_NAME].strip(_EDGES)
    return kept if any(letter.isalnum() for letter in kept) else ""
