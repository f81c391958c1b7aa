"""Errors that a reader sees: pages in the design of the others, problem details (RFC 9457) for programs.

The address says which: what ends as `PROGRAMS` and all of the API are read by programs. A feed, a calendar or a table
that was asked wrongly answers a plain text: that is what its readers can show.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from federation.domain.query import control
from federation.domain.site import Network
from federation.errors import QueryError
from federation.store.database import DatabaseFailure
from federation.web.context import EMPTY, context
from federation.web.language import LANGUAGES, here, speaking
from federation.web.language import translated as _
from federation.web.pages import HTML, fill

TEXTS = (".rss", ".atom", ".ics", ".csv", ".opml", ".xml")
PROGRAMS = (*TEXTS, ".json", ".geojson", ".jwt", ".svg", "/health")
API = "/api/v1"
_UNSEEN = "\N{REPLACEMENT CHARACTER}"
Refusal = TypeVar("Refusal", bound=Exception)


def register(app: Flask) -> None:
    """Makes the application answer errors in its own words."""
    app.register_error_handler(QueryError, _in_their_language(bad_query))
    app.register_error_handler(HTTPException, _in_their_language(http_error))


def _in_their_language(handler: Callable[[Refusal], Response]) -> Callable[[Refusal], Response]:
    """A handler that speaks as its reader does: pages by their address, the API as `Accept-Language` wishes."""

    def handle(error: Refusal) -> Response:
        if not _of_api():
            return handler(error)
        language = _preferred()
        with speaking(language):
            response = handler(error)
        response.headers["Content-Language"] = language
        response.headers["Vary"] = "Accept-Language"
        return response

    return handle


def _preferred() -> str:
    """The best of our languages that a program takes (« fr-CA » is French, RFC 4647 §3.4), else French."""
    tags = (tag.partition("-")[0].lower() for tag, weight in request.accept_languages if weight)
    return next((tag for tag in tags if tag in LANGUAGES), LANGUAGES[0])


def _of_api() -> bool:
    return request.path.startswith(f"{API}/")


def bad_query(error: QueryError) -> Response:
    """400 that names the parameter, what was given and what would have been right."""
    if error.unknown:
        detail, members = _unknown(error)
        return problem(400, detail, members)
    detail = f"{_wrong(error)} {_right(error)}".strip()
    return problem(400, detail, {"parameter": error.parameter, "allowed": list(error.allowed)})


def _wrong(error: QueryError) -> str:
    """What is wrong with a value."""
    name = shown(error.parameter)
    if found := control(error.value):
        code = f"U+{ord(found):04X}"
        return _("Le paramètre « %(name)s » contient un caractère de contrôle (%(code)s).", name=name, code=code)
    return _("Le paramètre « %(name)s » vaut « %(value)s ».", name=name, value=shown(error.value))


def _right(error: QueryError) -> str:
    """What would have been right, where that is not said by what is wrong."""
    if not error.allowed:
        return _("Cette adresse n’attend aucun paramètre.")
    if control(error.value):
        return ""
    return _("Ce qui est permis : %(allowed)s.", allowed=", ".join(error.allowed))


def shown(given: str) -> str:
    """The beginning of what a reader gave, as it can be shown to them: blanks as such, a sign for what has no shape."""
    return "".join(" " if one.isspace() else one if one.isprintable() else _UNSEEN for one in given[:100])


def _unknown(error: QueryError) -> tuple[str, dict[str, object]]:
    """What to tell of a parameter that there is not."""
    name = shown(error.parameter)
    if error.elsewhere:
        told = _("Le paramètre « %(name)s » n’existe pas à cette adresse.", name=name)
    else:
        told = _("Il n’y a pas de paramètre « %(name)s ».", name=name)
    meant = " " + _("Vouliez-vous dire « %(name)s » ?", name=error.nearest) if error.nearest else ""
    known = _right(error)
    if error.allowed:
        known = _("Ceux qu’on peut donner : %(allowed)s.", allowed=", ".join(error.allowed))
    members: dict[str, object] = {"parameter": error.parameter, "allowed": list(error.allowed)}
    return f"{told}{meant} {known}", members | ({"nearest": error.nearest} if error.nearest else {})


def http_error(error: HTTPException) -> Response:
    """Any other refusal or failure of a request."""
    if isinstance(error.response, Response):
        return error.response
    status = error.code or 500
    if status == 404 and _ends_in_slash(request.path):
        return Response(status=308, headers={"Location": here().to(here().path.rstrip("/"))})
    response = problem(status, detail_words(status), {})
    if "Allow" in dict(error.get_headers()):
        response.headers["Allow"] = dict(error.get_headers())["Allow"]
    return response


def _ends_in_slash(path: str) -> bool:
    # `//host/` without its end would lead to another host; no header holds a line break.
    safe = path.isprintable() and not path.startswith("//")
    return safe and path.endswith("/") and path.strip("/") not in ("", "en")


def title_words(status: int) -> str:
    """What happened, as a heading."""
    return {
        400: _("Demande incomprise"),
        404: _("Page introuvable"),
        405: _("Méthode refusée"),
        406: _("Format refusé"),
        410: _("Curseur périmé"),
        500: _("Une erreur de notre côté"),
    }.get(status, _("Erreur %(status)s", status=status))


def detail_words(status: int) -> str:
    """What a reader can do about it."""
    return {
        404: _("Rien ne se trouve à cette adresse, ou l’événement n’est plus connu de l’agenda."),
        405: _("Cette adresse se lit seulement (GET ou HEAD)."),
        406: _("Cette adresse répond en JSON : demandez « application/json »."),
        410: _("Les lieux de l’agenda ont changé. Relisez-le tout entier : la même adresse, sans « since »."),
        500: _("La page n’a pas pu être préparée. L’erreur est notée ; réessayez dans un instant."),
    }.get(status, _("La demande n’a pas pu aboutir."))


def problem(status: int, detail: str, members: dict[str, object]) -> Response:
    """The answer to a request that failed, for a program or for a person as the address says."""
    if status == 400 and request.path.endswith(TEXTS):
        # Readers of feeds and calendars show at best a text.
        lines = f"{title_words(status)}\n\n{detail}\n"
        response = Response(lines, status, content_type="text/plain; charset=utf-8")
    elif request.path.endswith(PROGRAMS) or _of_api():
        body = {"type": "about:blank", "title": title_words(status), "status": status, "detail": detail, **members}
        response = Response(json.dumps(body, ensure_ascii=False), status, content_type="application/problem+json")
    else:
        values = {"status": status, "title": title_words(status), "detail": detail, "members": members}
        body_text = fill("error.html", here=here(), network=_network(), sites=(), accents={}, **values)
        response = Response(body_text, status, content_type=HTML)
    response.headers["Cache-Control"] = "no-store"
    return response


def _network() -> Network:
    try:
        with context().store.session() as session:
            return context().networks.current(session)
    except DatabaseFailure:
        return EMPTY
