"""Decisions on labels as rows: written once, read back as values with the appeals against them; never changed."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from federation.domain.site import LabelStatus
from federation.label.decisions import Appeal, Decision
from federation.label.lifecycle import Actor, Effect
from federation.label.standing import Made
from federation.label.votes import Choice, Vote
from federation.store.label.statements import Statement, on_file
from federation.store.models import LabelDecisionRow

APPEAL, APPEAL_RULING = "appeal", "appeal-ruling"


class OvertakenError(Exception):
    """Somebody else decided of the same site at the same moment, and won."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A decision as it is public for ever: with its number, the charter and the evidence that it rests on.

    `function` is the role of its author; `evidence` names what it rests on (see `facts.File.plain`), `report` is the
    report of that moment as plain data, None when there was none. `steps` are the statements that name it: appeals
    and what became of them.
    """

    id: int
    made: Made
    function: str = ""
    charter: str = ""
    version: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, Any] | None = None
    steps: tuple[Statement, ...] = ()

    @property
    def decision(self) -> Decision:
        """The decision itself."""
        return self.made.decision


def decisions_of(session: Session, site_ids: Iterable[str] = (), *, reports: bool = False) -> dict[str, list[Recorded]]:
    """The decisions of these sites, or of all that have any, in their order; with `reports` those they rest on."""
    wanted = sorted(set(site_ids))
    rows = select(LabelDecisionRow).order_by(LabelDecisionRow.site_id, LabelDecisionRow.number)
    steps = on_file(session, wanted, (APPEAL, APPEAL_RULING))
    found: dict[str, list[Recorded]] = defaultdict(list)
    for row in session.scalars(rows.where(LabelDecisionRow.site_id.in_(wanted)) if wanted else rows):
        about = tuple(one for one in steps.get(row.site_id, ()) if one.payload.get("decision") == row.number)
        found[row.site_id].append(_recorded(row, about, reports))
    return dict(found)


def write(
    session: Session,
    number: int,
    decision: Decision,
    *,
    function: str = "",
    freeze_until: date | None = None,
    charter: tuple[str, str] = ("", ""),
    evidence: Mapping[str, Any] | None = None,
    report: bytes | None = None,
) -> None:
    """Write a decision under its number, in the caller's transaction. Raises OvertakenError when it is given."""
    row = LabelDecisionRow(
        site_id=decision.site,
        number=number,
        transition=decision.transition,
        before=decision.before.value,
        after=decision.after.value,
        role=decision.role.value,
        author=decision.author,
        function=function,
        reasons=decision.reasons,
        decided_at=decision.decided_at,
        decided_on=decision.decided_on,
        votes=json.dumps([[vote.member, vote.choice.value, vote.tie] for vote in decision.votes], ensure_ascii=False),
        effects=json.dumps([effect.value for effect in decision.effects]),
        term_ends_on=decision.term_ends_on,
        apply_again_on=decision.apply_again_on,
        appealable_until=decision.appealable_until,
        suspensive=decision.suspensive,
        freeze_until=freeze_until,
        charter=charter[0],
        version=charter[1],
        evidence=json.dumps(dict(evidence or {}), ensure_ascii=False),
        report=None if report is None else zlib.compress(report),
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        raise OvertakenError from error


def _recorded(row: LabelDecisionRow, steps: tuple[Statement, ...], reports: bool) -> Recorded:
    decision = Decision(
        site=row.site_id,
        transition=row.transition,
        before=LabelStatus(row.before),
        after=LabelStatus(row.after),
        author=row.author,
        role=Actor(row.role),
        reasons=row.reasons,
        decided_at=row.decided_at,
        decided_on=row.decided_on,
        votes=tuple(Vote(member, Choice(choice), tie) for member, choice, tie in json.loads(row.votes)),
        effects=tuple(Effect(one) for one in json.loads(row.effects)),
        term_ends_on=row.term_ends_on,
        apply_again_on=row.apply_again_on,
        appealable_until=row.appealable_until,
        suspensive=row.suspensive,
    )
    return Recorded(
        id=row.id,
        made=Made(row.number, decision, _appeal(steps), row.freeze_until),
        function=row.function,
        charter=row.charter,
        version=row.version,
        evidence=json.loads(row.evidence),
        report=json.loads(zlib.decompress(row.report)) if reports and row.report else None,
        steps=steps,
    )


def _appeal(steps: Sequence[Statement]) -> Appeal | None:
    """The appeal that these statements make, with what the panel ruled; the last of several."""
    filed = [one for one in steps if one.kind == APPEAL]
    if not filed:
        return None
    ruled = [one for one in steps if one.kind == APPEAL_RULING and one.stated_at >= filed[-1].stated_at]
    if not ruled:
        return Appeal(filed[-1].stated_on)
    last = ruled[-1]
    return Appeal(filed[-1].stated_on, frozenset(last.payload["panel"]), last.stated_on, bool(last.payload["upheld"]))
