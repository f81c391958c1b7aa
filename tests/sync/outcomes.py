"""What any bytes come to, and what is wrong with it: the promises that every reader keeps, told as sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from federation.domain import payload
from federation.domain.event import Event, Notice
from federation.domain.reasons import FAILURES, NOTICES
from federation.domain.recurrence import FIRST_YEAR, LAST_YEAR
from federation.domain.site import LabelStatus, Location, Site
from federation.domain.zones import zone_named
from federation.errors import FormatError
from sync.detect import pick
from sync.drawing import Drawing, draw
from sync.formats.parsed import MOST_NOTICES, Context, Parsed
from sync.normalize import normalize
from sync.route import followable

CORPUS = Path(__file__).parent.parent / "corpus"
URL = "https://cantine.example/agenda/liste"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SITE = Site(
    id="essai",
    name="La Cantine d’essai",
    location=Location("Halle d’essai", "1 rue du Port", "35000", "Rennes", "Bretagne"),
    status=LabelStatus.LABELLED,
    website="https://cantine.example/",
)

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WEB = re.compile(r"https?://[^\s<>\"'\\]+")
_TAG = re.compile(r"<(/?)([a-z0-9]+)((?:\s[^<>]*)?)>")
_SAFE_TAGS = frozenset(["p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "a", "h3", "h4", "blockquote", "code"])
_SAFE_LINK = re.compile(r' href="https?://[^"<>]*" rel="noopener nofollow ugc"| rel="noopener nofollow ugc"')
_LONGEST = {
    "title": 300,
    "description": 20_000,
    "language": 35,
    "licence": 200,
    "key": 255,
    "uid": 255,
    "fingerprint": 64,
}
_LINKS = frozenset(["url", "online_url", "registration_url", "links"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What bytes came to: the code and detail of a failure, or what was read, as read and after normalizing."""

    failure: str = ""
    detail: str = ""
    read: Parsed | None = None
    parsed: Parsed | None = None
    drawing: Drawing | None = None

    @property
    def keys(self) -> list[str]:
        """The keys of the records, sorted."""
        return sorted(record.key for record in self.parsed.records) if self.parsed else []


def outcome(body: bytes, format_name: str = "auto", media_type: str = "", url: str = URL) -> Outcome:
    """Detect, read, normalize and draw, as a visit does; anything but a FormatError goes through."""
    try:
        read = pick(format_name, body, media_type).read(body, Context(url=url))
    except FormatError as error:
        return Outcome(error.code, error.detail)
    further, odd = followable(read.further)
    parsed = normalize(replace(read, further=further, notices=[*read.notices, *odd]), SITE)
    return Outcome(read=read, parsed=parsed, drawing=draw(parsed.records, NOW))


def plain(found: Outcome) -> dict[str, Any]:
    """What was read, as plain data that does not tell the order of the file: records without fingerprints."""
    if found.parsed is None:
        return {"failure": found.failure}
    records = {record.key: payload.to_plain(replace(record, fingerprint="")) for record in found.parsed.records}
    space = found.parsed.space
    return {"records": records, "space": None if space is None else payload.to_plain(space)}


def faults(found: Outcome) -> list[str]:
    """Every promise that an outcome breaks; an empty list is what is wanted."""
    if found.parsed is None or found.drawing is None:
        wrong = [] if found.failure in FAILURES else [f"no words for the failure {found.failure}"]
        if len(found.detail) > 400 or not _encodable(found.detail.replace("\x00", "")):
            wrong.append(f"detail of {found.failure}: {found.detail[:80]!r}")
        return wrong
    return [*_told_wrong(found), *_records_wrong(found.parsed), *_drawn_wrong(found.drawing)]


def _told_wrong(found: Outcome) -> Iterator[str]:
    assert found.parsed is not None
    assert found.read is not None
    assert found.drawing is not None
    if len(found.read.notices) > MOST_NOTICES + 5:
        yield f"{len(found.read.notices)} notices"
    for notice in [*found.parsed.notices, *found.drawing.notices]:
        yield from _notice_wrong(notice)
    for address in found.parsed.further:
        if not _WEB.match(address) or not _encodable(address):
            yield f"further: {address[:80]!r}"
    if found.parsed.refresh_after is not None and found.parsed.refresh_after < timedelta(0):
        yield f"refresh after {found.parsed.refresh_after}"
    for name in ("title", "producer"):
        if not _encodable(getattr(found.parsed, name)):
            yield f"{name} of the answer: {getattr(found.parsed, name)[:80]!r}"


