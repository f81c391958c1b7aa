"""The document of the API and its server agree: what the one allows the other answers, what it bounds is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from federation.domain.matching.folding import fold
from federation.domain.query import read_query, vocabulary_of
from federation.errors import QueryError
from federation.registry.taxonomy import own_taxonomy
from federation.web.api.parameters import EVENTS, QUERY, described, limited, listed
from federation.web.api.values import LETTERS, of_places, of_values, value_schema
from tests.cast import network, site

TODAY = date(2026, 11, 22)
HERE = replace(site("rennes").location, lat=48.1101, lon=-1.6802)
VOCABULARY = vocabulary_of(network(replace(site("rennes"), location=HERE), site("nantes")), own_taxonomy())
DOCUMENT = listed({"paths": {EVENTS: {"get": {"parameters": described(QUERY)}}}}, VOCABULARY)
SCHEMAS: dict[str, Any] = {one["name"]: one["schema"] for one in DOCUMENT["paths"][EVENTS]["get"]["parameters"]}
ONE: dict[str, Any] = {name: schema.get("items", schema) for name, schema in SCHEMAS.items()}


def allowed(name: str, value: str) -> bool:
    """Whether the document allows a value."""
    told = int(value) if ONE[name]["type"] == "integer" and value.isascii() and value.lstrip("-").isdecimal() else value
    return bool(Draft202012Validator(ONE[name], format_checker=Draft202012Validator.FORMAT_CHECKER).is_valid(told))


def taken(*pairs: tuple[str, str]) -> bool:
    """Whether the server answers."""
    try:
        read_query(pairs, TODAY, VOCABULARY, ranked=True)
    except QueryError:
        return False
    return True


EDGES = [
    ("q", "a" * 120, True), ("q", "İ" * 120, True), ("q", "a" * 121, False), ("q", "a\0b", False),
    ("q", "a\x85b\t", True), ("q", "\u202fneuf\u200b", True), ("-q", "a\x1bb", False),
    ("from", "2000-01-01", True), ("from", "2100-12-31", True), ("from", "1999-12-31", False),
    ("from", "2101-01-01", False), ("from", "2026-02-30", False), ("to", "demain", False),
    ("near", "90,-180,500", True), ("near", "90.1,0", False), ("near", "0,180.5", False), ("near", "1,1,501", False),
    ("near", "1,1,0", False), ("near", "rennes", True), ("-near", "rennes,30", True), ("near", "nantes", False),
    ("km", "1", True), ("km", "500", True), ("km", "501", False), ("km", "0", False), ("km", "x", False),
    ("free", "oui", True), ("onsite", "false", True), ("-joint", "peut-être", False), ("language", "FR", True),
    ("language", "fra", False), ("organiser", "Échelle inconnue", True), ("organiser", "!!!", False),
    ("series", "a" * 121, False), ("site", "rennes", True), ("site", "tours", False), ("-region", "bretagne", True),
    ("when", "semaine", True), ("when", "jadis", False), ("sort", "new", True), ("sort", "hasard", False),
    ("age", "adults", True), ("accessibility", "xx", False), ("theme", "ia", True), ("theme", "licornes", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "right"), EDGES)
def test_the_document_bounds_values_where_the_server_does(name: str, value: str, right: bool) -> None:
    assert allowed(name, value) is taken((name, value)) is right


@given(st.sampled_from(sorted(ONE)).flatmap(lambda name: st.tuples(st.just(name), values(name))))
def test_whatever_the_document_allows_is_answered(pair: tuple[str, str]) -> None:
    later = {"to": [("from", "2000-01-01")]}  # it may not be before the first day
    assert not allowed(*pair) or taken(*later.get(pair[0], []), pair)


def values(name: str) -> st.SearchStrategy[str]:
    """Values that the document allows, or nearly."""
    schema = ONE[name]
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "integer":
        return st.integers(schema["minimum"], schema["maximum"]).map(str)
    return st.from_regex(re.compile(schema["pattern"]))


def test_lists_are_as_long_as_a_question_may_be() -> None:
    names = [f"o{number}" for number in range(25)]
    most = SCHEMAS["organiser"]["maxItems"]
    assert taken(*(("organiser", name) for name in names[:most]))
    assert not taken(*(("organiser", name) for name in names[: most + 1]))


def test_nothing_can_be_asked_of_a_list_without_values() -> None:
    assert of_values(value_schema("site", many=True), ())["maxItems"] == 0
    assert "rennes" not in of_places(())["pattern"]


def test_every_letter_that_a_name_may_begin_with_is_compared() -> None:
    letters = [chr(code) for code in range(0x500) if re.match(f"[{LETTERS}]", chr(code))]
    assert [letter for letter in letters if not fold(letter)] == []


def test_the_most_on_a_page_is_told() -> None:
    assert limited(200).described["schema"] == {"type": "integer", "minimum": 1, "maximum": 200}
