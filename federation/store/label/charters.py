"""The charter in force: one the network adopted, else the one that comes with the project under the name it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.site_payload import load_network
from federation.errors import ConfigError, DecisionError, Mistake
from federation.label.charter import Charter
from federation.label.charter_file import load_charter, shipped_charter, shipped_charters
from federation.label.lifecycle import Lifecycle
from federation.label.lifecycle_file import shipped_lifecycle
from federation.label.words import day, french
from federation.registry_fields import not_allowed
from federation.store.models import CharterRow, NetworkRow

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
    try:
        charter = _read(text)
    except ConfigError as error:
        raise ConfigError(name, error.mistakes) from None
    missing = list(_against(session, charter, reasons, now))
    if missing:
        told = [(code, french(text)) for code, text in missing]
        raise DecisionError(f"{charter.id} {charter.version}", told, f"→ cantines label preview {name}")
    session.add(
        CharterRow(
            id=charter.id, version=charter.version, text=text, in_force_on=charter.in_force_on, author=author,
            reasons=reasons, adopted_at=now,
        )
    )  # fmt: skip
    session.flush()
    return charter


def _against(session: Session, charter: Charter, reasons: str, now: datetime) -> list[tuple[str, str]]:
    found = []
    wanted, today = charter_name(session), now.astimezone(charter.zone).date()
    if charter.id != wanted:
        found.append(("id", f"le réseau suit la charte « {wanted} », et non « {charter.id} »"))
    if session.get(CharterRow, (charter.id, charter.version)) is not None:
        found.append(("version", f"la version {charter.version} est déjà adoptée"))
    soonest = today + charter.notice
    if charter.in_force_on < soonest and _is_succession(session, wanted):
        found.append(("notice", f"il faut {charter.notice.days} jours de préavis : au plus tôt le {day(soonest).fr}"))
    if not reasons.strip():
        found.append(("reasons_given", "la décision doit être motivée par écrit"))
    return found


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
