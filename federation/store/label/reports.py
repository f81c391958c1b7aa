"""Reports on sites: made from evidence and what was found before, kept one a day, read back; and trends.

What is kept of a day is the last report of it, whole for `KEPT_WHOLE`, and in figures for ever.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from federation.domain.taxonomy import Taxonomy
from federation.label.audit import Report, assess
from federation.label.history import History, Span, remembered
from federation.label.report_json import report_json
from federation.label.verdict import Ruling
from federation.store.bulk import chunks
from federation.store.label.charters import Rulebook
from federation.store.label.evidence import Found, gather
from federation.store.label.rows import put
from federation.store.models import AssessmentRow, RulingsRow

KEPT_WHOLE = timedelta(days=400)
_ASSESSMENTS = cast(Table, AssessmentRow.__table__)
_RULINGS = cast(Table, RulingsRow.__table__)


@dataclass(frozen=True, slots=True)
class Assessed:
    """A site with its report at one moment; `history` are all rulings with this one, `before` those known till then."""

    found: Found
    report: Report
    history: History
    before: History


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as it was kept: when it was made, and the report as plain data (`label.report_json.plain`).

    `plain` is None for a day whose whole report is no longer kept; `figures` are there for ever: criterion → ruling,
    value, threshold, unit.
    """

    site: str
    assessed_on: date
    as_of: datetime
    charter: str
    version: str
    eligible: bool
    level: str
    conforming: int
    applicable: int
    figures: Mapping[str, tuple[str, float | None, float | None, str]]
    plain: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Point:
    """A criterion on one day; `value` and `threshold` are in `unit`, None when there was nothing to measure."""

    on: date
    ruling: Ruling
    value: float | None
    threshold: float | None
    unit: str


def assessed(
    session: Session, rules: Rulebook, as_of: datetime, site_ids: Iterable[str] = (), taxonomy: Taxonomy | None = None
) -> dict[str, Assessed]:
    """Reports on these sites, or on all, as of an aware moment; nothing is written. By id, in the order of the file."""
    found = gather(session, rules, as_of, site_ids, taxonomy)
    known = rulings(session, list(found))
    return {site: _assessed(rules, one, known.get(site, {}), as_of) for site, one in found.items()}


def _assessed(rules: Rulebook, found: Found, before: History, as_of: datetime) -> Assessed:
    report = assess(rules.charter, found.evidence, as_of, before)
    return Assessed(found, report, remembered(before, report.verdicts, as_of), before)


def keep(session: Session, rules: Rulebook, reports: Sequence[Assessed]) -> tuple[str, ...]:
    """Keep these reports in the caller's transaction; returns the sites of which readers see other rulings than before.

    A report that is not later than what is known of its site is not kept.
    """
    ids = [one.report.site for one in reports]
    known = _as_of(session, ids)
    fresh = [one for one in reports if one.report.site not in known or known[one.report.site] < one.report.as_of]
    seen = latest(session, ids, whole=False)
    rows = [_row(rules, one) for one in fresh]
    put(session, _ASSESSMENTS, rows)
    put(session, _RULINGS, [_spans_row(one) for one in fresh])
    return tuple(row["site_id"] for row in rows if _differs(seen.get(row["site_id"]), row))


def latest(session: Session, site_ids: Iterable[str] = (), *, whole: bool = True) -> dict[str, Kept]:
    """The last report that was kept of each of these sites, or of all; without `whole` in figures only."""
    last = select(AssessmentRow.site_id, func.max(AssessmentRow.assessed_on).label("on")).group_by(
        AssessmentRow.site_id
    )
    if wanted := sorted(set(site_ids)):
        last = last.where(AssessmentRow.site_id.in_(wanted))
    newest = last.subquery()
    rows = (
        select(AssessmentRow)
        .join(newest, (newest.c.site_id == AssessmentRow.site_id) & (newest.c.on == AssessmentRow.assessed_on))
        .order_by(AssessmentRow.site_id)
    )
    return {row.site_id: _kept(row, whole) for row in session.scalars(rows)}


def report_on(session: Session, site_id: str, on: date | None = None) -> Kept | None:
    """The last report that was kept of a site, up to a day when one is given; None when there is none."""
    rows = select(AssessmentRow).where(AssessmentRow.site_id == site_id)
    rows = rows if on is None else rows.where(AssessmentRow.assessed_on <= on)
    row = session.scalar(rows.order_by(AssessmentRow.assessed_on.desc()).limit(1))
    return None if row is None else _kept(row, True)


