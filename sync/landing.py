"""What a visit brought lands in the store: records, occurrences, entries, validators and journal row together.

All of it is one transaction of the caller's. Decisions are `domain.changes` and `schedule`; this module carries
them out in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from federation.domain.changes import Changes, Outcome, believed, compare, is_stale, is_upcoming, suspicious
from federation.errors import FetchError, SourceError
from federation.store import records, spaces
from federation.store.database import Session
from federation.store.matching.rebuild import rebuild, revoice
from federation.store.matching.voices import voice
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


def land(session: Session, pulled: Pulled, worker: str, now: datetime, luck: float) -> Landed | None:
    """Write what a visit brought; None when the source was leased to another worker meanwhile."""
    row = leased(session, pulled.due.speaker.id, worker)
    if row is None:
        return None
    landed = Landed(site=pulled.due.site.id, source=pulled.due.source.key, outcome=Outcome.UNCHANGED)
    landed.seconds = (now - pulled.started_at).total_seconds()
    was_stale = is_stale(row.last_success_at, row.last_pull_at or now)
    failing, news = row.failures > 0, False
    if pulled.error is not None:
        _fail(row, pulled.due, pulled.error, landed, now, luck)
    else:
        news = pulled.parsed is not None and _write(session, row, pulled, landed, now)
        _succeed(row, pulled, landed, now, luck)
    landed.recovered = failing and not row.failures
    # Pages tell the age of stale data, so readers see that too.
    landed.news = news or was_stale != is_stale(row.last_success_at, now)
    row.leased_until, row.leased_by = None, ""
    row.last_pull_at, row.outcome = now, landed.outcome.value
    row.reason, row.detail = landed.reason, landed.detail
    journal(session, _journal_row(row, pulled, landed, now), pulled.notices)
    return landed


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


def _write(session: Session, row: SourceRow, pulled: Pulled, landed: Landed, now: datetime) -> bool:
    """Write what was read; tells whether readers could see a difference."""
    assert pulled.parsed is not None
    _note_format(session, row, pulled, pulled.parsed.format, now)
    landed.notices, landed.lost = len(pulled.notices), sum(notice.lost for notice in pulled.notices)
    news = False
    if "events" in pulled.due.source.carries:
        news = _write_events(session, row, pulled, landed, now)
    if "space" in pulled.due.source.carries and pulled.parsed.space is not None:
        news = spaces.note(session, row.id, pulled.parsed.space, now) or news
    if landed.outcome is not Outcome.SUSPECT:
        landed.outcome = Outcome.PARTIAL if landed.lost else Outcome.UPDATED if news else Outcome.UNCHANGED
    return news


def _note_format(session: Session, row: SourceRow, pulled: Pulled, name: str, now: datetime) -> None:
    """How a source speaks counts when entries are merged: one that speaks otherwise than before is heard anew."""
    if row.format_found == name:
        return
    before = {row.id: voice(session, row.id)} if pulled.known else {}  # who never spoke needs not be heard anew
    row.format_found = name
    session.flush()
    if before:
        revoice(session, before, now)


def _write_events(session: Session, row: SourceRow, pulled: Pulled, landed: Landed, now: datetime) -> bool:
    fresh = {item.record.key: item for item in pulled.drawn}
    prints = {key: item.record.fingerprint for key, item in fresh.items()}
    changes = compare(pulled.known, prints, pulled.unchanged)
    landed.seen = len(fresh) + len(pulled.unchanged)
    speaker, teller = pulled.due.speaker, voice(session, row.id)
    added = records.add(session, speaker, teller, [fresh[key] for key in changes.added], now)
    told = records.change(session, speaker, teller, [fresh[key] for key in changes.changed], now)
    told += records.give_back(session, changes.returned, speaker, now)
    if _drop_counts(row, pulled, changes, landed, now):
        told += records.withdraw(session, changes.gone, speaker, now)
        landed.withdrawn = sum(is_upcoming(pulled.known[key].over_at, now) for key in changes.gone)
    different = rebuild(session, teller, added, told, now)
    landed.added, landed.changed = len(changes.added), len(changes.changed) + len(changes.returned)
    return different > 0


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
