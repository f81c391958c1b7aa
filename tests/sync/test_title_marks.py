"""Marks in titles become a status; what only begins alike stays a title."""

from __future__ import annotations

from datetime import date

import pytest

from federation.domain.event import Status
from sync.cleaning.title_marks import read_marks

DAY = date(2027, 3, 12)
OFF, LATER, FULL, NEW = Status.CANCELLED, Status.POSTPONED, Status.FULL, Status.RESCHEDULED


@pytest.mark.parametrize(
    ("said", "title", "status"),
    [
        ("ANNULÉ : Apéro", "Apéro", OFF),
        ("« ANNULÉ » Apéro", "« ANNULÉ » Apéro", None),
        ("ANNULÉ Apéro", "Apéro", OFF),
        ("ANNULE! Apéro", "Apéro", OFF),
        ("!!! ANNULÉ !!! Apéro", "Apéro", OFF),
        ("⚠️ Annulé ⚠️ Apéro", "Apéro", OFF),
        ("❌ Apéro", "Apéro", OFF),
        ("✗ Apéro", "Apéro", OFF),
        ("✗ [ANNULÉ] Apéro", "Apéro", OFF),
        ("[Événement annulé] Apéro", "Apéro", OFF),
        ("Événement annulé – Apéro", "Apéro", OFF),
        ("Annulation : Apéro", "Apéro", OFF),
        ("Apéro (annulé)", "Apéro", OFF),
        ("Apéro [ANNULÉ !]", "Apéro", OFF),
        ("Apéro - annulé", "Apéro", OFF),
        ("Apéro : ANNULÉ", "Apéro", OFF),
        ("CANCELED – Meetup", "Meetup", OFF),
        ("Meetup (cancelled)", "Meetup", OFF),
        ("Apéro – COMPLET", "Apéro", FULL),
        ("Apéro (complet)", "Apéro", FULL),
        ("SOLD OUT – Apéro", "Apéro", FULL),
        ("Apéro [sold out]", "Apéro", FULL),
        ("[COMPLET] Apéro (annulé)", "Apéro", OFF),
        ("REPORTÉ | Apéro", "Apéro", LATER),
        ("[Reporté à une date ultérieure] Apéro", "Apéro", LATER),
        ("Reporté à une date ultérieure : Apéro", "Apéro", LATER),
        ("[Reporté au 12 mars] Apéro", "Apéro", NEW),
        ("[Reporté au vendredi 12 mars à 19h] Apéro", "Apéro", NEW),
        ("Reporté au 12/03 : Apéro", "Apéro", NEW),
        ("Postponed to 12 March – Meetup", "Meetup", NEW),
        ("NOUVELLE DATE : Apéro", "Apéro", NEW),
        ("Apéro [déplacé en ligne]", "Apéro", Status.MOVED_ONLINE),
        # A mark that says more than its status stays where it is.
        ("[Reporté au 2 avril] Apéro", "[Reporté au 2 avril] Apéro", LATER),
        ("Reporté au 2 avril : Apéro", "Reporté au 2 avril : Apéro", LATER),
        ("[Annulé pour cause de grève] Apéro", "[Annulé pour cause de grève] Apéro", OFF),
        ("Apéro (complet, liste d’attente)", "Apéro (complet, liste d’attente)", FULL),
        # Other words, and titles that are nothing else.
        ("Complet", "Complet", None),
        ("[ANNULÉ]", "[ANNULÉ]", None),
        ("❌", "❌", None),
        ("Guide Linux - complet", "Guide Linux - complet", None),
        ("Complètement libre", "Complètement libre", None),
        ("[Complètement] libre", "[Complètement] libre", None),
        ("Annulations et remboursements", "Annulations et remboursements", None),
        ("COMPLET RELOOKING", "COMPLET RELOOKING", None),
        ("Reportée ou pas ?", "Reportée ou pas ?", None),
        ("Comment faire un reporté ?", "Comment faire un reporté ?", None),
        ("Reportage : une année", "Reportage : une année", None),
        ("", "", None),
    ],
)
def test_marks(said: str, title: str, status: Status | None) -> None:
    found = read_marks(said, DAY)
    assert (found.title, found.status) == (title, status)
    assert read_marks(found.title, DAY).title == title


@pytest.mark.parametrize("piece", ["[ANNULÉ] ", "✗ ", "(", "- ", "!", "[annulé ", "REPORTÉ AU 1 "])
def test_long_hostile_titles_are_read_at_once(piece: str) -> None:
    title = (piece * 300)[:300]
    assert len(read_marks(title, DAY).title) <= 300
