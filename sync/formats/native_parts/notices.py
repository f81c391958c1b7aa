"""Notices on a native document: where a value is wrong, and which keys nobody reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from marshmallow import Schema, fields

from federation.domain.event import Notice
from sync.formats.json_document import shown

_MOST_NAMES = 1_000

Tree: TypeAlias = "dict[str, Tree | None]"
"""The keys that a schema reads, each with the keys within it."""


def wrong_values(raw: Any, messages: dict[str, Any], path: str, *, lost: bool) -> Iterator[Notice]:
    """A Notice for each wrong value in marshmallow's tree of messages."""
    for keys in _leaves(messages, ()):
        seen: Any = raw
        where = path
        for key in keys:
            where += f"[{key}]" if isinstance(key, int) else f".{key}"
            seen = seen.get(key) if isinstance(seen, dict) else seen[int(key)] if isinstance(seen, list) else None
        code = "missing-key" if seen is None else "bad-value"
        yield Notice(code, path=where, value="" if seen is None else shown(seen), lost=lost)


def _leaves(messages: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if not isinstance(messages, dict):
        yield path
        return
    for key, inner in messages.items():
        yield from _leaves(inner, path if key == "_schema" else (*path, key))


def known_keys(schema: Schema) -> Tree:
    """The tree of keys that a schema reads."""
    tree: Tree = {}
    for name, item in schema.load_fields.items():
        inner = item.inner if isinstance(item, fields.List) else item
        tree[item.data_key or name] = known_keys(inner.schema) if isinstance(inner, fields.Nested) else None
    return tree


def unknown_keys(raw: Any, tree: Tree, path: str, first: dict[str, str]) -> None:
    """Adds to `first` the names that nobody reads, with the first path of each.

    Names that begin with `_` are the writer's own and pass in silence; so do those after the first thousand.
    """
    if len(first) >= _MOST_NAMES:
        return
    if isinstance(raw, list):
        for index, item in enumerate(raw):
            unknown_keys(item, tree, f"{path}[{index}]", first)
    if not isinstance(raw, dict):
        return
    for name in sorted(raw.keys() - tree.keys())[:_MOST_NAMES]:
        if not name.startswith("_"):
            first.setdefault(name, f"{path}.{shown(name)}"[:200])
    for name, inner in tree.items():
        if inner is not None and name in raw:
            unknown_keys(raw[name], inner, f"{path}.{name}", first)
