"""The labelled pairs of `tests/corpus/matching` as values, and the rule that splits them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from federation.domain.event import Attendance, Event, Moment, Organiser, Place, Status
from federation.domain.matching import Statement, Teller

FOLDER = Path(__file__).parent.parent / "corpus" / "matching"
PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Pair:
    """Two statements and what people say of them."""

    id: str
    file: str
    same: bool
    a: Statement
    b: Statement

    @property
    def reported(self) -> bool:
        """Whether it stands in the half that is reported; the other half is for tuning."""
        return bool(hashlib.sha256(self.id.encode()).digest()[0] & 1)


@lru_cache(maxsize=1)
def pairs() -> tuple[Pair, ...]:
    """Every pair, in the order of files and lines."""
    files = sorted(path for path in FOLDER.glob("*.yaml") if path.stem != "tellers")
    return tuple(pair for path in files for pair in _read(path))


@lru_cache(maxsize=1)
def _tellers() -> dict[str, Any]:
    return yaml.load((FOLDER / "tellers.yaml").read_text("utf-8"), yaml.CSafeLoader)


def _read(path: Path) -> Iterator[Pair]:
    for line in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader):
        common = {name: line[name] for name in ("at", "for") if name in line}
        sides = [statement(f"{line['id']}-{name}", **(common | _at(common, line[name]))) for name in "ab"]
        yield Pair(line["id"], path.stem, line["same"], *sides)


def _at(common: dict[str, Any], side: dict[str, Any]) -> dict[str, Any]:
    at = str(side.get("at", common["at"]))
    return side | {"at": at if len(at) > 5 else f"{str(common['at'])[:10]} {at}"}


def teller(by: str) -> Teller:
    """The source that `by` names, as site.source."""
    site, source = by.split(".")
    told = _tellers()[site]
    return Teller(
        site=site,
        source=source,
        names=tuple(told["names"]),
        city=told["city"],
        home=Place(**told["home"]),
        format={"blog": "webfeed", "site": "schemaorg", "openagenda": "openagenda"}.get(source, "ics"),
        website=told["website"],
    )


def moment(text: str) -> Moment:
    """A date, or a local date-time in Paris."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).replace(tzinfo=PARIS)


def statement(name: str, *, by: str, t: str, at: str, **told: Any) -> Statement:
    """One side of a pair; see the README of the corpus for the names."""
    who = teller(by)
    start = moment(at)
    length = timedelta(days=told.get("days", 1)) if len(at) == 10 else timedelta(minutes=told.get("for", 0))
    place = Place(**told["place"]) if "place" in told else who.home
    event = Event(
        title=t,
        start=start,
        end=start + length if length else None,
        uid=told.get("uid", f"{name}-uid@{by}.example"),
        url=told.get("url", ""),
        description=told.get("text", ""),
        status=Status(told.get("status", "scheduled")),
        attendance=Attendance.ONLINE if told.get("remote") else None,
        place=None if told.get("remote") and "place" not in told else place,
        online_url=told.get("online", ""),
        registration_url=told.get("reg", ""),
        organiser=Organiser(told["org"]) if "org" in told else None,
        previous_start=moment(told["prev"]) if "prev" in told else None,
        links=tuple(told.get("links", ())),
    )
    return Statement(id=name, record=f"{name}-record", teller=who, event=event, slot=told.get("slot", ""))
