"""`cantines db`: the schema of the database."""

from __future__ import annotations

import click

from federation.commands import opening
from federation.settings import clock
from federation.store.database import check_schema, open_store, revision, upgrade
from federation.store.matching.rebuild import rebuild_all
from federation.store.published import publish


@click.group()
def db() -> None:
    """The database: bring its schema to this version, or look at it."""


@db.command("upgrade")
def upgrade_command() -> None:
    """Make the tables, or bring them to this version. Forward only: copy the database first."""
    store = open_store(opening.settings().database)
    before = revision(store)
    upgrade(store)
    check_schema(store)
    click.echo(f"Schema {before or 'none'} → {revision(store)}.")


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
        indexer = opening.indexer(store, chosen)
        with store.writing() as session:
            now = clock(chosen)()
            different = rebuild_all(session, now)
            if different:
                publish(session, now)
        indexer.draw()
    click.echo(f"{different} entries look different now.")
