"""What names, titles, organisers and texts say for and against one event, one rule a function. Pure.

Points: 60 make one event. No single resemblance has so many; an identity, a time and a title do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from federation.domain.matching.frames import replaced
from federation.domain.matching.in_text import in_text, is_told, word_in_text
from federation.domain.matching.kinds import is_kind, is_single, one_kind, other_kind
from federation.domain.matching.named import NAMED
from federation.domain.matching.narrower import narrower
from federation.domain.matching.people import people
from federation.domain.matching.proper_names import has_work_of, place_in_both
from federation.domain.matching.reasons import Reason
from federation.domain.matching.resemblance import Resemblance, likeness, resemblance
from federation.domain.matching.title_words import (
    GENERIC,
    KNOWN,
    RARE,
    SEASONS,
    USUAL,
    is_name,
    is_occasion,
    is_subject,
    is_telling,
    is_unlisted,
    weight,
)
from federation.domain.matching.traits import Traits

ALIKE = 0.6
COPIED = 0.85
"""From when texts are alike, and one is a copy of the other."""

UNLIKE = ("title-little", "title-other")
"""Codes of titles that have nothing telling in common."""

_MOST = 0.6
"""What is most of a title, by weight."""

_SEVERAL = 2
"""Words beyond those of any programme that make titles alike."""

_SOME = 0.3
"""What is some of both titles, by weight."""

_TELLING = 2.0
"""What titles share that go on so rare that how they begin matters less, by weight."""

_FULL_NAME = 2
"""Words of somebody's name."""

_ONCE = frozenset(
    """ag barcamp clublecture codinggouter conseiladministration gamejam jelly jpo opencoffee vernissage
    """.split()  # noqa: SIM905
)
_ONCE_IN_WORDS = (frozenset({"reparation", "cafe"}), frozenset({"install", "party"}))
"""What a house holds one of at an hour, whatever is said of it."""

_HOUSE = frozenset(("-", "association", "assemblee", "generale", "ordinaire", "annuelle", "annuel", "structure"))
"""What a house says of itself, in the place of a subject."""

_CONSIDERABLE = 0.9
"""What each of two titles says alone is a subject from this share of what they have in common."""


_POINTS = {"title": (35, 30, 20), "title-within": (25, 20, 10), "title-close": (20, 10, 0)}
"""Points of a likeness of titles when what they share is rare, a usual theme, or of any programme."""


def title(a: Traits, b: Traits, *, alone: bool = False, tied: bool = False) -> Iterator[Reason]:
    """What their titles have in common; unless they stand `alone`, what texts and people tell of it as well.

    `tied`: one tells what takes place at the other, and any subject in common is that.
    """
    counted = tuple(sorted(a.title.numbers & b.title.numbers))
    if not counted and not (a.title.words and b.title.words):
        return
    found = resemblance(a.title.plain + counted, b.title.plain + counted)
    if names := sum(is_name(word) for word in a.title.proper.intersection(b.title.proper, found.shared)):
        found = replace(found, shared_weight=found.shared_weight + names * (RARE - KNOWN))
    if a.title.acronyms and (named := (a.title.acronyms & b.title.acronyms).intersection(found.shared)):
        found = replace(found, shared_weight=found.shared_weight + sum(map(is_name, named)) * (RARE - KNOWN))
    shown, against = " ".join(found.shared), None
    number = a.title.series & b.title.series
    code = _kind(a, b, found) or ("title-close" if number and any(map(is_subject, found.shared)) else "")
    who = None if alone or code in _POINTS else people(a, b) or narrower(a, b)
    if code in _POINTS:
        rank = 0 if found.shared_weight >= RARE else 1 if found.shared_weight >= KNOWN else 2
        yield Reason(code, shown, _POINTS[code][rank])
        against = None if code == "title" or number else _other_subject(a, b, found)
    elif not alone and (told := in_text(a, b) or in_text(b, a)):
        yield Reason("title-in-text", " ".join(told), 10)
    elif found.shared:
        points = max(_little(a, b, found), -10 if who is None else 0)
        if place := place_in_both(a, b):
            shown, points = f"{shown} {place}", max(points, 10)
        against = _other_slot(a, b) or _other_guest(a, b, found)
        told_here = (is_occasion(word) or (is_subject(word) and not is_kind(word)) for word in found.shared)
        if tied and against is None and any(told_here):
            points = max(points, 10)
        if points < 10 and not alone and (told := word_in_text(a, b) or word_in_text(b, a)):
            yield Reason("title-in-text", " ".join(told), 10)
        else:
            yield Reason("title-little", shown, points)
    elif not alone and (told := word_in_text(a, b) or word_in_text(b, a)):
        yield Reason("title-in-text", " ".join(told), 10)
    else:
        yield Reason("title-other", "", -25 if who is None else 0)
    if who is not None and who.code == "narrower":
        against = None  # « Rando-carto », « Rando et OpenStreetMap »
    if against is not None and not (is_told(found.left[0], b) or is_told(found.left[1], a)):
        yield against
    if who is not None:
        yield who
    if a.title.private != b.title.private and not any(map(is_subject, found.shared)):
        yield Reason("private", (a if a.title.private else b).called, -20)
    if number and (found.shared or (not alone and (in_text(a, b) or in_text(b, a)))):
        yield Reason("series-number", str(min(number)), 10)


