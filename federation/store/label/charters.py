"""The charter in force: one the network adopted, else the one that comes with the project under the name it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from federation.domain.site_payload import load_network
from federation.errors import ConfigError, DecisionError, Mistake
from federation.label.charter import Charter
from federation.label.charter_file import load_charter, shipped_charter, shipped_charters
from federation.label.lifecycle import Lifecycle
from federation.label.lifecycle_file import shipped_lifecycle
from federation.label.words import day, french
from federation.registry.fields import not_allowed
from federation.store.models import CharterProposalRow, CharterRow, NetworkRow

DEFAULT = "cantine-numerique"
"""The charter of a network whose file names none."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What decides of labels at one moment: the charter in force, those that were adopted and wait, the lifecycle.

    All days of the label are those of `zone`.
    """

    charter: Charter
    lifecycle: Lifecycle
    upcoming: tuple[Charter, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the charter."""
        return self.charter.zone

    def day(self, moment: datetime) -> date:
        """The day of an aware moment there."""
        return moment.astimezone(self.zone).date()


def rulebook(session: Session, as_of: datetime) -> Rulebook:
    """The rules in force at an aware moment. Raises ConfigError when the network file names a charter nobody knows."""
    rows = session.scalars(
        select(CharterRow)
        .where(CharterRow.id == charter_name(session))
        .order_by(CharterRow.in_force_on, CharterRow.adopted_at)
    )
    adopted = [_read(row.text) for row in rows if row.adopted_at <= as_of]
    begun = [one for one in adopted if one.in_force_on <= as_of.astimezone(one.zone).date()]
    charter = begun[-1] if begun else _shipped(charter_name(session))
    waiting = tuple(one for one in adopted if one.in_force_on > as_of.astimezone(one.zone).date())
    return Rulebook(charter, shipped_lifecycle(), waiting)


def charter_name(session: Session) -> str:
    """The id of the charter that the network file names."""
    row = session.get(NetworkRow, 1)
    return (load_network(row.payload).charter if row else "") or DEFAULT


def adopt(session: Session, text: str, name: str, author: str, reasons: str, now: datetime) -> Charter:
    """Adopt a version of the network's charter; in force from its own day on, once its notice has passed.

    Raises ConfigError for a file with a mistake, DecisionError for one that comes too soon or was adopted already.
    """
    charter = read_charter(text, name)
    if missing := _against(session, charter, reasons, now):
        raise DecisionError(f"{charter.id} {charter.version}", missing, f"→ cantines label preview {name}")
    session.add(
        CharterRow(
            id=charter.id, version=charter.version, text=text, in_force_on=charter.in_force_on, author=author,
            reasons=reasons, adopted_at=now,
        )
    )  # fmt: skip
    session.execute(
        delete(CharterProposalRow).where(
            CharterProposalRow.id == charter.id, CharterProposalRow.version == charter.version
        )
    )
    session.flush()
    return charter


def read_charter(text: str, name: str = "") -> Charter:
    """The charter of a text; raises ConfigError with all its mistakes, under the name of its file."""
    try:
        return _read(text)
    except ConfigError as error:
        raise ConfigError(name or error.subject, error.mistakes) from None


def unfit(session: Session, charter: Charter) -> list[tuple[str, str]]:
    """Why a charter can be none of this network, whenever it is adopted: codes and what they mean, in French."""
    found = []
    if charter.id != (wanted := charter_name(session)):
        found.append(("id", f"le réseau suit la charte « {wanted} », et non « {charter.id} »"))
    if session.get(CharterRow, (charter.id, charter.version)) is not None:
        found.append(("version", f"la version {charter.version} est déjà adoptée"))
    return [(code, french(text)) for code, text in found]


def soonest(session: Session, charter: Charter, now: datetime) -> date | None:
    """The first day on which a charter adopted now could be in force, when it names an earlier one; None when not."""
    earliest = now.astimezone(charter.zone).date() + charter.notice
    early = charter.in_force_on < earliest and _is_succession(session, charter_name(session))
    return earliest if early else None


def _against(session: Session, charter: Charter, reasons: str, now: datetime) -> list[tuple[str, str]]:
    found = []
    if (earliest := soonest(session, charter, now)) is not None:
        text = f"il faut {charter.notice.days} jours de préavis : au plus tôt le {day(earliest).fr}"
        found.append(("notice", french(text)))
    if not reasons.strip():
        found.append(("reasons_given", "la décision doit être motivée par écrit"))
    return [*unfit(session, charter), *found]


def _is_succession(session: Session, name: str) -> bool:
    """Whether there is a charter already, whose sites must be told in time of the next one."""
    known = select(CharterRow.id).where(CharterRow.id == name).limit(1)
    return name in shipped_charters() or session.scalar(known) is not None


@lru_cache(maxsize=32)
def _read(text: str) -> Charter:
    return load_charter(text)


@lru_cache(maxsize=8)
def _shipped(name: str) -> Charter:
    if name not in shipped_charters():
        text = f"{not_allowed(name, shipped_charters())}; or adopt one: cantines label adopt FILE"
        raise ConfigError("The charter of the network", [Mistake("network.charter", text)])
    return shipped_charter(name)
