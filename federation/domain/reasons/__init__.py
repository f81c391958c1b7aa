"""The words for what went wrong: every error and notice code, in French and English, with a next step.

Pure data, so that the pulling wing can write codes and the answering wing can show sentences. A code says what was
seen, a sentence also says what to do. One module for each kind of trouble; a code stands in one of them only.
"""

from __future__ import annotations

import re

from federation.domain.reasons import (
    cleaning,
    discovery,
    icalendar,
    native,
    paging,
    platforms,
    quirks,
    reading,
    space,
    visiting,
    web_page,
    webfeed,
)
from federation.domain.reasons.causes import cause, spoken
from federation.domain.reasons.words import Words

FAILURES: dict[str, Words] = (
    visiting.FAILURES
    | paging.FAILURES
    | reading.FAILURES
    | icalendar.FAILURES
    | native.FAILURES
    | platforms.FAILURES
    | webfeed.FAILURES
    | web_page.FAILURES
    | space.FAILURES
    | discovery.FAILURES
)
"""Why a visit brought nothing, by code."""

NOTICES: dict[str, Words] = (
    paging.NOTICES
    | reading.NOTICES
    | icalendar.NOTICES
    | native.NOTICES
    | platforms.NOTICES
    | webfeed.NOTICES
    | space.NOTICES
    | quirks.NOTICES
    | web_page.NOTICES
    | cleaning.NOTICES
    | discovery.NOTICES
)
"""What was lost or repaired in an answer, by code."""


def sentence(code: str, value: str = "", language: str = "fr") -> str:
    """The sentence for a code of a failure or a notice, brackets left out when nothing was seen; else the code.

    Of what a library says in English the cause is told first, in words; its own text follows in the brackets.
    """
    words = FAILURES.get(code) or NOTICES.get(code)
    if words is None:
        return f"{code}: {value}" if value else code
    return _filled(words.en if language == "en" else words.fr, code, value, language)


def _filled(text: str, code: str, value: str, language: str) -> str:
    if why := cause(code, value, language):
        text = text.replace(" ({value})", f"{_COLON[language == 'en']} {why} ({{value}})")
    value = spoken(code, value, language)
    return (text if value else text.replace(" ({value})", "")).replace("{value}", value)


_COLON = ("\u202f:", ":")
_MEANWHILE = re.compile(r"(?:Les dernières données restent publiées|The last good data stay published)[^.]*\. ")


_FIRST: dict[str, Words] = {
    "html": Words(
        "C’est une page web ({value}), et rien n’y dit d’événement de façon qu’un programme le comprenne. "
        "Donnez l’adresse du calendrier du site, ou laissez « cantines discover » la chercher.",
        "This is a web page ({value}), and nothing in it tells of events in a way that a program understands. "
        "Give the address of the site’s calendar, or let “cantines discover” look for it.",
    ),
    "not-found": Words(
        "Il n’y a rien à cette adresse ({value}). "
        "Ouvrez-la dans un navigateur ; si elle est fausse, partez de la page d’accueil du site.",
        "There is nothing at this address ({value}). "
        "Open it in a browser; if it is wrong, start from the home page of the site.",
    ),
}
"""Other words for an address that nobody declared yet: nothing was there before, and it may well be a page."""


def first_sight(code: str, value: str = "", language: str = "fr") -> str:
    """As `sentence`, of an address that the hub holds nothing of: without what becomes of the data meanwhile."""
    if words := _FIRST.get(code):
        return _filled(words.en if language == "en" else words.fr, code, value, language)
    return _MEANWHILE.sub("", sentence(code, value, language))
