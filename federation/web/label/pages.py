"""The pages of the label: the charter and the state of the network, the report on a site, what is to be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, Response

from federation.domain.matching.folding import fold
from federation.domain.site import PUBLISHED, LabelStatus, Site
from federation.label.attempts import about, attempt_words
from federation.label.papers import papers_of
from federation.label.reminders import told
from federation.label.standing import Standing
from federation.label.verdict import SHOWN
from federation.label.words import LEVELS, day
from federation.store.label.attempts import attempts_of
from federation.store.label.decided import decisions_of
from federation.store.label.messages import messages
from federation.store.label.proposals import proposed
from federation.store.label.reports import Kept, latest, report_on, trends
from federation.store.label.standings import former_site
from federation.store.label.statements import Statement, on_file
from federation.store.label.visits import first_days
from federation.web.context import context
from federation.web.label.desk import Desk, desk, judged
from federation.web.label.filed import filed_words
from federation.web.label.words import (
    charter_words,
    decision_words,
    moment_words,
    rate_words,
    report_words,
    task_words,
)
from federation.web.language import translated as _
from federation.web.pages import Reading, html, live
from federation.web.params import no_parameters
from federation.web.rows import accents
from federation.web.sites import known_site, successor

blueprint = Blueprint("label", __name__)

CURVES = timedelta(days=370)
"""How far back curves reach."""


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site in the state of the network; `tone` is that of its status."""

    href: str
    accent: str
    city: str
    name: str
    status: str
    tone: str
    rate: str


@blueprint.get("/label")
def label() -> Response:
    """The charter, where each of its numbers comes from, and where every site stands."""
    no_parameters()

    def make(reading: Reading) -> str:
        here = desk(reading)
        charter = here.rules.charter
        return reading.page(
            "label.html",
            charter=charter,
            title=here.said(charter.title),
            in_force=here.said(day(charter.in_force_on)),
            term=charter.term_months,
            pillars=charter_words(here, charter),
            lines=_lines(here),
            proposed=proposed(reading.session, here.now) is not None,
            coming=[(one.version, here.said(day(one.in_force_on))) for one in here.rules.upcoming],
        )

    return html(make)


@blueprint.get("/label/<site_id>")
def report(site_id: str) -> Response:
    """The dated report on a site, its decisions, and how to object."""
    no_parameters()

    def make(reading: Reading) -> str:
        site, here = judged(reading, site_id), desk(reading)
        kept = report_on(reading.session, site_id)
        before = site.profile.get("successor_of", "")
        curves = trends(reading.session, site_id, here.today - CURVES)
        return reading.page(
            "label_report.html",
            **_of_site(here, site, kept),
            pillars=report_words(here, kept, curves) if kept else [],
            anomalies=_anomalies(here, kept),
            decisions=decision_words(here, decisions_of(reading.session, [site_id]).get(site_id, ())),
            exemptions=_exemptions(here, site_id),
            contact_at=site.contact or reading.network.contact,
            former=site_id not in here.standing,
            heir=successor(reading, site_id),
            rivals=_rivals(here, site),
            provisional=_provisional(here, site_id),
            succeeds=former_site(reading.session, before) if before else None,
        )

    return html(make)


@blueprint.get("/label/<site_id>/a-faire")
def todo(site_id: str) -> Response:
    """What the operator of a site has to do, the most urgent first."""
    no_parameters()

    def make(reading: Reading) -> str:
        site, here = known_site(reading, site_id), desk(reading)
        kept = report_on(reading.session, site_id)
        filed = on_file(reading.session, [site_id]).get(site_id, [])
        tasks = (kept.plain or {}).get("todo", ()) if kept else ()
        return reading.page(
            "label_todo.html",
            **_of_site(here, site, kept),
            tasks=task_words(here, tasks, _tried(here, filed), _attempted(here, site_id)),
            filed=[filed_words(here, one) for one in reversed(filed)],
            notes=[
                (moment_words(here, one.noted_at), here.said(told(one.message, here.rules.lifecycle)))
                for one in messages(reading.session, [site_id], most=20)
            ],
        )

    return live(make)


def _provisional(here: Desk, site_id: str) -> tuple[int, str] | None:
    """For a label of less than a year: the days it was observed, and the day from which a whole year will count."""
    standing, whole = here.standing.get(site_id), int(here.rules.charter.rules.full_days.value)
    since = first_days(here.reading.session, [site_id]).get(site_id)
    if standing is None or standing.status not in PUBLISHED or standing.labelled_on is None or since is None:
        return None
    days, left = (here.today - since).days, timedelta(days=whole)
    if days >= whole or here.today >= standing.labelled_on + left:
        return None
    return days, _day(here, since + left)


