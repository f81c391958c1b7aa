"""What is said: numbers, days and sentences in French and English, with the typography of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from federation.domain.reasons.words import Words
from federation.label import words
from federation.label.audit import assess
from federation.label.charter_file import shipped_charter, shipped_charters
from federation.label.evidence import Derogation, Evidence
from federation.label.lifecycle import filled
from federation.label.lifecycle_file import shipped_lifecycle
from federation.label.papers import papers_of, side
from federation.label.verdict import Ruling, Unit
from tests.label.sites import CHARTER, NOON, conforming, log, plainly

THIN = "\u202f"


@pytest.mark.parametrize(
    ("value", "unit", "fr", "en"),
    [
        (Fraction(61), Unit.COUNT, "61", "61"),
        (Fraction(10000), Unit.COUNT, f"10{THIN}000", "10,000"),
        (Fraction("63.25"), Unit.COUNT, "63,25", "63.25"),
        (Fraction("1234.5"), Unit.COUNT, f"1{THIN}234,5", "1,234.5"),
        (Fraction(2, 3), Unit.SHARE, f"66,67{THIN}%", "66.67%"),
        (Fraction(80), Unit.HOURS, f"80{THIN}h", "80 h"),
        (Fraction(0), Unit.DAYS, f"0{THIN}j", "0 days"),
    ],
)
def test_quantities(value: Fraction, unit: Unit, fr: str, en: str) -> None:
    assert words.quantity(value, unit) == Words(fr, en)


def test_the_first_of_a_month_is_the_1er() -> None:
    assert words.day(date(2028, 3, 1)) == Words("1er mars 2028", "1 March 2028")
    assert words.day(date(2028, 2, 29)) == Words("29 février 2028", "29 February 2028")


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [(0, "poste", "desks"), (1, "poste", "desk"), (Fraction(3, 2), "poste", "desks"), (2, "postes", "desks")],
)
def test_the_plural_begins_at_two_in_french_and_anywhere_but_one_in_english(value: Fraction, fr: str, en: str) -> None:
    assert words.noun("poste", "desk", "postes", "desks").of(Fraction(value)) == Words(fr, en)


def test_a_sentence_is_said_once() -> None:
    one = Words("Un.", "One.")
    assert words.sentences([one, Words("", ""), one, Words("Deux.", "Two.")]) == Words("Un. Deux.", "One. Two.")


def situations() -> Iterator[Evidence]:
    """Sites in every sort of trouble."""
    good = conforming()
    yield good
    yield Evidence(site="nothing")
    yield Evidence(
        site="young", observed_since=NOON.date() - timedelta(days=20), opened_on=NOON.date() - timedelta(days=5)
    )
    yield Evidence(site="planned", opened_on=NOON.date() + timedelta(days=50))
    yield replace(good, happenings=(), attestations=(), findings=(), profile={}, premises=(), reports=())
    yield replace(
        good, logs=(log("agenda", "events", NOON, timedelta(days=9)), log("lieu", "space", NOON, timedelta(days=9)))
    )
    yield replace(
        good,
        happenings=tuple(
            replace(one, format="", organiser="", audience=(), members_only=None) for one in good.happenings
        ),
    )
    yield replace(
        good,
        attestations=tuple(replace(one, valid_until=NOON.date() + timedelta(days=10)) for one in good.attestations),
    )
    yield replace(
        good,
        derogations=tuple(
            Derogation(one.id, "motif", "rechange", NOON.date(), NOON.date()) for one in CHARTER.criteria
        ),
    )


def everything_said() -> Iterator[Words]:
    for evidence in situations():
        for verdict in assess(CHARTER, evidence, NOON).verdicts:
            yield verdict.explanation
    for name in shipped_charters():
        charter = shipped_charter(name)
        yield from charter.origins.values()
        yield from (pillar.title for pillar in charter.pillars)
        for one in charter.criteria:
            yield from (one.title, one.reason, one.mend)
    life = shipped_lifecycle()
    yield from (filled(one, Fraction(30)) for one in life.words.values())
    yield from (one.title for one in (*life.statuses.values(), *life.transitions.values()))


def test_french_has_its_typography_and_english_has_none_of_it() -> None:
    for said in everything_said():
        assert not re.search(r"\w'\w", said.fr), said.fr
        assert not re.search(r"[^\u202f][:;!?»%](?!//)(?=\s|$)", said.fr), said.fr
        assert not re.search(r"«[^\u202f]", said.fr), said.fr
        assert not re.search(r"\s[:;!?]", said.en.replace("« ", "")), said.en
        assert not re.search(r"  |\.\.|\bNone\b|\{|\}", said.fr + said.en), said


def test_every_ruling_has_words() -> None:
    assert set(words.RULINGS) == set(Ruling)


def test_every_verdict_of_every_site_explains_itself_whole() -> None:
    for evidence in situations():
        for verdict in assess(CHARTER, evidence, NOON).verdicts:
            said = plainly(verdict.explanation)
            assert re.search(r"Prochaine vérification le \d+(er)? \w+ \d{4}\. ", said)
            assert re.search(r"(À faire|À faire avant le .+|En cas d’écart|Le moment venu) : ", said)
            assert verdict.explanation.en.count("Next check on ") == 1


def test_a_paper_goes_with_the_criteria_it_speaks_of_and_takes_a_side() -> None:
    known = {one.id: papers_of(one) for one in CHARTER.criteria}
    assert known["gouvernance-plurielle"] == {"gouvernance", "composition-du-conseil"}
    assert known["volume-evenements"] == frozenset()
    assert side("opinion", {"favourable": False}) == Words("défavorable", "unfavourable")
    assert side("closure", {"favourable": True}) is None
