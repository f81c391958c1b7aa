"""The single events of one ISO week at one place; they depend on the place and the week, on nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from federation.demo.announced import Announced, Draft, announce, chance, moment, stem
from federation.demo.facts import DemoPlace
from federation.demo.holidays import idle, liveliness
from federation.demo.telling import fill, suits, tell, timetable
from federation.demo.words import THEMES, Kind, Subject, kinds, subjects
from federation.domain.event import Attendance, Status

_OCCASIONS = frozenset({"Install-party de rentrée"})
_SKILL = ("Les mains dedans", "Atelier pratique", "Masterclass", "Coding dojo", "Dojo", "Live coding")


def week(place: DemoPlace, monday: date, base: str, taken: Iterable[datetime] = ()) -> list[Announced]:
    """What the place holds once in the week of that Monday, beside what it already holds at the hours `taken`."""
    draw = chance(place.id, monday, "week")
    busy = {(at.date(), _part(at.hour)) for at in taken}
    titles: set[str] = set()
    found: list[Announced] = []
    for number, subject in zip(range(_count(place, monday, draw)), _allotted(place, monday), strict=False):
        draft = _draft(place, monday, chance(place.id, monday, number), busy, subject)
        if draft is not None and draft.title not in titles:
            titles.add(draft.title)
            found.append(announce(place, base, draft))
    return found


def _count(place: DemoPlace, monday: date, draw: random.Random) -> int:
    mean = place.weekly * liveliness(monday + timedelta(days=3))
    return max(0, int(mean + draw.uniform(-0.7, 1.7)))


@lru_cache(maxsize=64)
def _order(place: DemoPlace, cycle: int) -> tuple[Subject, ...]:
    """Every subject once, in an order of the place's own: its favourites come early in each cycle."""
    mixed = list(subjects())
    chance(place.id, cycle, "order").shuffle(mixed)
    return tuple(
        sorted(mixed, key=lambda subject: subject.theme not in place.favourites and mixed.index(subject) % 3 > 0)
    )


