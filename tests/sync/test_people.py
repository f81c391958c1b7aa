"""Whose name may stand as an organiser: an organisation's; where nothing tells, nobody's."""

from __future__ import annotations

import pytest

from sync.cleaning.people import may_be_a_person, organisation

PERSONS = (
    *("Camille Martin", "camille martin", "Jean-Pierre Dupont", "Marie de La Tour", "Anna von Berg", "J. Martin"),
    *("Camille", "Zoé L’Hermite", "MARTIN Camille", "Silicon Sentier"),
)
ORGANISATIONS = (
    *("La Cantine", "Les Débogueuses", "L’Atelier", "Association Martin", "Club Cap Code", "Tetalab", "PING", "42"),
    *("Médialab des Horizons", "Aéro & Logiciel", "Rade numérique", "Ille-et-Libre", "Toulouse JUG", "Paris.rb 2"),
)


@pytest.mark.parametrize("name", PERSONS)
def test_a_name_that_may_be_a_persons_is_left_out(name: str) -> None:
    assert may_be_a_person(name)
    assert organisation(name, "") == organisation(name, "contact@asso.example") == organisation(name, "nomail") == ""


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_what_tells_an_organisation_is_kept(name: str) -> None:
    assert not may_be_a_person(name)
    assert organisation(name, "") == organisation(name, "mailto:x@gmail.com") == name


@pytest.mark.parametrize(
    ("mailbox", "kept"),
    [
        ("contact@siliconsentier.example", True),
        ("mailto:abc@silicon-sentier.example", True),
        ("sentier@siliconsentier.example", False),
        ("silicon.sentier@gmail.com", False),
        ("contact@gmail.com", False),
    ],
)
def test_the_host_of_the_mailbox_may_tell(mailbox: str, kept: bool) -> None:
    assert bool(organisation("Silicon Sentier", mailbox)) is kept
