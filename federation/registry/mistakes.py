"""What a schema refused -> mistakes with the lines of the file, in words for the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from federation.errors import Mistake
from federation.registry.fields import UnknownKey, nearest
from federation.registry.yaml import Document, Path, place

WORDS = {
    "Missing data for required field.": "is missing",
    "Field may not be null.": "is empty: give it a value or take the key out",
    "Invalid input type.": "keys and values are expected here",
    "Not a valid string.": "text is expected here",
    "Not a valid list.": "a list is expected here (lines that begin with `-`)",
    "Not a valid integer.": "a whole number is expected here",
    "Not a valid number.": "a number is expected here",
    "Not a valid date.": "a date is expected here, such as 2026-12-24",
    "Special numeric values (nan or infinity) are not permitted.": "a number is expected here",
}
"""What marshmallow says, as people say it."""


def told(errors: Any, document: Document) -> Iterator[Mistake]:
    """The mistakes in marshmallow's tree of messages."""
    for path, message in _leaves(errors, ()):
        where = tuple(part for part in path if part != "_schema")
        key = str(where[-1]) if where else ""
        text = WORDS.get(message, message)
        if isinstance(message, UnknownKey):
            near = nearest(key, message.known)
            text = f"unknown key `{key}`{near or '; known here: ' + ', '.join(message.known)}"
        yield Mistake(place(where), text, document.line(where))


def _leaves(errors: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(errors, dict):
        for key, inner in errors.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(errors, list):
        for inner in errors:
            yield from _leaves(inner, path)
    else:
        yield path, errors
