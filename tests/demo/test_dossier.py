"""What the places put on file, and the moments at which their past is lived."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from federation.commands.label.rehearsal import PAST, QUIET, moments_of
from federation.demo.dossier import dossier
from federation.demo.facts import PLACES, DemoPlace
from federation.demo.programme import AHEAD
from federation.label.charter_file import shipped_charter
from federation.label.measures.statements import Attested, Reviewed

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CHARTER = shipped_charter("cantine-numerique")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_what_the_charter_requires_of_people_is_on_file(place: DemoPlace) -> None:
    filed = {(paper.kind, paper.name) for paper in dossier(place, "http://127.0.0.1:8101")}
    for criterion in CHARTER.criteria:
        for measure in criterion.measures:
            if criterion.required and isinstance(measure, Attested):
                assert ("attestation", measure.name) in filed
            if criterion.required and isinstance(measure, Reviewed):
                assert ("finding", measure.name) in filed


def test_a_first_past_is_lived_in_strides_that_lose_no_announcement() -> None:
    moments, quiet = moments_of(NOW - PAST, NOW, begins=True)
    assert (moments[0], moments[-1], quiet) == (NOW - PAST, NOW - QUIET, QUIET.days)
    assert all(later - sooner < AHEAD for sooner, later in itertools.pairwise(moments))


def test_some_days_are_lived_in_steps_over_which_clocks_run() -> None:
    moments, quiet = moments_of(NOW, NOW + timedelta(days=5), begins=False)
    assert [(at - NOW) / timedelta(hours=1) for at in moments] == [40, 80, 120]
    assert quiet == 0
