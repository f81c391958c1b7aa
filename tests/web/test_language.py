"""The language of an answer is in its address."""

from __future__ import annotations

import pytest

from federation.web.language import Here, place


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", Here("fr", "/")),
        ("/agenda", Here("fr", "/agenda")),
        ("/en", Here("en", "/")),
        ("/en/", Here("en", "/")),
        ("/en/agenda", Here("en", "/agenda")),
        ("/environnement", Here("fr", "/environnement")),
    ],
)
def test_a_path_says_its_language(path: str, expected: Here) -> None:
    assert place(path) == expected


def test_a_place_knows_its_twin() -> None:
    assert str(Here("fr", "/lieux").twin) == "/en/lieux"
    assert str(Here("en", "/lieux").twin) == "/lieux"
    assert Here("en", "/lieux").to("/agenda") == "/en/agenda"
