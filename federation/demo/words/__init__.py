"""The words of the demonstration: subjects, titles and sentences from the YAML files beside, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event can be about, in the forms its titles need; `skill` when one can be initiated to it."""

    theme: str
    topic: str
    goal: str
    question: str
    sentence: str
    skill: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to gather people, with its titles, sentences, weekdays (0 is Monday) and (start, minutes)."""

    name: str
    category: str
    weight: float
    days: tuple[int, ...]
    hours: tuple[tuple[str, int], ...]
    titles: tuple[str, ...]
    intro: tuple[str, ...]
    practical: tuple[str, ...]
    prices: tuple[str, ...]
    audiences: tuple[str, ...]
    themes: frozenset[str] = frozenset()
    online: bool = False


THEMES = {
    "entrepreneuriat": "entrepreneuriat",
    "logiciel-libre": "logiciel libre",
    "donnees": "données",
    "developpement": "développement",
    "mobile": "mobile",
    "ia": "intelligence artificielle",
    "design": "design",
    "medias": "médias",
    "art-culture": "art et culture",
    "environnement": "transition écologique",
    "ville-territoire": "ville et territoire",
    "education": "éducation",
    "droit": "droit et vie privée",
    "inclusion": "inclusion numérique",
    "fabrication": "fabrication numérique",
    "economie-sociale": "économie sociale et solidaire",
    "commerce-marketing": "commerce",
    "recherche": "recherche",
    "emploi": "emploi",
    "futurs": "prospective",
}
"""The themes as an agenda writes them."""

_DAYS = {"Mo": 0, "Tu": 1, "We": 2, "Th": 3, "Fr": 4, "Sa": 5, "Su": 6}


def weekday(name: str) -> int:
    """0 for Mo to 6 for Su."""
    return _DAYS[name]


def span(text: str) -> tuple[str, int]:
    """("18:30", 120) from "18:30+120": a wall time and a length in minutes."""
    start, minutes = text.split("+")
    return start, int(minutes)


def _load(name: str) -> Any:
    return yaml.load(files("federation.demo.words").joinpath(name).read_bytes(), yaml.CSafeLoader)


@cache
def subjects() -> tuple[Subject, ...]:
    """Every subject, in the order of the file."""
    found: list[Subject] = []
    for theme, lines in _load("subjects.yaml").items():
        for line in lines.strip().splitlines():
            topic, goal, question, sentence = (part.strip() for part in line.split("|"))
            bare = topic.removeprefix("! ")
            found.append(Subject(theme, bare, goal, question, sentence, skill=bare == topic))
    return tuple(found)


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    return {name: _kind(name, plain) for name, plain in _load("kinds.yaml").items()}


def _kind(name: str, plain: dict[str, Any]) -> Kind:
    return Kind(
        name=name,
        category=plain["category"],
        weight=float(plain["weight"]),
        days=tuple(weekday(day) for day in plain["days"].split()),
        hours=tuple(span(text) for text in plain["hours"]),
        titles=tuple(plain["titles"]),
        intro=tuple(plain["intro"]),
        practical=tuple(plain["practical"]),
        prices=tuple(plain["prices"]),
        audiences=tuple(plain["audiences"]),
        themes=frozenset(plain.get("themes", ())),
        online=bool(plain.get("online", False)),
    )


@cache
def special(chapter: str) -> Any:
    """One chapter of special.yaml (monthly, weekly, yearly, joint) as plain data; not to be changed."""
    return _load("special.yaml")[chapter]
