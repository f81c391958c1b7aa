"""Evidence: all that is known of one site at one moment, as values; what is missing is None or empty, never guessed.

The store gathers it, this room judges it. Dates are days in the zone of the charter, `…_at` aware UTC moments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from federation.domain.event import Status
from federation.domain.site import LabelStatus
from federation.domain.space import Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One dated happening of the site, public, after merging: a joint one is one for each of its `hosts`.

    `format`, `themes` and `audience` are ids of the taxonomy, "" and () when nothing says; `told` names the fields its
    sources filled. `withdrawn` is one that its source dropped before its date.
    """

    id: str
    start_at: datetime
    end_at: datetime
    first_seen_at: datetime
    last_seen_at: datetime
    title: str = ""
    status: Status = Status.SCHEDULED
    withdrawn: bool = False
    format: str = ""
    themes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    organiser: str = ""
    members_only: bool | None = None
    free: bool | None = None
    accessibility: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    described: int = 0
    """Characters of its description."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PullDay:
    """The visits to one source on one day: how they ended, the items read and rejected, personal data seen."""

    on: date
    successes: int = 0
    failures: int = 0
    items: int = 0
    rejected: int = 0
    leaks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLog:
    """How one source answered; `last_tried_at` tells a silent source from a hub that did not ask."""

    source: str
    carries: tuple[str, ...] = ("events",)
    last_success_at: datetime | None = None
    last_tried_at: datetime | None = None
    days: tuple[PullDay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What was said of the space at one `location`, from `since_at`, and last said or confirmed at `confirmed_at`."""

    id: str
    space: Space
    since_at: datetime
    confirmed_at: datetime
    location: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """One address of the site. `strayed` is how many metres its coordinates lie from where the address is found."""

    name: str
    address: str = ""
    city: str = ""
    placed: bool = False
    permanent: bool = True
    strayed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """What the site declares on its honour, under the `name` the charter asks for; `function` is the author's role."""

    name: str
    statement: str
    function: str
    evidence_url: str
    valid_until: date
    value: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a reviewer found under the `name` the charter asks for; holds until `expires_on`, that day excluded."""

    id: str
    name: str
    met: bool
    found_on: date
    expires_on: date
    value: Fraction | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Derogation:
    """A criterion set aside by reviewers for one site, both days included."""

    criterion: str
    reason: str
    alternative: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class DeclaredClosure:
    """Days on which the site says it is closed, both included; they count from the day they were declared."""

    first_on: date
    last_on: date
    declared_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport:
    """The figures of a calendar year; `explanation` is why they are not what the hub measured."""

    year: int
    filed_on: date
    figures: Mapping[str, int] = field(default_factory=dict)
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class BadgeSight:
    """What the hub last saw on the page where the site shows its membership: `badge`, `link`, both or nothing."""

    page: str
    seen: tuple[str, ...]
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class Freeze:
    """A time of force majeure: every clock stands still from `since` until `until`, None when it lasts."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that is known of one site. `observed_since` is the day of the first successful pull.

    `opened_on` may lie ahead: a place that is planned. `operators` are the names under which the site itself organises.
    `entered_here` is True when its events are typed into the hub. `joint_proposed` is how many joint events the
    network proposed over a year, None when nobody counted. `accepted` are the ids of anomalies that the committee has
    looked at and found true. `justified` says why a recommended criterion is not met, by its id: it is then shown,
    and no longer called for.
    """

    site: str
    status: LabelStatus = LabelStatus.CANDIDATE
    labelled_on: date | None = None
    observed_since: date | None = None
    opened_on: date | None = None
    operators: tuple[str, ...] = ()
    entered_here: bool = False
    joint_proposed: int | None = None
    profile: Mapping[str, str] = field(default_factory=dict)
    premises: tuple[Premises, ...] = ()
    happenings: tuple[Happening, ...] = ()
    logs: tuple[SourceLog, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    findings: tuple[Finding, ...] = ()
    derogations: tuple[Derogation, ...] = ()
    closures: tuple[DeclaredClosure, ...] = ()
    reports: tuple[AnnualReport, ...] = ()
    badge: BadgeSight | None = None
    freezes: tuple[Freeze, ...] = ()
    accepted: frozenset[str] = frozenset()
    justified: Mapping[str, str] = field(default_factory=dict)
