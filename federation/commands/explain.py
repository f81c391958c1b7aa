"""`cantines explain EVENT`: which sources say what of an entry, why they are one, and whose word counts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from federation.commands import opening
from federation.commands.explain_words import say
from federation.commands.telling import event_line, plain
from federation.domain.identity import public_uid
from federation.domain.merging import PEOPLE
from federation.domain.payload import to_plain
from federation.errors import FederationError
from federation.publish.origin_words import conflict_words, decision_words, field_words, moment_words, reason_words
from federation.store.decisions import Decision
from federation.store.explain import MOST_COMPARED, Explanation, Said
from federation.store.explain import explain as explain_entry
from federation.store.naming import entry_named
from federation.store.sites import network

_SITE_ZONE = "Europe/Paris"


@click.command()
@click.argument("event")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of all words.")
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON.")
def explain(event: str, lang: str, as_json: bool) -> None:
    """Tell where EVENT comes from: the id of an entry, the address of its page, or its UID."""
    with opening.store(opening.settings()) as store, store.session() as session:
        entry_id = entry_named(session, event)
        found = entry_id and explain_entry(session, entry_id)
        declared = network(session)
    if not found:
        raise FederationError(f"No entry is called {event}. Give an id, the address of an event page, or its UID.")
    zone = declared.zone if declared else _SITE_ZONE
    if as_json:
        click.echo(json.dumps(as_plain(found, lang, zone), ensure_ascii=False, indent=2))
        return
    for line in as_lines(found, lang, zone):
        click.echo(line)


@dataclass(frozen=True, slots=True)
class Names:
    """The statements of an entry by the numbers a person sees, and its sources by their names."""

    found: Explanation
    language: str
    zone: str

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of a statement, by its id."""
        return {said.id: number for number, said in enumerate(self.found.said, 1)}

    def record(self, record: str) -> str:
        """Who says a record: site/source, or people."""
        if record == PEOPLE:
            return say("people", self.language)
        return next((source_of(said) for said in self.found.said if said.record == record), record)

    def moment(self, moment: datetime | None) -> str:
        """A moment of the hub in the network's zone."""
        return "" if moment is None else moment_words(moment, self.zone, self.language)


def source_of(said: Said) -> str:
    """The source of a statement as `decide split` takes it."""
    return f"{said.origin.site_id}/{said.origin.source_key}"


def conflict_lines(found: Explanation, language: str) -> Iterator[str]:
    """The contradictions of an entry, in words."""
    zone = found.event.zone
    tellers = {said.record: source_of(said) for said in found.said}
    starts = {said.record: moment_words(said.start, zone, language) for said in found.said}
    for conflict in found.conflicts:
        yield plain(conflict_words(conflict, tellers, starts, language))


def decision_line(decision: Decision, language: str, zone: str) -> str:
    """A decision: its number, what, who, when and why; that it was undone."""
    line = say(
        "decision",
        language,
        number=decision.id,
        day=moment_words(decision.decided_at.astimezone(ZoneInfo(zone)).date(), zone, language),
        author=decision.author,
        what=decision_words(decision.kind, decision.field, language),
        reason=decision.reason,
    )
    if decision.undone_at is None:
        return plain(line)
    day = moment_words(decision.undone_at.astimezone(ZoneInfo(zone)).date(), zone, language)
    return plain(f"{line} ({say('undone', language, day=day, author=decision.undone_by)})")


def as_lines(found: Explanation, language: str, zone: str) -> Iterator[str]:
    """An entry explained to a person."""
    names = Names(found, language, zone)
    yield event_line(found.event, language)
    yield f"{found.entry_id} · {public_uid(found.entry_id)}"
    if len(found.hosts) > 1:
        yield f"{say('hosts', language)} {', '.join(found.hosts)}"
    if found.hidden:
        yield say("hidden", language)
    elif all(said.withdrawn for said in found.said if said.origin.site_id in found.hosts):
        yield say("gone", language)
    parts = {
        "said": _said_lines(names),
        "united": _united_lines(names),
        "fields": _field_lines(names),
        "conflicts": conflict_lines(found, language),
        "decisions": (decision_line(decision, language, zone) for decision in found.decisions),
    }
    for heading, lines in parts.items():
        if told := list(lines):
            yield from ("", say(heading, language), *(f"  {line}" for line in told))


