"""The life of labels: charters, assessments, decisions, what people put on file, visits counted by day, messages."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from federation.store.models.base import Base


class CharterRow(Base):
    """A version of a charter that the network adopted, as its file was written; never changed, never erased."""

    __tablename__ = "charters"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[str] = mapped_column(String(32), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    in_force_on: Mapped[date]
    author: Mapped[str] = mapped_column(Text)
    reasons: Mapped[str] = mapped_column(Text)
    adopted_at: Mapped[datetime]


class CharterProposalRow(Base):
    """A version of a charter that somebody proposes; replaced by the next one, erased when adopted or taken back."""

    __tablename__ = "charter_proposals"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime]


class AssessmentRow(Base):
    """What the charter said of a site on a day: the last report of that day."""

    __tablename__ = "assessments"

    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    assessed_on: Mapped[date] = mapped_column(primary_key=True, comment="in the zone of the charter")
    as_of: Mapped[datetime]
    charter: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(32))
    eligible: Mapped[bool]
    level: Mapped[str] = mapped_column(String(16), comment="label, mention, or empty")
    conforming: Mapped[int]
    applicable: Mapped[int]
    figures: Mapped[str] = mapped_column(Text, comment="JSON: criterion → [ruling, value, threshold, unit]")
    report: Mapped[bytes | None] = mapped_column(LargeBinary, comment="JSON, zlib; null: too old to be kept whole")


class RulingsRow(Base):
    """For how long each criterion of a site has been ruled how: what its clocks run over."""

    __tablename__ = "rulings"

    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    as_of: Mapped[datetime]
    spans: Mapped[str] = mapped_column(Text, comment="JSON: criterion → [[ruling, first moment, last moment], …]")


class LabelDecisionRow(Base):
    """One move of a status, public for ever. Its number is given once: of two decisions at a time one wins."""

    __tablename__ = "label_decisions"
    __table_args__ = (UniqueConstraint("site_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3… for each site")
    transition: Mapped[str] = mapped_column(String(32))
    before: Mapped[str] = mapped_column(String(16))
    after: Mapped[str] = mapped_column(String(16))
    role: Mapped[str] = mapped_column(String(16), comment="operator, committee or system")
    author: Mapped[str] = mapped_column(Text)
    function: Mapped[str] = mapped_column(Text)
    reasons: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime]
    decided_on: Mapped[date] = mapped_column(comment="in the zone of the charter")
    votes: Mapped[str] = mapped_column(Text, default="[]", comment="JSON: [[member, choice, tie], …]")
    effects: Mapped[str] = mapped_column(Text, default="[]", comment="JSON list")
    term_ends_on: Mapped[date | None] = mapped_column(comment="null: it begins no term")
    apply_again_on: Mapped[date | None] = mapped_column(comment="null: at any time")
    appealable_until: Mapped[date | None] = mapped_column(comment="null: the site asked for it itself")
    suspensive: Mapped[bool] = mapped_column(default=False, comment="holds only once the time to appeal is over")
    freeze_until: Mapped[date | None] = mapped_column(comment="null: no freeze")
    charter: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[str] = mapped_column(String(32), default="")
    evidence: Mapped[str] = mapped_column(Text, default="{}", comment="JSON: what it rests on")
    report: Mapped[bytes | None] = mapped_column(LargeBinary, comment="JSON, zlib; null: there was none")


class StatementRow(Base):
    """Something a person puts on file about a site. Kept when withdrawn."""

    __tablename__ = "statements"
    __table_args__ = (Index("ix_statements_site", "site_id", "kind"),)  # what is on file?

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    kind: Mapped[str] = mapped_column(String(16), comment="see federation/store/label/statements.py")
    name: Mapped[str] = mapped_column(String(64), default="", comment="what it is about, by the charter's word")
    payload: Mapped[str] = mapped_column(Text, default="{}", comment="JSON, by kind")
    author: Mapped[str] = mapped_column(Text)
    function: Mapped[str] = mapped_column(Text, default="")
    first_on: Mapped[date | None] = mapped_column(comment="null: from the day it was stated")
    last_on: Mapped[date | None] = mapped_column(comment="null: without end")
    stated_at: Mapped[datetime]
    stated_on: Mapped[date] = mapped_column(comment="in the zone of the charter")
    withdrawn_at: Mapped[datetime | None] = mapped_column(comment="null: it holds")
    withdrawn_by: Mapped[str] = mapped_column(Text, default="")


class VisitDayRow(Base):
    """The visits to one source on one day, kept when the journal has forgotten them."""

    __tablename__ = "visit_days"

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    visited_on: Mapped[date] = mapped_column(primary_key=True, comment="in the zone of the charter")
    successes: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    items: Mapped[int] = mapped_column(default=0, comment="read in the fullest answer of the day")
    rejected: Mapped[int] = mapped_column(default=0, comment="of that answer")
    leaks: Mapped[int | None] = mapped_column(comment="personal data of the last answer read; null: none was read")
    tried_at: Mapped[datetime]
    succeeded_at: Mapped[datetime | None] = mapped_column(comment="null: no visit of the day succeeded")


class SightingRow(Base):
    """What was last seen of the network on the page of a site."""

    __tablename__ = "sightings"

    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    page: Mapped[str] = mapped_column(Text)
    seen: Mapped[str] = mapped_column(Text, default="", comment="badge, link, or both with a comma")
    checked_at: Mapped[datetime | None] = mapped_column(comment="null: never read")
    tried_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(64), default="", comment="code of the last failure")


class MessageRow(Base):
    """Something the operators of a site, or the committee, are to be told; once."""

    __tablename__ = "label_messages"
    __table_args__ = (UniqueConstraint("site_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    kind: Mapped[str] = mapped_column(String(32), comment="see federation/label/reminders.py")
    key: Mapped[str] = mapped_column(String(128), comment="what makes it be told once")
    payload: Mapped[str] = mapped_column(Text, default="{}", comment="JSON: what its words need")
    noted_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(comment="null: shown, and sent to nobody")
