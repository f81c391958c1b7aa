"""What operators and the committee are to be told in time: values, each told once, with their words. Nothing is sent.

term      the label ends in 90, 60, 30 days
feed      a source of events has not answered for 3, 7, 14 days
inactive  a candidate that nobody heard of: its application will be closed
decision  a status moved; with a plan of correction that is asked for
rival     another place of the same territory applies too
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
"""On which day without an answer of a source its operators are reminded, counted from the last answer."""

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
        if as_of - tried < timedelta(days=SILENT_DAYS[0]):
            for since, days in _reached(last, SILENT_DAYS, as_of, zone):
                data = {"source": log.source, "days": str(days), "since": str(since)}
                yield Message(site, "feed", f"{log.source}:{since}:{days}", data)


def of_inactivity(site: str, since: datetime | None, as_of: datetime, zone: ZoneInfo) -> Iterator[Message]:
    """The reminder of a candidate that nobody has heard of."""
    for first, days in _reached(since, INACTIVE_DAYS, as_of, zone):
        yield Message(site, "inactive", f"{first}:{days}", {"days": str(days), "since": str(first)})


def _reached(
    since: datetime | None, steps: Sequence[int], as_of: datetime, zone: ZoneInfo
) -> Iterator[tuple[date, int]]:
    """The last of these numbers of days that has gone by since a moment, with its day; nothing before the first.

    Days are those of the calendar: reports are made soon after midnight, when a silence of three days that began at
    noon is not seventy-two hours old, and would be told of on the fourth.
    """
    if since is None:
        return
    first = since.astimezone(zone).date()
    due = [days for days in steps if (as_of.astimezone(zone).date() - first).days >= days]
    if due:
        yield first, due[-1]


def of_rivals(site: str, rivals: Iterable[str]) -> Iterator[Message]:
    """The other applications of a territory: the committee looks at them together, and each site knows."""
    for other in rivals:
        yield Message(site, "rival", other, {"site": other})


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
    if message.kind == "anomaly":
        return Words(data["fr"], data["en"])
    if message.kind == "decision":
        return _of_a_status(data, lifecycle)
    fr, en = _SAID[message.kind]
    if message.kind == "rival":
        return say(fr.format(**data), en.format(**data))
    on = day(date.fromisoformat(data.get("on") or data["since"]))
    return say(fr.format(**{**data, "on": on.fr}), en.format(**{**data, "on": on.en}))


_SAID = {
    "term": (
        "Le label prend fin le {on}, dans {days} jours : préparez le renouvellement.",
        "The label ends on {on}, in {days} days: prepare its renewal.",
    ),
    "feed": (
        "La source « {source} » ne répond plus depuis le {on} ({days} jours).",
        "The source “{source}” has not answered since {on} ({days} days).",
    ),
    "inactive": (
        "Plus de nouvelles depuis le {on} : après 365 jours la candidature est close.",
        "No news since {on}: after 365 days the application is closed.",
    ),
    "rival": (
        "{site} est aussi candidat sur ce territoire : un seul label, sauf si le comité en décide autrement.",
        "{site} applies too on this territory: one label, unless the committee decides otherwise.",
    ),
    "charter": ("La charte {version} s’appliquera le {on}.", "The charter {version} will be in force on {on}."),
}
"""What is said of a day, or of another site, by kind; the figures are those of the message."""


def _of_a_status(data: Mapping[str, str], lifecycle: Lifecycle) -> Words:
    status = next(one.title for one in lifecycle.statuses.values() if one.status.value == data["after"])
    plan = say(" Un plan de correction est attendu.", " A plan of correction is asked for.")
    more = (plan.fr, plan.en) if data.get("plan") else ("", "")
    return say(
        f"Le statut est désormais « {status.fr} » : {data['reasons'].rstrip('.')}.{more[0]}",
        f"The status is now “{status.en}”: {data['reasons'].rstrip('.')}.{more[1]}",
    )
