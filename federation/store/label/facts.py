"""What the rules of the lifecycle look at: a report, where the site stands and what is on file, as facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from federation.domain.matching.folding import fold
from federation.domain.site import LabelStatus, Site
from federation.label.charter import Charter
from federation.label.guards import Facts
from federation.label.history import eligible_for, lasted
from federation.label.lifecycle import Actor
from federation.label.measures.statements import Attested
from federation.label.standing import BEARING, at_midnight
from federation.label.votes import Vote
from federation.store.label.charters import Rulebook
from federation.store.label.reports import Assessed
from federation.store.label.statements import Statement
from federation.store.models import EntryRow, MessageRow, SiteRow

ASKED_OF_PROFILES = ("address", "postal_code", "city", "coordinates", "website", "operator")
"""What a profile must tell before a site applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A decision that somebody wants to take.

    `seen` is the number of the last decision on the site that they saw (`Standing.number`), and `status` the status;
    if either has moved, they are told. `complaint` is the number of the complaint that it acts on.
    """

    site: str
    transition: str
    role: Actor
    author: str
    function: str = ""
    reasons: str = ""
    seen: int | None = None
    status: LabelStatus | None = None
    votes: tuple[Vote, ...] = ()
    grave: bool = False
    complaint: int | None = None
    force_majeure: str = ""
    freeze_until: date | None = None
    recovery_seen: bool = False
    closure_seen: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What is to be known beside a site itself, for many sites: who applies and who bears the label in each city,
    reminders sent, last sign of life.
    """

    applicants: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bearers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reminders: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    last_news: Mapping[str, datetime] = field(default_factory=dict)


def around(session: Session) -> Around:
    """What is to be known beside each site."""
    applicants: dict[str, set[str]] = defaultdict(set)
    bearers: dict[str, set[str]] = defaultdict(set)
    for site, city, label in session.execute(
        select(SiteRow.id, SiteRow.city, SiteRow.label).where(SiteRow.archived_at.is_(None))
    ):
        if label == LabelStatus.CANDIDATE:
            applicants[fold(city)].add(site)
        elif label in BEARING:
            bearers[fold(city)].add(site)
    reminders: dict[str, list[datetime]] = defaultdict(list)
    told = select(MessageRow.site_id, MessageRow.noted_at).where(MessageRow.kind == "inactive")
    for site, noted_at in session.execute(told):
        reminders[site].append(noted_at)
    candidates = select(SiteRow.id).where(SiteRow.label == LabelStatus.CANDIDATE.value)
    news = (
        select(EntryRow.site_id, func.max(EntryRow.first_seen_at))
        .where(EntryRow.site_id.in_(candidates))
        .group_by(EntryRow.site_id)
    )
    return Around(
        {city: frozenset(sites) for city, sites in applicants.items()},
        {city: frozenset(sites) for city, sites in bearers.items()},
        {site: tuple(sorted(moments)) for site, moments in reminders.items()},
        dict(session.execute(news).all()),
    )


def facts(rules: Rulebook, one: Assessed, beside: Around, as_of: datetime, asked: Request | None = None) -> Facts:
    """The facts on a site at an aware moment, as somebody who asks for a move sees them; by itself the system asks."""
    found, standing = one.found, one.found.standing
    today = rules.day(as_of)
    procedure = _since(found.statements, standing.since_at)
    inactive = inactive_since(one, beside)
    sponsors = _opinions(procedure)
    notice, heard = _last(procedure, "notice"), _last(procedure, "observations")
    observed = found.evidence.observed_since
    return Facts(
        status=standing.status,
        as_of=as_of,
        today=today,
        zone=rules.zone,
        status_since=standing.since_at,
        previous=standing.previous,
        freezes=standing.freezes,
        reasons=asked.reasons if asked else "",
        profile_complete=not lacking(found.site),
        charter_accepted=_accepted(found.statements, rules.charter),
        source_declared=any("events" in source.carries for source in found.evidence.logs),
        other_application=bool(joined(found.site, found.statements, beside)),
        territory_taken=bool(neighbours(found.site, found.statements, beside)),
        apply_again_on=standing.apply_again_on,
        inactive_since=inactive,
        reminders_sent=sum(sent >= inactive for sent in beside.reminders.get(found.site.id, ())) if inactive else 0,
        observed_days=(today - observed).days if observed else 0,
        required_held=_held(rules, one, as_of),
        overdue=one.report.overdue,
        attestation_expired_on=_expired(rules.charter, found.statements, today),
        term_ends_on=standing.term_ends_on,
        sponsors=len(sponsors),
        favourable_sponsors=sum(sponsors.values()),
        votes=asked.votes if asked else (),
        complaint_examined=_complained(found.statements, asked),
        grave=asked.grave if asked else False,
        notice_at=notice.stated_at if notice else None,
        observations_at=heard.stated_at if heard and notice and heard.stated_at >= notice.stated_at else None,
        observations_until=_awaited_until(rules, notice),
        force_majeure=asked.force_majeure if asked else "",
        freeze_until=asked.freeze_until if asked else None,
        recovery_seen=asked.recovery_seen if asked else False,
        closure_seen=asked.closure_seen if asked else False,
    )


