"""The words that outputs put around what a source says, in French and in English."""

from __future__ import annotations

from federation.domain.event import Status

NARROW = "\u202f"
"""Narrow no-break space: before « h », « : », « ; », « ! », « ? », and inside quotation marks."""

MARKS: dict[str, dict[Status, str]] = {
    "fr": {
        Status.TENTATIVE: "À CONFIRMER",
        Status.RESCHEDULED: "REPROGRAMMÉ",
        Status.MOVED_ONLINE: "EN LIGNE",
        Status.POSTPONED: "REPORTÉ",
        Status.FULL: "COMPLET",
        Status.CANCELLED: "ANNULÉ",
    },
    "en": {
        Status.TENTATIVE: "TO BE CONFIRMED",
        Status.RESCHEDULED: "RESCHEDULED",
        Status.MOVED_ONLINE: "MOVED ONLINE",
        Status.POSTPONED: "POSTPONED",
        Status.FULL: "FULL",
        Status.CANCELLED: "CANCELLED",
    },
}

WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "untitled": "Sans titre",
        "online": "en ligne",
        "all_day": "toute la journée",
        "zone": f"heure{NARROW}: {{place}}",
        "free": "gratuit",
        "price": f"Tarif{NARROW}: {{price}}",
        "audience": f"Public{NARROW}: {{audience}}",
        "accessibility": f"Accessibilité{NARROW}: {{codes}}",
        "register": "S’inscrire",
        "join": "Participer en ligne",
        "page": "Page de l’événement",
        "source_page": "Page d’origine",
        "organiser": "Organisé par {name}",
        "host": "Annoncé par {name}",
        "licence": f"Licence{NARROW}: {{licence}}",
        "credit": f"Image{NARROW}: {{credit}}",
        "link": f"{{label}}{NARROW}: {{url}}",
        "previously": f"Prévu d’abord{NARROW}: {{when}}",
        "from_day": "à partir du {day}",
        "reason": f"Motif{NARROW}: {{reason}}",
        "cancelled": "Cet événement est annulé.",
        "withdrawn": "Cet événement n’est plus annoncé par {name}.",
        "postponed": "Cet événement est reporté, sa nouvelle date n’est pas connue.",
        "full": "Cet événement est complet.",
        "tentative": "Cet événement reste à confirmer.",
        "moved_online": "Cet événement a lieu en ligne.",
        "rescheduled": "Cet événement a changé de date.",
    },
    "en": {
        "untitled": "Untitled",
        "online": "online",
        "all_day": "all day",
        "zone": "{place} time",
        "free": "free",
        "price": "Price: {price}",
        "audience": "Audience: {audience}",
        "accessibility": "Accessibility: {codes}",
        "register": "Register",
        "join": "Join online",
        "page": "Event page",
        "source_page": "Original page",
        "organiser": "Organised by {name}",
        "host": "Announced by {name}",
        "licence": "Licence: {licence}",
        "credit": "Image: {credit}",
        "link": "{label}: {url}",
        "previously": "First planned: {when}",
        "from_day": "from {day}",
        "reason": "Reason: {reason}",
        "cancelled": "This event is cancelled.",
        "withdrawn": "This event is no longer announced by {name}.",
        "postponed": "This event is postponed, its new date is not known.",
        "full": "This event is fully booked.",
        "tentative": "This event is still to be confirmed.",
        "moved_online": "This event takes place online.",
        "rescheduled": "This event has a new date.",
    },
}

ACCESSIBILITY: dict[str, dict[str, str]] = {
    "fr": {
        "hi": "handicap auditif",
        "vi": "handicap visuel",
        "pi": "handicap psychique",
        "mi": "handicap moteur",
        "ii": "handicap intellectuel",
    },
    "en": {
        "hi": "hearing impairment",
        "vi": "visual impairment",
        "pi": "psychic impairment",
        "mi": "motor impairment",
        "ii": "intellectual impairment",
    },
}


def tongue(language: str) -> str:
    """The language of ours for any language tag: English for English, French for all others."""
    return "en" if language[:2].lower() == "en" else "fr"


def say(key: str, language: str, **values: str) -> str:
    """The words under `key`, with `values` put in."""
    words = WORDS[tongue(language)][key]
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words
