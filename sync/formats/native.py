"""The native format, `cantines-native/1`: JSON for sites that write their own (docs/formats.md, native.schema.json).

Reads bytes into records and a space; knows no network and no database.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from federation.domain.event import Notice
from federation.domain.space import Space
from federation.errors import FormatError
from sync.formats.json_document import load, shown
from sync.formats.native_parts.events import Reading
from sync.formats.native_parts.notices import Tree, known_keys, unknown_keys, wrong_values
from sync.formats.native_parts.schema import EventSchema, SpaceSchema, stated
from sync.formats.parsed import Context, Format, Parsed, few

NAME = "cantines-native/1"
MAX_EVENTS = 20_000

_SPACE = SpaceSchema()
_KEYS: Tree = dict.fromkeys(("format", "site", "generated_at", "refresh_minutes"))
_KEYS |= {"events": known_keys(EventSchema()), "space": known_keys(_SPACE)}
_MINE = re.compile(rb'"format"\s*:\s*"cantines-native/')


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a JSON object that calls itself native."""
    return body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and _MINE.search(body) is not None


def read(body: bytes, context: Context) -> Parsed:
    """The events and the space of a native document.

    Wall times without an offset are told in the event's `timezone`, else in the context's zone. Raises FormatError
    (`empty`, `html`, `not-json`, `not-native`) when nothing can be had; a bad event is a lost Notice, and so is
    all that follows the first 20 000 events.
    """
    parsed = Parsed(format="native")
    document = _document(body, parsed.notices)
    strange: dict[str, str] = {}
    unknown_keys(document, _KEYS, "$", strange)
    parsed.notices.extend(Notice("unknown-key", path=path, value=shown(name)) for name, path in strange.items())
    for key in ("site", "generated_at"):
        if not isinstance(document.get(key), str | None):
            parsed.notices.append(Notice("bad-value", path=f"$.{key}", value=shown(document[key])))
    parsed.refresh_after = _refresh(document.get("refresh_minutes"), parsed.notices)
    if document.get("space") is not None:
        parsed.space = _space(document["space"], parsed.notices)
    events = document.get("events") or []
    if len(events) > MAX_EVENTS:
        parsed.notices.append(Notice("too-many-events", path="$.events", value=str(len(events)), lost=True))
        parsed.cut = True
    Reading(context, parsed).read(events[:MAX_EVENTS])
    parsed.notices = few(parsed.notices)
    return parsed


def _document(body: bytes, notices: list[Notice]) -> dict[str, Any]:
    document = load(body, notices)
    if not isinstance(document, dict) or document.get("format") != NAME:
        seen = document.get("format") if isinstance(document, dict) else type(document).__name__
        raise FormatError("not-native", shown(seen), path="$.format")
    for key, kind in (("events", list), ("space", dict)):
        if document.get(key) is not None and not isinstance(document[key], kind):
            raise FormatError("not-native", shown(document[key]), path=f"$.{key}")
    if document.get("events") is None and document.get("space") is None:
        raise FormatError("not-native", "events, space", path="$")
    return document


def _refresh(minutes: Any, notices: list[Notice]) -> timedelta | None:
    if minutes is None:
        return None
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 1 <= minutes <= 10_080:
        notices.append(Notice("bad-value", path="$.refresh_minutes", value=shown(minutes)))
        return None
    return timedelta(minutes=minutes)


def _space(raw: dict[str, Any], notices: list[Notice]) -> Space:
    found, messages = stated(_SPACE, raw)
    notices.extend(wrong_values(raw, messages, "$.space", lost=False))
    return found if isinstance(found, Space) else Space(**found)


FORMAT = Format("native", "application/json", sniff, read)