def lacking(site: Site) -> tuple[str, ...]:
    """What the profile of a site does not tell of what is asked before it applies."""
    told = {
        "address": site.location.address,
        "postal_code": site.location.postal_code,
        "city": site.location.city,
        "coordinates": site.location.lat is not None,
        "website": site.website,
        "operator": site.profile.get("operator", ""),
    }
    return tuple(name for name in ASKED_OF_PROFILES if not told[name])


def rivals(site: Site, beside: Around) -> tuple[str, ...]:
    """The other sites of the city of a candidate that apply too; none for a site that does not apply."""
    applying = beside.applicants.get(fold(site.location.city), frozenset())
    return tuple(sorted(applying - {site.id})) if site.id in applying else ()


def neighbours(site: Site, file: Sequence[Statement], beside: Around) -> tuple[str, ...]:
    """The other sites of the same city that bear the label, but for those beside which the committee allows this one.

    A territory has one label, unless the committee says otherwise.
    """
    allowed = {one.name for one in file if one.kind == "territory"}
    return tuple(sorted(beside.bearers.get(fold(site.location.city), frozenset()) - allowed - {site.id}))


def joined(site: Site, file: Sequence[Statement], beside: Around) -> tuple[str, ...]:
    """The applications that the file of a site has joined, as long as they are active."""
    applying = {name for names in beside.applicants.values() for name in names}
    return tuple(sorted({one.name for one in file if one.kind == "joined" and one.site == site.id} & applying))


def inactive_since(one: Assessed, beside: Around) -> datetime | None:
    """When a candidate was last heard of: an event, something put on file, or its application; None for others."""
    standing = one.found.standing
    if standing.status is not LabelStatus.CANDIDATE:
        return None
    signs = [statement.stated_at for statement in one.found.statements]
    signs += [moment for moment in (standing.since_at, beside.last_news.get(one.found.site.id)) if moment]
    return max(signs, default=None)


def _since(file: Iterable[Statement], begun: datetime | None) -> tuple[Statement, ...]:
    """What was put on file in the present status: a procedure begins anew with each status."""
    return tuple(one for one in file if begun is None or one.stated_at >= begun)


def _opinions(file: Iterable[Statement]) -> dict[str, bool]:
    """What each sponsoring site says, its last word."""
    return {one.name: bool(one.payload.get("favourable")) for one in file if one.kind == "opinion"}


def _last(file: Iterable[Statement], kind: str) -> Statement | None:
    return max((one for one in file if one.kind == kind), key=lambda one: one.id, default=None)


def _accepted(file: Iterable[Statement], charter: Charter) -> bool:
    wanted = (charter.id, charter.version)
    return any(one.kind == "charter" and (one.name, one.payload.get("version")) == wanted for one in file)


def _held(rules: Rulebook, one: Assessed, as_of: datetime) -> timedelta:
    """For how long all required criteria have held; on probation the time before does not count."""
    today = rules.day(as_of)
    required = [criterion.id for criterion in rules.charter.criteria if criterion.required and criterion.counts(today)]
    held = eligible_for(one.history, required, as_of, rules.zone)
    standing = one.found.standing
    if standing.status is LabelStatus.PROBATION and standing.since_at is not None:
        held = min(held, lasted(standing.since_at, as_of, rules.zone))
    return held


def _expired(charter: Charter, file: Sequence[Statement], today: date) -> date | None:
    """When the attestation that expired first did, of those that required criteria ask for."""
    names = {
        measure.name
        for criterion in charter.criteria
        if criterion.required and criterion.counts(today)
        for measure in criterion.measures
        if isinstance(measure, Attested)
    }
    ends: dict[str, date] = {}
    for one in file:
        if one.kind == "attestation" and one.name in names and one.last_on:
            ends[one.name] = max(ends.get(one.name, date.min), one.last_on)
    return min((on for on in ends.values() if on < today), default=None)


def _complained(file: Iterable[Statement], asked: Request | None) -> bool:
    """Whether the complaint that a decision acts on was examined, and found true."""
    return asked is not None and any(
        one.kind == "complaint" and one.id == asked.complaint and bool(one.payload.get("found")) for one in file
    )


def _awaited_until(rules: Rulebook, notice: Statement | None) -> datetime | None:
    if notice is None or notice.last_on is None:
        return None
    return at_midnight(notice.last_on + timedelta(days=1), rules.zone)


def rested_on(one: Assessed) -> dict[str, Any]:
    """What a decision rests on, as plain data: the report of the moment in short, the numbers of what is on file."""
    report = one.report
    return {
        "as_of": report.as_of.isoformat(),
        "eligible": report.eligible,
        "conforming": report.rate.conforming,
        "applicable": report.rate.applicable,
        "blocking": list(report.blocking),
        "overdue": list(report.overdue),
        "statements": [statement.id for statement in _since(one.found.statements, one.found.standing.since_at)],
    }
