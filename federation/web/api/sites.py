"""The places of the network, labelled or not, and what is known of each as a place to work in."""

from __future__ import annotations

from flask import Response
from werkzeug.exceptions import NotFound

from federation.publish.api import Plain, page, plain_site, plain_space
from federation.publish.place import Place
from federation.publish.schemas import SitePageSchema, SiteSchema, SpacePageSchema, SpaceSchema
from federation.web.api.answers import answered, only
from federation.web.context import context
from federation.web.pages import Reading
from federation.web.places import places


def sites() -> Response:
    """All the places."""
    only()
    return answered(SitePageSchema, lambda current: page([plain_site(place) for place in _places(current)], None))


def site(site_id: str) -> Response:
    """One place."""
    only()
    return answered(SiteSchema, lambda current: plain_site(_one(current, site_id)))


def spaces() -> Response:
    """All the places of which anything is told as places to work in."""
    only()

    def make(current: Reading) -> Plain:
        told = [place for place in _places(current) if place.whole is not None]
        return page([plain_space(place) for place in told], None)

    return answered(SpacePageSchema, make)


def space(site_id: str) -> Response:
    """One place to work in."""
    only()

    def make(current: Reading) -> Plain:
        place = _one(current, site_id)
        if place.whole is None:
            raise NotFound
        return plain_space(place)

    return answered(SpaceSchema, make)


def _places(current: Reading) -> list[Place]:
    return places(current, context().clock())


def _one(current: Reading, site_id: str) -> Place:
    for place in _places(current):
        if place.site.id == site_id:
            return place
    raise NotFound
