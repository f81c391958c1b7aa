"""The API joined to the application: its addresses, each described, and the OpenAPI document made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, cast

from apispec import APISpec
from flask import Blueprint as FlaskBlueprint
from flask import Flask, Response, request
from flask_smorest import Api, Blueprint
from marshmallow import Schema
from werkzeug.routing import Rule

from federation.domain.reasons.words import Words
from federation.publish import label_schemas, schemas
from federation.publish.schemas import ProblemSchema
from federation.version import VERSION
from federation.web.api import changes, events, label, sites
from federation.web.api.answers import JSON, ROOT, accepts_json, encoded, only, readable
from federation.web.api.parameters import CURSOR, QUERY, SINCE, TYPED, Parameter, described, limited, listed
from federation.web.caching import answer
from federation.web.context import context
from federation.web.pages import reading

PROBLEM = "application/problem+json"
ABOUT = (
    "The agenda of the network, for programs. Every answer has an `ETag`: ask again with `If-None-Match`, and what did"
    " not change costs next to nothing. Follow `next` from page to page. What is wrong with a question is told as"
    " RFC 9457 does. At most 24 values are taken in one question; they may be spelled otherwise than this document"
    " lists them (`when=today`), and empty ones ask nothing. A cursor is what an answer told, for the same order."
)


FILES: tuple[tuple[str, str, str, Any, str], ...] = (
    ("/label.json", "labelFile", "The same as `/label` of the API.", label_schemas.LabelFileSchema, "application/json"),
    ("/label.csv", "labelTable", "A line for each criterion of each place.", {"type": "string"}, "text/csv"),
    (
        "/label/<site_id>.json",
        "reportFile",
        "The last report on a place, whole; 404 as long as it was not assessed.",
        label_schemas.ReportSchema,
        "application/json",
    ),
)
"""Open data that stands beside the API: address, name, what it is, its schema, its media type."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the API: what it tells, with which parameters, and how it may refuse."""

    path: str
    name: str
    words: Words
    answers: Callable[..., Response]
    schema: type[Schema]
    parameters: tuple[Parameter, ...] = ()
    refusals: tuple[int, ...] = (400, 406)


ENDPOINTS = (
    Endpoint(
        "/events",
        "events",
        Words("Ce qui vient dans l’agenda.", "What comes in the agenda."),
        events.events,
        schemas.EventPageSchema,
        (*QUERY, limited(events.MOST), CURSOR),
    ),
    Endpoint(
        "/events/<entry_id>",
        "event",
        Words("Un événement, et qui l’annonce.", "One event, and who tells of it."),
        events.event,
        schemas.OneEventSchema,
        refusals=(400, 404, 406),
    ),
    Endpoint(
        "/changes",
        "changes",
        Words(
            "Ce qui a changé depuis la dernière fois : de quoi tenir une copie exacte de l’agenda.",
            "What changed since the last time: enough to keep an exact copy of the agenda.",
        ),
        changes.changes,
        schemas.ChangePageSchema,
        (SINCE, limited(changes.MOST)),
        refusals=(400, 406, 410),
    ),
    Endpoint(
        "/sites",
        "sites",
        Words("Les lieux du réseau.", "The places of the network."),
        sites.sites,
        schemas.SitePageSchema,
    ),
    Endpoint(
        "/sites/<site_id>",
        "site",
        Words("Un lieu.", "One place."),
        sites.site,
        schemas.SiteSchema,
        refusals=(400, 404, 406),
    ),
    Endpoint(
        "/spaces",
        "spaces",
        Words(
            "Les espaces de travail : ouverts ou non, horaires, tarifs, et depuis quand on le sait.",
            "The places to work in: open or not, hours, prices, and since when that is known.",
        ),
        sites.spaces,
        schemas.SpacePageSchema,
    ),
    Endpoint(
        "/spaces/<site_id>",
        "space",
        Words("Un espace de travail.", "One place to work in."),
        sites.space,
        schemas.SpaceSchema,
        refusals=(400, 404, 406),
    ),
    Endpoint(
        "/label",
        "label",
        Words(
            "Où en est chaque lieu du label, et son dernier rapport en chiffres.",
            "Where every place stands with the label, and its last report in figures.",
        ),
        label.label,
        label_schemas.LabelPageSchema,
    ),
    Endpoint(
        "/label/<site_id>",
        "report",
        Words("Le dernier rapport sur un lieu, en entier.", "The last report on a place, whole."),
        label.report,
        label_schemas.OneJudgedSchema,
        refusals=(400, 404, 406),
    ),
    Endpoint(
        "/label/<site_id>/history",
        "history",
        Words("Ce qui a été décidé d’un lieu, et son dossier.", "What was decided about a place, and its file."),
        label.decisions,
        label_schemas.HistorySchema,
        refusals=(400, 404, 406),
    ),
    Endpoint(
        "/words",
        "words",
        Words("Les mots de l’agenda, pendant la frappe.", "The words of the agenda, while typing."),
        events.words,
        schemas.WordsSchema,
        (TYPED,),
    ),
)


