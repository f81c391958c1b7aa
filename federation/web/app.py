"""The application: settings -> Flask, with its store, its pages in two languages, its errors and its headers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from flask import Flask
from flask_babel import Babel
from markupsafe import Markup

from federation.registry.taxonomy import taxonomy
from federation.settings import Settings
from federation.settings import clock as chosen_clock
from federation.store.database import Store, bind
from federation.web import agenda, assets, changes, errors, feeds, health, info, places, sites, widget
from federation.web.api import document as api
from federation.web.api import page as api_page
from federation.web.caching import KEEPER
from federation.web.context import EXTENSION, Context
from federation.web.edge import Edge
from federation.web.headers import secure
from federation.web.keeper import Keeper
from federation.web.label import data as label_data
from federation.web.label import pages as label_pages
from federation.web.label import previews as label_previews
from federation.web.label_key import open_signer
from federation.web.language import ENGLISH, speak, spoken
from federation.web.release import release
from federation.web.rows import unbroken
from federation.web.shelf import open_shelf

TRANSLATIONS = Path(__file__).parent / "translations"

IN_BOTH_LANGUAGES = (
    agenda.blueprint,
    feeds.blueprint,
    changes.blueprint,
    sites.blueprint,
    places.blueprint,
    widget.blueprint,
    label_pages.blueprint,
    label_previews.blueprint,
    label_data.blueprint,
    info.blueprint,
    api_page.blueprint,
    health.page_blueprint,
)
ONCE = (info.root_blueprint, health.json_blueprint, label_data.once)


def create_app(settings: Settings, clock: Callable[[], datetime] | None = None) -> Flask:
    """The web application. `clock` tells the aware UTC moment it is; raises StoreError on an unusable database."""
    app = Flask(__name__, static_folder=None)
    store = bind(app, settings.database)
    clock = clock or chosen_clock(settings)
    kinds = taxonomy(settings.taxonomy_file)
    app.extensions[EXTENSION] = Context(settings, store, clock, taxonomy=kinds)
    app.extensions[label_data.SIGNER] = cache(lambda: open_signer(settings.key_file))
    app.extensions[KEEPER] = _keeper(settings, store, clock, release(settings, kinds.digest))
    Babel(app, default_locale="fr", default_translation_directories=str(TRANSLATIONS), locale_selector=spoken)
    speak(app.jinja_env)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    _register(app)
    api.register(app)
    errors.register(app)
    app.after_request(secure)
    return app


def create_wsgi(settings: Settings, clock: Callable[[], datetime] | None = None) -> Edge:
    """What a WSGI server runs: the thin layer that answers kept bytes, and the application behind it."""
    app = create_app(settings, clock)
    return Edge(app.wsgi_app, app.extensions[KEEPER])


def _keeper(settings: Settings, store: Store, clock: Callable[[], datetime], release: str) -> Keeper:
    most = settings.cache_megabytes * 1_000_000
    shelf = open_shelf(settings.cache_url, settings.data_dir / "kept", 4 * most)
    return Keeper(store, shelf, clock, release=release, most=most)


def _register(app: Flask) -> None:
    for blueprint in IN_BOTH_LANGUAGES:
        app.register_blueprint(blueprint)
        app.register_blueprint(blueprint, name=f"{blueprint.name}-en", url_prefix=ENGLISH)
    for blueprint in ONCE:
        app.register_blueprint(blueprint)
    static, address = assets.serving(assets.read_assets())
    app.register_blueprint(static)
    app.jinja_env.filters["unbroken"] = unbroken
    app.jinja_env.globals |= {"static": address, "webcal": webcal, "contact": contact}


def webcal(address: str) -> str:
    """The address that opens an application of calendars to subscribe."""
    return "webcal://" + address.partition("://")[2]


def contact(address: str) -> Markup:
    """A link to where one writes: a mail address or a page."""
    target = address if address.startswith(("https://", "http://", "mailto:")) else f"mailto:{address}"
    return Markup('<a href="{}">{}</a>').format(target, address.removeprefix("mailto:"))
