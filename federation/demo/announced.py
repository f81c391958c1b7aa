"""Values of a demonstration programme, and the one place where a draft becomes what a site announces."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from html import escape
from zoneinfo import ZoneInfo

from federation.demo.facts import DemoPlace
from federation.demo.french import plain, slug, typeset
from federation.domain.event import (
    Attendance,
    Event,
    Moment,
    Organiser,
    Place,
    Price,
    Record,
    Recurrence,
    Status,
)
from federation.domain.space import Space

ZONE = ZoneInfo("Europe/Paris")
_PREFIX = {Status.CANCELLED: "ANNULÉ", Status.FULL: "COMPLET", Status.RESCHEDULED: "NOUVELLE DATE"}
_EMOJI = {"Apéro": "🍻", "Hackathon": "🚀", "Jeune public": "🤖", "Install party": "🐧", "Projection": "🎬"}


@dataclass(frozen=True, slots=True)
class Announced:
    """One event as a site announces it: its page's `slug`, the record, and when it was written and last changed."""

    slug: str
    record: Record
    created_at: datetime
    changed_at: datetime

    @property
    def event(self) -> Event:
        """The event of the record."""
        return self.record.event


@dataclass(frozen=True, slots=True)
class Programme:
    """All that one site announces, seen on the day `today` in its zone; soonest first. `base` is its address.

    `hub` is the address of the hub whose badge its pages show, empty when it shows none.
    """

    site_id: str
    today: date
    base: str
    items: tuple[Announced, ...]
    space: Space
    changed_at: datetime
    hub: str = ""


@dataclass(slots=True, kw_only=True)
class Draft:
    """An event before typography, addresses and statuses. `stem` names it for ever within its site."""

    stem: str
    title: str
    start: Moment
    end: Moment
    paragraphs: list[str]
    category: str
    audience: tuple[str, ...] = ()
    price: str = "0"
    organiser: str = ""
    room: str = ""
    attendance: Attendance = Attendance.ONSITE
    online_url: str = ""
    registration: bool = False
    accessible: bool = False
    status: Status = Status.SCHEDULED
    previous_start: Moment | None = None
    recurrence: Recurrence | None = None
    categories: tuple[str, ...] = field(default_factory=tuple)


def chance(*key: object) -> random.Random:
    """Drawings that depend on nothing but the key, on every machine and in every process."""
    digest = hashlib.blake2b("|".join(map(str, key)).encode(), digest_size=8).digest()
    return random.Random(int.from_bytes(digest, "big"))  # noqa: S311 - a programme of events, not a secret


def moment(day: date, wall: str, minutes: int = 0) -> datetime:
    """The wall time on that day in the network's zone, so many minutes later by the clock on the wall."""
    hour, minute = map(int, wall.split(":"))
    naive = datetime.combine(day, time(hour, minute)) + timedelta(minutes=minutes)
    return naive.replace(tzinfo=ZONE)


def announce(place: DemoPlace, base: str, draft: Draft) -> Announced:
    """What the place makes public of a draft. Written 130 days ahead, always before it can be seen."""
    url = base + place.page(draft.stem)
    started = draft.start.date() if isinstance(draft.start, datetime) else draft.start
    created = datetime.combine(started - timedelta(days=130), time(9, 30), UTC)
    revised = draft.status is not Status.SCHEDULED
    event = Event(
        title=_title(place, draft),
        start=draft.start,
        end=draft.end,
        zone="Europe/Paris",
        uid=f"{draft.stem}@{place.domain}",
        url=url,
        description=_description(place, draft, url),
        status=draft.status,
        attendance=draft.attendance,
        place=None if draft.attendance is Attendance.ONLINE else _where(place, draft.room),
        online_url=draft.online_url,
        categories=tuple(_typed(place, word) for word in (draft.category, *draft.categories)),
        audience=draft.audience,
        language="fr",
        price=_price(place, draft.price),
        registration_url=f"{url}#inscription" if draft.registration else "",
        accessibility=("mi", "hi") if draft.accessible else (),
        organiser=_organiser(place, base, draft.organiser),
        licence="CC-BY-4.0",
        previous_start=draft.previous_start,
        sequence=1 if revised else 0,
    )
    record = Record(key=event.uid, event=event, recurrence=draft.recurrence)
    return Announced(draft.stem, record, created, created + timedelta(hours=7 if revised else 0))


def stem(day: date, title: str) -> str:
    """The stem of a single event: its first day and its title's words."""
    return f"{day.isoformat()}-{slug(title)}"


def _typed(place: DemoPlace, text: str) -> str:
    return plain(text) if place.plain else typeset(text)


def _title(place: DemoPlace, draft: Draft) -> str:
    title = draft.title
    if place.emoji and draft.category in _EMOJI and chance(place.id, draft.stem, "emoji").random() < 0.25:
        title = f"{_EMOJI[draft.category]} {title}"
    prefix = _PREFIX.get(draft.status)
    if prefix and not place.rich:
        title = f"{prefix} – {title}"
    return _typed(place, title)


def _description(place: DemoPlace, draft: Draft, url: str) -> str:
    paragraphs = [paragraph for paragraph in draft.paragraphs if paragraph]
    if not place.rich:
        told = list(paragraphs)
        if draft.online_url:
            told.append(f"Visio : {draft.online_url}")
        if draft.registration:
            told.append(f"Inscription : {url}#inscription")
        # Neither iCalendar nor RSS has a word for a price.
        told += [f"Tarif : {_price(place, draft.price).text}"] if place.priced else []
        return _typed(place, "\n\n".join(told))
    told = [text if text.startswith("<") else _html(text) for text in paragraphs]
    if draft.online_url:
        told.append(f'<p>Visio : <a href="{escape(draft.online_url)}">rejoindre la salle</a></p>')
    if draft.registration:
        told.append(f'<p><a href="{escape(url)}#inscription">S’inscrire</a></p>')
    return _typed(place, "\n".join(told))


def _html(text: str) -> str:
    head, *points = text.split("\n- ")
    listed = "".join(f"<li>{escape(point)}</li>" for point in points)
    return f"<p>{escape(head)}</p>" + (f"<ul>{listed}</ul>" if listed else "")


def _where(place: DemoPlace, room: str) -> Place:
    location = place.location
    name = f"{location.name} – {room}" if room else location.name
    return Place(
        name=_typed(place, name),
        address=_typed(place, location.address),
        postal_code=location.postal_code,
        city=location.city,
        lat=location.lat,
        lon=location.lon,
    )


def _price(place: DemoPlace, amount: str) -> Price:
    if amount == "0":
        return Price(free=True, text="gratuit")
    euros = amount.removesuffix(".00").replace(".", ",")
    return Price(free=False, amount=Decimal(amount), currency="EUR", text=_typed(place, f"{euros} €"))


def _organiser(place: DemoPlace, base: str, name: str) -> Organiser:
    if not name or name == place.name:
        return Organiser(name=_typed(place, place.name), url=f"{base}/")
    return Organiser(name=_typed(place, name), url=f"https://{slug(name)}.example/")
