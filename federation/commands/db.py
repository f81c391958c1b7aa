"""`cantines db`: the schema of the database."""

from __future__ import annotations

import click

from federation.commands import opening
from federation.store.database import check_schema, open_store, revision, upgrade


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
