"""A charter: what a network asks of a site that bears its label, as values; `charter_file` reads them from YAML.

Nothing of a charter is in the code: criteria, figures, times to mend and words are its file's. What a criterion is
known by are its measures; the code knows how to measure, the file says what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from federation.domain.reasons.words import Words
from federation.label.case import Measure
from federation.label.exemptions import Exemption
from federation.label.rules import Figure, Rules


@dataclass(frozen=True, slots=True)
class Pillar:
    """A part of the charter."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing the charter asks for.

    Its `measures` must all be met, the worst decides; with `any_of` the best does. It counts from `in_force_on`;
    before, it is upcoming: measured and shown. What it `rests_on` is to be mended first.
    """

    id: str
    pillar: str
    required: bool
    title: Words
    reason: Words
    mend: Words
    measures: tuple[Measure, ...]
    grace: Figure
    in_force_on: date
    any_of: bool = False
    exemptions: tuple[Exemption, ...] = ()
    rests_on: tuple[str, ...] = ()

    def counts(self, on: date) -> bool:
        """Whether it counts on a day."""
        return self.in_force_on <= on


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """A version of a charter. `origins` are the words for where its figures come from.

    Its windows are counted in days of `zone`. A new version is announced `notice` before; a label lasts `term_months`.
    """

    id: str
    version: str
    in_force_on: date
    zone: ZoneInfo
    title: Words
    motto: str
    notice: timedelta
    term_months: int
    rules: Rules
    origins: Mapping[str, Words]
    pillars: tuple[Pillar, ...]
    criteria: tuple[Criterion, ...]

    def criterion(self, id: str) -> Criterion | None:
        """The criterion of an id."""
        return next((one for one in self.criteria if one.id == id), None)
