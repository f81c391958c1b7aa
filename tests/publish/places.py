"""Places for the tests of writers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from federation.domain.site import LabelStatus, Location, Site
from federation.domain.space import Closure, Rate, Room, Space
from federation.domain.spaces import Told, complete, now_open
from federation.publish.place import Place

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
"""A Friday, 11:00 in Paris."""

SPACE = Space(
    hours="Mo-Fr 09:00-12:30,14:00-19:00; Sa off",
    closures=(Closure(date(2026, 12, 24), date(2027, 1, 3), "fêtes </script>"),),
    capacity=40,
    desks=16,
    rooms=(Room("Salle <Turing>", 12, 20.5), Room("Studio")),
    rates=(
        Rate("Journée", Decimal("15"), "EUR", "day"),
        Rate("Carnet", Decimal("120"), "EUR", "10 jours"),
        Rate("Visite"),
    ),
    amenities=("wifi", "cuisine"),
    accessibility="plain-pied",
    contact="contact@rennes.test",
)


def place(name: str = "Rennes", space: Space | None = SPACE, **values: object) -> Place:
    """A place seen an hour ago."""
    at = Location("Les Champs Libres", "10 cours des Alliés", "35000", name, "Bretagne", lat=48.105, lon=-1.674)
    site = Site(
        id=name.lower(),
        name=f"La Cantine de {name}",
        location=at,
        status=LabelStatus.LABELLED,
        website="https://r.test/",
    )
    whole = None if space is None else complete([Told("lieu", space, datetime(2026, 11, 20, 9, tzinfo=UTC))], NOW)
    stated = {
        "site": site,
        "base_url": "https://agenda.test",
        "status": "Labellisé",
        "whole": whole,
        "now": now_open(whole, NOW, ZoneInfo(site.zone)) if whole else None,
        **values,
    }
    return Place(**stated)  # type: ignore[arg-type]
