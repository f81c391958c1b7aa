"""Where an entry comes from, in words."""

from __future__ import annotations

from dataclasses import fields

from federation.domain.event import Event
from federation.domain.matching import Reason
from federation.domain.merging import Conflict
from federation.publish.origin_words import FIELDS, conflict_words, reason_words

N = "\u202f"


def test_every_field_has_a_name() -> None:
    assert set(FIELDS) | {"updated"} == {item.name for item in fields(Event)}, "an entry has no `updated`"


def test_moments_are_told_on_the_clocks_of_the_event() -> None:
    reason = Reason("same-minute", "2026-06-05 17:00Z")
    assert reason_words(reason, "Europe/Paris", "fr") == f"Même heure de début{N}: 5 juin 2026, 19{N}h."
    assert reason_words(reason, "Indian/Reunion", "en") == "Same hour of start: 5 Jun 2026, 21:00."


def test_a_date_within_an_address_is_left_alone() -> None:
    reason = Reason("join", "visio.example/commun-2026-06-05")
    assert "visio.example/commun-2026-06-05" in reason_words(reason, "Europe/Paris", "fr")


def test_a_contradiction_names_who_says_what() -> None:
    conflict = Conflict("status", (("a", "cancelled"), ("b", "on")))
    told = conflict_words(conflict, {"a": "nantes/agenda"}, {}, "fr")
    assert f"nantes/agenda, annulé{N}; b, maintenu" in told
    assert "nantes/agenda, cancelled; b, on" in conflict_words(conflict, {"a": "nantes/agenda"}, {}, "en")
