"""What the label says, line by line on the terminal, in French or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from federation.commands.label.desk import Desk, said
from federation.commands.telling import plain
from federation.label.attempts import Attempts, about, attempt_words
from federation.label.papers import PAPERS, papers_of, side
from federation.label.reminders import told
from federation.label.todo import Task
from federation.label.verdict import Ruling, Unit
from federation.label.votes import Choice, Vote
from federation.label.words import LEVELS, RULINGS, SIGNS, THIN, day, quantity
from federation.store.label.decided import Recorded
from federation.store.label.messages import Noted
from federation.store.label.statements import Statement

COLON = {"fr": f"{THIN}:", "en": ":"}
_DECISION = {"fr": "décision", "en": "decision"}
_BEFORE = {"fr": "avant le", "en": "before"}
_GAP = {"fr": "écart", "en": "gap"}
_ASIDE = {"fr": "écartée(s) pour conflit d’intérêts", "en": "set aside for a conflict of interest"}
_WITHDRAWN = {"fr": "retiré", "en": "withdrawn"}
_CHOICES = {
    "fr": {Choice.FOR: "pour", Choice.AGAINST: "contre"},
    "en": {Choice.FOR: "for", Choice.AGAINST: "against"},
}


def standing_line(here: Desk, site: str, lang: str) -> str:
    """Which status a site of the network has, since when, by which decision."""
    standing = here.standing(site)
    status = said(here.rules.lifecycle.statuses[standing.status].title, lang)
    since = f" ({said(day(here.rules.day(standing.since_at)), lang)})" if standing.since_at else ""
    return f"{site}{COLON[lang]} {status}{since}, {_DECISION[lang]} {standing.number}"


def message_line(here: Desk, one: Noted, lang: str) -> str:
    """One reminder."""
    on = here.rules.day(one.noted_at)
    return plain(f"{on}  {one.message.site}  {said(told(one.message, here.rules.lifecycle), lang)}")


def report_lines(here: Desk, found: Any, lang: str) -> Iterator[str]:
    """A report as plain data, line by line."""
    as_of = datetime.fromisoformat(found["as_of"]).astimezone(here.zone)
    rate = found["rate"]
    level = said(LEVELS[found["level"]], lang) if found["level"] else ""
    status = said(here.rules.lifecycle.statuses[here.standing(found["site"]).status].title, lang)
    on, charter = said(day(as_of.date()), lang), f"{found['charter']} {found['version']}"
    yield f"{found['site']}{COLON[lang]} {status}, {on}, {charter}"
    yield f"{rate['conforming']}/{rate['applicable']}" + (f", {level}" if level else "")
    titles = {one.id: one.title for one in here.rules.charter.criteria}
    pillars = {one.id: one.title for one in here.rules.charter.pillars}
    for pillar in found["pillars"]:
        title = said(pillars[pillar["id"]], lang) if pillar["id"] in pillars else pillar["id"]
        yield f"{title} {pillar['rate']['conforming']}/{pillar['rate']['applicable']}"
        for one in pillar["verdicts"]:
            name = said(titles[one["criterion"]], lang) if one["criterion"] in titles else one["criterion"]
            star = "" if one["required"] else " (recommandé)" if lang == "fr" else " (recommended)"
            found_to_be = Ruling(one["ruling"])
            verdict = f"{name}{star}{COLON[lang]} {ruling_words(found_to_be, lang)}"
            yield f"  {SIGNS[found_to_be]} {one['criterion']} – {verdict}"
            yield f"      {plain(one['explanation'][lang])}"
    for one in found["anomalies"]:
        yield f"  ! {one['id']}  {plain(one['said'][lang])}" + (" ✓" if one["accepted"] else "")


def task_lines(
    here: Desk, task: Task, lang: str, filed: Sequence[Statement] = (), attempts: Sequence[Attempts] = ()
) -> Iterator[str]:
    """One thing to do, and how; then what was tried: what is on file about it, and the visits that failed."""
    criterion = here.rules.charter.criterion(task.criterion)
    title = said(criterion.title, lang) if criterion else task.criterion
    by = f", {_BEFORE[lang]} {said(day(task.by), lang)}" if task.by else ""
    far = f", {gap_words(task.gap, task.unit, lang)}" if task.gap else ""
    yield f"{SIGNS[task.ruling]} {task.criterion} – {title}{far}{by}"
    yield f"    {plain(said(task.found, lang))}"
    yield f"    {plain(said(task.mend, lang))}"
    if criterion is None:
        return
    for one in filed:
        if one.name == criterion.id or one.name in papers_of(criterion):
            yield "    · " + plain(_paper(one, lang))
    for tried in about(criterion, attempts):
        yield from (f"    · {plain(said(line, lang))}" for line in attempt_words(tried, here.zone))


def decision_lines(here: Desk, one: Recorded, lang: str) -> Iterator[str]:
    """A decision, how the votes fell, and what became of it."""
    decision, statuses = one.decision, here.rules.lifecycle.statuses
    move = here.rules.lifecycle.transitions.get(decision.transition)
    title = said(move.title, lang) if move else decision.transition
    after = said(statuses[decision.after].title, lang)
    yield plain(f"{one.made.number}. {decision.decided_on}  {title} → {after} – {decision.author} {one.function}")
    yield "     " + plain(decision.reasons)
    if decision.votes:
        yield "     " + _tally(decision.votes, lang)
    for step in one.steps:
        yield "     " + plain(f"{_paper(step, lang)}{COLON[lang]} {step.payload.get('text', '')}")


def _tally(votes: Sequence[Vote], lang: str) -> str:
    kept = [vote for vote in votes if not vote.tie]
    told = [f"{sum(vote.choice is choice for vote in kept)} {name}" for choice, name in _CHOICES[lang].items()]
    aside = [f"{len(votes) - len(kept)} {_ASIDE[lang]}"] if len(kept) < len(votes) else []
    return ", ".join(told + aside)


def statement_line(one: Statement, lang: str) -> str:
    """One paper on file."""
    held = "" if one.withdrawn_at is None else f" ({_WITHDRAWN[lang]})"
    return "  " + plain(f"[{one.id}] {_paper(one, lang)}{held}")


def _paper(one: Statement, lang: str) -> str:
    """A paper: when, what, of which name and side, from when to when, by whom."""
    dates = " – ".join(str(on) for on in (one.first_on, one.last_on) if on)
    goes = side(one.kind, one.payload)
    way = f"({said(goes, lang)})" if goes else ""
    parts = (str(one.stated_on), said(PAPERS[one.kind], lang), one.name, way, dates, "–", one.author, one.function)
    return " ".join(part for part in parts if part)


def gap_words(gap: Fraction, unit: Unit, lang: str) -> str:
    """How far something is from its threshold."""
    return f"{_GAP[lang]} {said(quantity(gap, unit), lang)}"


def ruling_words(ruling: Ruling | None, lang: str) -> str:
    """A ruling; none when a charter does not ask."""
    return "∅" if ruling is None else said(RULINGS[ruling], lang)
