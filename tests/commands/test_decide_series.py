"""`cantines decide … --series` and `decide move`: one decision for many entries, said clearly, undone at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from federation.domain.event import Place, Record, Recurrence
from federation.errors import FederationError
from federation.settings import Settings
from federation.store.models import HappenedRow
from federation.web.app import create_app
from tests.cast import NOW
from tests.commands.deciding import WHO, number_in, run
from tests.store.telling import AGENDA, MEETUP, Telling, happening
from tests.web.reading import page, words

N = "\u202f"


def weekly(number: int, title: str, count: int = 3, **more: object) -> Record:
    told = happening(number, title, **more)  # type: ignore[arg-type]
    return replace(told, recurrence=Recurrence(rrules=(f"FREQ=WEEKLY;COUNT={count}",)), fingerprint=f"{count}{more}")


@pytest.fixture
def client(telling: Telling, tmp_path: Path) -> FlaskClient:
    return create_app(Settings(data_dir=tmp_path), lambda: NOW).test_client()


def test_a_whole_series_is_hidden_with_the_dates_to_come(telling: Telling) -> None:
    telling.say(AGENDA, [weekly(1, "Cours de Rust")])
    first, *_ = telling.agenda()
    output = run("decide", "hide", first.id, "--series", *WHO)
    assert "It is about a whole series: 3 known dates, and those to come." in output
    assert telling.agenda() == []
    telling.say(AGENDA, [weekly(1, "Cours de Rust", 5)])
    assert telling.agenda() == []
    run("decide", "undo", number_in(output), "--author", "camille")
    assert len(telling.agenda()) == 5


def test_a_field_of_a_whole_series_is_pinned(telling: Telling) -> None:
    telling.say(AGENDA, [weekly(1, "Cours de Rust")])
    first, *_ = telling.agenda()
    output = run("decide", "pin", first.id, "title", "Rust pour tous", "--series", *WHO)
    telling.say(AGENDA, [weekly(1, "Cours de Rust !", 4)])
    assert [entry.event.title for entry in telling.agenda()] == ["Rust pour tous"] * 4
    assert "Rust pour tous" in output
    assert "le titre fixé à la main" in run("explain", telling.agenda()[3].id)
    with pytest.raises(FederationError, match="each date of a series has its own"):
        run("decide", "pin", first.id, "start", "2026-11-25T18:00", "--series", *WHO)
    run("decide", "undo", number_in(output), "--author", "camille")
    assert {entry.event.title for entry in telling.agenda()} == {"Cours de Rust !"}


def test_two_series_are_merged_day_by_day_and_split_again(telling: Telling) -> None:
    telling.say(AGENDA, [weekly(1, "Cours de Rust")])
    telling.say(MEETUP, [weekly(2, "Rencontre du langage au crabe", hour=19)])
    entries = telling.agenda()
    assert len(entries) == 6
    merged = run("decide", "merge", entries[0].id, entries[1].id, "--series", *WHO)
    assert [len(entry.records) for entry in telling.agenda()] == [2, 2, 2]
    assert "Une personne l’a décidé." in run("explain", telling.agenda()[2].id)
    telling.say(AGENDA, [weekly(1, "Cours de Rust", 4)])
    telling.say(MEETUP, [weekly(2, "Rencontre du langage au crabe", 4, hour=19)])
    assert [len(entry.records) for entry in telling.agenda()] == [2, 2, 2, 2]
    run("decide", "undo", number_in(merged), "--author", "camille")
    assert len(telling.agenda()) == 8
    telling.say(MEETUP, [weekly(2, "Cours de Rust", 4)])
    assert len(telling.agenda()) == 4
    run("decide", "split", telling.agenda()[0].id, "nantes/meetup", "--series", *WHO)
    assert len(telling.agenda()) == 8


def test_a_long_series_is_listed_shortly(telling: Telling) -> None:
    telling.say(AGENDA, [weekly(1, "Cours de Rust", 20)])
    output = run("decide", "hide", telling.agenda()[0].id, "--series", *WHO)
    assert "… and 12 more" in output
    assert "… (20)" in run("decide", "list")


MOVE = ("decide", "move", "nantes", "--place", "Mairie", "--address", "2 place de la Mairie", "--from", "2026-11-24")


def test_a_move_is_told_on_every_page_it_concerns(telling: Telling, client: FlaskClient) -> None:
    home = Place("Halle de Nantes", "1 rue du Port", "35000", "Nantes")
    telling.say(AGENDA, [happening(n, f"Atelier {name}", days=n + 2, place=home) for n, name in enumerate("abc")])
    output = run(*MOVE, "--until", "2026-12-31", *WHO)
    assert "3 entries to come take place elsewhere: Mairie, 2 place de la Mairie, 35000 Nantes" in output
    entry = telling.agenda()[0]
    banner = f"Ce qui était prévu sur place a lieu ailleurs, du 24 novembre au 31 décembre 2026{N}: Mairie"
    assert banner in words(page(client, "/lieux/nantes"))
    assert f"Motif{N}: vu avec eux" in words(page(client, "/lieux/nantes"))
    text = words(page(client, f"/evenements/{entry.id}"))
    assert f"Attention, autre adresse{N}: La Cantine de Nantes reçoit ici, Mairie" in text
    assert "rendez-vous déplacés vers un autre lieu" in text
    changes = page(client, "/lieux/nantes/changements").xpath("//li[starts-with(@id, 'c-')]")
    assert len(changes) == 1
    assert "Déménagement" in words(page(client, "/changements"), "ol")
    assert "nantes" in run("decide", "list")
    assert "camille" not in client.get("/lieux/nantes").get_data(as_text=True)


def test_a_move_is_undone(telling: Telling) -> None:
    telling.say(AGENDA, [happening(1, "Atelier")])
    before = telling.agenda()[0].event
    output = run(*MOVE, "--city", "Rezé", *WHO)
    assert telling.agenda()[0].event.place == Place("Mairie", "2 place de la Mairie", "", "Rezé")
    assert "where sources say again" in run("decide", "undo", number_in(output), "--author", "camille")
    assert telling.agenda()[0].event == before
    with telling.store.session() as session:
        kinds = session.scalars(select(HappenedRow.kind).order_by(HappenedRow.id)).all()
    assert kinds == ["site_moved", "site_back"]


def test_a_move_that_is_over_has_no_banner(telling: Telling, tmp_path: Path) -> None:
    run(*MOVE, "--until", "2026-11-30", *WHO)
    later = create_app(Settings(data_dir=tmp_path), lambda: NOW + timedelta(days=10)).test_client()
    assert "ailleurs" not in words(page(later, "/lieux/nantes"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (("--until", "2026-11-01"), "is before the first one"),
        (("--from", "demain"), ""),
    ],
)
def test_moves_that_make_no_sense_are_refused(telling: Telling, more: tuple[str, ...], expected: str) -> None:
    from click.testing import CliRunner

    from federation.__main__ import cli

    result = CliRunner().invoke(cli, [*MOVE, *more, *WHO])
    assert result.exit_code != 0
    assert expected in str(result.exception or result.output)
    assert run("decide", "list") == ""


def test_an_unknown_site_is_refused_with_those_there_are(telling: Telling) -> None:
    with pytest.raises(FederationError, match=r"No site is called nice\. Sites: nantes, rennes, paris"):
        run("decide", "move", "nice", *MOVE[3:], *WHO)