def _said_lines(names: Names) -> Iterator[str]:
    language, found = names.language, names.found
    for number, said in enumerate(found.said[:MOST_COMPARED], 1):
        origin = said.origin
        yield plain(f"{number}. {origin.site_name} ({source_of(said)}, {origin.format})")
        yield f"   {moment_words(said.start, found.event.zone, language)} — {plain(said.title)}"
        if origin.url:
            yield f"   {plain(origin.url)}"
        first, last = names.moment(origin.first_seen_at), names.moment(origin.last_seen_at)
        seen = say("seen" if last else "never", language, first=first, last=last)
        marks = [say("withdrawn", language)] * said.withdrawn + [say("unlisted", language)] * (not said.listed)
        yield f"   {', '.join((seen, *marks))}"
    if len(found.said) > MOST_COMPARED:
        yield say("more", language, count=len(found.said) - MOST_COMPARED)


def _united_lines(names: Names) -> Iterator[str]:
    language, numbers = names.language, names.numbers
    if len(names.found.said) == 1:
        yield say("alone", language)
    for tie in names.found.ties:
        reasons = [reason_words(reason, names.found.event.zone, language) for reason in tie.reasons] or [
            say("grouped", language)
        ]
        yield f"{numbers[tie.other.id]} + {numbers[tie.said.id]}"
        yield from (f"   {plain(reason)}" for reason in reasons)


def _field_lines(names: Names) -> Iterator[str]:
    by_record: dict[str, list[str]] = {}
    for field, record in names.found.provenance.items():
        by_record.setdefault(names.record(record), []).append(field_words(field, names.language))
    for who, fields in sorted(by_record.items()):
        yield plain(f"{who} → {', '.join(fields)}")


def as_plain(found: Explanation, language: str, zone: str) -> dict[str, Any]:
    """An entry explained to programs; moments as ISO 8601, statements by the ids that decisions take."""
    names = Names(found, language, zone)
    return {
        "id": found.entry_id,
        "uid": public_uid(found.entry_id),
        "event": to_plain(found.event),
        "hidden": found.hidden,
        "hosts": list(found.hosts),
        "statements": [_statement(said) for said in found.said],
        "united": [
            {
                "statements": [tie.other.id, tie.said.id],
                "reasons": [
                    {**to_plain(reason), "text": reason_words(reason, found.event.zone, language)}
                    for reason in tie.reasons
                ],
            }
            for tie in found.ties
        ],
        "provenance": {field: names.record(record) for field, record in found.provenance.items()},
        "conflicts": [
            {"code": conflict.code, "text": text}
            for conflict, text in zip(found.conflicts, conflict_lines(found, language), strict=True)
        ],
        "decisions": [_decision(decision) for decision in found.decisions],
    }


def _statement(said: Said) -> dict[str, Any]:
    origin = said.origin
    return {
        "id": said.id,
        "source": source_of(said),
        "format": origin.format,
        "title": said.title,
        "start": said.start.isoformat(),
        "url": origin.url,
        "first_seen_at": origin.first_seen_at.isoformat(),
        "last_seen_at": origin.last_seen_at and origin.last_seen_at.isoformat(),
        "listed": said.listed,
        "withdrawn": said.withdrawn,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "number": decision.id,
        "kind": decision.kind,
        "about": list(decision.about),
        "field": decision.field or None,
        "value": decision.value,
        "author": decision.author,
        "reason": decision.reason,
        "decided_at": decision.decided_at.isoformat(),
        "undone_at": decision.undone_at and decision.undone_at.isoformat(),
        "undone_by": decision.undone_by or None,
    }
