"""Microdata (HTML §5) of schema.org -> items.

As in use, `content` gives the value of any element, not of `meta` alone.
"""

from __future__ import annotations

from lxml import etree

from sync.formats.schemaorg_parts.items import Found, Item, Value, term
from sync.formats.web_page_parts.tree import Page, line_of

_ADDRESSES = {"a": "href", "area": "href", "link": "href", "object": "data"}
_ADDRESSES |= dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src")
_MOST_BY_REFERENCE = 50_000
"""Elements that `itemref` makes belong to items, counted for each."""


def read_page(page: Page, found: Found) -> None:
    """Adds the items of the page; those that are no property of another are roots."""
    reading = _Reading(page, found)
    reading.read(page.root, None)
    reading.follow_references()
    found.roots.extend(item for item in reading.items.values() if id(item) not in reading.owned)


class _Reading:
    """One reading of a page: the item of each `itemscope` element, and which of them are values of others."""

    def __init__(self, page: Page, found: Found) -> None:
        self.page = page
        self.found = found
        self.items: dict[etree._Element, Item] = {}
        self.owned: set[int] = set()
        self.left = _MOST_BY_REFERENCE

    def read(self, root: etree._Element, owner: Item | None) -> None:
        """Adds the properties in a part of the page to their items; those of no item in it to the owner."""
        owners: list[Item | None] = [owner]
        for event, node in etree.iterwalk(root, events=("start", "end")):
            scoped = isinstance(node.tag, str) and node.get("itemscope") is not None
            if event == "end":
                if scoped:
                    owners.pop()
                continue
            if owner is not None:
                self.left -= 1
                if self.left < 0:
                    return
            inner = self._item(node) if scoped else None
            if owners[-1] is not None and isinstance(node.tag, str) and node.get("itemprop"):
                self._add(owners[-1], node, inner)
            if scoped:
                # With `itemref` a part is read twice: what stands in an item within it was its own already.
                owners.append(inner if owner is None else None)

    def follow_references(self) -> None:
        """Adds the properties in the elements that `itemref` names, each once to an item."""
        wanting = [(node, item) for node, item in self.items.items() if node.get("itemref")]
        if not wanting:
            return
        by_id = {node.get("id"): node for node in reversed(list(self.page.root.iter())) if node.get("id")}
        for node, item in wanting:
            for name in dict.fromkeys((node.get("itemref") or "").split()):
                target = by_id.get(name)
                if target is not None and target is not node and self.left > 0:
                    self.read(target, item)

    def _item(self, node: etree._Element) -> Item | None:
        known = self.items.get(node)
        if known is None:
            types = tuple(name for name in map(term, (node.get("itemtype") or "").split()[:20]) if name)
            known = self.found.new(types, node.get("itemid") or "", line=line_of(node))
            if known is not None:
                self.items[node] = known
        return known

    def _add(self, item: Item | None, node: etree._Element, inner: Item | None) -> None:
        if item is None or item is inner:
            return
        value: Value = value_of(node, self.page) if inner is None else inner
        if inner is not None:
            self.owned.add(id(inner))
        for name in dict.fromkeys((node.get("itemprop") or "").split()[:20]):
            if plain := term(name):
                item.add(plain, value)


def value_of(node: etree._Element, page: Page) -> str:
    """The value of an element (HTML §5.2.3): its `content`, its address, its machine-readable time, else its text."""
    if (content := node.get("content")) is not None:
        return str(content)
    if (name := _ADDRESSES.get(str(node.tag))) and (address := node.get(name)) is not None:
        return page.link(str(address))
    if node.tag in ("time", "data", "meter") and (value := node.get("datetime" if node.tag == "time" else "value")):
        return str(value)
    return page.text(node)
