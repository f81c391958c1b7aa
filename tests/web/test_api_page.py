"""The page that explains the API: every address with all its parameters, each of them to be tried."""

from __future__ import annotations

from flask.testing import FlaskClient

from federation.web.api.document import ENDPOINTS
from tests.web.reading import page, words

N = "\u202f"


def test_every_address_and_parameter_is_there_to_be_tried(client: FlaskClient) -> None:
    tree = page(client, "/api")
    shown = {section.xpath("string(.//h2)"): section for section in tree.xpath("//main//section")}
    assert len(shown) == len(ENDPOINTS)
    for endpoint in ENDPOINTS:
        path = "/api/v1" + endpoint.path.replace("<", "{").replace(">", "}")
        section = shown[path]
        names = section.xpath(".//input/@name|.//select/@name")
        assert sorted(names) == sorted(parameter.name for parameter in endpoint.parameters)
        for label in section.xpath(".//label"):
            assert len(label.xpath(".//input|.//select")) == 1
        if names:
            assert section.xpath(".//form/@action") == [path]


def test_a_form_sent_as_it_stands_is_answered(client: FlaskClient) -> None:
    tree = page(client, "/en/api")
    for form in tree.xpath("//main//form"):
        empty = "&".join(f"{name}=" for name in form.xpath(".//input/@name|.//select/@name"))
        assert client.get(f"{form.get('action')}?{empty}").status_code == 200
    for href in tree.xpath("//main//a[contains(@class, 'button')]/@href"):
        assert client.get(href).status_code == 200


def test_values_are_offered_by_their_names(client: FlaskClient) -> None:
    for path, name in (("/api", "conférence"), ("/en/api", "talk")):
        options = page(client, path).xpath("//select[@name='format']/option[@value='conference']")
        assert options, name
        assert options[0].text.strip()
    assert "OpenAPI 3.1" in words(page(client, "/api"))
