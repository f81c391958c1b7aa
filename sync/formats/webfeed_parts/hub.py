"""What the hub's own feeds write into a title and a reader must take out again: a hub may read a hub. Pure.

« ANNULÉ – 22 nov. 2026 – Rennes – Apéro » tells the status, the date and the city before the title itself.
"""

from __future__ import annotations

import re

from federation.domain.event import Status
from federation.publish.words import MARKS

_STATUSES = {words: status for marks in MARKS.values() for status, words in marks.items()}
_MARK = "|".join(map(re.escape, sorted(_STATUSES, key=len, reverse=True)))
_DAY = r"[^–]{1,20}"
_TITLE = re.compile(rf"(?:(?P<mark>{_MARK}) – )?{_DAY}(?:\s?–\s?{_DAY})?\b\d{{4}} – ")


def own_title(title: str, city: str) -> tuple[str, Status | None]:
    """The title without date and city, and the status that its mark told."""
    found = _TITLE.match(title)
    if found is None:
        return title, None
    rest = title[found.end() :]
    if city and rest.startswith((f"{city} – ", f"{city} (")):
        rest = rest.partition(" – ")[2] or rest
    return rest, _STATUSES.get(found["mark"] or "")
