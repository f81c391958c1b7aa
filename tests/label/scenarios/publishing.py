"""What sites publish in the scenarios: who they are, an evening as it is announced, a year of them, a space."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from federation.domain.site import LabelStatus, Location, Site, Source
from tests.label.sites import lettered

ANNOUNCED = timedelta(days=60)
"""How long before their date events stand in the feeds."""

KINDS = ("Conférence", "Atelier", "Rencontre", "Permanence", "Débat", "Démo")
AUDIENCES = ("Tout public", "Débutants", "Professionnels")
Event = dict[str, Any]


def place(name: str, status: LabelStatus = LabelStatus.LABELLED, **more: Any) -> Site:
    """A site of a city, with a feed of events and one of the space, whose profile is complete."""
    city = more.pop("city", name.capitalize())
    profile = {
        "opened": "1er mai 2013",
        "operator": f"Association {city}",
        "relay_partners": "Technopole",
        "acceslibre_url": "https://example.org/acces",
        "licence": "LO-2.0",
    } | more.pop("profile", {})
    plain: dict[str, Any] = {
        "name": f"La Cantine de {name.capitalize()}",
        "location": Location("Halle", "49 boulevard Preuilly", "37000", city, lat=47.4, lon=0.7),
        "website": f"https://{name}.example/",
        "sources": (feed(name, "agenda", "events"), feed(name, "lieu", "space")),
    }
    return Site(id=name, status=status, profile=profile, **(plain | more))


def feed(site: str, key: str, *carries: str) -> Source:
    """A native feed of a site, visited at most every hour."""
    return Source(key, f"https://{site}.example/{key}.json", "native", carries, timedelta(hours=1))


def evening(number: int, start: datetime, **more: Any) -> Event:
    """An evening of two hours, as a site announces it: open to all and told in full."""
    kind = KINDS[number % len(KINDS)]
    plain: Event = {
        "id": f"e{number}",
        "title": f"{kind} {lettered(number)}",
        "start": start.replace(tzinfo=None).isoformat(),
        "end": (start + timedelta(hours=2)).replace(tzinfo=None).isoformat(),
        "timezone": "Europe/Paris",
        "url": f"https://example.org/{number}",
        "description": f"Un rendez-vous du réseau local, le numéro {lettered(number)} ; " + "entrée libre. " * 6,
        "categories": [kind],
        "audience": [AUDIENCES[number % len(AUDIENCES)]],
        "price": {"free": True},
        "organiser": {"name": f"Collectif {lettered(number % 12)}"},
        "place": {"name": "Halle"},
    }
    return {**plain, **more}


def year_of(first: date, last: date, a_year: int, number: int = 0) -> list[Event]:
    """So many evenings a year, evenly, from one day to another."""
    days, begin = (last - first).days, datetime(first.year, first.month, first.day, 18, 30)
    count = days * a_year // 365
    return [evening(number + n, begin + timedelta(days * n // count)) for n in range(count)]


SPACE: dict[str, Any] = {
    "hours": "Mo-Sa 09:00-19:00",
    "desks": 30,
    "rooms": [{"name": "Bocal", "capacity": 8}, {"name": "Grande salle", "capacity": 60}],
    "rates": [{"label": "Journée", "amount": "12", "currency": "EUR", "unit": "day"}],
    "amenities": ["wifi", "café"],
}
