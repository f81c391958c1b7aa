"""The parameters of the API in words, in both languages: for its document and for the page that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from federation.domain.query import Sort, Vocabulary
from federation.domain.query.days import SPANS
from federation.domain.query.reading import CHOICES, SWITCHES
from federation.domain.query.vocabulary import ACCESSIBILITY, AGES
from federation.domain.reasons.words import Words
from federation.web.api.values import of_places, of_values, value_schema

EVENTS = "/api/v1/events"
"""The address that is asked with all of the agenda's parameters."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: what it means, an example, the values allowed when they are few, the `most` when it is a number.

    `denied` when a `-` may precede it, `many` when it may be repeated.
    """

    name: str
    words: Words
    example: str = ""
    allowed: tuple[str, ...] = ()
    denied: bool = False
    many: bool = False
    most: int = 0

    @property
    def described(self) -> dict[str, Any]:
        """As OpenAPI describes it."""
        schema = value_schema(self.name, self.allowed, most=self.most, many=self.many)
        found: dict[str, Any] = {"name": self.name, "in": "query", "description": self.words.en, "schema": schema}
        if self.example:
            found["example"] = [self.example] if self.many else self.example
        return found


_WORDS: dict[str, tuple[Words, str, tuple[str, ...]]] = {
    "q": (Words("Mots cherchés, en français ou en anglais.", "Words looked for, in French or in English."), "", ()),
    "from": (Words("Premier jour.", "The first day."), "", ()),
    "to": (
        Words(
            "Dernier jour où un événement peut commencer, pas avant le premier.",
            "The last day on which an event may begin, not before the first one: `from`, or today.",
        ),
        "",
        (),
    ),
    "when": (Words("Jours dits en un mot.", "Days, told in a word."), "semaine", tuple(SPANS)),
    "near": (
        Words(
            "Autour d’un point (latitude, longitude, km) ou d’un lieu du réseau.",
            "Around a point (latitude, longitude, km) or a place of the network.",
        ),
        "48.11,-1.68,30",
        (),
    ),
    "km": (
        Words("Avec « near » : à combien de km, 20 sinon.", "With `near`: within how many km, else 20."),
        "",
        (),
    ),
    "sort": (
        Words(
            "Ordre : date, nouveauté ou pertinence ; avec « q », pertinence.",
            "Order: by date, by novelty or by relevance; with `q`, by relevance.",
        ),
        "",
        tuple(sort.value for sort in Sort),
    ),
    "site": (Words("Un lieu du réseau.", "A place of the network."), "", ()),
    "region": (Words("Une région.", "A region."), "", ()),
    "format": (Words("Un format de la taxonomie.", "A format of the taxonomy."), "atelier", ()),
    "theme": (Words("Un thème de la taxonomie.", "A theme of the taxonomy."), "", ()),
    "audience": (Words("Un public de la taxonomie.", "An audience of the taxonomy."), "", ()),
    "age": (Words("Enfants ou adultes.", "Children or adults."), "", AGES),
    "accessibility": (Words("Un handicap pris en compte.", "An impairment that is provided for."), "", ACCESSIBILITY),
    "free": (Words("Entrée libre.", "Free of charge."), "", ("yes", "no")),
    "online": (Words("On peut y assister en ligne.", "Can be joined online."), "", ("yes", "no")),
    "onsite": (Words("On peut y assister sur place.", "Can be joined on site."), "", ("yes", "no")),
    "joint": (Words("Tenu par plusieurs lieux.", "Held by several places."), "", ("yes", "no")),
    "language": (Words("Langue de l’événement.", "Language of the event."), "", ()),
    "organiser": (Words("Qui l’organise.", "Who organises it."), "", ()),
    "series": (Words("La série dont il fait partie.", "The series that it is part of."), "", ()),
}  # fmt: skip

_LIMIT = Parameter("limit", Words("Combien par page.", "How many on a page."))
CURSOR = Parameter(
    "cursor", Words("Page suivante : suivre plutôt « next ».", "Where the next page begins: follow `next` rather.")
)
SINCE = Parameter(
    "since", Words("Le « cursor » de la réponse précédente.", "The `cursor` of the answer before; none: everything.")
)
TYPED = Parameter("typed", Words("Ce qui est en train d’être écrit.", "What is being typed."), "ate")

QUERY = tuple(
    Parameter(
        name,
        words,
        example,
        allowed,
        denied=name in (*CHOICES, "near", "q"),
        many=name in CHOICES and name not in SWITCHES,
    )
    for name, (words, example, allowed) in _WORDS.items()
)
"""What the agenda can be asked."""

NAMES = frozenset(
    (*(one.name for one in (*QUERY, _LIMIT, CURSOR, SINCE, TYPED)), *(f"-{one.name}" for one in QUERY if one.denied))
)
"""Every parameter of the API."""


def limited(most: int) -> Parameter:
    """How many things a page may hold, up to `most`."""
    return replace(_LIMIT, most=most)


def described(parameters: tuple[Parameter, ...]) -> list[dict[str, Any]]:
    """As OpenAPI describes them, the denied ones too."""
    found = []
    for parameter in parameters:
        found.append(parameter.described)
        if parameter.denied:
            other = parameter.described
            other |= {"name": f"-{parameter.name}", "description": f"Not: {other['description']}"}
            other.pop("example", None)
            found.append(other)
    return found


def listed(document: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """An OpenAPI document with the values that this network can be asked for: its sites, regions and taxonomy."""

    def with_values(parameter: dict[str, Any]) -> dict[str, Any]:
        name, schema = parameter["name"].lstrip("-"), parameter["schema"]
        if name == "near":
            return {**parameter, "schema": of_places(vocabulary.points)}
        options = vocabulary.options.get(name)
        return parameter if options is None else {**parameter, "schema": of_values(schema, options.facets)}

    def with_lists(operation: dict[str, Any]) -> dict[str, Any]:
        return {**operation, "parameters": [with_values(one) for one in operation.get("parameters", ())]}

    events = {**document["paths"][EVENTS], "get": with_lists(document["paths"][EVENTS]["get"])}
    return {**document, "paths": {**document["paths"], EVENTS: events}}
