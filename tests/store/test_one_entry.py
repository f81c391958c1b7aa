"""One event, one entry: identity, hosts, withdrawal, what left the file, candidates, people's decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from federation.domain.event import Place, Status
from federation.domain.query import AgendaQuery
from federation.domain.site import LabelStatus
from federation.store import decisions
from federation.store.agenda import count, counts, find, merged_into, other_dates
from federation.store.explain import explain
from federation.store.matching.rebuild import redecide
from federation.store.models import RecordRow
from tests.cast import TODAY
from tests.store.telling import AGENDA, MEETUP, PARIS, RENNES, SOURCES, Telling, happening, network, place

RUST = happening(1, "Soirée Rust")
RUST_ON_MEETUP = happening(2, "Soirée Rust", description="<p>Venez nombreux.</p>")
FIRST, LATER = datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 11, 3, 9, tzinfo=UTC)
PAGE = "https://nantes.example/rust"
DUPLEX = "Nuit du code citoyen, en duplex Nantes–Rennes"


def test_two_sources_of_a_site_make_one_entry_that_completes_itself(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    (first,) = telling.agenda()
    telling.say(MEETUP, [RUST_ON_MEETUP])
    (entry,) = telling.agenda()
    assert (entry.id, entry.event.description, entry.sequence) == (first.id, "<p>Venez nombreux.</p>", 1)
    assert len(entry.records) == 2


def test_what_changes_nothing_for_readers_raises_no_sequence(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [happening(2, "Soirée Rust")])
    (entry,) = telling.agenda()
    assert (entry.sequence, len(entry.records)) == (0, 2)


def test_what_was_only_saved_again_is_no_change(telling: Telling) -> None:
    telling.say(AGENDA, [happening(1, "Soirée Rust", updated=FIRST)])
    before = telling.entries()
    assert telling.say(AGENDA, [happening(1, "Soirée Rust", updated=LATER)]) == 0
    assert telling.entries() == before
    with telling.store.session() as session:
        (record,) = session.scalars(select(RecordRow))
        assert record.changed_at == record.first_seen_at
    (entry,) = telling.agenda()
    assert entry.event.updated is None


def test_the_later_word_of_a_site_on_the_hour_counts(telling: Telling) -> None:
    telling.say(AGENDA, [happening(1, "Soirée Rust", updated=FIRST)])
    telling.say(MEETUP, [happening(2, "Soirée Rust", hour=19, url=PAGE, updated=LATER)])
    telling.say(AGENDA, [happening(1, "Soirée Rust", url=PAGE, updated=FIRST)])
    (entry,) = telling.agenda()
    assert (entry.event.start.hour, entry.sequence) == (19, 1)
    telling.say(AGENDA, [happening(1, "Soirée Rust", url=PAGE, updated=LATER + (LATER - FIRST))])
    assert telling.agenda()[0].event.start.hour == 18


def test_two_entries_that_become_one_keep_the_elder_and_the_other_leads_there(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [happening(2, "Bal des robots")])
    elder, younger = (telling.entry_of(name) for name in ("nantes/agenda/e1", "nantes/meetup/e2"))
    assert elder != younger
    telling.say(MEETUP, [RUST_ON_MEETUP])
    with telling.store.session() as session:
        assert [entry.id for entry in telling.agenda()] == [elder]
        assert (find(session, younger), merged_into(session, younger), merged_into(session, elder)) == (
            None,
            elder,
            None,
        )


def test_what_is_split_again_gets_its_own_id_back(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [happening(2, "Bal des robots")])
    before = {entry.id for entry in telling.agenda()}
    for _ in range(3):
        telling.say(MEETUP, [RUST_ON_MEETUP])
        telling.say(MEETUP, [happening(2, "Bal des robots")])
    assert {entry.id for entry in telling.agenda()} == before


def test_two_sites_that_contradict_each_other_for_ever_do_not_flap(telling: Telling) -> None:
    here, there = (happening(n, DUPLEX, uid="duplex-0123456@x.example", description=f"<p>{n}</p>") for n in (1, 2))
    telling.say(AGENDA, [here])
    telling.say(RENNES, [there])
    (before,) = telling.agenda()
    for _ in range(3):
        assert telling.say(AGENDA, [here]) + telling.say(RENNES, [there]) == 0
    assert telling.agenda() == [before]


def test_a_joint_event_stands_once_in_the_network_and_at_each_host(telling: Telling) -> None:
    telling.say(AGENDA, [happening(1, DUPLEX, place=Place(city="Nantes"))])
    telling.say(RENNES, [happening(1, DUPLEX, place=Place(city="Rennes"))])
    (entry,) = telling.agenda()
    assert {host.id for host in entry.hosts} == {"nantes", "rennes"}
    assert telling.agenda("nantes") == telling.agenda("rennes") == telling.agenda("rennes", size=5) == [entry]
    with telling.store.session() as session:
        assert counts(session, TODAY, "Europe/Paris") == {"nantes": 1, "rennes": 1}
        assert [count(session, AgendaQuery(TODAY, site=site)) for site in ("", "nantes", "rennes")] == [1, 1, 1]


def test_pages_of_a_site_go_through_what_it_leads_and_what_it_shares(telling: Telling) -> None:
    joint = [happening(n, f"{DUPLEX} #{n}", days=2 * n) for n in range(1, 4)]
    telling.say(AGENDA, [replace(item, event=replace(item.event, place=Place(city="Nantes"))) for item in joint])
    telling.say(RENNES, [happening(10 + n, "Permanence", days=2 * n + 1) for n in range(1, 4)])
    telling.say(RENNES, [replace(item, event=replace(item.event, place=Place(city="Rennes"))) for item in joint])
    whole = telling.agenda("rennes")
    assert len(whole) == 6
    assert [entry for page in (1, 2, 3) for entry in telling.agenda("rennes", page=page, size=2)] == whole


def test_the_host_withdraws_whatever_relays_say(telling: Telling) -> None:
    page = "https://nantes.example/agenda/soiree-rust-2026"
    telling.say(AGENDA, [happening(1, "Soirée Rust", url=page)])
    telling.say(RENNES, [happening(1, "[Nantes] Soirée Rust", url=page, place=Place(city="Nantes"))])
    assert [len(entry.records) for entry in telling.agenda()] == [2]
    telling.withdraw(RENNES, ["e1"])
    assert [entry.withdrawn_at for entry in telling.agenda()] == [None]
    telling.withdraw(AGENDA, ["e1"])
    assert telling.agenda() == []
    assert [entry.withdrawn_at is not None for entry in telling.agenda(withdrawn=True)] == [True]


def test_whoever_copies_anothers_uid_joins_and_replaces_nothing(telling: Telling) -> None:
    uid = "soiree-rust-0123456@nantes.example"
    telling.say(
        AGENDA,
        [happening(1, "Soirée Rust", uid=uid, place=Place(city="Nantes"), url="https://nantes.example/rust-2026")],
    )
    (before,) = telling.agenda()
    stolen = happening(
        9,
        "Soirée Rust",
        uid=uid,
        status=Status.CANCELLED,
        place=Place(city="Nantes"),
        url="https://paris.example/rust-2026-paris",
    )
    telling.say(PARIS, [stolen])
    entry = next(entry for entry in telling.agenda() if entry.id == before.id)
    assert (entry.event.title, entry.event.status, entry.host.id) == ("Soirée Rust", Status.SCHEDULED, "nantes")
    telling.withdraw(PARIS, ["e9"])
    assert before.id in {found.id for found in telling.agenda()}


def test_a_candidate_changes_nothing_of_what_the_public_sees(telling: Telling) -> None:
    candidate = replace(place("paris"), status=LabelStatus.CANDIDATE)
    telling.load(network(place("nantes"), place("rennes"), candidate))
    telling.say(PARIS, [happening(1, DUPLEX, uid="duplex-0123456@x.example", description="<p>À Paris</p>")])
    telling.say(AGENDA, [happening(1, DUPLEX, uid="duplex-0123456@x.example")])
    (entry,) = telling.agenda()
    assert (entry.event.description, entry.host.id, len(telling.agenda("paris"))) == ("", "nantes", 1)
    telling.load(network())
    assert [sorted(host.id for host in entry.hosts or (entry.host,)) for entry in telling.agenda()] != [["nantes"]]
    telling.load(network(place("nantes"), place("rennes"), candidate))
    assert [entry.id for entry in telling.agenda()] == [telling.entry_of("nantes/agenda/e1")]


def test_an_entry_is_hidden_only_when_none_of_its_tellers_is_in_the_file(telling: Telling) -> None:
    telling.say(AGENDA, [happening(1, "Soirée Rust", description="<p>Un texte.</p>")])
    telling.say(MEETUP, [happening(2, "Soirée Rust")])
    (before,) = telling.agenda()
    only = [replace(place("nantes"), sources=place("nantes").sources[1:]), place("rennes"), place("paris")]
    telling.load(network(*only))
    (entry,) = telling.agenda()
    assert (entry.id, entry.event.description) == (before.id, "")
    telling.load(network(place("rennes"), place("paris")))
    assert telling.agenda() == []
    telling.load(network())
    assert [(entry.id, entry.event) for entry in telling.agenda()] == [(before.id, before.event)]


def test_other_dates_of_a_merged_series_are_found(telling: Telling) -> None:
    for which in (AGENDA, MEETUP):
        weekly = happening(1, "Cours de Rust pour débuter")
        telling.say(which, [replace(weekly, recurrence=_weekly())])
    first, *others = telling.agenda()
    assert (first.recurring, len(others), len(first.records)) == (True, 2, 2)
    with telling.store.session() as session:
        assert other_dates(session, first, TODAY) == others


def _weekly() -> object:
    from federation.domain.event import Recurrence

    return Recurrence(rrules=("FREQ=WEEKLY;COUNT=3",))


# people


def decide(telling: Telling, kind: str, ids: list[str], *more: object) -> int:
    with telling.store.writing() as session:
        made = getattr(decisions, f"decide_{kind}")
        number: int = made(session, ids if kind == "merge" else ids[0], *more, "camille", "vu avec eux", telling.now)
        redecide(session, ids, telling.now)
    return number


def undo(telling: Telling, number: int) -> None:
    with telling.store.writing() as session:
        redecide(session, decisions.undo(session, number, "camille", telling.now).about, telling.now)


def test_people_merge_and_undo(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [happening(2, "Rencontre du langage au crabe", hour=19)])
    before = telling.entries()
    number = decide(telling, "merge", [entry.id for entry in telling.agenda()])
    assert len(telling.agenda()) == 1
    telling.say(MEETUP, [happening(2, "Rencontre du langage au crabe", hour=20)])
    assert len(telling.agenda()) == 1
    telling.say(MEETUP, [happening(2, "Rencontre du langage au crabe", hour=19)])
    undo(telling, number)
    assert [row[0] for row in telling.entries()] == [row[0] for row in before]


def test_people_split_and_undo(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [RUST_ON_MEETUP])
    (one,) = telling.agenda()
    with telling.store.session() as session:
        explained = explain(session, one.id)
        assert explained is not None
        mine, yours = (said.id for said in explained.said)
    with telling.store.writing() as session:
        number = decisions.decide_split(session, [mine], [yours], "camille", "deux soirées", telling.now)
        redecide(session, [mine, yours], telling.now)
    assert len(telling.agenda()) == 2
    telling.say(MEETUP, [happening(2, "Soirée Rust", description="<p>Encore.</p>")])
    assert len(telling.agenda()) == 2
    undo(telling, number)
    assert [entry.id for entry in telling.agenda()] == [one.id]


def test_people_pin_a_field_that_survives_pulls(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    (one,) = telling.agenda()
    number = decide(telling, "pin", [one.id], "title", "Soirée Rust (la vraie)")
    telling.say(AGENDA, [happening(1, "Soirée Rust !")])
    assert [entry.event.title for entry in telling.agenda()] == ["Soirée Rust (la vraie)"]
    undo(telling, number)
    assert [entry.event.title for entry in telling.agenda()] == ["Soirée Rust !"]


@pytest.mark.parametrize(("field", "value"), [("uid", "x"), ("nonsense", "x"), ("start", "demain")])
def test_what_nobody_can_pin_is_refused(telling: Telling, field: str, value: str) -> None:
    with telling.store.writing() as session, pytest.raises(ValueError):
        decisions.decide_pin(session, "x", field, value, "camille", "", telling.now)


def test_people_hide_and_undo(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    (one,) = telling.agenda()
    number = decide(telling, "hide", [one.id])
    telling.say(AGENDA, [happening(1, "Soirée Rust !")])
    assert telling.agenda() == []
    undo(telling, number)
    assert [entry.id for entry in telling.agenda()] == [one.id]


def test_an_entry_is_explained(telling: Telling) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(
        MEETUP,
        [replace(RUST_ON_MEETUP, event=replace(RUST_ON_MEETUP.event, url="https://meetup.example/events/1234567"))],
    )
    (one,) = telling.agenda()
    with telling.store.session() as session:
        explained = explain(session, one.id)
        assert explain(session, "nowhere") is explain(session, "\0") is None
    assert explained is not None
    assert [(said.origin.site_id, said.origin.source_key) for said in explained.said] == [
        SOURCES[AGENDA],
        SOURCES[MEETUP],
    ]
    assert explained.said[1].origin.url == "https://meetup.example/events/1234567"
    assert explained.provenance["title"] == explained.said[0].record
    assert explained.provenance["description"] == explained.said[1].record
    (compared,) = explained.matches.values()
    assert "title" in {reason.code for reason in compared.reasons}
