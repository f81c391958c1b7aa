"""`cantines check URL`: pull an address once, show what would be imported, keep nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import click

from federation.commands import opening
from federation.domain.changes import Known, is_upcoming
from federation.domain.drawn import Drawn
from federation.domain.event import Event, Notice
from federation.domain.payload import to_plain
from federation.domain.reasons import sentence
from federation.domain.site import LabelStatus, Location, Site, Source
from federation.publish.dates import spoken_when
from federation.settings import clock
from federation.store.records import Speaker
from federation.store.sources import Due
from federation.version import VERSION
from sync.fetch import fetcher_from
from sync.pull import Pulled, pull

_SHOWN = 20


@click.command()
@click.argument("url")
@click.option("--format", "format_name", default="auto", show_default=True, help="How the address speaks.")
@click.option("--zone", default="Europe/Paris", show_default=True, help="Zone of times that name none.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of reasons.")
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON.")
@click.option("--demo", is_flag=True, help="The demonstration's sites may be visited, as with `up --demo`.")
def check(url: str, format_name: str, zone: str, lang: str, as_json: bool, demo: bool) -> None:
    """Visit URL as the hub would, and show what it would import. Nothing is kept."""
    chosen = opening.with_demo(opening.settings()) if demo else opening.settings()
    now = clock(chosen)()
    fetcher = fetcher_from(chosen, contact="cantines check", version=VERSION)
    pulled = pull(fetcher, _due(url, format_name, zone), _Nothing(), now)
    if as_json:
        click.echo(json.dumps(_plain(pulled, lang, now), ensure_ascii=False, indent=2))
    else:
        _print(pulled, lang, now)
    sys.exit(1 if pulled.error else 0)


class _Nothing:
    """What this command remembers of earlier visits."""

    def known(self, source_id: int) -> dict[str, Known]:
        return {}

    def events(self, source_id: int, keys: Collection[str]) -> dict[str, Event]:
        return {}


def _due(url: str, format_name: str, zone: str) -> Due:
    """A visit of a site that exists only for this command."""
    site = Site(id="check", name="", location=Location("", "", "", ""), status=LabelStatus.LISTED, zone=zone)
    source = Source("check", url, format_name, ("events", "space"), timedelta(hours=1))
    return Due(Speaker(0, "check", "check"), site, source)


def _upcoming(pulled: Pulled, now: datetime) -> list[Event]:
    found = [
        (when.starts_at, item.record.key, occurrence.event)
        for item in pulled.drawn
        for occurrence, when in item.occurrences
        if is_upcoming(when.over_at, now)
    ]
    return [event for _, _, event in sorted(found, key=lambda row: row[:2])]


def _print(pulled: Pulled, lang: str, now: datetime) -> None:
    if pulled.error is not None:
        click.echo(sentence(pulled.error.code, pulled.error.detail, lang))
        return
    parsed, events = pulled.parsed, _upcoming(pulled, now)
    assert parsed is not None
    assert pulled.answer is not None
    click.echo(f"{parsed.format} · {parsed.producer or '?'} · {pulled.answer.received} octets")
    click.echo(f"{len(pulled.drawn)} records, {len(events)} upcoming occurrences" + _space_words(pulled))
    for event in events[:_SHOWN]:
        click.echo(f"  {spoken_when(event, lang)} — {event.title}" + (f" [{event.status}]" if _marked(event) else ""))
    if len(events) > _SHOWN:
        click.echo(f"  … {len(events) - _SHOWN} more")
    for notice in sorted(pulled.notices, key=lambda item: not item.lost):
        click.echo(f"  {'✗' if notice.lost else '!'} {_where(notice)}{sentence(notice.code, notice.value, lang)}")


def _marked(event: Event) -> bool:
    return event.status.value != "scheduled"


def _space_words(pulled: Pulled) -> str:
    return ", space data" if pulled.parsed and pulled.parsed.space else ""


def _where(notice: Notice) -> str:
    place = f"line {notice.line}" if notice.line is not None else notice.path
    return f"{place}: " if place else ""


def _plain(pulled: Pulled, lang: str, now: datetime) -> dict[str, Any]:
    error, parsed = pulled.error, pulled.parsed
    return {
        "error": error and {"code": error.code, "phase": error.phase, "text": sentence(error.code, error.detail, lang)},
        "format": parsed.format if parsed else None,
        "producer": parsed.producer if parsed else None,
        "records": [_record(item) for item in pulled.drawn],
        "upcoming": [to_plain(event) for event in _upcoming(pulled, now)],
        "space": to_plain(parsed.space) if parsed and parsed.space else None,
        "notices": [
            {**to_plain(notice), "text": sentence(notice.code, notice.value, lang)} for notice in pulled.notices
        ],
    }


def _record(item: Drawn) -> dict[str, Any]:
    return {"key": item.record.key, "occurrences": len(item.occurrences), "title": item.record.event.title}
