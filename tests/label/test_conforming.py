"""The site the other tests start from keeps the charter; the report of it is the same byte for byte."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from federation.label.audit import assess
from federation.label.report_json import report_json
from federation.label.verdict import Ruling
from tests.label.sites import CHARTER, NOON, conforming, rulings


def test_a_site_that_keeps_the_charter_is_green_all_over() -> None:
    report = assess(CHARTER, conforming(), NOON)
    assert {name: ruling for name, ruling in rulings(report).items() if ruling is not Ruling.MET} == {}
    assert report.eligible
    assert report.level == "mention"
    assert report.rate.share == 1
    assert report.todo == report.anomalies == report.blocking == ()


def test_the_mention_asks_for_the_targets() -> None:
    report = assess(CHARTER, conforming(a_year=140), NOON)
    assert report.eligible
    assert report.level == "label"


def test_every_explanation_tells_window_next_check_and_what_to_mend() -> None:
    for verdict in assess(CHARTER, conforming(), NOON).verdicts:
        criterion = CHARTER.criterion(verdict.criterion)
        assert criterion is not None
        assert criterion.mend.fr in verdict.explanation.fr
        assert criterion.mend.en in verdict.explanation.en
        assert "Prochaine vérification le 2 juin 2026" in verdict.explanation.fr
        assert "2026" in verdict.explanation.fr.split("Prochaine")[0]


@given(st.randoms(use_true_random=False))
def test_the_same_evidence_in_any_order_gives_the_same_bytes(random: Random) -> None:
    evidence = conforming()
    shuffled = replace(
        evidence,
        happenings=tuple(random.sample(evidence.happenings, len(evidence.happenings))),
        attestations=tuple(random.sample(evidence.attestations, len(evidence.attestations))),
        logs=tuple(random.sample(evidence.logs, len(evidence.logs))),
    )
    assert report_json(assess(CHARTER, shuffled, NOON)) == report_json(assess(CHARTER, evidence, NOON))


@given(st.integers(0, 240), st.sampled_from(["Indian/Reunion", "America/Montreal", "UTC"]))
def test_the_zone_that_as_of_is_told_in_changes_nothing(hours: int, zone: str) -> None:
    as_of = NOON + timedelta(hours=hours)
    evidence = conforming()
    elsewhere = assess(CHARTER, evidence, as_of.astimezone(ZoneInfo(zone)))
    assert report_json(elsewhere) == report_json(assess(CHARTER, evidence, as_of))


def test_the_json_holds_figures_windows_and_origins() -> None:
    plain = json.loads(report_json(assess(CHARTER, conforming(), NOON)))
    verdicts = {one["criterion"]: one for pillar in plain["pillars"] for one in pillar["verdicts"]}
    reading = verdicts["volume-evenements"]["readings"][0]
    assert (reading["threshold"], reading["target"], reading["origin"]) == (100, 200, "calibration")
    assert reading["window"] == {"first": "2025-06-01", "last": "2026-06-01", "days": 365, "cut": False}
    assert len(reading["pieces"]) == 50
    assert reading["pieces_total"] == reading["value"] > 200
    assert plain["as_of"] == "2026-06-01T10:00:00Z"


def test_rates_follow_the_arithmetic_of_the_rgaa() -> None:
    evidence = replace(conforming(), joint_proposed=0, attestations=(), findings=())
    report = assess(CHARTER, evidence, NOON)
    assert report.verdict("evenement-reseau").ruling is Ruling.NOT_APPLICABLE
    assert report.rate.applicable == 23
    assert report.rate.share == Fraction(report.rate.conforming, 23)
    network = next(pillar for pillar in report.pillars if pillar.pillar == "reseau")
    assert network.rate.share == Fraction(1, 4)
