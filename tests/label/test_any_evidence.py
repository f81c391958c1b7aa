"""Whatever the evidence, a report comes of it: bounded, the same each time, and never harder than what was seen."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federation.domain.event import Status
from federation.domain.site import LabelStatus
from federation.domain.space import Space
from federation.label.audit import assess
from federation.label.charter_file import shipped_charter, shipped_charters
from federation.label.evidence import (
    AnnualReport,
    Attestation,
    BadgeSight,
    DeclaredClosure,
    Derogation,
    Evidence,
    Finding,
    Freeze,
    Happening,
    Premises,
    PullDay,
    Snapshot,
    SourceLog,
)
from federation.label.report_json import report_json
from federation.label.verdict import PIECES_SHOWN, Ruling

CHARTERS = [shipped_charter(name) for name in shipped_charters()]
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
ZONES = st.sampled_from(["UTC", "Europe/Paris", "Indian/Reunion", "America/Montreal"]).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))
WORDS = st.text("ab é’«:", max_size=6)
NAMES = st.sampled_from(["acces-ouvert", "gouvernance", "reciprocite", "securite", "autre"])
FIGURES = st.none() | st.fractions(0, 9, max_denominator=4)


def some(strategy: st.SearchStrategy, most: int = 4) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(strategy, max_size=most).map(tuple)


@st.composite
def happenings(draw: st.DrawFn) -> tuple[Happening, ...]:
    found = []
    for number in range(draw(st.integers(0, 40))):
        start = draw(MOMENTS)
        found.append(
            Happening(
                id=f"e{number}",
                start_at=start,
                end_at=start + timedelta(hours=draw(st.integers(0, 50))),
                first_seen_at=draw(MOMENTS),
                last_seen_at=start,
                title=draw(WORDS),
                status=draw(st.sampled_from(Status)),
                format=draw(st.sampled_from(["", "autre", "atelier", "permanence", "conference"])),
                audience=draw(some(st.sampled_from(["tous-publics", "associations"]))),
                hosts=draw(some(WORDS)),
                organiser=draw(WORDS),
                members_only=draw(st.none() | st.booleans()),
                free=draw(st.none() | st.booleans()),
                sources=draw(some(WORDS)),
            )
        )
    return tuple(found)


LOGS = st.builds(
    SourceLog,
    source=WORDS,
    carries=st.sampled_from([("events",), ("space",), ("events", "space"), ()]),
    last_success_at=st.none() | MOMENTS,
    last_tried_at=st.none() | MOMENTS,
    days=some(st.builds(PullDay, DAYS, *[st.integers(0, 9)] * 5)),
)
SPACES = st.builds(
    Space,
    hours=st.sampled_from(["", "Mo-Fr 09:00-18:00", "24/7", "selon l’humeur"]),
    desks=st.none() | st.integers(0, 99),
    capacity=st.none() | st.integers(0, 99),
)
EVIDENCE = st.builds(
    Evidence,
    site=st.just("x"),
    status=st.sampled_from(LabelStatus),
    labelled_on=st.none() | DAYS,
    observed_since=st.none() | DAYS,
    opened_on=st.none() | DAYS,
    operators=some(WORDS),
    entered_here=st.booleans(),
    joint_proposed=st.none() | st.integers(0, 2),
    premises=some(st.builds(Premises, name=WORDS, address=WORDS, city=WORDS, placed=st.booleans())),
    happenings=happenings(),
    logs=some(LOGS),
    snapshots=some(st.builds(Snapshot, id=WORDS, space=SPACES, since_at=MOMENTS, confirmed_at=MOMENTS, location=WORDS)),
    attestations=some(
        st.builds(
            Attestation,
            name=NAMES,
            statement=WORDS,
            function=WORDS,
            evidence_url=WORDS,
            valid_until=DAYS,
            value=FIGURES,
        )
    ),
    findings=some(
        st.builds(Finding, id=WORDS, name=NAMES, met=st.booleans(), found_on=DAYS, expires_on=DAYS, value=FIGURES)
    ),
    derogations=some(
        st.builds(Derogation, st.sampled_from(["jours-ouverture", "seances"]), WORDS, WORDS, DAYS, DAYS), 2
    ),
    closures=some(st.builds(DeclaredClosure, DAYS, DAYS, DAYS)),
    reports=some(st.builds(AnnualReport, year=st.integers(2023, 2029), filed_on=DAYS)),
    badge=st.none() | st.builds(BadgeSight, WORDS, some(st.sampled_from(["badge", "link"])), MOMENTS),
    freezes=some(st.builds(Freeze, MOMENTS, st.none() | MOMENTS), 1),
)


@pytest.mark.parametrize("charter", CHARTERS, ids=lambda charter: charter.id)
@settings(max_examples=25)
@given(evidence=EVIDENCE, as_of=MOMENTS, zone=ZONES)
def test_any_evidence_gives_a_report_and_always_the_same(
    charter, evidence: Evidence, as_of: datetime, zone: ZoneInfo
) -> None:  # type: ignore[no-untyped-def]
    report = assess(charter, evidence, as_of)
    told = report_json(report)
    assert told == report_json(assess(charter, evidence, as_of.astimezone(zone)))
    for pillar in json.loads(told)["pillars"]:
        for verdict in pillar["verdicts"]:
            assert len(verdict["explanation"]["fr"]) < 4000
            assert all(len(reading["pieces"]) <= PIECES_SHOWN for reading in verdict["readings"])
    share = report.rate.share
    assert share is None or 0 <= share <= 1
    assert report.eligible is not any(
        one.required and one.counts and one.ruling in (Ruling.UNMET, Ruling.UNDETERMINED) for one in report.verdicts
    )
