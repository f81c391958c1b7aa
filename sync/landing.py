"""What visits brought lands in the store: records, occurrences, entries, validators and journal rows together.

All of it is one transaction of the caller's. Entries are brought up to date once for all visits that land together:
what they told may be about the same events. Decisions are `domain.changes` and `schedule`; this module carries them
out in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from federation.domain.changes import Changes, Outcome, believed, compare, is_stale, is_upcoming, suspicious
from federation.domain.marks import Voice
from federation.errors import FetchError, SourceError
from federation.store import records, spaces
from federation.store.database import Session
from federation.store.matching.rebuild import Heard, rebuild, revoice
from federation.store.matching.voices import voices
from federation.store.models import PullRow, SourceRow
from federation.store.pages import dump_pages
from federation.store.sources import Due, journal, leased
from sync.pull import Pulled
from sync.schedule import next_try, next_visit


@dataclass(slots=True, kw_only=True)
class Landed:
    """How a visit ended, for the journal and for people. Counts are records, `lost` the items not imported.

    `recovered`: it could be read again, after visits that failed. `news`: readers can see a difference, so that the
    published version must rise.
    """

    site: str
    source: str
    outcome: Outcome
    reason: str = ""
    detail: str = ""
    seen: int = 0
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    lost: int = 0
    notices: int = 0
    received: int = 0
    seconds: float = 0.0
    recovered: bool = False
    news: bool = False


def land(
    session: Session, brought: Sequence[Pulled], worker: str, now: datetime, luck: Callable[[], float]
) -> list[Landed]:
    """Write what visits brought, and bring the entries up to date that it touches; `luck` draws from 0 to 1.

    Visits of sources that were leased to another worker meanwhile are left out.
    """
    rows = leased(session, [pulled.due.speaker.id for pulled in brought], worker)
    landing = [
        _Landing(row, pulled, Landed(site=pulled.due.site.id, source=pulled.due.source.key, outcome=Outcome.UNCHANGED))
        for pulled in brought
        if (row := rows.get(pulled.due.speaker.id)) is not None
    ]
    different = rebuild(session, _told(session, landing, now), now)
    for one in landing:
        one.news = one.news or different[one.row.id] > 0
        _close(session, one, now, luck())
    return [one.landed for one in landing]


@dataclass(slots=True)
class _Landing:
    """A visit that is being written: the row of its source, what it brought, how it ends; whether readers see it."""

    row: SourceRow
    pulled: Pulled
    landed: Landed
    news: bool = False


def _told(session: Session, landing: Iterable[_Landing], now: datetime) -> list[Heard]:
    """Write what was read, but for entries; gives what touches them."""
    read = [one for one in landing if one.pulled.error is None and one.pulled.parsed is not None]
    for one in read:
        _note_format(session, one, now)
    session.flush()
    tellers = voices(session, *(one.row.id for one in read)) if read else {}
    heard = []
    for one in read:
        parsed, carries = one.pulled.parsed, one.pulled.due.source.carries
        one.landed.notices = len(one.pulled.notices)
        one.landed.lost = sum(notice.lost for notice in one.pulled.notices)
        if "space" in carries and parsed is not None and parsed.space is not None:
            one.news = spaces.note(session, one.row.id, parsed.space, now)
        if "events" in carries:
            heard.append(_write_events(session, one, tellers[one.row.id], now))
    return heard


def _close(session: Session, one: _Landing, now: datetime, luck: float) -> None:
    """Write how a visit ended: outcome, next visit, validators, journal."""
    row, pulled, landed = one.row, one.pulled, one.landed
    landed.seconds = (now - pulled.started_at).total_seconds()
    was_stale = is_stale(row.last_success_at, row.last_pull_at or now)
    failing = row.failures > 0
    if pulled.error is not None:
        _fail(row, pulled.due, pulled.error, landed, now, luck)
    else:
        if pulled.parsed is not None and landed.outcome is not Outcome.SUSPECT:
            landed.outcome = Outcome.PARTIAL if landed.lost else Outcome.UPDATED if one.news else Outcome.UNCHANGED
        _succeed(row, pulled, landed, now, luck)
    landed.recovered = failing and not row.failures
    # Pages tell the age of stale data, so readers see that too.
    landed.news = one.news or was_stale != is_stale(row.last_success_at, now)
    row.leased_until, row.leased_by = None, ""
    row.last_pull_at, row.outcome = now, landed.outcome.value
    row.reason, row.detail = landed.reason, landed.detail
    journal(session, _journal_row(row, pulled, landed, now), pulled.notices)


def _fail(row: SourceRow, due: Due, error: SourceError, landed: Landed, now: datetime, luck: float) -> None:
    landed.outcome, landed.reason, landed.detail = Outcome.FAILED, error.code, _clean(error.detail)
    row.failures += 1
    retry_after = error.retry_after if isinstance(error, FetchError) else None
    gone = isinstance(error, FetchError) and error.code == "gone"
    row.next_pull_at = next_try(now, due.source.every, row.failures, retry_after, luck, gone=gone)


def _succeed(row: SourceRow, pulled: Pulled, landed: Landed, now: datetime, luck: float) -> None:
    parsed, source = pulled.parsed, pulled.due.source
    row.failures = 0
    asked = [*pulled.asked, parsed.refresh_after if parsed else None]
    row.next_pull_at = next_visit(now, source.every, asked, luck)
    if landed.outcome is Outcome.SUSPECT:
        # No validators: the next visit must bring the whole answer again, to confirm it or not.
        row.suspicions += 1
        row.suspect_since = row.suspect_since or now
        row.pages = dump_pages({address: page.to_ask_whole() for address, page in pulled.pages.items()})
        return
    row.last_success_at = now
    row.read_with = pulled.read_with
    if pulled.pages != pulled.due.pages:
        row.pages = dump_pages(pulled.pages)
    if parsed is not None:
        row.suspicions, row.suspect_since, row.drop_accepted = 0, None, False
        row.format_found, row.producer = parsed.format, _clean(parsed.producer) or row.producer
        row.lost, row.notices = landed.lost, landed.notices


def _note_format(session: Session, one: _Landing, now: datetime) -> None:
    """How a source speaks counts when entries are merged: one that speaks otherwise than before is heard anew."""
    assert one.pulled.parsed is not None
    row, name = one.row, one.pulled.parsed.format
    if row.format_found == name:
        return
    before = voices(session, row.id) if one.pulled.known else {}  # who never spoke needs not be heard anew
    row.format_found = name
    if before:
        session.flush()
        revoice(session, before, now)


def _write_events(session: Session, one: _Landing, teller: Voice, now: datetime) -> Heard:
    row, pulled, landed = one.row, one.pulled, one.landed
    fresh = {item.record.key: item for item in pulled.drawn}
    prints = {key: item.record.fingerprint for key, item in fresh.items()}
    changes = compare(pulled.known, prints, pulled.unchanged)
    landed.seen = len(fresh) + len(pulled.unchanged)
    speaker = pulled.due.speaker
    added = records.add(session, speaker, teller, [fresh[key] for key in changes.added], now)
    told = records.change(session, speaker, teller, [fresh[key] for key in changes.changed], now)
    told += records.give_back(session, changes.returned, speaker, now)
    if _drop_counts(row, pulled, changes, landed, now):
        told += records.withdraw(session, changes.gone, speaker, now)
        landed.withdrawn = sum(is_upcoming(pulled.known[key].over_at, now) for key in changes.gone)
    landed.added, landed.changed = len(changes.added), len(changes.changed) + len(changes.returned)
    return Heard(teller, added, told)


def _drop_counts(row: SourceRow, pulled: Pulled, changes: Changes, landed: Landed, now: datetime) -> bool:
    """Whether the records missing from the answer may be withdrawn; else the outcome becomes suspect."""
    if not changes.gone:
        return True
    before = sum(not item.gone and is_upcoming(item.over_at, now) for item in pulled.known.values())
    kept = sum(is_upcoming(pulled.known[key].over_at, now) for key in pulled.unchanged if key in pulled.known)
    after = kept + sum(is_upcoming(item.over_at, now) for item in pulled.drawn)
    cut = (
        pulled.parsed is not None
        and pulled.parsed.cut
        and any(is_upcoming(pulled.known[key].over_at, now) for key in changes.gone)
    )
    if not (cut or suspicious(before, after)) or believed(
        row.suspicions + 1, row.suspect_since, now, row.drop_accepted
    ):
        return True
    landed.outcome, landed.reason = Outcome.SUSPECT, "cut-short" if cut else "shrunk" if after else "emptied"
    landed.detail = f"{before} → {after}"
    return False


def _journal_row(row: SourceRow, pulled: Pulled, landed: Landed, now: datetime) -> PullRow:
    error, answer = pulled.error, pulled.answer
    return PullRow(
        source_id=row.id,
        started_at=pulled.started_at,
        ended_at=now,
        outcome=landed.outcome.value,
        reason=landed.reason,
        phase=error.phase if error else "",
        detail=landed.detail,
        status=error.status if isinstance(error, FetchError) else answer.status if answer else None,
        received=pulled.received,
        seen=landed.seen,
        added=landed.added,
        changed=landed.changed,
        withdrawn=landed.withdrawn,
    )


def _clean(text: str) -> str:
    # PostgreSQL has no NUL in text, and a stranger's header may be of any length.
    return text.replace("\x00", "")[:1000]
