"""A report as JSON: the same report gives the same bytes, for open data and for comparing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from federation.domain.reasons.words import Words
from federation.label.audit import Rate, Report
from federation.label.todo import Task
from federation.label.verdict import PIECES_SHOWN, Anomaly, Grace, Reading, Verdict, Window


def report_json(report: Report) -> bytes:
    """The report in UTF-8; keys in a fixed order, shares with four decimals, moments in UTC."""
    return json.dumps(plain(report), ensure_ascii=False, separators=(",", ":")).encode()


def plain(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "site": report.site,
        "charter": report.charter,
        "version": report.version,
        "as_of": _value(report.as_of),
        "eligible": report.eligible,
        "level": report.level or None,
        "rate": _rate(report.rate),
        "pillars": [
            {"id": one.pillar, "rate": _rate(one.rate), "verdicts": [_verdict(verdict) for verdict in one.verdicts]}
            for one in report.pillars
        ],
        "blocking": list(report.blocking),
        "overdue": list(report.overdue),
        "todo": [_task(task) for task in report.todo],
        "anomalies": [_anomaly(one) for one in report.anomalies],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "criterion": verdict.criterion,
        "ruling": verdict.ruling.value,
        "required": verdict.required,
        "counts": verdict.counts,
        "explanation": _words(verdict.explanation),
        "readings": [_reading(one) for one in verdict.readings],
        "grace": _grace(verdict.grace) if verdict.grace else None,
        "next_check_on": _value(verdict.next_check_on),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "ruling": reading.ruling.value,
        "value": _value(reading.value),
        "threshold": _value(reading.threshold),
        "at_most": reading.at_most,
        "target": _value(reading.target),
        "unit": reading.unit.value,
        "origin": reading.origin or None,
        "window": _window(reading.window) if reading.window else None,
        **_pieces(reading.pieces),
        "sources": list(reading.sources),
        "anomalies": list(reading.anomalies),
    }


def _window(window: Window) -> dict[str, Any]:
    return {"first": _value(window.first), "last": _value(window.last), "days": window.days, "cut": window.cut}


def _grace(grace: Grace) -> dict[str, Any]:
    return {
        "allowed_days": _value(_days(grace.allowed)),
        "elapsed_days": _value(_days(grace.elapsed)),
        "until": _value(grace.until),
        "over": grace.over,
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "conforming": rate.conforming,
        "applicable": rate.applicable,
        "undetermined": rate.undetermined,
        "derogations": rate.derogations,
        "share": _value(rate.share),
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "criterion": task.criterion,
        "urgency": task.urgency.name.lower(),
        "ruling": task.ruling.value,
        "found": _words(task.found),
        "gap": _value(task.gap),
        "unit": task.unit.value,
        "by": _value(task.by),
        "after": list(task.after),
        "mend": _words(task.mend),
    }


def _anomaly(anomaly: Anomaly) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": anomaly.id,
        "kind": anomaly.kind,
        "said": _words(anomaly.said),
        "accepted": anomaly.accepted,
    }
    return said | _pieces(anomaly.pieces)


def _pieces(pieces: Sequence[str]) -> dict[str, Any]:
    return {"pieces": list(pieces[:PIECES_SHOWN]), "pieces_total": len(pieces)}


def _words(words: Words) -> dict[str, str]:
    return {"fr": words.fr, "en": words.en}


def _days(duration: timedelta) -> Fraction:
    return Fraction(int(duration.total_seconds()), 86400)


def _value(value: Fraction | date | datetime | None) -> float | str | None:
    """A number as JSON has it, a day or a moment in ISO 8601."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else round(float(value), 4)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return None if value is None else value.isoformat()
