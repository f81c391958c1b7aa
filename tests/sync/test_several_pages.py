"""A source that is told over several addresses: all are read as one, politely, and none can harm the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from federation.domain.changes import Outcome
from federation.store.database import Store
from federation.store.published import published
from federation.store.sources import LEASE
from sync.following import BOUNDS
from tests.cast import event
from tests.sync.asking import fetcher_for
from tests.sync.loopback import calendar, vevent
from tests.sync.paged import PagedHub, bounded, paged_hub
from tests.sync.servers import Exchange, moved, ok


@pytest.fixture
def hub(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[PagedHub]:
    with paged_hub(store, monkeypatch) as running:
        running.says("/1", event(1), further=("/2", "/3"))
        running.says("/2", event(2), further=("/4",))
        running.says("/3", event(3))
        running.says("/4", event(4))
        yield running


ALL = ["Atelier 1", "Atelier 2", "Atelier 3", "Atelier 4"]


def fails(status: str, *fields: str) -> Any:
    """Answers with this status."""
    return lambda exchange: exchange.send(ok(b"", *fields, status=status))


def version(hub: PagedHub) -> int:
    with hub.store.session() as session:
        return published(session).version


def test_all_pages_are_read_in_order_one_after_the_other(hub: PagedHub) -> None:
    assert hub.visit().outcome is Outcome.UPDATED
    assert sorted(hub.titles()) == ALL
    assert hub.pages.asked == ["/1", "/2", "/3", "/4"]


@pytest.mark.parametrize("tags", [True, False])
def test_nothing_new_on_any_page_reads_nothing(hub: PagedHub, tags: bool) -> None:
    hub.pages.tags = tags
    hub.visit()
    before = version(hub), hub.row.pages
    landed = hub.visit()
    assert (landed.outcome, landed.seen, version(hub), hub.row.pages) == (Outcome.UNCHANGED, 0, *before)
    assert hub.pages.asked == [f"/{number}{' 304' if tags else ''}" for number in (1, 2, 3, 4)]


def test_only_the_page_that_changed_is_read_and_the_others_vouch(hub: PagedHub) -> None:
    hub.visit()
    hub.says("/2", event(2, title="Rebaptisé"), event(5), further=("/4",))
    landed = hub.visit()
    assert (landed.added, landed.changed, landed.withdrawn, landed.seen) == (1, 1, 0, 5)
    assert hub.pages.asked == ["/1 304", "/2", "/3 304", "/4 304"]


def test_a_record_that_leaves_its_page_is_withdrawn_and_those_of_the_others_stay(hub: PagedHub) -> None:
    hub.says("/3", event(3), event(5))
    hub.visit()
    hub.says("/3", event(5))
    assert hub.visit().withdrawn == 1
    assert "Atelier 3" not in hub.titles()
    assert len(hub.titles()) == 4


def test_a_record_that_moves_to_another_page_is_the_same(hub: PagedHub) -> None:
    hub.visit()
    before = hub.agenda()
    hub.says("/2", further=("/4",))
    hub.says("/3", event(3), event(2))
    assert hub.visit().outcome is Outcome.UNCHANGED
    assert hub.agenda() == before


def test_a_page_no_longer_named_takes_its_records_with_it(hub: PagedHub) -> None:
    hub.visit()
    hub.says("/1", event(1), further=("/2",))
    assert hub.visit().withdrawn == 1
    assert set(hub.kept) == {"/1", "/2", "/4"}


def test_a_source_that_gets_one_page_again_keeps_nothing_of_the_others(hub: PagedHub) -> None:
    hub.visit()
    hub.says("/1", *(event(number) for number in (1, 2, 3, 4)))
    assert hub.visit().outcome is Outcome.UNCHANGED
    assert (set(hub.kept), hub.kept["/1"].prints) == ({"/1"}, None)
    hub.says("/1", event(1), further=("/2",))
    assert hub.visit().withdrawn == 1
    assert hub.visit().outcome is Outcome.UNCHANGED


class TestOneRecordOnTwoPages:
    """A list tells little of an event, its own page much."""

    @pytest.fixture(autouse=True)
    def listed(self, hub: PagedHub) -> None:
        hub.says("/1", event(1), event(2), further=("/2",))
        hub.says("/2", event(2, description="Tout ce qu’il faut savoir."))
        hub.visit()

    def description(self, hub: PagedHub) -> str:
        return next(entry.event.description for entry in hub.agenda() if "2" in entry.event.title)

    def test_the_one_with_more_said_counts(self, hub: PagedHub) -> None:
        assert "savoir" in self.description(hub)
        hub.says("/1", event(1, title="Autre"), event(2), further=("/2",))
        assert hub.visit().changed == 1
        assert "savoir" in self.description(hub)
        assert hub.pages.asked == ["/1", "/2 304"]

    def test_a_change_of_one_asks_for_the_other_whole(self, hub: PagedHub) -> None:
        hub.says("/1", event(1), event(2, title="Atelier 2 bis"), further=("/2",))
        assert hub.visit().outcome is Outcome.UNCHANGED
        assert hub.pages.asked == ["/1", "/2 304", "/2"]
        assert "savoir" in self.description(hub)
        hub.says("/2", event(2, title="Atelier 2 bis", description="Court."))
        assert hub.visit().changed == 1
        assert hub.pages.asked == ["/1 304", "/2", "/1"]
        assert "Court" in self.description(hub)

    def test_what_the_list_says_counts_when_it_is_all_there_is(self, hub: PagedHub) -> None:
        hub.says("/1", event(1), event(2))
        assert hub.visit().changed == 1
        assert self.description(hub) == ""

    def test_what_the_list_says_counts_when_the_page_says_it_no_longer(self, hub: PagedHub) -> None:
        hub.says("/2")
        assert hub.visit().changed == 1
        assert self.description(hub) == ""
        assert hub.visit().outcome is Outcome.UNCHANGED


class TestAPageThatFails:
    """It costs only what is new in it."""

    @pytest.mark.parametrize("answer", [fails("500 Broken"), fails("404 Gone"), lambda exchange: exchange.reset()])
    def test_what_it_said_last_stays_and_it_is_told(self, hub: PagedHub, answer: Any) -> None:
        hub.visit()
        before = hub.agenda()
        hub.pages.says["/2"] = answer
        landed = hub.visit()
        assert (landed.outcome, landed.lost, landed.withdrawn) == (Outcome.PARTIAL, 1, 0)
        assert hub.codes() == ["page-failed"]
        assert hub.agenda() == before
        assert hub.pages.asked == ["/1 304", "/2", "/3 304", "/4 304"]
        for _ in range(4):
            hub.visit(after=timedelta(hours=2))
        assert hub.agenda() == before
        hub.says("/2", event(2), further=("/4",))
        assert hub.visit(after=timedelta(days=2)).outcome is Outcome.UNCHANGED

    def test_an_error_object_in_its_place_is_no_end_of_the_list(self, hub: PagedHub) -> None:
        hub.visit()
        hub.pages.says["/3"] = b'{"code": "rest_no_route", "data": {"status": 404}}'
        assert hub.visit().withdrawn == 0
        assert hub.codes() == ["page-failed"]
        assert sorted(hub.titles()) == ALL

    def test_an_error_object_in_place_of_the_first_is_a_failure(self, hub: PagedHub) -> None:
        hub.visit()
        hub.pages.says["/1"] = b'{"code": "rest_no_route", "data": {"status": 404}}'
        landed = hub.visit()
        assert (landed.outcome, landed.reason) == (Outcome.FAILED, "not-native")
        assert sorted(hub.titles()) == ALL

    def test_what_is_missing_beside_it_is_not_believed_at_once(self, hub: PagedHub) -> None:
        hub.says("/3", event(3), event(5))
        hub.visit()
        hub.pages.says["/2"] = fails("500 Broken")
        hub.says("/3", event(5))
        landed = hub.visit()
        assert (landed.outcome, landed.reason, landed.withdrawn) == (Outcome.SUSPECT, "cut-short", 0)
        assert all(last == last.to_ask_whole() for last in hub.kept.values())
        hub.says("/2", event(2), further=("/4",))
        assert hub.visit().withdrawn == 1
        assert sorted(hub.titles()) == ["Atelier 1", "Atelier 2", "Atelier 4", "Atelier 5"]

    def test_a_page_that_drips_costs_its_time_only(self, hub: PagedHub) -> None:
        hub.runner.fetcher = fetcher_for(hub.server, total=0.3)
        hub.pages.says["/2"] = lambda exchange: exchange.drip(ok(b"x" * 1000))
        hub.visit()
        assert (hub.codes(), sorted(hub.titles())) == (["page-failed"], ["Atelier 1", "Atelier 3"])

    def test_a_host_that_is_pressed_is_left_alone(self, hub: PagedHub) -> None:
        hub.visit()
        hub.pages.says["/2"] = fails("429 Slow down", "Retry-After: 7200")
        hub.visit()
        assert hub.pages.asked == ["/1 304", "/2"]
        assert sorted(hub.titles()) == ALL
        assert hub.row.next_pull_at - hub.now >= timedelta(hours=2)


def test_bytes_that_are_read_otherwise_now_are_read_on_every_page(
    hub: PagedHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.visit()
    monkeypatch.setattr("sync.pull.READING", "next")
    hub.pages.says["/2"] = fails("500 Broken")
    hub.visit()
    assert hub.pages.asked == ["/1", "/2", "/3", "/4"]
    hub.says("/2", event(2), further=("/4",))
    hub.visit()
    assert hub.pages.asked == ["/1 304", "/2", "/3 304", "/4 304"]


def test_notices_of_a_page_name_it_and_are_told_as_long_as_it_vouches(hub: PagedHub) -> None:
    hub.says("/2", event(2), {"id": "x", "title": "Sans date"}, further=("/4",))
    assert hub.visit().outcome is Outcome.PARTIAL
    first = hub.codes()
    hub.says("/3", event(3), event(5))
    assert hub.visit().outcome is Outcome.PARTIAL
    assert hub.codes() == first


def test_the_place_is_what_the_first_page_says_of_it(hub: PagedHub) -> None:
    hub.says("/1", event(1), further=("/2",), space={"desks": 10})
    hub.says("/2", event(2), space={"desks": 99})
    hub.visit()
    before = version(hub)
    hub.says("/2", event(2), space={"desks": 98})
    assert hub.visit().outcome is Outcome.UNCHANGED
    assert version(hub) == before


class TestWhereAVisitGoes:
    """Bounded, in one house, and in no circle."""

    def test_pages_that_name_themselves_end(self, hub: PagedHub) -> None:
        hub.says("/1", event(1), further=("/1", "/1#suite", "/2"))
        hub.says("/2", event(2), further=("/2", "/1"))
        hub.visit()
        assert hub.pages.asked == ["/1", "/2"]
        assert hub.codes() == []

    def test_an_endless_chain_stops_and_is_told(self, hub: PagedHub, monkeypatch: pytest.MonkeyPatch) -> None:
        def endless(exchange: Exchange) -> None:
            number = int(exchange.path[1:])
            hub.says("/end", event(number), further=(f"/{number + 1}",))
            answer = hub.pages.says["/end"]
            assert isinstance(answer, bytes)
            exchange.send(ok(answer))

        hub.pages.says |= dict.fromkeys((f"/{number}" for number in range(1, 99)), endless)
        assert hub.visit().outcome is Outcome.PARTIAL
        assert (len(hub.pages.asked), hub.codes()) == (40, ["too-many-pages"])
        assert len(hub.titles()) == 40

    @pytest.mark.parametrize(
        ("bounds", "asked", "code"),
        [
            ({"pages": 2}, 2, "too-many-pages"),
            ({"decoded": 1}, 1, "too-many-pages"),
            ({"total": timedelta(0)}, 0, ""),
            ({"records": 3}, 3, "too-many-events"),
        ],
        ids=["pages", "bytes", "time", "records"],
    )
    def test_every_bound_ends_it_and_the_rest_says_what_it_said(
        self, hub: PagedHub, monkeypatch: pytest.MonkeyPatch, bounds: dict[str, Any], asked: int, code: str
    ) -> None:
        hub.pages.tags = False
        hub.visit()
        for number in range(1, 5):
            hub.says(f"/{number}", event(number), generated_at="later", further=("/2", "/3", "/4") * (number == 1))
        bounded(monkeypatch, **bounds)
        assert hub.visit().outcome is (Outcome.PARTIAL if code else Outcome.FAILED)
        assert (len(hub.pages.asked), hub.codes()) == (asked, [code] * bool(code))
        assert sorted(hub.titles()) == ALL

    def test_a_visit_ends_well_before_its_lease(self) -> None:
        assert 1.5 * BOUNDS.total <= LEASE

    def test_other_hosts_and_private_addresses_are_not_asked(self, hub: PagedHub) -> None:
        port = hub.server.port
        elsewhere = ("http://10.0.0.1/a", f"http://localhost:{port}/2", f"https://127.0.0.1:{port}/2", "file:///etc/x")
        hub.says("/1", event(1), further=(*elsewhere, "/2", "http://name:secret@127.0.0.1/"))
        hub.visit()
        assert (hub.pages.asked, hub.codes()) == (["/1", "/2", "/4"], ["page-foreign", "bad-value", "bad-value"])
        assert "secret" not in hub.row.pages

    def test_a_page_that_leads_to_another_host_is_not_believed(self, hub: PagedHub) -> None:
        there = hub.server.url("/3").replace("127.0.0.1", "localhost")
        hub.runner.fetcher = fetcher_for(allow=frozenset({hub.server.authority, f"localhost:{hub.server.port}"}))
        hub.pages.says["/2"] = lambda exchange: exchange.send(moved(there))
        hub.visit()
        assert (hub.codes(), sorted(hub.titles())) == (["page-failed"], ["Atelier 1", "Atelier 3"])


class TestWhatStandsIn:
    """An API may be closed while the site's calendar is open."""

    @pytest.fixture(autouse=True)
    def api(self, hub: PagedHub) -> None:
        hub.load(hub.declared("/wp-json/events"))
        hub.says("/wp-json/events", event(1), event(2))
        hub.pages.says["/feed.ics"] = calendar(vevent(1), vevent(2))

    def test_the_best_address_is_enough(self, hub: PagedHub) -> None:
        hub.visit()
        assert (hub.pages.asked, hub.codes()) == (["/wp-json/events"], [])

    @pytest.mark.parametrize(
        "answer", [fails("404 No"), fails("403 No"), fails("500 No"), b"<!doctype html><p>Non", b'{"code": "no"}']
    )
    def test_the_next_is_asked_when_it_cannot_be_read_and_that_is_told(self, hub: PagedHub, answer: Any) -> None:
        hub.pages.says["/wp-json/events"] = answer
        assert hub.visit().added == 2
        assert hub.pages.asked == ["/wp-json/events", "/feed.ics"]
        assert (hub.codes(), hub.row.format_found) == (["fallback"], "ics")
        assert hub.visit().outcome is Outcome.UNCHANGED
        assert hub.pages.asked == ["/wp-json/events", "/feed.ics 304"]

    @pytest.mark.parametrize("answer", [fails("429 No"), lambda exchange: exchange.reset()])
    def test_it_is_not_asked_of_a_host_that_is_merely_unwell(self, hub: PagedHub, answer: Any) -> None:
        hub.pages.says["/wp-json/events"] = answer
        assert hub.visit().outcome is Outcome.FAILED
        assert hub.pages.asked == ["/wp-json/events"]

    def test_when_all_fail_the_failure_of_the_best_is_told(self, hub: PagedHub) -> None:
        hub.pages.says = {"/wp-json/events": fails("403 No")}
        landed = hub.visit()
        assert (landed.outcome, landed.reason) == (Outcome.FAILED, "forbidden")
        assert hub.pages.asked == ["/wp-json/events", "/feed.ics", "/feed.json"]

    def test_auto_asks_the_addresses_of_the_format_that_owns_the_address(self, hub: PagedHub) -> None:
        hub.load(hub.declared("/wp-json/events", "auto"))
        hub.pages.says["/wp-json/events"] = fails("404 No")
        assert hub.visit().added == 2
        hub.load(hub.declared("/nothing", "auto"))
        hub.visit()
        assert hub.pages.asked == ["/nothing"]

    def test_the_best_address_counts_again_once_it_answers(self, hub: PagedHub) -> None:
        good = hub.pages.says["/wp-json/events"]
        hub.pages.says["/wp-json/events"] = fails("500 No")
        hub.visit()
        hub.pages.says["/wp-json/events"] = good
        hub.visit()
        assert (hub.pages.asked, hub.row.format_found) == (["/wp-json/events"], "native")
        assert set(hub.kept) == {"/wp-json/events"}


def test_the_producer_is_known_from_the_header_when_the_reader_finds_none(hub: PagedHub) -> None:
    hub.pages.says["/1"] = lambda exchange: exchange.send(
        ok(b'{"format":"cantines-native/1","events":[]}', "X-Generator: Drupal 10")
    )
    hub.visit()
    assert hub.row.producer == "Drupal 10"