def _rivals(here: Desk, site: Site) -> list[Site]:
    """The other sites of the city of a candidate that apply too."""
    city = fold(site.location.city)
    applying = [one for one in here.reading.network.sites if here.status(one) is LabelStatus.CANDIDATE]
    return [one for one in applying if fold(one.location.city) == city and one != site] if site in applying else []


def _lines(here: Desk) -> list[SiteLine]:
    reports = latest(here.reading.session, whole=False)
    found = []
    for site in here.reading.network.sites:
        kept, status = reports.get(site.id), here.status(site)
        found.append(
            SiteLine(
                href=here.reading.here.to(f"/label/{site.id}"),
                accent=accents(here.reading.network)[site.id],
                city=site.location.city,
                name=site.name,
                status=here.status_words(status),
                tone="ok" if status in PUBLISHED else "",
                rate=rate_words(kept.conforming, kept.applicable) if kept else _("pas encore évalué"),
            )
        )
    return found


def _of_site(here: Desk, site: Site, kept: Kept | None) -> dict[str, object]:
    """What the pages of the label say of a site."""
    standing = here.standing.get(site.id)
    bearing = standing is not None and standing.status in PUBLISHED
    level = LEVELS.get(kept.level) if kept else None
    return {
        "site": site,
        "accent": accents(here.reading.network).get(site.id, "a0"),
        "status": here.status_words(here.status(site)),
        "bearing": bearing,
        "labelled_on": _day(here, standing.labelled_on if standing else None),
        "halted": _halted(here, standing),
        "term_ends_on": _day(here, standing.term_ends_on if standing else None),
        "level": here.said(level) if level and bearing else "",
        "rate": rate_words(kept.conforming, kept.applicable) if kept else "",
        "eligible": kept.eligible if kept else None,
        "as_of": moment_words(here, kept.as_of) if kept else "",
        "charter_title": here.said(here.rules.charter.title),
        "version": kept.version if kept else "",
        "badge_url": f"{context().settings.address}/label/{site.id}/badge.svg",
        "report_url": f"{context().settings.address}/label/{site.id}",
    }


def _halted(here: Desk, standing: Standing | None) -> tuple[str, str] | None:
    """Since when, and until when if that is known, a site that bears the label is on probation or frozen."""
    if standing is None or standing.status is LabelStatus.LABELLED or standing.since_at is None:
        return None
    until = standing.freezes[-1].until if standing.status is LabelStatus.FROZEN and standing.freezes else None
    last = until.astimezone(here.rules.charter.zone).date() - timedelta(days=1) if until else None
    return _day(here, standing.since_at.astimezone(here.rules.charter.zone).date()), _day(here, last)


def _day(here: Desk, on: date | None) -> str:
    return here.said(day(on)) if on else ""


def _anomalies(here: Desk, kept: Kept | None) -> list[tuple[str, str]]:
    """What is out of the ordinary, each with what becomes of it; "" when it waits for the committee."""
    english = here.reading.here.language == "en"
    found = (kept.plain or {}).get("anomalies", ()) if kept else ()
    return [(one["said"]["en" if english else "fr"], _fate(one["kind"], one["accepted"])) for one in found]


def _fate(kind: str, accepted: bool) -> str:
    if accepted:
        return _("Examiné et accepté.")
    return _("Compté, et montré au comité.") if kind in SHOWN else ""


def _exemptions(here: Desk, site_id: str) -> list[tuple[str, str, str, str]]:
    """Derogations in force: criterion, reason, alternative, until when; they are public."""
    found = []
    for one in on_file(here.reading.session, [site_id], ["derogation"]).get(site_id, ()):
        if one.last_on is None or one.last_on >= here.today:
            criterion = here.rules.charter.criterion(one.name)
            title = here.said(criterion.title) if criterion else one.name
            found.append(
                (title, one.payload.get("reason", ""), one.payload.get("alternative", ""), _day(here, one.last_on))
            )
    return found


def _attempted(here: Desk, site_id: str) -> dict[str, list[str]]:
    """What the hub tried about each criterion that a source carries: visits that failed, and the next one."""
    made = attempts_of(here.reading.session, site_id, here.now)
    zone = here.rules.zone
    found = {
        criterion.id: [here.said(line) for one in about(criterion, made) for line in attempt_words(one, zone)]
        for criterion in here.rules.charter.criteria
    }
    return {criterion: lines for criterion, lines in found.items() if lines}


def _tried(here: Desk, filed: Iterable[Statement]) -> dict[str, list[str]]:
    """What is on file about each criterion: what was tried already."""
    found: dict[str, list[str]] = {}
    for one in filed:
        for criterion in here.rules.charter.criteria:
            if one.name == criterion.id or one.name in papers_of(criterion):
                found.setdefault(criterion.id, []).append(filed_words(here, one))
    return found
