"""Titles that say one subject in other words, wide or narrow; and those that only sound alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from federation.domain.matching import Match, Verdict, match
from tests.domain.matching_pairs import statement

AT = "2026-11-24 18:30"
BY = ("nantes.site", "nantes.meetup")


def compared(a: str, b: str, **told: Any) -> Match:
    common: dict[str, Any] = {"at": AT, "for": 120}
    one = statement("a", by="nantes.site", t=a, **common)
    return match(one, statement("b", by="nantes.meetup", t=b, **(common | told)))


def codes(found: Match) -> set[str]:
    return {reason.code for reason in found.reasons}


@pytest.mark.parametrize(
    ("a", "b"),
    [("Elixir Nantes", "Phoenix, trois ans après"), ("Conf cyber", "Rançongiciel à la mairie : le récit")],
)
def test_a_wide_subject_and_a_part_of_it_are_one(a: str, b: str) -> None:
    found = compared(a, b)
    assert found.verdict is Verdict.SAME
    assert "narrower" in codes(found)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Soirée PostgreSQL", "MongoDB en pratique"),
        ("Python et archéologie", "Django pour les formulaires"),
        ("Initiation à Linux", "Install party Debian"),
        ("L’IA générative au lycée", "Agriculteurs et IA : le bilan"),
    ],
)
def test_two_parts_another_subject_and_another_kind_are_two(a: str, b: str) -> None:
    assert compared(a, b).verdict is not Verdict.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Tournoi de go : venez nombreux", "Tournoi de go : battez la machine"),
        ("Papier et crayon : dessiner sans écran", "Éloge de la gomme : dessiner sans écran"),
        ("Café des adhérents", "Petit déj’ des adhérents – novembre"),
        ("Forum des associations", "Forum de rentrée des assos"),
        ("Formation Blender (Lucie)", "Formation Blender – 1 journée"),
        ("Les communs numériques", "Conférence sur les communs"),
    ],
)
def test_one_meeting_told_in_other_words_is_one_event(a: str, b: str) -> None:
    assert compared(a, b).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bidouilleurs du son", "Bidouilleurs de l’image"),
        ("Café des adhérents", "Café des parents"),
        ("Atelier photo : le portrait", "Atelier photo : le paysage"),
        ("Séminaire du réseau", "Séminaire Banque Zorg (privatisation)"),
        ("Réunion des bénévoles", "Location de salle : réunion du syndic"),
    ],
)
def test_two_meetings_of_one_form_are_two(a: str, b: str) -> None:
    assert compared(a, b).verdict is not Verdict.SAME


def test_a_title_may_say_that_its_hour_moved() -> None:
    later = {"at": "2026-11-24 19:30"}
    assert compared("Les nuits du dessin", "Les nuits du dessin", **later).verdict is not Verdict.SAME
    assert compared("Les nuits du dessin", "Les nuits du dessin – décalé à 19h30", **later).verdict is Verdict.SAME


def test_the_initials_of_a_group_may_have_those_of_its_city() -> None:
    found = compared("Nantes Zorg Club", "NZC : graphes et grandes oreilles")
    assert found.verdict is Verdict.SAME
    assert "group" in codes(found)
    assert compared("Nantes Zorg Club", "NZT : graphes et grandes oreilles").verdict is not Verdict.SAME


def test_a_group_may_be_named_in_the_text_of_the_other() -> None:
    text = {"org": "Nantes Zorgueurs", "text": ""}
    one = statement("a", by="nantes.site", t="Rendez-vous du mois", at=AT, text="La séance des Nantes Zorgueurs.")
    other = statement("b", by="nantes.meetup", t="Graphes et grandes oreilles", at=AT, **text)
    assert "group" in codes(match(one, other))


def test_what_is_private_is_told_as_such() -> None:
    assert "private" in codes(compared("Séminaire", "Séminaire Banque Zorg (privatisation)"))
    assert "private" not in codes(compared("Vie privée et cookies", "Cookies : le guide"))


def test_what_takes_place_beside_it_is_another() -> None:
    text = "L’atelier broderie numérique a lieu en même temps."
    assert compared("Atelier broderie numérique", "Fabriquer un synthétiseur", text=text).verdict is not Verdict.SAME


def test_initials_are_of_words_that_stand_there() -> None:
    assert compared("Jeudi des PME", "Photographier la mer : une méthode").verdict is not Verdict.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zorg Night #7", "Zorg Night : 40 000 requêtes par seconde"),
        ("Les 10 ans de l’open data", "Open data : dix ans déjà, 3 témoins"),
        ("Atelier n° 2 : fabriquer sa station météo", "Fabriquer sa station météo pour 40 euros"),
    ],
)
def test_so_many_of_something_is_no_number_of_a_series(a: str, b: str) -> None:
    assert compared(a, b).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("a", "b"), [("Zorg Night 7 : les cartes", "Zorg Night #8"), ("Git en 10 leçons", "Git en 12 leçons")]
)
def test_other_numbers_of_one_thing_are_two(a: str, b: str) -> None:
    assert compared(a, b).verdict is Verdict.APART


def test_what_introduces_a_subject_is_none() -> None:
    found = compared("Cartopartie OpenStreetMap : les fontaines", "Cartopartie : à la recherche des fontaines")
    assert found.verdict is Verdict.SAME


def test_what_the_text_of_the_other_tells_is_no_other_subject() -> None:
    titles = "Broder un poème pour les aînés", "Broder un poème depuis son fauteuil"

    def told(text: str) -> Match:
        one, other = (statement(by, by=by, t=t, at=AT) for by, t in zip(BY, titles, strict=True))
        return match(one, replace(other, event=replace(other.event, description=text)))

    assert told("Un après-midi pour les aînés du quartier.").verdict is Verdict.SAME
    assert told("Le mois prochain : broder avec les aînés.").verdict is not Verdict.SAME


def test_a_rehearsal_is_no_concert() -> None:
    assert compared("Concert de la chorale Zorg", "Répétition de la chorale Zorg").verdict is not Verdict.SAME


def test_two_letters_are_the_initials_of_too_much() -> None:
    assert compared("CA", "Café associatif").verdict is not Verdict.SAME
    assert compared("CA", "Conseil d’administration").verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("a", "b"), [("Spring cleaning", "Ménage de printemps"), ("Soldering night", "Soirée soudure")]
)
def test_an_english_word_may_stand_for_a_french_one_that_ends_like_a_plural(a: str, b: str) -> None:
    assert "title-other" not in codes(compared(a, b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Agriculture et drones : démonstration au champ", "Piloter un drone : les règles"),
        ("Goûter de Noël des enfants", "Des décorations de Noël à la découpeuse laser"),
        ("Réunion publique : le parc éolien", "Fermeture du cuivre : réunion publique"),
    ],
)
def test_one_usual_word_to_which_each_adds_its_own_is_a_doubt_at_most(a: str, b: str) -> None:
    assert compared(a, b).verdict is not Verdict.SAME


def test_an_evening_with_an_english_name_is_nobody() -> None:
    found = compared("Data Night : les cartes", "Le vin et les algorithmes", text="Avec Data Night.")
    assert "guest" not in codes(found)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Le mécénat de compétences, mode d’emploi", "Le mécénat de compétences : comment ça marche ?"),
        ("La jam des abers revient", "Jam des abers : 48 h pour un jeu"),
        ("Rando-carto : lever les sentiers", "Rando + OpenStreetMap"),
        ("Vue.js Nantes – reprise !", "Vue Nantes reprend ses soirées"),
    ],
)
def test_what_stands_around_a_subject_or_is_a_part_of_it_is_no_other(a: str, b: str) -> None:
    assert compared(a, b).verdict is Verdict.SAME


def test_the_short_name_of_a_house_in_capitals_is_no_subject() -> None:
    told: dict[str, Any] = {"at": AT, "for": 120}
    one = statement("a", by="rouen.site", t="NWX Data : tout sur les fenêtres SQL", **told)
    assert match(one, statement("b", by="rouen.google", t="Réunion du bureau NWX", **told)).verdict is not Verdict.SAME


def test_a_text_may_say_that_the_place_is_another() -> None:
    place = {"name": "Quai Sonore", "address": "9 allées des Zouaves", "city": "Nantes"}
    one, other = {"t": "Les nouvelles du quantique"}, {"t": "Quantique : les nouvelles du front"}

    def told(text: str) -> Match:
        here = statement("a", by=BY[0], at=AT, place=place, text=text, **one)
        return match(here, statement("b", by=BY[1], at=AT, **other))

    assert told("Attention : exceptionnellement au Quai Sonore.").verdict is Verdict.SAME
    assert told("Au Quai Sonore.").verdict is not Verdict.SAME
