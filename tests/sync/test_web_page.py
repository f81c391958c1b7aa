"""How a web page calls itself."""

import pytest

from sync.formats.web_page import heading


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<!DOCTYPE html><html lang=fr><meta charset=utf-8><title>Erreur</title><h1>Erreur</h1>", "Erreur"),
        (
            b"<TITLE>\n Site en\n maintenance &ndash; patience&nbsp;!</TITLE>",
            "Site en maintenance – patience !",
        ),
        (b"<h1 class='big'>503</h1>", "503"),
        (b"<title></title><h1>Oups</h1>", "Oups"),
        (b"<title><b>x</b></title>", ""),
        (b"<p>Maintenance", ""),
        (b"", ""),
        (b"<title>" + b"x" * 5000, "x" * 80),
        (b"<title>\xe9t\xe9", "\ufffdt\ufffd"),
    ],
)
def test_a_page_is_named_by_its_title_or_first_heading(body: bytes, said: str) -> None:
    assert heading(body) == said
