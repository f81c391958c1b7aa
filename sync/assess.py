"""Assessing: reports on the sites that a run touched, and daily on all; what follows by itself, and reminders.

Reports are made in sessions that only read, a few sites at a time, and written in short transactions, so that visits
land meanwhile. The system moves a status only as the lifecycle lets it alone: an inactive application is closed, a
label flagged, a flag cleared. It is told when a person decided in between, and leaves it at that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

import structlog

from federation.domain.changes import Outcome
from federation.domain.site import LabelStatus
from federation.domain.taxonomy import Taxonomy
from federation.errors import ConfigError, DecisionError
from federation.label import reminders
from federation.label.guards import Facts
from federation.label.lifecycle import Actor, Transition, alone
from federation.label.reminders import Message
from federation.label.standing import Made, Standing
from federation.registry.taxonomy import own_taxonomy
from federation.store.database import Store
from federation.store.label.charters import Rulebook, rulebook
from federation.store.label.decisions import take
from federation.store.label.facts import Around, Request, around, facts, inactive_since, rivals
from federation.store.label.messages import note
from federation.store.label.reports import Assessed, assessed, forget_whole_reports, keep, latest
from federation.store.label.standings import settle, standings
from federation.store.label.visits import count_days
from federation.store.published import publish
from sync.landing import Landed

log = structlog.get_logger()

AT_ONCE = 25
"""Sites whose reports are made together."""

HUB = "le hub"
"""Who decides when the system does."""


@dataclass(slots=True)
class Assessor:
    """What an assessment needs, chosen at the door."""

    store: Store
    clock: Callable[[], datetime]
    taxonomy: Taxonomy = field(default_factory=own_taxonomy)
    alone: Lock = field(default_factory=Lock)
    """Held while sites are assessed: what a run touched, and all of them at the turn of a day, not at once."""

    def after(self, landed: Collection[Landed]) -> tuple[str, ...]:
        """Assess the sites of which a run brought news, and those that hold something with them; returns their ids."""
        told = {one.site for one in landed if _brings_news(one)}
        return self.assess(sorted(told)) if told else ()

    def daily(self) -> tuple[str, ...]:
        """Assess the sites of which there is no report of today yet; returns their ids. To be called every hour."""
        now = self.clock()
        try:
            with self.store.session() as session:
                rules = rulebook(session, now)
                today = rules.day(now)
                done = {site for site, kept in latest(session, whole=False).items() if kept.assessed_on >= today}
                due = [site for site in _alive(standings(session, now, rules.zone)) if site not in done]
        except ConfigError as error:
            log.warning("not assessed", reason=str(error))
            return ()
        if not due:
            return ()
        with self.store.writing() as session:
            forget_whole_reports(session, today)
        return self.assess(due)

    def assess(self, site_ids: Sequence[str]) -> tuple[str, ...]:
        """Assess these sites of the file, or all when none is named, but for closed ones; returns their ids.

        Without a charter, none.
        """
        with self.alone:
            return self._assess(site_ids, self.clock())

    def _assess(self, site_ids: Sequence[str], now: datetime) -> tuple[str, ...]:
        try:
            with self.store.writing() as session:
                rules = rulebook(session, now)
                count_days(session, now, rules.zone)
                settle(session, now, rules.zone, site_ids)
                ids = _alive(standings(session, now, rules.zone, site_ids))
        except ConfigError as error:
            log.warning("not assessed", reason=str(error))
            return ()
        for start in range(0, len(ids), AT_ONCE):
            self._some(rules, ids[start : start + AT_ONCE], now)
        return tuple(ids)

    def _some(self, rules: Rulebook, ids: Sequence[str], now: datetime) -> None:
        with self.store.session() as session:
            found = list(assessed(session, rules, now, ids, self.taxonomy).values())
            beside = around(session)
        with self.store.writing() as session:
            if keep(session, rules, found):
                publish(session, now)
            note(session, [message for one in found for message in _reminders(rules, one, beside, now)], now)
        for one in found:
            told = facts(rules, one, beside, now)
            for move in alone(rules.lifecycle, told)[:1]:
                self._move(rules, one, move, told)

    def _move(self, rules: Rulebook, one: Assessed, move: Transition, told: Facts) -> None:
        site, standing = one.report.site, one.found.standing
        try:
            with self.store.writing() as session:
                why = _why(move, told)
                asked = Request(
                    site=site, transition=move.id, role=Actor.SYSTEM, author=HUB, reasons=why,
                    seen=standing.number, status=standing.status,
                )  # fmt: skip
                made = take(session, rules, one, asked, replace(told, reasons=why))
                note(session, follows(made), told.as_of)
        except DecisionError as error:
            log.info("not moved", site=site, transition=move.id, reason=str(error))
            return
        log.warning("status moved", site=site, transition=move.id, after=made.decision.after.value)


def _alive(found: Mapping[str, Standing]) -> list[str]:
    """The sites that have not closed: the last report on one that has stays as it is."""
    return [site for site, standing in found.items() if standing.status is not LabelStatus.CLOSED]


def follows(made: Made) -> list[Message]:
    """What is to be told of a decision."""
    return list(reminders.of_a_decision(made.number, made.decision))


def _why(move: Transition, told: Facts) -> str:
    """The reason of a move that the system makes, in French as all reasons are."""
    if move.id == "flag-unmet":
        return f"Délai de correction dépassé : {', '.join(told.overdue)}."
    if move.id == "flag-attestation":
        return f"Attestation échue depuis le {told.attestation_expired_on:%d/%m/%Y}."
    if move.id == "flag-term":
        return f"Terme du label passé le {told.term_ends_on:%d/%m/%Y}, sans renouvellement."
    if move.id == "clear":
        return "Tous les critères requis tiennent depuis trente jours."
    return f"Rien de nouveau depuis le {told.inactive_since:%d/%m/%Y}, après {told.reminders_sent} relances."


def _reminders(rules: Rulebook, one: Assessed, beside: Around, now: datetime) -> Iterator[Message]:
    site, standing = one.report.site, one.found.standing
    yield from reminders.of_the_term(rules.lifecycle, site, standing.term_ends_on, rules.day(now))
    yield from reminders.of_silence(site, one.found.evidence.logs, now, rules.zone)
    yield from reminders.of_inactivity(site, inactive_since(one, beside), now, rules.zone)
    yield from reminders.of_rivals(site, rivals(one.found.site, beside))
    yield from reminders.of_anomalies(site, one.report.anomalies)
    yield from reminders.of_charters(site, rules.upcoming)


def _brings_news(one: Landed) -> bool:
    """Whether a visit may change what the label says of its site: a source that answers again does, by that alone."""
    return bool(one.added or one.changed or one.withdrawn or one.recovered) or one.outcome is not Outcome.UNCHANGED
