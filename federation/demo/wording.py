"""The text of an announcement, as HTML, as paragraphs or as one short sentence: sources ask for it in each shape."""

from __future__ import annotations

import re
from html import escape, unescape

from federation.domain.event import Event, Place

_GAP = re.compile(r"</p>\s*<p>")
_TAG = re.compile(r"<[^>]+>")


def as_html(description: str) -> str:
    """The description as HTML: as it is where the programme writes HTML, else its paragraphs escaped."""
    if description.startswith("<"):
        return description
    return "\n".join(f"<p>{_broken(part)}</p>" for part in description.split("\n\n"))


def _broken(part: str) -> str:
    return escape(part, quote=False).replace("\n", "<br />\n")


def as_text(description: str) -> str:
    """The description without tags, an empty line between its paragraphs."""
    if not description.startswith("<"):
        return description
    told = _GAP.sub("\n\n", description.replace("<li>", "\n- "))
    return unescape(_TAG.sub("", told)).strip()


def summary(event: Event, most: int = 200) -> str:
    """The first sentences, at most so many characters, the last word whole."""
    text = as_text(event.description).split("\n", 1)[0]
    return text if len(text) <= most else text[: most - 1].rpartition(" ")[0] + "…"


def address(where: Place) -> str:
    """Name, street, postal code and city in one line."""
    return f"{where.name}, {where.address}, {where.postal_code} {where.city}"
