"""What the hub tried: visits that failed are told to whoever can mend it, with their reason and the next visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from federation.label.attempts import Attempts, FailedVisit, about, attempt_words
from tests.label.sites import CHARTER, NOON, PARIS

VISITS = tuple(FailedVisit(NOON - timedelta(hours=n), "server-error", "HTTP 503") for n in range(3))
DOWN = Attempts(
    source="agenda", carries=("events",), failed=VISITS, in_a_row=7, answered_at=NOON - timedelta(days=2),
    next_at=NOON + timedelta(hours=2),
)  # fmt: skip
BACK = replace(DOWN, in_a_row=0)


def lines(one: Attempts) -> list[str]:
    return [said.fr.replace("\u202f", " ") for said in attempt_words(one, PARIS)]


def met(criterion: str, one: Attempts) -> tuple[Attempts, ...]:
    asked = CHARTER.criterion(criterion)
    assert asked is not None
    return about(asked, [one])


def test_a_failed_visit_is_told_with_its_day_its_reason_and_the_next_one() -> None:
    assert lines(replace(DOWN, failed=VISITS[:1])) == [
        "1er juin 2026, 12 h 00 – la source « agenda » n’a rien donné. Le site est en panne (HTTP 503).",
        "7 visites sans succès de suite ; le hub réessaie : 1er juin 2026, 14 h 00.",
    ]
    english = [said.en for said in attempt_words(replace(DOWN, failed=VISITS[:1], in_a_row=1), PARIS)]
    assert english == [
        "1 June 2026, 12:00 – the source “agenda” gave nothing. The site is out of order (HTTP 503).",
        "1 visit without success; the hub tries again: 1 June 2026, 14:00.",
    ]


def test_a_source_that_answers_again_or_is_visited_no_more_says_so() -> None:
    assert lines(BACK)[-1] == "La source « agenda » répond de nouveau ; dernière réponse : 30 mai 2026, 12 h 00."
    assert lines(replace(DOWN, next_at=None))[-1].endswith("le hub ne visite plus cette source.")


def test_what_a_source_must_not_tell_is_cut() -> None:
    seen = FailedVisit(NOON, "forbidden", "https://ana:secret@agenda.example/private?token=abc: HTTP 403")
    told = " ".join(lines(replace(DOWN, failed=(seen,))))
    assert "agenda.example" in told
    assert not [word for word in ("secret", "abc", "private") if word in told]


@pytest.mark.parametrize(
    ("criterion", "down", "back"),
    [("flux-evenements-valide", 3, 3), ("volume-evenements", 1, None), ("espace-coworking", None, None)],
)
def test_each_criterion_is_told_of_what_it_reads(criterion: str, down: int | None, back: int | None) -> None:
    told = [next((len(one.failed) for one in met(criterion, tried)), None) for tried in (DOWN, BACK)]
    assert told == [down, back]
