"""Themes, audiences, series, practical facts and their reasons; any input costs little and answers the same."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from federation.domain.event import Attendance, Event, Place, Price
from federation.domain.taxonomy import Classified, Cost, Series, classify, sentence
from federation.domain.taxonomy.classified import ANSWERS, FIELDS, RULES
from federation.domain.taxonomy.decision import CONFIDENCE
from federation.registry.taxonomy import own_taxonomy
from tests.domain.taxonomy_titles import titles

EVENT = Event(title="", start=date(2026, 12, 1))


def of(title: str = "", **said: Any) -> Classified:
    return classify(replace(EVENT, title=title, **said), own_taxonomy())


@pytest.mark.parametrize(
    ("title", "themes"),
    [
        ("Les ateliers StartUP #3 : Le droit", ("entrepreneuriat", "droit")),
        ("Cleantuesday Écologie", ("environnement",)),
        ("Matinale : RGPD et associations", ("droit",)),
        ("Permanence propriété industrielle", ("droit",)),
        ("Créer son site sans savoir coder", ()),
        ("Soirée", ()),
    ],
)
def test_themes_of_a_title(title: str, themes: tuple[str, ...]) -> None:
    assert of(title).themes == themes


def test_stated_themes_win_and_a_description_must_insist() -> None:
    assert of("Python et données", categories=("Art & culture",)).themes == ("art-culture",)
    assert of("Soirée", description="Linux, Debian, et encore Linux.").themes == ("logiciel-libre",)
    assert of("Soirée", description="Un exemple : Linux.").themes == ()


@pytest.mark.parametrize(
    ("said", "audiences"),
    [
        ({"title": "Job dating étudiants"}, ("etudiants",)),
        ({"title": "Atelier", "audience": ("Grand public",)}, ("tous-publics",)),
        ({"title": "Atelier seniors", "audience": ("Professionnels",)}, ("professionnels",)),
        ({"title": "Atelier", "description": "Cet atelier est ouvert aux débutants."}, ("debutants",)),
        ({"title": "Atelier", "description": "Animé par des étudiants."}, ()),
    ],
)
def test_audiences(said: dict[str, Any], audiences: tuple[str, ...]) -> None:
    assert of(**said).audiences == audiences


@pytest.mark.parametrize(
    ("title", "age", "ages"),
    [
        ("Robots en carton 5-7 ans", "children", (5, 7)),
        ("Atelier dès 6 ans", "", (6, None)),
        ("Soirée jeux, moins de 15 ans", "children", (None, 15)),
        ("Cocktails, à partir de 18 ans", "adults", (18, None)),
        ("La Cantine fête ses 5 ans", "", None),
        ("Coding goûter", "children", None),
        ("Ateliers numériques seniors", "adults", None),
    ],
)
def test_ages(title: str, age: str, ages: tuple[int | None, int | None] | None) -> None:
    found = of(title)
    assert (found.age, found.ages) == (age, ages)


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("Mobile Monday#52 : NFC", Series("Mobile Monday", 52)),
        ("Les ateliers StartUP #3 : Le droit", Series("Les ateliers StartUP", 3)),
        ("#HackThePress 2 : la battle", Series("#HackThePress", 2)),
        ("ARparis 3", Series("ARparis", 3)),
        ("12e Café des sciences", Series("Café des sciences", 12)),
        ("Saison 2, épisode 4", Series("", 4, 2)),
        ("Saison 2, épisode 4 : les mots", Series("", 4, 2)),
        ("Podcast en public, S3E2", Series("Podcast en public", 2, 3)),
        ("[COMPLET] Apéro du libre n° 14 – spécial Noël", Series("Apéro du libre", 14)),
        ("Pecha Kucha Night Tours vol. 6", Series("Pecha Kucha Night Tours", 6)),
        ("Python 3 : quoi de neuf", None),
        ("Soirée Java 21", None),
        ("Webinaire 15/03", None),
        ("Nous sommes le 3", None),
    ],
)
def test_series(title: str, series: Series | None) -> None:
    assert of(title).series == series


def test_labelled_series_are_recognised() -> None:
    labelled = [line for line in titles() if line.number is not None]
    right = [line for line in labelled if (found := of(line.title).series) and found.number == line.number]
    named = [line for line in labelled if line.series]
    assert len(right) / len(labelled) >= 0.9
    assert [of(line.title).series for line in named] == [Series(line.series or "", line.number or 0) for line in named]


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        ({"price": Price(free=True)}, Cost.FREE),
        ({"price": Price(amount=Decimal(12), currency="EUR")}, Cost.PAID),
        ({"price": Price(amount=Decimal(0))}, Cost.FREE),
        ({"price": Price(text="Gratuit pour les adhérents, 5 € sinon")}, Cost.PAID),
        ({"price": Price(text="Prix libre")}, Cost.AS_YOU_WISH),
        ({"price": Price(text="0 €")}, Cost.FREE),
        ({"description": "Entrée libre."}, Cost.FREE),
        ({"description": "Tarif plein : 12 €."}, Cost.PAID),
        ({"description": "Une subvention de 12 000 €."}, None),
        ({"description": "Ce n’est pas gratuit."}, None),
        ({}, None),
    ],
)
def test_cost(said: dict[str, Any], cost: Cost | None) -> None:
    assert of("Soirée", **said).cost == cost


def test_registration() -> None:
    assert of("Soirée", registration_url="https://example.org/i").registration is True
    assert of("Soirée", description="Gratuit, sur inscription").registration is True
    assert of("Soirée", description="Venez sans inscription").registration is False
    assert of("Soirée").registration is None


@pytest.mark.parametrize(
    ("said", "attendance"),
    [
        ({"attendance": Attendance.MIXED, "description": "En visio."}, Attendance.MIXED),
        ({"title": "Webinaire RGPD"}, Attendance.ONLINE),
        ({"description": "En présentiel ou en visio."}, Attendance.MIXED),
        ({"description": "Aide aux démarches en ligne."}, None),
        ({"place": Place(address="1 rue Juton")}, Attendance.ONSITE),
        ({"place": Place(address="1 rue Juton"), "online_url": "https://visio.example/a"}, Attendance.MIXED),
        ({"online_url": "https://visio.example/a"}, Attendance.ONLINE),
    ],
)
def test_attendance(said: dict[str, Any], attendance: Attendance | None) -> None:
    assert of(**said).attendance == attendance


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ({"language": "br"}, "br"),
        ({"title": "Atelier en anglais"}, "en"),
        ({"title": "Talk", "description": "We will look at the tools that you use and how they fail."}, "en"),
        ({"title": "Soirée", "description": "Une soirée pour les curieux et les autres."}, "fr"),
        ({"title": "Rust"}, ""),
    ],
)
def test_language(said: dict[str, Any], language: str) -> None:
    assert of(**said).language == language


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"accessibility": ("mi", "hi", "xx")}, ("hi", "mi")),
        ({"description": "Conférence traduite en LSF, salle accessible PMR."}, ("hi", "mi")),
        ({"title": "Initiation à la langue des signes"}, ()),
        ({"description": "Salle non accessible PMR."}, ()),
    ],
)
def test_accessibility(said: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert of(**said).accessibility == codes


def test_reasons_are_told_in_both_languages() -> None:
    found = of("Apéro-débat gratuit", description="Traduit en LSF.")
    said = [sentence(reason, own_taxonomy()) for reason in found.because]
    assert said[0] == "Format : Débat, car le titre dit « Débat », qui l’emporte dans un mot composé."
    english = [sentence(reason, own_taxonomy(), "en") for reason in found.because]
    assert "Accessibility: hearing impairment, because the description says “traduit en lsf”." in english


def test_every_rule_and_field_has_words_with_their_narrow_spaces() -> None:
    for words in (*FIELDS.values(), *ANSWERS.values(), *RULES.values()):
        assert words.fr
        assert words.en
        assert "'" not in words.fr
        assert all(words.fr[at + 1] == "\u202f" for at, letter in enumerate(words.fr) if letter == "«")
    assert CONFIDENCE.keys() <= RULES.keys()


def test_every_answer_has_its_reason() -> None:
    for line in titles():
        found = of(line.title, description="Gratuit, sur inscription, en visio, pour les débutants.")
        kept = [(reason.field, reason.answer) for reason in found.because]
        assert ("format", found.format) in kept
        assert [answer for field, answer in kept if field == "themes"] == list(found.themes)
        assert all(sentence(reason, own_taxonomy()).endswith(".") for reason in found.because)


HOSTILE = [
    "Atelier #" * 12_000, "a" * 100_000, "🎨" * 100_000, "\u202e" * 100_000, "1 " * 50_000, "soirée de " * 10_000,
    "« " * 50_000, "\ud800atelier", "\x00", "(((((" * 20_000, "e" * 100_000 + " 3", "Аtеliеr",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_costs_little_and_answers_the_same(text: str) -> None:
    said = {"description": text * 10, "categories": (text,) * 50, "audience": (text,) * 50, "price": Price(text=text)}
    begun = time.process_time()
    first = of(text, **said)
    assert time.process_time() - begun < 0.5
    assert first == of(text, **said)
