"""Reports, decisions and charters in words for pages: what a template shows, nothing it has to work out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from federation.label.charter import Charter
from federation.label.figures import KNOWN, asked, known_by
from federation.label.verdict import SILENCE, Ruling
from federation.label.words import RULINGS, SIGNS, day
from federation.publish.curve import Mark, curve_svg
from federation.store.label.decided import Recorded
from federation.store.label.pieces import titles
from federation.store.label.reports import Kept, Point
from federation.store.label.statements import Statement
from federation.web.label.desk import Desk
from federation.web.label.filed import filed_words
from federation.web.language import translated as _


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """A criterion of the charter: what it asks for, why, and who chose each number."""

    id: str
    title: str
    required: bool
    reason: str
    mend: str
    known: str
    asked: tuple[tuple[str, str], ...]
    from_on: str


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A verdict in a report; `tone` names its colour, `curve` is drawn or empty."""

    id: str
    title: str
    required: bool
    tone: str
    sign: str
    ruling: str
    explanation: str
    pieces: tuple[tuple[str, str], ...]
    more_pieces: int
    curve: Markup


@dataclass(frozen=True, slots=True)
class PillarWords:
    """A pillar with what stands in it, and its rate where it is of a report."""

    id: str
    title: str
    items: Sequence[Any]
    rate: str = ""


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """A decision: when, what, by whom, why, how the votes fell, and what became of it."""

    number: int
    on: str
    title: str
    after: str
    author: str
    reasons: str
    votes: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskWords:
    """One thing to do; `tried` is what people put on file about it, `visits` what the hub tried of itself."""

    title: str
    sign: str
    tone: str
    ruling: str
    found: str
    by: str
    mend: str
    tried: tuple[str, ...]
    visits: tuple[str, ...]


def charter_words(desk: Desk, charter: Charter) -> list[PillarWords]:
    """A charter pillar by pillar."""
    found = []
    for pillar in charter.pillars:
        items = [
            CriterionWords(
                id=one.id,
                title=desk.said(one.title),
                required=one.required,
                reason=desk.said(one.reason),
                mend=desk.said(one.mend),
                known=", ".join(desk.said(KNOWN[name]) for name in known_by(one)),
                asked=tuple(
                    (desk.said(number.said), "" if number.origin == SILENCE else desk.said(number.origin))
                    for number in asked(charter, one)
                ),
                from_on="" if one.counts(desk.today) else desk.said(day(one.in_force_on)),
            )
            for one in charter.criteria
            if one.pillar == pillar.id
        ]
        found.append(PillarWords(pillar.id, desk.said(pillar.title), items))
    return found


def report_words(desk: Desk, kept: Kept, trends: Mapping[str, Sequence[Point]]) -> list[PillarWords]:
    """A kept report pillar by pillar, each verdict with its reasons, pieces and curve."""
    charter = desk.rules.charter
    pillars = {pillar.id: desk.said(pillar.title) for pillar in charter.pillars}
    told = [one for pillar in (kept.plain or {}).get("pillars", ()) for one in pillar["verdicts"]]
    pieces = {piece for one in told for reading in one["readings"] for piece in reading["pieces"]}
    names = titles(desk.reading.session, pieces)
    return [
        PillarWords(
            pillar["id"],
            pillars.get(pillar["id"], pillar["id"]),
            [_verdict(desk, one, trends.get(one["criterion"], ()), names) for one in pillar["verdicts"]],
            rate_words(pillar["rate"]["conforming"], pillar["rate"]["applicable"]),
        )
        for pillar in (kept.plain or {}).get("pillars", ())
    ]


def rate_words(conforming: int, applicable: int) -> str:
    """« 14 conformes sur 17 »."""
    if not applicable:
        return _("aucun critère ne s’applique")
    if conforming < 2:  # French counts none as one.
        return _("%(met)s conforme sur %(all)s", met=conforming, all=applicable)
    return _("%(met)s conformes sur %(all)s", met=conforming, all=applicable)


def decision_words(desk: Desk, found: Iterable[Recorded]) -> list[DecisionWords]:
    """Decisions, the latest first."""
    return [_decision(desk, one) for one in found][::-1]


