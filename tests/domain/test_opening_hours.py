"""`opening_hours`: what is read, its normal form, and what is beyond us."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.opening_french import read_french, understood
from federation.domain.opening_hours import parse
from federation.domain.opening_rules import Hours, Unsupported
from federation.domain.opening_writing import write


def normal(text: str) -> str:
    hours = parse(text)
    return write(hours) if isinstance(hours, Hours) else f"beyond us: {hours.seen}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-Fr 09:00-18:00", "Mo-Fr 09:00-18:00"),
        ("mo - fr 9:00 – 18:00;", "Mo-Fr 09:00-18:00"),
        ("Monday-Friday 09:00-18:00:00", "Mo-Fr 09:00-18:00"),
        ("Mo,Tu 9:00-17:00", "Mo,Tu 09:00-17:00"),
        ("Mo-Fr: 09:00-12:30, 14:00-19:00; Sa closed", "Mo-Fr 09:00-12:30,14:00-19:00; Sa off"),
        ("Mo 09:00-18:00; Tu 09:00-18:00; We 09:00-18:00", "Mo-We 09:00-18:00"),
        ("Mo-Fr 09:00-18:00; Sa 09:00-18:00 off", "Mo-Fr 09:00-18:00; Sa 09:00-18:00 off"),
        ("Sa-Mo 10:00-12:00", "Mo,Sa,Su 10:00-12:00"),
        ("09:00-18:00; Su,PH off", "Mo-Su 09:00-18:00; Su,PH off"),
        ("24/7", "24/7"),
        ("00:00-00:00", "24/7"),
        ("PH off; Mo-Su 00:00-24:00", "PH off; Mo-Su 00:00-24:00"),
        ("Fr 22:00-26:00", "Fr 22:00-02:00"),
        ("Mo 14:00-18:00,09:00-12:00,12:00-13:00", "Mo 09:00-13:00,14:00-18:00"),
        ("Mo 18:00+", "Mo 18:00+"),
        ("Mo 10:00-18:00+", "Mo 10:00-18:00+"),
        ("Mo-Fr 08:00-12:00, We 14:00-18:00", "Mo-Fr 08:00-12:00, We 14:00-18:00"),
        ('Mo-Fr 09:00-12:00 || "sur rendez-vous"', 'Mo-Fr 09:00-12:00 || "sur rendez-vous"'),
        ('Sa open "portes ouvertes"', 'Sa open "portes ouvertes"'),
        ("Jul 15-Aug 20 off", "Jul 15-Aug 20 off"),
        ("Jul 1-Aug 31: Mo-Fr 10:00-16:00", "Jul-Aug Mo-Fr 10:00-16:00"),
        ("2026 Dec 24-2027 Jan 2 off", "2026 Dec 24-2027 Jan 02 off"),
        ("2026 Dec 24-Jan 2,5 off", "2026 Dec 24-2027 Jan 02,2027 Jan 05 off"),
        ("Dec 24-26,31 off", "Dec 24-26,Dec 31 off"),
        ("2026-2027 Jul Mo 10:00-11:00", "2026-2027 Jul Mo 10:00-11:00"),
        ("2027+ Mo 10:00-11:00", "2027+ Mo 10:00-11:00"),
        ("week 1-53/2 Mo 09:00-12:00", "week 01-53/2 Mo 09:00-12:00"),
        ("Mo[1],Sa[-1] 10:00-12:00", "Mo[1],Sa[-1] 10:00-12:00"),
    ],
)
def test_the_normal_form(text: str, expected: str) -> None:
    assert normal(text) == expected
    assert normal(expected) == expected


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", ""),
        ("Mo-Fr", ""),
        ("sunrise-sunset", "sunrise"),
        ("SH off", "SH"),
        ("PH Mo 09:00-12:00", "Mo"),
        ("easter off", "easter"),
        ("Mo 9h-12h", "9"),
        ("Mo 10:00 AM-5:00 PM", "AM"),
        ("Mo 10:00", ""),
        ("Mo 10:00-10:00", "10:00"),
        ("Mo 25:00-26:00", "25:00"),
        ("Mo 09:61-10:00", "09:61"),
        ("Mo 09:00-18:00,17:00-10:00", ""),
        ("Mo 10:00-16:00/90", "/"),
        ("Feb 30 off", "30"),
        ("Jul-Aug 20 off", "off"),
        ("2027 Jan 5-2026 Jan 2 off", "2026"),
        ("2026,2027 Jul off", "2026"),
        ("Mo-Fr 09:00-12:00; 14:00-16:00", "14:00"),
        ("Mo 09:00-12:00 || ; Tu 10:00-11:00", ";"),
        ("Xx 09:00-12:00", "Xx"),
        ("x" * 2000, "x" * 40),
    ],
)
def test_what_is_beyond_us_is_told_by_what_stopped_the_reading(text: str, seen: str) -> None:
    assert parse(text) == Unsupported(seen)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du lundi au vendredi de 9h à 18h", "Mo-Fr 09:00-18:00"),
        ("lun-ven 9h-19h", "Mo-Fr 09:00-19:00"),
        ("Lun.-Ven. : 9 h – 19 h", "Mo-Fr 09:00-19:00"),
        ("fermé le dimanche", "Su off"),
        ("Lundi et mardi 14:00 - 18:00", "Mo,Tu 14:00-18:00"),
        (
            "Du lundi au vendredi de 9 h à 12 h 30 et de 14 h à 19 h. Fermé les jours fériés.",
            "Mo-Fr 09:00-12:30,14:00-19:00; PH off",
        ),
        ("9h-18h du lundi au vendredi, 10h-17h le samedi", "Mo-Fr 09:00-18:00; Sa 10:00-17:00"),
        ("lundi : 9h00 - 18h00 ; mardi : fermé", "Mo 09:00-18:00; Tu off"),
        ("de 9 à 18h tous les jours, sauf le dimanche", "Mo-Su 09:00-18:00; Su off"),
        ("En semaine de 8h30 à minuit, le week-end 10h-18h", "Mo-Fr 08:30-24:00; Sa,Su 10:00-18:00"),
        ("7j/7 24h/24", "24/7"),
        ("Mar 9h-18h", "Tu 09:00-18:00"),
    ],
)
def test_plain_french(text: str, expected: str) -> None:
    hours = understood(text)
    assert isinstance(hours, Hours), hours
    assert write(hours) == expected


@pytest.mark.parametrize(
    "text",
    [
        "sur rendez-vous",
        "ouvert tous les jours",
        "Ouvert de 9h à 18h",
        "jusqu’à 20h le jeudi",
        "lundi 25h-26h",
        "lundi 9h-12h-14h-18h",
        "fermé le lundi de 12h à 14h",
        "du lundi au vendredi 9h-18h, 10h-17h le samedi",
        "du 15 juillet au 20 août fermé",
        "lundi au vendredi 9h-18h (adhérents uniquement)",
    ],
)
def test_french_that_is_not_wholly_understood_gives_no_hours(text: str) -> None:
    assert isinstance(understood(text), Unsupported)


_words = st.sampled_from(
    [
        *(
            "Mo",
            "Tu-Fr",
            "PH",
            "SH",
            "Jan",
            "Jul 15-Aug 20",
            "2026",
            "2026 Dec 24-2027 Jan 02",
            "week 2-8/2",
            "Sa[1,-1]",
        ),
        *(
            "09:00-12:00",
            "14:00-19:30",
            "22:00-02:00",
            "18:00+",
            "00:00-24:00",
            "24/7",
            "off",
            "open",
            '"sur rendez-vous"',
        ),
        *(",", ";", "||", "-", ":", "+", "31", "9h", "lundi", "fermé"),
    ]
)
_texts = st.one_of(st.text(max_size=60), st.lists(_words, max_size=14).map(" ".join))


@given(_texts)
def test_any_text_gives_hours_that_read_back_as_they_are_or_a_reason(text: str) -> None:
    for hours in (parse(text), read_french(text)):
        if isinstance(hours, Hours):
            assert parse(write(hours)) == hours


@pytest.mark.parametrize(
    "piece", ["Mo 09:00-10:00;", "Mo,", "09:00-10:00,", "Jan,", "[", '"', "Mo 1:00-2:00||", "lundi et "]
)
def test_a_long_text_costs_little(piece: str) -> None:
    begun = time.perf_counter()
    for text in (piece * 20_000, (piece * 1000)[:1000]):
        understood(text)
    assert time.perf_counter() - begun < 0.5
