"""What people put on file about a site: stated, withdrawn, read back; what each kind is made of.

attestation    name; payload: statement, evidence_url, value?    last_on: valid until
finding        name; payload: met, value?, note                  last_on: expires, that day excluded
derogation     name (criterion); payload: reason, alternative    first_on … last_on
closure        payload: reason                                   first_on … last_on
annual-report  name (year); payload: figures, explanation
justification  name (criterion); payload: why
anomaly        name (its id); payload: why                       the committee found it true
place          name; payload: address, postal_code, city, lat, lon, placed, permanent, instead, sources first_on…last_on
confirmation                                                     hours, desks and prices are still right
charter        name (id), payload: version                       the site accepts it
opinion        name (the sponsoring site); payload: favourable, text
complaint      payload: text, found                              the committee examined it
notice         payload: text                                     last_on: observations are awaited until
observations   payload: text
appeal         payload: decision (its number), text
appeal-ruling  payload: decision, panel, upheld, text
territory      name (the other site); payload: text              the committee allows both
joined         name (the site whose file this one joins)
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.label.papers import PAPERS
from federation.store.models import StatementRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing on file. `payload` is plain data, by kind; `stated_on` is the day of `stated_at` for those who wait.

    `author` is a person or a body, `function` their role; both are public with what they state.
    """

    id: int
    site: str
    kind: str
    name: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    author: str
    function: str = ""
    first_on: date | None = None
    last_on: date | None = None
    stated_at: datetime
    stated_on: date
    withdrawn_at: datetime | None = None


def state(
    session: Session,
    site_id: str,
    kind: str,
    *,
    name: str = "",
    payload: Mapping[str, Any] | None = None,
    author: str,
    function: str = "",
    first_on: date | None = None,
    last_on: date | None = None,
    now: datetime,
    today: date,
) -> int:
    """Put something on file, in the caller's transaction; returns its number. What is stated holds until withdrawn."""
    if kind not in PAPERS:
        raise ValueError(f"{kind} is no kind of statement")
    row = StatementRow(
        site_id=site_id, kind=kind, name=name, payload=json.dumps(dict(payload or {}), ensure_ascii=False),
        author=author, function=function, first_on=first_on, last_on=last_on, stated_at=now, stated_on=today,
        withdrawn_at=None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def withdraw(session: Session, number: int, author: str, now: datetime) -> Statement | None:
    """A statement no longer holds; it stays on file. None when there is none of that number, or it did not hold."""
    row = session.get(StatementRow, number)
    if row is None or row.withdrawn_at is not None:
        return None
    row.withdrawn_at, row.withdrawn_by = now, author
    session.flush()
    return _statement(row)


def on_file(
    session: Session, site_ids: Iterable[str] = (), kinds: Iterable[str] = (), *, withdrawn: bool = False
) -> dict[str, list[Statement]]:
    """What is on file about these sites, or about all; of these kinds, or of all; by site, the oldest first."""
    rows = select(StatementRow).order_by(StatementRow.id)
    if sites := sorted(set(site_ids)):
        rows = rows.where(StatementRow.site_id.in_(sites))
    if wanted := sorted(set(kinds)):
        rows = rows.where(StatementRow.kind.in_(wanted))
    if not withdrawn:
        rows = rows.where(StatementRow.withdrawn_at.is_(None))
    found: dict[str, list[Statement]] = defaultdict(list)
    for row in session.scalars(rows):
        found[row.site_id].append(_statement(row))
    return dict(found)


def _statement(row: StatementRow) -> Statement:
    return Statement(
        id=row.id,
        site=row.site_id,
        kind=row.kind,
        name=row.name,
        payload=json.loads(row.payload),
        author=row.author,
        function=row.function,
        first_on=row.first_on,
        last_on=row.last_on,
        stated_at=row.stated_at,
        stated_on=row.stated_on,
        withdrawn_at=row.withdrawn_at,
    )
