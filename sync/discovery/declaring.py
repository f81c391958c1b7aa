"""Offers -> what the network file says of them under `sources`. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from sync.discovery.offer import Offer

_IDS = {"webfeed": "flux", "jsonfeed": "flux", "schemaorg": "pages", "hevent": "pages", "event-pages": "pages"}
_SEVERAL_PAGES = frozenset({"tribe", "openagenda", "gancio", "mobilizon", "schemaorg", "hevent", "event-pages"})
_BY_AUTO = frozenset({"ics", "webfeed", "jsonfeed"})
"""Formats that nobody can mistake for another: named, they would only refuse what replaces them."""


def declarations(offers: Iterable[Offer]) -> list[dict[str, object]]:
    """One entry for each offer, with an id of its own, in their order: the first is the one to believe.

    Pages that must be visited one by one are left out where anything else tells dates: they would only repeat it.
    """
    taken: set[str] = set()
    worthwhile = list(offers)
    if any(one.upcoming and not one.guessed and one.format != "event-pages" for one in worthwhile):
        worthwhile = [one for one in worthwhile if one.format != "event-pages"]
    return [_declared(one, taken) for one in worthwhile]


def _declared(one: Offer, taken: set[str]) -> dict[str, object]:
    return {
        "id": _free("lieu" if one.carries == ("space",) else _name(one, taken), taken),
        "url": one.candidate.url,
        "format": _read_with(one),
        "carries": list(one.carries),
        "every": _every(one),
    }


def _read_with(one: Offer) -> str:
    """The format it was tried with, for a platform's name leads to other addresses than that of the answer."""
    if one.candidate.format not in ("auto", one.format):
        return one.candidate.format
    return "auto" if one.format in _BY_AUTO else one.format


def _name(one: Offer, taken: set[str]) -> str:
    """« agenda » for the first; what it is for the others."""
    return "agenda" if "agenda" not in taken else _IDS.get(one.format, one.format)


def _free(name: str, taken: set[str]) -> str:
    number, found = 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    taken.add(found)
    return found


def _every(one: Offer) -> str:
    """Between two visits: what tells whether a place is open changes often, what takes many requests is spared."""
    if "open_now" in one.space and not one.upcoming:
        return "10m"
    return "2h" if one.format in _SEVERAL_PAGES else "30m"
