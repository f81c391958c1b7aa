"""A site that keeps the whole charter, and ways to make it fail: the evidence that tests of the label start from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from federation.domain.reasons.words import Words
from federation.domain.site import LabelStatus
from federation.domain.space import Rate, Room, Space
from federation.label.audit import Report, assess
from federation.label.charter import Charter
from federation.label.charter_file import shipped_charter
from federation.label.evidence import (
    AnnualReport,
    Attestation,
    BadgeSight,
    Evidence,
    Finding,
    Happening,
    Premises,
    PullDay,
    Snapshot,
    SourceLog,
)
from federation.label.history import NOTHING, Span, remembered
from federation.label.verdict import Ruling, Verdict

PARIS = ZoneInfo("Europe/Paris")
CHARTER = shipped_charter("cantine-numerique")
NOON = datetime(2026, 6, 1, 12, tzinfo=PARIS)
FORMATS = ("conference", "atelier", "rencontre", "permanence", "debat", "demo")
AUDIENCES = ((), ("professionnels",), ("tous-publics",), ("debutants",))
TOLD = frozenset({"title", "end", "place", "link", "description"})
ATTESTED = ("acces-ouvert", "accueil-porteurs", "composition-du-conseil", "identite-commune")


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment in Paris."""
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


def lettered(number: int) -> str:
    """A number in letters alone: titles that differ by digits are one."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def happening(number: int, start: datetime, **other: object) -> Happening:
    """An evening of two hours, announced three weeks before."""
    plain: dict[str, object] = {
        "id": f"e{number:04}",
        "title": f"Rendez-vous {lettered(number)}",
        "start_at": start,
        "end_at": start + timedelta(hours=2),
        "first_seen_at": start - timedelta(days=21),
        "last_seen_at": start,
        "format": FORMATS[number % len(FORMATS)],
        "audience": AUDIENCES[number % len(AUDIENCES)],
        "hosts": ("tours", "rennes") if number % 40 == 0 else ("tours",),
        "organiser": f"Association {number % 12}",
        "members_only": False,
        "told": TOLD,
        "described": 200,
        "sources": ("agenda",),
    }
    return Happening(**{**plain, **other})  # type: ignore[arg-type]


def programme(as_of: datetime, a_year: int = 240, before: int = 730, after: int = 90) -> tuple[Happening, ...]:
    """So many evenings a year, evenly, from `before` days ago to `after` days ahead."""
    midnight = as_of.replace(hour=0, minute=0, second=0, microsecond=0)
    count = a_year * (before + after) // 365
    step = timedelta(days=before + after) / count
    starts = (midnight - timedelta(days=before) + step * number for number in range(count))
    return tuple(happening(number, start.replace(hour=18, minute=30)) for number, start in enumerate(starts))


def log(source: str, carries: str, as_of: datetime, silent: timedelta = timedelta(minutes=30)) -> SourceLog:
    """A source visited daily that answered until it fell silent."""
    last = as_of - silent
    days = (as_of.date() - timedelta(days=number) for number in range(30))
    return SourceLog(
        source=source,
        carries=(carries,),
        last_success_at=last,
        last_tried_at=as_of - timedelta(minutes=30),
        days=tuple(PullDay(on, int(on <= last.date()) * 48, int(on > last.date()) * 48, 40) for on in days),
    )


def snapshot(as_of: datetime, space: Space, location: str = "halle", number: int = 1) -> Snapshot:
    """What was said of a place, a year ago, and confirmed yesterday."""
    return Snapshot(
        id=f"s{number}",
        space=space,
        since_at=as_of - timedelta(days=400),
        confirmed_at=as_of - timedelta(days=1),
        location=location,
        source="lieu",
    )


SPACE = Space(
    hours="Mo-Sa 09:00-19:00",
    desks=30,
    rooms=(Room("Bocal", 8), Room("Grande salle", 60)),
    rates=(Rate("Journée", Decimal(12), unit="day"),),
    amenities=("Wi-Fi", "café"),
)


def attestation(name: str, until: date, value: int | None = None) -> Attestation:
    """A whole attestation."""
    return Attestation(
        name=name,
        statement=f"Nous l’attestons ({name})",
        function="présidence",
        evidence_url=f"https://example.org/{name}.pdf",
        valid_until=until,
        value=None if value is None else Fraction(value),
    )


def conforming(as_of: datetime = NOON, a_year: int = 240, held: tuple[Happening, ...] | None = None) -> Evidence:
    """Tours, which keeps all twenty-four criteria; `held` is its programme when it is not one of so many a year."""
    today = as_of.date()
    until = today + timedelta(days=200)
    events = programme(as_of, a_year) if held is None else held
    counted = sum(one.end_at.astimezone(PARIS).year == today.year - 1 for one in events)
    return Evidence(
        site="tours",
        status=LabelStatus.LABELLED,
        labelled_on=date(today.year - 2, 1, 1),
        observed_since=today - timedelta(days=730),
        opened_on=date(2013, 5, 1),
        operators=("La Cantine de Tours",),
        joint_proposed=3,
        profile={"relay_partners": "Technopole", "acceslibre_url": "https://example.org/acces", "licence": "LO-2.0"},
        premises=(Premises(name="Halle", address="49 boulevard Preuilly", city="Tours", placed=True, strayed=30),),
        happenings=events,
        logs=(log("agenda", "events", as_of), log("lieu", "space", as_of)),
        snapshots=(snapshot(as_of, SPACE),),
        attestations=(*(attestation(name, until) for name in ATTESTED), attestation("reciprocite", until, 5)),
        findings=(
            Finding(
                id="f1", name="gouvernance", met=True, found_on=date(2026, 1, 5), expires_on=until, value=Fraction(4)
            ),
        ),
        reports=(
            AnnualReport(
                year=today.year - 1,
                filed_on=date(today.year, 3, 1),
                figures={"evenements": counted, "participants": 4000, "coworkers": 90, "projets": 12, "budget": 180000},
            ),
        ),
        badge=BadgeSight("https://example.org/label", ("badge",), as_of - timedelta(days=3)),
    )


def verdict(criterion: str, evidence: Evidence, as_of: datetime = NOON, charter: Charter = CHARTER) -> Verdict:
    """What a charter says of one criterion."""
    return assess(charter, evidence, as_of).verdict(criterion)


def plainly(words: Words) -> str:
    """The French of some words with ordinary spaces."""
    return words.fr.replace("\u202f", " ")


Day = Callable[[datetime], Evidence]


def daily(
    evidence_on: Day, first: datetime, days: int, charter: Charter = CHARTER, step: int = 1
) -> Iterable[tuple[datetime, Report, dict[str, tuple[Span, ...]]]]:
    """Reports day after day, each knowing those before: the moving clock of the scenarios."""
    history: dict[str, tuple[Span, ...]] = dict(NOTHING)
    for number in range(0, days + 1, step):
        as_of = first + timedelta(days=number)
        report = assess(charter, evidence_on(as_of), as_of, history)
        history = remembered(history, report.verdicts, as_of)
        yield as_of, report, history


def rulings(report: Report) -> dict[str, Ruling]:
    """The ruling of each criterion."""
    return {one.criterion: one.ruling for one in report.verdicts}


def without(evidence: Evidence, *ids: str) -> Evidence:
    """The evidence less some happenings."""
    return replace(evidence, happenings=tuple(one for one in evidence.happenings if one.id not in ids))
