"""What robots ask for."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from flask.testing import FlaskClient

from federation.settings import Settings
from federation.store.database import open_store, upgrade
from federation.web.app import create_app
from tests.web import told


def test_robots_are_shown_the_sitemap(client: FlaskClient) -> None:
    assert "Sitemap: https://agenda.test/sitemap.xml" in client.get("/robots.txt").text


def test_the_sitemap_names_pages_that_answer(client: FlaskClient) -> None:
    answer = client.get("/sitemap.xml")
    assert answer.content_type == "application/xml; charset=utf-8"
    found = [item.text or "" for item in ElementTree.fromstring(answer.data).findall(".//{*}loc")]
    assert len(found) == len(set(found))
    assert f"https://agenda.test/en/evenements/{told.id_of(told.ONLINE)}" in found
    for address in found[:40]:
        assert client.get(address.removeprefix("https://agenda.test")).status_code == 200


def test_the_legal_notice_leads_to_the_source(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, source_url="https://code.example/cantines")
    store = open_store(settings.database)
    upgrade(store)
    store.close()
    text = create_app(settings).test_client().get("/mentions-legales").text
    assert 'href="https://code.example/cantines"' in text