def _allotted(place: DemoPlace, monday: date) -> tuple[Subject, ...]:
    """The subjects of the week: none comes back before all the others had their turn."""
    size = int(place.weekly * 1.12 + 2.7)
    turns = len(subjects()) // size
    cycle, turn = divmod(monday.toordinal() // 7, turns)
    return _order(place, cycle)[turn * size : turn * size + size]


@lru_cache(maxsize=32)
def _suited(theme: str) -> tuple[tuple[Kind, ...], tuple[float, ...]]:
    """The kinds that a theme allows, and their weights: kinds for few themes weigh more where they may appear."""
    found = [kind for kind in kinds().values() if not kind.themes or theme in kind.themes]
    themes = len({subject.theme for subject in subjects()})
    return tuple(found), tuple(kind.weight * min(8.0, themes / len(kind.themes or range(themes))) for kind in found)


def _draft(
    place: DemoPlace, monday: date, draw: random.Random, busy: set[tuple[date, str]], subject: Subject
) -> Draft | None:
    choices, weights = _suited(subject.theme)
    kind = draw.choices(choices, weights)[0]
    slot = _slot(place, kind, monday, draw, busy)
    if slot is None:
        return None
    start, minutes = slot
    pattern = _pattern(kind, subject, place, slot, draw)
    title = fill(pattern, subject, place)
    name, seats = draw.choice(place.rooms)
    organiser = draw.choice((*place.organisers, place.name))
    draft = Draft(
        stem=stem(start.date(), title),
        title=title,
        start=start,
        end=moment(start.date(), start.strftime("%H:%M"), minutes),
        paragraphs=tell(kind, subject, place, draw, organiser, name, seats, _names_subject(pattern)),
        category=kind.category,
        categories=(THEMES[subject.theme],) if _names_subject(pattern) else (),
        audience=tuple(sorted(draw.sample(kind.audiences, k=min(len(kind.audiences), draw.randint(1, 2))))),
        price=draw.choice(kind.prices),
        organiser=organiser,
        room=name if draw.random() < 0.6 else "",
        accessible=draw.random() < 0.35,
        registration=draw.random() < 0.55,
    )
    _agree(draft)
    _attend(draft, kind, draw)
    _fate(draft, start, draw)
    if draw.random() < 0.25 and minutes <= 300 and not kind.online:
        draft.paragraphs.append(timetable(kind, start, minutes, draw))
    return draft


def _agree(draft: Draft) -> None:
    """Makes registration and price agree with what the sentences promise."""
    told = " ".join(draft.paragraphs).lower()
    if "gratuit" in told or "entrée libre" in told or "prix libre" in told or "au chapeau" in told:
        draft.price = "0"
    if "sans inscription" in told or "premiers arrivés" in told or "premier arrivé" in told:
        draft.registration = False
    elif "inscription gratuite mais" in told or "inscription indispensable" in told or "sur inscription" in told:
        draft.registration = True


def _names_subject(pattern: str) -> bool:
    return "{" in pattern.replace("{city}", "").replace("{organiser}", "")


def _part(hour: int) -> str:
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


def _slot(
    place: DemoPlace, kind: Kind, monday: date, draw: random.Random, busy: set[tuple[date, str]]
) -> tuple[datetime, int] | None:
    """A start that suits the kind, when the house is free, and minutes; None when the week has no such slot."""
    for _ in range(10):
        day = monday + timedelta(days=draw.choice(kind.days))
        wall, minutes = draw.choice(kind.hours)
        start = moment(day, wall)
        saturday_evening = day.weekday() == 5 and start.hour >= 17
        part = _part(start.hour)
        if idle(day) or day.weekday() in place.off_days or (day, part) in busy or saturday_evening:
            continue
        busy.add((day, part))
        return start, minutes
    return None


def _pattern(kind: Kind, subject: Subject, place: DemoPlace, slot: tuple[datetime, int], draw: random.Random) -> str:
    start, minutes = slot
    fit = [
        title
        for title in kind.titles
        if (title not in _OCCASIONS or start.month in (9, 10))
        and (subject.skill or not _initiates(title))
        and suits(fill(title, subject, place), start, minutes)
    ]
    return draw.choice(fit or [kind.titles[0]])


def _initiates(title: str) -> bool:
    return title.startswith(_SKILL) or "{of}" in title or "{to}" in title


def _attend(draft: Draft, kind: Kind, draw: random.Random) -> None:
    roll = draw.random()
    if kind.online:
        draft.attendance, draft.room = Attendance.ONLINE, ""
    elif roll < 0.08 and kind.name in {"conference", "matinale", "debat", "rencontre", "demo"}:
        draft.attendance = Attendance.MIXED
        draft.paragraphs.append(
            "La rencontre est aussi retransmise en direct, avec une personne pour relayer les questions."
        )
    if draft.attendance is not Attendance.ONSITE:
        draft.online_url = f"https://visio.cantines.example/{draft.stem}"


def _fate(draft: Draft, start: datetime, draw: random.Random) -> None:
    """A few events are cancelled, full, put off or moved online, as in life."""
    roll = draw.random()
    if roll < 0.03:
        draft.status = Status.CANCELLED
        draft.paragraphs.insert(
            0, "Faute d’un nombre suffisant d’inscrits, cette rencontre est annulée. Merci de votre compréhension."
        )
    elif roll < 0.07 and draft.attendance is not Attendance.ONLINE:
        draft.status, draft.registration = Status.FULL, False
        draft.paragraphs.insert(0, "C’est complet ! Une liste d’attente est ouverte à l’accueil.")
    elif roll < 0.085:
        draft.status, draft.previous_start = Status.RESCHEDULED, start - timedelta(days=7)
        draft.paragraphs.insert(0, "Attention, nouvelle date : la rencontre a lieu une semaine plus tard que prévu.")
    elif roll < 0.095 and draft.attendance is Attendance.MIXED:
        draft.status, draft.attendance = Status.MOVED_ONLINE, Attendance.ONLINE
