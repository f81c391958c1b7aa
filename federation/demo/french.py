"""French as it is written: contractions of articles, typographic and plain typing, slugs."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

_NARROW = "\u202f"
_OF = (("les ", "des "), ("le ", "du "))
_TO = (("les ", "aux "), ("le ", "au "))
_MASCULINE = frozenset({"Collectif", "Cercle", "Club", "Studio", "Médialab"})
_FEMININE = frozenset({"Coopérative", "Fabrique"})
_ELIDED = frozenset({"Atelier", "Îlot"})


def _contract(topic: str, rules: tuple[tuple[str, str], ...], otherwise: str) -> str:
    for article, contracted in rules:
        if topic.startswith(article):
            return contracted + topic[len(article) :]
    return otherwise + topic


def of(topic: str) -> str:
    """« de » and a topic with its article: des licences libres, du podcast, d’Arduino."""
    vowel = unicodedata.normalize("NFD", topic[:1])[:1].lower() in "aeiouy"
    return _contract(topic, _OF, "d’" if vowel else "de ")


def to(topic: str) -> str:
    """« à » and a topic with its article: aux licences libres, au podcast, à Arduino."""
    return _contract(topic, _TO, "à ")


def capital(text: str) -> str:
    """The text with its first letter in upper case, the others untouched."""
    return text[:1].upper() + text[1:]


def named(organiser: str) -> str:
    """An organisation's name as a sentence says it, singular: « le Club … », « l’association Les … »."""
    first = organiser.split(" ")[0]
    if first == "La":
        return "la" + organiser[2:]
    if first in _MASCULINE:
        return f"le {organiser}"
    if first in _FEMININE:
        return f"la {organiser}"
    if first in _ELIDED:
        return f"l’{organiser}"
    return f"l’association {organiser.removeprefix('Association ')}"


def typeset(text: str) -> str:
    """Narrow no-break spaces where French typography puts one."""
    return re.sub(r" (?=[:;!?»%€])|(?<=«) ", _NARROW, text)


def plain(text: str) -> str:
    """The same text as a hurried keyboard types it: straight apostrophes, ordinary spaces."""
    return text.replace("’", "'").replace(_NARROW, " ").replace("–", "-")


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 60 characters, the last word whole."""
    folded = text.lower().replace("œ", "oe").replace("’", "-").replace("'", "-")
    ascii_only = unicodedata.normalize("NFD", folded).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return words if len(words) <= 60 else words[:61].rpartition("-")[0] or words[:60]


_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def month_name(day: date) -> str:
    """« novembre 2026 »."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def day_name(day: date) -> str:
    """« dimanche 1er novembre 2026 »."""
    return f"{_DAYS[day.weekday()]} {day.day if day.day > 1 else '1er'} {month_name(day)}"


def clock(at: datetime) -> str:
    """« 18 h 30 », « 9 h », with narrow no-break spaces."""
    return f"{at.hour}{_NARROW}h" + (f"{_NARROW}{at.minute:02d}" if at.minute else "")


def when(start: date | datetime, end: date | datetime | None) -> str:
    """A start and an exclusive end in words: « lundi 23 novembre 2026, 18 h 30 – 20 h », « du … au … »."""
    if isinstance(start, datetime):
        told = f"{day_name(start)}, {clock(start)}"
        if not isinstance(end, datetime):
            return told
        return f"{told} – {clock(end)}" if end.date() == start.date() else f"{told} – {day_name(end)}, {clock(end)}"
    last = end - timedelta(days=1) if end is not None else start
    if last <= start:
        return day_name(start)
    first = day_name(start)
    shared = f" {month_name(start)}" if month_name(start) == month_name(last) else ""
    return f"du {first.removesuffix(shared)} au {day_name(last)}"


def hours(text: str) -> str:
    """OSM opening hours in words: « du lundi au vendredi, 9 h – 19 h »."""
    short = dict(zip(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), _DAYS, strict=True))
    told = []
    for rule in text.split("; "):
        days, span = rule.split(" ")
        first, _, last = days.partition("-")
        opening, closing = (clock(datetime.strptime(wall, "%H:%M")) for wall in span.split("-"))  # noqa: DTZ007
        named = f"du {short[first]} au {short[last]}" if last else f"le {short[first]}"
        told.append(f"{named}, {opening} – {closing}")
    return f"{_NARROW}; ".join(told)
