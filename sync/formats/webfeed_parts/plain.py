"""An entry, or the feed around its entries -> what it says, for documents that are well-formed and hold what is usual.

The fast way, over lxml. It says `Odd` of whatever it does not understand: malformed XML, elements written twice, markup
that is not escaped, vocabularies in which the `feedparser` library sees more. `library` then reads the same piece, and
both give equal values wherever this one gives any.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from lxml import etree

from sync.formats.webfeed_parts.item import Channel, Item, Link, Media, html_link
from sync.formats.webfeed_parts.vocabulary import ODD, RDF, UNKNOWN, of_channel, of_item

_ABOUT = f"{{{RDF}}}about"
_RESOURCE = f"{{{RDF}}}resource"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PLAIN_TYPES = frozenset((None, "text", "html", "text/html", "text/plain"))
_KNOWN_PREFIXES = frozenset(("ev", "xcal", "geo"))
_SINGLE = frozenset(("title", "summary", "content", "uid", "published", "updated", "credit", "point"))
_PERSON = frozenset(("name", "email", "uri", "url"))
_C1 = re.compile("[\x80-\x9f]")
_CP1252 = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,20})?)[\s,]+(-?\d{1,3}(?:\.\d{1,20})?)\s*")


class Odd(Exception):  # noqa: N818  a word of how reading goes on, not of a failure
    """A piece that the plain reading does not understand."""


class Plain:
    """The plain reading of one feed: a parser of its own, and what its elements are, looked up once each."""

    def __init__(self) -> None:
        self._parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        self._item: dict[str, str] = {}
        self._channel: dict[str, str] = {}

    def item(self, piece: bytes) -> Item:
        """The entry in a document that holds one; raises Odd."""
        root = self._root(piece)
        found = root[0] if len(root) == 1 else None
        if found is not None and found.tag.rpartition("}")[2].lower() == "channel":
            found = found[0] if len(found) == 1 else None
        if found is None or found.tag.rpartition("}")[2].lower() not in ("item", "entry"):
            raise Odd
        return self._read(found)

    def channel(self, piece: bytes) -> Channel:
        """What a feed without its entries says of itself; raises Odd."""
        root = self._root(piece)
        said: dict[str, str] = {"language": root.get(_LANG) or "", "from root": "1"}
        links: list[Link] = []
        for element in _children(root):
            part = self._channel.get(element.tag)
            if part is None:
                part = self._channel[element.tag] = of_channel(element.tag)
            if part == "link":
                links += _link(element)
            elif part == "agent":
                said["agent"] = element.get(_RESOURCE) or ""
            elif part == ODD or (part not in ("aside",) and len(element)):
                raise Odd
            elif part not in ("aside", UNKNOWN):
                if part in said and not (part == "language" and said.pop("from root", "")):
                    raise Odd
                if part == "title" and element.attrib:
                    _check_type(element)
                said[part] = text_of(element)
        said.pop("from root", None)
        agent = said.pop("agent", "")
        said["generator"] = said.get("generator") or agent
        return Channel(links=tuple(links), **said)

    def _root(self, piece: bytes) -> Any:
        if b"xml:base" in piece or b" base=" in piece:
            raise Odd
        try:
            return etree.fromstring(piece, self._parser)
        except (etree.XMLSyntaxError, ValueError):
            raise Odd from None

    def _read(self, item: Any) -> Item:
        reading = _Reading(item)
        self._take(reading, item)
        return reading.finished()

    def _take(self, reading: _Reading, parent: Any) -> None:
        for element in parent:
            part = self._item.get(element.tag)
            if part is None:
                part = self._item[element.tag] = _part(element)
            if part != "group":
                reading.take(part, element)
            elif element.text and element.text.strip():
                raise Odd
            else:
                self._take(reading, element)


class _Reading:
    """One entry being read."""

    def __init__(self, item: Any) -> None:
        self.said: dict[str, str] = {}
        self.links: list[Link] = []
        self.categories: list[tuple[str, str]] = []
        self.media: list[Media] = []
        self.thumbnails: list[Media] = []
        self.told: dict[str, str] = {}
        self.media_title = self.source = False
        if item.attrib:
            self._attributes(item.attrib)

    def _attributes(self, attributes: Any) -> None:
        for name in attributes:
            if name == _ABOUT:
                self.said["uid"], self.said["not a link"] = attributes[name], "1"
            elif name in ("href", "lastmod"):
                raise Odd

    def take(self, part: str, element: Any) -> None:
        """Adds what one element says; raises Odd."""
        if part == ODD:
            raise Odd
        self.source |= part == "aside"
        if len(element):
            if part == "aside" or (part == "person" and all(_is_leaf_of_person(child) for child in element)):
                return
            if part != "media":
                raise Odd
        if part in (UNKNOWN, "person", "aside"):
            return
        if part == "link":
            self.links += _link(element)
        elif part in ("category", "enclosure", "media"):
            getattr(self, f"_{part}")(element)
        elif part == "media-title":
            self.media_title = True
        else:
            self._single(part, element)

    def _single(self, part: str, element: Any) -> None:
        target = self.said if part in _SINGLE else self.told
        if part in target:
            raise Odd
        if element.attrib:
            if part in ("title", "summary", "content"):
                _check_type(element)
            elif target is self.told:
                raise Odd
            elif part == "uid" and any(_no_link(*pair) for pair in element.attrib.items()):
                self.said["not a link"] = "1"
        target[part] = text_of(element)

    def _category(self, element: Any) -> None:
        attributes = element.attrib
        term, scheme = attributes.get("term"), attributes.get("scheme", attributes.get("domain"))
        label, text = attributes.get("label"), text_of(element)
        if text and term:
            raise Odd
        if (scheme or label) and not (term or text):
            raise Odd
        if term or text or label:
            self.categories.append((label or term or text, scheme or ""))

    def _enclosure(self, element: Any) -> None:
        attributes = element.attrib
        if "href" in attributes or "uri" in attributes:
            raise Odd
        if url := attributes.get("url"):
            self.links.append(Link("enclosure", (attributes.get("type") or "").lower(), url))

    def _media(self, element: Any) -> None:
        attributes = element.attrib
        found = Media(
            attributes.get("url") or "", (attributes.get("type") or "").lower(), attributes.get("medium") or ""
        )
        is_thumbnail = element.tag.endswith("thumbnail")
        if is_thumbnail and element.text and element.text.strip():
            raise Odd
        for child in element:
            if child.tag.rpartition("}")[2] not in ("title", "rating") or len(child):
                raise Odd
            self.media_title = True
        (self.thumbnails if is_thumbnail else self.media).append(found)

    def finished(self) -> Item:
        """The entry, once all its elements are taken."""
        said = self.said
        if self.media_title and (self.source or not said.get("title")):
            raise Odd
        uid, links = said.get("uid", ""), tuple(self.links)
        link = html_link(links)
        if not link and "not a link" not in said:
            link = uid
        if ":///" in uid or ":///" in link or _ENTITY_LIKE.search(link):
            raise Odd
        return Item(
            uid=uid,
            link=link,
            title=said.get("title", ""),
            text=said.get("content", "") or said.get("summary", ""),
            published=said.get("published", ""),
            updated=said.get("updated", ""),
            links=links,
            categories=tuple(dict.fromkeys(self.categories)),
            media=(*self.media, *self.thumbnails),
            credit=said.get("credit", ""),
            told=self.told,
            point=_point(said["point"]) if "point" in said else None,
        )


_ENTITY_LIKE = re.compile(r"&[A-Za-z0-9_]+;")


def text_of(element: Any) -> str:
    """The text of an element as the library gives it: stripped, double encoding and Windows-1252 controls repaired."""
    text: str = (element.text or "").strip()
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return text.translate(_CP1252) if _C1.search(text) else text


def _check_type(element: Any) -> None:
    """Refuses text that is markup or encoded: Atom's `xhtml`, `base64`, content that is elsewhere."""
    if element.get("type") not in _PLAIN_TYPES or "mode" in element.attrib or "src" in element.attrib:
        raise Odd


