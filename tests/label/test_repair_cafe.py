"""Another network writes another file and changes no code: the repair cafés, judged by theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from federation.label.audit import assess
from federation.label.charter_file import shipped_charter
from federation.label.evidence import Evidence
from federation.label.verdict import Ruling
from tests.label.sites import NOON, SPACE, attestation, happening, log, rulings, snapshot

CHARTER = shipped_charter("repair-cafe")


def workshop(sessions: int = 24) -> Evidence:
    """A session every other week, for nothing, in two themes."""
    events = tuple(
        happening(
            number,
            NOON - timedelta(days=14 * (number + 1)),
            format="install-party",
            free=True,
            themes=("fabrication",) if number % 2 else ("environnement",),
        )
        for number in range(sessions)
    )
    return Evidence(
        site="ixelles",
        observed_since=NOON.date() - timedelta(days=500),
        labelled_on=NOON.date() - timedelta(days=100),
        happenings=events,
        logs=(log("agenda", "events", NOON), log("lieu", "space", NOON)),
        snapshots=(snapshot(NOON, SPACE),),
        attestations=(attestation("securite", NOON.date() + timedelta(days=90)),),
    )


def test_its_own_criteria_thresholds_and_zone() -> None:
    report = assess(CHARTER, workshop(), NOON)
    assert (report.charter, report.version, CHARTER.zone) == ("repair-cafe", "1", ZoneInfo("Europe/Brussels"))
    assert {name: ruling for name, ruling in rulings(report).items() if ruling is not Ruling.MET} == {
        "bilan-des-reparations": Ruling.NOT_APPLICABLE
    }
    assert report.level == "mention"
    assert report.verdict("seances").explanation.fr.startswith("24 séances de réparation du 1er juin 2025")


def test_a_single_session_with_a_price_is_one_too_many() -> None:
    evidence = workshop()
    paid = (replace(evidence.happenings[0], free=False), *evidence.happenings[1:])
    assert assess(CHARTER, replace(evidence, happenings=paid), NOON).blocking == ("gratuit",)


def test_a_week_of_silence_is_allowed_here() -> None:
    silent = replace(workshop(), logs=(log("agenda", "events", NOON, timedelta(hours=167)),))
    assert assess(CHARTER, silent, NOON).verdict("seances").ruling is Ruling.MET
    silent = replace(workshop(), logs=(log("agenda", "events", NOON, timedelta(hours=169)),))
    assert assess(CHARTER, silent, NOON).verdict("seances").ruling is Ruling.UNDETERMINED
