"""Pages that stay: how to subscribe, accessibility, legal notice, about; and what robots ask for."""

from __future__ import annotations

from flask import Blueprint, Response

from federation.domain.site import LabelStatus
from federation.web.context import context
from federation.web.pages import html
from federation.web.params import no_parameters

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
    """Who publishes, what is kept of readers: nothing."""
    return _plain("legal.html")


@blueprint.get("/a-propos")
def about() -> Response:
    """What this agenda is and how it is made."""
    return _plain("about.html")


@root_blueprint.get("/robots.txt")
def robots() -> Response:
    """Robots are welcome, except where they would only make noise."""
    text = f"User-agent: *\nDisallow: /health\n\nSitemap: {context().settings.address}/sitemap.xml\n"
    return Response(text, content_type="text/plain; charset=utf-8")
