"""What comes as the REST API of The Events Calendar, a WordPress plugin, tells it: page by page, each date an event.

Titles come with typographic entities, as WordPress renders them; all-day events end at 23:59:59 on their last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from federation.demo.announced import ZONE, Programme
from federation.demo.facts import DemoPlace, place
from federation.demo.french import slug
from federation.demo.happenings import Happening, happenings
from federation.demo.reply import JSON, Reply, as_json, number
from federation.demo.wording import as_html, summary
from federation.domain.event import Moment, Place, Price

MEDIA_TYPE = JSON
ROOT = "/wp-json/tribe/events/v1/"
_MOST = 50


def write_tribe(programme: Programme, query: Mapping[str, str]) -> Reply:
    """One page of the events; `page`, `per_page` (at most 50), `start_date` and `end_date` are understood.

    Without `start_date` it tells what is not over. A page after the last is a 404 with an error object.
    """
    page, size = _natural(query.get("page", "1")), _natural(query.get("per_page", "10"))
    first, last = _day(query.get("start_date"), programme.today), _day(query.get("end_date"), date.max)
    if not page or not size or size > _MOST or first is None or last is None:
        return _refusal(400, "rest_invalid_param", "Paramètre(s) non valide(s)")
    found = [item for item in happenings(programme) if item.last_day >= first and _first_day(item) <= last]
    pages = -(-len(found) // size)
    if page > max(pages, 1):
        return _refusal(404, "event-archive-page-not-found", "La page demandée n’existe pas")
    kept = {name: query[name] for name in ("start_date", "end_date") if name in query}
    told: dict[str, Any] = {
        "events": [_event(programme, item) for item in found[(page - 1) * size : page * size]],
        "rest_url": _address(programme, page, size, kept),
    }
    if page < pages:
        told["next_rest_url"] = _address(programme, page + 1, size, kept)
    if page > 1:
        told["previous_rest_url"] = _address(programme, page - 1, size, kept)
    return Reply(as_json(told | {"total": len(found), "total_pages": pages}), headers=_headers(programme, found, pages))


def write_one(programme: Programme, identifier: str) -> Reply:
    """The event of that number, at the address its `rest_url` gives."""
    for found in happenings(programme):
        if str(number(programme.site_id, found.slug)) == identifier:
            return Reply(as_json(_event(programme, found)))
    return _refusal(404, "event-not-found", "L’événement demandé n’existe pas")


def write_index(programme: Programme) -> bytes:
    """The index of the site's API, by which software recognises the plugin."""
    site = place(programme.site_id)
    spaces = ["oembed/1.0", "tribe/events/v1", "wp/v2"]
    return as_json(
        {"name": site.name, "description": site.motto, "url": programme.base, "home": programme.base}
        | {"timezone_string": "Europe/Paris", "namespaces": spaces, "authentication": [], "routes": {}}
    )


