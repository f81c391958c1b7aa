"""What is said of the label as plain data, for the open files and the API: `publish.label_schemas` describes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from federation.domain.site import Site
from federation.label.papers import goes
from federation.label.votes import Choice, Vote
from federation.store.label.decided import Recorded, decisions_of
from federation.store.label.reports import Kept, latest
from federation.store.label.statements import Statement, on_file
from federation.web.label.desk import Desk

Plain = dict[str, Any]
RENEWAL = {"fr": "renouveler le label", "en": "renew the label"}
"""A decision that is no transition of the lifecycle."""


def charter_in_force(here: Desk) -> Plain:
    """Which version of which charter is in force."""
    return {"id": here.rules.charter.id, "version": here.rules.charter.version}


def every_place(here: Desk) -> list[Plain]:
    """Where every place of the network stands, with its last report in figures."""
    reports = latest(here.reading.session, whole=False)
    return [{**standing(here, site), "report": _figures(reports.get(site.id))} for site in here.reading.network.sites]


def whole(kept: Kept | None) -> Plain | None:
    """A report, whole; null is what the release that made it did not say yet. None when it is no longer kept."""
    if kept is None or kept.plain is None:
        return None
    return {**kept.plain, "todo": [{"found": None, **task} for task in kept.plain["todo"]]}


def standing(here: Desk, site: Site) -> Plain:
    """Where a place stands with the label."""
    found = here.standing.get(site.id)
    return {
        "site": site.id,
        "name": site.name,
        "city": site.location.city,
        "status": here.status(site).value,
        "labelled_on": _iso(found.labelled_on if found else None),
        "term_ends_on": _iso(found.term_ends_on if found else None),
    }


def history(here: Desk, site: Site) -> Plain:
    """What was decided about a place, and what is on its file."""
    session = here.reading.session
    decisions = [_decision(here, one) for one in decisions_of(session, [site.id]).get(site.id, ())]
    file = [_paper(one) for one in on_file(session, [site.id], withdrawn=True).get(site.id, ())]
    return {**standing(here, site), "decisions": decisions, "file": file}


def _figures(kept: Kept | None) -> Plain | None:
    if kept is None:
        return None
    names = ("ruling", "value", "threshold", "unit")
    return {
        "as_of": kept.as_of.isoformat(),
        "charter": kept.charter,
        "version": kept.version,
        "eligible": kept.eligible,
        "level": kept.level or None,
        "conforming": kept.conforming,
        "applicable": kept.applicable,
        "criteria": {one: dict(zip(names, told, strict=True)) for one, told in kept.figures.items()},
    }


def _decision(here: Desk, one: Recorded) -> Plain:
    decision = one.decision
    move = here.rules.lifecycle.transitions.get(decision.transition)
    return {
        "number": one.made.number,
        "decision": decision.transition,
        "title": {"fr": move.title.fr, "en": move.title.en} if move else RENEWAL,
        "before": decision.before.value,
        "after": decision.after.value,
        "role": decision.role.value,
        "author": decision.author,
        "function": one.function,
        "reasons": decision.reasons,
        "decided_at": decision.decided_at.isoformat(),
        "votes": _votes(decision.votes) if decision.votes else None,
        "term_ends_on": _iso(decision.term_ends_on),
        "appealable_until": _iso(decision.appealable_until),
        "suspensive": decision.suspensive,
        "charter": one.charter,
        "version": one.version,
        "steps": [_paper(step) for step in one.steps],
    }


def _votes(votes: Sequence[Vote]) -> Plain:
    """How they fell, without who voted how."""
    kept = [vote.choice for vote in votes if not vote.tie]
    return {
        "in_favour": kept.count(Choice.FOR),
        "against": kept.count(Choice.AGAINST),
        "abstained": kept.count(Choice.ABSTAIN),
        "set_aside": len(votes) - len(kept),
    }


def _paper(one: Statement) -> Plain:
    return {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "favourable": goes(one.kind, one.payload),
        "author": one.author,
        "function": one.function,
        "stated_on": _iso(one.stated_on),
        "first_on": _iso(one.first_on),
        "last_on": _iso(one.last_on),
        "withdrawn_at": _iso(one.withdrawn_at),
    }


def _iso(when: date | datetime | None) -> str | None:
    return None if when is None else when.isoformat()
