"""Cursors: where a reader of the API stands, as a word that only the hub reads. Pure."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

from federation.domain.query import Sort
from federation.errors import QueryError

LONGEST = 300
MOST_PAGES = 1_000_000
FROM = {"cursor": "next", "since": "cursor"}
"""Where an earlier answer tells the value of each parameter."""

_MARK = "\x1f"


@dataclass(frozen=True, slots=True)
class Place:
    """In an order: by date after an entry, its moment (aware UTC) and then its id; in other orders at a `page`."""

    order: Sort
    at: datetime | None = None
    id: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Followed:
    """How far changes were followed: to an entry that changed at a moment (aware UTC).

    `members` is the digest of the sites whose events make the agenda. `begun` is until when changes were surely all
    there when the first of several pages was made, None before it is; `whole` while all of the agenda is read for the
    first time.
    """

    at: datetime
    id: str
    members: str
    begun: datetime | None = None
    whole: bool = False


def write_place(place: Place) -> str:
    """The cursor of a place in a list."""
    return _packed("e", place.order, place.at.isoformat() if place.at else "", place.id, str(place.page))


def read_place(parameter: str, cursor: str, order: Sort) -> Place:
    """The place in an order that a cursor tells; raises QueryError on what the hub never wrote for that order."""
    try:
        told, at, id_, page = _unpacked("e", cursor, 4)
        found = Place(Sort(told), _moment(at) if at else None, id_, int(page))
    except ValueError:
        raise _wrong(parameter, cursor) from None
    by_date = found.at is not None
    if found.order is not order or by_date is not (order is Sort.DATE) or not 1 <= found.page <= MOST_PAGES:
        raise _wrong(parameter, cursor)
    return found


def write_followed(followed: Followed) -> str:
    """The cursor of one who follows changes."""
    begun = followed.begun.isoformat() if followed.begun else ""
    parts = (followed.at.isoformat(), followed.id, followed.members, begun)
    return _packed("c", *parts, "1" if followed.whole else "")


def read_followed(parameter: str, cursor: str) -> Followed:
    """How far a cursor says that changes were followed; raises QueryError on what the hub never wrote."""
    try:
        at, id_, members, begun, whole = _unpacked("c", cursor, 5)
        return Followed(_moment(at), id_, members, _moment(begun) if begun else None, whole == "1")
    except ValueError:
        raise _wrong(parameter, cursor) from None


def _packed(kind: str, *parts: str) -> str:
    return base64.urlsafe_b64encode(_MARK.join((kind, *parts)).encode()).decode().rstrip("=")


def _unpacked(kind: str, cursor: str, parts: int) -> list[str]:
    if len(cursor) > LONGEST or not cursor.isascii():
        raise ValueError(cursor)
    try:
        plain = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except binascii.Error as error:
        raise ValueError(cursor) from error
    found = plain.split(_MARK)
    if len(found) != parts + 1 or found[0] != kind or not plain.replace(_MARK, "").isprintable():
        raise ValueError(cursor)
    return found[1:]


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None or not 2000 <= moment.year <= 2100:
        raise ValueError(text)
    return moment


def _wrong(parameter: str, cursor: str) -> QueryError:
    return QueryError(parameter, cursor, [FROM[parameter]])
