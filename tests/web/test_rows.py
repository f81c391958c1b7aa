"""Entries as rows: the small rules of words."""

from __future__ import annotations

import pytest

from federation.web.rows import unbroken


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Premiers clics : la souris", "Premiers clics\xa0: la souris"),
        ("Que faire ?", "Que faire\xa0?"),
        ("« Libre »", "«\xa0Libre\xa0»"),
        ("Atelier :) et :(", "Atelier :) et :("),
        ("Déjà\u202f: bien", "Déjà\u202f: bien"),
    ],
)
def test_punctuation_stays_with_its_word(title: str, expected: str) -> None:
    assert unbroken(title) == expected
