"""Signs that two statements name one thing: UID, page, quotation, a link to join or a form to register. Pure."""

from __future__ import annotations

import re

from federation.domain.matching.folding import fold, stem
from federation.domain.matching.reasons import Reason
from federation.domain.matching.title_words import is_subject, meaning
from federation.domain.matching.traits import Traits

_WORD = re.compile(r"[a-z]{3,}")
_OF_SEVERAL = frozenset(
    """
    atelier billet billetterie cour cycle edition festival formation inscription journee passe pass programme rentree
    rencontre resa reservation saison semaine stage ticket trimestre weekend workshop
    """.split()  # noqa: SIM905
)
"""What the address of a form says that takes names for several meetings."""


def identity(a: Traits, b: Traits) -> Reason | None:
    """The strongest sign that both speak of one thing by name: UID, page, quotation."""
    if a.uid and a.uid == b.uid:
        return Reason("uid", a.uid, 70)
    if a.uid in b.ids or b.uid in a.ids:
        return Reason("uid", a.uid if a.uid in b.ids else b.uid, 60)
    if found := a.own & b.own:
        return Reason("link", min(found), 60)
    if found := (a.own & b.quoted) | (b.own & a.quoted) | (a.own & b.doors) | (b.own & a.doors):
        return Reason("quote", min(found), 50)
    if found := a.joins & b.joins:
        return Reason("join", min(found), 45)
    if found := a.doors & (b.doors | b.quoted) | b.doors & a.quoted:
        return Reason("door", min(found), 30)
    if found := a.quoted & b.quoted:
        return Reason("shared-link", min(found), 10)
    return None


def own_form(a: Traits, b: Traits, link: str) -> bool:
    """Whether the address of a form tells the subject of one title alone: « …/e/fin-de-boite-0610 »."""
    words = [stem(word) for word in _WORD.findall(fold(link.partition("?")[0].rpartition("/")[2]))]
    if not _OF_SEVERAL.isdisjoint(words):
        return False
    told = {word for word in map(meaning, words) if is_subject(word)}
    return not told.isdisjoint(set(a.title.words) ^ set(b.title.words))
