"""Opening hours in words."""

from __future__ import annotations

import pytest
from flask import Flask

from federation.web.opening import Opening, opening_words

N = "\u202f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-Fr 09:00-20:00", [Opening("du lundi au vendredi", f"9{N}h – 20{N}h")]),
        (
            "Tu-Fr 12:00-19:00; Sa-Su 14:00-19:00",
            [
                Opening("du mardi au vendredi", f"12{N}h – 19{N}h"),
                Opening("du samedi au dimanche", f"14{N}h – 19{N}h"),
            ],
        ),
        ("Mo,We,Fr 8:30-12:00", [Opening("lundi, mercredi et vendredi", f"8{N}h{N}30 – 12{N}h")]),
        ("Mo-Su 10:00-24:00", [Opening("tous les jours", f"10{N}h – minuit")]),
        ("09:00-17:00", [Opening("tous les jours", f"9{N}h – 17{N}h")]),
        ("Mo-Sa 09:00-12:00, 14:00-18:00", [Opening("du lundi au samedi", f"9{N}h – 12{N}h, 14{N}h – 18{N}h")]),
        ("Su,PH off", [Opening("dimanche et jours fériés", "fermé")]),
        ("24/7", [Opening("tous les jours", "24 heures sur 24")]),
        ("", []),
    ],
)
def test_common_hours_become_words(hub: Flask, text: str, expected: list[Opening]) -> None:
    with hub.test_request_context("/"):
        assert opening_words(text, "fr") == expected


@pytest.mark.parametrize(
    "text",
    [
        "sunrise-sunset",
        "Mo-Fr",
        "Xx 09:00-12:00",
        "Mo 9h-12h",
        "Jan-Mar Mo 09:00-12:00",
        "Mo 09:00+",
        "\x00",
        "Mo-Xx 1:00-2:00",
    ],
)
def test_what_is_beyond_us_is_not_guessed(hub: Flask, text: str) -> None:
    with hub.test_request_context("/"):
        assert opening_words(text, "fr") is None


def test_english(hub: Flask) -> None:
    with hub.test_request_context("/en/"):
        assert opening_words("Mo-Fr 09:00-17:30", "en") == [Opening("Monday to Friday", "09:00 – 17:30")]
