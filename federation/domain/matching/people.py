"""Whose event it is and who comes: a group that the other's title names, a guest whom both name. Pure.

A group holds one meeting at a time, and nobody speaks in two places at once: that counts when titles say little.
"""

from __future__ import annotations

from federation.domain.matching.reasons import Reason
from federation.domain.matching.resemblance import resemblance
from federation.domain.matching.title_words import GENERIC, is_subject, is_unlisted, weight
from federation.domain.matching.traits import Traits

_NAMES = """
academie ademe agence apec association bibliotheque bpi bpifrance caf campus cci centre chambre cma cnam college
communaute commune conseil cpam departement ecole faculte federation fondation france gouvernement incubateur inpi
institut iut lycee mairie maison mediatheque metropole ministere mission mjc musee office pole prefecture region
rectorat syndicat universite urssaf ville
"""
_INSTITUTION = frozenset(_NAMES.split())
"""Who holds several things at once: that they hold these two says nothing."""


def people(a: Traits, b: Traits) -> Reason | None:
    """The strongest sign that both are of the same people: a guest, a group."""
    if a.guests and (guests := a.guests & b.guests):
        return Reason("guest", " ".join(min(guests)), 20)
    return _group(a, b) or _group(b, a) or _initials(a, b) or _initials(b, a) or _in_text(a, b) or _in_text(b, a)


def _initials(a: Traits, b: Traits) -> Reason | None:
    """The short name of a group in `a` that `b` spells out, its city included: « TDS », « Toulouse Data Science »."""
    spelt = b.title.initials
    found = [word for word in a.title.acronyms if word in spelt and word not in b.title.words and is_unlisted(word)]
    return Reason("group", min(found), 20) if found else None


def _group(a: Traits, b: Traits) -> Reason | None:
    """The group that holds what `a` tells, when the title of `b` names it and no other subject, or it has a name."""
    for group in a.groups:
        named = resemblance(group.plain, b.title.plain)
        if named.shared_weight <= GENERIC or any(weight(word) > GENERIC for word in named.left[0]):
            continue
        known = any(map(is_unlisted, named.shared)) or not frozenset(b.title.cities).isdisjoint(group.cities)
        if not any(map(is_subject, named.left[1])) or (known and _INSTITUTION.isdisjoint(group.plain)):
            return Reason("group", " ".join(group.words), 10)
    return None


def _in_text(a: Traits, b: Traits) -> Reason | None:
    """The group that the text of `b` names in full: « La séance de mai du groupe Python Rennes »."""
    for group in a.groups:
        name = " ".join(group.spelt)
        if len(group.spelt) > 1 and _INSTITUTION.isdisjoint(group.plain) and name in b.told.lower:
            return Reason("group", name, 10)
    return None
