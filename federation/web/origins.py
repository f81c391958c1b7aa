"""« D’où vient cette fiche ? »: who says what of an entry, why it is one, and what people decided of it.

A page is kept for one published version and one day, so the last time a source was seen is told by the day alone. No
author of a decision is named: the page is public.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import ngettext

from federation.domain.entry import Entry
from federation.publish.dates import short_day
from federation.publish.origin_words import decision_words, field_words, moment_words, reason_words
from federation.publish.text import web_url
from federation.store.agenda import Origin
from federation.store.explain import Explanation, Said, explain
from federation.web.facts import host_of
from federation.web.language import translated as _
from federation.web.pages import Reading

_MOST_LINES = 12
_MOST_EACH = 4
_MOST_REASONS = 8
_UNSPOKEN = frozenset({"uid", "sequence", "links", "zone"})


@dataclass(frozen=True, slots=True)
class HostLink:
    """A site that holds an entry together with others, and its page."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class OriginLine:
    """One source in words: since when it says the entry, what it says otherwise, which fields it gave.

    `url` is its own page of it and `page` the host name of that; "" for none.
    """

    words: str
    url: str
    page: str
    differs: tuple[str, ...]
    gives: str


@dataclass(frozen=True, slots=True)
class Origins:
    """Where an entry comes from; `hosts` when several hold it, `more` how many announcements are not shown."""

    summary: str
    lines: tuple[OriginLine, ...]
    more: int
    hosts: tuple[HostLink, ...]
    reasons: tuple[str, ...]
    decisions: tuple[str, ...]


def origins(reading: Reading, entry: Entry) -> Origins:
    """Where an entry that is shown comes from."""
    found = explain(reading.session, entry.id, each=_MOST_EACH)
    assert found is not None, "an entry that was just read"
    # What a source repeats word for word is one line.
    said = list({(_source(item), item.title, item.start): item for item in found.said}.values())
    number = len({_source(item) for item in said})
    joint = entry.hosts if len(entry.hosts) > 1 else ()
    return Origins(
        summary=str(ngettext("%(num)s source", "%(num)s sources", number)),
        lines=tuple(_line(item, found, reading) for item in said[:_MOST_LINES]),
        more=max(0, len(said) - _MOST_LINES),
        hosts=tuple(HostLink(host.name, reading.here.to(f"/lieux/{host.id}")) for host in joint),
        reasons=_reasons(found, reading),
        decisions=tuple(_decisions(found, reading)),
    )


def _source(said: Said) -> tuple[str, str]:
    return said.origin.site_id, said.origin.source_key


def _line(said: Said, found: Explanation, reading: Reading) -> OriginLine:
    shared = len({_source(item) for item in found.said}) > 1
    return OriginLine(
        words=_seen(said.origin, reading),
        url=web_url(said.origin.url),
        page=host_of(said.origin.url),
        differs=tuple(_differs(said, found, reading)),
        gives=_gives(said, found, reading.here.language) if shared else "",
    )


def _differs(said: Said, found: Explanation, reading: Reading) -> Iterator[str]:
    """What a source says otherwise than the entry."""
    if said.title != found.event.title:
        yield _("Titre chez elle : « %(title)s »", title=said.title)
    if said.start != found.event.start:
        when = moment_words(said.start, found.event.zone, reading.here.language)
        yield _("Début chez elle : %(when)s", when=when)
    if said.withdrawn:
        yield _("Elle ne l’annonce plus.")


def _gives(said: Said, found: Explanation, language: str) -> str:
    fields = [
        field_words(name, language)
        for name, record in found.provenance.items()
        if record == said.record and name not in _UNSPOKEN
    ]
    return _("D’elle viennent : %(fields)s.", fields=", ".join(fields)) if fields else ""


def _reasons(found: Explanation, reading: Reading) -> tuple[str, ...]:
    """What speaks for one event, each sentence once, the strongest of each tie first."""
    zone, language = found.event.zone, reading.here.language
    counting = (reason for tie in found.ties for reason in tie.reasons if reason.points > 0)
    return tuple(dict.fromkeys(reason_words(reason, zone, language) for reason in counting))[:_MOST_REASONS]


def _decisions(found: Explanation, reading: Reading) -> Iterator[str]:
    language = reading.here.language
    for item in found.decisions:
        if item.undone_at is None:
            what = decision_words(item.kind, item.field, language)
            on = _day(item.decided_at, reading)
            yield _("Le %(day)s : %(what)s. Motif : %(reason)s", day=on, what=what, reason=item.reason)


def _day(moment: datetime, reading: Reading) -> str:
    return short_day(moment.astimezone(ZoneInfo(reading.network.zone)).date(), reading.here.language)


def _seen(origin: Origin, reading: Reading) -> str:
    values = {
        "site": origin.site_name,
        "source": host_of(origin.source_url),
        "first": _day(origin.first_seen_at, reading),
    }
    if origin.last_seen_at is None:
        return _("%(site)s (%(source)s) : vue la première fois le %(first)s.", **values)
    return _(
        "%(site)s (%(source)s) : vue la première fois le %(first)s, la dernière fois le %(last)s.",
        **values,
        last=_day(origin.last_seen_at, reading),
    )
