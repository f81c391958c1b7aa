"""What the hub's own feeds write into a title and a reader must take out again: a hub may read a hub. Pure.

« ANNULÉ – 22 nov. 2026 – Rennes – Apéro » tells the status, the date and the city before the title itself.
"""

from __future__ import annotations

import re

GENERATOR = "Cantines numériques"
"""How the hub's feeds call the software that wrote them."""

_DATE = r"\d[^–]{0,20}(?:\s?–\s?[^–]{1,20})?\b\d{4} – |[A-Z][a-z]{2}[^–]{0,20}(?:\s?–\s?[^–]{1,20})?\b\d{4} – "
_TITLE = re.compile(rf"(?P<mark>[A-ZÀÉ ]{{4,20}} – )?(?:{_DATE})")


def own_title(title: str, city: str) -> str:
    """The title without date and city; the mark of a status stays, for `sync.normalize` to read."""
    found = _TITLE.match(title)
    if found is None:
        return title
    rest = title[found.end() :]
    if city and (rest.startswith((f"{city} – ", f"{city} ("))):
        rest = rest.partition(" – ")[2] or rest
    return (found["mark"] or "") + rest
