"""Until when a label holds that a site came with: terms one after the other, and time for every reminder."""

from __future__ import annotations

from datetime import date

import pytest

from federation.label.decisions import founding_term_end


@pytest.mark.parametrize(
    ("labelled_on", "known_on", "ends_on"),
    [
        (date(2025, 9, 1), date(2026, 11, 22), date(2028, 9, 1)),  # its first term still runs
        (date(2026, 11, 22), date(2026, 11, 22), date(2029, 11, 22)),  # nobody says since when: since it was seen
        (date(2011, 2, 3), date(2026, 11, 22), date(2029, 2, 3)),  # five terms went by, renewed as one did then
        (date(2024, 2, 20), date(2026, 11, 22), date(2027, 2, 20)),  # ninety days are left: all reminders can come
        (date(2024, 2, 19), date(2026, 11, 22), date(2030, 2, 19)),  # one day less, and the first could not
        (date(2024, 2, 29), date(2026, 11, 22), date(2027, 2, 28)),
    ],
)
def test_the_term_of_a_site_that_came_labelled(labelled_on: date, known_on: date, ends_on: date) -> None:
    assert founding_term_end(labelled_on, known_on, 36, 90) == ends_on
