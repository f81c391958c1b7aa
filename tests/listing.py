"""An agenda as its pages list it, read back from their HTML."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Happening(NamedTuple):
    """One line of an agenda, whoever tells it: the id of its entry, its start, its title, the city of its site."""

    id: str
    start: str
    title: str
    city: str = ""


def listed(get: Callable[[str], bytes], path: str = "/agenda") -> list[list[Happening]]:
    """What each page of an agenda lists; `get` gives the HTML of a path."""
    pages: list[list[Happening]] = []
    following: str | None = path
    while following:
        tree = LexborHTMLParser(get(following))
        pages.append([_happening(item) for item in tree.css("li.ev")])
        more = tree.css_first(".pager a[rel=next]")
        following = more.attributes["href"] if more else None
    return pages


def _happening(item: LexborNode) -> Happening:
    (link,) = item.css("a[href*='/evenements/']")
    (city,) = item.css("a.chip")
    (time,) = item.css("time")
    start = time.attributes["datetime"] or ""
    return Happening(entry_of(link.attributes["href"] or ""), start, plain(link.text()), city.text())


def entry_of(address: str) -> str:
    """The id of the entry whose page this is."""
    return address.rpartition("/")[2]


def plain(text: str) -> str:
    """Without what pages do for the eye: spaces that do not break, typographic apostrophes."""
    return " ".join(text.replace("\u2060", "").replace("’", "'").split())