def _kind(a: Traits, b: Traits, found: Resemblance) -> str:
    if found.share >= 0.85:
        return "title"
    akin = not other_kind(a.title.words, b.title.words)
    if akin and (has_work_of(a, b, found) or has_work_of(b, a, found)):
        return "title-within"
    apart = len(found.shared) == 1 and min(found.left_weight) >= KNOWN  # « Bidouilleurs du son », « … de l’image »
    if akin and not apart and not any(found.own_subjects) and any(map(is_subject, found.shared)):
        return "title-within"  # one subject, and around it what kind of meeting it is
    # All that is left of the shorter one may be words of any programme: « soirée », « rencontre ».
    if found.within >= 0.9 or (akin and found.shared_weight >= RARE and min(found.left_weight) <= 2 * GENERIC):
        return "title-within"
    subjects = frozenset(filter(is_subject, found.shared))
    usual = bool(subjects) and subjects <= USUAL and max(found.own_subjects) >= RARE  # « L’IA change le journalisme »
    unlike = a.title.words[:1] != b.title.words[:1]
    if akin and unlike and not usual and not found.least_subject and found.shared_weight >= KNOWN:
        return "title-close"  # the subject, and before it what kind of meeting it is
    if len(found.shared) == 1 and min(found.left_weight) >= KNOWN:
        return ""  # one word in common, and each goes on with its own
    if found.subjects >= _SEVERAL and found.share >= _SOME:
        return "title-close"
    return "title-close" if found.share >= 0.5 or (found.within >= _MOST and found.shared_weight > KNOWN) else ""


def _little(a: Traits, b: Traits, found: Resemblance) -> int:
    """Points of titles that share little: a telling word is much, unless both begin with it as a group does."""
    first = a.title.words[:1] + b.title.words[:1]
    quoted = (a.title.quoted | b.title.quoted).intersection(found.shared)
    if any(is_telling(word) for word in quoted):
        return 20  # one work: « Ciné plein air : WarGames », « Projection de “WarGames” »
    if any(is_telling(word) and first != (word, word) for word in found.shared):
        return 10
    if any(map(is_subject, found.shared)) and not other_kind(a.title.words, b.title.words):
        return 10 if _of_one_subject(found) else 0 if found.shared_weight >= RARE else -10
    if not _ONCE.isdisjoint(found.shared) or any(map(frozenset(found.shared).issuperset, _ONCE_IN_WORDS)):
        return 10
    if occasions := [word for word in found.shared if is_occasion(word)]:
        # « Goûter de Noël », « Des décorations de Noël à la découpe laser »
        most = max(found.own_subjects) if SEASONS.issuperset(occasions) else min(found.own_subjects)
        if not most:
            return 10
    if not any(found.own_subjects) and _of_one_house(a, b, found):
        return 10
    return 0 if found.shared_weight >= RARE else -10


def _of_one_subject(found: Resemblance) -> bool:
    """Whether what two titles share tells what both are about: the more usual it is, the less each may add to it."""
    adds = min(found.left_weight)
    if adds < KNOWN:
        return True
    subjects = [word for word in found.shared if is_subject(word) and not is_kind(word)]
    if not NAMED.isdisjoint(subjects):
        return True
    usual = len(found.shared) == 1 and found.shared_weight < RARE and adds >= RARE
    return not usual and any(word not in USUAL for word in subjects)


def _of_one_house(a: Traits, b: Traits, found: Resemblance) -> bool:
    """Whether titles without a subject tell of one kind of meeting for the same people: « Café des adhérents »."""
    besides = [word for word in found.shared if not is_kind(word)]
    return bool(besides) and (len(found.shared) >= _SEVERAL or bool(one_kind(a.title.words, b.title.words)))


