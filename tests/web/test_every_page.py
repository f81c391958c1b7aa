"""What is true of every page, in both languages."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from federation.web.assets import read_assets
from tests.web import told
from tests.web.reading import page, parsed

PATHS = (
    "/",
    "/agenda",
    "/agenda?page=2",
    "/lieux",
    "/lieux/rennes",
    "/lieux/nantes",
    "/lieux/tours",
    "/lieux/rennes/agenda",
    "/changements",
    "/lieux/rennes/changements",
    "/lieux/rennes/historique",
    "/ouvert",
    "/label",
    "/label/rennes",
    "/label/tours/a-faire",
    "/label/apercu",
    "/abonnements",
    "/sante",
    "/accessibilite",
    "/api",
    "/mentions-legales",
    "/a-propos",
    *(
        f"/evenements/{told.id_of(event)}"
        for event in (told.HOSTILE, told.CANCELLED, told.FULL, told.ONLINE, told.LASTING, told.ISLAND, told.PAST)
    ),
    f"/evenements/{told.id_of(told.WITHDRAWN_EVENT)}",
    f"/evenements/{told.id_of(told.WEEKLY, slot='2026-11-24')}",
)
BOTH = [*PATHS, *(f"/en{path}" for path in PATHS)]


@pytest.mark.parametrize("path", BOTH)
def test_is_a_sound_document(client: FlaskClient, path: str) -> None:
    tree = page(client, path)
    assert tree.get("lang") == ("en" if path.startswith("/en") else "fr")
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
    assert tree.xpath("//head/title")[0].text.strip().endswith("· Réseau d’essai")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert tree.xpath("//a[@class='skip']/@href") == ["#contenu"]
    assert tree.xpath("//main/@id") == ["contenu"]


@pytest.mark.parametrize("path", BOTH)
def test_headings_skip_no_level(client: FlaskClient, path: str) -> None:
    levels = [int(item.tag[1]) for item in page(client, path).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("path", BOTH)
def test_asks_nobody_else_for_anything(client: FlaskClient, path: str) -> None:
    tree = page(client, path)
    fetched = tree.xpath("//@src|//link[@rel='stylesheet' or @rel='icon']/@href")
    assert fetched
    assert all(address.startswith("/") and not address.startswith("//") for address in fetched)
    assert not tree.xpath("//*[@style]|//style|//*[@*[starts-with(name(), 'on')]]")
    assert all(item.get("type") == "application/ld+json" or item.get("src") for item in tree.xpath("//script"))


@pytest.mark.parametrize("path", BOTH)
def test_leads_nowhere_wrong(client: FlaskClient, path: str) -> None:
    for address in page(client, path).xpath("//a/@href|//link[@rel='alternate']/@href"):
        if address.startswith("/") and "?" not in address:
            assert client.get(address).status_code == 200, address
        else:
            assert re.match(r"https?:|webcal:|mailto:|#|/", address), address


@pytest.mark.parametrize("path", PATHS)
def test_both_languages_name_each_other(client: FlaskClient, path: str) -> None:
    for address in (path, f"/en{path}"):
        found = page(client, address).xpath("//link[@hreflang]/@href")
        assert [item.removeprefix("https://agenda.test") for item in found] == [path, f"/en{path}"]


def test_the_safety_headers_are_there(client: FlaskClient) -> None:
    for path in ("/", "/agenda.rss", "/sante", "/health", "/nulle-part", "/agenda?x=1"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"]
        assert "Set-Cookie" not in headers


def test_a_first_visit_is_light(client: FlaskClient) -> None:
    text = client.get("/agenda").get_data()
    assert len(parsed(text.decode()).xpath("//li[contains(@class, 'ev')]")) == 50
    assets = read_assets()
    seen = len(gzip.compress(text, 6)) + len(assets["style.css"].zipped)
    assert seen <= 14_000
    assert seen + sum(len(asset.zipped) for asset in assets.values()) <= 30_000
