"""What surrounds one event: its parts, its doors, its moved hour, its own form, a third town, a screen."""

from __future__ import annotations

from typing import Any

import pytest

from federation.domain.matching import Match, Verdict, block_keys, match
from tests.domain.matching_pairs import statement

AT = "2026-11-24 18:30"


def one(t: str, **told: Any) -> dict[str, Any]:
    return {"by": "nantes.site", "t": t, "at": AT, "for": 120} | told


def other(t: str, **told: Any) -> dict[str, Any]:
    return {"by": "nantes.openagenda", "t": t, "at": AT, "for": 120} | told


def told(a: dict[str, Any], b: dict[str, Any]) -> Match:
    return match(statement("a", **a), statement("b", **b))


def is_one(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether both would be compared, and are one."""
    asked = block_keys(statement("a", **a)) & block_keys(statement("b", **b))
    return bool(asked) and told(a, b).verdict is Verdict.SAME


def test_an_evening_of_a_week_is_a_part_of_it() -> None:
    week = one("Semaine du zorg et du code", at="2026-11-24", days=7)
    assert not is_one(week, other("Semaine du zorg et du code : conférence d’ouverture", **{"for": 90}))
    assert is_one(week, other("Semaine du zorg et du code", **{"for": 90}))


def test_the_first_talk_of_a_day_is_a_part_of_it() -> None:
    day = one("ZorgFest, la journée", at="2026-11-24 09:00", **{"for": 540})
    assert not is_one(day, other("Keynote ZorgFest : trente ans de web", at="2026-11-24 09:30", **{"for": 45}))


def test_two_houses_that_show_a_third_are_two() -> None:
    shown = "Soirée retransmission : keynote des développeurs"
    assert not is_one(one(shown), other(shown, by="toulon.site"))
    assert is_one(one(shown + ", depuis Toulon"), other(shown, by="toulon.site"))


def test_a_meeting_whose_former_hour_the_other_tells_is_that_one() -> None:
    later = other("Rencontre des zorgueurs", at="2026-11-24 19:30")
    assert is_one(one("Rencontre des zorgueurs", prev="2026-11-24 19:30"), later)
    assert is_one(one("Rencontre des zorgueurs (horaire avancé !)"), later)
    assert not is_one(one("Rencontre des zorgueurs", prev="2026-11-24 17:30"), other("Danse", at="2026-11-24 17:30"))


def test_half_an_hour_before_an_assembly_is_that_of_its_doors() -> None:
    evening = other("AG", at="2026-11-24 18:00", **{"for": 240})
    assert is_one(one("Assemblée générale ordinaire de l’association"), evening)
    assert not is_one(one("Assemblée générale du club photo"), other("AG de La Cantine", at="2026-11-24 18:00"))
    assert told(one("AG extraordinaire"), other("AG ordinaire")).verdict is Verdict.APART


def test_an_hour_before_a_whole_day_is_that_in_which_the_room_is_made_ready() -> None:
    def room(length: int) -> dict[str, Any]:
        return other("journée zorg frugal (salle entière)", at="2026-11-24 08:00", **{"for": length + 120})

    day = one("Journée d’étude : zorg frugal", at="2026-11-24 09:00")
    assert is_one(day | {"for": 480}, room(480))
    assert not is_one(day | {"for": 90}, room(90))


def test_many_days_may_be_counted_otherwise() -> None:
    long = one("Exposition « Zorgs et marins »", at="2026-11-24", days=26)
    assert "same-days" in {
        r.code for r in told(long, other("Zorgs", at="2026-11-24", days=27)).reasons if r.points > 20
    }


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Fresque du zorg, sur liste d’attente", "La Fresque du Zorg (+ initiation des animateurs)"),
        ("MAINTENU malgré la grève : install-party de décembre", "Install party GNU/Linux"),
        ("CA élargi", "Conseil d’administration (ouvert aux adhérents)"),
        ("Soirée jeux vidéo rétro", "Rétro-gaming : zorgs et compagnie"),
        ("Vidéosurveillance algorithmique, parlons-en", "Caméras augmentées : la Ville vient en débattre"),
    ],
)
def test_what_a_title_says_in_other_words_is_one_event(a: str, b: str) -> None:
    assert is_one(one(a), other(b))


def test_a_cedilla_is_no_board() -> None:
    assert not is_one(one("Ça tourne : le plan-séquence"), other("Conseil d’administration"))


def test_a_form_whose_address_tells_the_subject_is_that_of_one_meeting() -> None:
    titles = "Improvisation : les zorgs n’ont pas d’humour", "Spectacle de la troupe des Sept Clés"

    def by_form(address: str, **told: Any) -> bool:
        return is_one(one(titles[0], reg=address), other(titles[1], links=[address], **told))

    assert by_form("https://billets.example/e/impro-zorgs")
    assert not by_form("https://billets.example/e/2611")
    assert not by_form("https://billets.example/e/pass-zorgs")
    assert not by_form("https://billets.example/e/impro-zorgs", at="2026-11-24 20:30")


def test_a_work_that_one_quotes_is_what_the_other_is_about() -> None:
    long = one("Exposition « Pixels de Bretagne »", at="2026-11-24", days=26)
    assert is_one(long, other("Pixels de Bretagne, photographies et écrans", at="2026-11-24", days=27))


def test_two_houses_that_go_to_a_third_town_go_together() -> None:
    at_saumur = {"place": {"name": "Gare de Saumur", "city": "Saumur"}}
    ride = other("Balade à vélo et capteurs d’air", by="tours.site", place={"name": "Parvis", "city": "Saumur"})
    found = told(one("La Loire à vélo, capteurs au guidon", **at_saumur), ride)
    assert found.verdict is Verdict.SAME
    assert "afield" in {reason.code for reason in found.reasons}
    assert not is_one(one("Loutres et castors", **at_saumur), ride)


def test_a_town_may_be_told_in_two_ways() -> None:
    def at(name: str, city: str) -> dict[str, Any]:
        return other("Sommet des zorgs", by="toulon.site", place={"name": name, "city": city})

    here = one("Sommet des zorgs à Fribourg", place={"name": "Zorghaus", "city": "Freiburg im Breisgau"})
    assert is_one(here, at("Zorghaus", "Fribourg-en-Brisgau"))
    assert not is_one(here, at("Zorghaus", "Colmar"))


def test_a_house_is_told_by_what_its_address_begins_with() -> None:
    at_home = {"by": "poool.site", "t": "La grande rentrée de la French Tech", "at": AT}
    at_theirs = {"by": "rennes.google", "t": "Rentrée du Poool (chez eux)", "at": AT}
    assert is_one(at_home, at_theirs | {"place": {"name": "La Mabilais", "city": "Rennes"}})
    assert not is_one(at_home, at_theirs | {"place": {"name": "La Criée", "city": "Rennes"}})


def test_a_name_may_be_that_of_a_place() -> None:
    stop = {"name": "Métro Zorgueville", "city": "Nantes"}
    sounds = other("Marche d’écoute : les sons de Zorgueville", place=stop)
    assert is_one(one("Balade sonore dans le quartier Zorgueville"), sounds)
    assert not is_one(one("Balade sonore dans le quartier Zébulon"), sounds)
