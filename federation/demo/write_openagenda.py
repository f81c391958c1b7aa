"""What comes as the public API of OpenAgenda (v2) tells it: one event with all its timings, `after` for the next page.

A date of a series that will not take place is an event of its own, since a timing has no status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Any

from federation.demo.announced import ZONE, Programme
from federation.demo.facts import TOURS_AGENDA, place
from federation.demo.french import capital, slug, when
from federation.demo.happenings import Happening, coming
from federation.demo.reply import JSON, Reply, as_json, number
from federation.demo.wording import as_text, summary
from federation.domain.event import Attendance, Event, Moment, Place, Status

MEDIA_TYPE = JSON
_MOST = 300
_STATUS = {
    Status.RESCHEDULED: 2,
    Status.MOVED_ONLINE: 3,
    Status.POSTPONED: 4,
    Status.FULL: 5,
    Status.CANCELLED: 6,
}
_MODE = {Attendance.ONSITE: 1, Attendance.ONLINE: 2, Attendance.MIXED: 3}
_INSEE = "37261"


def write_openagenda(programme: Programme, query: Mapping[str, str]) -> Reply:
    """One page of the events that are not over, soonest first.

    `size` (20 without it, at most 300), `after[]` as the answer before gave it, `monolingual` are understood.
    """
    size = query.get("size", "20")
    if not size.isascii() or not size.isdigit() or not 0 < int(size[:6]) <= _MOST:
        return Reply(as_json({"success": False, "message": f"size: 1 to {_MOST} expected"}), 400)
    told = list(_events(programme, "monolingual" in query))
    last = query.get("after[]", "").split("|")[-1]
    begin = next((rank + 1 for rank, event in enumerate(told) if str(event["uid"]) == last), 0)
    shown = told[begin : begin + int(size)]
    more = begin + int(size) < len(told)
    return Reply(
        as_json(
            {
                "total": len(told),
                "events": shown,
                "after": [shown[-1]["firstTiming"]["begin"], str(shown[-1]["uid"])] if more else None,
                "sort": "timingsWithFeatured.asc",
                "success": True,
            }
        )
    )


def _events(programme: Programme, plain: bool) -> Iterator[dict[str, Any]]:
    """Each announcement once, with the dates that are not over; dates that differ stand alone."""
    found = coming(programme)
    told = []
    for (_, odd), dates in groupby(sorted(found, key=_together), key=_together):
        grouped = sorted(dates, key=lambda date_: str(date_.event.start))
        told.append((grouped[0], _event(programme, grouped, bool(odd), plain)))
    for _, event in sorted(told, key=lambda pair: found.index(pair[0])):
        yield event


def _together(found: Happening) -> tuple[str, str]:
    """What dates of one event share; a cancelled date of a series shares nothing."""
    alone = found.item.record.recurrence is not None and found.event.status is Status.CANCELLED
    return found.item.slug, found.slug if alone else ""


def _event(programme: Programme, dates: list[Happening], alone: bool, plain: bool) -> dict[str, Any]:
    event, item = dates[0].event, dates[0].item
    name = dates[0].slug if alone else item.slug
    timings = [timing for found in dates for timing in _timings(found.event)]

    def said(text: Any) -> Any:
        return text if plain else {"fr": text}

    return {
        "uid": number(programme.site_id, name),
        "slug": f"{slug(event.title)}_{number(programme.site_id, name, 'slug', digits=6)}",
        "title": said(event.title),
        "description": said(summary(event)),
        "longDescription": said(as_text(event.description)),
        "keywords": said(list(event.categories)),
        "dateRange": said(capital(when(event.start, event.end))),
        "timings": timings,
        "firstTiming": timings[0],
        "lastTiming": timings[-1],
        "nextTiming": timings[0],
        "timezone": "Europe/Paris",
        "status": _STATUS.get(event.status, 1),
        "state": 2,
        "attendanceMode": _MODE.get(event.attendance or Attendance.ONSITE),
        "onlineAccessLink": event.online_url or None,
        "location": _location(programme, event.place) if event.place is not None else None,
        "conditions": said(event.price.text if event.price is not None else ""),
        "registration": [{"type": "link", "value": event.registration_url}] if event.registration_url else [],
        "accessibility": {code: code in event.accessibility for code in ("ii", "hi", "vi", "pi", "mi")},
        "age": {"min": None, "max": None},
        "image": None,
        "imageCredits": None,
        "featured": False,
        "links": [{"link": event.url if alone or len(dates) == 1 else item.event.url}],
        "canonicalUrl": item.event.url,
        "originAgenda": {"uid": TOURS_AGENDA, "title": place(programme.site_id).name, "image": None},
        "createdAt": _stamp(item.created_at),
        "updatedAt": _stamp(item.changed_at),
    }


def _timings(event: Event) -> list[dict[str, str]]:
    """One timing a date; OpenAgenda knows no days without hours, so that they last from midnight to midnight."""
    return [{"begin": _iso(_at(event.start)), "end": _iso(_at(event.end or event.start))}]


def _at(at: Moment) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time(), ZONE)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"


def _location(programme: Programme, where: Place) -> dict[str, Any]:
    return {
        "uid": number(programme.site_id, where.name),
        "name": where.name,
        "address": f"{where.address}, {where.postal_code} {where.city}",
        "city": where.city,
        "postalCode": where.postal_code,
        "insee": _INSEE,
        "adminLevel1": place(programme.site_id).location.region,
        "countryCode": "FR",
        "latitude": where.lat,
        "longitude": where.lon,
        "timezone": "Europe/Paris",
    }