def _notice_wrong(notice: Notice) -> Iterator[str]:
    if notice.code not in NOTICES and notice.code not in FAILURES:
        yield f"no words for the notice {notice.code}"
    for text in (notice.value, notice.path):
        if len(text) > 200 or not _encodable(text):
            yield f"notice {notice.code}: {len(text)} characters {text[:80]!r}"


def _records_wrong(parsed: Parsed) -> Iterator[str]:
    keys = [record.key for record in parsed.records]
    if len(set(keys)) != len(keys):
        yield f"keys told twice: {sorted(key for key in keys if keys.count(key) > 1)[:4]}"
    if parsed.unchanged & set(keys):
        yield "records that are unchanged too"
    for record in parsed.records:
        where = f"record {record.key[:40]!r}"
        if not record.key or not record.fingerprint:
            yield f"{where}: no key, or no fingerprint"
        yield from _value_wrong(record, where)
        if payload.load_event(payload.dump(record.event)) != record.event:
            yield f"{where}: changes when it is stored"
    if parsed.space is not None:
        yield from _value_wrong(parsed.space, "space")
        payload.dump(parsed.space).encode()


def _drawn_wrong(drawing: Drawing) -> Iterator[str]:
    for item in drawing.drawn:
        slots = [occurrence.slot for occurrence, _ in item.occurrences]
        if len(set(slots)) != len(slots) or any(len(slot) > 32 for slot in slots):
            yield f"slots of {item.record.key[:40]!r}: {slots[:4]}"
        for occurrence, when in item.occurrences:
            if when.over_at < when.starts_at:
                yield f"over before it begins: {occurrence.slot}"


def _value_wrong(value: Any, where: str, name: str = "") -> Iterator[str]:
    if is_dataclass(value):
        for item in fields(value):
            yield from _value_wrong(getattr(value, item.name), f"{where}.{item.name}", item.name)
        if isinstance(value, Event):
            yield from _event_wrong(value, where)
    elif isinstance(value, tuple):
        if len(value) > 20_000:
            yield f"{where}: {len(value)} values"
        for inner in value:
            yield from _value_wrong(inner, where, name)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield from _text_wrong(value, where, name)
    elif isinstance(value, datetime | date):
        if isinstance(value, datetime) and value.tzinfo is None:
            yield f"{where} is naive"
        if not FIRST_YEAR <= value.year <= LAST_YEAR and "closures" not in where:
            yield f"{where} is {value.isoformat()}"
    elif isinstance(value, float | Decimal | int) and not (math.isfinite(value) and abs(value) < 2**31):
        yield f"{where} is {value}"


def _event_wrong(event: Event, where: str) -> Iterator[str]:
    if event.end is not None and (isinstance(event.end, datetime) == event.all_day or event.end < event.start):
        yield f"{where}: ends {event.end.isoformat()}, begins {event.start.isoformat()}"
    if zone_named(event.zone) is None:
        yield f"{where}: zone {event.zone!r}"
    if not event.title:
        yield f"{where}: no title"
    if event.place is not None and not (abs(event.place.lat or 0) <= 90 and abs(event.place.lon or 0) <= 180):
        yield f"{where}: at {event.place.lat}, {event.place.lon}"


def _text_wrong(text: str, where: str, name: str) -> Iterator[str]:
    unwanted = _CONTROLS if name in ("key", "uid", "rrules", "exrules") else _UNSEEN
    if not _encodable(text) or unwanted.search(text):
        yield f"{where} holds {text[:80]!r}"
    if len(text) > _LONGEST.get(name, 12_000):
        yield f"{where} is {len(text)} characters long"
    if name in _LINKS and text and not _WEB.fullmatch(text):
        yield f"{where} links to {text[:80]!r}"
    if name == "description":
        yield from _fragment_wrong(text, where)


def _fragment_wrong(fragment: str, where: str) -> Iterator[str]:
    for end, tag, attributes in _TAG.findall(fragment):
        if tag not in _SAFE_TAGS or (attributes and (end or not _SAFE_LINK.fullmatch(attributes))):
            yield f"{where} holds <{end}{tag}{attributes[:80]}>"
    if "<" in _TAG.sub("", fragment):
        yield f"{where} holds an open bracket: {_TAG.sub('', fragment)[:200]!r}"


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\x00" not in text