_SPEC = {
    "title": "Cantines",
    "version": VERSION,
    "openapi_version": "3.1.0",
    "info": {"description": ABOUT},
}


class _Described(Api):  # type: ignore[misc]
    """flask-smorest, for the description alone: requests and errors are answered as everywhere in this application."""

    def _register_error_handlers(self) -> None:
        pass

    def _register_doc_blueprint(self) -> None:
        pass


def register(app: Flask) -> None:
    """Joins the API to the application, whose other addresses are there already."""
    blueprint = FlaskBlueprint("api", __name__, url_prefix=ROOT)
    for endpoint in ENDPOINTS:
        blueprint.add_url_rule(endpoint.path, endpoint.name, endpoint.answers)
    blueprint.before_request(accepts_json)
    app.register_blueprint(blueprint)
    app.add_url_rule(f"{ROOT}/openapi.json", "openapi", partial(_document, cache(partial(_description, app))))
    app.after_request(_readable)


def _description(app: Flask) -> APISpec:
    """The addresses of the application described; made when somebody asks first, for it takes longer than all else."""
    api = _Described(Flask(__name__, static_folder=None), spec_kwargs=_SPEC)
    blueprint = Blueprint("api", __name__, url_prefix=ROOT, description="Read only, for anybody.")
    for endpoint in ENDPOINTS:
        blueprint.route(endpoint.path, endpoint=endpoint.name)(_view(blueprint, endpoint))
    api.register_blueprint(blueprint)
    rules = {rule.rule: rule for rule in app.url_map.iter_rules()}
    for address, *told in FILES:
        _describe(api, rules[address], *told)
    return cast(APISpec, api.spec)


def _view(blueprint: Blueprint, endpoint: Endpoint) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        return endpoint.answers(**path)

    view.__name__ = endpoint.name
    view.__doc__ = endpoint.words.en
    for status in endpoint.refusals:
        view = blueprint.alt_response(status, schema=ProblemSchema, content_type=PROBLEM)(view)
    view = blueprint.response(200, endpoint.schema)(view)
    documented = blueprint.doc(operationId=endpoint.name, parameters=described(endpoint.parameters))
    return cast(Callable[..., Response], documented(view))


def _describe(api: Api, rule: Rule, name: str, words: str, schema: object, media_type: str) -> None:
    """Add a file of open data to the document."""
    answers: dict[str, object] = {"200": {"description": words, "content": {media_type: {"schema": schema}}}}
    if rule.arguments:
        answers["404"] = {"description": "There is none."}
    operation = {"operationId": name, "summary": words, "responses": answers}
    api.spec.path(rule=rule, parameters=[], operations={"get": operation})


def _document(description: Callable[[], APISpec]) -> Response:
    """The OpenAPI 3.1 document, with what the network can be asked for."""
    only()

    def render() -> bytes:
        with reading() as current:
            return encoded(listed(description().to_dict(), context().vocabulary(current.network)))

    return answer(JSON, render)


def _readable(response: Response) -> Response:
    return readable(response) if request.path.startswith(f"{ROOT}/") else response
