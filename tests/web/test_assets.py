"""Style, script and pictures: named by their content, kept for ever."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from flask.testing import FlaskClient

from federation.web.assets import FOLDER, read_asset, read_assets


def test_an_address_follows_the_content(tmp_path: Path) -> None:
    style = tmp_path / "style.css"
    style.write_text("a {}")
    first = read_asset(style)
    assert re.fullmatch(r"style\.[0-9a-f]{10}\.css", first.name)
    assert read_asset(style) == first
    style.write_text("b {}")
    assert read_asset(style).name != first.name


def test_what_pages_name_is_served_for_ever(client: FlaskClient) -> None:
    for asset in read_assets().values():
        answer = client.get(f"/static/{asset.name}", headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert gzip.decompress(answer.data) == asset.plain
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert client.get(f"/static/{asset.name}").data == asset.plain


def test_nothing_else_is_served(client: FlaskClient) -> None:
    for path in ("/static/style.css", "/static/../app.py", "/static/%2e%2e/app.py"):
        assert client.get(path).status_code == 404


def test_the_icon_has_a_fixed_address(client: FlaskClient) -> None:
    assert client.get("/favicon.svg").content_type == "image/svg+xml"


def test_the_script_is_tiny() -> None:
    assert (FOLDER / "copy.js").stat().st_size < 1000
