"""Where an entry comes from, in French and in English: names of its fields, contradictions, decisions of people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from federation.domain.event import Moment
from federation.domain.matching import Reason, sentence
from federation.domain.merging import WORDS as CONFLICTS
from federation.domain.merging import Conflict
from federation.publish.dates import day, hour, short_day, wall
from federation.publish.words import NARROW, tongue

FIELDS: dict[str, tuple[str, str]] = {
    "title": ("le titre", "the title"),
    "start": ("le début", "the start"),
    "end": ("la fin", "the end"),
    "zone": ("le fuseau horaire", "the time zone"),
    "uid": ("l’identifiant", "the identifier"),
    "url": ("la page", "the page"),
    "description": ("la description", "the description"),
    "status": ("l’état", "the status"),
    "attendance": ("sur place ou en ligne", "on site or online"),
    "place": ("le lieu", "the place"),
    "online_url": ("le lien pour suivre en ligne", "the link to join online"),
    "categories": ("les catégories", "the categories"),
    "audience": ("le public", "the audience"),
    "language": ("la langue", "the language"),
    "price": ("le prix", "the price"),
    "registration_url": ("le lien d’inscription", "the link to register"),
    "accessibility": ("l’accessibilité", "the accessibility"),
    "organiser": ("l’organisateur", "the organiser"),
    "image": ("l’image", "the picture"),
    "licence": ("la licence", "the licence"),
    "previous_start": ("l’ancienne date", "the former date"),
    "sequence": ("le numéro de révision", "the revision number"),
    "links": ("les autres liens", "the other links"),
}
"""Every field of an event, as a sentence names it: in French, in English."""

DECISIONS: dict[str, tuple[str, str]] = {
    "merge": ("annonces réunies", "announcements united"),
    "split": ("annonces séparées", "announcements held apart"),
    "pin": ("{field} fixé à la main", "{field} set by hand"),
    "hide": ("fiche masquée", "entry hidden"),
    "move": ("rendez-vous déplacés vers un autre lieu", "events moved to another place"),
}
"""What people decided, by the kind of decision."""

_VALUES: dict[str, tuple[str, str]] = {
    "on": ("maintenu", "on"),
    "cancelled": ("annulé", "cancelled"),
    "postponed": ("reporté", "postponed"),
    "free": ("gratuit", "free"),
    "paid": ("payant", "to be paid"),
}

_TIMES = frozenset({"same-minute", "same-days", "day-and-hour", "moved", "moved-uid", "apart-in-time"})
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d(?: \d\d:\d\dZ)?(?![\w-])")


def reason_words(reason: Reason, zone: str, language: str) -> str:
    """Why two statements are one event, in a sentence; its moments as people read them, told in a zone."""
    told = sentence(reason, language)
    # An address may hold a date as well: it is left as it is.
    return _MOMENT.sub(lambda found: _spoken(found[0], zone, language), told) if reason.code in _TIMES else told


def field_words(name: str, language: str) -> str:
    """A field of an event as a sentence names it."""
    return _of(FIELDS.get(name, (name, name)), language)


def decision_words(kind: str, field: str, language: str) -> str:
    """What was decided; `field` is that of a pin."""
    return _of(DECISIONS[kind], language).replace("{field}", field_words(field, language))


def moment_words(moment: Moment, zone: str, language: str) -> str:
    """A start in a few words, told in a zone: « 25 nov. 2026, 18 h 30 »."""
    local = wall(moment, zone)
    on = short_day(day(local), language)
    return f"{on}, {hour(local, language)}" if isinstance(local, datetime) else on


def conflict_words(conflict: Conflict, tellers: Mapping[str, str], starts: Mapping[str, str], language: str) -> str:
    """A contradiction in a sentence. `tellers` and `starts` tell who says a record, and when it starts, by its id."""
    words = CONFLICTS[conflict.code]
    told = starts if conflict.code in ("day", "hour") else {}
    said = _of((f"{NARROW}; ", "; "), language).join(
        f"{tellers.get(record, record)}, {told.get(record) or _of(_VALUES.get(value, (value, value)), language)}"
        for record, value in conflict.said
    )
    return _of((words.fr, words.en), language).replace("{value}", said)


def _spoken(text: str, zone: str, language: str) -> str:
    try:
        moment = datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return text
    return moment_words(moment, zone, language)


def _of(words: tuple[str, str], language: str) -> str:
    return words[1] if tongue(language) == "en" else words[0]
