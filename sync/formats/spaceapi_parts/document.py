"""One object of a SpaceAPI document: its values by kind, and a Notice for each that is of another kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from federation.domain.event import Notice
from sync.formats.json_document import shown

MOST_ITEMS = 1_000
"""Of one list."""


class Part:
    """A JSON object and its path. What is missing or null says nothing; what is of a wrong kind is told."""

    def __init__(self, raw: dict[str, Any], path: str, notices: list[Notice]) -> None:
        self.raw, self.path, self._notices = raw, path, notices

    def tell(self, code: str, path: str, value: str = "") -> None:
        """Adds a Notice."""
        self._notices.append(Notice(code, path=path, value=value))

    def text(self, key: str) -> str:
        """A text, "" when there is none."""
        found = self.raw.get(key)
        return found if isinstance(found, str) else self._wrong(key, "")

    def flag(self, key: str) -> bool | None:
        """true or false."""
        found = self.raw.get(key)
        return found if isinstance(found, bool) else self._wrong(key, None)

    def number(self, key: str, most: float) -> float | None:
        """A number from 0 to `most`, also when it is written as text."""
        found: Any = self.raw.get(key)
        try:
            number = float(found[:20] if isinstance(found, str) else found)
        except (TypeError, ValueError):
            number = -1.0
        if isinstance(found, bool) or not 0 <= number <= most:  # NaN lies within no bounds
            self._wrong(key, None)
            return None
        return number

    def part(self, key: str) -> Part:
        """An object, an empty one when there is none."""
        found = self.raw.get(key)
        return Part(found if isinstance(found, dict) else self._wrong(key, {}), f"{self.path}.{key}", self._notices)

    def parts(self, key: str) -> Iterator[Part]:
        """The objects of a list."""
        found = self.raw.get(key)
        for index, item in enumerate(found[:MOST_ITEMS] if isinstance(found, list) else self._wrong(key, [])):
            path = f"{self.path}.{key}[{index}]"
            if isinstance(item, dict):
                yield Part(item, path, self._notices)
            else:
                self.tell("bad-value", path, shown(item))

    def _wrong(self, key: str, instead: Any) -> Any:
        """What stands in for a value of the wrong kind, which is told unless nothing was stated."""
        found = self.raw.get(key)
        if found is not None:
            self.tell("bad-value", f"{self.path}.{key}", shown(found))
        return instead
