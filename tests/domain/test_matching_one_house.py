"""What two sources of one house tell in wholly other words: what makes it one meeting, and what keeps two apart."""

from __future__ import annotations

from typing import Any

import pytest

from federation.domain.matching import Match, Verdict, match
from tests.domain.matching_pairs import statement

AT = "2026-11-24 18:30"
ANNEXE = {"name": "Annexe Zorg", "address": "4 rue Voltaire", "city": "Nantes"}


def told(a: dict[str, Any], b: dict[str, Any], *, by: tuple[str, str] = ("nantes.site", "nantes.meetup")) -> Match:
    common: dict[str, Any] = {"at": AT, "for": 120}
    return match(statement("a", by=by[0], **common | a), statement("b", by=by[1], **common | b))


def compared(a: str, b: str, **of_b: Any) -> Match:
    return told({"t": a}, {"t": b} | of_b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Dix mille bocaux sous Ansible", "Ansible : recettes de grand-mère"),
        ("Scala : que choisir ?", "Soirée Scala (effets et marmelade)"),
        ("Dégooglons : Mastodon et Nextcloud", "Prise en main de Mastodon & Nextcloud"),
        ("Vernissage – Pixels en pot", "Vernissage expo Jacquard"),
        ("Repair Café de la Vigie", "Repair Café septembre (rez-de-chaussée)"),
        ("Que faire en cas d’attaque ?", "Cyberattaque : que faire ?"),
        ("Les zouaves à la Global Game Jam", "GGJ – 48 h de bidouille"),
        ("Matinale : contrats IT", "Matinale contrats informatiques"),
        ("Zorg Nantes : soirée estimation", "Zorg Nantes #61 : les cartes ou les dés ?"),
        ("Go : compter les moutons", "Golang Nantes – Fuzzing in practice"),
        ("Smart city – table ronde", "La ville intelligente l’est-elle pour tous ?"),
    ],
)
def test_one_name_one_occasion_or_one_group_is_one_event(a: str, b: str) -> None:
    assert compared(a, b).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Arduino : les moteurs", "Arduino : les capteurs"),
        ("Premiers pas en Go", "Premiers pas en Swift"),
        ("IA et fanfare", "L’IA à l’hôpital, un an après"),
        ("Soirée des anciens", "Soirée des nouveaux"),
        ("Cybersoirée : les rançongiciels", "Soirée Elm"),
        ("Capture The Flag", "Lecture par la compagnie du Fil"),
        ("Tricot-papote", "Scripts Bash pour fainéants"),
        (
            "Soirée fresques – la Fresque du climat, animée par Loïc",
            "Soirée fresques – la Fresque du sol, animée par Ana",
        ),
        ("Linux : cours des débutants", "Linux – cours des confirmés"),
    ],
)
def test_a_common_frame_a_theme_of_every_week_or_nothing_is_two(a: str, b: str) -> None:
    assert compared(a, b).verdict is not Verdict.SAME


def test_half_an_hour_is_that_of_the_doors_when_the_subject_is_one() -> None:
    later = {"at": "2026-11-24 19:00", "for": 0}
    assert compared("Orties et LiveView", "LiveView in anger", **later).verdict is Verdict.SAME
    assert compared("Apéro des fanfares", "Apéro de rentrée", **later).verdict is not Verdict.SAME


def test_a_day_is_the_half_of_it_that_another_tells() -> None:
    day = {"t": "Hackathon Zorglonde", "at": "2026-11-24", "days": 3}
    assert told(day, {"t": "Zorglonde : 48 h pour bricoler", "for": 2880}).verdict is Verdict.SAME
    assert told(day, {"t": "Zorglonde, la visite du stand", "for": 45}).verdict is not Verdict.SAME


def test_a_word_of_a_title_in_the_text_of_the_other_is_one_subject() -> None:
    titles = "Quitter les plateformes : cap sur le fédivers", "Jeudi, ouvrez un compte"
    assert compared(*titles, text="Dans le cadre de « Cap sur le fédivers ».").verdict is Verdict.SAME
    assert compared(*titles, text="En remplacement de l’atelier fédivers.").verdict is not Verdict.SAME
    assert compared(*titles, text="Apportez de quoi écrire.").verdict is not Verdict.SAME


def test_one_form_for_titles_of_one_subject_counts_in_full() -> None:
    form = {"reg": "https://rdv.example/juridique"}
    asked = {"t": "Rencontrez une avocate"} | form
    assert told({"t": "Permanence juridique : statuts, contrats"} | form, asked).verdict is Verdict.SAME
    assert told({"t": "Stage cerf-volant"} | form, {"t": "Stage stop-motion"} | form).verdict is not Verdict.SAME


@pytest.mark.parametrize("names", [("Amphi", "Mezzanine"), ("Grande salle", "Petite salle")])
def test_two_names_of_places_in_one_house_are_two_rooms(names: tuple[str, str]) -> None:
    a, b = (
        {"t": t, "place": {"name": name, "city": "Nantes"}}
        for t, name in zip(("DevDays", "DevDays : Nix"), names, strict=True)
    )
    found = told(a, b)
    assert found.verdict is not Verdict.SAME
    assert "other-room" in {reason.code for reason in found.reasons}


def test_two_groups_at_two_addresses_are_two() -> None:
    a = {"t": "Tester ses composants", "org": "Vue Nantes"}
    assert told(a, {"t": "Tests de composants", "org": "React Nantes", "place": ANNEXE}).verdict is not Verdict.SAME


def test_a_title_may_say_that_it_moved_to_another_town() -> None:
    lake = {"t": "Drones – initiation", "place": {"name": "Lac des Zouaves", "city": "Vertou"}}
    assert told({"t": "REPLI EN INTÉRIEUR : initiation au pilotage de drone"}, lake).verdict is Verdict.SAME
    assert told({"t": "Initiation au pilotage de drone"}, lake).verdict is not Verdict.SAME


def test_a_site_may_tell_what_takes_place_in_another_house_of_its_town() -> None:
    place = {"name": "Le Poool", "address": "La Mabilais, 2 rue de la Mabilais", "city": "Rennes"}
    by = "poool.site", "rennes.site"
    there = {"t": "Samedi, les ruches numériques", "place": place}
    assert told({"t": "Des capteurs dans les ruches"}, there, by=by).verdict is Verdict.SAME
    assert told({"t": "Bal folk"}, there, by=by).verdict is not Verdict.SAME


def test_a_relay_in_other_words_is_one_event_when_a_subject_is_shared() -> None:
    place = {"name": "Halle 6", "address": "42 rue de la Tour-d’Auvergne", "city": "Nantes"}
    relayed = {"t": "À Nantes ce jeudi – la vigne et ses capteurs", "place": place}
    by = "nantes.site", "tours.site"
    assert told({"t": "Du cep au capteur"}, relayed, by=by).verdict is Verdict.SAME
    assert told({"t": "Soirée Kotlin"}, relayed, by=by).verdict is not Verdict.SAME
