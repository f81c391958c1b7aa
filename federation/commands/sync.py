"""`cantines sync`: the pulling wing, for ever or for one run."""

from __future__ import annotations

import os
import sys

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from federation.commands import opening
from federation.domain.reasons import sentence
from federation.parent import follow_parent
from federation.store.matching.renewal import renew
from federation.store.sources import count_due, next_due_at, visit_again
from sync.assess import Assessor
from sync.indexing import Indexer
from sync.landing import Landed
from sync.run import Runner
from sync.worker import free_dead_leases, work

_COLOURS = {"updated": "green", "unchanged": "dim", "partial": "yellow", "suspect": "magenta", "failed": "red"}


@click.command()
@click.option("--once", is_flag=True, help="One run of what is due, then a table of outcomes.")
@click.option("--all", "everything", is_flag=True, help="With --once: every source, due or not.")
@click.option("--site", "sites", multiple=True, help="With --once: only this site, due or not (may be repeated).")
@click.option("--demo", is_flag=True, help="The demonstration's sites may be visited, as with `up --demo`.")
@click.option("--follow-parent", "follows", is_flag=True, hidden=True)
def sync(once: bool, everything: bool, sites: tuple[str, ...], demo: bool, follows: bool) -> None:
    """Visit the sites' sources when they are due."""
    if (everything or sites) and not once:
        raise click.UsageError("--all and --site choose the sources of one run: add --once.")
    chosen = opening.with_demo(opening.settings()) if demo else opening.settings()
    with opening.store(chosen) as store:
        runner, indexer = opening.runner(store, chosen), opening.indexer(store, chosen)
        assessor = opening.assessor(store, chosen)
        with store.writing() as session:
            # Else what is pulled now would not meet what an older release pulled.
            renew(session, runner.clock())
        if once:
            _run_once(runner, indexer, assessor, sites, everything)
            return
        if follows:
            follow_parent()
        work(runner, indexer, assessor, opening.sighter(runner, chosen), chosen.tick)
        sys.stderr.flush()
        # A visit left under way may hold its thread for as long as its source likes: do not wait for it.
        os._exit(0)


def _run_once(runner: Runner, indexer: Indexer, assessor: Assessor, sites: tuple[str, ...], everything: bool) -> None:
    now = runner.clock()
    free_dead_leases(runner)
    with runner.store.writing() as session:
        if everything or sites:
            visit_again(session, sites, now)
        total = count_due(session, now, sites)
        later = next_due_at(session)
    if not total:
        when = f" The next one is due at {later:%Y-%m-%d %H:%M:%S} UTC; --all visits all now." if later else ""
        indexer.draw()
        click.echo(f"No source is due.{when}")
        return
    landed = _with_progress(runner, sites, total)
    indexer.draw()
    assessor.after(landed)
    landed.sort(key=lambda item: (item.site, item.source))
    console = Console()
    console.print(_table(landed))
    for item in landed:
        if item.reason:
            console.print(f"[bold]{item.site}/{item.source}[/]: {escape(sentence(item.reason, item.detail, 'en'))}")
    sys.exit(1 if landed and all(item.outcome.value == "failed" for item in landed) else 0)


def _with_progress(runner: Runner, sites: tuple[str, ...], total: int) -> list[Landed]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Visiting", total=total)

        def tell(item: Landed) -> None:
            progress.update(task, advance=1, description=f"{item.site}/{item.source} {item.outcome.value}")

        return runner.run(sites, tell)


def _table(landed: list[Landed]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("site", "source", "outcome"):
        table.add_column(name, no_wrap=True)
    for name in ("seen", "new", "changed", "gone", "lost", "s"):
        table.add_column(name, justify="right", no_wrap=True)
    for item in landed:
        colour = _COLOURS[item.outcome.value]
        numbers = (item.seen, item.added, item.changed, item.withdrawn, item.lost)
        words = (item.site, item.source, f"[{colour}]{item.outcome.value}[/]")
        table.add_row(*words, *(str(number) for number in numbers), f"{item.seconds:.1f}")
    return table
