"""Elements of XML with their namespaces, for the feeds of the demonstration."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lxml import etree

from federation.domain.event import Moment

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
EV = "http://purl.org/rss/1.0/modules/event/"
SY = "http://purl.org/rss/1.0/modules/syndication/"


def add(parent: Any, name: str, text: str = "", /, **attributes: str) -> Any:
    """One more element below `parent`; `name` is « tag » or « {namespace}tag »."""
    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = text
    return element


def written(root: Any) -> bytes:
    """The document in UTF-8, one element a line."""
    etree.indent(root, " ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def w3c(at: Moment) -> str:
    """A date, or a moment with its offset (W3C date and time formats, RFC 3339)."""
    return at.isoformat(timespec="seconds") if isinstance(at, datetime) else at.isoformat()
