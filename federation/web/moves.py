"""A site that receives people elsewhere: the banner on its page, the line on the page of each event it takes along."""

from __future__ import annotations

from federation.domain.entry import Entry
from federation.domain.happened import place_line
from federation.domain.site_moves import moved_by
from federation.publish.changes import moved_words
from federation.store.decisions import moves_of
from federation.web.language import translated as _
from federation.web.pages import Reading


def banner(reading: Reading, site_id: str) -> list[str]:
    """Where a site receives people from some day on; nothing of moves that are over."""
    return [
        moved_words(move, reading.here.language)
        for move in moves_of(reading.session, site_id)
        if move.until_on is None or move.until_on >= reading.today
    ]


def moved_line(reading: Reading, entry: Entry) -> str:
    """That an entry takes place elsewhere because its site has moved; "" when it has not."""
    move = moved_by(entry.event, moves_of(reading.session, entry.host.id))
    if move is None:
        return ""
    return _(
        "Attention, autre adresse : %(site)s reçoit ici, %(place)s.", site=entry.host.name, place=place_line(move.place)
    )
