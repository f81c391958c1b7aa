"""Pages that stay: how to subscribe, accessibility, legal notice, about; and what robots ask for."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response

from federation.domain.site import LabelStatus
from federation.store.agenda import upcoming
from federation.web.caching import answer
from federation.web.context import context
from federation.web.language import Here
from federation.web.pages import html, reading
from federation.web.params import no_parameters

_STAYING = (
    "/",
    "/agenda",
    "/changements",
    "/lieux",
    "/ouvert",
    "/label",
    "/abonnements",
    "/a-propos",
    "/accessibilite",
    "/mentions-legales",
)

blueprint = Blueprint("info", __name__)
root_blueprint = Blueprint("root", __name__)


@blueprint.get("/abonnements")
def subscriptions() -> Response:
    """Every feed, explained for a person."""
    no_parameters()
    return html(
        lambda reading: reading.page(
            "subscribe.html",
            bare=context().settings.address.partition("://")[2],
            candidates=[site for site in reading.network.sites if site.status is LabelStatus.CANDIDATE],
        )
    )


def _plain(template: str) -> Response:
    no_parameters()
    return html(lambda reading: reading.page(template))


@blueprint.get("/accessibilite")
def accessibility() -> Response:
    """What is known of the accessibility of these pages."""
    return _plain("accessibility.html")


@blueprint.get("/mentions-legales")
def legal() -> Response:
    """Who publishes, what is kept of readers: nothing; and where the source is."""
    no_parameters()
    return html(lambda reading: reading.page("legal.html", source_url=context().settings.source_url))


@blueprint.get("/a-propos")
def about() -> Response:
    """What this agenda is and how it is made."""
    return _plain("about.html")


@root_blueprint.get("/robots.txt")
def robots() -> Response:
    """Robots are welcome, except where they would only make noise."""
    text = f"User-agent: *\nDisallow: /health\n\nSitemap: {context().settings.address}/sitemap.xml\n"
    return Response(text, content_type="text/plain; charset=utf-8")


@root_blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The pages that stay and those of the coming events, in both languages (sitemaps.org 0.9)."""
    no_parameters()

    def render() -> bytes:
        with reading() as current:
            paths = [*_STAYING, *(f"/lieux/{site.id}" for site in current.network.sites)]
            paths += [f"/evenements/{entry.id}" for entry in upcoming(current.session, current.query())]
        return sitemap_of(context().settings.address, paths)

    return answer("application/xml; charset=utf-8", render)


def sitemap_of(public: str, paths: Iterable[str]) -> bytes:
    """A sitemap of these French paths and their English twins."""
    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for path in paths:
        here = Here("fr", path)
        for address in (here, here.twin):
            SubElement(SubElement(root, "url"), "loc").text = f"{public}{address}"
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
