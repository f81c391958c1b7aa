"""Before a charter changes: what the committee reads of one that is proposed, and that it is in force for nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import update

from federation.commands.label import label
from federation.errors import ConfigError, DecisionError
from federation.settings import Settings
from federation.store.database import open_store, upgrade
from federation.store.label.charters import rulebook
from federation.store.label.proposals import proposed
from federation.store.models import CharterProposalRow
from federation.web.app import create_app
from tests.web import told
from tests.web.filling import NOW, fill
from tests.web.reading import page, words

SHIPPED = resources.files("federation.label").joinpath("charters/cantine-numerique.yaml").read_text("utf-8")
PAGE = "/label/apercu"
Arrive = Callable[[], FlaskClient]


def charter(version: str, in_force_on: str, desks: int = 400) -> str:
    """The charter that comes with the project, under another version, asking for more desks."""
    text = SHIPPED.replace('version: "2026.1"', f'version: "{version}"', 1)
    text = text.replace("in_force_on: 2026-01-01", f"in_force_on: {in_force_on}", 1)
    return text.replace("least: {value: 8, from: calibration} ", f"least: {{value: {desks}, from: extension}} ", 1)


@pytest.fixture
def arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Arrive:
    """Readers who come to a hub some minutes after commands were typed; Rennes has thirty desks."""
    settings = Settings(data_dir=tmp_path, public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store, told=told.RECORDS, places=told.PLACES)
    store.close()
    monkeypatch.setenv("CANTINES_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CANTINES_NOW", NOW.isoformat())
    return lambda: create_app(settings, lambda: NOW + timedelta(minutes=10)).test_client()


def type_in(*typed: str) -> str:
    """What a command of the label says, with ordinary spaces; what it raises comes through."""
    found = CliRunner().invoke(label, list(typed), catch_exceptions=False)
    return found.output.replace("\u202f", " ")


def read(arrive: Arrive, path: str = PAGE) -> str:
    return words(page(arrive(), path)).replace("\u202f", " ")


def test_a_proposed_charter_is_shown_as_such_and_is_in_force_for_nobody(arrive: Arrive, tmp_path: Path) -> None:
    file = tmp_path / "2027.yaml"
    file.write_text(charter("2027.1", "2027-06-01"), "utf-8")
    before = arrive().get("/label.json").get_json()["charter"]
    assert "rien n’est adopté" in type_in("propose", str(file), "--author", "Camille")
    text = read(arrive)
    assert "Projet de version 2027.1" in text
    assert "Projet proposé par Camille le 22 novembre 2026 : rien n’est adopté." in text
    assert "Il demande à s’appliquer le 1er juin 2027." in text
    assert "Rennes De quoi travailler ensemble conforme non conforme 370 le 1er juin 2027" in text
    assert "Une autre version est proposée" in read(arrive, "/label")
    assert "Proposed by Camille on 22 November 2026: nothing is adopted." in read(arrive, f"/en{PAGE}")
    assert arrive().get("/label.json").get_json()["charter"] == before
    store = open_store(Settings(data_dir=tmp_path).database)
    with store.session() as session:
        rules = rulebook(session, NOW + timedelta(days=1000))
        assert (rules.charter.version, rules.upcoming) == ("2026.1", ())
        assert proposed(session, NOW - timedelta(days=1)) is None
    store.close()


def test_a_proposal_is_replaced_and_withdrawn_at_will(arrive: Arrive, tmp_path: Path) -> None:
    for version in ("2027.1", "2027.2"):
        (tmp_path / version).write_text(charter(version, "2027-06-01"), "utf-8")
        type_in("propose", str(tmp_path / version), "--author", "Camille")
    text = read(arrive)
    assert ("2027.2" in text, "2027.1" in text) == (True, False)
    assert "Le projet 2027.2 est retiré." in type_in("propose", "--withdraw")
    assert "Aucune autre version n’est adoptée ni proposée." in read(arrive)
    assert "Une autre version" not in read(arrive, "/label")
    assert "Aucun projet" in type_in("propose", "--withdraw")


def test_what_is_adopted_is_proposed_no_more(arrive: Arrive, tmp_path: Path) -> None:
    file = tmp_path / "2027.yaml"
    file.write_text(charter("2027.1", "2027-06-01"), "utf-8")
    type_in("propose", str(file), "--author", "Camille")
    type_in("adopt", str(file), "--author", "Le comité", "--reason", "Vote de l’assemblée")
    text = read(arrive)
    assert "Version 2027.1, le 1er juin 2027" in text
    assert "Projet" not in text
    with pytest.raises(DecisionError, match="déjà adoptée"):
        type_in("propose", str(file), "--author", "Camille")


def test_a_charter_dated_in_the_past_names_no_day_that_is_over(arrive: Arrive, tmp_path: Path) -> None:
    file = tmp_path / "2026.yaml"
    file.write_text(charter("2026.2", "2026-03-01"), "utf-8")
    told = type_in("preview", str(file))
    assert "rennes  espace-coworking : conforme → non conforme, écart 370, dès l’adoption" in told
    assert "1 site passerait en surveillance le 21 février 2027 : rennes." in told
    assert "90 jours de préavis : au plus tôt le 20 février 2027" in told
    assert "mars 2026" not in told
    assert "as soon as it is adopted" in type_in("preview", str(file), "--lang", "en")
    type_in("propose", str(file), "--author", "Camille")
    text = read(arrive)
    assert "370 dès l’adoption" in text
    assert "au plus tôt le 20 février 2027" in text
    assert "mars 2026" not in text


def test_a_file_that_is_no_charter_of_this_network_is_not_shown(arrive: Arrive, tmp_path: Path) -> None:
    file = tmp_path / "autre.yaml"
    file.write_text(charter("2027.1", "2027-06-01").replace("id: cantine-numerique", "id: autre", 1), "utf-8")
    with pytest.raises(DecisionError, match="autre"):
        type_in("propose", str(file), "--author", "Camille")
    file.write_text("charter: {}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"autre\.yaml"):
        type_in("propose", str(file), "--author", "Camille")
    assert "ni proposée" in read(arrive)
    found = CliRunner().invoke(label, ["propose", str(file)])
    assert "--author" in str(found.exception)


def test_a_proposed_charter_that_this_release_cannot_read_keeps_no_page_from_answering(
    arrive: Arrive, tmp_path: Path
) -> None:
    file = tmp_path / "2027.yaml"
    file.write_text(charter("2027.1", "2027-06-01"), "utf-8")
    type_in("propose", str(file), "--author", "Camille")
    store = open_store(Settings(data_dir=tmp_path).database)
    with store.writing() as session:
        assert session.execute(update(CharterProposalRow).values(text="charter: 3")).rowcount == 1  # type: ignore[attr-defined]
    store.close()
    assert "Une autre version est proposée" not in read(arrive, "/label")
    assert "Aucune autre version n’est adoptée ni proposée." in read(arrive)
    assert "2027.1 est retiré" in type_in("propose", "--withdraw")
