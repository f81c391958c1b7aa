"""The pages of a source as its row keeps them: what each address said when it was last read, as one JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from federation.domain.event import Notice
from federation.domain.payload import to_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one address answered when it was last read, and the validators that vouch for it.

    `format` is how it spoke. `prints` are the fingerprints of the records it told, by key; None for the only page of a
    source, which told all that the hub holds of it and names no other. `further` are the addresses it named, `notices`
    what was odd in it, `space` whether it told of the place.
    """

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    format: str = ""
    prints: Mapping[str, str] | None = None
    further: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    space: bool = False

    def to_ask_whole(self) -> Page:
        """The same without validators, so that the next visit brings the whole answer."""
        return replace(self, etag="", last_modified="", body_hash="")


def dump_pages(pages: Mapping[str, Page]) -> str:
    """Pages by address, in their order, as compact JSON text."""
    return json.dumps({address: _plain(page) for address, page in pages.items()}, separators=(",", ":"))


def load_pages(text: str) -> dict[str, Page]:
    """Pages by address, as `dump_pages` wrote them; none of an empty text."""
    return {address: _page(plain) for address, plain in json.loads(text or "{}").items()}


def _plain(page: Page) -> dict[str, Any]:
    plain = {item.name: getattr(page, item.name) for item in fields(page)}
    plain["notices"] = [to_plain(notice) for notice in page.notices]
    return {name: value for name, value in plain.items() if value or (name == "prints" and value is not None)}


def _page(plain: dict[str, Any]) -> Page:
    plain["notices"] = tuple(Notice(**notice) for notice in plain.get("notices", ()))
    plain["further"] = tuple(plain.get("further", ()))
    return Page(**plain)
