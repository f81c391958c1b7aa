"""The place to work in as SpaceAPI (v14 and v15, https://spaceapi.io) tells it: what it knows of opening is « now »."""

from __future__ import annotations

from federation.demo.announced import Programme
from federation.demo.facts import TOURS_AGENDA, place
from federation.demo.reply import JSON, as_json

MEDIA_TYPE = JSON


def write_spaceapi(programme: Programme) -> bytes:
    """The endpoint's document; equal programmes give equal bytes. No mailbox: `contact` names pages only."""
    site, space = place(programme.site_id), programme.space
    where = site.location
    state: dict[str, object] = {"message": space.message}
    if space.open_now is not None:
        state = {"open": space.open_now, **state}
    if space.open_changed_at is not None:
        state["lastchange"] = int(space.open_changed_at.timestamp())
    return as_json(
        {
            "api_compatibility": ["14", "15"],
            "space": site.name,
            "logo": f"{programme.base}/favicon.svg",
            "url": f"{programme.base}/",
            "location": {
                "address": f"{where.address}, {where.postal_code} {where.city}, France",
                "lat": where.lat,
                "lon": where.lon,
                "timezone": "Europe/Paris",
                "country_code": "FR",
                "areas": [
                    {"name": name, "description": told, "square_meters": surface} for name, told, surface in site.areas
                ],
            },
            "contact": {},
            "state": state,
            "feeds": {"calendar": {"type": "json", "url": f"{programme.base}/agendas/{TOURS_AGENDA}/events"}},
            "links": [{"name": "Le lieu", "url": f"{programme.base}/lieu"}],
            "projects": [],
        }
    )