def trends(session: Session, site_id: str, since: date | None = None) -> dict[str, tuple[Point, ...]]:
    """Each criterion of a site day by day, the oldest first: what a curve is drawn from."""
    rows = select(AssessmentRow.assessed_on, AssessmentRow.figures).where(AssessmentRow.site_id == site_id)
    rows = rows.where(AssessmentRow.assessed_on >= since) if since else rows
    found: dict[str, list[Point]] = {}
    for on, figures in session.execute(rows.order_by(AssessmentRow.assessed_on)):
        for criterion, (ruling, value, threshold, unit) in json.loads(figures).items():
            found.setdefault(criterion, []).append(Point(on, Ruling(ruling), value, threshold, unit))
    return {criterion: tuple(points) for criterion, points in found.items()}


def rulings(session: Session, site_ids: Sequence[str]) -> dict[str, History]:
    """For how long each criterion of these sites has been ruled how, by site."""
    found: dict[str, History] = {}
    for some in chunks(site_ids):
        for row in session.scalars(select(RulingsRow).where(RulingsRow.site_id.in_(some))):
            found[row.site_id] = {
                criterion: tuple(
                    Span(Ruling(ruling), datetime.fromisoformat(first), datetime.fromisoformat(last))
                    for ruling, first, last in spans
                )
                for criterion, spans in json.loads(row.spans).items()
            }
    return found


def forget_whole_reports(session: Session, today: date) -> None:
    """Keep of reports that are older than `KEPT_WHOLE` the figures only."""
    old = (_ASSESSMENTS.c.assessed_on < today - KEPT_WHOLE, _ASSESSMENTS.c.report.is_not(None))
    session.execute(update(_ASSESSMENTS).where(*old).values(report=None))


def _row(rules: Rulebook, one: Assessed) -> dict[str, Any]:
    report = one.report
    return {
        "site_id": report.site,
        "assessed_on": rules.day(report.as_of),
        "as_of": report.as_of,
        "charter": report.charter,
        "version": report.version,
        "eligible": report.eligible,
        "level": report.level,
        "conforming": report.rate.conforming,
        "applicable": report.rate.applicable,
        "figures": json.dumps(_figures(report), separators=(",", ":")),
        "report": zlib.compress(report_json(report)),
    }


def _figures(report: Report) -> dict[str, list[Any]]:
    found = {}
    for verdict in report.verdicts:
        reading = verdict.decisive
        value = None if reading is None or reading.value is None else round(float(reading.value), 4)
        threshold = None if reading is None or reading.threshold is None else round(float(reading.threshold), 4)
        found[verdict.criterion] = [verdict.ruling.value, value, threshold, reading.unit.value if reading else "count"]
    return found


def _spans_row(one: Assessed) -> dict[str, Any]:
    spans = {
        criterion: [[span.ruling.value, span.first_at.isoformat(), span.last_at.isoformat()] for span in own]
        for criterion, own in one.history.items()
    }
    text = json.dumps(spans, separators=(",", ":"))
    return {"site_id": one.report.site, "as_of": one.report.as_of, "spans": text}


def _as_of(session: Session, site_ids: Sequence[str]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for some in chunks(site_ids):
        rows = session.execute(select(RulingsRow.site_id, RulingsRow.as_of).where(RulingsRow.site_id.in_(some)))
        found |= dict(rows.all())
    return found


def _differs(before: Kept | None, row: Mapping[str, Any]) -> bool:
    """Whether readers see another ruling, charter or rate; figures that move with the clock alone are no news."""
    if before is None or (before.charter, before.version) != (row["charter"], row["version"]):
        return True
    now = {criterion: told[0] for criterion, told in json.loads(row["figures"]).items()}
    return now != {criterion: told[0] for criterion, told in before.figures.items()}


def _kept(row: AssessmentRow, whole: bool) -> Kept:
    return Kept(
        site=row.site_id,
        assessed_on=row.assessed_on,
        as_of=row.as_of,
        charter=row.charter,
        version=row.version,
        eligible=row.eligible,
        level=row.level,
        conforming=row.conforming,
        applicable=row.applicable,
        figures={criterion: tuple(told) for criterion, told in json.loads(row.figures).items()},
        plain=json.loads(zlib.decompress(row.report)) if whole and row.report is not None else None,
    )
