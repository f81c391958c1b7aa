"""How the sources are: a page for operators, JSON for machines. A failing source never makes the hub unhealthy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Blueprint, Response

from federation.domain.advice import advice
from federation.domain.advice.importance import HEADINGS
from federation.domain.advice.remarks import Remark, Told, remarks, told
from federation.domain.discretion import hosts_alone
from federation.domain.event import Notice
from federation.domain.format_names import format_name
from federation.domain.producers import producer, producer_at
from federation.domain.reasons import sentence
from federation.errors import StoreError
from federation.publish.dates import hour, short_day
from federation.store.database import DatabaseFailure
from federation.store.published import published
from federation.store.sources import SourceHealth, health, last_notices
from federation.version import VERSION
from federation.web.context import context
from federation.web.disputes import disputes
from federation.web.language import translated as _
from federation.web.pages import Reading, live
from federation.web.params import no_parameters

page_blueprint = Blueprint("health-page", __name__)
json_blueprint = Blueprint("health", __name__)

READABLE = frozenset({"updated", "unchanged", "partial"})
"""The outcomes of a pull that brought what the source says now."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Remarks on the last reading that matter alike, under one heading."""

    heading: str
    remarks: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One source in words. Its host alone: the rest of an address may be a secret, as in private calendar links."""

    site: str
    source: str
    host: str
    format: str
    good: bool
    outcome: str
    reason: str
    advice: str
    last: str
    next: str
    lost: int
    notices: int
    told: tuple[Weighed, ...]


@json_blueprint.get("/health")
def health_json() -> Response:
    """The state of each source; 200 even when one fails, 503 only when the database cannot be read."""
    no_parameters()
    now = context().clock()
    try:
        with context().store.session() as session:
            sources, current = health(session, now), published(session)
    except (DatabaseFailure, StoreError):
        return _json({"status": "error", "reason": "the database cannot be read", "version": VERSION}, 503)
    answer = {
        "status": overall(sources),
        "version": VERSION,
        "now": _iso(now),
        "published": {"version": current.version, "changed_at": _iso(current.changed_at)},
        "sources": [_source(item) for item in sources],
    }
    return _json(answer, 200)


@page_blueprint.get("/sante")
def health_page() -> Response:
    """The same for a person."""
    no_parameters()

    def make(reading: Reading) -> str:
        sources = health(reading.session, context().clock())
        lines = [health_line(item, reading) for item in sources]
        return reading.page("health.html", lines=lines, overall=overall(sources), disputes=disputes(reading))

    return live(make)


def fresh(source: SourceHealth) -> bool:
    """Whether the last visit brought what the source says now, and it is not overdue."""
    return source.outcome in READABLE and not source.stale


def overall(sources: Sequence[SourceHealth]) -> str:
    """`ok` when every source is fresh, else `degraded`."""
    return "ok" if all(fresh(item) for item in sources) else "degraded"


def outcome_words(outcome: str) -> str:
    """An outcome of a pull in words; nothing was visited yet when there is none."""
    return {
        "updated": _("à jour, du nouveau"),
        "unchanged": _("à jour, rien de nouveau"),
        "partial": _("à jour en partie"),
        "suspect": _("douteux : rien n’est retiré avant confirmation"),
        "failed": _("en échec"),
    }.get(outcome, _("pas encore visité"))


def health_line(source: SourceHealth, reading: Reading) -> HealthLine:
    """One source for the page of operators; moments are told in the network's zone."""
    language = reading.here.language
    return HealthLine(
        site=source.site_name,
        source=source.source_key,
        host=_host(source),
        format=format_name(source.format, language),
        good=fresh(source),
        outcome=outcome_words(source.outcome),
        reason=_reason(source, language),
        advice=advice(source.reason_code, _producer(source), language),
        last=_spoken(source.last_success_at, reading),
        next=_spoken(source.next_pull_at, reading),
        lost=source.lost,
        notices=source.notices,
        told=_told(source, last_notices(reading.session, source.id) if source.notices else (), language),
    )


def _told(source: SourceHealth, notices: Sequence[Notice], language: str) -> tuple[Weighed, ...]:
    """What the last reading had to say, gravest first; of an address its host alone, for it may be a secret."""
    found = [told(_discreet(remark), _producer(source), language) for remark in remarks(notices)]
    return tuple(
        Weighed(HEADINGS[weight].en if language == "en" else HEADINGS[weight].fr, tuple(group))
        for weight, group in groupby(found, key=lambda item: item.remark.importance)
    )


def _discreet(remark: Remark) -> Remark:
    return replace(remark, values=tuple(map(hosts_alone, remark.values)), paths=tuple(map(hosts_alone, remark.paths)))


def _producer(source: SourceHealth) -> str:
    known = producer(source.producer, source.format) or producer_at(source.url)
    return known.id if known else ""


def _spoken(moment: datetime | None, reading: Reading) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(reading.network.zone))
    language = reading.here.language
    return f"{short_day(local.date(), language)}, {hour(local, language)}"


def _reason(source: SourceHealth, language: str) -> str:
    return sentence(source.reason_code, hosts_alone(source.reason_detail), language) if source.reason_code else ""


def _host(source: SourceHealth) -> str:
    return urlsplit(source.url).netloc.rpartition("@")[2]


def _source(source: SourceHealth) -> dict[str, Any]:
    return {
        "site": source.site_id,
        "source": source.source_key,
        "host": _host(source),
        "format": source.format,
        "outcome": source.outcome or None,
        "fresh": fresh(source),
        "stale": source.stale,
        "reason": {"code": source.reason_code, "fr": _reason(source, "fr"), "en": _reason(source, "en")}
        if source.reason_code
        else None,
        "failures": source.failures,
        "last_pull_at": _iso(source.last_pull_at),
        "last_success_at": _iso(source.last_success_at),
        "next_pull_at": _iso(source.next_pull_at),
        "lost": source.lost,
        "notices": source.notices,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _json(value: dict[str, Any], status: int) -> Response:
    body = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    response = Response(body, status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
