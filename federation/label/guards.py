"""The guards of the lifecycle: each asks one thing of the facts; `lifecycle.yaml` says which transition asks which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from federation.domain.site import LabelStatus
from federation.label.evidence import Freeze
from federation.label.history import lasted
from federation.label.votes import Vote, has_majority, has_quorum


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the rules of the lifecycle look at, on one site at `as_of` (aware); `today` is its day in the
    `zone` of the charter, by whose clocks all days are counted.

    `status_since` is when the present status began, `previous` the one before a freeze. `required_held` is for how
    long every required criterion has held (`history.eligible_for`), `overdue` those past their time to mend.
    """

    status: LabelStatus
    as_of: datetime
    today: date
    zone: ZoneInfo
    status_since: datetime | None = None
    previous: LabelStatus | None = None
    freezes: tuple[Freeze, ...] = ()
    reasons: str = ""

    profile_complete: bool = False
    charter_accepted: bool = False
    source_declared: bool = False
    other_application: bool = False
    territory_taken: bool = False
    apply_again_on: date | None = None
    inactive_since: datetime | None = None
    reminders_sent: int = 0

    observed_days: int = 0
    required_held: timedelta = timedelta(0)
    overdue: tuple[str, ...] = ()
    attestation_expired_on: date | None = None
    term_ends_on: date | None = None

    sponsors: int = 0
    favourable_sponsors: int = 0
    votes: tuple[Vote, ...] = ()
    complaint_examined: bool = False
    grave: bool = False
    notice_at: datetime | None = None
    observations_at: datetime | None = None
    observations_until: datetime | None = None

    force_majeure: str = ""
    freeze_until: date | None = None
    recovery_seen: bool = False
    closure_seen: bool = False

    def lasted(self, since: datetime | None) -> timedelta:
        """How long ago something was, force majeure taken out; nothing when it never was."""
        if since is None:
            return timedelta(0)
        return lasted(since, self.as_of, self.zone, self.freezes)


def _days(value: Fraction) -> timedelta:
    return timedelta(days=float(value))


def _expired(facts: Facts, value: Fraction) -> bool:
    """Whether the attestation has been over for so many days; in force majeure nobody could renew it."""
    on = facts.attestation_expired_on
    return on is not None and facts.lasted(datetime.combine(on, time(), facts.zone)) >= _days(value)


def _heard(facts: Facts, _value: Fraction) -> bool:
    if facts.observations_at is not None:
        return True
    return facts.observations_until is not None and facts.as_of >= facts.observations_until


def _freeze_ends(facts: Facts, value: Fraction) -> bool:
    return facts.freeze_until is not None and 0 < (facts.freeze_until - facts.today).days <= value


def _settled(facts: Facts, value: Fraction) -> bool:
    """Whether so many days passed since a freeze ended: a place that reopens is looked at before it is flagged."""
    ends = [freeze.until for freeze in facts.freezes if freeze.until is not None and freeze.until <= facts.as_of]
    return all(facts.lasted(end) >= _days(value) for end in ends)


GUARDS: dict[str, Callable[[Facts, Fraction], bool]] = {
    "profile_complete": lambda facts, _: facts.profile_complete,
    "charter_accepted": lambda facts, _: facts.charter_accepted,
    "source_declared": lambda facts, _: facts.source_declared,
    "no_other_application": lambda facts, _: not facts.other_application,
    "territory_free": lambda facts, _: not facts.territory_taken,
    "may_apply_again": lambda facts, _: facts.apply_again_on is None or facts.apply_again_on <= facts.today,
    "observed_days": lambda facts, value: facts.observed_days >= value,
    "required_held_days": lambda facts, value: facts.required_held >= _days(value),
    "sponsors": lambda facts, value: facts.sponsors >= value,
    "favourable_sponsors": lambda facts, value: facts.favourable_sponsors >= value,
    "no_conflict": lambda facts, _: not any(vote.tie.strip() for vote in facts.votes),
    "reasons_given": lambda facts, _: bool(facts.reasons.strip()),
    "inactive_days": lambda facts, value: facts.lasted(facts.inactive_since) >= _days(value),
    "reminded_times": lambda facts, value: facts.reminders_sent >= value,
    "required_overdue": lambda facts, _: bool(facts.overdue),
    "attestation_expired_days": _expired,
    "complaint_examined": lambda facts, _: facts.complaint_examined,
    "status_days": lambda facts, value: facts.lasted(facts.status_since) >= _days(value),
    "status_days_or_grave": lambda facts, value: facts.grave or facts.lasted(facts.status_since) >= _days(value),
    "notice_days": lambda facts, value: facts.notice_at is not None and facts.lasted(facts.notice_at) >= _days(value),
    "heard": _heard,
    "quorum": lambda facts, value: has_quorum(facts.votes, value),
    "majority": lambda facts, value: has_majority(facts.votes, value),
    "term_over": lambda facts, _: facts.term_ends_on is not None and facts.today > facts.term_ends_on,
    "term_running": lambda facts, _: facts.term_ends_on is None or facts.today <= facts.term_ends_on,
    "force_majeure": lambda facts, _: bool(facts.force_majeure.strip()),
    "freeze_days_at_most": _freeze_ends,
    "recovery_seen": lambda facts, _: facts.recovery_seen,
    "settled_days": _settled,
    "closure_seen": lambda facts, _: facts.closure_seen,
}
"""What a transition may ask; the figure is that of the file, 1 for a guard that has none."""
