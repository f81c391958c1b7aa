"""Scenarios 13 and 14: a feed that is silent in August, a feed that is dead."""

from __future__ import annotations

from datetime import timedelta

from tests.label.scenarios.living import Living

ACTIVITY = (
    "volume-evenements",
    "regularite-programmation",
    "agenda-a-venir",
    "diversite-formats",
    "part-grand-public",
    "ouvert-a-tous",
    "qualite-des-fiches",
)


def quiet_august(hub: Living) -> None:
    """The feed of Tours goes on answering, with nothing between 20 July and 5 September."""
    hub.programmes["tours/agenda"] = [
        one for one in hub.programmes["tours/agenda"] if not "2026-07-20" <= one["start"] <= "2026-09-05"
    ]
    hub.programmes["tours/agenda"] = [one for one in hub.programmes["tours/agenda"] if one["start"] < "2026-09-05"]
    hub.quiet(45)  # 16 July


def test_scenario_13_a_silent_august_that_nobody_declared_fails_after_thirty_days(hub: Living) -> None:
    quiet_august(hub)
    hub.days(10, lambda: hub.ruling("tours", "agenda-a-venir") == "unmet")
    assert hub.ruling("tours", "agenda-a-venir") == "unmet"
    began = hub.today
    hub.quiet(30)
    assert hub.status("tours") == "labelled"
    hub.day()
    assert (hub.status("tours"), hub.today - began) == ("probation", timedelta(days=31))
    assert "Délai de correction dépassé : agenda-a-venir." in hub.read("/label/tours")
    todo = hub.read("/label/tours/a-faire")
    assert "Le statut est désormais « Labellisé, à corriger »" in todo
    assert "Un plan de correction est attendu." in todo
    # On probation it keeps its label, and its place in the agenda.
    assert "Tours" in hub.read("/label")
    assert hub.reader.get("/label/tours/attestation.jwt").status_code == 200


def test_scenario_13_a_declared_august_shortens_the_windows(hub: Living) -> None:
    before = hub.verdict("tours", "volume-evenements")["readings"][0]
    assert (before["threshold"], before["window"]["days"]) == (100, 365)
    hub.type("label", "close", "tours", "--from", "2026-07-20", "--until", "2026-08-31", "--reason", "fermeture d’été",
             "--author", "Camille")  # fmt: skip
    quiet_august(hub)
    hub.quiet(15)  # 31 July
    assert hub.ruling("tours", "agenda-a-venir") == "not_applicable"
    hub.quiet(32)  # 1 September
    volume = hub.verdict("tours", "volume-evenements")["readings"][0]
    assert (volume["threshold"], volume["window"]["days"]) == (89, 365 - 43)  # 100 × 322 ÷ 365, rounded up
    assert hub.ruling("tours", "volume-evenements") == "met"
    assert hub.status("tours") == "labelled"


def test_scenario_14_a_feed_dead_for_ten_days_suspends_verdicts_and_is_called_to_mind(hub: Living) -> None:
    before = hub.standing("tours")["report"]["criteria"]
    hub.down.add("tours/agenda")
    assert "Agenda non actualisé" not in hub.read("/lieux/tours")
    hub.days(3)
    assert hub.ruling("tours", "volume-evenements") == "met"  # 72 hours are not over
    hub.days(1)
    moved = {
        name: told["ruling"]
        for name, told in hub.standing("tours")["report"]["criteria"].items()
        if told["ruling"] != before[name]["ruling"]
    }
    assert moved.pop("flux-evenements-valide") == "unmet"
    assert set(moved.values()) == {"undetermined"}
    assert set(ACTIVITY) <= set(moved)
    assert hub.verdict("tours", "flux-evenements-valide")["grace"]["over"] is False
    assert "Agenda non actualisé depuis le 1er juin 2026." in hub.read("/lieux/tours")
    hub.days(6)
    assert reminded(hub) == [3, 7]
    assert hub.status("tours") == "labelled"

    # It comes back: verdicts do with the next report, and the public is told no more.
    hub.down.clear()
    hub.days(1)
    assert {hub.ruling("tours", name) for name in ACTIVITY} == {"met"}
    assert "Agenda non actualisé" not in hub.read("/lieux/tours")
    assert hub.status("tours") == "labelled"


def test_scenario_14_the_operator_is_reminded_on_the_third_seventh_and_fourteenth_day(hub: Living) -> None:
    died = hub.today
    hub.down.add("tours/agenda")
    seen = {}
    for _ in range(15):
        hub.day()
        seen[(hub.today - died).days] = reminded(hub)
    assert [day for day in seen if seen[day] != seen.get(day - 1, [])] == [3, 7, 14]
    assert seen[14] == [3, 7, 14]
    assert "ne répond plus depuis le 1er juin 2026 (14 jours)" in hub.type("label", "todo", "tours")
    # Back and dead once more, it is another silence, with reminders of its own.
    hub.down.clear()
    hub.day()
    hub.down.add("tours/agenda")
    hub.days(3)
    assert reminded(hub) == [3, 7, 14, 3]


def reminded(hub: Living) -> list[int]:
    """After how many days the operator of Tours was reminded of the feed, as the page of what is to be done says."""
    text = hub.read("/label/tours/a-faire")
    told = [part.partition(" jours)")[0] for part in text.split("« agenda » ne répond plus depuis le ")[1:]]
    return [int(one.partition("(")[2]) for one in reversed(told)]
