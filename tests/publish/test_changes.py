"""Every change in words, in both languages, and safe in every form."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import feedparser
import pytest

from federation.domain.event import Place
from federation.domain.happened import Kind
from federation.domain.journal import Change
from federation.domain.site_moves import Move
from federation.publish.changes import changes_atom, changes_json, changes_rss, heading, moved_words, sentence
from tests.publish.entries import CHANGED, FEED, RENNES, an_event

N = "\u202f"


def change(kind: Kind, was: str = "", now: str = "") -> Change:
    return Change(
        kind=kind, happened_at=CHANGED, host=RENNES, entry_id="a" * 20, event=an_event(), was=was, now=now
    )  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_change_has_words(kind: Kind, language: str) -> None:
    start = "2026-11-22T18:30:00+01:00"
    told = change(kind, "2026-12-01/" if kind is Kind.SITE_MOVED else start, start)
    assert "{" not in sentence(told, language) + heading(told, language)
    assert heading(told, language).endswith("Rennes – Apéro")


@pytest.mark.parametrize(
    ("was", "now", "french", "english"),
    [
        ("Ici", "Là", f"Changement de lieu{N}: Là, au lieu de{N}: Ici.", "New place: Là, instead of: Ici."),
        ("", "Là", f"N’a plus lieu en ligne{N}: Là.", "No longer online: Là."),
        ("Ici", "", f"Changement de lieu, au lieu de{N}: Ici.", "New place, instead of: Ici."),
        ("", "", "N’a plus lieu en ligne.", "No longer online."),
    ],
)
def test_a_move_is_told_as_far_as_places_are_named(was: str, now: str, french: str, english: str) -> None:
    told = change(Kind.MOVED, was, now)
    assert (sentence(told, "fr"), sentence(told, "en")) == (french, english)


@pytest.mark.parametrize(
    ("span", "french", "english"),
    [
        ("2026-12-01/", "à partir du mardi 1er décembre 2026", "from Tuesday 1 December 2026"),
        ("2026-12-01/2026-12-31", "du 1er au 31 décembre 2026", "1–31 December 2026"),
        ("2026-12-01/2026-12-01", "mardi 1er décembre 2026", "Tuesday 1 December 2026"),
    ],
)
def test_a_site_that_moves_says_when_and_why(span: str, french: str, english: str) -> None:
    first, _, last = span.partition("/")
    place = Place("Mairie", "2 place de la Mairie")
    move = Move("rennes", place, date.fromisoformat(first), date.fromisoformat(last) if last else None, 1, "incendie")
    there = "Mairie, 2 place de la Mairie"
    assert moved_words(move, "fr") == (
        f"Ce qui était prévu sur place a lieu ailleurs, {french}{N}: {there}. Motif{N}: incendie"
    )
    assert (
        moved_words(move, "en")
        == f"What was planned on site takes place elsewhere, {english}: {there}. Reason: incendie"
    )


def test_what_a_stranger_wrote_stays_text() -> None:
    hostile = change(Kind.RETITLED, "<script>\x01{now}", "b]]>")
    assert feedparser.parse(BytesIO(changes_rss(FEED, [hostile]))).entries[0].summary.startswith("<p>Nouveau titre")
    assert b"<script>" not in changes_rss(FEED, [hostile]) + changes_atom(FEED, [hostile])
    (item,) = json.loads(changes_json(FEED, [hostile]))["items"]
    assert "\x01" not in item["content_text"]
