"""Where the commands of the label work: an open store, the rules in force, the moment; and the options they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from unicodedata import category
from zoneinfo import ZoneInfo

import click

from federation.commands import opening
from federation.domain.reasons.words import Words
from federation.domain.taxonomy import Taxonomy
from federation.errors import FederationError
from federation.label.standing import Standing
from federation.label.words import french
from federation.registry.taxonomy import taxonomy
from federation.settings import clock
from federation.store.database import Session
from federation.store.label.charters import Rulebook, rulebook
from federation.store.label.reports import Assessed, assessed
from federation.store.label.standings import standing_of
from federation.store.label.statements import state
from federation.store.label.visits import count_days
from federation.store.published import publish

Command = Callable[..., Any]
_NO_TEXT = frozenset({"Cc", "Cs"})
"""Control characters, and halves of characters, which no database takes."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A session that writes all of it or nothing, the rules in force, the moment."""

    session: Session
    rules: Rulebook
    now: datetime
    taxonomy: Taxonomy

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the charter, whose days the label counts."""
        return self.rules.zone

    @property
    def today(self) -> date:
        """The day there."""
        return self.rules.day(self.now)

    def standing(self, site: str) -> Standing:
        """Where a site stands; FederationError for one that is not in the network."""
        found = standing_of(self.session, site, self.now, self.zone)
        if found is None:
            raise failure(f"Aucun lieu du réseau ne s’appelle {site}. Voir : cantines sites list")
        return found

    def assessed(self, site: str) -> Assessed:
        """A site as it would be judged now; nothing is kept."""
        self.standing(site)
        return assessed(self.session, self.rules, self.now, [site], self.taxonomy)[site]

    def file(
        self, site: str, kind: str, author: str, *, name: str = "", function: str = "",
        first_on: date | None = None, last_on: date | None = None, **payload: Any,
    ) -> int:  # fmt: skip
        """Put something on file about a site of the network; returns its number."""
        self.standing(site)
        if first_on is not None and last_on is not None and last_on < first_on:
            raise failure(f"Le dernier jour, {last_on}, vient avant le premier, {first_on}.")
        number = state(
            self.session, site, kind, name=name, payload=payload, author=author, function=function,
            first_on=first_on, last_on=last_on, now=self.now, today=self.today,
        )  # fmt: skip
        publish(self.session, self.now)
        return number


@contextmanager
def desk(as_of: datetime | date | None = None, *, writing: bool = True) -> Iterator[Desk]:
    """The desk at the present moment, or at another one; what is written there lands together.

    Without `writing` it only reads what was kept: for a report of the moment, visits must be counted first.
    """
    chosen = opening.settings()
    with opening.store(chosen) as store, store.writing() if writing else store.session() as session:
        now = _moment(as_of, session) or clock(chosen)()
        rules = rulebook(session, now)
        if writing:
            count_days(session, now, rules.zone)
        yield Desk(session, rules, now, taxonomy(chosen.taxonomy_file))


def _moment(as_of: datetime | date | None, session: Session) -> datetime | None:
    """A day stands for its end in the zone of the charter in force on it."""
    if as_of is None or isinstance(as_of, datetime):
        return as_of
    zone = rulebook(session, datetime.combine(as_of, time(12), UTC)).zone
    return datetime.combine(as_of, time(23, 59, 59), zone)


class _AsOf(click.ParamType[date | datetime]):
    """A day, or a moment with its offset."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | datetime:
        """The day or aware moment that a text tells."""
        if isinstance(value, date):
            return value
        try:
            if len(value) == 10:
                return date.fromisoformat(value)
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} : écrire 2026-11-22, ou 2026-11-22T18:30+01:00.", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value!r} : il manque le décalage, comme +01:00.", param, ctx)
        return moment


class Day(click.ParamType[date]):
    """A day, as 2026-11-22."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that a text tells."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} : écrire un jour comme 2026-11-22.", param, ctx)


def something(_context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """A text that says something, without the blanks around it, and that can be stored and shown."""
    shown = parameter.make_metavar(_context) if isinstance(parameter, click.Argument) else f"--{parameter.name}"
    if value is None or not value.strip():
        raise click.BadParameter(f"{shown} ne peut pas être vide.")
    if any(category(letter) in _NO_TEXT and letter not in "\n\t" for letter in value):
        raise click.BadParameter(f"{shown} contient un caractère de contrôle ou une moitié de caractère.")
    return value.strip()


site = click.argument("site")
as_of = click.option("--as-of", "as_of", type=_AsOf(), help="Un jour ou un moment, au lieu de maintenant.")
lang = click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Langue.")
author = click.option("--author", required=True, callback=something, help="Qui signe ; c’est public.")
function = click.option("--function", required=True, callback=something, help="Sa fonction ; c’est public.")
until = click.option("--until", type=Day(), help="Dernier jour, compris.")
first = click.option("--from", "first", type=Day(), help="Premier jour ; sans lui, aujourd’hui.")


def text(name: str = "text", about: str = "Ce qui est dit, en clair.") -> Callable[[Command], Command]:
    """A text that must not be empty, under this name."""
    return click.option(f"--{name}", required=True, callback=something, help=about)


def text_of(file: Path) -> str:
    """What a file of a charter says; FederationError when it cannot be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise failure(f"{file} ne peut pas être lu : {error}") from error


def filed(number: int, what: str) -> None:
    """Say that a paper is on file, under its number."""
    tell(f"Pièce {number} au dossier : {what}")


def tell(text: str) -> None:
    """Print a French text with its typography."""
    click.echo(french(text))


def failure(text: str) -> FederationError:
    """What a person is told, in French with its typography."""
    return FederationError(french(text))


def said(words: Words, language: str) -> str:
    """Words in the language chosen."""
    return words.en if language == "en" else words.fr
