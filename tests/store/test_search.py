"""Searching: a labelled set of questions, the same hits in the same order on both databases, whatever is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import select

from federation.domain.entry import Entry
from federation.domain.event import Event, Organiser, Place, Record
from federation.domain.site import Network
from federation.domain.taxonomy import Classified
from federation.store import words
from federation.store.database import Session, Store
from federation.store.entry_rows import by_id
from federation.store.models import EntryRow, OfferedRow, WordsRow
from federation.store.search import found, suggest
from tests.web.filling import fill, site
from tests.web.told import PARIS, record

SET: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "corpus/search/network.yaml").read_text("utf-8"))
FIRST = datetime(2026, 11, 23, 18, 30, tzinfo=PARIS)


def told(name: str, number: int) -> Record:
    plain = SET["entries"][name]
    event = Event(
        title=plain["title"],
        start=FIRST + timedelta(days=number),
        description=plain.get("text", ""),
        place=Place(plain["place"]) if "place" in plain else None,
        organiser=Organiser(plain["organiser"]) if "organiser" in plain else None,
    )
    return replace(record(event), key=name)


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with the entries of the labelled set, their words written."""
    network = Network(
        id="essai",
        name="Réseau",
        contact="x",
        sites=tuple(site(name, id_.capitalize()) for id_, name in SET["sites"].items()),
    )
    saying: dict[str, list[Record]] = {id_: [] for id_ in SET["sites"]}
    for number, (name, plain) in enumerate(SET["entries"].items()):
        saying[plain["at"]].append(told(name, number))
    fill(store, network, saying)
    with store.writing() as session:
        words.write(session, all_entries(session), {})
    return store


def all_entries(session: Session) -> list[Entry]:
    return by_id(session, list(session.scalars(select(EntryRow.id).order_by(EntryRow.id))))


def names(session: Session, text: str) -> list[str]:
    """The entries that a text finds, best first, then by date."""
    hits = found(session, text).hits
    rows = (
        select(EntryRow.starts_at)
        .join(hits, hits.c.entry_id == EntryRow.id)
        .order_by(hits.c.rank.desc(), EntryRow.starts_at, EntryRow.id)
    )
    known = list(SET["entries"])
    return [known[(at - FIRST).days] for at in session.scalars(rows)]


def test_every_question_of_the_set_finds_what_it_should_in_order(filled: Store) -> None:
    with filled.session() as session:
        answers = {question: names(session, question) for question in map(str, SET["questions"])}
    assert answers == {str(question): expected for question, expected in SET["questions"].items()}


def test_places_are_found_apart_from_events(filled: Store) -> None:
    with filled.session() as session:
        cantine = found(session, "cantine")
        assert cantine.sites == ("rennes", "nantes")
        assert names(session, "cantine")[:2] == ["cantine", "robots"]
        assert found(session, "cantine toulouse").sites == ()
        assert found(session, "quai des savoirs").sites == ("toulouse",)
        assert found(session, "savoir python").sites == ()
        assert found(session, "nan").sites == ("nantes",)


UNDERSTOOD = {
    "L’ateleir robotique": "L’atelier robotique",
    "evenemnet suprise": "événement surprise",
    "toulouze": "toulouse",
    "atelier": "",
    "ateli": "",
    "xylophone": "",
    "jue": "",
}


def test_a_slip_is_taken_for_the_nearest_word_of_the_network(filled: Store) -> None:
    with filled.session() as session:
        assert {asked: found(session, asked).corrected for asked in UNDERSTOOD} == UNDERSTOOD


def test_no_more_words_are_corrected_than_a_person_mistypes(filled: Store) -> None:
    with filled.session() as session:
        asked = "ateleir robotiqe toulouze suprise"
        assert found(session, asked).corrected == "atelier robotique toulouse suprise"


