"""The desk at which people decide of entries: what `cantines decide` asks of who decides, reads, writes and tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from federation.commands import opening
from federation.commands.explain import source_of
from federation.commands.telling import event_line
from federation.errors import FederationError
from federation.settings import clock
from federation.store import decisions
from federation.store.database import Session
from federation.store.explain import Explanation, explain
from federation.store.naming import entry_named
from federation.store.published import publish

Command = Callable[..., Any]

MOST_SHOWN = 8
"""How many entries a decision lists; of a series it says how many more there are."""


def _text(_context: click.Context, parameter: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter(f"say {'who' if parameter.name == 'author' else 'why'}.")
    return value.strip()


author = click.option("--author", required=True, callback=_text, help="Who decides. Shown to operators only.")
_reason = click.option("--reason", required=True, callback=_text, help="Why. Shown on the event's page.")


def by_a_person(command: Command) -> Command:
    """Adds `--author` and `--reason`."""
    return author(_reason(command))


def of_a_series(command: Command) -> Command:
    """Adds `--series`."""
    text = "Every date of what the sources of EVENT tell, those to come that nobody knows yet too."
    return click.option("--series", "whole", is_flag=True, help=text)(command)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a decision is taken: a session that writes all of it or nothing, and the moment."""

    session: Session
    now: datetime

    def entry(self, name: str) -> Explanation:
        """The entry that a person names; FederationError for none."""
        entry_id = entry_named(self.session, name)
        found = entry_id and explain(self.session, entry_id)
        if not found:
            raise FederationError(f"No entry is called {name}. Give an id, the address of an event page, or its UID.")
        return found

    def tell(self, number: int, about: Collection[str]) -> None:
        """Publish what a decision changed, and say what became of the entries it is about."""
        publish(self.session, self.now)
        click.echo(f"Decision {number}. It holds until: cantines decide undo {number} --author …")
        self.show(about)

    def show(self, about: Collection[str]) -> None:
        """The entries of these occurrences or series as they are now."""
        shown = decisions.entries_about(self.session, about)
        if any(decisions.is_series(each) for each in about):
            click.echo(f"It is about a whole series: {len(shown)} known dates, and those to come.")
        for entry_id in shown[:MOST_SHOWN]:
            found = self.entry(entry_id)
            hidden = " (hidden)" if found.hidden else ""
            click.echo(f"  {found.entry_id}  {event_line(found.event, 'en')}{hidden}")
            click.echo(f"    said by {', '.join(dict.fromkeys(map(source_of, found.said)))}")
        if len(shown) > MOST_SHOWN:
            click.echo(f"  … and {len(shown) - MOST_SHOWN} more")


@contextmanager
def deciding(*, writing: bool = True) -> Iterator[Desk]:
    """A desk over the store of this process."""
    chosen = opening.settings()
    with opening.store(chosen) as store, store.writing() if writing else store.session() as session:
        yield Desk(session, clock(chosen)())
