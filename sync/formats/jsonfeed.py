"""JSON Feed 1.0 and 1.1 (jsonfeed.org): bytes -> records.

The hub's own extension `_cantines` tells of an event (so that a hub can read a hub); any other item is a post, and an
event when its text states one date.
"""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

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
_OURS = "jsonfeed.org/version/1"
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a JSON object that says the version of JSON Feed."""
    return body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and _VERSION.search(body) is not None


def read(body: bytes, context: Context) -> Parsed:
    """The events of a JSON Feed, told in the context's zone; `next_url` is its next page.

    Raises FormatError `empty`, `html`, `not-json` or `not-jsonfeed`; an item that is none is a lost Notice.
    """
    parsed = Parsed(format="jsonfeed")
    document = load(body, parsed.notices)
    if not isinstance(document, dict) or _OURS not in str(document.get("version")):
        raise FormatError("not-jsonfeed", shown(document.get("version")) if isinstance(document, dict) else "")
    items = document.get("items")
    if not isinstance(items, list):
        raise FormatError("not-jsonfeed", shown(items), path="$.items")
    if len(items) > MOST_ITEMS:
        parsed.notices.append(Notice("too-many-events", path="$.items", value=str(len(items)), lost=True))
        parsed.cut = True
    parsed.title = _text(document.get("title"))
    following = urljoined(context.url, _text(document.get("next_url")))
    parsed.further = (following,) if following.startswith(("http://", "https://")) else ()
    _Items(context, parsed).read(items[:MOST_ITEMS], _text(document.get("language")))
    parsed.notices = few(sorted(set(parsed.notices), key=lambda found: (found.path, found.code, found.value)))
    return parsed


class _Items:
    """The items of one document, on their way to the reading that all feeds share."""

    def __init__(self, context: Context, parsed: Parsed) -> None:
        self.context = context
        self.parsed = parsed
        self.extensions: dict[int, dict[str, Any]] = {}

    def read(self, items: list[Any], language: str) -> None:
        """Every item that is an object; of another kind is lost."""
        found = []
        for index, raw in enumerate(items):
            if not isinstance(raw, dict):
                self.parsed.notices.append(Notice("bad-value", path=f"$.items[{index}]", value=shown(raw), lost=True))
                continue
            item = _item(raw, language)
            if isinstance(extension := raw.get("_cantines"), dict) and "start" in extension:
                self.extensions[id(item)] = extension
                item.told["_cantines"] = repr(sorted(extension.items(), key=str))
            found.append(item)
        Reading(self.context, self.parsed, self._own).read(found, "$.items")

    def _own(self, item: Item, uid: str) -> Event | None:
        extension = self.extensions.get(id(item))
        if extension is None:
            return None
        zone = zone_named(_text(extension.get("timezone"))) or zone_named(self.context.zone) or ZoneInfo("UTC")
        event = event_of(item, extension, uid, zone, self.context.url)
        if event is None:
            path = f"$.items[id={uid[:80]}]._cantines.start"
            self.parsed.notices.append(Notice("bad-value", path=path, value=shown(extension["start"]), lost=True))
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
