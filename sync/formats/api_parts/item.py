"""One JSON object of an API, read field by field: a value of the wrong kind is told with its path and passed over.

APIs written in PHP say false, "" or [] where others say null: all of these mean « not stated » here.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from typing import Any

from federation.domain.event import Notice
from sync.formats.json_document import shown

MOST_ITEMS = 2_000
"""Of one list within an item."""

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_WHOLE = re.compile(r"-?\d{1,18}\Z", re.ASCII)


class Unusable(Exception):  # noqa: N818  never leaves the readers
    """This item cannot be imported; carries the Notice that says why."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.code)
        self.notice = notice


class Item:
    """A JSON object at `path`. Where several names are given, the first one that states anything counts."""

    __slots__ = ("notices", "path", "raw")

    def __init__(self, raw: dict[str, Any], path: str, notices: list[Notice]) -> None:
        self.raw, self.path, self.notices = raw, path, notices

    def find(self, *names: str) -> tuple[str, Any]:
        """The first name that states something, and what it states; None when none of them does, only names it."""
        for name in names:
            value = self.raw.get(name)
            if not _is_nothing(value):
                return name, value
        return next((name for name in names if name in self.raw), names[0]), None

    def tell(self, code: str, name: str = "", value: Any = "") -> None:
        """Adds a Notice on one field, or on the item as a whole."""
        self.notices.append(Notice(code, path=self.at(name), value=shown(value)))

    def at(self, name: str) -> str:
        """The path of a field, which may have any name; of the item itself for no name."""
        return shown(f"{self.path}.{name}") if name else self.path

    def unusable(self, name: str) -> Unusable:
        """The refusal of the whole item for want of one field."""
        value = self.raw.get(name)
        code = "missing-key" if _is_nothing(value) else "bad-value"
        return Unusable(Notice(code, path=self.at(name), value="" if _is_nothing(value) else shown(value), lost=True))

    def text(self, *names: str) -> str:
        """A text, or a number as text; what no database keeps (NUL, half surrogate pairs) is taken out."""
        name, value = self.find(*names)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.tell("bad-value", name, value)
            return ""
        return clean(str(value))

    def plain(self, *names: str) -> str:
        """A text that its writer stored as HTML: entities become characters."""
        return clean(html.unescape(self.text(*names)))

    def whole(self, *names: str) -> int | None:
        """A whole number, or the text of one."""
        name, value = self.find(*names)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, float) and math.isfinite(value) and value == int(value):
            return int(value)
        if isinstance(value, str) and _WHOLE.match(value):
            return int(value)
        self.tell("bad-value", name, value)
        return None

    def degrees(self, name: str, most: float) -> float | None:
        """A coordinate between -most and most, or the text of one."""
        _, value = self.find(name)
        if value is None:
            return None
        try:
            number = math.nan if isinstance(value, bool | list | dict) else float(str(value)[:40])
        except ValueError:
            number = math.nan
        if abs(number) <= most:
            return number
        self.tell("bad-value", name, value)
        return None

    def yes(self, *names: str) -> bool:
        """True for true, 1, "1", "true" and "yes"."""
        _, value = self.find(*names)
        return value is True or value == 1 or (isinstance(value, str) and value.lower() in ("1", "true", "yes"))

    def child(self, *names: str) -> Item | None:
        """An object; the first one of a list of them."""
        return next(iter(self.children(*names)), None)

    def children(self, *names: str) -> list[Item]:
        """The objects of a list; an object alone counts as a list of one. Texts in it are told."""
        found = []
        for path, value in self._listed(*names):
            if isinstance(value, dict):
                found.append(Item(value, path, self.notices))
            else:
                self.notices.append(Notice("bad-value", path=path, value=shown(value)))
        return found

    def words(self, *names: str, within: str = "name") -> tuple[str, ...]:
        """The texts of a list, or of the field `within` of its objects; a text alone counts as a list of one."""
        found = []
        for path, value in self._listed(*names):
            if isinstance(value, dict):
                found.append(Item(value, path, self.notices).plain(within))
            elif isinstance(value, str):
                found.append(clean(html.unescape(value)))
            else:
                self.notices.append(Notice("bad-value", path=path, value=shown(value)))
        return tuple(dict.fromkeys(word.strip() for word in found if word.strip()))

    def _listed(self, *names: str) -> Iterator[tuple[str, Any]]:
        name, value = self.find(*names)
        if isinstance(value, list):
            for index, inner in enumerate(value[:MOST_ITEMS]):
                if not _is_nothing(inner):
                    yield f"{self.at(name)}[{index}]", inner
        elif value is not None:
            yield self.at(name), value


def clean(text: str) -> str:
    """The text without what no database keeps."""
    return _UNSAFE.sub("", text) if _UNSAFE.search(text) else text


def _is_nothing(value: Any) -> bool:
    return value is None or value is False or value == "" or value == [] or value == {}
