"""The demonstration under the label: Tours becomes a labelled site by commands, Toulon's web site stops.

The days between are lived in a few visits; those in which nothing happens are written as they would have been.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from federation.commands.label import label
from federation.store.database import open_store, upgrade
from federation.store.label.reports import Kept, latest
from federation.store.published import published
from sync.assess import Assessor
from tests.demo_hub import Clock, DemoHub, demonstration
from tests.store.label.place import DAY, uneventful

SIGNED = ("--author", "Camille", "--function", "présidence")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoHub]:
    """A hub that has seen Tours and Toulon for ninety days."""
    folder, clock = tmp_path_factory.mktemp("label-demo"), Clock()
    url = f"sqlite:///{folder / 'cantines.sqlite'}"
    store = open_store(url)
    upgrade(store)
    store.close()
    with demonstration(clock, drip=0.0) as demo:
        hub = DemoHub(url, folder, demo, clock)
        hub.pull("tours", "toulon")
        for days in (20, 20, 20, 20, 12):
            hub.pull("tours", "toulon", after=timedelta(days=days))
        yield hub
        hub.close()


def assess(hub: DemoHub, *sites: str) -> dict[str, Kept]:
    Assessor(hub.store, hub.clock).assess(sites)
    with hub.store.session() as session:
        return latest(session, sites, whole=False)


def type_in(hub: DemoHub, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """A command of the label, typed at the moment of the demonstration."""
    monkeypatch.setenv("CANTINES_DATABASE_URL", hub.url)
    monkeypatch.setenv("CANTINES_DATA_DIR", str(hub.folder))
    monkeypatch.setenv("CANTINES_NOW", hub.clock.now.isoformat())
    return CliRunner().invoke(label, list(words))


def test_toulon_stops_and_nothing_but_its_activity_and_its_feed_moves(hub: DemoHub) -> None:
    before = assess(hub, "toulon")["toulon"].figures
    assert before["flux-evenements-valide"][0] == "met"
    assert before["volume-evenements"][0] != "undetermined"
    hub.command("toulon", mode="down")
    for _ in range(2):
        hub.pull("toulon", after=2 * DAY)
    kept = assess(hub, "toulon")["toulon"]
    moved = {name: told[0] for name, told in kept.figures.items() if told[0] != before[name][0]}
    assert moved.pop("flux-evenements-valide") == "unmet"
    assert set(moved.values()) == {"undetermined"}
    assert {"volume-evenements", "agenda-a-venir", "diversite-formats"} <= moved.keys()
    with hub.store.session() as session:
        plain = latest(session, ["toulon"])["toulon"].plain
    assert plain is not None
    verdicts = {one["criterion"]: one for pillar in plain["pillars"] for one in pillar["verdicts"]}
    assert verdicts["flux-evenements-valide"]["grace"]["over"] is False
    assert plain["overdue"] == []
    hub.command("toulon", mode="ok")


def test_tours_goes_from_candidate_to_labelled_by_commands(hub: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.pull("tours")
    assess(hub, "tours")
    refused = type_in(hub, monkeypatch, "decide", "tours", "grant", "--author", "le comité", "--reason", "Beau lieu")
    assert refused.exit_code == 1
    assert "tous les critères requis doivent tenir depuis 30 jours" in str(refused.exception)
    assert "cantines label todo tours" in str(refused.exception)
    todo = type_in(hub, monkeypatch, "todo", "tours").output
    for name in ("tarifs-publics", "ouvert-a-tous", "accueil-porteurs-de-projet", "gouvernance-plurielle"):
        assert name in todo
    done = [
        ("attest", "tours", "acces-ouvert", "--statement", "Entrée libre",
         "--evidence", "https://x.example/a", *SIGNED),
        ("attest", "tours", "composition-du-conseil", "--statement", "Cinq collèges",
         "--evidence", "https://x.example/b", *SIGNED),
        ("review", "tours", "gouvernance", "--met", "--value", "4", "--note", "Statuts lus", "--author", "Ana"),
        ("exempt", "tours", "tarifs-publics", "--reason", "grille en refonte", "--alternative", "accès gratuit",
         "--until", "2027-12-31", "--author", "les relecteurs"),
        ("exempt", "tours", "accueil-porteurs-de-projet", "--reason", "permanence en préparation",
         "--alternative", "rendez-vous par téléphone", "--until", "2027-12-31", "--author", "les relecteurs"),
        *(("sponsor", "tours", name, "--for", "--author", name) for name in ("paris", "rennes", "nantes")),
    ]  # fmt: skip
    for words in done:
        assert type_in(hub, monkeypatch, *words).exit_code == 0, words
    hub.clock.now += timedelta(hours=1)
    report = assess(hub, "tours")["tours"]
    assert report.eligible
    uneventful(hub.store, hub.clock.now, 31, lambda site, source, now: True)
    hub.pull("tours", after=31 * DAY)
    assess(hub, "tours")
    agenda, version = hub.uids(), _version(hub)
    granted = type_in(
        hub, monkeypatch, "decide", "tours", "grant", "--author", "le comité", "--reason", "Tout y est.",
        "--vote", "Ana:for", "--vote", "Bo:for", "--vote", "Chloé:against",
    )  # fmt: skip
    assert granted.exit_code == 0, granted.exception
    assert "« Candidat au label » → « Labellisé »" in granted.output.replace("\u202f", " ")
    assert "tours entre dans l’agenda du réseau" in granted.output
    assert _version(hub) > version
    assert hub.uids() > agenda
    told = type_in(hub, monkeypatch, "history", "tours").output
    assert "Tout y est." in told
    assert "2 for, 1 against" in told


def _version(hub: DemoHub) -> int:
    with hub.store.session() as session:
        return published(session).version


def test_the_commands_refuse_what_makes_no_sense(hub: DemoHub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refusals: tuple[tuple[tuple[str, ...], str], ...] = (
        (("report", "nulle-part"), "Aucun lieu du réseau"),
        (("attest", "tours", "rien", "--statement", "x", "--evidence", "https://x.example/", *SIGNED), "acces-ouvert"),
        (("attest", "tours", "acces-ouvert", "--statement", "x", *SIGNED), "Il manque la pièce"),
        (("exempt", "tours", "rien", "--reason", "x", "--alternative", "y", "--until", "2030-01-01", "--author", "A"),
         "critère"),
        (("close", "tours", "--from", "2027-08-10", "--until", "2027-08-01", "--author", "A"), "est avant"),
        (("annual-report", "tours", "2025", "--figure", "evenements=dix", *SIGNED), "evenements=210"),
        (("sponsor", "tours", "tours", "--for", "--author", "A"), "ne peut pas parrainer"),
        (("decide", "tours", "grant", "--author", "A", "--vote", "Ana"), "Nom:for"),
        (("appeal", "tours", "99", "--text", "x", *SIGNED), "n’a pas de décision 99"),
        (("withdraw", "9999", "--author", "A"), "Aucune pièce 9999"),
        (("accept", "tours", "burst:x", "--why", "x", "--author", "A"), "anomalie"),
    )  # fmt: skip
    for words, said in refusals:
        found = type_in(hub, monkeypatch, *words)
        assert found.exit_code == 1, words
        assert said in str(found.exception).replace("\u202f", " "), found.exception
    broken = tmp_path / "charte.yaml"
    broken.write_text("charter: {}\n", "utf-8")
    assert "to mend" in str(type_in(hub, monkeypatch, "preview", str(broken)).exception)
    assert type_in(hub, monkeypatch, "simulate", "tours").exit_code == 0
    assert type_in(hub, monkeypatch, "simulate", "tours", "--as-of", "2027-06-01", "--lang", "en").exit_code == 0
    assert type_in(hub, monkeypatch, "messages").exit_code == 0
