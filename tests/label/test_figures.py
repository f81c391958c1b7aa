"""What a charter asks, in words, with where each number comes from."""

from __future__ import annotations

import pytest

from federation.label.charter_file import shipped_charter, shipped_charters
from federation.label.figures import ATTESTED, MEASURED, REVIEWED, asked, known_by
from federation.label.verdict import SILENCE

CHARTER = shipped_charter("cantine-numerique")


def told(id: str) -> list[tuple[str, str]]:
    criterion = CHARTER.criterion(id)
    assert criterion is not None
    return [(one.said.fr, one.origin.fr) for one in asked(CHARTER, criterion)]


def test_thresholds_and_targets_say_who_chose_them() -> None:
    founding, choice = "les textes fondateurs du réseau", "un choix de cette charte, à discuter par le réseau"
    assert told("jours-ouverture")[:2] == [
        ("au moins 5 jours d’ouverture par semaine, sur 8 semaines", choice),
        ("pour la mention\u202f: au moins 6 jours d’ouverture par semaine, sur 8 semaines", founding),
    ]


def test_hours_shares_and_ceilings_have_their_unit() -> None:
    assert told("jours-ouverture")[2][0] == "au moins 30\u202fh d’ouverture par semaine, sur 8 semaines"
    found = [said for one in CHARTER.criteria for said, _ in told(one.id)]
    assert any("au plus" in said and "%" in said for said in found)


@pytest.mark.parametrize("name", shipped_charters())
def test_every_criterion_says_what_it_asks_and_how_it_is_known(name: str) -> None:
    charter = shipped_charter(name)
    for criterion in charter.criteria:
        assert {MEASURED, ATTESTED, REVIEWED} >= set(known_by(criterion)) != set()
        said = [one.said for one in asked(charter, criterion)]
        assert said
        assert SILENCE not in said
