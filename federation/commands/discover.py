"""`cantines discover URL`: the sources of a site, from its home page, ready to be declared."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click
import yaml
from rich.console import Console
from rich.markup import escape

from federation.commands import opening
from federation.commands.options import of_a_trial
from federation.commands.telling import event_line, failure_lines, plain
from federation.commands.trial_words import say
from federation.domain.advice import advice
from federation.domain.advice.remarks import Remark, remarks, told
from federation.domain.discretion import without_secrets
from federation.domain.format_names import format_name
from federation.domain.payload import to_plain
from federation.domain.producers import producer_at
from federation.domain.reasons import first_sight
from federation.domain.reasons.discovery import SOFTWARE, found_words
from federation.settings import clock
from federation.version import VERSION
from sync.discover import Discovery
from sync.discover import discover as look
from sync.discovery.declaring import declarations
from sync.discovery.offer import Offer
from sync.fetch import fetcher_from

_SHOWN = 3
"""Events of each source that are shown."""


@click.command()
@click.argument("url")
@of_a_trial
def discover(url: str, zone: str, lang: str, as_json: bool, demo: bool) -> None:
    """Look for the sources of the site at URL, at most 15 requests and 20 seconds; nothing is kept.

    Ends with 0 when there is a source to declare, else with 1.
    """
    chosen = opening.with_demo(opening.settings()) if demo else opening.settings()
    fetcher = fetcher_from(chosen, contact="cantines discover", version=VERSION)
    found = look(fetcher, url, clock(chosen)(), zone=zone)
    if as_json:
        click.echo(json.dumps(as_plain(found, lang), ensure_ascii=False, indent=2))
    else:
        show(found, lang, Console())
    sys.exit(0 if found.usable else 1)


def show(found: Discovery, language: str, console: Console) -> None:
    """What was found, for a person: the sources, what to paste, what was in vain and why."""
    console.print(escape(_headline(found, language)), highlight=False)
    if found.usable:
        console.print()
        for line in _listed(found.usable, language):
            console.print(line, highlight=False, soft_wrap=True)
        console.print(escape(say("paste", language)), style="bold", highlight=False)
        console.print()
        for line in snippet(found).splitlines():
            console.print(escape(line), highlight=False, soft_wrap=True)
    for line in _in_the_way(found, language):
        console.print(escape(line), highlight=False, soft_wrap=True)


def snippet(found: Discovery) -> str:
    """The `sources:` of the site for the network file, what brings most first."""
    declared = declarations(found.usable)
    text: str = yaml.safe_dump(declared, sort_keys=False, allow_unicode=True, default_flow_style=None, width=5000)
    return "    sources:\n" + "".join(f"      {line}\n" for line in text.splitlines())


def _headline(found: Discovery, language: str) -> str:
    cost = say("asked", language, count=found.requests, seconds=f"{found.took.total_seconds():.1f}")
    count = len(found.usable)
    key = "found" if count else "none"
    return f"{plain(say(key, language, count=count, url=without_secrets(found.url)))} ({cost})"


def _listed(offers: tuple[Offer, ...], language: str) -> Iterator[str]:
    """The offers, what brings most first; each address whole on a line of its own, to be copied in any terminal."""
    for rank, one in enumerate(offers, start=1):
        name = f"[bold]{escape(format_name(one.format, language))}[/]"
        yield f"{rank:>3}  {name} · {escape(found_words(one.candidate.found, language))}"
        yield f"     {escape(plain(without_secrets(one.candidate.url)))}"
        yield f"     {escape(', '.join(reasons(one, language)))}"
        yield from (f"       {escape(event_line(event, language))}" for event in one.first[:_SHOWN])
        if one.upcoming > _SHOWN:
            yield "       …"
        yield ""


def reasons(one: Offer, language: str) -> Iterator[str]:
    """Why an offer has its rank: how much it brings, how fully that is told, how sure it is."""
    if one.upcoming:
        yield say("dates" if one.whole else "dates_at_least", language, count=one.upcoming)
        yield _fullness(one, language)
        if one.guessed:
            yield say("guessed", language)
    if one.space:
        yield say("place_told", language, parts=", ".join(say(part, language) for part in one.space))
    if not one.usable and one.error is None:
        yield say("nothing_coming" if one.whole else "unread", language)


def _fullness(one: Offer, language: str) -> str:
    shares = [round(100 * count / one.upcoming) for count in (one.with_end, one.with_place, one.described)]
    if min(shares) == 100:
        return say("all_told", language)
    return say("some_told", language, end=shares[0], place=shares[1], text=shares[2])


def _in_the_way(found: Discovery, language: str) -> Iterator[str]:
    """Why the page, or an address that it names, brings nothing; then what to do about it."""
    if found.error is not None:
        yield from failure_lines(found.error, _producer_id(found.url), language)
    vain = [one for one in found.offers if not one.usable and one.candidate.found != "well-known"]
    if found.usable:
        vain = [one for one in vain if one.error and not _guessed(one)]
    if vain:
        yield from ("", say("tried", language))
    for one in vain:
        yield f"  {plain(without_secrets(one.candidate.url))} — {found_words(one.candidate.found, language)}"
        lines = failure_lines(one.error, _producer_id(one.candidate.url), language) if one.error else ()
        yield from (f"    {line}" for line in lines or reasons(one, language))
        yield from (f"    {plain(told(item, _producer_of(one), language).sentence)}" for item in _gravest(one))
    for remark in remarks(found.notices):
        yield ""
        yield plain(told(remark, "", language).sentence)


def _guessed(one: Offer) -> bool:
    """Whether nobody named the address, only the software that was recognised, and nothing is there."""
    return one.candidate.found in SOFTWARE and one.error is not None and one.error.code in ("not-found", "html")


def _gravest(one: Offer) -> list[Remark]:
    """What most stands in the way of an answer that was read and brings nothing."""
    return remarks(one.notices)[:1] if one.error is None and not one.usable else []


def _producer_id(url: str) -> str:
    known = producer_at(url)
    return known.id if known else ""


def as_plain(found: Discovery, language: str) -> dict[str, Any]:
    """What was found, for programs."""
    error = found.error
    return {
        "url": without_secrets(found.url),
        "requests": found.requests,
        "seconds": round(found.took.total_seconds(), 3),
        "error": error and _failure(error.code, error.detail, found.url, language),
        "sources": [_offer(one, language) for one in found.usable],
        "declare": declarations(found.usable),
        "in_vain": [_offer(one, language) for one in found.offers if not one.usable],
        "notices": [
            {"code": item.code, "value": item.value, "text": told(remark, "", language).sentence}
            for item, remark in ((item, remarks([item])[0]) for item in found.notices)
        ],
    }


def _offer(one: Offer, language: str) -> dict[str, Any]:
    error = one.error
    return {
        "url": without_secrets(one.candidate.url),
        "format": one.format or one.candidate.format,
        "found": one.candidate.found,
        "producer": one.producer.id if one.producer else None,
        "upcoming": one.upcoming,
        "whole": one.whole,
        "space": list(one.space),
        "reasons": list(reasons(one, language)),
        "first": [to_plain(event) for event in one.first],
        "error": error and _failure(error.code, error.detail, one.candidate.url, language),
        "remarks": [told(remark, _producer_of(one), language).sentence for remark in remarks(one.notices)],
    }


def _producer_of(one: Offer) -> str:
    return one.producer.id if one.producer else ""


def _failure(code: str, detail: str, url: str, language: str) -> dict[str, str]:
    return {
        "code": code,
        "text": first_sight(code, detail, language),
        "advice": advice(code, _producer_id(url), language),
    }
