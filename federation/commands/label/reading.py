"""What the label says, on the terminal: reports, simulations, histories, things to do, what a charter would change."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from federation.commands import opening
from federation.commands.label import desk as at
from federation.commands.label.desk import Desk, desk, failure, said
from federation.commands.label.lines import (
    COLON,
    decision_lines,
    gap_words,
    message_line,
    report_lines,
    ruling_words,
    standing_line,
    statement_line,
    task_lines,
)
from federation.label.charter_file import load_charter
from federation.label.preview import announced, begins, notice_asked, preview
from federation.label.report_json import plain as report_plain
from federation.store.label.attempts import attempts_of
from federation.store.label.charters import soonest
from federation.store.label.decided import decisions_of
from federation.store.label.messages import messages
from federation.store.label.reports import assessed, report_on
from federation.store.label.standings import former_site
from federation.store.label.statements import on_file

_REMINDED = 10
"""How many of the latest reminders stand below what is to be done."""


@click.command()
@click.argument("site", required=False)
def assess(site: str | None) -> None:
    """Juger SITE maintenant, ou tous les lieux, et garder les rapports ; ce qui s’ensuit seul est fait."""
    chosen = opening.settings()
    with opening.store(chosen) as store:
        if site:
            with desk(writing=False) as here:
                here.standing(site)
        for name in opening.assessor(store, chosen).assess([site] if site else []):
            with store.session() as session:
                kept = report_on(session, name)
            if kept is not None:
                click.echo(
                    f"{name:<16} {kept.conforming}/{kept.applicable}  {'éligible' if kept.eligible else ''}".rstrip()
                )


@click.command()
@at.site
@click.option("--json", "as_json", is_flag=True, help="Le rapport en JSON.")
@click.option("--on", "on", type=at.Day(), help="Le rapport de ce jour, ou le dernier d’avant.")
@at.lang
def report(site: str, as_json: bool, on: date | None, lang: str) -> None:
    """Le dernier rapport gardé sur SITE."""
    with desk(writing=False) as here:
        here.standing(site)
        kept = report_on(here.session, site, on)
        if kept is None or kept.plain is None:
            raise failure(f"Aucun rapport sur {site}. Taper : cantines label assess {site}")
        _show(here, kept.plain, as_json, lang)


@click.command()
@at.site
@at.as_of
@click.option("--json", "as_json", is_flag=True, help="Le rapport en JSON.")
@at.lang
def simulate(site: str, as_of: date | datetime | None, as_json: bool, lang: str) -> None:
    """Ce que dirait le rapport sur SITE maintenant ; rien n’est gardé."""
    with desk(as_of) as here:
        _show(here, report_plain(here.assessed(site).report), as_json, lang)


@click.command()
@at.site
@at.as_of
@at.lang
def todo(site: str, as_of: date | datetime | None, lang: str) -> None:
    """Ce que SITE a à faire, le plus urgent d’abord ; puis ce qui lui a été rappelé."""
    with desk(as_of) as here:
        judged = here.assessed(site)
        tasks, filed = judged.report.todo, judged.found.statements
        attempts = attempts_of(here.session, site, here.now)
        for task in tasks:
            for line in task_lines(here, task, lang, filed, attempts):
                click.echo(line)
        if not tasks:
            click.echo("Nothing to do." if lang == "en" else "Rien à faire.")
        for one in messages(here.session, [site], most=_REMINDED):
            click.echo(message_line(here, one, lang))


@click.command()
@at.site
@at.lang
def history(site: str, lang: str) -> None:
    """Les décisions sur SITE, et les pièces à son dossier."""
    with desk(writing=False) as here:
        if former_site(here.session, site) is None:  # One that left the network keeps its decisions, and no status.
            click.echo(standing_line(here, site, lang))
        for one in decisions_of(here.session, [site]).get(site, ()):
            for line in decision_lines(here, one, lang):
                click.echo(line)
        for statement in on_file(here.session, [site], withdrawn=True).get(site, ()):
            click.echo(statement_line(statement, lang))


@click.command("preview")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@at.lang
def preview_command(file: Path, lang: str) -> None:
    """Ce que la charte de FILE changerait : quels lieux, sur quel critère, de combien, à partir de quand."""
    with desk() as here:
        new = load_charter(at.text_of(file), str(file))
        found = assessed(here.session, here.rules, here.now, (), here.taxonomy)
        evidences = [one.found.evidence for one in found.values()]
        seen = preview(here.rules.charter, new, evidences, here.now, {site: one.before for site, one in found.items()})
        if earliest := soonest(here.session, new, here.now):
            click.echo(said(notice_asked(new.notice.days, earliest), lang))
        click.echo(said(announced(seen), lang))
        for move in seen.moves:
            before, after = ruling_words(move.before, lang), ruling_words(move.after, lang)
            far = f", {gap_words(move.gap, move.unit, lang)}" if move.gap else ""
            on = said(begins(move, seen.today), lang)
            click.echo(f"  {move.site}  {move.criterion}{COLON[lang]} {before} → {after}{far}, {on}")


@click.command("messages")
@click.argument("site", required=False)
@at.lang
def messages_command(site: str | None, lang: str) -> None:
    """Ce que les exploitants et le comité doivent savoir : échéances, flux muets, décisions. Rien n’est envoyé."""
    with desk(writing=False) as here:
        for one in messages(here.session, [site] if site else ()):
            click.echo(message_line(here, one, lang))


def _show(here: Desk, found: dict[str, Any] | Any, as_json: bool, lang: str) -> None:
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in report_lines(here, found, lang):
        click.echo(line)
