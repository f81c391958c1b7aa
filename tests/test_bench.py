"""The benchmark runs, at next to no size: its rows are found and told. What they say is never a test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.__main__ import ROWS
from bench.calendars import calendar
from bench.result import PAGE, Row, Skipped, conditions, table, write
from bench.rows import assessing, publishing, pulling, reading, rebuilding, recurring, searching
from bench.sizes import TINY
from bench.workshop import Workshop
from sync.formats import ics
from sync.formats.parsed import Context

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with Workshop(TINY) as found:
        yield found


def names(found: Iterator[Row | Skipped]) -> list[str]:
    return [item.name for item in found]


def test_the_sites_say_plain_events_the_same_each_time() -> None:
    parsed = ics.read(calendar(3, 20, DAY), Context())
    assert (len(parsed.records), parsed.notices) == (20, [])
    assert all(len(record.event.description) > 200 for record in parsed.records)
    assert calendar(3, 20, DAY) == calendar(3, 20, DAY)


def test_an_edition_changes_one_event_and_a_stamp_none() -> None:
    known = {record.key: record.fingerprint for record in ics.read(calendar(3, 20, DAY), Context()).records}
    assert len(ics.read(calendar(3, 20, DAY, edition=1), Context(known=known)).records) == 1
    assert ics.read(calendar(3, 20, DAY, stamp=1), Context(known=known)).records == []


def test_reading_is_measured(shop: Workshop) -> None:
    assert names(reading.read_ics(shop)) == ["read-ics", "read-ics-c", "read-ics-memory"]
    assert names(reading.read_ics_changed(shop)) == ["read-ics-changed"]
    assert names(reading.read_feed(shop)) == ["read-feed", "read-feed-memory"]


def test_both_sides_draw_the_same_dates(shop: Workshop) -> None:
    assert names(recurring.recurrence(shop)) == ["recurrence"]


def test_answers_are_made_and_measured(shop: Workshop) -> None:
    assert names(publishing.publish(shop)) == ["publish", "publish-first", "publish-library"]
    assert names(publishing.page_uncached(shop)) == ["page-uncached"]


def test_rebuilding_is_measured(shop: Workshop) -> None:
    found = names(rebuilding.rebuilding(shop))
    assert found == ["rebuild-one-5", "rebuild-all-5", "rebuild-one-10", "rebuild-all-10"]


def test_searching_is_measured(shop: Workshop) -> None:
    assert names(searching.searching(shop)) == ["search-p50-5", "search-p99-5", "search-p50-10", "search-p99-10"]
    assert names(searching.api_page(shop)) == ["api-page"]


def test_runs_are_measured(shop: Workshop) -> None:
    found = [row for row in pulling.sync_cold(shop) if isinstance(row, Row)]
    assert [row.name for row in found] == ["sync-cold", "sync-cold-wall", "sync-cold-library", "sync-cold-memory"]
    assert all(row.ours > 0 for row in found)


def test_assessing_is_measured(shop: Workshop) -> None:
    assert names(assessing.assess(shop)) == ["assess"]


def test_a_table_tells_ratios_first() -> None:
    row = Row(
        name="feed", what="RSS", ours=30_000, unit="/s", reference=40_000, beside="nginx", aim="≥ 0.5 ×", met=True
    )
    told = table([row], [Skipped("page", "no nginx")])
    assert "| feed | RSS | **0.75** | nginx | ≥ 0.5 × | yes | 30\N{NARROW NO-BREAK SPACE}000 /s |" in told
    assert told.endswith("Not measured: `page`, no nginx.")


def test_the_page_keeps_what_stands_around_the_table(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.read_text("utf-8"), "utf-8")
    write("one", page)
    first = page.read_text("utf-8")
    write("another", page)
    assert page.read_text("utf-8") == first.replace("\n\none\n\n", "\n\nanother\n\n")


def test_the_page_says_what_every_row_is() -> None:
    page = PAGE.read_text("utf-8")
    assert [name for name in ROWS if f"`{name}`" not in page] == []


def test_conditions_name_no_place() -> None:
    assert "cores" in conditions()
    assert "/" not in conditions()
