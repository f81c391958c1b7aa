"""What a source says of its space, made clean: hours in their normal form, a contact that is no person's."""

from __future__ import annotations

from datetime import date

import pytest

from federation.domain.space import Closure, Space
from sync.cleaning.space import clean_space


def clean(**said: object) -> tuple[Space, list[tuple[str, str]]]:
    """The clean space, and what was told."""
    told: list[tuple[str, str]] = []
    space = clean_space(Space(**said), lambda code, value="": told.append((code, value)))  # type: ignore[arg-type]
    assert clean_space(space, lambda code, value="": None) == space
    return space, told


@pytest.mark.parametrize(
    ("said", "hours", "told"),
    [
        ("mo-fr 9:00–18:00", "Mo-Fr 09:00-18:00", []),
        ("<p>Du lundi au vendredi de 9h à 18h</p>", "Mo-Fr 09:00-18:00", []),
        (
            "Ouvert quand la lumière est allumée",
            "Ouvert quand la lumière est allumée",
            [("hours-unreadable", "Ouvert")],
        ),
        ("Mo-Fr", "Mo-Fr", [("hours-unreadable", "Mo-Fr")]),
        ("", "", []),
    ],
)
def test_hours_are_written_one_way_or_told(said: str, hours: str, told: list[tuple[str, str]]) -> None:
    space, notices = clean(hours=said)
    assert (space.hours, notices) == (hours, told)


@pytest.mark.parametrize(
    ("said", "contact", "told"),
    [
        ("contact@cantine.example", "contact@cantine.example", []),
        ("une.personne@cantine.example", "", [("personal-address", "")]),
        ("demandez à l’accueil", "", []),
    ],
)
def test_a_contact_is_the_mailbox_of_a_role(said: str, contact: str, told: list[tuple[str, str]]) -> None:
    space, notices = clean(contact=said)
    assert (space.contact, notices) == (contact, told)


def test_closures_are_in_their_order_and_told_once() -> None:
    winter, may = Closure(date(2026, 12, 24), date(2027, 1, 2)), Closure(date(2026, 5, 1), date(2026, 5, 1))
    assert clean(closures=(winter, may, winter))[0].closures == (may, winter)
