"""Opening hours in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from federation.domain.opening_rules import State
from federation.domain.spaces import Now
from federation.web.opening import Opening, now_words, opening_words
from tests.web.filling import NOW

TODAY = NOW.date()
"""A Sunday."""

N = "\u202f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-Fr 09:00-20:00", [Opening("du lundi au vendredi", f"9{N}h – 20{N}h")]),
        (
            "Tu-Fr 12:00-19:00; Sa-Su 14:00-19:00",
            [
                Opening("du mardi au vendredi", f"12{N}h – 19{N}h"),
                Opening("samedi et dimanche", f"14{N}h – 19{N}h"),
            ],
        ),
        ("Mo,We,Fr 8:30-12:00", [Opening("lundi, mercredi et vendredi", f"8{N}h{N}30 – 12{N}h")]),
        ("Mo-Su 10:00-24:00", [Opening("tous les jours", f"10{N}h – minuit")]),
        ("09:00-17:00", [Opening("tous les jours", f"9{N}h – 17{N}h")]),
        ("Mo-Sa 09:00-12:00, 14:00-18:00", [Opening("du lundi au samedi", f"9{N}h – 12{N}h, 14{N}h – 18{N}h")]),
        ("Su,PH off", [Opening("dimanche et jours fériés", "fermé")]),
        ("24/7", [Opening("tous les jours", "24 heures sur 24")]),
        ("lun-ven 9h-19h", [Opening("du lundi au vendredi", f"9{N}h – 19{N}h")]),
        ("Fr 22:00-02:00", [Opening("vendredi", f"22{N}h – 2{N}h")]),
        ("Mo 18:00+", [Opening("lundi", f"à partir de 18{N}h")]),
        ("Mo 10:00-18:00+", [Opening("lundi", f"10{N}h – 18{N}h ou plus tard")]),
        ("Sa[1,-1] 10:00-12:00", [Opening("premier et dernier samedi du mois", f"10{N}h – 12{N}h")]),
        ("Jul 15-Aug 1 off", [Opening("du 15 juillet au 1er août", "fermé")]),
        ("Jul-Aug Mo-Su 10:00-16:00", [Opening("de juillet à août", f"10{N}h – 16{N}h")]),
        ("Aug Mo 10:00-16:00", [Opening("août, lundi", f"10{N}h – 16{N}h")]),
        ("2026 Dec 24-2027 Jan 02 off", [Opening("du 24 déc. 2026 au 2 janv. 2027", "fermé")]),
        ("2026 Dec 20 14:00-18:00", [Opening("le 20 déc. 2026", f"14{N}h – 18{N}h")]),
        ("2026 Nov 21 off", []),
        ("2025 Mo 09:00-12:00", []),
        (
            'Mo 09:00-12:00, We 14:00-18:00 || "sur rendez-vous"',
            [
                Opening("lundi", f"9{N}h – 12{N}h"),
                Opening("mercredi, en plus", f"14{N}h – 18{N}h"),
                Opening("sinon", "sur rendez-vous"),
            ],
        ),
        ("", []),
    ],
)
def test_common_hours_become_words(hub: Flask, text: str, expected: list[Opening]) -> None:
    with hub.test_request_context("/"):
        assert opening_words(text, "fr", TODAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "sunrise-sunset",
        "Mo-Fr",
        "Xx 09:00-12:00",
        "Mo 9h-12h",
        "week 1-53/2 Mo 09:00-12:00",
        "Mo[-2] 09:00-12:00",
        "\x00",
        "Mo-Xx 1:00-2:00",
    ],
)
def test_what_is_beyond_us_is_not_guessed(hub: Flask, text: str) -> None:
    with hub.test_request_context("/"):
        assert opening_words(text, "fr", TODAY) is None


def test_english(hub: Flask) -> None:
    with hub.test_request_context("/en/"):
        assert opening_words("Mo-Fr 09:00-17:30", "en", TODAY) == [Opening("Monday to Friday", "09:00 – 17:30")]


def _in(**later: float) -> datetime:
    return NOW + timedelta(**later)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (Now(State.OPEN), "Ouvert"),
        (Now(State.OPEN, _in(hours=8, minutes=30)), f"Ouvert jusqu’à 18{N}h"),
        (Now(State.OPEN, _in(hours=14, minutes=30)), "Ouvert jusqu’à minuit"),
        (Now(State.OPEN, _in(hours=16, minutes=30)), f"Ouvert jusqu’à demain, 2{N}h"),
        (Now(State.OPEN, _in(days=3)), f"Ouvert jusqu’au 25 nov. 2026, 9{N}h{N}30"),
        (Now(State.CLOSED), "Fermé"),
        (Now(State.CLOSED, _in(hours=4, minutes=30)), f"Fermé, ouvre à 14{N}h"),
        (Now(State.CLOSED, _in(days=1)), f"Fermé, ouvre demain à 9{N}h{N}30"),
        (Now(State.CLOSED, _in(days=2)), f"Fermé, ouvre mardi à 9{N}h{N}30"),
        (Now(State.CLOSED, _in(days=7)), f"Fermé, ouvre le 29 nov. 2026 à 9{N}h{N}30"),
        (Now(State.UNKNOWN), "Peut-être ouvert"),
        (Now(State.UNKNOWN, None, None, "sur rendez-vous"), "Peut-être ouvert (sur rendez-vous)"),
    ],
)
def test_open_now_in_words(hub: Flask, now: Now, expected: str) -> None:
    with hub.test_request_context("/"):
        assert now_words(now, NOW, "fr") == expected


def test_open_now_in_english(hub: Flask) -> None:
    with hub.test_request_context("/en/"):
        assert now_words(Now(State.CLOSED, _in(days=2)), NOW, "en") == "Closed, opens on Tuesday at 09:30"
        assert opening_words("Jul 15-Aug 1 Mo 18:00+", "en", TODAY) == [
            Opening("15 July to 1 August, Monday", "from 18:00")
        ]
