"""One query for all outputs: what a reader asks is checked once, and every way to ask one thing is spelled in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.query import NAMES, AgendaQuery, Near, Sort, canonical, read_query, vocabulary_of
from federation.domain.query.days import SPANS
from federation.domain.site import LabelStatus
from federation.errors import QueryError
from federation.registry.taxonomy import own_taxonomy
from tests.cast import network, site

SUNDAY = date(2026, 11, 22)
HERE = replace(site("rennes").location, lat=48.1101, lon=-1.6802)
SITES = (replace(site("rennes"), location=HERE), site("nantes"), site("tours", LabelStatus.CANDIDATE))
VOCABULARY = vocabulary_of(network(*SITES), own_taxonomy())


def read(query: str, today: date = SUNDAY, *, ranked: bool = False) -> AgendaQuery:
    return read_query(parse_qsl(query, keep_blank_values=True), today, VOCABULARY, ranked=ranked)


def wrong(query: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        read(query)
    return caught.value


def test_nothing_asked_is_all_that_comes() -> None:
    assert read("") == AgendaQuery(SUNDAY)
    assert canonical(read("q=&format=&page=1&sort=date&-theme=")) == ()


def test_values_of_one_name_are_alternatives_names_are_conditions() -> None:
    query = read("theme=ia&theme=donnees&site=rennes&-format=apero&free=yes")
    assert query.groups == (("cost:free",), ("site:rennes",), ("theme:donnees", "theme:ia"))
    assert query.without == ("format:apero",)


def test_a_switch_that_says_no_is_an_exclusion() -> None:
    assert read("free=non") == read("-free=oui")
    assert read("online=yes").groups == (("attendance:mixed", "attendance:online"),)


def test_a_region_is_its_sites() -> None:
    assert read("region=Bretagne").groups == (("site:nantes", "site:rennes"),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("theme=ia&site=rennes", "site=rennes&theme=ia"),
        ("theme=ia&theme=ia", "theme=ia"),
        ("theme=IA", "theme=ia"),
        ("theme=Intelligence+artificielle", "theme=ia"),
        ("theme=Artificial+intelligence", "theme=ia"),
        ("when=today", "when=aujourd’hui"),
        ("when=Aujourd'hui", "when=aujourdhui"),
        ("when=weekend", "when=ce week-end"),
        ("when=next+week", "when=semaine-prochaine"),
        ("near=48.1111,-1.68", "near=48.111,+-1.68,20"),
        ("near=48.1111,-1.68&km=30", "near=48.111,-1.68,30"),
        ("near=48.1111,-1.68,30&km=20", "near=48.111,-1.68,30"),
        ("near=Rennes", "near=48.11,-1.68"),
        ("near=La+Cantine+de+Rennes,30", "near=48.11,-1.68,30"),
        ("near=rennes&km=50", "near=48.11,-1.68,50"),
        ("near=&km=50", ""),
        ("organiser=L’Abri+%26+Co", "organiser=l+abri+co"),
        ("q=++Rust++Python", "q=rust+python"),
        ("q=Quoi%20de%20neuf%E2%80%AF?", "q=quoi+de+neuf+?"),
        ("q=Ru%C2%ADst+%E2%80%8FPython%E2%80%8B", "q=rust+python"),
        ("q=%E2%80%8B", ""),
        ("q=" + "İ" * 120, "q=" + "i" * 120),
        ("q=%C2%A0Rust%E3%80%80Python%0A", "q=rust+python"),
        ("language=Français", "language=fr"),
        ("sort=nouveautés", "sort=new"),
        ("format=", ""),
        ("sort=pertinence&theme=ia", "theme=ia"),
    ],
)
def test_one_question_has_one_spelling(one: str, other: str) -> None:
    assert read(one) == read(other)
    assert canonical(read(one)) == canonical(read(other))


def test_the_order_of_parameters_changes_nothing() -> None:
    parts = ["theme=ia", "-format=apero", "site=nantes", "free=yes", "q=rust"]
    assert len({canonical(read("&".join(order))) for order in permutations(parts)}) == 1


PAIRS = st.lists(
    st.sampled_from(
        [
            ("theme", "ia"), ("theme", "Données"), ("-theme", "ia"), ("format", "atelier"), ("-format", "Apéro"),
            ("free", "no"), ("online", "oui"), ("joint", "yes"), ("near", "48.1,-1.6"), ("-near", "0,0,5"),
            ("when", "month"), ("to", "2026-12-24"), ("q", "Été  indien"), ("-q", "İ" * 120), ("sort", "new"),
            ("page", "3"), ("series", "Mobile Monday"), ("organiser", "Ada"), ("language", "en"),
            ("accessibility", "mi"),
        ]
    ),
    max_size=8,
    unique_by=lambda pair: pair[0],
)  # fmt: skip


@given(PAIRS)
def test_reading_the_one_spelling_gives_the_same_query(pairs: list[tuple[str, str]]) -> None:
    query = read_query(pairs, SUNDAY, VOCABULARY)
    again = read_query(canonical(query), SUNDAY, VOCABULARY)
    assert again == query
    assert canonical(again) == canonical(query) == tuple(sorted(canonical(query)))


@pytest.mark.parametrize(
    ("word", "today", "days"),
    [
        ("aujourdhui", SUNDAY, ("2026-11-22", "2026-11-22")),
        ("demain", SUNDAY, ("2026-11-23", "2026-11-23")),
        ("week-end", date(2026, 11, 20), ("2026-11-21", "2026-11-22")),
        ("week-end", date(2026, 11, 21), ("2026-11-21", "2026-11-22")),
        ("week-end", SUNDAY, ("2026-11-22", "2026-11-22")),
        ("week-end", date(2026, 11, 23), ("2026-11-28", "2026-11-29")),
        ("semaine", SUNDAY, ("2026-11-22", "2026-11-22")),
        ("semaine", date(2026, 11, 23), ("2026-11-23", "2026-11-29")),
        ("semaine-prochaine", SUNDAY, ("2026-11-23", "2026-11-29")),
        ("mois", SUNDAY, ("2026-11-22", "2026-11-30")),
        ("mois-prochain", date(2026, 12, 31), ("2027-01-01", "2027-01-31")),
        ("mois-prochain", date(2028, 1, 31), ("2028-02-01", "2028-02-29")),
    ],
)
def test_words_for_days(word: str, today: date, days: tuple[str, str]) -> None:
    query = read(f"when={word}", today)
    assert query.to_on is not None
    assert (query.from_on.isoformat(), query.to_on.isoformat()) == days


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_days_meant_are_never_over_and_never_end_before_they_begin(today: date) -> None:
    for span in SPANS.values():
        first, last = span(today)
        assert today <= first <= last


def test_dates_are_days_of_the_agenda() -> None:
    query = read("from=2026-12-01&to=2026-12-24")
    assert (query.from_on, query.to_on) == (date(2026, 12, 1), date(2026, 12, 24))


def test_a_circle_and_an_order() -> None:
    query = read("near=48.11,-1.68,30&sort=new&page=2")
    assert (query.near, query.sort, query.page) == (Near(48.11, -1.68, 30), Sort.NEW, 2)


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("theme=licornes", "theme", "logiciel-libre"),
        ("-theme=licornes", "-theme", "logiciel-libre"),
        ("format=x", "format", "hackathon"),
        ("site=tours", "site", "nantes"),
        ("region=x", "region", "bretagne"),
        ("when=jadis", "when", "week-end"),
        ("from=demain", "from", "2000-01-01 … 2100-12-31"),
        ("from=2026-02-30", "from", "2000-01-01 … 2100-12-31"),
        ("from=2026-12-01&to=2026-11-30", "to", "≥ 2026-12-01"),
        ("near=ici", "near", "LAT,LON,KM (-90 … 90, -180 … 180, 1 … 500)"),
        ("near=91,0", "near", "LAT,LON,KM (-90 … 90, -180 … 180, 1 … 500)"),
        ("near=1,1,999", "near", "LAT,LON,KM (-90 … 90, -180 … 180, 1 … 500)"),
        ("free=peut-être", "free", "yes"),
        ("language=klingon", "language", "fr"),
        ("accessibility=xx", "accessibility", "mi"),
        ("organiser=!!!", "organiser", "a–z 0–9"),
        ("sort=hasard", "sort", "new"),
        ("page=0", "page", "1 … 1000"),
        ("page=1&page=1", "page", "1 ×"),
        ("q=a&q=b", "q", "1 ×"),
        ("q=%00", "q", "1 … 120"),
        ("q=" + "a" * 121, "q", "1 … 120"),
        ("&".join(f"theme=ia&organiser=o{n}" for n in range(13)), "theme", "≤ 24"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_allowed(query: str, parameter: str, allowed: str) -> None:
    error = wrong(query)
    assert error.parameter == parameter
    assert allowed in error.allowed


@pytest.mark.parametrize(
    ("query", "nearest"),
    [("them=ia", "theme"), ("-them=ia", "-theme"), ("lieu=rennes", "site"), ("quand=x", "when"), ("zzzzz=1", ""),
     ("-page=1", "page"), ("Theme=ia", "theme"), ("rayon=5", "km"), ("autour=rennes", "near")],
)  # fmt: skip
def test_an_unknown_name_is_told_with_the_nearest(query: str, nearest: str) -> None:
    error = wrong(query)
    assert (error.unknown, error.nearest, error.allowed) == (True, nearest, NAMES)


def test_what_an_output_does_not_know_is_unknown_there() -> None:
    with pytest.raises(QueryError) as caught:
        read_query([("page", "2")], SUNDAY, VOCABULARY, not_here={"page"})
    assert "page" not in caught.value.allowed
    assert (caught.value.elsewhere, caught.value.nearest) == (True, "")
    assert not wrong("pages=2").elsewhere


@pytest.mark.parametrize("value", ["tours", "nantes", "nulle-part", "rennes,0", "rennes,x", "rennes,1,2", "!!!"])
def test_a_place_that_does_not_say_where_it_is_has_no_surroundings(value: str) -> None:
    assert (wrong(f"near={value}").parameter, "rennes" in wrong(f"near={value}").allowed) == ("near", True)


@pytest.mark.parametrize("value", ["0", "501", "-5", "1.5", "٣", "20km"])
def test_kilometres_are_a_number(value: str) -> None:
    assert wrong(f"near=rennes&km={value}").parameter == "km"


def test_words_are_ranked_where_people_and_programs_search_and_nowhere_else() -> None:
    assert read("q=rust").sort is Sort.DATE
    searched = read("q=rust", ranked=True)
    assert (searched.sort, canonical(searched)) == (Sort.RELEVANCE, (("q", "rust"),))
    assert read("q=rust&sort=relevance", ranked=True) == searched
    assert canonical(read("q=rust&sort=relevance")) == (("q", "rust"), ("sort", "relevance"))
    by_date = read("q=rust&sort=date", ranked=True)
    assert (by_date.sort, canonical(by_date)) == (Sort.DATE, (("q", "rust"), ("sort", "date")))
    assert read("q=rust&sort=new", ranked=True).sort is Sort.NEW
    for nothing in ("", "q=", "sort=relevance", "-q=rust", "q=&sort=date"):
        assert read(nothing, ranked=True) == read(nothing)