def _children(root: Any) -> list[Any]:
    """The elements of the channel and those beside it."""
    found = []
    for element in root:
        if element.tag.rpartition("}")[2].lower() == "channel":
            if "href" in element.attrib or "lastmod" in element.attrib:
                raise Odd
            found += list(element)
        else:
            found.append(element)
    return found


def _part(element: Any) -> str:
    """What an element of an entry is; a known prefix that is bound to another namespace misleads the library."""
    part = of_item(element.tag)
    return ODD if part == UNKNOWN and element.prefix in _KNOWN_PREFIXES else part


def _is_leaf_of_person(element: Any) -> bool:
    return element.tag.rpartition("}")[2].lower() in _PERSON and not len(element)


def _link(element: Any) -> list[Link]:
    attributes = element.attrib
    if "url" in attributes or "uri" in attributes or len(element):
        raise Odd
    href = attributes.get("href")
    rel = attributes.get("rel", "alternate").lower()
    kind = attributes.get("type", "application/atom+xml" if rel == "self" else "text/html").lower()
    if href:
        if ":///" in href or text_of(element):
            raise Odd
        return [Link(rel, kind, href)]
    text = text_of(element)
    if "&" in text and ";" in text:
        raise Odd
    if not text:
        raise Odd
    return [Link(rel, kind, text)]


def _no_link(name: str, value: str) -> bool:
    return name.lower() == "ispermalink" and value != "true"


def _point(text: str) -> tuple[float, float] | None:
    found = _POINT.fullmatch(text)
    if found is None:
        raise Odd
    return float(found[1]), float(found[2])
