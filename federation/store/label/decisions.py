"""Taking decisions: the facts are gathered, the lifecycle asked, the move written, the status brought into force.

All of it happens in the caller's transaction. Two decisions at the same moment have one number: the second is told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from federation.domain.taxonomy import Taxonomy
from federation.errors import DecisionError
from federation.label.decisions import Decision
from federation.label.decisions import decide as decided
from federation.label.decisions import renew as renewed
from federation.label.guards import Facts
from federation.label.lifecycle import Refusal
from federation.label.report_json import report_json
from federation.label.standing import Made
from federation.label.words import french
from federation.store.label.charters import Rulebook
from federation.store.label.decided import OvertakenError, write
from federation.store.label.facts import Request, around, facts, rested_on
from federation.store.label.reports import Assessed, assessed
from federation.store.label.standings import settle
from federation.store.label.visits import count_days

RENEW = "renew"
"""The decision that begins another term: no transition, for the status stays."""


def decide(session: Session, rules: Rulebook, asked: Request, now: datetime, taxonomy: Taxonomy | None = None) -> Made:
    """Take a decision, or raise DecisionError with every reason against it and the next step; rows are written then.

    It rests on a report made at this very moment, which is kept with it. The status in force moves at once, unless the
    decision can be appealed against first.
    """
    count_days(session, now, rules.zone)
    one = assessed(session, rules, now, [asked.site], taxonomy).get(asked.site)
    if one is None:
        raise DecisionError(asked.site, [("site", "ce lieu n’est pas dans le réseau")], "→ cantines sites list")
    return take(session, rules, one, asked, facts(rules, one, around(session), now, asked))


def take(session: Session, rules: Rulebook, one: Assessed, asked: Request, told: Facts) -> Made:
    """Take a decision on facts that are known already; see `decide`."""
    standing = one.found.standing
    if asked.seen is not None and asked.seen != standing.number:
        raise _overtaken(asked, rules, told)
    seen = asked.status or standing.status
    if asked.transition == RENEW:
        found = renewed(rules.lifecycle, asked.site, seen, asked.role, asked.author, told, rules.charter.term_months,
                        one.report.blocking)  # fmt: skip
    else:
        found = decided(rules.lifecycle, asked.site, seen, asked.transition, asked.role, asked.author, told,
                        rules.charter.term_months)  # fmt: skip
    if not isinstance(found, Decision):
        raise refused(asked, found)
    until = asked.freeze_until if asked.transition == "freeze" else None
    made = Made(standing.number + 1, replace(found, author=asked.author), freeze_until=until)
    try:
        write(
            session, made.number, made.decision, function=asked.function, freeze_until=until,
            charter=(rules.charter.id, rules.charter.version), evidence=rested_on(one),
            report=report_json(one.report),
        )  # fmt: skip
    except OvertakenError:
        raise _overtaken(asked, rules, told) from None
    settle(session, told.as_of, rules.zone, [asked.site])
    return made


def refused(asked: Request, refusals: tuple[Refusal, ...]) -> DecisionError:
    """Why a decision cannot be taken, and what to do first."""
    missing = [(one.guard, one.said.fr) for one in refusals]
    steps = [step for one in refusals if (step := _STEPS.get(one.guard))]
    told = "\n".join(f"→ {step.replace('SITE', asked.site)}" for step in dict.fromkeys(steps))
    return DecisionError(asked.site, missing, french(told))


def _overtaken(asked: Request, rules: Rulebook, told: Facts) -> DecisionError:
    now = rules.lifecycle.statuses[told.status].title
    text = french(f"une autre décision vient d’être prise : le statut est « {now.fr} »")
    return DecisionError(asked.site, [("status", text)], f"→ cantines label history {asked.site}")


_STEPS = {
    "profile_complete": "compléter le lieu dans sites.yaml, puis : cantines sites load",
    "charter_accepted": "cantines label attest SITE --charter --author … --function …",
    "source_declared": "déclarer une source d’événements dans sites.yaml, puis : cantines sites load",
    "no_other_application": "cantines label history SITE, puis : cantines label withdraw PIÈCE (le dossier joint)",
    "territory_free": "cantines label territory SITE AUTRE --author … --text … (le comité), ou label join",
    "observed_days": "attendre : cantines label report SITE dit depuis quand le lieu est observé",
    "required_held_days": "cantines label todo SITE",
    "sponsors": "cantines label sponsor SITE PARRAIN --for (ou --against) --author …",
    "favourable_sponsors": "cantines label sponsor SITE PARRAIN --for --author …",
    "no_conflict": "recommencer sans la voix des personnes liées au lieu",
    "reasons_given": "ajouter --reason « … »",
    "complaint_examined": "cantines label complaint SITE --found --author … --text … puis --complaint NUMÉRO",
    "notice_days": "cantines label notice SITE --author … --text …",
    "heard": "attendre, ou : cantines label observations SITE --author … --text …",
    "quorum": "ajouter des voix : --vote « Nom:for »",
    "majority": "la décision n’a pas la majorité : rien ne change",
    "force_majeure": "ajouter --force-majeure « … »",
    "freeze_days_at_most": "ajouter --until AAAA-MM-JJ",
    "recovery_seen": "ajouter --recovery",
    "closure_seen": "ajouter --closure",
    "status": "cantines label history SITE",
    "dossier": "cantines label todo SITE",
}
"""What to do when a guard does not hold."""
