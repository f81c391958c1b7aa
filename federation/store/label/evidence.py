"""All that is known of sites, gathered from the store as evidence: a few queries for many sites at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.site import Site
from federation.domain.site_payload import load_site
from federation.domain.taxonomy import Taxonomy
from federation.label.evidence import (
    AnnualReport,
    Attestation,
    BadgeSight,
    DeclaredClosure,
    Derogation,
    Evidence,
    Finding,
    Happening,
    Snapshot,
    SourceLog,
)
from federation.label.opened import opened_on
from federation.label.standing import Standing, at_midnight
from federation.registry.taxonomy import own_taxonomy
from federation.store.bulk import chunks
from federation.store.label.charters import Rulebook
from federation.store.label.happenings import happenings, joint_proposed
from federation.store.label.premises import Word, premises, said_of_spaces, snapshots
from federation.store.label.standings import standings
from federation.store.label.statements import Statement, on_file
from federation.store.label.visits import first_days, logs
from federation.store.models import SightingRow, SiteRow

_YEAR = timedelta(days=365)
_CAUSES = re.compile(r"\s*\(.*?\)")


@dataclass(frozen=True, slots=True)
class Found:
    """A site, where it stands, what is on file of it, and all of that as evidence."""

    site: Site
    standing: Standing
    statements: tuple[Statement, ...]
    evidence: Evidence


def gather(
    session: Session, rules: Rulebook, as_of: datetime, site_ids: Iterable[str] = (), taxonomy: Taxonomy | None = None
) -> dict[str, Found]:
    """What is known at an aware moment of these sites of the file, or of all of them; by id, in the order of the file.

    Happenings are gathered from the first day of the year before: windows are of a year, and what is out of the
    ordinary keeps its id all year long. Reads `visit_days`: call `visits.count_days` first.
    """
    standing = standings(session, as_of, rules.zone, site_ids)
    ids = list(standing)
    sites = _sites(session, ids)
    files = _files(session, ids, as_of)
    today = rules.day(as_of)
    # The report of the year before last is held against what was measured until its successor is due.
    first = date(today.year - (2 if today.year - 2 in _reported_years(files) else 1), 1, 1)
    programme = happenings(session, ids, at_midnight(first, rules.zone), as_of, taxonomy or own_taxonomy())
    answers, observed = logs(session, ids, as_of, rules.zone), first_days(session, ids)
    spaces, sights = said_of_spaces(session, ids, as_of), _sights(session, ids)
    joint = joint_proposed(session, as_of - _YEAR, as_of)
    return {
        id_: _found(
            sites[id_], standing[id_], files.get(id_, ()), as_of, rules.zone,
            _Told(programme.get(id_, ()), answers.get(id_, ()), observed.get(id_), spaces.get(id_, ()),
                  sights.get(id_), joint),
        )
        for id_ in ids
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    """What the hub itself saw of one site."""

    happenings: tuple[Happening, ...]
    logs: tuple[SourceLog, ...]
    observed_since: date | None
    spaces: tuple[Word, ...]
    sight: BadgeSight | None
    joint: int


def _found(
    site: Site, standing: Standing, file: Sequence[Statement], as_of: datetime, zone: ZoneInfo, told: _Told
) -> Found:
    today = as_of.astimezone(zone).date()
    begin = at_midnight(told.observed_since or today, zone)
    places = [one for one in file if one.kind == "place"]
    space = snapshots(site, told.spaces, places, min(begin, as_of))
    evidence = Evidence(
        site=site.id,
        status=standing.status,
        labelled_on=standing.labelled_on,
        observed_since=told.observed_since,
        opened_on=opened_on(site.profile.get("opened", "")),
        operators=_operators(site),
        joint_proposed=told.joint,
        profile=_profile(site, space),
        premises=premises(site, places, today),
        happenings=told.happenings,
        logs=told.logs,
        snapshots=_confirmed(space, file),
        badge=told.sight,
        freezes=standing.freezes,
        accepted=frozenset(one.name for one in file if one.kind == "anomaly"),
        justified={one.name: one.payload["why"] for one in file if one.kind == "justification"},
        **_stated(file),
    )
    return Found(site, standing, tuple(file), evidence)


def _operators(site: Site) -> tuple[str, ...]:
    """The names under which a site itself organises, without what stands in brackets behind them."""
    told = (site.profile.get("operator", ""), site.name, site.location.name)
    return tuple(dict.fromkeys(name for one in told if (name := _CAUSES.sub("", one).strip())))


def _profile(site: Site, space: Sequence[Snapshot]) -> dict[str, str]:
    """The facts of the network file; what the sources say of accessibility is one of them."""
    told = next((one.space.accessibility for one in reversed(space) if one.space.accessibility), "")
    return {"accessibility": told, **site.profile} if told else dict(site.profile)


def _confirmed(space: Sequence[Snapshot], file: Sequence[Statement]) -> tuple[Snapshot, ...]:
    """The snapshots, the last of each place seen right when somebody last confirmed that nothing had changed."""
    said = max((one.stated_at for one in file if one.kind == "confirmation"), default=None)
    if said is None:
        return tuple(space)
    last = {one.location: one.id for one in space if one.since_at <= said}
    return tuple(
        replace(one, confirmed_at=max(one.confirmed_at, said)) if last.get(one.location) == one.id else one
        for one in space
    )


def _stated(file: Sequence[Statement]) -> dict[str, Any]:
    """What people put on file, kind by kind."""
    by_kind: dict[str, list[Statement]] = {}
    for one in file:
        by_kind.setdefault(one.kind, []).append(one)
    return {
        "attestations": tuple(_attestation(one) for one in by_kind.get("attestation", ())),
        "findings": tuple(_finding(one) for one in by_kind.get("finding", ())),
        "derogations": tuple(_derogation(one) for one in by_kind.get("derogation", ())),
        "closures": tuple(_closure(one) for one in by_kind.get("closure", ())),
        # Of two reports on one year the last that was filed counts.
        "reports": tuple({one.name: _annual_report(one) for one in by_kind.get("annual-report", ())}.values()),
    }


def _attestation(one: Statement) -> Attestation:
    return Attestation(
        name=one.name,
        statement=one.payload.get("statement", ""),
        function=one.function,
        evidence_url=one.payload.get("evidence_url", ""),
        valid_until=one.last_on or date.min,
        value=_number(one.payload.get("value")),
    )


def _finding(one: Statement) -> Finding:
    return Finding(
        id=f"avis-{one.id}",
        name=one.name,
        met=bool(one.payload.get("met")),
        found_on=one.stated_on,
        expires_on=one.last_on or one.stated_on,
        value=_number(one.payload.get("value")),
        note=one.payload.get("note", ""),
    )


def _derogation(one: Statement) -> Derogation:
    reason, instead = one.payload.get("reason", ""), one.payload.get("alternative", "")
    return Derogation(one.name, reason, instead, one.first_on or one.stated_on, one.last_on or one.stated_on)


def _closure(one: Statement) -> DeclaredClosure:
    first = one.first_on or one.stated_on
    return DeclaredClosure(first, one.last_on or first, one.stated_on, one.payload.get("reason", ""))


def _annual_report(one: Statement) -> AnnualReport:
    figures = {name: int(value) for name, value in one.payload.get("figures", {}).items()}
    told = one.payload.get("explanation", "")
    return AnnualReport(year=int(one.name), filed_on=one.stated_on, figures=figures, explanation=told)


def _number(value: Any) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def _sites(session: Session, ids: Sequence[str]) -> dict[str, Site]:
    found: dict[str, Site] = {}
    for some in chunks(ids):
        rows = session.execute(select(SiteRow.id, SiteRow.payload).where(SiteRow.id.in_(some)))
        found |= {id_: load_site(payload) for id_, payload in rows}
    return found


def _files(session: Session, ids: Sequence[str], as_of: datetime) -> dict[str, tuple[Statement, ...]]:
    """What is on file of each site, with the files that joined its own."""
    found: dict[str, list[Statement]] = {id_: [] for id_ in ids}
    every = on_file(session, () if len(ids) != 1 else _with_joined(session, ids))
    joined = {one.site: one.name for own in every.values() for one in own if one.kind == "joined"}
    for site, own in every.items():
        for keeper in {site, joined.get(site, site)} & found.keys():
            found[keeper] += [one for one in own if one.stated_at <= as_of]
    return {id_: tuple(sorted(own, key=lambda one: one.id)) for id_, own in found.items()}


def _with_joined(session: Session, ids: Sequence[str]) -> list[str]:
    joined = on_file(session, (), ("joined",))
    return [*ids, *(site for site, own in joined.items() if any(one.name in ids for one in own))]


def _reported_years(files: Mapping[str, Sequence[Statement]]) -> set[int]:
    return {int(one.name) for own in files.values() for one in own if one.kind == "annual-report"}


def _sights(session: Session, ids: Sequence[str]) -> dict[str, BadgeSight]:
    found: dict[str, BadgeSight] = {}
    for some in chunks(ids):
        for row in session.scalars(select(SightingRow).where(SightingRow.site_id.in_(some))):
            if row.checked_at is not None:
                found[row.site_id] = BadgeSight(
                    row.page, tuple(row.seen.split(",") if row.seen else ()), row.checked_at
                )
    return found
