"""What the sites of the tests tell: one event of each kind, and enough of them for a second page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from federation.domain.event import (
    Attendance,
    Event,
    Organiser,
    Place,
    Price,
    Record,
    Recurrence,
    Status,
)
from federation.domain.identity import record_key, told_id
from federation.domain.space import Closure, Rate, Room, Space

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment of 2026 in Paris."""
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


HOSTILE = Event(
    title="Atelier <script>alert(1)</script> & Cie",
    start=at(22, 18, 30),
    end=at(22, 20),
    url="https://rennes.test/atelier",
    description="<p>Venez <strong>nombreux</strong> &amp; curieux.</p>",
    categories=("Atelier",),
    audience=("tous publics",),
    price=Price(free=True),
    place=Place("Les Champs Libres", "46 boulevard Magenta", "35000", "Rennes", 48.1, -1.67),
    registration_url="javascript:alert(2)",
    accessibility=("mi",),
    organiser=Organiser("L’Association <b>d’à côté</b>", "https://asso.test/"),
    licence="CC-BY-4.0",
)
CANCELLED = Event(title="Soirée annulée", start=at(23, 19), end=at(23, 21), status=Status.CANCELLED)
FULL = Event(
    title="Formation complète",
    start=at(24, 9),
    end=at(24, 17),
    status=Status.FULL,
    price=Price(free=False, amount=Decimal("25.00"), currency="EUR"),
    registration_url="https://rennes.test/inscription",
)
ONLINE = Event(
    title="Webinaire",
    start=at(25, 12, 30),
    end=at(25, 13, 30),
    attendance=Attendance.ONLINE,
    online_url="https://visio.test/salle",
)
LASTING = Event(title="Semaine du libre", start=date(2026, 11, 20), end=date(2026, 11, 26))
ISLAND = Event(
    title="Visio avec Saint-Denis",
    start=datetime(2026, 11, 26, 18, tzinfo=REUNION),
    end=datetime(2026, 11, 26, 19, tzinfo=REUNION),
    zone="Indian/Reunion",
)
PAST = Event(title="Fête passée", start=at(10, 19), end=at(10, 23))
WITHDRAWN_EVENT = Event(title="Rencontre disparue", start=at(27, 18), end=at(27, 20))
WEEKLY = Event(title="Coding dojo", start=at(24, 19), end=at(24, 21), uid="dojo")
CANDIDATES = Event(title="Portes ouvertes de Tours", start=at(28, 14), end=at(28, 18))
FOREIGN = Event(title="Open day in English", start=at(29, 14), end=at(29, 18), language="en")


def record(event: Event, recurrence: Recurrence | None = None) -> Record:
    """A record that says an event."""
    return Record(record_key(event), event, recurrence)


def _many() -> list[Record]:
    first = at(1, 10, month=12)
    return [
        record(Event(title=f"Permanence {n}", start=first + timedelta(days=n), end=first + timedelta(days=n, hours=2)))
        for n in range(60)
    ]


_ALONE = (HOSTILE, CANCELLED, FULL, ONLINE, LASTING, ISLAND, PAST, WITHDRAWN_EVENT, FOREIGN)
RECORDS = {
    "rennes": [*map(record, _ALONE), record(WEEKLY, Recurrence(rrules=("FREQ=WEEKLY;COUNT=20",)))],
    "nantes": _many(),
    "tours": [record(CANDIDATES)],
}
WITHDRAWN = [record_key(WITHDRAWN_EVENT)]
PLACES = {
    "rennes": Space(
        hours="Mo-Fr 09:00-12:30,14:00-19:00; Sa off",
        closures=(Closure(date(2026, 12, 24), date(2027, 1, 2), "fêtes"),),
        desks=30,
        rooms=(Room("Salle Vilaine", 18, 42.0),),
        rates=(Rate("Journée", Decimal("12.50"), "EUR", "day"), Rate("Adhésion", None, "EUR", "prix libre")),
        amenities=("wifi",),
        accessibility="Entrée de plain-pied.",
        open_now=True,
        open_changed_at=at(22, 9),
    ),
    "nantes": Space(hours="sunrise-sunset"),
}


def id_of(event: Event, site: str = "rennes", slot: str = "") -> str:
    """The id of the entry that an event founded."""
    return told_id(site, "agenda", record_key(event), slot)
