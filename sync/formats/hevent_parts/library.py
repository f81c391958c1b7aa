"""What the `mf2py` library makes of one event of a page."""

from __future__ import annotations

from typing import Any

import mf2py
from bs4 import BeautifulSoup, Tag
from lxml import etree


def items(part: etree._Element, base: str) -> list[Any]:
    """The mf2 items in an element; addresses in it are relative to `base`."""
    items: list[Any] = mf2py.parse(_document(part), url=base or None)["items"]
    return items


class _Tag(Tag):
    """An element as mf2py is given it."""

    @property
    def original(self) -> Tag:
        """What mf2py asks each element for, once for each rule of hCalendar; without one it copies all that is in it,
        which takes hours on a page of nested elements.
        """
        return self


def _document(part: etree._Element) -> BeautifulSoup:
    text = str(etree.tostring(part, encoding="unicode", method="html"))
    return BeautifulSoup(f"<html><body>{text}</body></html>", features="lxml", element_classes={Tag: _Tag})
