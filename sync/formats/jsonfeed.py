"""JSON Feed 1.0 and 1.1 (jsonfeed.org): bytes -> records.

The hub's own extension `_cantines` tells of an event (so that a hub can read a hub); any other item is a post, and an
event when its text states one date.
"""

from __future__ import annotations

import json
import re
from typing import Any

from federation.domain.event import Event, Notice
from federation.domain.zones import zone_named
from federation.errors import FormatError
from sync.formats.json_document import load, shown
from sync.formats.jsonfeed_parts.extension import event_of
from sync.formats.parsed import Context, Format, Parsed, few
from sync.formats.webfeed_parts.entries import Reading
from sync.formats.webfeed_parts.event import urljoined
from sync.formats.webfeed_parts.item import Item, Link

MOST_ITEMS = 20_000

_VERSION = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version')
_VERSIONS = ("1", "1.0", "1.1")  # what some write instead of the address
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a JSON object that says the version of JSON Feed, or goes by its media type."""
    if body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return False
    return media_type.startswith("application/feed+json") or _VERSION.search(body) is not None


def read(body: bytes, context: Context) -> Parsed:
    """The events of a JSON Feed, told in the context's zone; `next_url` is its next page.

    Raises FormatError `empty`, `html`, `not-json` or `not-jsonfeed`; an item that is none is a lost Notice.
    """
    parsed = Parsed(format="jsonfeed")
    document = load(body, parsed.notices)
    version = document.get("version") if isinstance(document, dict) else document
    if not isinstance(version, str) or not ("jsonfeed.org/version/1" in version or version in _VERSIONS):
        raise FormatError("not-jsonfeed", shown(version), path="$.version")
    items = document.get("items")
    if not isinstance(items, list):
        raise FormatError("not-jsonfeed", shown(items), path="$.items")
    if len(items) > MOST_ITEMS:
        parsed.notices.append(Notice("too-many-events", path="$.items", value=str(len(items)), lost=True))
        parsed.cut = True
    parsed.title = _text(document.get("title"))
    following = urljoined(context.url, _text(document.get("next_url")))
    parsed.further = (following,) if following.startswith(("http://", "https://")) else ()
    _Items(context, parsed).read_items(items[:MOST_ITEMS], _text(document.get("language")))
    parsed.notices = few(sorted(set(parsed.notices), key=lambda found: (found.path, found.code, found.value)))
    return parsed


class _Items(Reading):
    """The reading of items, some of which say by the hub's extension what event they are."""

    def __init__(self, context: Context, parsed: Parsed) -> None:
        super().__init__(context, parsed)
        self.extensions: dict[int, dict[str, Any]] = {}

    def read_items(self, items: list[Any], language: str) -> None:
        """Every item that is an object; one of another kind is lost."""
        found = []
        for index, raw in enumerate(items):
            if not isinstance(raw, dict):
                self.parsed.notices.append(Notice("bad-value", path=f"$.items[{index}]", value=shown(raw), lost=True))
                continue
            item = _item(raw, language)
            if isinstance(extension := raw.get("_cantines"), dict) and "start" in extension:
                self.extensions[id(item)] = extension
                item.told["_cantines"] = _canonical.encode(extension)
            found.append(item)
        self.read(found, "$.items")

    def states(self, item: Item) -> bool:
        """Whether the item holds the extension."""
        return id(item) in self.extensions

    def stated(self, item: Item, uid: str, path: str) -> Event | None:
        """The event that the extension tells, in its zone."""
        extension = self.extensions[id(item)]
        zone = zone_named(str(extension.get("timezone"))) or self.zone
        event = event_of(item, extension, uid, zone, self.context.url)
        if event is None:
            where = f"{path}[id={uid[:80]}]._cantines.start"
            self.parsed.notices.append(Notice("bad-value", path=where, value=shown(extension["start"]), lost=True))
        return event


def _item(raw: dict[str, Any], language: str) -> Item:
    """What an item says, in the words of feeds; an id may be a number (JSON Feed 1.1, « id »)."""
    links = [Link("alternate", "text/html", url) for name in ("url", "external_url") if (url := _text(raw.get(name)))]
    images = [url for name in ("image", "banner_image") if (url := _text(raw.get(name)))]
    attachments = raw.get("attachments") if isinstance(raw.get("attachments"), list) else []
    enclosures = [
        Link("enclosure", _text(part.get("mime_type")), _text(part.get("url")))
        for part in attachments or ()
        if isinstance(part, dict)
    ]
    tags = raw.get("tags")
    return Item(
        uid=_id(raw.get("id")),
        link=links[0].href if links else "",
        title=_text(raw.get("title")),
        text=_text(raw.get("content_html")) or _text(raw.get("content_text")) or _text(raw.get("summary")),
        published=_text(raw.get("date_published")),
        updated=_text(raw.get("date_modified")),
        links=(*(Link("enclosure", "image/*", url) for url in images), *links, *enclosures),
        categories=tuple((_text(tag), "") for tag in tags if _text(tag)) if isinstance(tags, list) else (),
        language=_text(raw.get("language")) or language,
    )


def _id(value: Any) -> str:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else _text(value)


def _text(value: Any) -> str:
    return _UNSEEN.sub("", value).strip() if isinstance(value, str) else ""


FORMAT = Format("jsonfeed", "application/feed+json, application/json", sniff, read)
