"""The smaller parts of a schema.org event -> values: status, image, organiser, words, language."""

from __future__ import annotations

import re
from typing import TypeGuard

from federation.domain.event import Image, Organiser, Status
from sync.formats.schemaorg_parts.items import Item, Value
from sync.formats.schemaorg_parts.offers import is_full

_STATUSES = {
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,
    "postponed": Status.POSTPONED,
    "movedonline": Status.MOVED_ONLINE,
    "rescheduled": Status.RESCHEDULED,
    "tentative": Status.TENTATIVE,
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_PERFORMERS = frozenset({"PerformingGroup", "MusicGroup", "DanceGroup", "TheaterGroup", "SportsTeam"})
_NO_SUBJECT = frozenset({"Person", "Place", "Organization", "PostalAddress"})
_MOST_WORDS = 100


def status(item: Item) -> Status:
    """What becomes of the event, of several statuses the gravest; with none, full when no place is left."""
    words = {
        text.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower().removeprefix("event")
        for text in item.texts("eventStatus")
    }
    grave = next((found for word, found in _STATUSES.items() if word in words), Status.SCHEDULED)
    return Status.FULL if grave is Status.SCHEDULED and is_full(item) else grave


def image(item: Item) -> Image | None:
    """The first picture with an address; the credit is its `creditText`, else its copyright notice."""
    for value in item.values("image")[:_MOST_WORDS]:
        if isinstance(value, str) and value.strip():
            return Image(value.strip())
        if isinstance(value, Item):
            address = value.text("url", "contentUrl") or (value.id if value.id.startswith("http") else "")
            if address:
                credit = value.text("creditText", "copyrightNotice")
                return Image(address, credit, value.text("caption", "description"))
    return None


def organiser(item: Item) -> tuple[Organiser | None, bool]:
    """The organisation that organises, and whether somebody was left out who may be a person.

    A performer stands in for it when that is an organisation, and no band: search engines once asked for one.
    """
    told = item.values("organizer")
    for value in told:
        if _is_organisation(value) and (name := value.text("name", "legalName")):
            return Organiser(name, value.text("url", "sameAs")), False
    if told:
        return None, True
    for value in item.values("performer"):
        if _is_organisation(value) and not _PERFORMERS & set(value.types) and (name := value.text("name")):
            return Organiser(name, value.text("url", "sameAs")), False
    return None, False


def _is_organisation(value: Value) -> TypeGuard[Item]:
    return isinstance(value, Item) and bool(value.types) and "Person" not in value.types


def categories(item: Item) -> tuple[str, ...]:
    """Keywords, one by one, and what the event is about when that is no person and no place."""
    words = [word for text in item.texts("keywords") for word in text.split(",")]
    subjects = (one for one in item.values("about") if isinstance(one, str) or not _NO_SUBJECT & set(one.types))
    words += [subject if isinstance(subject, str) else subject.text("name") for subject in subjects]
    return _distinct(words)


def audience(item: Item) -> tuple[str, ...]:
    """For whom it is: the audiences, then the age range (`18+`)."""
    words = [
        value if isinstance(value, str) else value.text("audienceType", "name") for value in item.values("audience")
    ]
    return _distinct([*words, *item.texts("typicalAgeRange")])


def language(item: Item) -> str:
    """The language it is held in, a BCP 47 tag in lower case; "" when it is told otherwise."""
    value = next(iter(item.values("inLanguage")), "")
    text = value if isinstance(value, str) else value.text("alternateName", "identifier", "name")
    tag = text.strip().replace("_", "-")
    return tag.lower() if _LANGUAGE.fullmatch(tag) else ""


def licence(item: Item) -> str:
    """The licence of the event's text: its address, else its name."""
    value = next(iter(item.values("license")), "")
    return value.strip() if isinstance(value, str) else value.text("url", "name") or value.id


def _distinct(words: list[str]) -> tuple[str, ...]:
    clean = (" ".join(word.split()) for word in words[:_MOST_WORDS])
    return tuple(dict.fromkeys(word for word in clean if word and not word.startswith(("http://", "https://"))))
