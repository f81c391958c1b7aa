"""French as it is written: articles, spaces, dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from federation.demo.facts import PLACES
from federation.demo.french import hours, named, of, plain, slug, to, typeset, when
from federation.demo.telling import suits
from federation.demo.words import kinds, subjects


@pytest.mark.parametrize(
    ("topic", "de", "a"),
    [
        ("les licences libres", "des licences libres", "aux licences libres"),
        ("le podcast", "du podcast", "au podcast"),
        ("l’open data", "de l’open data", "à l’open data"),
        ("Arduino", "d’Arduino", "à Arduino"),
        ("la dataviz", "de la dataviz", "à la dataviz"),
    ],
)
def test_articles_are_contracted(topic: str, de: str, a: str) -> None:
    assert (of(topic), to(topic)) == (de, a)


def test_organisations_get_their_article() -> None:
    assert named("Les Débogueuses") == "l’association Les Débogueuses"
    assert named("Club Cap Code") == "le Club Cap Code"
    assert named("Association Octet d’oc") == "l’association Octet d’oc"
    assert named("La Cantine Toulouse") == "la Cantine Toulouse"


def test_spaces_and_apostrophes() -> None:
    assert typeset("« Quoi ? » 5 €") == "«\u202fQuoi\u202f?\u202f» 5\u202f€"
    assert plain("l’œuf\u202f!") == "l'œuf !"


def test_slugs_are_short_and_whole_worded() -> None:
    assert slug("Œuvres & cœurs : l’été !") == "oeuvres-coeurs-l-ete"
    assert len(slug("mot " * 40)) <= 60
    assert slug("mot " * 40).endswith("-mot")


def test_moments_in_words() -> None:
    start = datetime(2026, 11, 23, 18, 30)
    assert when(start, start + timedelta(minutes=90)) == "lundi 23 novembre 2026, 18\u202fh\u202f30 – 20\u202fh"
    assert when(date(2027, 3, 1), date(2027, 3, 2)) == "lundi 1er mars 2027"
    assert when(date(2027, 3, 3), date(2027, 3, 6)) == "du mercredi 3 au vendredi 5 mars 2027"


def test_opening_hours_in_words() -> None:
    assert hours("Mo-Fr 09:00-19:30; Sa 10:00-18:00") == (
        "du lundi au vendredi, 9\u202fh – 19\u202fh\u202f30\u202f; le samedi, 10\u202fh – 18\u202fh"
    )
    assert all(hours(place.hours) for place in PLACES)


def test_titles_agree_with_the_hour() -> None:
    noon = datetime(2026, 11, 23, 12, 30)
    assert suits("Dojo du midi", noon, 60)
    assert not suits("Une soirée pour tout dire", noon, 60)
    assert not suits("24 heures pour bâtir", noon, 600)
    assert suits("Une après-midi de tests", noon, 60)


def test_there_are_words_enough() -> None:
    assert len(subjects()) >= 150
    assert sum(len(kind.titles) for kind in kinds().values()) >= 60
    assert all(subject.question.endswith("?") and subject.sentence.endswith((".", "?")) for subject in subjects())
