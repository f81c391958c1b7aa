"""RDFa Lite 1.1, and what more of RDFa 1.1 schema.org's own examples and Drupal write -> items."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from sync.formats.schemaorg_parts.items import Found, Item, Value, term
from sync.formats.schemaorg_parts.microdata import value_of
from sync.formats.web_page_parts.tree import Page, line_of

_MOST_NAMES = 20
_SUBJECTS = ("about", "resource", "href", "src")


@dataclass(frozen=True, slots=True)
class _Scope:
    """What an element hands down: the item its properties are of, the vocabulary and prefixes, and a hanging `rel`."""

    item: Item | None = None
    vocabulary: str = ""
    prefixes: tuple[tuple[str, str], ...] = ()
    hanging: tuple[str, ...] = ()


def read_page(page: Page, found: Found) -> None:
    """Adds the items of the page; those that are no value of another are roots."""
    reading = _Reading(page, found)
    scopes = [_Scope()]
    for event, node in etree.iterwalk(page.root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            scopes.append(reading.enter(node, scopes[-1]))
        else:
            scopes.pop()
    found.roots.extend(item for item in reading.items if id(item) not in reading.owned)


class _Reading:
    """One reading of a page: its items, and which of them are values of others."""

    def __init__(self, page: Page, found: Found) -> None:
        self.page = page
        self.found = found
        self.items: list[Item] = []
        self.subjects: dict[str, Item] = {}
        self.owned: set[int] = set()

    def enter(self, node: etree._Element, scope: _Scope) -> _Scope:
        """What an element adds to the items, and what it hands down."""
        if not node.attrib:
            return scope
        get = node.get
        vocabulary = (get("vocab") or "").strip() if get("vocab") is not None else scope.vocabulary
        prefixes = (scope.prefixes + _prefixes(get("prefix") or ""))[-_MOST_NAMES:] if get("prefix") else scope.prefixes
        item, hanging = scope.item, scope.hanging
        names = self._names(get("property"), vocabulary, prefixes) if get("property") else ()
        relations = self._names(get("rel"), vocabulary, prefixes) if get("rel") and (vocabulary or prefixes) else ()
        if get("typeof") is not None:
            types = self._names(get("typeof"), vocabulary, prefixes)
            inner = self._described(node, types, own=not names)
            if inner is not None:
                self._give(item, names or relations or hanging, inner)
                item, hanging = inner, ()
        elif names:
            self._give(item, names, self._value(node))
        elif relations and (address := get("resource") or get("href") or get("src")):
            self._give(item, relations, self.page.link(address))
        elif relations:
            hanging = relations
        elif get("about") is not None or get("resource") is not None:
            item, hanging = self._described(node, (), own=True), ()
        return _Scope(item, vocabulary, prefixes, hanging)

    def _names(self, text: str | None, vocabulary: str, prefixes: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        names = (term(name, vocabulary, dict(prefixes)) for name in (text or "").split()[:_MOST_NAMES])
        return tuple(dict.fromkeys(name for name in names if name))

    def _described(self, node: etree._Element, types: tuple[str, ...], *, own: bool) -> Item | None:
        """The item that an element describes: the one of its subject, told before, or a new one.

        A `href` or `src` is the subject of an element only when that is no value (RDFa 1.1 §7.5, steps 5 and 6).
        """
        wanted = _SUBJECTS if own else _SUBJECTS[:2]
        subject = next((value for name in wanted if (value := node.get(name)) is not None), "")
        address = self.found.address(subject)
        known = self.subjects.get(address) if address else None
        if known is not None:
            known.types = tuple(dict.fromkeys((*known.types, *types)))[:_MOST_NAMES]
            return known
        item = self.found.new(types, subject, line=line_of(node))
        if item is not None:
            self.items.append(item)
            if address:
                self.subjects[address] = item
        return item

    def _give(self, item: Item | None, names: tuple[str, ...], value: Value) -> None:
        if item is None or item is value or not names:
            return
        if isinstance(value, Item):
            self.owned.add(id(value))
        for name in names:
            item.add(name, value)

    def _value(self, node: etree._Element) -> str:
        """The value of a property: `content`, `datetime`, `resource`, an address, else the text."""
        for name in ("content", "datetime"):
            if (told := node.get(name)) is not None:
                return str(told)
        if (resource := node.get("resource")) is not None:
            return self.page.link(str(resource))
        return value_of(node, self.page)


def _prefixes(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of a `prefix` attribute: `schema: https://schema.org/ og: https://ogp.me/ns#`."""
    words = text.split()[: 2 * _MOST_NAMES]
    return tuple(
        (name.removesuffix(":"), address)
        for name, address in zip(words[::2], words[1::2], strict=False)
        if name.endswith(":")
    )