def _natural(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _day(text: str | None, otherwise: date) -> date | None:
    if text is None:
        return otherwise
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _first_day(found: Happening) -> date:
    start = found.event.start
    return start.date() if isinstance(start, datetime) else start


def _refusal(status: int, code: str, message: str) -> Reply:
    return Reply(as_json({"code": code, "message": message, "data": {"status": status}}), status)


def _address(programme: Programme, page: int, size: int, kept: Mapping[str, str]) -> str:
    return f"{programme.base}{ROOT}events/?{urlencode({'page': page, 'per_page': size, **kept}, quote_via=quote)}"


def _headers(programme: Programme, found: list[Happening], pages: int) -> tuple[tuple[str, str], ...]:
    return (
        ("X-TEC-API-VERSION", "v1"),
        ("X-TEC-API-ROOT", programme.base + ROOT),
        ("X-TEC-API-ORIGIN", programme.base),
        ("X-TEC-Total", str(len(found))),
        ("X-TEC-TotalPages", str(pages)),
    )


def _event(programme: Programme, found: Happening) -> dict[str, Any]:
    event, item, site = found.event, found.item, place(programme.site_id)
    identifier = number(site.id, found.slug)
    host = programme.base.removeprefix("http://")
    told: dict[str, Any] = {
        "id": identifier,
        "global_id": f"{host}?id={identifier}",
        "global_id_lineage": [f"{host}?id={identifier}"],
        "author": "1",
        "status": "publish",
        **_pair("date", item.created_at),
        **_pair("modified", item.changed_at),
        "url": event.url,
        "rest_url": f"{programme.base}{ROOT}events/{identifier}",
        "title": _rendered(event.title),
        "description": as_html(event.description).replace("’", "&#8217;"),
        "excerpt": f"<p>{_rendered(summary(event))}</p>",
        "slug": found.slug,
        "image": False,
        "all_day": event.all_day,
        **_when("start_date", event.start),
        **_when("end_date", _told_end(event.start, event.end)),
        "timezone": "Europe/Paris",
        "timezone_abbr": _start(event.start).tzname(),
        **_cost(event.price),
        "website": event.registration_url,
        "show_map": True,
        "show_map_link": True,
        "hide_from_listings": False,
        "sticky": False,
        "featured": False,
        "categories": [_term(site, word, "tribe_events_cat") for word in event.categories[:1]],
        "tags": [_term(site, word, "post_tag") for word in event.categories[1:]],
        "venue": _venue(programme, event.place) if event.place is not None else [],
        "organizer": [],
        "custom_fields": [],
        "is_virtual": bool(event.online_url),
        "virtual_url": event.online_url or None,
    }
    if event.organiser is not None:
        told["organizer"] = [_organizer(site, event.organiser.name, event.organiser.url)]
    return told


def _rendered(text: str) -> str:
    escaped = escape(text, quote=False).replace("&amp;", "&#038;")
    return escaped.replace("’", "&#8217;").replace("–", "&#8211;")


def _pair(name: str, at: datetime) -> dict[str, str]:
    return {name: f"{at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}", f"{name}_utc": f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"}


def _start(at: Moment) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time(), ZONE)


def _told_end(start: Moment, end: Moment | None) -> datetime:
    if end is None or isinstance(end, datetime):
        return _start(end or start)
    return datetime.combine(end - timedelta(days=1), time(23, 59, 59), ZONE)


def _when(name: str, at: Moment) -> dict[str, Any]:
    wall, utc = _start(at).astimezone(ZONE), _start(at).astimezone(UTC)
    told: dict[str, Any] = {}
    for key, shown in ((name, wall), (f"utc_{name}", utc)):
        told[key] = f"{shown:%Y-%m-%d %H:%M:%S}"
        parts = {"year": "Y", "month": "m", "day": "d", "hour": "H", "minutes": "M", "seconds": "S"}
        told[f"{key}_details"] = {part: shown.strftime(f"%{sign}") for part, sign in parts.items()}
    return told


def _cost(price: Price | None) -> dict[str, Any]:
    shown = "" if price is None else "Gratuit" if price.free else price.text
    values = ["0" if price.free else str(price.amount)] if price is not None else []
    details = {"currency_symbol": "€", "currency_code": "EUR", "currency_position": "suffix", "values": values}
    return {"cost": shown, "cost_details": details}


def _term(site: DemoPlace, word: str, taxonomy: str) -> dict[str, Any]:
    identifier = number(site.id, taxonomy, word, digits=3)
    return {"name": word, "slug": slug(word), "id": identifier, "taxonomy": taxonomy, "parent": 0, "filter": "raw"}


def _venue(programme: Programme, where: Place) -> dict[str, Any]:
    identifier = number(programme.site_id, where.name, digits=4)
    return {
        "id": identifier,
        "status": "publish",
        "url": f"{programme.base}/lieu",
        "venue": _rendered(where.name),
        "slug": slug(where.name),
        "address": where.address,
        "city": where.city,
        "country": "France",
        "zip": where.postal_code,
        "stateprovince": place(programme.site_id).location.region,
        "geo_lat": where.lat,
        "geo_lng": where.lon,
        "show_map": True,
        "show_map_link": True,
    }


def _organizer(site: DemoPlace, name: str, url: str) -> dict[str, Any]:
    return {"id": number(site.id, name, digits=4), "organizer": _rendered(name), "slug": slug(name), "website": url}
