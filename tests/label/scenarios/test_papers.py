"""Scenarios 18 and 21: an annual report that is disputed, a derogation with its reason, its alternative and its end."""

from __future__ import annotations

from datetime import date

from tests.label.scenarios.conftest import Begin
from tests.label.scenarios.living import Living
from tests.label.scenarios.publishing import SPACE, place, year_of
from tests.label.sites import at

MISSING = "l’écart dépasse 25 %. À expliquer."


def test_scenario_18_a_report_far_from_what_was_measured_asks_for_an_explanation(begin: Begin) -> None:
    hub = begin(at(2024, 12, 20))
    hub.load(place("tours", profile={"labelled_on": "2024-01-01"}))
    hub.programmes["tours/agenda"] = year_of(date(2025, 1, 1), date(2026, 1, 1), 150)
    hub.live()
    for _ in range(8):
        hub.day(50)
    assert hub.today == date(2026, 1, 24)

    hub.file_report("tours", 2025, 250)
    hub.day()
    assert hub.ruling("tours", "bilan-annuel") == "unmet"
    assert f"250 événements déclarés, 150 mesurés : {MISSING}" in hub.read("/label/tours")
    assert "Un bilan que l’on partage" in hub.read("/label/tours/a-faire")

    # A quarter of what was measured is tolerated, and no event more.
    for declared, ruling in ((188, "unmet"), (187, "met"), (112, "unmet"), (113, "met")):
        hub.file_report("tours", 2025, declared)
        hub.day()
        assert hub.ruling("tours", "bilan-annuel") == ruling, declared

    hub.file_report("tours", 2025, 250, "--explanation", "Cent ateliers en ville, hors de l’agenda.")
    hub.day()
    assert hub.ruling("tours", "bilan-annuel") == "watch"
    assert "Cent ateliers en ville, hors de l’agenda." in hub.read("/label/tours")


def test_scenario_21_a_derogation_is_public_with_its_reason_its_alternative_and_its_end(hub: Living) -> None:
    hub.spaces["tours/lieu"] = {**SPACE, "hours": "Mo-We 09:00-19:00"}
    hub.day()
    hub.quiet(45)
    assert hub.ruling("tours", "jours-ouverture") == "unmet"
    asked = ("label", "exempt", "tours", "jours-ouverture", "--author", "le comité")
    reason = ("--reason", "L’école qui héberge le lieu ferme en juillet.")
    instead = ("--alternative", "Trois jours par semaine, et l’espace voisin le reste du temps.")
    until = ("--until", "2026-09-30")
    for told, missing in (
        ((*instead, *until), "--reason"),
        ((*reason, *until), "--alternative"),
        ((*reason, *instead), "--until"),
        ((*reason, "--alternative", " ", *until), "--alternative"),
    ):
        assert missing in hub.refused(*asked, *told)
    hub.type(*asked, *reason, *instead, *until)
    hub.day()

    found = hub.verdict("tours", "jours-ouverture")
    assert (found["ruling"], found["grace"]["until"]) == ("derogation", None)  # its clock stands still
    report = hub.data("/label/tours.json")
    assert (report["eligible"], report["rate"]["derogations"]) == (True, 1)
    assert report["rate"]["conforming"] == report["rate"]["applicable"] - 1  # it stays in the denominator
    page = hub.read("/label/tours")
    for said in (reason[1], instead[1], "jusqu’au 30 septembre 2026", "Dérogations"):
        assert said in page, said
    assert hub.status("tours") == "labelled"

    # It ends by itself: the criterion counts again, and its time to mend begins.
    hub.quiet((date(2026, 9, 30) - hub.today).days)
    assert hub.ruling("tours", "jours-ouverture") == "derogation"
    hub.day()
    found = hub.verdict("tours", "jours-ouverture")
    assert found["ruling"] == "unmet"
    page = hub.read("/label/tours")
    assert instead[1] not in page
    assert "Dérogations" not in page
    assert "échu le 30 septembre 2026" in hub.read("/label/tours/a-faire")
