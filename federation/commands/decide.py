"""`cantines decide`: what people decide of entries, for good: stronger than every rule, kept through every pull."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from federation.commands import opening
from federation.commands.explain import conflict_lines, decision_line, source_of
from federation.commands.explain_words import say
from federation.commands.pins import READERS, pinned
from federation.commands.telling import event_line
from federation.errors import FederationError
from federation.settings import clock
from federation.store import decisions
from federation.store.database import Session
from federation.store.explain import Explanation, contested, explain
from federation.store.matching.rebuild import redecide
from federation.store.naming import entry_named
from federation.store.published import publish
from federation.store.sites import network

Command = Callable[..., Any]

_SETTLES = {"day": "start", "hour": "start", "status": "status", "place": "place.name", "price": "price"}
"""The field whose pin settles a contradiction, by its code."""


@click.group()
def decide() -> None:
    """Merge, split, pin, hide: decisions of people, kept through every visit, until somebody undoes them.

    An entry is named by its id, the address of its page, or its UID.
    """


def _text(_context: click.Context, parameter: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter(f"say {'who' if parameter.name == 'author' else 'why'}.")
    return value.strip()


_author = click.option("--author", required=True, callback=_text, help="Who decides. Shown to operators only.")
_reason = click.option("--reason", required=True, callback=_text, help="Why. Shown on the event's page.")


def _by_a_person(command: Command) -> Command:
    """Adds `--author` and `--reason`."""
    return _author(_reason(command))


@decide.command()
@click.argument("event")
@click.argument("other")
@_by_a_person
def merge(event: str, other: str, author: str, reason: str) -> None:
    """EVENT and OTHER are one event."""
    with _deciding() as desk:
        one, two = desk.entry(event), desk.entry(other)
        if one.entry_id == two.entry_id:
            raise FederationError("They are one entry already. See: cantines explain " + one.entry_id)
        ids = [*_speakers(one), *_speakers(two)]
        number = decisions.decide_merge(desk.session, ids, author, reason, desk.now)
        redecide(desk.session, ids, desk.now)
        if desk.entry(one.entry_id).entry_id != desk.entry(two.entry_id).entry_id:
            raise FederationError(f"They stay apart: {_standing('split', one, two)}")
        desk.tell(number, [one.entry_id])


@decide.command()
@click.argument("event")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@_by_a_person
def split(event: str, sources: Sequence[str], author: str, reason: str) -> None:
    """What these SOURCEs (site, site/source, or the id of a statement) say is another event than the rest of EVENT."""
    with _deciding() as desk:
        found = desk.entry(event)
        chosen = {id_ for source in sources for id_ in _said_by(found, source)}
        others = {said.id for said in found.said} - chosen
        if not others:
            raise FederationError("Nothing would be left: name fewer sources. See: cantines explain " + found.entry_id)
        number = decisions.decide_split(desk.session, chosen, others, author, reason, desk.now)
        redecide(desk.session, chosen | others, desk.now)
        desk.tell(number, [*chosen, *others])


@decide.command(epilog="Fields: " + ", ".join(READERS) + ".")
@click.argument("event")
@click.argument("field")
@click.argument("value")
@_by_a_person
def pin(event: str, field: str, value: str, author: str, reason: str) -> None:
    """FIELD of EVENT is VALUE, whatever sources say. Hours without an offset are those of the event's zone."""
    with _deciding() as desk:
        found = desk.entry(event)
        try:
            name, plain_value = pinned(field, value, found.event)
            number = decisions.decide_pin(desk.session, found.entry_id, name, plain_value, author, reason, desk.now)
        except ValueError as error:
            raise FederationError(f"{field} is not pinned: {error}.") from error
        redecide(desk.session, [found.entry_id], desk.now)
        desk.tell(number, [found.entry_id])


@decide.command()
@click.argument("event")
@_by_a_person
def hide(event: str, author: str, reason: str) -> None:
    """Show EVENT to nobody."""
    with _deciding() as desk:
        found = desk.entry(event)
        number = decisions.decide_hide(desk.session, found.entry_id, author, reason, desk.now)
        redecide(desk.session, [found.entry_id], desk.now)
        desk.tell(number, [found.entry_id])


@decide.command()
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@_author
def undo(number: int, author: str) -> None:
    """Decision NUMBER no longer holds; entries are again what sources and the other decisions make them."""
    with _deciding() as desk:
        about = decisions.undo(desk.session, number, author, desk.now)
        if not about:
            raise FederationError(f"No decision {number} holds. See: cantines decide list")
        redecide(desk.session, about, desk.now)
        publish(desk.session, desk.now)
        click.echo(f"Decision {number} is undone.")
        desk.show(about)


@decide.command("list")
@click.option("--open", "unsettled", is_flag=True, help="What waits for a decision instead: sources that disagree.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of all words.")
def list_command(unsettled: bool, lang: str) -> None:
    """Every decision, undone ones too; or what waits for one."""
    with _deciding(writing=False) as desk:
        lines = _open_lines(desk, lang) if unsettled else _decision_lines(desk, lang)
        for line in lines:
            click.echo(line)


@dataclass(frozen=True, slots=True)
class _Desk:
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
        """The entries of these occurrences as they are now."""
        for entry_id in decisions.entries_about(self.session, about):
            found = self.entry(entry_id)
            hidden = " (hidden)" if found.hidden else ""
            click.echo(f"  {found.entry_id}  {event_line(found.event, 'en')}{hidden}")
            click.echo(f"    said by {', '.join(dict.fromkeys(map(source_of, found.said)))}")


@contextmanager
def _deciding(*, writing: bool = True) -> Iterator[_Desk]:
    chosen = opening.settings()
    with opening.store(chosen) as store, store.writing() if writing else store.session() as session:
        yield _Desk(session, clock(chosen)())


def _speakers(found: Explanation) -> list[str]:
    """The statements of an entry; of those with which a source repeats itself the first alone."""
    first = {(source_of(said), said.title, said.start): said.id for said in reversed(found.said)}
    return sorted(first.values())


def _said_by(found: Explanation, source: str) -> list[str]:
    """The statements of an entry that a site, a source or an id names; FederationError for none."""
    ids = [said.id for said in found.said if source in (said.origin.site_id, source_of(said), said.id)]
    if not ids:
        known = ", ".join(dict.fromkeys(map(source_of, found.said)))
        raise FederationError(f"{source} says nothing of {found.entry_id}. Who does: {known}")
    return ids


def _standing(kind: str, *found: Explanation) -> str:
    """The decisions of a kind that hold about entries, as what to undo."""
    numbers = {item.id for one in found for item in one.decisions if item.kind == kind and item.undone_at is None}
    undo_them = "; ".join(f"cantines decide undo {number} --author …" for number in sorted(numbers))
    return f"people decided so before. To undo it: {undo_them}"


def _decision_lines(desk: _Desk, language: str) -> Iterator[str]:
    declared = network(desk.session)
    for item in decisions.every_decision(desk.session):
        yield decision_line(item, language, declared.zone if declared else "UTC")
        yield f"  {' '.join(decisions.entries_about(desk.session, item.about))}"


def _open_lines(desk: _Desk, language: str) -> Iterator[str]:
    ids = contested(desk.session, desk.now)
    if not ids:
        yield say("none", language)
    for entry_id in ids:
        found = desk.entry(entry_id)
        yield f"{entry_id}  {event_line(found.event, language)}"
        for conflict, line in zip(found.conflicts, conflict_lines(found, language), strict=True):
            yield f"  {line}"
            yield f"    → cantines decide pin {entry_id} {_SETTLES[conflict.code]} … --author … --reason …"
