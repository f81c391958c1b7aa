"""`cantines decide` and `cantines explain`: what people decide holds through pulls, can be undone, and is told."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from federation.__main__ import cli
from federation.domain.identity import public_uid
from federation.errors import FederationError
from federation.store.published import published
from tests.commands.deciding import RUST, TWIN, WHO, number_in, run
from tests.store.telling import AGENDA, MEETUP, RENNES, Telling, happening

CRAB = happening(2, "Rencontre du langage au crabe", hour=19)


def test_a_merge_holds_through_pulls_until_it_is_undone(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [CRAB])
    before = telling.agenda()
    output = run("decide", "merge", *(entry.id for entry in before), *WHO)
    assert "said by nantes/agenda, nantes/meetup" in output
    telling.say(MEETUP, [happening(2, "Le crabe, encore", hour=20)])
    assert len(telling.agenda()) == 1
    telling.say(MEETUP, [CRAB])
    run("decide", "undo", number_in(output), "--author", "camille")
    assert [(entry.id, entry.event) for entry in telling.agenda()] == [(entry.id, entry.event) for entry in before]


def test_a_merge_brings_all_of_both_entries(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(RENNES, [replace(TWIN, event=replace(TWIN.event, url=RUST.event.url))])
    telling.say(MEETUP, [CRAB])
    one, other = telling.agenda()
    run("decide", "merge", one.id, other.id, *WHO)
    assert [len(entry.records) for entry in telling.agenda()] == [3]


def test_a_split_holds_through_pulls_until_it_is_undone(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [TWIN])
    (one,) = telling.agenda()
    output = run("decide", "split", one.id, "nantes/meetup", *WHO)
    telling.say(MEETUP, [happening(2, "Soirée Rust", description="<p>Encore.</p>")])
    first, second = telling.agenda()
    with pytest.raises(FederationError, match=f"cantines decide undo {number_in(output)} "):
        run("decide", "merge", first.id, second.id, *WHO)
    assert len(telling.agenda()) == 2
    run("decide", "undo", number_in(output), "--author", "camille")
    assert [entry.id for entry in telling.agenda()] == [one.id]


def test_a_pin_holds_through_pulls_until_it_is_undone(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    (one,) = telling.agenda()
    output = run("decide", "pin", one.id, "start", "2026-11-25T18:00", *WHO)
    run("decide", "pin", one.id, "place.name", "Salle Vilaine", *WHO)
    telling.say(AGENDA, [happening(1, "Soirée Rust !", url=RUST.event.url)])
    (entry,) = telling.agenda()
    assert entry.event.title == "Soirée Rust !"
    assert entry.event.start.isoformat() == "2026-11-25T18:00:00+01:00"
    assert entry.event.place is not None
    assert entry.event.place.name == "Salle Vilaine"
    run("decide", "undo", number_in(output), "--author", "camille")
    assert telling.agenda()[0].event.start == RUST.event.start


def test_a_hidden_entry_stays_hidden_and_can_be_explained(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    (one,) = telling.agenda()
    output = run("decide", "hide", one.id, *WHO)
    assert "(hidden)" in output
    telling.say(AGENDA, [happening(1, "Soirée Rust !")])
    assert telling.agenda() == []
    told = run("explain", one.id)
    assert "fiche masquée. vu avec eux" in told
    run("decide", "undo", number_in(output), "--author", "camille")
    assert [entry.id for entry in telling.agenda()] == [one.id]
    assert "annulée le 22 nov. 2026 par camille" in run("decide", "list")


def test_every_decision_raises_the_published_version(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    (one,) = telling.agenda()
    for words in (("pin", one.id, "title", RUST.event.title, *WHO), ("undo", "1", "--author", "camille")):
        with telling.store.session() as session:
            before = published(session).version
        run("decide", *words)
        with telling.store.session() as session:
            assert published(session).version > before


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("uid", "x", "nobody can pin 'uid'. Fields that can be pinned: title, start"),
        ("title", "  ", "give one"),
        ("start", "demain", "'demain' is no date: type 2026-11-25"),
        ("start", "2026-11-26", "first pin the end"),
        ("start", "2026-12-01T18:00", "pin its other end first"),
        ("end", "2026-11-25T10:00", "would end"),
        ("status", "annulé", "none of scheduled, tentative"),
        ("url", "nantes.example", "no web address"),
        ("zone", "Rennes", "IANA"),
        ("price", "NaN", "is no price"),
        ("accessibility", "mi, xx", "'xx' is none of hi"),
    ],
)
def test_what_cannot_be_pinned_is_refused_in_words(telling: Telling, field: str, value: str, expected: str) -> None:
    telling.say(AGENDA, [RUST])
    (one,) = telling.agenda()
    with pytest.raises(FederationError, match=re.escape(expected)):
        run("decide", "pin", one.id, field, value, *WHO)
    assert run("decide", "list") == ""
    assert telling.agenda() == [one]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("merge", "ONE", "0" * 20), "No entry is called 0000"),
        (("merge", "ONE", "ONE"), "one entry already"),
        (("split", "ONE", "paris"), "Who does: nantes/agenda"),
        (("split", "ONE", "nantes"), "Nothing would be left"),
        (("hide", "nowhere\0"), "No entry is called"),
        (("undo", "7"), "No decision 7 holds"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_words(telling: Telling, words: tuple[str, ...], expected: str) -> None:
    telling.say(AGENDA, [RUST])
    (one,) = telling.agenda()
    who = WHO[:2] if words[0] == "undo" else WHO
    with pytest.raises(FederationError, match=expected):
        run("decide", *(one.id if word == "ONE" else word for word in words), *who)
    assert telling.agenda() == [one]


@pytest.mark.parametrize("who", [(), WHO[:2], WHO[2:], ("--author", " ", "--reason", "x")])
def test_a_decision_has_an_author_and_a_reason(telling: Telling, who: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, ["decide", "hide", "x", *who])
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("price", "12,50 €", {"free": False, "amount": "12.50", "currency": "EUR"}),
        ("price", "prix libre", {"text": "prix libre"}),
        ("price", "gratuit", {"free": True}),
        ("categories", "atelier, numérique", ["atelier", "numérique"]),
        ("description", "a <script> b", "<p>a &lt;script&gt; b</p>"),
        ("organiser", "L’Asso", {"name": "L’Asso"}),
        ("end", "", None),
        ("status", "cancelled", "cancelled"),
    ],
)
def test_values_are_typed(telling: Telling, field: str, value: str, expected: object) -> None:
    telling.say(AGENDA, [RUST])
    (one,) = telling.agenda()
    run("decide", "pin", one.id, field, value, *WHO)
    (decision,) = json.loads(run("explain", one.id, "--json"))["decisions"]
    assert decision["value"] == expected
    assert json.loads(run("explain", one.id, "--json"))["provenance"].get(field) == "une décision"


def test_an_entry_is_explained_by_id_address_or_uid(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [TWIN])
    (one,) = telling.agenda()
    uid = public_uid(one.id)
    addresses = (f"https://agenda.example/en/evenements/{one.id}", f"/evenements/{one.id}.ics?x#y")
    told = {run("explain", name) for name in (one.id, *addresses, uid, f"urn:uuid:{uid.upper()}")}
    assert len(told) == 1
    (text,) = told
    for expected in (
        "1. La Cantine de Nantes (nantes/agenda, ",
        "\n     25 nov. 2026, 18\u202fh\u202f30 — Soirée Rust",
        "\n     https://nantes.example/rust",
        "vue la première fois le 22 nov. 2026, 10\u202fh",
        "Même titre",
        "nantes/meetup → la description",
    ):
        assert expected in text
    with pytest.raises(FederationError, match="Give an id"):
        run("explain", "urn:uuid:00000000-0000-0000-0000-000000000000")


def test_what_became_part_of_another_leads_to_it(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [CRAB])
    one, other = telling.agenda()
    run("decide", "merge", one.id, other.id, *WHO)
    assert run("explain", other.id) == run("explain", one.id)
    assert "Une personne l’a décidé." in run("explain", one.id)
    assert "A person decided so." in run("explain", one.id, "--lang", "en")


def test_what_sources_disagree_on_waits_with_the_command_that_settles_it(telling: Telling) -> None:
    assert "Aucune fiche à trancher" in run("decide", "list", "--open")
    telling.say(AGENDA, [RUST])
    start = RUST.event.start.replace(hour=19)  # type: ignore[call-arg]
    later = replace(TWIN.event, url=RUST.event.url, start=start)
    telling.say(MEETUP, [replace(TWIN, event=later)])
    (one,) = telling.agenda()
    output = run("decide", "list", "--open")
    assert "nantes/agenda, 25 nov. 2026, 18\u202fh\u202f30" in output
    assert "nantes/meetup, 25 nov. 2026, 19\u202fh" in output
    assert f"cantines decide pin {one.id} start …" in output
    run("decide", "pin", one.id, "start", "2026-11-25T18:30", *WHO)
    assert "Aucune" in run("decide", "list", "--open")
