"""The form that narrows the agenda, and the chips that tell what is asked: a page each, without any script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from federation.domain.query import AgendaQuery, Sort, Vocabulary
from federation.domain.query.reading import KM
from federation.publish.dates import short_day
from federation.publish.words import ACCESSIBILITY, tongue
from federation.web.context import context
from federation.web.language import translated as _
from federation.web.pages import Reading

Pairs = Sequence[tuple[str, str]]

RADII = (5, 10, 20, 50, 100, 200)
"""Kilometres that the form offers."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a list."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One list of the form."""

    name: str
    words: str
    everything: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is asked, and the page without it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the form shows. `rest` is what is asked beside its fields, and goes along unseen.

    `query` asks the same of the feeds, which are in order of date anyway.
    """

    action: str
    fields: tuple[Field, ...]
    switches: tuple[Option, ...]
    text: str
    first: str
    last: str
    rest: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    views: tuple[Option, ...]
    query: str
    open: bool


def filters(current: Reading, query: AgendaQuery, path: str) -> Filters:
    """The form of an agenda at a path (in the language of the page), filled in with what is asked."""
    words, language = context().vocabulary(current.network), current.here.language
    names = _names(bool(query.site))
    once = dict(reversed(query.asked))  # of a parameter told twice the form shows the first
    chosen = once | _around(query, words)
    lists = (_field(name, label, every, chosen.get(name, ""), words, language) for name, label, every in names)
    fields = tuple(field for field in lists if len(field.options) > 1)
    switches = tuple(Option(name, label, once.get(name) == "yes") for name, label in _switches())
    shown = {field.name for field in fields} | {option.value for option in switches} | {"q", "from", "to", "when"}
    rest = [pair for pair in query.asked if pair[0] not in shown or once[pair[0]] != pair[1]]
    return Filters(
        action=path,
        fields=fields,
        switches=switches,
        text=once.get("q", ""),
        first=once.get("from", ""),
        last=once.get("to", ""),
        rest=tuple(rest),
        chips=tuple(_chips(query, path, words, language)),
        views=tuple(_views(query, path)),
        query=urlencode([pair for pair in query.asked if pair != ("sort", "date")]),
        open=bool(query.asked) and query.asked != (("sort", "new"),),
    )


def _names(one_site: bool) -> list[tuple[str, str, str]]:
    """(name, label, words for all) of each list."""
    names = [
        ("when", _("Quand"), _("Toutes les dates")),
        ("site", _("Lieu"), _("Tous les lieux")),
        ("region", _("Région"), _("Toutes les régions")),
        ("near", _("Autour de"), _("Partout")),
        ("km", _("Dans un rayon de"), ""),
        ("format", _("Format"), _("Tous les formats")),
        ("theme", _("Thème"), _("Tous les thèmes")),
        ("audience", _("Public"), _("Tous les publics")),
        ("accessibility", _("Accessible à"), _("Sans préciser")),
    ]
    return [name for name in names if not (one_site and name[0] in ("site", "region", "near", "km"))]


def _switches() -> list[tuple[str, str]]:
    return [("free", _("Gratuit")), ("online", _("En ligne")), ("joint", _("Événements communs"))]


def _field(name: str, label: str, everything: str, chosen: str, words: Vocabulary, language: str) -> Field:
    named = _named(name, chosen, words, language)
    if name not in ("when", "accessibility", "km"):
        named.sort(key=lambda pair: pair[1].casefold())
    return Field(name, label, everything, tuple(Option(value, told, value == chosen) for value, told in named))


def _named(name: str, chosen: str, words: Vocabulary, language: str) -> list[tuple[str, str]]:
    """The values of a list, and what they are called; what was chosen otherwise than in a form is among them."""
    if name == "when":
        return list(_day_words().items())
    if name == "km":
        return [(str(km), f"{km}\xa0km") for km in sorted({*RADII, int(chosen)})] if words.points else []
    if name == "near":
        point = [(chosen, chosen.replace(",", ", "))] if chosen and chosen not in words.points else []
        return point + [(site, words.name("site", site, language)) for site in words.points]
    return [(value, value_words(words, name, value, language)) for value in words.options[name].facets]


