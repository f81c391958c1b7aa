"""A label that the network file founded has a term too: reminders before its end, a renewal or a flag at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from federation.commands.label import deciding
from tests.label.scenarios.conftest import Begin
from tests.label.scenarios.living import SIGNED, Living
from tests.label.scenarios.publishing import place
from tests.label.sites import NOON, at
from tests.plan import ROOT

COMMITTEE = ("--author", "le comité", "--reason", "Dossier complet.")


def until(hub: Living, days: int) -> None:
    """Days pass until so many are left of the term of Tours, feeds being visited now and then."""
    left = (at(2027, 6, 15) - hub.now.replace(hour=12, minute=0)).days - days
    while left > 0:
        hub.quiet(min(left, 50))
        left -= min(left, 50)


def test_a_label_from_the_file_is_called_to_mind_three_times_and_flagged_at_its_end(hub: Living) -> None:
    assert "jusqu’au 15 juin 2027" in hub.read("/label/tours")
    assert "trop tôt : à partir du 17 mars 2027" in hub.refused("label", "decide", "tours", "renew", *COMMITTEE)
    until(hub, 150)
    hub.file_report("tours", 2026, 140)
    until(hub, 91)
    assert "Le label prend fin" not in hub.read("/label/tours/a-faire")
    for days in (90, 60, 30):
        until(hub, days)
        assert f"Le label prend fin le 15 juin 2027, dans {days} jours" in hub.read("/label/tours/a-faire")
    assert "dans 30 jours : préparez le renouvellement" in hub.type("label", "todo", "tours")
    until(hub, 0)
    assert hub.status("tours") == "labelled"
    hub.day()
    assert hub.status("tours") == "probation"
    assert "Terme du label passé le 15/06/2027, sans renouvellement." in hub.read("/label/tours")


def test_a_label_from_the_file_is_renewed_from_its_end_on(hub: Living) -> None:
    until(hub, 150)
    hub.file_report("tours", 2026, 140)
    until(hub, 60)
    for name in ("acces-ouvert", "accueil-porteurs", "composition-du-conseil", "identite-commune", "reciprocite"):
        hub.attest("tours", name)
    hub.type("label", "review", "tours", "gouvernance", "--met", "--value", "4", "--note", "Lu.", *SIGNED[:2])
    hub.day()
    assert "Terme du label : 15/06/2030." in hub.type("label", "decide", "tours", "renew", *COMMITTEE)
    assert hub.standing("tours")["term_ends_on"] == "2030-06-15"


def test_a_label_of_which_the_file_tells_no_day_runs_from_the_first_visit(begin: Begin) -> None:
    hub = begin(NOON)
    hub.load(place("rennes"), place("nantes", profile={"labelled_on": "2011-02-03"}))
    assert hub.standing("rennes")["term_ends_on"] is None
    hub.live()
    assert [hub.standing(name)["term_ends_on"] for name in ("rennes", "nantes")] == ["2029-06-01", "2029-02-03"]


def test_a_charter_that_comes_later_does_not_move_a_term_that_runs(begin: Begin, tmp_path: Path) -> None:
    hub = begin(NOON)
    hub.load(place("rennes"))
    hub.live()
    text = (ROOT / "federation/label/charters/cantine-numerique.yaml").read_text("utf-8")
    for old, new in (
        ('version: "2026.1"', 'version: "2027.1"'),
        ("in_force_on: 2026-01-01", "in_force_on: 2026-10-01"),
        ("term_months: 36", "term_months: 12"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (tmp_path / "2027.yaml").write_text(text, "utf-8")
    hub.type("label", "adopt", str(tmp_path / "2027.yaml"), *COMMITTEE)
    hub.day(150)
    hub.load(place("rennes"), place("nantes"))
    hub.live()
    assert [hub.standing(name)["term_ends_on"] for name in ("rennes", "nantes")] == ["2029-06-01", "2027-10-29"]


def test_a_decision_whose_words_nobody_reads_to_their_end_stands(hub: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_said: str) -> None:
        raise BrokenPipeError

    assert hub.status("tours") == "labelled"
    with monkeypatch.context() as pipe:
        pipe.setattr(deciding, "tell", broken)
        hub.refused("label", "decide", "tours", "renounce", "--author", "Camille", "--reason", "Nous fermons.")
    assert hub.status("tours") == "listed"
