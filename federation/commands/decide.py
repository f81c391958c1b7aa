"""`cantines decide`: what people decide of entries, for good: stronger than every rule, kept through every pull."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import click

from federation.commands.desk import MOST_SHOWN, Desk, author, by_a_person, deciding, of_a_series
from federation.commands.explain import conflict_lines, decision_line, source_of
from federation.commands.explain_words import say
from federation.commands.move import move
from federation.commands.move import undone as move_undone
from federation.commands.pins import READERS, pinned
from federation.commands.telling import event_line
from federation.errors import FederationError
from federation.store import decisions
from federation.store.explain import Explanation, contested
from federation.store.matching.rebuild import redecide
from federation.store.published import publish
from federation.store.sites import network

_SETTLES = {"day": "start", "hour": "start", "status": "status", "place": "place.name", "price": "price"}
"""The field whose pin settles a contradiction, by its code."""

_OF_ONE_DATE = frozenset({"start", "end", "previous_start"})


@click.group()
def decide() -> None:
    """Merge, split, pin, hide, move: decisions of people, kept through every visit, until somebody undoes them.

    An entry is named by its id, the address of its page, or its UID.
    """


decide.add_command(move)


@decide.command()
@click.argument("event")
@click.argument("other")
@of_a_series
@by_a_person
def merge(event: str, other: str, author: str, reason: str, *, whole: bool) -> None:
    """EVENT and OTHER are one event; of two series, day by day."""
    with deciding() as desk:
        one, two = desk.entry(event), desk.entry(other)
        if one.entry_id == two.entry_id and not whole:
            raise FederationError("They are one entry already. See: cantines explain " + one.entry_id)
        ids = [*_records(one), *_records(two)] if whole else [*_speakers(one), *_speakers(two)]
        number = decisions.decide_merge(desk.session, ids, author, reason, desk.now)
        redecide(desk.session, decisions.occurrences_of(desk.session, ids), desk.now)
        if desk.entry(one.entry_id).entry_id != desk.entry(two.entry_id).entry_id:
            raise FederationError(f"They stay apart: {_standing('split', one, two)}")
        desk.tell(number, ids if whole else [one.entry_id])


@decide.command()
@click.argument("event")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@of_a_series
@by_a_person
def split(event: str, sources: Sequence[str], author: str, reason: str, *, whole: bool) -> None:
    """What these SOURCEs (site, site/source, or the id of a statement) say is another event than the rest of EVENT."""
    with deciding() as desk:
        found = desk.entry(event)
        chosen = {id_ for source in sources for id_ in _said_by(found, source)}
        others = {said.id for said in found.said} - chosen
        if not others:
            raise FederationError("Nothing would be left: name fewer sources. See: cantines explain " + found.entry_id)
        if whole:
            chosen, others = set(_records(found, chosen)), set(_records(found, others))
        number = decisions.decide_split(desk.session, chosen, others, author, reason, desk.now)
        redecide(desk.session, decisions.occurrences_of(desk.session, chosen | others), desk.now)
        desk.tell(number, [*chosen, *others])


@decide.command(epilog="Fields: " + ", ".join(READERS) + ".")
@click.argument("event")
@click.argument("field")
@click.argument("value")
@of_a_series
@by_a_person
def pin(event: str, field: str, value: str, author: str, reason: str, *, whole: bool) -> None:
    """FIELD of EVENT is VALUE, whatever sources say. Hours without an offset are those of the event's zone."""
    with deciding() as desk:
        found = desk.entry(event)
        if whole and field in _OF_ONE_DATE:
            raise FederationError(f"{field} is not pinned: each date of a series has its own. Leave --series out.")
        about = _records(found) if whole else [found.entry_id]
        try:
            name, plain_value = pinned(field, value, found.event)
            number = decisions.decide_pin(desk.session, about, name, plain_value, author, reason, desk.now)
        except ValueError as error:
            raise FederationError(f"{field} is not pinned: {error}.") from error
        redecide(desk.session, decisions.occurrences_of(desk.session, about), desk.now)
        desk.tell(number, about)


@decide.command()
@click.argument("event")
@of_a_series
@by_a_person
def hide(event: str, author: str, reason: str, *, whole: bool) -> None:
    """Show EVENT to nobody."""
    with deciding() as desk:
        found = desk.entry(event)
        about = _records(found) if whole else [found.entry_id]
        number = decisions.decide_hide(desk.session, about, author, reason, desk.now)
        redecide(desk.session, decisions.occurrences_of(desk.session, about), desk.now)
        desk.tell(number, about)


@decide.command()
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@author
def undo(number: int, author: str) -> None:
    """Decision NUMBER no longer holds; entries are again what sources and the other decisions make them."""
    with deciding() as desk:
        found = decisions.undo(desk.session, number, author, desk.now)
        if found is None:
            raise FederationError(f"No decision {number} holds. See: cantines decide list")
        if found.kind == "move":
            move_undone(desk, found)
        else:
            redecide(desk.session, decisions.occurrences_of(desk.session, found.about), desk.now)
        publish(desk.session, desk.now)
        click.echo(f"Decision {number} is undone.")
        desk.show(found.about)


@decide.command("list")
@click.option("--open", "unsettled", is_flag=True, help="What waits for a decision instead: sources that disagree.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of all words.")
def list_command(unsettled: bool, lang: str) -> None:
    """Every decision, undone ones too; or what waits for one."""
    with deciding(writing=False) as desk:
        lines = _open_lines(desk, lang) if unsettled else _decision_lines(desk, lang)
        for line in lines:
            click.echo(line)


def _speakers(found: Explanation) -> list[str]:
    """The statements of an entry; of those with which a source repeats itself the first alone."""
    first = {(source_of(said), said.title, said.start): said.id for said in reversed(found.said)}
    return sorted(first.values())


def _records(found: Explanation, ids: Collection[str] | None = None) -> list[str]:
    """The records behind an entry, or behind these statements of it, as decisions on series are about them."""
    records = {said.record for said in found.said if ids is None or said.id in ids}
    return [decisions.series(record) for record in sorted(records)]


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


def _decision_lines(desk: Desk, language: str) -> Iterator[str]:
    declared = network(desk.session)
    for item in decisions.every_decision(desk.session):
        yield decision_line(item, language, declared.zone if declared else "UTC")
        shown = [item.field] if item.kind == "move" else decisions.entries_about(desk.session, item.about)
        yield f"  {' '.join(shown[:MOST_SHOWN])}{f' … ({len(shown)})' if len(shown) > MOST_SHOWN else ''}"


def _open_lines(desk: Desk, language: str) -> Iterator[str]:
    ids = contested(desk.session, desk.now)
    if not ids:
        yield say("none", language)
    for entry_id in ids:
        found = desk.entry(entry_id)
        yield f"{entry_id}  {event_line(found.event, language)}"
        for conflict, line in zip(found.conflicts, conflict_lines(found, language), strict=True):
            yield f"  {line}"
            yield f"    → cantines decide pin {entry_id} {_SETTLES[conflict.code]} … --author … --reason …"
