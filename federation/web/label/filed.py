"""What is on file of a site, in words: one line a paper, and what no longer holds is said to."""

from __future__ import annotations

from federation.label.papers import PAPERS, side
from federation.label.words import day
from federation.store.label.statements import Statement
from federation.web.label.desk import Desk
from federation.web.language import translated as _


def filed_words(here: Desk, one: Statement) -> str:
    """One paper on file: when it was filed, what it is, by whom, until when it holds."""
    name = f" «\u202f{one.name}\u202f»" if one.name else ""
    goes = side(one.kind, one.payload)
    way = f" ({here.said(goes)})" if goes else ""
    said = f"{here.said(day(one.stated_on))} – {here.said(PAPERS[one.kind])}{name}{way}, {one.author}"
    return f"{said}{_until(here, one)}"


def _until(here: Desk, one: Statement) -> str:
    if one.last_on is None:
        return ""
    on = here.said(day(one.last_on))
    return _(", échu le %(day)s", day=on) if one.last_on < here.today else _(", jusqu’au %(day)s", day=on)