def task_words(
    desk: Desk,
    tasks: Iterable[Mapping[str, Any]],
    tried: Mapping[str, Sequence[str]],
    visits: Mapping[str, Sequence[str]],
) -> list[TaskWords]:
    """The tasks of a report, in its order; by criterion what is on file, and which visits of the hub failed."""
    found = []
    for task in tasks:
        criterion, ruling = desk.rules.charter.criterion(task["criterion"]), Ruling(task["ruling"])
        found.append(
            TaskWords(
                title=desk.said(criterion.title) if criterion else task["criterion"],
                sign=SIGNS[ruling],
                tone=ruling.value,
                ruling=desk.said(RULINGS[ruling]),
                found=task["found"][_tongue(desk)] if "found" in task else "",  # Reports of before do not say it.
                by=desk.said(day(date.fromisoformat(task["by"]))) if task["by"] else "",
                mend=task["mend"][_tongue(desk)],
                tried=tuple(tried.get(task["criterion"], ())),
                visits=tuple(visits.get(task["criterion"], ())),
            )
        )
    return found


def moment_words(desk: Desk, moment: datetime) -> str:
    """The day of a moment, in the zone of the charter."""
    return desk.said(day(desk.rules.day(moment)))


def _tongue(desk: Desk) -> str:
    return "en" if desk.reading.here.language == "en" else "fr"


def _verdict(desk: Desk, one: Mapping[str, Any], points: Sequence[Point], names: Mapping[str, str]) -> VerdictWords:
    criterion, ruling = desk.rules.charter.criterion(one["criterion"]), Ruling(one["ruling"])
    title = desk.said(criterion.title) if criterion else one["criterion"]
    pieces = list(dict.fromkeys(piece for reading in one["readings"] for piece in reading["pieces"]))
    total = sum(reading["pieces_total"] for reading in one["readings"])
    marks = [Mark(point.on, point.value, point.threshold) for point in points]
    return VerdictWords(
        id=one["criterion"],
        title=title,
        required=one["required"],
        tone=ruling.value,
        sign=SIGNS[ruling],
        ruling=desk.said(RULINGS[ruling]) if one["counts"] else _("à venir"),
        explanation=one["explanation"][_tongue(desk)],
        pieces=tuple(_piece(desk, piece, names) for piece in pieces),
        more_pieces=max(0, total - len(pieces)),
        curve=Markup(curve_svg(marks, _("%(title)s, jour après jour", title=title))),  # noqa: S704 escaped there
    )


def _piece(desk: Desk, piece: str, names: Mapping[str, str]) -> tuple[str, str]:
    """What a piece is called, with the address of its page if it has one."""
    title = names.get(piece)
    return (piece, "") if title is None else (title, desk.reading.here.to(f"/evenements/{piece}"))


def _step(desk: Desk, step: Statement) -> str:
    """An appeal or what became of it: when, by whom, which way, and why."""
    colon = ": " if _tongue(desk) == "en" else "\u202f: "
    return colon.join(part for part in (filed_words(desk, step), step.payload.get("text", "")) if part)


def _decision(desk: Desk, one: Recorded) -> DecisionWords:
    decision, lifecycle = one.decision, desk.rules.lifecycle
    move = lifecycle.transitions.get(decision.transition)
    kept = [vote for vote in decision.votes if not vote.tie]
    votes = ""
    if decision.votes:
        for_, against = (sum(vote.choice.value == choice for vote in kept) for choice in ("for", "against"))
        votes = _("%(for_)s pour, %(against)s contre", for_=for_, against=against)
        if len(kept) < len(decision.votes):
            votes += _(", %(count)s écartée pour conflit d’intérêts", count=len(decision.votes) - len(kept))
    return DecisionWords(
        number=one.made.number,
        on=desk.said(day(decision.decided_on)),
        title=desk.said(move.title) if move else _("renouveler le label"),
        after=desk.status_words(decision.after),
        author=f"{decision.author}, {one.function}" if one.function else decision.author,
        reasons=decision.reasons,
        votes=votes,
        steps=tuple(_step(desk, step) for step in one.steps),
    )