def _around(query: AgendaQuery, words: Vocabulary) -> dict[str, str]:
    """What the fields of a circle show: its place when the network has one there, else its point."""
    if query.near is None:
        return {"near": "", "km": str(KM)}
    lat, lon = query.near.lat, query.near.lon
    return {"near": words.place_at(lat, lon) or f"{lat:g},{lon:g}", "km": str(query.near.km)}


def value_words(words: Vocabulary, name: str, value: str, language: str) -> str:
    """What a value of a parameter is called."""
    if name == "when":
        return _day_words()[value]
    if name == "accessibility":
        return ACCESSIBILITY[tongue(language)].get(value, value)
    return words.name(name, value, language)


def _day_words() -> dict[str, str]:
    return {
        "aujourdhui": _("Aujourd’hui"),
        "demain": _("Demain"),
        "week-end": _("Ce week-end"),
        "semaine": _("Cette semaine"),
        "semaine-prochaine": _("La semaine prochaine"),
        "mois": _("Ce mois-ci"),
        "mois-prochain": _("Le mois prochain"),
    }


def _chips(query: AgendaQuery, path: str, words: Vocabulary, language: str) -> Iterator[Chip]:
    for name, value in query.asked:
        if name == "sort":
            continue
        told = _chip_words(query, name.removeprefix("-"), value, words, language)
        others = [pair for pair in query.asked if pair != (name, value)]
        yield Chip(_("sauf %(words)s", words=told) if name.startswith("-") else told, address(path, others))


def chip_words(current: Reading, query: AgendaQuery) -> list[str]:
    """What is asked beside the order, in words."""
    return [chip.words for chip in _chips(query, "", context().vocabulary(current.network), current.here.language)]


def _chip_words(query: AgendaQuery, name: str, value: str, words: Vocabulary, language: str) -> str:
    simple: dict[str, Callable[[], str]] = {
        "from": lambda: _("dès le %(day)s", day=short_day(query.from_on, language)),
        "to": lambda: _("jusqu’au %(day)s", day=short_day(query.to_on, language) if query.to_on else value),
        "q": lambda: f"« {value} »" if language == "fr" else f"“{value}”",
        "near": lambda: _circle_words(value, words, language),
        "onsite": lambda: _("Sur place"),
        "organiser": lambda: _("organisé par %(name)s", name=value),
        "series": lambda: _("série %(name)s", name=value),
        "language": lambda: _("en langue %(code)s", code=value),
        "age": lambda: _("enfants et ados") if value == "children" else _("adultes"),
        **{switch: lambda label=label: label for switch, label in _switches()},  # type: ignore[misc]
    }
    return simple[name]() if name in simple else value_words(words, name, value, language)


def _circle_words(value: str, words: Vocabulary, language: str) -> str:
    lat, lon, km = value.split(",")
    site = words.place_at(float(lat), float(lon))
    place = words.name("site", site, language) if site else f"{lat}, {lon}"
    return _("à %(km)s km autour de %(place)s", km=km, place=place)


def _views(query: AgendaQuery, path: str) -> Iterator[Option]:
    others = [pair for pair in query.asked if pair[0] != "sort"]
    by_date = [("sort", "date")] if query.text else []
    if query.text:
        yield Option(address(path, others), _("Les plus proches des mots"), query.sort is Sort.RELEVANCE)
    yield Option(address(path, [*others, *by_date]), _("À venir"), query.sort is Sort.DATE)
    yield Option(address(path, [*others, ("sort", "new")]), _("Nouveautés"), query.sort is Sort.NEW)


def address(path: str, pairs: Pairs) -> str:
    """The address of a path with these parameters, in their one spelling."""
    return f"{path}?{urlencode(sorted(pairs))}" if pairs else path


def of_page(query: AgendaQuery, number: int, path: str) -> str:
    """The address of another page of the same query."""
    page = [("page", str(number))] if number > 1 else []
    return address(path, [*replace(query, page=1).asked, *page])
