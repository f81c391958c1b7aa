"""JSON-LD 1.1, as pages write it for schema.org -> items. Broken scripts are repaired or told, none costs the others.

No context is ever fetched: schema.org's is known, a name from any other vocabulary is passed over.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from federation.domain.event import Notice
from sync.formats.json_document import MOST_CONTAINERS, broken_at
from sync.formats.schemaorg_parts.items import Found, Item, Value, is_schema, term
from sync.formats.web_page_parts.tree import Page, line_of

MOST_DEPTH = 40
"""Of items within each other; what is deeper is not read."""

_MARKUP = re.compile(r"<!--|-->|(?://|/\*)?[ \t]{0,4}(?:<!\[CDATA\[|\]\]>)[ \t]{0,4}(?:\*/)?")
_STRAY = re.compile(
    r'(?P<text>"(?:[^"\\]++|\\.)*+"?)|,(?=\s*(?:[}\]]|\Z))|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?|//[^\n]*', re.DOTALL
)
_BLANKS = " \t\r\n;\ufeff"
_EVENTS = re.compile(r"Event\b|EventSeries|Festival|Hackathon|CourseInstance")
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
_SKIPPED = frozenset({"@context", "@id", "@type", "@graph", "@included", "@language", "@version", "@reverse"})


def read_page(page: Page, found: Found, notices: list[Notice]) -> None:
    """Adds the items of every `application/ld+json` script, whatever stands behind that type (`; charset=utf-8`)."""
    number = 0
    for script in page.root.iter("script"):
        if (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            number += 1
            text, above = "".join(str(part) for part in script.itertext()), (line_of(script) or 1) - 1
            read_text(text, found, f"script[{number}]", notices, above)


def read_text(text: str, found: Found, path: str, notices: list[Notice], above: int = 0) -> None:
    """Adds the items of one JSON-LD text, which has so many lines `above` it; one that cannot be read is a Notice."""
    above += text[: len(text) - len(text.lstrip(_BLANKS))].count("\n")
    if (many := text.count("{") + text.count("[")) > MOST_CONTAINERS:
        notices.append(Notice("json-crowded", above + 1, path, f"> {MOST_CONTAINERS}: {many}", lost=True))
        found.lacking = True
        return
    try:
        values = _values(text, path, notices, above)
    except RecursionError:
        notices.append(Notice("jsonld-deep", path=path, lost=True))
        return
    except json.JSONDecodeError as problem:
        where = broken_at(problem, above)
        notices.append(Notice("jsonld-broken", above + problem.lineno, path, where, lost=True))
        found.lacking |= _EVENTS.search(text) is not None
        return
    builder = _Builder(found, path)
    for value in values:
        builder.roots(value, True, 0)
    if builder.deep:
        notices.append(Notice("jsonld-deep", path=path, lost=True))
        found.lacking = True


def _values(text: str, path: str, notices: list[Notice], above: int) -> list[Any]:
    """The JSON values of a script, several when they stand behind each other; raises JSONDecodeError."""
    try:
        return _decoded(text)
    except json.JSONDecodeError as problem:
        values = _repaired(text)
        notices.append(Notice("jsonld-repaired", above + problem.lineno, path, broken_at(problem, above)))
        return values


def _repaired(text: str) -> list[Any]:
    """The values without markup, comments and stray commas; quotes that a CMS made entities are quotes again."""
    try:
        return _decoded(_STRAY.sub(lambda stray: stray["text"] or "", _MARKUP.sub(" ", text)))
    except json.JSONDecodeError:
        if "&quot;" not in text:
            raise
        return _decoded(html.unescape(text))


def _decoded(text: str) -> list[Any]:
    values, end = [], 0
    text = text.strip(_BLANKS)
    while end < len(text):
        value, end = _DECODER.raw_decode(text, end)
        values.append(value)
        while end < len(text) and text[end] in " \t\r\n;":
            end += 1
    return values


class _Builder:
    """The building of one text's items. `deep` tells that some were left out for being within too many others."""

    def __init__(self, found: Found, path: str) -> None:
        self.found = found
        self.path = path
        self.deep = False

    def roots(self, value: Any, ours: bool, depth: int) -> None:
        """Adds a node, the nodes of a list, and those of a `@graph`, as roots."""
        if depth > MOST_DEPTH:
            self.deep = True
            return
        if isinstance(value, list):
            for one in value:
                self.roots(one, ours, depth + 1)
        if not isinstance(value, dict):
            return
        ours = _is_ours(value, ours)
        for name in ("@graph", "@included"):
            self.roots(value.get(name), ours, depth + 1)
        if value.keys() - _SKIPPED and (item := self.item(value, ours, depth)):
            self.found.roots.append(item)

    def item(self, node: dict[str, Any], ours: bool, depth: int) -> Item | None:
        """A node object as an item."""
        ours = _is_ours(node, ours)
        if depth > MOST_DEPTH:
            self.deep = True
            return None
        if not ours:
            return None
        raw_id = node.get("@id", node.get("id"))
        item = self.found.new(_types(node), raw_id if isinstance(raw_id, str) else "", self.path)
        if item is None:
            return None
        for raw_name, value in node.items():
            name = "" if raw_name in _SKIPPED else term(raw_name)
            if name and not (name == "type" and "@type" not in node) and not (name == "id" and "@id" not in node):
                self._add(item, name, value, ours, depth + 1)
        return item

    def _add(self, item: Item, name: str, value: Any, ours: bool, depth: int) -> None:
        if isinstance(value, list) and depth <= MOST_DEPTH:
            for one in sorted(value, key=_foreign):
                self._add(item, name, one, ours, depth + 1)
        elif isinstance(value, dict) and ("@list" in value or "@set" in value):
            self._add(item, name, value.get("@list", value.get("@set")), ours, depth + 1)
        elif (plain := self._value(value, ours, depth)) is not None:
            item.add(name, plain)

    def _value(self, value: Any, ours: bool, depth: int) -> Value | None:
        if isinstance(value, dict) and "@value" in value:
            value = value["@value"]
        elif isinstance(value, dict):
            return self.item(value, ours, depth)
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, str) else None


def _foreign(value: Any) -> bool:
    """Whether a text is told to be in another language than French, so that the French one stands first."""
    language = value.get("@language") if isinstance(value, dict) else None
    return isinstance(language, str) and not language.lower().startswith("fr")


def _is_ours(node: dict[str, Any], inherited: bool) -> bool:
    """Whether a node speaks schema.org: by its own context, else as the node around it does."""
    context = node.get("@context")
    if context is None:
        return inherited
    parts = context if isinstance(context, list) else [context]
    addresses = [part for part in parts if isinstance(part, str)]
    addresses += [
        space for part in parts if isinstance(part, dict) for space in part.values() if isinstance(space, str)
    ]
    return any(is_schema(address if "://" in address else "https://" + address.lstrip("/")) for address in addresses)


def _types(node: dict[str, Any]) -> tuple[str, ...]:
    told = node.get("@type", node.get("type"))
    names = told if isinstance(told, list) else [told]
    return tuple(name for name in (term(name.strip()) for name in names[:20] if isinstance(name, str)) if name)
