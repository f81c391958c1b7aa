"""Events that several places hold together, each announcing it in its own words; every fourth week has one."""

from __future__ import annotations

from datetime import date, timedelta

from federation.demo.announced import Announced, Draft, announce, chance, moment, stem
from federation.demo.facts import PLACES, DemoPlace
from federation.demo.holidays import idle
from federation.demo.words import span, special, weekday
from federation.domain.event import Attendance

_COUNTS = {2: "deux", 3: "trois", 4: "quatre"}


def hosts(monday: date) -> tuple[DemoPlace, ...]:
    """The places that hold the week's joint event, the leading one first; none in most weeks."""
    if monday.toordinal() // 7 % 4 != 1 or monday.month == 8:
        return ()
    draw = chance(monday, "joint")
    weights = {place.id: (place.weekly + 2) * draw.random() for place in PLACES}
    ranked = sorted(PLACES, key=lambda place: -weights[place.id])
    return tuple(ranked[: draw.choice((2, 3, 3, 4))])


def joint(place: DemoPlace, monday: date, base: str) -> list[Announced]:
    """The place's own announcement of the week's joint event, if it takes part in one."""
    together = hosts(monday)
    if place not in together:
        return []
    plans = special("joint")
    plan = plans[monday.toordinal() // 28 % len(plans)]
    day = monday + timedelta(days=weekday(plan["day"]))
    if idle(day):
        return []
    rank = together.index(place)
    wall, minutes = span(plan["hours"])
    early = 15 if rank and chance(place.id, monday, "doors").random() < 0.2 else 0
    words = [*plan["words"], plan["words"][0] + " – avec {others}"]
    title = _told(words[rank], place, together)
    draft = Draft(
        stem=stem(day, title),
        title=title,
        start=moment(day, wall, -early),
        end=moment(day, wall, minutes),
        paragraphs=[_told(plan["text"][min(rank, 1)], place, together), _partners(place, together)],
        category=plan["category"],
        categories=("événement commun",),
        audience=("tous publics",),
        attendance=Attendance.MIXED,
        online_url=f"https://visio.cantines.example/commun-{day.isoformat()}",
        registration=rank != 1,
        accessible=rank == 0,
        room=place.rooms[0][0],
    )
    return [announce(place, base, draft)]


def _cities(places: tuple[DemoPlace, ...]) -> str:
    names = [place.location.city for place in places]
    return " et ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _told(pattern: str, place: DemoPlace, together: tuple[DemoPlace, ...]) -> str:
    others = tuple(other for other in together if other is not place)
    return pattern.format(
        lead=together[0].location.city,
        city=place.location.city,
        others=_cities(others),
        all=_cities((place, *others)),
        count=_COUNTS[len(together)],
    )


def _partners(place: DemoPlace, together: tuple[DemoPlace, ...]) -> str:
    others = tuple(other for other in together if other is not place)
    return f"Un événement du réseau des cantines numériques, avec {_cities(others)}."