OFFERED = {
    "ate": ["atelier", "ateliers"],
    "L’évé": ["L’événement"],
    "grand ŒUV": ["grand œuvre"],
    "open sou": ["open source"],
    "de": ["découvrir", "déjeuner", "dessin", "développeurs"],
    "a": [],
    "atelier ": [],
    "": [],
    "\0": [],
    "%_": [],
}


def test_words_are_offered_while_typing(filled: Store) -> None:
    with filled.session() as session:
        assert {typed: suggest(session, typed) for typed in OFFERED} == OFFERED


HOSTILE = [
    "\0",
    "ate\0lier",
    '"',
    "'",
    '"; DROP TABLE words; --',
    "a AND OR NOT b",
    "NEAR(a b)",
    "title:atelier",
    "{tokens}: x",
    "atelier*",
    "^atelier",
    "(((((",
    "-atelier",
    "\\",
    "%",
    "a" * 100_000,
    "atelier " * 20_000,
    " ".join(f"mot{number}" for number in range(5000)),
    "\u202eטקסט\u202c",
    "🎉" * 5000,
    "\ud800",
    "&|!:*<->",
    "e\u0301" * 3000,
]


def test_no_text_is_an_error(filled: Store) -> None:
    with filled.session() as session:
        for text in HOSTILE:
            hits = names(session, text)
            assert len(hits) == len(set(hits)) <= len(SET["entries"]), ascii(text[:20])
            assert len(suggest(session, text)) <= 8


def kept(session: Session) -> dict[str, set[str]]:
    """The folded words of each entry that are counted."""
    return {row.entry_id: set(row.shown.split()) for row in session.scalars(select(WordsRow))}


def counted(session: Session) -> dict[str, int]:
    return {row.word: row.entries for row in session.scalars(select(OfferedRow))}


def recounted(session: Session) -> dict[str, int]:
    found: dict[str, int] = {}
    for shown in kept(session).values():
        for word in shown:
            found[word] = found.get(word, 0) + 1
    return found


def retitled(entries: Sequence[Entry], title: str) -> list[Entry]:
    return [replace(entry, event=replace(entry.event, title=title)) for entry in entries]


def test_words_follow_what_entries_say(filled: Store) -> None:
    with filled.writing() as session:
        entries = all_entries(session)
        assert counted(session) == recounted(session)
        assert words.write(session, entries, {}) == set()
        robots = [entry for entry in entries if "robotique" in entry.event.title]
        assert words.write(session, retitled(robots, "Concert de jazz"), {}) == {robots[0].id}
        assert (names(session, "robotique"), names(session, "jazz")) == ([], ["robots"])
        assert counted(session) == recounted(session)
        assert "robotique" not in counted(session)


def test_what_is_forgotten_is_found_no_more(filled: Store) -> None:
    with filled.writing() as session:
        ids = [entry.id for entry in all_entries(session)]
        assert words.forget(session, ids[1:]) == set(ids[1:])
        assert words.forget(session, ids[1:]) == set()
        assert set(kept(session)) == {ids[0]}
        assert counted(session) == recounted(session)
        words.forget(session, ids)
        assert counted(session) == {}
        assert names(session, "rennes") == []


def test_what_an_entry_was_found_to_be_is_searched_too(filled: Store) -> None:
    with filled.writing() as session:
        entries = all_entries(session)
        (one,) = [entry for entry in entries if "dessin" in entry.event.title]
        words.write(session, [one], {one.id: Classified(format="atelier", themes=("arts-visuels",))})
        assert names(session, "atelier") == ["robots", "ateliers", "soir", "atelier-text"]
        assert names(session, "arts visuels") == ["soir"]


def test_a_flood_of_entries_is_written_in_one_go(filled: Store) -> None:
    with filled.writing() as session:
        entries = all_entries(session)
        long = retitled(entries, "robot " * 20_000 + "🎉" * 100_000)
        assert len(words.write(session, long, {})) == len(entries)
        assert len(names(session, "robot")) == len(entries)
