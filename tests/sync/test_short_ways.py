"""Short ways past work that most events do not need: they give what the long way gives."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from sync.cleaning import description, title_marks

MARKS = ["annulé", "ANNULÉE", "annulation", "canceled", "cancelled", "reprogrammée", "RESCHEDULED", "nouvelle date"]
MARKS += ["new date", "déplacé en ligne", "passe en ligne", "moved online", "reporté", "postponed", "complet"]
MARKS += ["COMPLÈTES", "sold out", "fully booked", "annule\u0301"]
PIECES = ["a", " ", "\n", "\t", ">", "\xa0", "\n\n", "\u2003"]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("said", ["[%s] Apéro", "%s : Apéro", "Apéro – %s !", "Apéro (%s)"])
def test_a_title_with_a_mark_is_looked_at(said: str, mark: str) -> None:
    for title in (said % mark, said % mark.upper()):
        low = title.lower()
        assert any(stem in low for stem in title_marks._STEMS)


def test_a_cross_is_a_mark_too() -> None:
    assert title_marks.read_marks("✗ Apéro", date(2026, 11, 22)).title == "Apéro"


def test_one_paragraph_is_written_as_any_other_text() -> None:
    texts = ["".join(pieces) for pieces in product(PIECES, repeat=4)]
    short = {text: found for text in texts if (found := description._few_lines(text))}
    assert short == {text: description._paragraphs(text) for text in short}
    assert "a\na" + "\n" in short
