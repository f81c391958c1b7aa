"""`cantines db`: the schema of the database, and its entries made anew."""

from __future__ import annotations

import click

from federation.commands import opening
from federation.settings import Settings, clock
from federation.store.database import Store, check_schema, open_store, revision, upgrade
from federation.store.matching.renewal import renew, renew_anyway


@click.group()
def db() -> None:
    """The database: bring its schema to this version, or look at it."""


@db.command("upgrade")
def upgrade_command() -> None:
    """Make the tables, or bring them and every entry to this version. Forward only: copy the database first."""
    chosen = opening.settings()
    store = open_store(chosen.database)
    opening.indexer(store, chosen)  # a mistake in the taxonomy is told before anything is done
    before = revision(store)
    upgrade(store)
    check_schema(store)
    click.echo(f"Schema {before or 'none'} → {revision(store)}.")
    with store.writing() as session:
        different = renew(session, clock(chosen)())
    if different is not None:
        _tell(different, store, chosen)


@db.command()
def check() -> None:
    """Say whether this version can use the database."""
    with opening.store(opening.settings()) as store:
        click.echo(f"Schema {revision(store)}, as this version wants it.")


@db.command("rebuild")
def rebuild_command() -> None:
    """Rebuild every entry from what sources tell, and what it is: after a change of the rules or of the taxonomy."""
    chosen = opening.settings()
    with opening.store(chosen) as store:
        _rebuild(store, chosen)


def _rebuild(store: Store, chosen: Settings) -> None:
    with store.writing() as session:
        different = renew_anyway(session, clock(chosen)())
    _tell(different, store, chosen)


def _tell(different: int, store: Store, chosen: Settings) -> None:
    opening.indexer(store, chosen).draw()
    click.echo(f"{different} entries look different now.")
