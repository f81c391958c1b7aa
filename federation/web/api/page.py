"""The page that explains the API: every address with its parameters, and a form that opens the real answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response

from federation.domain.query import Vocabulary
from federation.domain.reasons.words import Words
from federation.store import agenda as entries
from federation.web.api.answers import ROOT
from federation.web.api.document import ENDPOINTS, Endpoint
from federation.web.api.parameters import Parameter
from federation.web.context import context
from federation.web.pages import Reading, html
from federation.web.params import no_parameters

blueprint = Blueprint("api_page", __name__)


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter in the form of an address: `options` are the values it may have and what they are called."""

    name: str
    words: str
    example: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """One address of the API as the page shows it; `href` is an answer to look at when the address has no form."""

    id: str
    path: str
    words: str
    href: str
    fields: tuple[Field, ...]


@blueprint.get("/api")
def explained() -> Response:
    """What the API is, and how to try it."""
    no_parameters()
    return html(lambda reading: reading.page("api.html", endpoints=tuple(_tried(reading)), root=ROOT))


def _tried(reading: Reading) -> Iterator[Tried]:
    vocabulary = context().vocabulary(reading.network)
    coming = entries.upcoming(reading.session, reading.query(size=1))
    examples = {
        "<entry_id>": coming[0].id if coming else "",
        "<site_id>": reading.published_sites[0].id if reading.published_sites else "",
    }
    for endpoint in ENDPOINTS:
        yield _shown(endpoint, reading.here.language, vocabulary, examples)


def _shown(endpoint: Endpoint, language: str, vocabulary: Vocabulary, examples: dict[str, str]) -> Tried:
    path, href = endpoint.path, ROOT + endpoint.path
    for part, example in examples.items():
        if part in path:
            path, href = path.replace(part, f"{{{part[1:-1]}}}"), href.replace(part, example) if example else ""
    fields = tuple(_field(parameter, language, vocabulary) for parameter in endpoint.parameters)
    return Tried(endpoint.name, ROOT + path, _in(endpoint.words, language), href, fields)


def _field(parameter: Parameter, language: str, vocabulary: Vocabulary) -> Field:
    name = parameter.name
    listed = vocabulary.options[name].facets if name in vocabulary.options else parameter.allowed
    options = tuple((value, vocabulary.name(name, value, language)) for value in listed)
    return Field(name, _in(parameter.words, language), parameter.example, options)


def _in(words: Words, language: str) -> str:
    return words.en if language == "en" else words.fr
