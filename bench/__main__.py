"""`python -m bench [ROW…]`: measure rows, print the table; the whole table goes into `docs/benchmarks.md` as well."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import click

from bench.result import Row, Skipped, conditions, table, write
from bench.rows import (
    assessing,
    finding,
    living,
    publishing,
    pulling,
    reading,
    rebuilding,
    recurring,
    searching,
    serving,
)
from bench.sizes import LARGE, QUICK, WHOLE
from bench.workshop import Workshop

ROWS: dict[str, Callable[[Workshop], Iterator[Row | Skipped]]] = {
    "feed-rss": serving.feed_rss,
    "feed-304": serving.feed_304,
    "feed-ics-full": serving.feed_ics_full,
    "home-html": serving.home_html,
    "page-uncached": publishing.page_uncached,
    "read-ics": reading.read_ics,
    "read-ics-changed": reading.read_ics_changed,
    "read-feed": reading.read_feed,
    "sync-cold": pulling.sync_cold,
    "sync-warm-304": pulling.sync_warm_304,
    "sync-warm-hash": pulling.sync_warm_hash,
    "sync-latency": pulling.sync_latency,
    "rebuild": rebuilding.rebuilding,
    "search": searching.searching,
    "api-page": searching.api_page,
    "assess": assessing.assess,
    "change-to-publish": publishing.change_to_publish,
    "publish": publishing.publish,
    "find": finding.finding,
    "recurrence": recurring.recurrence,
    "first-visit": living.first_visit,
    "memory": living.memory,
    "no-stall": living.no_stall,
}


@click.command()
@click.argument("names", metavar="[ROW]…", nargs=-1, type=click.Choice(list(ROWS)))
@click.option("--quick", is_flag=True, help="Smaller sizes, one round: to see that it runs.")
@click.option(
    "--large", is_flag=True, help="Stores of 300 000 records too: takes many minutes, and a gigabyte of disk."
)
def main(names: tuple[str, ...], quick: bool, large: bool) -> None:
    """Measure the hub beside its references; without ROW all rows, and the page of results is written."""
    rows: list[Row] = []
    skipped: list[Skipped] = []
    with Workshop(QUICK if quick else LARGE if large else WHOLE) as shop:
        for name in names or ROWS:
            print(f"{name} …", file=sys.stderr)
            for found in ROWS[name](shop):
                (rows if isinstance(found, Row) else skipped).append(found)  # type: ignore[arg-type]
    told = f"{table(rows, skipped)}\n\n{conditions()}"
    print(told)
    if not (names or quick or large):
        write(told)


if __name__ == "__main__":
    main()
