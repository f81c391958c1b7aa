"""`cantines check URL`: pull an address once, show what would be imported and what to mend, keep nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import click

from federation.commands import opening
from federation.commands.options import of_a_trial
from federation.commands.telling import event_line, failure_lines, remark_lines, space_lines
from federation.commands.trial_words import say
from federation.domain.advice import advice
from federation.domain.advice.remarks import Remark, remarks, told
from federation.domain.discretion import without_secrets
from federation.domain.drawn import Drawn
from federation.domain.format_names import format_name as format_called
from federation.domain.payload import to_plain
from federation.domain.producers import Producer, producer, producer_at
from federation.domain.reasons import first_sight, sentence
from federation.settings import clock
from federation.version import VERSION
from sync.detect import NAMES
from sync.discovery.candidates import declared_feeds
from sync.discovery.signs import signs
from sync.fetch import Answer, Getter, fetcher_from
from sync.pull import Pulled
from sync.trial import TRIAL, completed, has_scheme, try_out, upcoming

_SHOWN = 20
_HINTS = 3
_NOBODY = frozenset({"connect", "tls"})
"""Phases of a visit in which a name that was typed alone turns out to have no https."""

_NOWHERE = frozenset({"bad-url", "scheme", "forbidden-address"})


@click.command()
@click.argument("url")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["auto", *NAMES]),
    metavar="NAME",
    default="auto",
    show_default=True,
    help="How the address speaks.",
)
@click.option("--all", "everything", is_flag=True, help="Every event to come, not only the first ones.")
@of_a_trial
def check(url: str, format_name: str, zone: str, lang: str, as_json: bool, everything: bool, demo: bool) -> None:
    """Visit URL as the hub would, at most 20 seconds, show what it would import and what to mend. Nothing is kept.

    Ends with 1 when nothing could be read, else with 0.
    """
    chosen = opening.with_demo(opening.settings()) if demo else opening.settings()
    now = clock(chosen)()
    asking = Overhearing(fetcher_from(chosen, contact="cantines check", version=VERSION))
    plain, url = has_scheme(url), completed(url)
    pulled = try_out(asking, url, format_name, zone, now, TRIAL)
    if not plain and pulled.error is not None and pulled.error.phase in _NOBODY:
        url = url.replace("https:", "http:", 1)
        pulled = try_out(asking, url, format_name, zone, now, TRIAL)
    checked = Checked(url, pulled, asking.visited, tuple(asking.hints()), now)
    if as_json:
        click.echo(json.dumps(as_plain(checked, lang), ensure_ascii=False, indent=2))
    else:
        for line in as_lines(checked, lang, _SHOWN if not everything else None):
            click.echo(line)
    sys.exit(1 if checked.pulled.error else 0)


class Overhearing:
    """What stands before the fetcher: it counts the addresses, and remembers the first answer."""

    def __init__(self, fetcher: Getter) -> None:
        self._fetcher = fetcher
        self._first: Answer | None = None
        self.visited = 0

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        accept: str = "*/*",
        now: datetime,
        within: timedelta | None = None,
    ) -> Answer:
        """As `Fetcher.get`."""
        self.visited += 1
        answer = self._fetcher.get(url, etag=etag, last_modified=last_modified, accept=accept, now=now, within=within)
        self._first = self._first or answer
        return answer

    def hints(self) -> Iterator[str]:
        """The feeds that the first answer names, when it is a page."""
        if self._first is not None and "html" in self._first.media_type:
            yield from declared_feeds(signs(self._first.body, self._first.url))[:_HINTS]


@dataclass(frozen=True, slots=True)
class Checked:
    """One address that was tried at a moment; `hints` are feeds that its page names."""

    url: str
    pulled: Pulled
    visited: int
    hints: tuple[str, ...]
    now: datetime

    @property
    def shown(self) -> str:
        """The address without the keys that were typed into it."""
        return without_secrets(self.url)

    @property
    def producer(self) -> Producer | None:
        """What wrote the answer, as far as the answer or its address tells."""
        parsed = self.pulled.parsed
        return (parsed and producer(parsed.producer, parsed.format)) or producer_at(self.url)

    @property
    def producer_id(self) -> str:
        """Its name for tables, "" when nobody knows it."""
        return self.producer.id if self.producer else ""

    @property
    def brings_nothing(self) -> bool:
        """Whether the hub would take nothing from it."""
        parsed = self.pulled.parsed
        return parsed is None or not (self.pulled.drawn or parsed.space)


def as_lines(checked: Checked, language: str, most: int | None) -> Iterator[str]:
    """What was found, for a person: what to mend first, then at most so many events, then the place."""
    pulled = checked.pulled
    yield from _head(checked, language)
    if pulled.error is not None:
        yield from failure_lines(pulled.error, checked.producer_id, language)
    if found := remarks(pulled.notices):
        yield from ("", *remark_lines(found, checked.producer_id, language))
    if pulled.error is None:
        yield from ("", say("coming", language), *_coming(checked, language, most))
    if pulled.parsed is not None and pulled.parsed.space is not None:
        yield from ("", say("space", language), *(f"  {line}" for line in space_lines(pulled.parsed.space, language)))
    if checked.brings_nothing and not (pulled.error and pulled.error.code in _NOWHERE):
        yield from ("", *_elsewhere(checked, language))


def _head(checked: Checked, language: str) -> Iterator[str]:
    pulled = checked.pulled
    yield checked.shown
    visited = say("visited", language, count=checked.visited)
    if pulled.parsed is None:
        yield visited
        return
    wrote = checked.producer.called(language) if checked.producer else ""
    parts = [format_called(pulled.parsed.format, language), wrote, visited]
    parts.append(say("kilobytes", language, count=max(1, round(pulled.received / 1000))))
    yield " · ".join(dict.fromkeys(part for part in parts if part))
    count = len(upcoming(pulled, checked.now))
    yield say("records", language, count=len(pulled.drawn)) + ", " + say("dates", language, count=count)


def _coming(checked: Checked, language: str, most: int | None) -> Iterator[str]:
    events = upcoming(checked.pulled, checked.now)
    if not events:
        yield f"  {say('nothing', language)}"
    for event in events[:most]:
        yield f"  {event_line(event, language)}"
    if most is not None and len(events) > most:
        yield f"  {say('more', language, count=len(events) - most)}"


def _elsewhere(checked: Checked, language: str) -> Iterator[str]:
    if checked.hints:
        yield say("named", language)
        yield from (f"  {without_secrets(hint)}" for hint in checked.hints)
    yield say("discover", language, url=checked.shown)


def as_plain(checked: Checked, language: str) -> dict[str, Any]:
    """What was found, for programs; moments as ISO 8601."""
    pulled, wrote = checked.pulled, checked.producer
    error, parsed = pulled.error, pulled.parsed
    return {
        "url": checked.shown,
        "visited": checked.visited,
        "received": pulled.received,
        "error": error
        and {
            "code": error.code,
            "phase": error.phase,
            "text": first_sight(error.code, error.detail, language),
            "advice": advice(error.code, checked.producer_id, language),
        },
        "format": parsed.format if parsed else None,
        "producer": parsed.producer if parsed else None,
        "known_producer": wrote.id if wrote else None,
        "remarks": [_remark(checked, item, language) for item in remarks(pulled.notices)],
        "notices": [{**to_plain(item), "text": sentence(item.code, item.value, language)} for item in pulled.notices],
        "records": [_record(item) for item in pulled.drawn],
        "upcoming": [to_plain(event) for event in upcoming(pulled, checked.now)],
        "space": to_plain(parsed.space) if parsed and parsed.space else None,
        "hints": [without_secrets(hint) for hint in checked.hints] if checked.brings_nothing else [],
    }


def _remark(checked: Checked, item: Remark, language: str) -> dict[str, Any]:
    words = told(item, checked.producer_id, language)
    return {
        "code": item.code,
        "importance": item.importance.name.lower(),
        "count": item.count,
        "lines": list(item.lines),
        "paths": list(item.paths),
        "values": list(item.values),
        "text": words.sentence,
        "advice": words.advice,
    }


def _record(item: Drawn) -> dict[str, Any]:
    return {"key": item.record.key, "occurrences": len(item.occurrences), "title": item.record.event.title}