def _other_subject(a: Traits, b: Traits, found: Resemblance) -> Reason | None:
    """Two subjects in one frame, « Débuter avec Gimp » and « … Inkscape », two guests, or much that each adds."""
    if against := _other_slot(a, b) or _other_guest(a, b, found):
        first = a.title.words[0]
        telling = found.shared_weight >= _TELLING and (first not in found.shared or first in NAMED)
        return replace(against, points=-10) if telling else against  # « Balade : les cris de la loutre », « Affût : … »
    if other_kind(a.title.words, b.title.words):
        return Reason("other-subject", " / ".join(map(" ".join, found.left)), -15)
    least = min(found.left_weight) if all(found.own_subjects) else 0
    # « Mastodon et Nextcloud », whatever is said of them
    named = sum(is_telling(word) or word in NAMED for word in found.shared) >= _SEVERAL
    if least >= max(KNOWN, _CONSIDERABLE * found.shared_weight) and found.within < 0.9 and not named:
        return Reason("other-subject", " / ".join(map(" ".join, found.left)), -15)
    return None


def _other_slot(a: Traits, b: Traits) -> Reason | None:
    slot = replaced(a.title.frame, b.title.frame)
    if slot is None or _of_one_tail(a, b) or _of_one_contest(a, b) or _of_one_group(a, b):
        return None
    towns = {word for city in a.spot.cities | b.spot.cities for word in city.split()}
    if any(towns.issuperset(side) for side in slot):
        return None
    if "ag" in a.title.words and any(_HOUSE.issuperset(side) for side in slot):
        return None
    return Reason("other-subject", " / ".join(map(" ".join, slot)), -25)


def _of_one_tail(a: Traits, b: Traits) -> bool:
    """Whether both say the same after what they begin with: « Papier-code : programmer sans ordinateur »."""
    said = [word for word in a.title.tail if weight(word) > GENERIC]
    return len(said) >= _SEVERAL and a.title.tail == b.title.tail and any(map(is_subject, said))


def _of_one_contest(a: Traits, b: Traits) -> bool:
    """Whether both tell of what a house holds one of at a time, of one subject: « Tournoi d’échecs : … »."""
    shared = set(a.title.words).intersection(b.title.words)
    return is_single(shared) and any(is_subject(word) and not is_kind(word) for word in shared - {"jeuvideo", "esport"})


def _of_one_group(a: Traits, b: Traits) -> bool:
    """Whether both begin with one technique, and one of them with its group: « Go : … », « Golang Lyon – … ».

    Or both with a group of their town, when one tells the number of its meeting: « Agile Nantes #61 ».
    """
    first, at_home = a.title.words[:1], [side.home in side.title.cities for side in (a, b)]
    if first != b.title.words[:1] or not any(at_home):
        return False
    return not NAMED.isdisjoint(first) or (all(at_home) and bool(a.title.series) != bool(b.title.series))


def _other_guest(a: Traits, b: Traits, found: Resemblance) -> Reason | None:
    """Somebody else in each title: two words or more that stand as a name, and none of them in the other."""
    names = [
        [word for word in left if word in one.title.proper and is_unlisted(word)]
        for one, left in zip((a, b), found.left, strict=True)
    ]
    if min(map(len, names)) < _FULL_NAME:
        return None
    return Reason("other-subject", " / ".join(map(" ".join, names)), -15)


def of_one(reasons: Iterable[Reason], common: Reason) -> bool:
    """Whether titles share a subject, and neither says another: then one form takes the names for one meeting."""
    if common.code not in UNLIKE:
        return True
    said = common.value.split()
    return any(is_subject(word) and not is_kind(word) for word in said) and not _against(reasons)


def _against(reasons: Iterable[Reason]) -> bool:
    return any(reason.code == "other-subject" for reason in reasons)


def around(a: Traits, b: Traits, reasons: Sequence[Reason]) -> Iterator[Reason]:
    """What speaks for one event besides time, title and place: organiser and text."""
    if a.organiser and b.organiser:
        if fuzz.token_set_ratio(a.organiser, b.organiser) >= 90:
            yield Reason("organiser", a.organiser, 10)
        elif a.site != b.site:
            yield Reason("other-organiser", f"{a.organiser} / {b.organiser}", -10)
        elif any(reason.code == "other-place" for reason in reasons):
            yield Reason("other-organiser", f"{a.organiser} / {b.organiser}", -20)  # each at its own address
    texts = likeness(a.text, b.text)
    common = next((reason for reason in reasons if reason.code.startswith("title")), None)
    against = _against(reasons)
    if texts >= ALIKE and (common is None or (common.code not in UNLIKE and not against) or _is_about(a, b, against)):
        yield Reason("text", str(round(texts * 100)), 30 if texts >= COPIED else 20)


def _is_about(a: Traits, b: Traits, apart: bool) -> bool:
    """Whether texts speak of what a title says: what is written under every workshop speaks of none.

    `apart`: each title has a subject of its own, and it is that of which they have to speak.
    """
    both = a.text & b.text
    said = set(a.title.words) ^ set(b.title.words) if apart else {*a.title.words, *b.title.words}
    return any(word in both and weight(word) > GENERIC for word in said)
