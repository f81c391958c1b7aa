"""The demonstration under the label, as docs/label.md tells it: a past is rehearsed, then Tours is labelled by commands
under the eyes of readers, and the web site of Toulon stops.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from click.testing import CliRunner, Result

from federation.commands.label import label
from federation.demo.server import DemoNetwork
from federation.store.label.reports import Kept, latest
from federation.store.published import published
from sync.assess import Assessor
from tests.demo_hub import NOW, Clock, DemoHub, free_ports
from tests.plan import ROOT
from tests.store.label.place import DAY

SIGNED = ("--author", "Camille", "--function", "présidence")
READS_EVENTS = {
    *("volume-evenements", "regularite-programmation", "agenda-a-venir", "diversite-formats", "part-grand-public"),
    *("ouvert-a-tous", "accueil-porteurs-de-projet", "qualite-des-fiches"),
}
READS_THE_SPACE = {"jours-ouverture", "espace-coworking", "espace-reunion-modulable", "tarifs-publics"}
PUBLIC = "https://agenda.test"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoHub]:
    """A hub whose network was rehearsed, and its demonstration running at the end of that past."""
    folder, clock, port = tmp_path_factory.mktemp("label-demo"), Clock(), free_ports(6)
    with pytest.MonkeyPatch.context() as patch:
        settle_in(patch, folder, clock, port)
        found = CliRunner().invoke(label, ["rehearse", "--site", "tours", "--site", "toulon"])
        assert found.exit_code == 0, found.output
    with DemoNetwork(port, clock, 0.0, PUBLIC) as demo:
        hub = DemoHub(f"sqlite:///{folder / 'cantines.sqlite'}", folder, demo, clock)
        yield hub
        hub.close()


def settle_in(patch: pytest.MonkeyPatch, folder: Path, clock: Clock, port: int) -> None:
    """Settings under which commands are typed."""
    patch.setenv("CANTINES_DATA_DIR", str(folder))
    patch.setenv("CANTINES_NOW", clock.now.isoformat())
    patch.setenv("CANTINES_DEMO_PORT", str(port))
    patch.setenv("CANTINES_PUBLIC_URL", PUBLIC)


def assess(hub: DemoHub, *sites: str) -> dict[str, Kept]:
    Assessor(hub.store, hub.clock).assess(sites)
    with hub.store.session() as session:
        return latest(session, sites)


def type_in(hub: DemoHub, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """A command of the label, typed at the moment of the demonstration."""
    settle_in(monkeypatch, hub.folder, hub.clock, hub.demo.first_port)
    return CliRunner().invoke(label, list(words))


def plainly(result: Result) -> str:
    """What a command said, with plain spaces."""
    return (result.output + str(result.exception or "")).replace("\u202f", " ")


def test_tours_goes_from_candidate_to_labelled_under_the_eyes_of_a_visitor(
    hub: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = assess(hub, "tours")["tours"]
    assert kept.eligible
    assert kept.conforming >= kept.applicable - 2
    before, version = agenda_of(hub, "Tours"), _version(hub)
    assert not before
    assert badge(hub)["status"] == "candidate"
    assert hub.get("/label/tours/attestation.jwt").status_code == 404

    grant = ("decide", "tours", "grant", "--author", "le comité", "--reason", "Tout y est.")
    refused = type_in(hub, monkeypatch, *grant)
    assert refused.exit_code == 1
    assert [line for line in plainly(refused).splitlines() if line.startswith("  ")] == [
        "  il faut l’avis de 3 sites parrains",
        "  il faut 2 parrains favorables",
    ]
    for name in ("paris", "rennes", "nantes"):
        assert type_in(hub, monkeypatch, "sponsor", "tours", name, "--for", "--author", name).exit_code == 0
    hub.clock.now += timedelta(minutes=10)
    granted = type_in(hub, monkeypatch, *grant, "--vote", "Ana:for", "--vote", "Bo:for", "--vote", "Chloé:against")
    assert granted.exit_code == 0, granted.exception
    assert "« Candidat au label » → « Labellisé »" in plainly(granted)
    assert "tours entre dans l’agenda du réseau" in plainly(granted)

    assert _version(hub) > version
    assert agenda_of(hub, "Tours")
    assert (badge(hub)["status"], badge(hub)["year"]) == ("labelled", NOW.year)
    assert "labellisée" in hub.get("/label/tours/badge.svg").text
    document = verified(hub, "/label/tours/attestation.jwt")
    assert document["credentialSubject"]["id"] == f"{PUBLIC}/label/tours"
    told = plainly(type_in(hub, monkeypatch, "history", "tours"))
    assert "Tout y est." in told
    assert "2 pour, 1 contre" in told
    assert "Le statut est désormais « Labellisé »" in plainly(type_in(hub, monkeypatch, "todo", "tours"))


def test_toulon_stops_and_nothing_but_its_activity_and_its_feed_moves(hub: DemoHub) -> None:
    kept = assess(hub, "toulon")["toulon"]
    assert kept.eligible
    before = kept.figures
    hub.command("toulon", mode="down")
    for _ in range(2):
        hub.pull("toulon", after=2 * DAY)
    kept = assess(hub, "toulon")["toulon"]
    moved = {name: told[0] for name, told in kept.figures.items() if told[0] != before[name][0]}
    assert moved.pop("flux-evenements-valide") == "unmet"
    assert moved == dict.fromkeys(READS_EVENTS | READS_THE_SPACE, "undetermined")
    assert kept.plain is not None
    verdicts = {one["criterion"]: one for pillar in kept.plain["pillars"] for one in pillar["verdicts"]}
    assert verdicts["flux-evenements-valide"]["grace"]["over"] is False
    assert kept.plain["overdue"] == []
    hub.command("toulon", mode="ok")
    hub.pull("toulon", after=timedelta(hours=12))
    again = assess(hub, "toulon")["toulon"].figures
    assert {again[name][0] for name in moved} <= {"met", "watch"}


def agenda_of(hub: DemoHub, city: str) -> list[str]:
    """What the agenda of the network shows of a city."""
    page = hub.get("/agenda.ics").text.replace("\r\n ", "")
    return [line for line in page.splitlines() if line.startswith("LOCATION") and city in line]


def badge(hub: DemoHub) -> dict[str, object]:
    """The badge of Tours, for programs."""
    return json.loads(hub.get("/label/tours/badge.json").text)  # type: ignore[no-any-return]


def verified(hub: DemoHub, path: str) -> dict[str, dict[str, str]]:
    """The document of a signed answer, verified by another library with the key that the hub publishes."""
    told = hub.get(path).text
    keys = jwt.PyJWKSet.from_json(hub.get("/label/cles.json").text)
    key = keys[jwt.get_unverified_header(told)["kid"]]
    now = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}  # The clock of the demonstration is another.
    return jwt.decode(told, key.key, algorithms=["ES256"], options=now)


def _version(hub: DemoHub) -> int:
    with hub.store.session() as session:
        return published(session).version


def test_a_past_is_rehearsed_once_and_only_for_the_demonstration(
    hub: DemoHub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "rien à vivre" in plainly(type_in(hub, monkeypatch, "rehearse"))
    hub.clock.now += timedelta(days=9)
    assert "sont pris" in plainly(type_in(hub, monkeypatch, "rehearse"))
    settle_in(monkeypatch, tmp_path, hub.clock, hub.demo.first_port)
    assert "sans --down" in plainly(CliRunner().invoke(label, ["rehearse", "--down", "toulon"]))
    file = tmp_path / "sites.yaml"
    text = (ROOT / "sites.yaml").read_text("utf-8")
    file.write_text(text.replace("http://127.0.0.1:8106", "https://tours.example"), "utf-8")
    monkeypatch.setenv("CANTINES_SITES_FILE", str(file))
    assert "n’est pas la démonstration" in plainly(CliRunner().invoke(label, ["rehearse"]))


def test_the_commands_refuse_what_makes_no_sense(hub: DemoHub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refusals: tuple[tuple[tuple[str, ...], str], ...] = (
        (("report", "nulle-part"), "Aucun lieu du réseau"),
        (("attest", "tours", "rien", "--statement", "x", "--evidence", "https://x.example/", *SIGNED), "acces-ouvert"),
        (("attest", "tours", "acces-ouvert", "--statement", "x", *SIGNED), "Il manque la pièce"),
        (("exempt", "tours", "rien", "--reason", "x", "--alternative", "y", "--until", "2030-01-01", "--author", "A"),
         "critère"),
        (("close", "tours", "--from", "2027-08-10", "--until", "2027-08-01", "--author", "A"), "est avant"),
        (("annual-report", "tours", "2025", "--figure", "evenements=dix", *SIGNED), "evenements=210"),
        (("territory", "tours", "tours", "--text", "x", "--author", "A"), "Il faut deux lieux"),
        (("sponsor", "tours", "tours", "--for", "--author", "A"), "ne peut pas parrainer"),
        (("decide", "tours", "grant", "--author", "A", "--vote", "Ana"), "Nom:for"),
        (("appeal", "tours", "99", "--text", "x", *SIGNED), "n’a pas de décision 99"),
        (("withdraw", "9999", "--author", "A"), "Aucune pièce 9999"),
        (("accept", "tours", "burst:x", "--why", "x", "--author", "A"), "anomalie"),
    )  # fmt: skip
    for words, said in refusals:
        found = type_in(hub, monkeypatch, *words)
        assert found.exit_code == 1, words
        assert said in plainly(found), found.exception
    broken = tmp_path / "charte.yaml"
    broken.write_text("charter: {}\n", "utf-8")
    assert "to mend" in str(type_in(hub, monkeypatch, "preview", str(broken)).exception)
    broken.write_bytes(b"\xff\xfe")
    for words in (("preview", str(broken)), ("adopt", str(broken), "--reason", "x", "--author", "A")):
        assert "ne peut pas être lu" in plainly(type_in(hub, monkeypatch, *words))
    owed = ("attest", "tours", "reciprocite", "--value", "-3", "--statement", "x", "--evidence", "https://x.example/")
    assert "-3 is not in the range" in plainly(type_in(hub, monkeypatch, *owed, *SIGNED))
    assert type_in(hub, monkeypatch, "simulate", "tours").exit_code == 0
    assert type_in(hub, monkeypatch, "simulate", "tours", "--as-of", "2027-06-01", "--lang", "en").exit_code == 0
    assert type_in(hub, monkeypatch, "messages").exit_code == 0
