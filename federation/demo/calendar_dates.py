"""What the calendar brings back: numbered monthly events and the big dates of the year, by month and by year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from federation.demo.announced import Announced, Draft, announce, chance, moment, stem
from federation.demo.facts import DemoPlace
from federation.demo.holidays import idle
from federation.demo.telling import fill, tell
from federation.demo.words import THEMES, Subject, kinds, span, special, subjects, weekday


def month(place: DemoPlace, first: date, base: str) -> list[Announced]:
    """The numbered events of the month that begins on `first`; none in August."""
    if first.month == 8:
        return []
    return [announce(place, base, _numbered(place, plain, first)) for plain in special("monthly")[place.id]]


def number(first: date, since: str) -> int:
    """Which one of its series a month's event is, the first being 1, with eleven months in a year."""
    year, month_ = map(int, since.split("-"))
    return _rank(first.year, first.month) - _rank(year, month_) + 1


def _rank(year: int, month_: int) -> int:
    return year * 11 + (month_ if month_ < 8 else month_ - 1)


def _numbered(place: DemoPlace, plain: dict[str, Any], first: date) -> Draft:
    day = nth(first, weekday(plain["day"]), plain["rank"])
    while idle(day):
        day += timedelta(days=7)
    which = number(first, str(plain["since"]))
    subject = _turn(place, plain, which)
    kind = kinds()[plain["kind"]]
    draw = chance(place.id, plain["title"], which)
    title = fill(plain["title"], subject, place, n=which)
    name, seats = draw.choice(place.rooms)
    organiser = place.organisers[len(plain["title"]) % len(place.organisers)]
    wall, minutes = span(plain["hours"])
    return Draft(
        stem=stem(day, title),
        title=title,
        start=moment(day, wall),
        end=moment(day, wall, minutes),
        paragraphs=[*_menu(plain["title"], subject), *tell(kind, subject, place, draw, organiser, name, seats)],
        category=plain["category"],
        categories=(THEMES[subject.theme],),
        audience=kind.audiences[:2],
        organiser=organiser,
        room=name,
        registration=True,
    )


def _menu(pattern: str, subject: Subject) -> list[str]:
    """The subject in words, where the title does not tell it."""
    unsaid = not any(name in pattern for name in ("{topic}", "{question}", "{goal}"))
    return [f"Au menu cette fois : {subject.topic}."] if unsaid else []


def _turn(place: DemoPlace, plain: dict[str, Any], which: int) -> Subject:
    pool = [subject for subject in subjects() if subject.theme in plain["themes"]]
    chance(place.id, plain["title"], which // len(pool)).shuffle(pool)
    return pool[which % len(pool)]


def nth(first: date, day: int, rank: int) -> date:
    """The rank-th such weekday (0 is Monday) of the month that begins on `first`."""
    return first + timedelta(days=(day - first.weekday()) % 7 + 7 * (rank - 1))


def year(place: DemoPlace, which: int, base: str) -> list[Announced]:
    """The big dates of an ISO year: startup weekends, exhibitions, the life of the association."""
    chapters = special("yearly")
    return [announce(place, base, _yearly(place, plain, which)) for plain in (*chapters["all"], *chapters[place.id])]


def _yearly(place: DemoPlace, plain: dict[str, Any], which: int) -> Draft:
    # Every place keeps the same week every year, but not all places the same one.
    shift = len(place.id) % 3 if plain in special("yearly")["all"] else 0
    day = date.fromisocalendar(which, plain["week"] + shift, weekday(plain["day"]) + 1)
    while idle(day):
        day += timedelta(days=7)
    timed = "hours" in plain
    wall, minutes = span(plain["hours"]) if timed else ("00:00", 0)
    title = plain["title"]
    return Draft(
        stem=stem(day, title),
        title=title,
        start=moment(day, wall) if timed else day,
        end=moment(day, wall, minutes) if timed else day + timedelta(days=plain["days"]),
        paragraphs=[plain["text"]],
        category=plain["category"],
        audience=("adhérents",) if "Assemblée" in title else ("tous publics",),
        price="25.00" if title.startswith("Startup") else "0",
        registration=plain["category"] == "Hackathon",
        accessible=plain["category"] == "Exposition",
    )
