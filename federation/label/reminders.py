"""What operators and the committee are to be told in time: values, each told once, with their words. Nothing is sent.

term      the label ends in 90, 60, 30 days
feed      a source of events has not answered for 3, 7, 14 days
inactive  a candidate that nobody heard of: its application will be closed
decision  a status moved; with a plan of correction that is asked for
anomaly   something out of the ordinary, for the committee to look at
charter   a version of the charter that was adopted, and will be in force
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from federation.domain.reasons.words import Words
from federation.label.charter import Charter
from federation.label.decisions import Decision, reminders_due
from federation.label.evidence import SourceLog
from federation.label.lifecycle import Effect, Lifecycle
from federation.label.verdict import Anomaly
from federation.label.words import day, say

SILENT_DAYS = (3, 7, 14)
"""After how many days without an answer of a source its operators are reminded."""

INACTIVE_DAYS = (305, 335, 358)
"""After how many days without a sign of life a candidate is reminded; its application is closed after 365."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell about a site, once: `key` tells it from others of its `kind`; `data` is what its words need."""

    site: str
    kind: str
    key: str
    data: Mapping[str, str] = field(default_factory=dict)


def of_the_term(lifecycle: Lifecycle, site: str, ends_on: date | None, today: date) -> Iterator[Message]:
    """The reminder of the end of a term whose day has come."""
    for days in reminders_due(lifecycle, ends_on, today, frozenset()) if ends_on else ():
        yield Message(site, "term", f"{ends_on}:{days}", {"days": str(days), "on": str(ends_on)})


def of_silence(site: str, logs: Iterable[SourceLog], as_of: datetime, zone: ZoneInfo) -> Iterator[Message]:
    """The reminders of sources of events that do not answer; of one that the hub does not ask nothing is said."""
    for log in logs:
        last, tried = log.last_success_at, log.last_tried_at
        if "events" not in log.carries or last is None or tried is None or tried <= last:
            continue
        due = [days for days in SILENT_DAYS if as_of - last >= timedelta(days=days)]
        if due and as_of - tried < timedelta(days=SILENT_DAYS[0]):
            since = last.astimezone(zone).date()
            data = {"source": log.source, "days": str(due[-1]), "since": str(since)}
            yield Message(site, "feed", f"{log.source}:{since}:{due[-1]}", data)


def of_inactivity(site: str, since: datetime | None, as_of: datetime, zone: ZoneInfo) -> Iterator[Message]:
    """The reminder of a candidate that nobody has heard of."""
    due = [days for days in INACTIVE_DAYS if since is not None and as_of - since >= timedelta(days=days)]
    if since is not None and due:
        first = since.astimezone(zone).date()
        yield Message(site, "inactive", f"{first}:{due[-1]}", {"days": str(due[-1]), "since": str(first)})


def of_a_decision(number: int, decision: Decision) -> Iterator[Message]:
    """What follows a decision that the site is to be told of."""
    if Effect.NOTIFICATION in decision.effects:
        plan = "1" if Effect.PLAN_ASKED in decision.effects else ""
        data = {"transition": decision.transition, "after": decision.after.value, "plan": plan}
        yield Message(decision.site, "decision", str(number), data | {"reasons": decision.reasons})


def of_anomalies(site: str, anomalies: Sequence[Anomaly]) -> Iterator[Message]:
    """What the committee has not looked at yet."""
    for one in anomalies:
        if not one.accepted:
            yield Message(site, "anomaly", one.id[:120], {"id": one.id, "fr": one.said.fr, "en": one.said.en})


def of_charters(site: str, upcoming: Iterable[Charter]) -> Iterator[Message]:
    """The versions of the charter that wait for their day."""
    for one in upcoming:
        yield Message(site, "charter", f"{one.id}:{one.version}", {"version": one.version, "on": str(one.in_force_on)})


def told(message: Message, lifecycle: Lifecycle) -> Words:
    """A message in words."""
    data = message.data
    if message.kind == "term":
        on = day(date.fromisoformat(data["on"]))
        return say(
            f"Le label prend fin le {on.fr}, dans {data['days']} jours : préparez le renouvellement.",
            f"The label ends on {on.en}, in {data['days']} days: prepare its renewal.",
        )
    if message.kind == "feed":
        on = day(date.fromisoformat(data["since"]))
        return say(
            f"La source « {data['source']} » ne répond plus depuis le {on.fr} ({data['days']} jours).",
            f"The source “{data['source']}” has not answered since {on.en} ({data['days']} days).",
        )
    if message.kind == "inactive":
        on = day(date.fromisoformat(data["since"]))
        return say(
            f"Plus de nouvelles depuis le {on.fr} : après 365 jours la candidature est close.",
            f"No news since {on.en}: after 365 days the application is closed.",
        )
    if message.kind == "charter":
        on = day(date.fromisoformat(data["on"]))
        return say(
            f"La charte {data['version']} s’appliquera le {on.fr}.",
            f"The charter {data['version']} will be in force on {on.en}.",
        )
    if message.kind == "anomaly":
        return Words(data["fr"], data["en"])
    return _of_a_status(data, lifecycle)


def _of_a_status(data: Mapping[str, str], lifecycle: Lifecycle) -> Words:
    status = next(one.title for one in lifecycle.statuses.values() if one.status.value == data["after"])
    plan = say(" Un plan de correction est attendu.", " A plan of correction is asked for.")
    more = (plan.fr, plan.en) if data.get("plan") else ("", "")
    return say(
        f"Le statut est désormais « {status.fr} » : {data['reasons'].rstrip('.')}.{more[0]}",
        f"The status is now “{status.en}”: {data['reasons'].rstrip('.')}.{more[1]}",
    )
