"""SpaceAPI, versions 8 to 15 (https://spaceapi.io/docs): what a place says of itself, above all whether it is open.

Reads bytes into a space; knows no network and no database. Persons (`keymasters`, `trigger_person`) are not read.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from federation.domain.event import Notice
from federation.domain.space import Space
from federation.errors import FormatError
from sync.cleaning.text import without_mailboxes
from sync.formats.json_document import load, shown
from sync.formats.parsed import Context, Format, Parsed, few
from sync.formats.spaceapi_parts.document import Part
from sync.formats.spaceapi_parts.lists import rates, rooms

_VERSION = re.compile(r"(?:0\.)?(\d{1,3})\Z")
_KNOWN = range(8, 16)
_HOURS = ("opening_hours", "openingHours", "ext_opening_hours", "ext_hours")
"""Keys under which endpoints give opening hours; no version of SpaceAPI has one of its own."""

_SCHEDULE = re.compile(r"([mhd])\.(\d\d)\Z")
_SCHEDULED = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_FIRST, _LAST = 946_684_800, 7_258_118_400
"""Seconds since 1970 at the beginning of 2000 and of 2200: what a last change may be."""

_VERSIONED = re.compile(rb'"api(?:_compatibility)?"\s*:')
_NAMED = re.compile(rb'"space"\s*:')


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a JSON object with a version and a name as SpaceAPI has them."""
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return start == b"{" and _VERSIONED.search(body) is not None and _NAMED.search(body) is not None


def read(body: bytes, context: Context) -> Parsed:
    """The space of a SpaceAPI document; it has no events (its `events` are door openings and the like).

    Raises FormatError (`empty`, `html`, `not-json`, `not-spaceapi`) when nothing can be had; a bad part is a Notice
    and costs that part.
    """
    notices: list[Notice] = []
    root = _document(body, notices)
    parsed = Parsed(format="spaceapi", title=shown(root.text("space")), producer=_producer(root))
    parsed.space = _space(root)
    schedule = _SCHEDULE.match(root.part("cache").text("schedule"))
    if schedule and schedule[2] != "00":
        parsed.refresh_after = _SCHEDULED[schedule[1]] * int(schedule[2])
    parsed.notices = few(notices)
    return parsed


def _document(body: bytes, notices: list[Notice]) -> Part:
    raw = load(body, notices)
    if not isinstance(raw, dict):
        raise FormatError("not-spaceapi", shown(raw), path="$")
    if not isinstance(raw.get("space"), str) or not raw["space"].strip():
        raise FormatError("not-spaceapi", "space", path="$.space")
    if raw.get("api") is None and raw.get("api_compatibility") is None:
        raise FormatError("not-spaceapi", "api_compatibility", path="$.api_compatibility")
    return Part(raw, "$", notices)


def _producer(root: Part) -> str:
    """The newest version the document says it speaks; an unknown one is told."""
    stated = root.raw.get("api_compatibility")
    stated = stated if isinstance(stated, list) else [] if stated is None else [stated]
    found = [_VERSION.match(str(told)[:10]) for told in (*stated[:50], root.raw.get("api"))]
    versions = [int(version[1]) for version in found if version]
    known = [version for version in versions if version in _KNOWN]
    if not known:
        path = "$.api_compatibility" if stated else "$.api"
        root.tell("version-unknown", path, shown(stated[0] if stated else root.raw.get("api")))
    return f"SpaceAPI {max(known or versions)}" if known or versions else "SpaceAPI"


def _space(root: Part) -> Space:
    # Until version 12 the state stood at the root.
    state = root if root.raw.get("state") is None else root.part("state")
    location, contact = root.part("location"), root.part("contact")
    opened = state.flag("open")
    changed_at = _changed_at(state)
    for part, key in ((contact, "keymasters"), (state, "trigger_person")):
        if part.raw.get(key):
            root.tell("persons-named", f"{part.path}.{key}", key)
    return Space(
        hours=_hours(root, state, location),
        rooms=rooms(location),
        rates=rates(root),
        accessibility=location.text("hint"),
        contact=without_mailboxes(
            contact.text("email").strip(),
            lambda code: root.tell(code, f"{contact.path}.email"),
        ),
        open_now=opened,
        open_changed_at=None if opened is None else changed_at,
        message=state.text("message") or (root.text("status") if state is root else ""),
    )


def _hours(*parts: Part) -> str:
    return next((text for part in parts for key in _HOURS if (text := part.text(key).strip())), "")


def _changed_at(state: Part) -> datetime | None:
    """When the state last changed, an aware UTC moment to the second."""
    seconds: Any = state.raw.get("lastchange")
    if seconds is None:
        return None
    number = not isinstance(seconds, bool) and isinstance(seconds, int | float)
    if not number or not _FIRST <= seconds < _LAST:
        state.tell("absurd-change", f"{state.path}.lastchange", shown(seconds))
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


FORMAT = Format("spaceapi", "application/json", sniff, read)
