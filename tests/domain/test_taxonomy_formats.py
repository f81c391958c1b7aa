"""Formats: the labelled titles, and the rules of compounds, subjects, questions and denials one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from federation.domain.event import Event
from federation.domain.taxonomy import Classified, classify
from federation.registry.taxonomy import own_taxonomy
from tests.domain.taxonomy_report import share, told
from tests.domain.taxonomy_titles import FRESH, UNSEEN, titles


def with_text(title: str, description: str = "", *categories: str) -> Classified:
    event = Event(title=title, start=date(2026, 12, 1), description=description, categories=categories)
    return classify(event, own_taxonomy())


def by_rules(title: str, description: str = "") -> Classified:
    """As the rules alone tell it: without what other announcements are worded with."""
    event = Event(title=title, start=date(2026, 12, 1), description=description)
    return classify(event, replace(own_taxonomy(), usage=None))


def test_nine_formats_in_ten_are_right_on_titles_kept_apart() -> None:
    reported = [line for line in titles() if line.reported and line.file not in UNSEEN]
    unseen = [line for line in titles() if line.file in UNSEEN]
    fresh = [line for line in titles() if line.file == FRESH]
    assert len(reported) >= 150
    assert len(fresh) >= 60
    assert len(unseen) >= 500
    assert share(reported) >= 0.9
    assert share(fresh) >= 0.9
    assert share(unseen) >= 0.9


def test_labels_are_formats_of_the_taxonomy_and_no_title_is_labelled_twice() -> None:
    known = {format_.id for format_ in own_taxonomy().formats}
    assert {format_ for line in titles() for format_ in (line.format, *line.others)} <= known
    by_title = {(line.title, line.description): line for line in titles()}
    assert all(by_title[line.title, line.description].format == line.format for line in titles())


FOUNDING_PROGRAMME = [
    ("Réunion d’étude sur le projet « SOHO » de la Ville de Paris", "debat"),
    ("Les ateliers StartUP #3 : Le droit et la création d'entreprise", "atelier"),
    ("Cleantuesday Ecologie Industrielle", "rencontre"),
    ("#HackThePress 2 : la battle de data-journalisme", "hackathon"),
    ("Mobile Monday#52 : \"NFC\"", "rencontre"),
    ("Transfo : comment l'augmenter sans tout révolutionner ?", "conference"),
    ("SPAMM : Vernissage I.R.L du SuPer Art Modern Museum", "exposition"),
    ("Futur Transhumaniste : Paradis ou enfer ?", "conference"),
    ("« La communauté ENT Libre Lilie se réunit à la Cantine »", "rencontre"),
    ("Option Libre : du bon usage des licences libres…", "autre"),
    ("DevCamp#2 : si tu codes tu viens", "barcamp"),
    ("VinoCamp Paris 2010", "barcamp"),
    ("Social Innovation Barcamp", "barcamp"),
    ("Hacking Mondays", "coding-dojo"),
    ("Permanence propriété industrielle", "permanence"),
    ("Demo Day du Booster", "demo"),
    ("Campus ouvert : la démocratie en ligne", "autre"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "format_"), FOUNDING_PROGRAMME)
def test_the_founding_programme(title: str, format_: str) -> None:
    assert told(title).format == format_


@pytest.mark.parametrize(
    ("title", "format_", "rule"),
    [
        ("Apéro-débat : la fin du salariat ?", "debat", "title-compound"),
        ("Atelier-conférence sur le sommeil", "atelier", "title-compound"),
        ("Conférence : le hackathon, un outil ?", "conference", "title"),
        ("Café IA n° 3 – images", "rencontre", "title-weak"),
        ("Soirée de restitution", "demo", "title-within"),
        ("Retour sur le hackathon de l’eau", "autre", "nothing"),
        ("Comment animer une table ronde", "autre", "nothing"),
        ("Et si on faisait un hackathon ?", "autre", "nothing"),
        ("Un apéro ?", "apero", "title"),
        ("Pas d’atelier cette semaine", "autre", "nothing"),
        ("Coder sans formation", "autre", "nothing"),
        ("Au cours de la nuit", "autre", "nothing"),
        ("Conférence de presse", "autre", "title-within"),
        ("L’information et ses plateformes", "autre", "nothing"),
        ("À l’atelier !", "atelier", "title-within"),
    ],
)
def test_a_rule_of_titles(title: str, format_: str, rule: str) -> None:
    found = by_rules(title)
    assert (found.format, found.because[0].rule) == (format_, rule)


@pytest.mark.parametrize(
    "title",
    ["ATELIER SOUDURE", "ateliers soudure", "L'atelier soudure", "🎨 Ａtelier soudure", "ANNULÉ – Аtelier soudure"],
)
def test_spelling_changes_nothing(title: str) -> None:
    assert told(title).format == "atelier"


def test_what_the_source_states_wins_over_the_title() -> None:
    found = with_text("Apéro Docker", "", "Conférences")
    assert (found.format, found.confidence, found.also) == ("conference", 1.0, ("apero",))


def test_of_two_stated_formats_the_title_chooses() -> None:
    assert with_text("L’apéro Docker", "", "Conférences", "Apéros").format == "apero"
    assert with_text("Docker", "", "Apéros / Conférences").format == "conference"


def test_a_category_that_names_no_format_states_none() -> None:
    assert with_text("Apéro Docker", "", "Événements", "Docker").format == "apero"


@pytest.mark.parametrize(
    ("description", "format_"),
    [
        ("<p>Deux tables rondes sur le futur.</p>", "debat"),
        ("Après la formation de mars, cet apéro réunit les curieux.", "apero"),
        ("", "autre"),
    ],
)
def test_the_description_tells_when_the_title_does_not(description: str, format_: str) -> None:
    assert with_text("ARparis", description).format == format_
    assert with_text("Barcamp AR", description).format == "barcamp"


def test_other_formats_of_a_title_are_kept() -> None:
    found = told("SPAMM : Vernissage du musée + débat")
    assert {found.format, *found.also} == {"exposition", "debat"}


@pytest.mark.parametrize(
    ("title", "description", "format_"),
    [
        ("Construis ton robot", "", "atelier"),
        ("Les LED enchantées", "On soude, on programme, et l’on repart avec sa lampe.", "atelier"),
        ("Robots en carton", "Pour les 5-7 ans.", "atelier"),
        ("Les nappes du bassin", "Une hydrologue revient sur dix ans de mesures.", "conference"),
        ("À l’été !", "Un dernier verre avant les vacances.", "apero"),
        ("Les mardis du port : l’hydrogène", "Exposé d’une heure.", "conference"),
        ("NIS 2 en une heure (en visio)", "", "webinaire"),
        ("Cuir et laser", "Gravez un étui, six places.", "atelier"),
        ("Ménage de printemps", "On désinstalle, on vide, on accélère.", "atelier"),
        ("Les lampes du soir", "Deux heures pour dessiner et découper.", "atelier"),
        ("Print your own poster", "", "atelier"),
        ("Rust Nantes", "", "rencontre"),
    ],
)
def test_what_people_do_there_tells_it_when_nothing_names_it(title: str, description: str, format_: str) -> None:
    assert with_text(title, description).format == format_


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Créer son entreprise", ""),
        ("Le verre et le sable", "Sans œuvre."),
        ("Robots de 7 à 77 ans", "De 7 à 77 ans."),
        ("ARparis", "Une soirée organisée par le club."),
    ],
)
def test_what_people_do_there_is_not_guessed(title: str, description: str) -> None:
    assert by_rules(title, description).format == "autre"


@pytest.mark.parametrize(
    ("title", "description", "format_"),
    [
        ("Parlons compta", "Un avocat répond à vos questions.", "permanence"),
        ("Jeudi de l’Annexe : on trinque", "", "apero"),
        ("Jeudi du fablab", "Une ingénieure raconte comment on soude.", "conference"),
        ("Ma thèse au bar", "Deux doctorantes présentent leurs recherches, puis buffet.", "conference"),
        ("Scala", "Deux talks et un buffet.", "rencontre"),
        ("Les algues", "Le club de plongée reçoit une biologiste, qui raconte, suivi de questions.", "conference"),
    ],
)
def test_what_weighs_most_tells_it(title: str, description: str, format_: str) -> None:
    assert with_text(title, description).format == format_


def test_words_that_agree_are_all_kept_for_the_explanation() -> None:
    found = with_text("Sommeil", "Une biologiste raconte sa thèse.")
    assert (found.format, found.because[0].rule) == ("conference", "told")
    assert found.because[0].words.split(", ")[0] == "biologiste"
    assert len(found.because[0].words.split(", ")) > 1


@pytest.mark.parametrize(
    "title",
    ["Quand la formation rencontre le jeu", "Ce que les ateliers disent de nous", "Pourquoi nos meetups sont vides"],
)
def test_what_a_clause_speaks_of_does_not_count(title: str) -> None:
    assert by_rules(title).format == "autre"


@pytest.mark.parametrize(
    "title", ["L’apéro, c’est politique", "La conférence racontée par un absent", "Les hackathons ne changent rien"]
)
def test_what_a_sentence_speaks_of_does_not_count(title: str) -> None:
    assert by_rules(title).format == "autre"


def test_what_a_description_calls_to_make_is_no_format_of_its_own() -> None:
    assert with_text("Stop motion", "Réalisez un petit film.").format == "atelier"


@pytest.mark.parametrize("title", ["Rust moderne", "Nantes numérique", "Python pour Nantes", "Data Nantes Lyon"])
def test_a_town_or_a_subject_alone_names_no_group(title: str) -> None:
    assert by_rules(title).format == "autre"


def test_what_is_none_of_the_formats_stays_so_whatever_is_told() -> None:
    assert with_text("Concert de modems", "Un chercheur raconte, un atelier suit.").format == "autre"
    assert with_text("Concert de modems + atelier", "").format == "atelier"


def test_a_title_that_names_a_format_needs_no_acts() -> None:
    assert with_text("Conférence : le fer", "On soude, on programme.").format == "conference"


@pytest.mark.parametrize(
    ("title", "description", "format_"),
    [
        ("Découverte des algues", "Cette présentation s’adresse aux curieux.", "conference"),
        ("Neo4J", "Une présentation sous la forme d’un webinaire.", "webinaire"),
        ("Place de l’Église", "Le bar s’installe pour une soirée conviviale.", "apero"),
        ("Lumières", "Ateliers, expositions, conférences pendant trois semaines.", "autre"),
        ("Semaine de l’innovation", "Une semaine d’ateliers et de visites.", "autre"),
        ("Lien humain-machine", "Les jeunes racontent en programmant un robot.", "atelier"),
        ("Souder son synthé", "", "atelier"),
        ("Le rendez-vous de JS", "Ce mois de mars, au pub comme toujours.", "rencontre"),
        ("Accès au droit : des permanences", "", "permanence"),
        ("L’école organise sa conférence annuelle", "", "conference"),
        ("Dessin géant", "Une ancienne ferme. Le photographe expose ses dessins.", "exposition"),
    ],
)
def test_an_announcement_is_read_as_a_careful_person_does(title: str, description: str, format_: str) -> None:
    assert with_text(title, description).format == format_
