"""What a feed says, as it says it: the values both ways of reading give, before any of them is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from federation.domain.identity import digest


class Link(NamedTuple):
    """A link of an entry or a feed: an Atom `link`, the text of an RSS `link`, or an `enclosure`."""

    rel: str
    type: str
    href: str


class Media(NamedTuple):
    """One `media:content` or `media:thumbnail` (Media RSS)."""

    url: str
    type: str
    medium: str


@dataclass(slots=True, kw_only=True)
class Item:
    """One `item` or `entry`. Texts are stripped and otherwise as written; HTML is neither cleaned nor resolved.

    `uid` is the guid, the Atom id or `rdf:about`; `told` holds the elements of event modules by their usual names
    (`ev:startdate`, `xcal:dtstart`, `geo:lat`); `categories` are pairs of term and scheme; `point` is latitude and
    longitude of `georss:point`. `line` is where it begins, and no part of what it says.
    """

    uid: str = ""
    link: str = ""
    title: str = ""
    text: str = ""
    published: str = ""
    updated: str = ""
    links: tuple[Link, ...] = ()
    categories: tuple[tuple[str, str], ...] = ()
    media: tuple[Media, ...] = ()
    credit: str = ""
    told: dict[str, str] = field(default_factory=dict)
    point: tuple[float, float] | None = None
    language: str = ""
    line: int | None = field(default=None, compare=False)

    def fingerprint(self, *salt: str) -> str:
        """A digest of what the entry says; counts of comments and the date of its last change are no part of it."""
        lists = repr((self.links, self.categories, self.media, sorted(self.told.items()), self.point))
        said = (self.uid, self.link, self.title, self.text, self.published, self.credit, self.language)
        return digest(*said, lists, *salt)


@dataclass(slots=True, kw_only=True)
class Channel:
    """What a feed says of itself. `ttl` is in minutes, `period` and `frequency` those of the syndication module."""

    title: str = ""
    generator: str = ""
    language: str = ""
    links: tuple[Link, ...] = ()
    ttl: str = ""
    period: str = ""
    frequency: str = ""


def html_link(links: tuple[Link, ...]) -> str:
    """The page of an entry: its first alternate that is HTML, as RFC 4287 §4.2.7.2 lets readers choose."""
    return next((link.href for link in links if link.rel == "alternate" and "html" in link.type), "")
