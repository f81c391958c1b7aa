"""Charter + evidence + moment + history -> report: pillar by pillar, rates, eligibility, level, what to do next.

Rates follow the arithmetic of the RGAA: conforming ÷ applicable. What is not applicable leaves the denominator;
derogations and undetermined verdicts stay in it and are told apart. Upcoming criteria are in neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from federation.label.case import Case
from federation.label.charter import Charter
from federation.label.evidence import Evidence
from federation.label.history import NOTHING, History
from federation.label.judge import judge
from federation.label.todo import Task, tasks
from federation.label.verdict import CONFORMING, ELIGIBLE, Anomaly, Ruling, Verdict


@dataclass(frozen=True, slots=True)
class Rate:
    """How many verdicts of a pillar, or of all, conform, of how many that apply; among these some are told apart."""

    conforming: int
    applicable: int
    undetermined: int
    derogations: int

    @property
    def share(self) -> Fraction | None:
        """Conforming ÷ applicable; None when nothing applies."""
        return Fraction(self.conforming, self.applicable) if self.applicable else None


@dataclass(frozen=True, slots=True)
class PillarReport:
    """The verdicts of one pillar, in the order of the charter."""

    pillar: str
    rate: Rate
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All verdicts on one site at one moment.

    `level` is `label`, `mention` or "" when it is not eligible; `blocking` are the required criteria that keep it
    from being so, `overdue` those whose time to mend is over.
    """

    site: str
    charter: str
    version: str
    as_of: datetime
    eligible: bool
    level: str
    rate: Rate
    pillars: tuple[PillarReport, ...]
    blocking: tuple[str, ...]
    overdue: tuple[str, ...]
    todo: tuple[Task, ...]
    anomalies: tuple[Anomaly, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All of them, in the order of the charter."""
        return tuple(verdict for pillar in self.pillars for verdict in pillar.verdicts)

    def verdict(self, criterion: str) -> Verdict:
        """The verdict on a criterion; KeyError when the charter has none of that id."""
        for verdict in self.verdicts:
            if verdict.criterion == criterion:
                return verdict
        raise KeyError(criterion)


def assess(charter: Charter, evidence: Evidence, as_of: datetime, history: History = NOTHING) -> Report:
    """The report on a site at an aware moment; equal arguments give equal reports."""
    case = Case(evidence, charter.rules, charter.zone, as_of)
    verdicts = [judge(criterion, case, history.get(criterion.id, ())) for criterion in charter.criteria]
    counting = [verdict for verdict in verdicts if verdict.counts]
    blocking = tuple(one.criterion for one in counting if one.required and one.ruling not in ELIGIBLE)
    return Report(
        site=evidence.site,
        charter=charter.id,
        version=charter.version,
        as_of=case.as_of,
        eligible=not blocking,
        level="" if blocking or not rate(counting).applicable else _level(charter, counting),
        rate=rate(counting),
        pillars=tuple(_pillar(pillar.id, verdicts) for pillar in charter.pillars),
        blocking=blocking,
        overdue=tuple(one.criterion for one in counting if one.required and one.overdue),
        todo=tasks(charter, (one for one in verdicts if one.required or not evidence.justified.get(one.criterion))),
        anomalies=_anomalies(case),
    )


def rate(verdicts: Sequence[Verdict]) -> Rate:
    """The rate of some verdicts; only those that count."""
    applicable = [one for one in verdicts if one.counts and one.ruling is not Ruling.NOT_APPLICABLE]
    return Rate(
        conforming=sum(one.ruling in CONFORMING for one in applicable),
        applicable=len(applicable),
        undetermined=sum(one.ruling is Ruling.UNDETERMINED for one in applicable),
        derogations=sum(one.ruling is Ruling.DEROGATION for one in applicable),
    )


def _pillar(id: str, verdicts: Sequence[Verdict]) -> PillarReport:
    own = tuple(one for one in verdicts if one.pillar == id)
    return PillarReport(id, rate(own), own)


def _level(charter: Charter, counting: Sequence[Verdict]) -> str:
    share = rate(counting).share
    high = share is not None and share >= charter.rules.mention_rate.value
    on_target = all(one.on_target for one in counting if one.ruling is not Ruling.NOT_APPLICABLE)
    return "mention" if high and on_target else "label"


def _anomalies(case: Case) -> tuple[Anomaly, ...]:
    found = {one.id: one for one in (*case.anomalies, *case.jumps)}
    return tuple(found[id] for id in sorted(found))


def due_on(report: Report) -> date | None:
    """The day of the next thing to do; None when nothing has a day."""
    return min((task.by for task in report.todo if task.by is not None), default=None)
