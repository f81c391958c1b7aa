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
