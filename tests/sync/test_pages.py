"""What several pages say together, and where a visit goes next: pure rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import permutations

import pytest

from federation.domain.changes import Known
from federation.domain.event import Event, Notice, Record
from federation.errors import FetchError
from federation.store.pages import Page
from sync.formats.parsed import MOST_NOTICES, Parsed
from sync.pages import Found, Landing, contested, keep, together
from sync.route import MOST_NAMED, Route, followable
from tests.sync.asking import answered

START = datetime(2026, 12, 1, 18, tzinfo=UTC)


def record(key: str, title: str = "Atelier", print_: str = "f") -> Record:
    return Record(key, Event(title=title, start=START), fingerprint=print_)


def read(address: str, *records: Record, last: Page | None = None, **more: object) -> Found:
    parsed = Parsed(format="ics", records=list(records), **more)  # type: ignore[arg-type]
    return Found(address=address, last=last, answer=answered(address), parsed=parsed)


def vouched(address: str, **prints: str) -> Found:
    return Found(address=address, last=Page(format="ics", prints=prints), answer=answered(address, not_modified=True))


def held(**prints: str) -> dict[str, Known]:
    return {key: Known(key, print_, None, gone=False) for key, print_ in prints.items()}


def test_of_two_records_the_one_with_more_said_counts_whatever_their_order() -> None:
    pages = [read("a", record("k", "Atelier")), read("b", record("k", "Atelier de soudure")), read("c", record("k"))]
    for order in permutations(pages):
        (found,) = together(order, {}, [], cut=False).records
        assert found.event.title == "Atelier de soudure"


def test_a_record_that_one_page_tells_whole_is_readable() -> None:
    pages = [read("a", record("k", "Ce qu’on peut en lire"), unreadable=frozenset({"k"})), read("b", record("k"))]
    whole = together(pages, {}, [], cut=False)
    assert (whole.unreadable, [found.event.title for found in whole.records]) == (frozenset(), ["Atelier"])
    alone = together([pages[0], read("b")], {}, [], cut=False)
    assert alone.unreadable == {"k"}


def test_the_first_page_speaks_for_the_source() -> None:
    pages = [read("a", producer="P", title="T"), read("b", producer="Q", title="U", cut=True)]
    whole = together(pages, {}, [], cut=False)
    assert (whole.producer, whole.title, whole.cut) == ("P", "T", True)


def test_no_more_notices_are_kept_than_anybody_reads() -> None:
    many = [Notice("bad-value", line) for line in range(MOST_NOTICES)]
    whole = together([read("a", notices=many), read("b", notices=many)], {}, [], cut=False)
    assert len(whole.notices) == MOST_NOTICES + 1
    assert len(keep([read("a", notices=many)])["a"].notices) < 50


@pytest.mark.parametrize(
    ("pages", "asked"),
    [
        ([read("a", record("k")), vouched("b", x="f")], []),
        ([read("a", record("k", print_="new")), vouched("b", k="f")], ["b"]),
        ([read("a", record("k", print_="new")), read("b", record("k"))], []),
        ([read("a", record("k", print_="new")), Found(address="b", last=Page(prints={"k": "f"}))], []),
        ([read("a"), vouched("b", k="little")], ["b"]),
        ([read("a", record("new")), vouched("b", new="n", k="f")], ["b"]),
    ],
    ids=["apart", "told anew", "both at hand", "cannot be had", "the better one is gone", "new to the hub"],
)
def test_which_pages_must_be_asked_for_whole(pages: list[Found], asked: list[str]) -> None:
    assert contested(pages, held(k="f", x="f")) == asked


def test_a_page_vouches_for_what_landed_under_the_names_it_got() -> None:
    page = read("a", record("renamed", print_="r"), record("lost"), record("kept", print_="new"))
    landing = Landing(held=held(kept="old"), names={"renamed": "name"}, keys={"name", "kept"}, kept={"kept"})
    kept = keep([page, vouched("b", x="f")], landing)
    assert kept["a"].prints == {"name": "r", "kept": "old"}
    assert kept["b"].prints == {"x": "f"}


def test_what_was_read_in_an_older_way_is_not_vouched_for() -> None:
    last = Page(etag='"7"', body_hash="h", prints={"k": "f"})
    kept = keep([read("a"), Found(address="b", last=last)], anew=True)
    assert kept["b"] == last.to_ask_whole()


def walk(route: Route) -> Iterable[str]:
    return iter(route.next, "")


def test_addresses_are_gone_to_in_their_order_and_once() -> None:
    route = Route("https://a.example/1", "https://a.example/old")
    route.add(["https://a.example/3", "https://a.example/2", "https://A.example/3#x", "https://a.example/old"])
    assert list(walk(route)) == ["https://a.example/3", "https://a.example/2"]


@pytest.mark.parametrize(
    ("home", "there", "is_home"),
    [
        ("http://a.example/", "https://a.example/2", True),
        ("https://a.example/", "http://a.example/2", False),
        ("http://a.example:81/", "https://a.example/2", False),
        ("https://a.example/", "https://b.a.example/2", False),
        ("https://a.example/", "https://a.example:8443/2", False),
        ("https://a.example/", "https://10.0.0.1/2", False),
    ],
)
def test_only_one_house_is_gone_to(home: str, there: str, is_home: bool) -> None:
    route = Route(home, home)
    route.add([there])
    assert list(walk(route)) == [there] * is_home
    assert [notice.code for notice in route.notices()] == ["page-foreign"] * (not is_home)
    assert route.arrive(there) is is_home


def test_what_is_no_address_is_told_without_its_password_and_left() -> None:
    urls, odd = followable(["https://a.example/1#x", "http://[", "https://n:secret@a.example/", "data:,x", ""])
    assert (urls, len(odd)) == (("https://a.example/1",), 4)
    assert "secret" not in str(odd)
    assert len(followable(f"https://a.example/{number}" for number in range(10_000))[0]) == MOST_NAMED


def test_a_failed_page_is_told_with_its_address_and_reason() -> None:
    failed = Found(address="https://a.example/2", error=FetchError("gone", "HTTP 410", phase="read"))
    (notice,) = together([read("a"), failed], {}, [], cut=True).notices
    assert notice == Notice("page-failed", path="https://a.example/2", value="gone, HTTP 410", lost=True)
