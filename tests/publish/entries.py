"""A feed and six entries, all different: what the goldens are made of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from federation.domain.entry import Entry, Host
from federation.domain.event import Attendance, Event, Image, Organiser, Place, Price, Status
from federation.publish.feed import Feed

PARIS = ZoneInfo("Europe/Paris")
SEEN = datetime(2026, 11, 1, 8, 0, 12, 345678, tzinfo=UTC)
CHANGED = datetime(2026, 11, 14, 17, 30, tzinfo=UTC)

FEED = Feed(
    title="Réseau des cantines numériques",
    about="L’agenda de tous les lieux du réseau",
    home_url="https://agenda.example/agenda",
    self_url="https://agenda.example/agenda.rss",
    base_url="https://agenda.example",
    language="fr",
    updated_at=CHANGED,
    zone="Europe/Paris",
    id="urn:uuid:2f7f1b44-0f0f-4b6e-8a53-52d7d9d5a6b1",
    contact="https://agenda.example/contact",
    licence="Licence Ouverte 2.0",
)

RENNES = Host(id="rennes", name="La Cantine Rennes", city="Rennes", zone="Europe/Paris")
TOULOUSE = Host(id="toulouse", name="La Cantine Toulouse", city="Toulouse", zone="Europe/Paris")
SAINT_DENIS = Host(id="saint-denis", name="La Kantine", city="Saint-Denis", zone="Indian/Reunion")


def an_entry(event: Event, host: Host = RENNES, **more: object) -> Entry:
    """An entry around an event; everything else can be told."""
    known: dict[str, object] = {"id": "aaaaaaaaaaaaa", "first_seen_at": SEEN, "changed_at": SEEN}
    return Entry(event=event, host=host, **(known | more))  # type: ignore[arg-type]


def an_event(**more: object) -> Event:
    """An evening in Rennes; everything can be told otherwise."""
    known: dict[str, object] = {"title": "Apéro", "start": datetime(2026, 11, 22, 18, 30, tzinfo=PARIS)}
    return Event(**(known | more))  # type: ignore[arg-type]


def full() -> Entry:
    """Everything an event can say."""
    event = Event(
        title="Apéro : « code & café » <pour tous> ☕",
        start=datetime(2026, 11, 22, 18, 30, tzinfo=PARIS),
        end=datetime(2026, 11, 22, 20, 0, tzinfo=PARIS),
        url="https://cantine.example/apero?a=1&b=2",
        description="<p>Venez avec vos questions &amp; vos idées ; il y aura à manger.</p>"
        '<ul><li>accueil</li><li><a href="https://cantine.example/plan">plan</a></li></ul>',
        attendance=Attendance.MIXED,
        place=Place("La Cantine", "35 place du Colombier", "35000", "Rennes", 48.1053, -1.6794),
        online_url="https://visio.example/cantine;salle,1",
        categories=("rencontre", "logiciel libre"),
        audience=("tout public",),
        language="fr",
        price=Price(free=False, amount=Decimal("7.50"), currency="EUR"),
        registration_url="https://cantine.example/inscription",
        accessibility=("mi", "hi"),
        organiser=Organiser("Association Bug", "https://bug.example/"),
        image=Image("https://cantine.example/apero.jpg", "Photo de l’association", "Une table et des tasses"),
        licence="CC BY-SA 4.0",
    )
    return an_entry(event, changed_at=CHANGED, sequence=3)


def several_days() -> Entry:
    """Whole days, over the end of a month, cancelled."""
    event = Event(
        title="Startup Weekend",
        start=date(2027, 2, 27),
        end=date(2027, 3, 2),
        status=Status.CANCELLED,
        categories=("hackathon",),
    )
    return an_entry(event, TOULOUSE, id="bbbbbbbbbbbbb", sequence=1, changed_at=CHANGED)


def a_night() -> Entry:
    """Until the small hours, sold out, with a long description in many paragraphs."""
    event = Event(
        title="Nuit du code citoyen",
        start=datetime(2026, 12, 5, 22, 0, tzinfo=PARIS),
        end=datetime(2026, 12, 6, 2, 0, tzinfo=PARIS),
        status=Status.FULL,
        description="".join(f"<p>Paragraphe {number} : éèà, œuvre, naïf, ça\\va.</p>" for number in range(1, 9)),
        price=Price(free=True),
    )
    return an_entry(event, TOULOUSE, id="ccccccccccccc")


def far_away() -> Entry:
    """In another zone, without an end, moved from another day, its image without a credit."""
    event = Event(
        title="Atelier cartographie",
        start=datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Indian/Reunion")),
        zone="Indian/Reunion",
        status=Status.RESCHEDULED,
        previous_start=datetime(2026, 11, 17, 9, 0, tzinfo=ZoneInfo("Indian/Reunion")),
        image=Image("https://kantine.example/carte.png"),
        price=Price(text="Prix libre"),
    )
    return an_entry(event, SAINT_DENIS, id="ddddddddddddd", sequence=2)


def online() -> Entry:
    """Online only, on the first of a month, withdrawn by its source."""
    event = Event(
        title="Permanence RGPD",
        start=datetime(2026, 12, 1, 12, 0, tzinfo=PARIS),
        end=datetime(2026, 12, 1, 13, 0, tzinfo=PARIS),
        attendance=Attendance.ONLINE,
        online_url="https://visio.example/rgpd",
        description="Questions de 5 minutes\net réponses",
    )
    return an_entry(event, id="eeeeeeeeeeeee", sequence=1, changed_at=CHANGED, withdrawn_at=CHANGED)


def untitled() -> Entry:
    """Next to nothing: a day."""
    return an_entry(Event(title="", start=date(2026, 11, 25)), id="fffffffffffff", recurring=True)


ENTRIES = (full(), several_days(), a_night(), far_away(), online(), untitled())
