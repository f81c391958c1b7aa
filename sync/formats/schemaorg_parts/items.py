"""What JSON-LD, microdata and RDFa have in common: items of types with properties, and the walk through them. Pure.

Values are texts or items. Names are schema.org's, without its address or a prefix. Numbers and booleans are texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlsplit

from sync.formats.web_page_parts.tree import joined

MOST_ITEMS = 20_000
"""Of one page."""

MOST_VALUES = 2_000
"""Of one property."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,60}")
_PREFIXES: Mapping[str, str] = {"schema": "https://schema.org/", "sdo": "https://schema.org/"}
_REFERRING = frozenset(
    {"address", "containsPlace", "event", "events", "eventSchedule", "geo", "hasOfferCatalog", "image", "itemOffered"}
    | {"location", "mainEntity", "makesOffer", "offers", "openingHoursSpecification", "organizer", "performer"}
    | {"subEvent", "subEvents", "superEvent"}
)

_NAMING = frozenset(
    {"availability", "byDay", "contentUrl", "dayOfWeek", "eventAttendanceMode", "eventStatus", "sameAs", "url"}
)
"""Properties whose values are addresses or schema.org's own terms; JSON-LD may write each as `{"@id": …}`."""

Value: TypeAlias = "str | Item"


@dataclass(slots=True, eq=False)
class Item:
    """One item. `path` and `line` say where it stands: `script[2]` of the page, or the line of its element."""

    types: tuple[str, ...] = ()
    properties: dict[str, list[Value]] = field(default_factory=dict)
    id: str = ""
    path: str = ""
    line: int | None = None

    def add(self, name: str, value: Value) -> None:
        """One more value of a property."""
        values = self.properties.setdefault(name, [])
        if len(values) < MOST_VALUES:
            values.append(value)

    def values(self, *names: str) -> list[Value]:
        """The values of the first of these properties that has any."""
        return next((self.properties[name] for name in names if self.properties.get(name)), [])

    def items(self, *names: str) -> list[Item]:
        """Those of them that are items."""
        return [value for value in self.values(*names) if isinstance(value, Item)]

    def texts(self, *names: str) -> list[str]:
        """Their texts; of an item, its name, and its id where an address or a term is meant."""
        by_id = _NAMING.issuperset(names)
        told = (
            value if isinstance(value, str) else (by_id and value.id) or value.text("name")
            for value in self.values(*names)
        )
        return [text for text in (one.strip() for one in told) if text]

    def text(self, *names: str) -> str:
        """The first of these texts, on one line; "" without any."""
        return " ".join(next(iter(self.texts(*names)), "").split())

    def at(self, name: str) -> str:
        """Where a property of it stands: `script[2].startDate`."""
        return ".".join(part for part in (self.path, name) if part)

    def word(self, name: str) -> str:
        """The first text of a property, without schema.org's address: `https://schema.org/EventCancelled`."""
        return last_word(self.text(name))

    @property
    def refers(self) -> bool:
        """Whether it only names another item."""
        return bool(self.id) and not self.types and not self.properties


@dataclass(slots=True)
class Found:
    """The items of a page as its front ends find them: `all` of them, and the `roots` that are no other's value.

    `full`: there were too many. `lacking`: a part that speaks of events could not be read.
    """

    base: str = ""
    all: list[Item] = field(default_factory=list)
    roots: list[Item] = field(default_factory=list)
    full: bool = False
    lacking: bool = False

    def new(self, types: tuple[str, ...] = (), id: str = "", path: str = "", line: int | None = None) -> Item | None:
        """A new item; None when there are too many."""
        if len(self.all) >= MOST_ITEMS:
            self.full = True
            return None
        item = Item(types, {}, self.address(id), path, line)
        self.all.append(item)
        return item

    def address(self, id: str) -> str:
        """An id made absolute; a blank node's stays."""
        id = id.strip()[:2_000]
        return id if not id or id.startswith("_:") else joined(self.base, id)

    def resolve(self) -> None:
        """Puts the described item wherever an item only refers to it, by its id."""
        described: dict[str, Item] = {}
        for item in self.all:
            known = described.get(item.id)
            if item.id and not item.refers and (known is None or len(item.properties) > len(known.properties)):
                described[item.id] = item
        for item in self.all:
            for name, values in item.properties.items():
                values[:] = [self._resolved(name, value, described) for value in values]

    def _resolved(self, name: str, value: Value, described: Mapping[str, Item]) -> Value:
        if isinstance(value, str):
            return described.get(self.address(value), value) if name in _REFERRING and len(value) <= 2_000 else value
        return described.get(value.id, value) if value.refers else value

    def walk(self) -> Iterator[tuple[Item, tuple[Item, str] | None]]:
        """Every item once, in the order of the page, with the item and property that lead to it."""
        seen: set[int] = set()
        stack: list[tuple[Item, tuple[Item, str] | None]] = [(item, None) for item in reversed(self.roots)]
        while stack:
            item, whence = stack.pop()
            if id(item) in seen:
                continue
            seen.add(id(item))
            yield item, whence
            held = [(value, (item, name)) for name, values in item.properties.items() for value in values]
            stack.extend((value, whence) for value, whence in reversed(held) if isinstance(value, Item))


def last_word(text: str) -> str:
    """A term without schema.org's address before it."""
    return text.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1] if "://" in text or "/" in text else text


def term(text: str, vocabulary: str = "https://schema.org/", prefixes: Mapping[str, str] = _PREFIXES) -> str:
    """The schema.org name that a token means: `Event`, `schema:Event`, `http://schema.org/Event`; else ""."""
    prefix, colon, rest = (f"https:{text}" if text.startswith("//") else text).partition(":")
    if not colon:
        return text if _NAME.fullmatch(text) and is_schema(vocabulary) else ""
    if rest.startswith("//"):
        return last_word(text) if is_schema(text) and _NAME.fullmatch(last_word(text)) else ""
    space = prefixes.get(prefix) or _PREFIXES.get(prefix, "")
    return rest if is_schema(space) and _NAME.fullmatch(rest) else ""


def is_schema(address: str) -> bool:
    """Whether an address is that of schema.org."""
    try:
        return urlsplit(address.strip()).netloc.lower().removeprefix("www.") == "schema.org"
    except ValueError:
        return False
