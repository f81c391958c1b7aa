"""What the label says, on the terminal: reports, simulations, histories, things to do, what a charter would change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from federation.commands import opening
from federation.commands.label import desk as at
from federation.commands.label.desk import Desk, desk, failure, said
from federation.commands.telling import plain
from federation.label.charter_file import load_charter
from federation.label.preview import announced, preview
from federation.label.reminders import told
from federation.label.report_json import plain as report_plain
from federation.label.todo import Task
from federation.label.verdict import Ruling
from federation.label.words import LEVELS, RULINGS, day, quantity
from federation.store.label.decided import Recorded, decisions_of
from federation.store.label.messages import Noted, messages
from federation.store.label.reports import assessed, report_on
from federation.store.label.statements import Statement, on_file

_REMINDED = 10
"""How many of the latest reminders stand below what is to be done."""

_SIGNS = {
    "met": "✓",
    "watch": "!",
    "unmet": "✗",
    "undetermined": "?",
    "not_applicable": "–",
    "derogation": "~",
}


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
        tasks = here.assessed(site).report.todo
        for task in tasks:
            for line in _task_lines(here, task, lang):
                click.echo(line)
        if not tasks:
            click.echo("Nothing to do." if lang == "en" else "Rien à faire.")
        for one in messages(here.session, [site], most=_REMINDED):
            click.echo(_message_line(here, one, lang))


@click.command()
@at.site
@at.lang
def history(site: str, lang: str) -> None:
    """Les décisions sur SITE, et les pièces à son dossier."""
    with desk(writing=False) as here:
        standing = here.standing(site)
        status = said(here.rules.lifecycle.statuses[standing.status].title, lang)
        since = f" ({day(standing.since_at.astimezone(here.zone).date()).fr})" if standing.since_at else ""
        click.echo(f"{site} : « {status} »{since}, décision {standing.number}")
        for one in decisions_of(here.session, [site]).get(site, ()):
            for line in _decision_lines(here, one, lang):
                click.echo(line)
        for statement in on_file(here.session, [site], withdrawn=True).get(site, ()):
            click.echo(_statement_line(statement))


@click.command("preview")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@at.lang
def preview_command(file: Path, lang: str) -> None:
    """Ce que la charte de FILE changerait : quels lieux, sur quel critère, de combien, à partir de quand."""
    with desk() as here:
        new = load_charter(file.read_text("utf-8"), str(file))
        found = assessed(here.session, here.rules, here.now, (), here.taxonomy)
        evidences = [one.found.evidence for one in found.values()]
        seen = preview(here.rules.charter, new, evidences, here.now, {site: one.before for site, one in found.items()})
        click.echo(said(announced(seen), lang))
        for move in seen.moves:
            before, after = _ruling(move.before, lang), _ruling(move.after, lang)
            gap = f", {said(quantity(move.gap, move.unit), lang)}" if move.gap else ""
            click.echo(f"  {move.site}  {move.criterion} : {before} → {after}{gap}, {said(day(move.on), lang)}")


@click.command("messages")
@click.argument("site", required=False)
@at.lang
def messages_command(site: str | None, lang: str) -> None:
    """Ce que les exploitants et le comité doivent savoir : échéances, flux muets, décisions. Rien n’est envoyé."""
    with desk(writing=False) as here:
        for one in messages(here.session, [site] if site else ()):
            click.echo(_message_line(here, one, lang))


def _message_line(here: Desk, one: Noted, lang: str) -> str:
    on = one.noted_at.astimezone(here.zone).date()
    return plain(f"{on}  {one.message.site}  {said(told(one.message, here.rules.lifecycle), lang)}")


def _show(here: Desk, found: dict[str, Any] | Any, as_json: bool, lang: str) -> None:
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in _report_lines(here, found, lang):
        click.echo(line)


def _report_lines(here: Desk, found: Any, lang: str) -> Iterator[str]:
    as_of = datetime.fromisoformat(found["as_of"]).astimezone(here.zone)
    rate = found["rate"]
    level = said(LEVELS[found["level"]], lang) if found["level"] else ""
    status = said(here.rules.lifecycle.statuses[here.standing(found["site"]).status].title, lang)
    yield f"{found['site']}: {status}, {said(day(as_of.date()), lang)}, {found['charter']} {found['version']}"
    yield f"{rate['conforming']}/{rate['applicable']}" + (f", {level}" if level else "")
    titles = {one.id: one.title for one in here.rules.charter.criteria}
    pillars = {one.id: one.title for one in here.rules.charter.pillars}
    for pillar in found["pillars"]:
        title = said(pillars[pillar["id"]], lang) if pillar["id"] in pillars else pillar["id"]
        yield f"{title} {pillar['rate']['conforming']}/{pillar['rate']['applicable']}"
        for one in pillar["verdicts"]:
            name = said(titles[one["criterion"]], lang) if one["criterion"] in titles else one["criterion"]
            star = "" if one["required"] else " (recommandé)" if lang == "fr" else " (recommended)"
            yield f"  {_SIGNS[one['ruling']]} {one['criterion']} – {name}{star}: {_ruling(Ruling(one['ruling']), lang)}"
            yield f"      {plain(one['explanation'][lang])}"
    for one in found["anomalies"]:
        yield f"  ! {one['id']}  {plain(one['said'][lang])}" + (" ✓" if one["accepted"] else "")


def _task_lines(here: Desk, task: Task, lang: str) -> Iterator[str]:
    criterion = here.rules.charter.criterion(task.criterion)
    title = said(criterion.title, lang) if criterion else task.criterion
    by = f", {said(day(task.by), lang)}" if task.by else ""
    gap = f", {said(quantity(task.gap, task.unit), lang)}" if task.gap else ""
    yield f"{_SIGNS[task.ruling.value]} {task.criterion} – {title}{gap}{by}"
    yield f"    {plain(said(task.mend, lang))}"


def _decision_lines(here: Desk, one: Recorded, lang: str) -> Iterator[str]:
    decision, statuses = one.decision, here.rules.lifecycle.statuses
    move = here.rules.lifecycle.transitions.get(decision.transition)
    title = said(move.title, lang) if move else decision.transition
    after = said(statuses[decision.after].title, lang)
    yield plain(f"{one.made.number}. {decision.decided_on}  {title} → « {after} » – {decision.author} {one.function}")
    yield plain(f"     {decision.reasons}")
    if decision.votes:
        kept = [vote for vote in decision.votes if not vote.tie]
        tally = ", ".join(f"{sum(vote.choice == choice for vote in kept)} {choice}" for choice in ("for", "against"))
        yield f"     {tally}" + (
            f", {len(decision.votes) - len(kept)} écartée(s)" if len(kept) < len(decision.votes) else ""
        )
    for step in one.steps:
        yield plain(f"     {step.stated_on}  {step.kind} – {step.author} : {step.payload.get('text', '')}")


def _statement_line(one: Statement) -> str:
    dates = " – ".join(str(on) for on in (one.first_on, one.last_on) if on)
    held = "" if one.withdrawn_at is None else " (retirée)"
    parts = (f"[{one.id}]", str(one.stated_on), one.kind, one.name, dates, f"– {one.author} {one.function}".rstrip())
    return plain("  " + " ".join(part for part in parts if part) + held)


def _ruling(ruling: Ruling | None, lang: str) -> str:
    return "∅" if ruling is None else said(RULINGS[ruling], lang)


COMMANDS = (assess, report, history, todo, simulate, preview_command, messages_command)
