"""Scenarios 19 and 20: a charter becomes stricter; the long way to a suspension, and the appeal after it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.label.scenarios.conftest import Begin
from tests.label.scenarios.living import DAY, SIGNED, Living
from tests.label.scenarios.publishing import SPACE, place, year_of
from tests.label.sites import NOON
from tests.plan import ROOT

COMMITTEE = ("--author", "le comité")
REASON = ("--reason", "Vote de l’assemblée")
VOTES = ("--vote", "Ana:for", "--vote", "Bo:for", "--vote", "Chloé:against", "--vote", "Dov:against:financeur direct")
NEW = """
  - id: mediation-numerique
    pillar: dynamique
    required: true
    in_force_on: 2027-07-01
    title: {fr: Aider à se servir du numérique, en: Help to use computers}
    reason: {fr: Chacun doit pouvoir faire ses démarches., en: Everyone should manage.}
    mend: {fr: "Décrivez la médiation, et attestez-en.", en: "Describe it, and attest it."}
    grace: {value: 90, from: extension}
    all_of:
      - kind: attested
        name: mediation
"""


def stricter(in_force_on: str) -> str:
    """The charter with three criteria that ask for more, and a new one that counts from July 2027 on."""
    text = (ROOT / "federation/label/charters/cantine-numerique.yaml").read_text("utf-8")
    for old, new in (
        ('version: "2026.1"', 'version: "2027.1"'),
        ("in_force_on: 2026-01-01", f"in_force_on: {in_force_on}"),
        ("least: {value: 100, from: calibration}", "least: {value: 160, from: extension}"),  # events a year
        ("least: {value: 8, from: calibration}", "least: {value: 25, from: extension}"),  # desks
        ("least: {value: 30, from: extension}\n        weeks", "least: {value: 50, from: extension}\n        weeks"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text.rstrip("\n") + "\n" + NEW


def two_places(begin: Begin) -> Living:
    """Tours, with 140 events a year, and Brest, with 20 desks: both keep the charter."""
    hub = begin(NOON - 400 * DAY)
    hub.load(*(place(name, profile={"labelled_on": "2025-01-15"}) for name in ("brest", "tours")))
    for number, (name, a_year, desks) in enumerate((("tours", 140, 30), ("brest", 200, 20))):
        hub.programmes[f"{name}/agenda"] = year_of(
            (NOON - 400 * DAY).date(), (NOON + 300 * DAY).date(), a_year, 900 * number
        )
        hub.spaces[f"{name}/lieu"] = {**SPACE, "desks": desks}
    hub.live()
    for _ in range(8):
        hub.day(50)
    hub.now = NOON
    for name, events in (("tours", 95), ("brest", 140)):
        for paper in ("acces-ouvert", "accueil-porteurs", "composition-du-conseil", "identite-commune", "reciprocite"):
            hub.attest(name, paper)
        hub.type("label", "review", name, "gouvernance", "--met", "--value", "4", "--note", "Lu.", "--author", "Maud")
        hub.file_report(name, 2025, events)
    hub.day()
    return hub


def test_scenario_19_before_a_charter_changes_everyone_sees_who_would_move_and_when(
    begin: Begin, tmp_path: Path
) -> None:
    hub = two_places(begin)
    for name in ("brest", "tours"):
        assert hub.data(f"/label/{name}.json")["eligible"], name
    file, soon = tmp_path / "2027.yaml", tmp_path / "soon.yaml"
    file.write_text(stricter("2026-10-01"), "utf-8")
    soon.write_text(stricter("2026-08-15"), "utf-8")

    # Before anything is decided, the committee sees who would move, on what, by how much, and when.
    announced = "2 sites passeraient en surveillance le 31 décembre 2026 : brest, tours."
    seen = hub.type("label", "preview", str(file))
    assert seen.splitlines()[0] == announced
    assert "brest  espace-coworking : conforme → non conforme, écart 5" in seen
    assert "tours  volume-evenements : conforme → non conforme, écart 20" in seen
    assert "jours-ouverture" not in seen  # sixty hours a week are more than fifty, too
    assert "2027.1" not in hub.read("/label/apercu")
    assert "90 jours de préavis" in hub.refused("label", "adopt", str(soon), *COMMITTEE, *REASON)
    hub.type("label", "adopt", str(file), *COMMITTEE, *REASON)
    page = hub.read("/label/apercu")
    assert "Version 2027.1, le 1er octobre 2026" in page
    assert announced in page
    assert "La version 2027.1 entrera en vigueur le 1er octobre 2026." in hub.read("/label")

    # Sites are told at once, more than ninety days ahead; nothing counts yet.
    hub.day()
    for name in ("brest", "tours"):
        assert "La charte 2027.1 s’appliquera le 1er octobre 2026." in hub.read(f"/label/{name}/a-faire")
        assert hub.data(f"/label/{name}.json")["version"] == "2026.1"
        assert hub.ruling(name, "volume-evenements") == "met"

    # In force: what is asked is more, and the time to mend begins; the new criterion is shown and does not count.
    lived(hub, date(2026, 10, 1))
    assert "mediation-numerique" in hub.reader.get("/label").text
    assert "à venir le 1er juillet 2027" in hub.read("/label")
    for name, criterion in (("brest", "espace-coworking"), ("tours", "volume-evenements")):
        report = hub.data(f"/label/{name}.json")
        assert (report["version"], report["blocking"]) == ("2027.1", [criterion])
        found = hub.verdict(name, "mediation-numerique")
        assert (found["ruling"], found["counts"], found["grace"]) == ("unmet", False, None)
        assert "Critère à venir : il comptera le 1er juillet 2027." in hub.read(f"/label/{name}")

    # On the day that was announced (the clocks have gone back meanwhile), and not before, they are on probation.
    lived(hub, date(2026, 12, 30))
    assert [hub.status(name) for name in ("brest", "tours")] == ["labelled", "labelled"]
    hub.day()
    assert hub.today == date(2026, 12, 31)
    assert [hub.status(name) for name in ("brest", "tours")] == ["probation", "probation"]


def lived(hub: Living, until: date) -> None:
    """Days pass up to one of them, feeds being visited now and then."""
    while hub.today < until:
        hub.quiet(min(45, (until - hub.today).days))


def test_scenario_20_a_suspension_takes_ninety_days_a_notice_observations_a_committee_and_can_be_appealed(
    hub: Living,
) -> None:
    suspend = ("label", "decide", "tours", "suspend", *COMMITTEE, "--reason", "Plus d’adresse depuis six mois.")
    hub.type("label", "place", "tours", "Chez l’habitant", "--address", "-", "--city", "Tours", "--provisional",
             "--instead", "--author", "Camille")  # fmt: skip
    hub.day()
    began = hub.today
    assert hub.ruling("tours", "lieu-physique-permanent") == "unmet"
    lived(hub, began + timedelta(days=90))
    assert hub.status("tours") == "labelled"
    assert "on ne peut pas suspendre le label depuis « Labellisé »" in hub.refused(*suspend, *VOTES)
    hub.day()
    flagged = hub.today
    assert (hub.status("tours"), flagged - began) == ("probation", timedelta(days=91))

    # Ninety days of probation; within them formal notice, and thirty days for the observations of the site.
    lived(hub, flagged + timedelta(days=50))
    early = hub.refused(*suspend, *VOTES)
    for said in ("ce statut doit durer depuis 90 jours", "la mise en demeure doit dater de 30 jours", "observations"):
        assert said in early, said
    text = ("--text", "Le lieu n’a plus d’adresse.")
    short = str(hub.today + timedelta(days=29))
    assert "trente jours pour répondre" in hub.refused("label", "notice", "tours", *text, *COMMITTEE, "--until", short)
    hub.type("label", "notice", "tours", *text, *COMMITTEE)
    hub.type("label", "observations", "tours", "--text", "Nous cherchons un local.", *SIGNED)
    lived(hub, flagged + timedelta(days=79))
    early = hub.refused(*suspend, *VOTES)
    assert "la mise en demeure doit dater de 30 jours" in early
    assert "observations" not in early  # they are in
    assert hub.status("tours") == "probation"
    assert [one for one in hub.entries() if one["city"] == "Tours"]

    # The committee: three voters without a tie, two thirds of those for and against, reasons in writing.
    lived(hub, flagged + timedelta(days=90))
    tied = hub.refused(*suspend, *VOTES[2:])
    assert "il faut 3 votants sans lien avec le site" in tied
    assert "la majorité de 2/3 n’est pas atteinte" in tied
    assert "motivée par écrit" in hub.refused(*suspend[:-2], *VOTES)
    decided = hub.type(*suspend, *VOTES)
    last = hub.today + timedelta(days=30)
    assert f"Recours possible jusqu’au {last:%d/%m/%Y}." in decided
    assert "tours quitte l’agenda du réseau" in decided

    # It holds at once, and in public: badge, agenda, credential, decision with its reasons and votes.
    assert hub.status("tours") == "suspended"
    assert [one for one in hub.entries() if one["city"] == "Tours"] == []
    page = hub.read("/label/tours")
    for said in ("Plus d’adresse depuis six mois.", "2 pour, 1 contre", "conflit d’intérêts", "Label suspendu"):
        assert said in page, said

    # An appeal within thirty days, before three reviewers who did not vote; it does not suspend the suspension.
    lived(hub, last)
    appeal = ("label", "appeal", "tours", "2", "--text", "Un local est trouvé.", *SIGNED)
    ruling = ("label", "appeal-ruling", "tours", "2", "--text", "Le bail est signé.", "--author", "le collège")
    assert "Aucun appel n’attend" in hub.refused(*ruling, "--upheld", "--member", "Eve")
    hub.now += DAY
    assert "le délai de recours est passé" in hub.refused(*appeal)
    hub.now -= DAY
    hub.type(*appeal)
    assert hub.status("tours") == "suspended"
    panel = [word for name in ("Eve", "Fred", "Gil") for word in ("--member", name)]
    assert "ont déjà voté : Ana" in hub.refused(*ruling, "--upheld", *panel[2:], "--member", "Ana")
    assert "il faut 3 relecteurs" in hub.refused(*ruling, "--upheld", *panel[2:])
    assert "la décision tombe" in hub.type(*ruling, "--upheld", *panel)
    assert hub.status("tours") == "probation"
    assert [one for one in hub.entries() if one["city"] == "Tours"]
    assert "Le bail est signé." in hub.read("/label/tours")


def test_scenario_20_thirty_days_in_order_end_a_probation_by_themselves(hub: Living) -> None:
    refuge = hub.file("place", "tours", "Chez l’habitant", "--address", "-", "--city", "Tours", "--provisional",
                      "--instead", "--author", "Camille")  # fmt: skip
    hub.day()
    lived(hub, hub.today + timedelta(days=91))
    assert hub.status("tours") == "probation"
    hub.type("label", "withdraw", refuge, "--author", "Camille")
    hub.day()
    mended = hub.today
    lived(hub, mended + timedelta(days=29))
    assert hub.status("tours") == "probation"
    hub.day()
    assert hub.status("tours") == "labelled"
    assert "Tous les critères requis tiennent depuis trente jours." in hub.read("/label/tours")
