"""Sentences about events: titles from patterns, and two to five sentences that make one want to come."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from federation.demo.facts import DemoPlace
from federation.demo.french import capital, clock, named, of, to
from federation.demo.words import Kind, Subject

_HANDS_ON = frozenset({"atelier", "formation", "coding-dojo", "install-party", "jeune-public"})
_SEATED = frozenset({"conference", "matinale", "debat", "rencontre"})

# What a word in a title asks of the day (0 is Monday), of the first hour, and of the length in minutes.
_ASKS = (
    ("midi", range(7), range(11, 14), range(10_000)),
    ("a-m", range(7), range(12, 15), range(10_000)),
    ("soir", range(7), range(17, 24), range(10_000)),
    ("journée", range(7), range(8, 11), range(400, 10_000)),
    ("week-end", range(4, 7), range(24), range(1200, 10_000)),
    ("24 heures", range(7), range(24), range(1400, 10_000)),
    ("mercredi", range(2, 3), range(24), range(10_000)),
    ("repas", range(7), range(11, 14), range(10_000)),
)


def suits(title: str, start: datetime, minutes: int) -> bool:
    """Whether the words of a title agree with the hour: no « midi » in the evening, no « soirée » in the morning."""
    text = title.lower().replace("après-midi", "a-m")
    return all(
        start.weekday() in days and start.hour in hours and minutes in lengths
        for word, days, hours, lengths in _ASKS
        if word in text
    )


def fill(pattern: str, subject: Subject, place: DemoPlace, **more: object) -> str:
    """A pattern with the subject in the forms it asks for."""
    return pattern.format(
        topic=subject.topic,
        Topic=capital(subject.topic),
        of=of(subject.topic),
        to=to(subject.topic),
        goal=subject.goal,
        Goal=capital(subject.goal),
        question=subject.question,
        city=place.location.city,
        place=place.location.name,
        **{"organiser": place.organisers[len(subject.topic) % len(place.organisers)], **more},
    )


def tell(
    kind: Kind,
    subject: Subject,
    place: DemoPlace,
    draw: random.Random,
    organiser: str,
    room: str,
    seats: int,
    on_subject: bool = True,
) -> list[str]:
    """Two to five sentences: why to come, what it is about, what to know before."""
    more = {"organiser": named(organiser), "room": f"dans l’espace « {room} »", "seats": seats}
    told = [capital(fill(draw.choice(kind.intro), subject, place, **more))]
    if on_subject:
        told.append(subject.sentence)
    practical = [fill(text, subject, place, **more) for text in kind.practical]
    told.append(" ".join(draw.sample(practical, k=draw.randint(1, min(2, len(practical))))))
    return told


def timetable(kind: Kind, start: datetime, minutes: int, draw: random.Random) -> str:
    """« Au programme » with four times on the wall; nothing for kinds that have none."""
    if kind.name in _HANDS_ON:
        steps = ("accueil", "tour de table", "pratique en petits groupes", "restitution")
    elif kind.name in _SEATED:
        steps = draw.choice(
            (
                ("accueil et café", "présentation", "échanges avec la salle", "un verre pour finir"),
                ("ouverture des portes", "deux interventions courtes", "questions", "discussions libres"),
            )
        )
    else:
        return ""
    marks = (0, 15, minutes // 2 // 5 * 5, minutes - 20)
    told = [f"\n- {clock(start + timedelta(minutes=mark))} : {step}" for mark, step in zip(marks, steps, strict=True)]
    return "Au programme :" + "".join(told)
