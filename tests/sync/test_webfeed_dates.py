"""The date a text states: exactly one, or none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.formats.webfeed_parts.moments import day, moment
from sync.formats.webfeed_parts.stated_dates import stated_date

PARIS = ZoneInfo("Europe/Paris")
PUBLISHED = date(2026, 11, 1)


def stated(title: str, text: str = "", published: date | None = PUBLISHED) -> str:
    """Start and end as ISO texts, to the minute; empty when no date is stated."""
    found = stated_date(title, text, published, PARIS)
    if found is None:
        return ""
    return " / ".join(moment.isoformat()[:16] for moment in (found.start, found.end) if moment is not None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Apéro le jeudi 26 novembre 2026 à 18 h 30", "2026-11-26T18:30"),
        ("Apéro, jeudi 26 novembre 2026, 18\u202fh\u202f30 – 21\u202fh", "2026-11-26T18:30 / 2026-11-26T21:00"),
        ("22/11/2026 de 19h à 21h", "2026-11-22T19:00 / 2026-11-22T21:00"),
        ("Salon du 3 au 5 décembre 2026", "2026-12-03 / 2026-12-06"),
        ("Salon du 3 au 5 décembre 2026 de 10h à 18h", "2026-12-03 / 2026-12-06"),
        ("3, 4 et 5 décembre 2026", "2026-12-03 / 2026-12-06"),
        ("samedi 28 novembre, 10h-18h", "2026-11-28T10:00 / 2026-11-28T18:00"),
        ("Du jeudi 3 au samedi 5 décembre", "2026-12-03 / 2026-12-06"),
        ("du 28 décembre au 2 janvier 2027", "2026-12-28 / 2027-01-03"),
        ("du vendredi 4 décembre 2026 à 18h au dimanche 6 décembre 2026 à 17h", "2026-12-04T18:00 / 2026-12-06T17:00"),
        ("De 19h à 21h le jeudi 26 novembre 2026", "2026-11-26T19:00 / 2026-11-26T21:00"),
        ("samedi 28 novembre 2026 de 21h à 2h", "2026-11-28T21:00 / 2026-11-29T02:00"),
        ("1er décembre 2026 à midi", "2026-12-01T12:00"),
        ("jeudi 26/11 à 18h", "2026-11-26T18:00"),
        ("Les ateliers StartUP #3 - 5 décembre 2026", "2026-12-05"),
        ("2026-11-26 18:30", "2026-11-26T18:30"),
        ("Mardi 24 novembre 2026, 3 places", "2026-11-24"),
        ("Thursday, November 26, 2026 at 6:30pm - 8pm", "2026-11-26T18:30 / 2026-11-26T20:00"),
        ("December 3-5, 2026", "2026-12-03 / 2026-12-06"),
        ("Matinée du 26 novembre 2026", "2026-11-26"),
        ("Meetup Ruby 26 novembre 2026", "2026-11-26"),
        ("Dernière soirée de l’année : 10 décembre 2026", "2026-12-10"),
        ("26th of November 2026, 18:30-20:00", "2026-11-26T18:30 / 2026-11-26T20:00"),
    ],
)
def test_one_date_is_found(title: str, expected: str) -> None:
    assert stated(title) == expected
    assert stated("Une soirée", title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Bilan 2025",
        "le 3 décembre",  # of which year?
        "samedi 29 novembre",  # a Sunday in 2026
        "3 et 17 décembre 2026",
        "le 3 décembre 2026 ou le 4 décembre 2026",
        "Atelier 3 - 5 décembre 2026",
        "le 31 février 2026",
        "le 12 mars 2009 naissait la Cantine",
        "un événement en 2031, le 3 mai 2031",
        "Inscriptions avant le 15 novembre 2026",
        "ouvert jusqu’au 30 novembre 2026",
        "Publié le 20 novembre 2026",
        "La Cantine sera fermée du 24 décembre 2026 au 2 janvier 2027",
        "Fermeture exceptionnelle le 25 décembre 2026",
        "Congés d’hiver : 24 décembre 2026",
        "Nouveaux tarifs à partir du 1er janvier 2027",
        "Tarifs applicables au 1er janvier 2027",
        "Poste à pourvoir le lundi 4 janvier 2027",
        "La loi du 6 novembre 2026",
        "Version 1.12.26",
        "12/13 pages",
        "22/11/26",
        "Atelier du 5 au 3 décembre 2026",
        "",
    ],
)
def test_what_is_not_one_date_is_none(title: str) -> None:
    assert stated(title) == ""
    assert stated("Une soirée", title) == ""


def test_the_title_decides_before_the_text() -> None:
    assert stated("Apéro du 26 novembre 2026", "Le 2 décembre 2026 il y en aura un autre.") == "2026-11-26"


def test_two_dates_in_the_title_are_not_settled_by_the_text() -> None:
    assert stated("3 décembre 2026 et 8 décembre 2026", "Quand : 3 décembre 2026") == ""


def test_a_marked_line_decides_before_the_rest() -> None:
    text = "Le 20 octobre 2026 fut un succès, le 20 décembre 2026 le sera.\nQuand : jeudi 26 novembre 2026 à 18h30"
    assert stated("Apéro", text) == "2026-11-26T18:30"
    assert stated("Apéro", "Date :\njeudi 26 novembre 2026\nle 3 décembre 2026 on range") == "2026-11-26"


def test_the_first_lines_decide_before_the_rest() -> None:
    text = "Jeudi 26 novembre 2026\nVenez.\nEncore.\n" + "Du texte.\n" * 40 + "Le 2 décembre 2026 on recommence."
    assert stated("Apéro", text) == "2026-11-26"


def test_the_hours_come_from_where_the_text_names_that_day_again() -> None:
    assert stated("Apéro – 26 novembre 2026", "Rendez-vous jeudi 26 novembre à 19h.") == "2026-11-26T19:00"
    assert stated("Apéro – 26 novembre 2026", "Horaires : 19h-23h") == "2026-11-26T19:00 / 2026-11-26T23:00"


def test_hours_that_contradict_each_other_are_none() -> None:
    assert stated("Apéro", "Le 26 novembre 2026 à 18h. Le 26 novembre 2026 à 20h.") == "2026-11-26"
    assert (
        stated("Apéro", "Le 26 novembre 2026 à 18h.\n26 novembre 2026, 18h-21h")
        == "2026-11-26T18:00 / 2026-11-26T21:00"
    )


@pytest.mark.parametrize(
    "title", ["Retour sur l’apéro du 22 octobre 2026", "Compte rendu de l’apéro du 22 octobre 2026"]
)
def test_a_report_of_what_took_place_is_no_event(title: str) -> None:
    assert stated(title) == ""
    assert stated("L’apéro", title) == ""
    assert stated(title.replace("22 octobre", "26 novembre")) == "2026-11-26"


def test_a_day_within_a_range_is_part_of_it() -> None:
    assert stated("Salon", "Du 3 au 5 décembre 2026. Le samedi 5 décembre 2026, concert.") == "2026-12-03 / 2026-12-06"


def test_a_year_left_out_needs_a_publication_and_a_weekday_that_fits_once() -> None:
    assert stated("jeudi 26 novembre", published=None) == ""
    assert stated("jeudi 1 octobre", published=date(2026, 9, 15)) == "2026-10-01"
    assert stated("vendredi 1er janvier", published=date(2026, 12, 20)) == "2027-01-01"
    assert stated("jeudi 24 septembre", published=date(2026, 11, 1)) == ""  # five weeks before: a report, no notice


def test_a_day_without_a_year_that_is_another_makes_doubt() -> None:
    assert stated("Atelier du 3 décembre", "Quand : 10 décembre 2026") == ""
    assert stated("Atelier du 3 décembre", "Quand : 3 décembre 2026") == "2026-12-03"


def test_a_wrong_weekday_is_taken_and_told() -> None:
    found = stated_date("jeudi 22 novembre 2026", "", PUBLISHED, PARIS)
    assert found is not None
    assert found.contradicts
    assert found.start == date(2026, 11, 22)


def test_hours_are_those_of_the_site() -> None:
    found = stated_date("3 décembre 2026 à 18h", "", None, ZoneInfo("Indian/Reunion"))
    assert found is not None
    assert found.start == datetime(2026, 12, 3, 14, 0, tzinfo=UTC)


@given(st.text(alphabet="0123456789 /-.:,h\nàdulejanvier2026novembre", max_size=80))
def test_any_text_comes_to_an_end(text: str) -> None:
    stated(text, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-26T18:30:00+01:00", "2026-11-26T18:30:00+01:00"),
        ("2026-11-26T17:30Z", "2026-11-26T18:30:00+01:00"),
        ("2026-11-26T18:30", "2026-11-26T18:30:00+01:00"),
        ("20261126T173000Z", "2026-11-26T18:30:00+01:00"),
        ("20261126", "2026-11-26"),
        ("2026-11-26", "2026-11-26"),
        ("Thu, 26 Nov 2026 17:30:00 GMT", "2026-11-26T18:30:00+01:00"),
        ("Thu, 26 Nov 2026 18:30:00", "2026-11-26T18:30:00+01:00"),
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),
    ],
)
def test_the_dates_of_feeds(text: str, expected: str) -> None:
    found = moment(text, PARIS)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "text", ["", "2026-11", "2026-13-01", "0000-00-00", "bientôt", "9999-12-31T23:59:59-14:00", "1" * 99]
)
def test_what_is_no_date_of_a_feed(text: str) -> None:
    assert moment(text, PARIS) is None


def test_a_day_is_that_of_the_clocks_there() -> None:
    assert day("2026-11-26T23:30:00Z", PARIS) == date(2026, 11, 27)
