"""Measures of what people say: facts of the profile, attestations, findings of reviewers, the badge, annual reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from federation.domain.reasons.words import Words
from federation.label import words
from federation.label import words_of_statements as tell
from federation.label.case import Case
from federation.label.evidence import AnnualReport
from federation.label.measures.events import ALL, Selection
from federation.label.measures.taking import Bar, against, undetermined
from federation.label.rules import Figure
from federation.label.verdict import SILENCE, Reading, Ruling
from federation.label.words import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How many of some facts the profile tells; with `accept`, only those whose value is one of these words."""

    bar: Bar
    facts: tuple[str, ...]
    what: Noun
    accept: tuple[str, ...] = ()
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The number of facts told against its threshold."""
        told = {name: case.evidence.profile.get(name, "").strip() for name in self.facts}
        good = [name for name, value in told.items() if value and (not self.accept or value in self.accept)]
        return against(case, self.bar, Fraction(len(good)), self.what, pieces=good)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """What the site declares on its honour: complete, still valid, and, with a bar, of at least that value."""

    name: str
    bar: Bar | None = None
    what: Noun | None = None
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """Whether it holds; after its end it still does for a while, to be watched."""
        filed = [one for one in case.evidence.attestations if one.name == self.name]
        if not filed:
            return Reading(ruling=Ruling.UNMET, said=tell.missing_attestation(self.name, ()))
        last = max(filed, key=lambda one: (one.valid_until, one.evidence_url, one.statement))
        pieces = (last.evidence_url,) if last.evidence_url else ()
        lacks = [part for part in ("statement", "function", "evidence_url") if not getattr(last, part).strip()]
        if self.bar and last.value is None:
            lacks.append("value")
        if lacks:
            return Reading(ruling=Ruling.UNMET, said=tell.missing_attestation(self.name, lacks), pieces=pieces)
        margin = case.rules.attestation_days.days
        expired = last.valid_until < case.today
        told = tell.attested(last.statement, last.function, last.valid_until, expired)
        if case.today > last.valid_until + margin:
            return Reading(ruling=Ruling.UNMET, said=told, pieces=pieces)
        if self.bar and self.what and last.value is not None:
            figure = against(case, self.bar, last.value, self.what, pieces=pieces)
            if figure.ruling is Ruling.UNMET:
                return figure
            told = words.sentences([figure.said, told])
        if case.today > last.valid_until - margin:
            by = last.valid_until + margin if expired else last.valid_until
            said = words.sentences([told, tell.renew(by)])
            return Reading(ruling=Ruling.WATCH, said=said, pieces=pieces)
        return Reading(ruling=Ruling.MET, said=told, pieces=pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What the last finding of a reviewer says, until it expires; with a bar, its value counts too."""

    name: str
    bar: Bar | None = None
    what: Noun | None = None
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The finding that holds today."""
        found = [one for one in case.evidence.findings if one.name == self.name and one.found_on <= case.today]
        if not found:
            return undetermined(tell.not_reviewed(None))
        last = max(found, key=lambda one: (one.found_on, one.id))
        if last.expires_on <= case.today:
            return undetermined(tell.not_reviewed(last.expires_on), pieces=(last.id,))
        said = tell.reviewed(last.met, last.found_on, last.expires_on, last.note)
        if last.met and self.bar and self.what and last.value is not None:
            figure = against(case, self.bar, last.value, self.what, pieces=(last.id,))
            if figure.ruling is Ruling.UNMET:
                return figure
            said = words.sentences([figure.said, said])
        return Reading(ruling=Ruling.MET if last.met else Ruling.UNMET, said=said, pieces=(last.id,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """Whether the site's own page shows the badge, or a link to its page in the network; looked at again regularly."""

    accept: tuple[str, ...]
    recheck: Figure
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """What was last seen there."""
        sight = case.evidence.badge
        if sight is None or case.as_of - sight.checked_at > self.recheck.days:
            return undetermined(tell.not_looked(sight.page if sight else ""))
        seen = [one for one in sight.seen if one in self.accept]
        checked = sight.checked_at.astimezone(case.zone).date()
        return Reading(
            ruling=Ruling.MET if seen else Ruling.UNMET,
            said=tell.badge(sight.page, seen, checked),
            pieces=(sight.page,),
            next_on=checked + self.recheck.days,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReports:
    """The report of the last calendar year that is due: filed, complete, and not far from what was measured.

    Due on `due` (month, day) of the year after. When `figure` differs from the happenings measured by more than
    `tolerance`, an explanation is asked for. A year that was not wholly observed is not compared; none is due of a
    year that was not wholly spent in the network.
    """

    due: tuple[int, int]
    fields: tuple[str, ...]
    figure: str
    tolerance: Figure
    among: Selection = ALL
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """Whether it is there, complete and explained."""
        year = case.today.year - (1 if case.today > date(case.today.year, *self.due) else 2)
        due = date(year + 1, *self.due)
        if year < _first_whole_year(case):
            return Reading(ruling=Ruling.NOT_APPLICABLE, said=tell.report_not_due(_first_whole_year(case)))
        filed = [one for one in case.evidence.reports if year <= one.year < case.today.year]
        if not filed:
            return Reading(ruling=Ruling.UNMET, said=tell.report_due(year, due))
        last = max(filed, key=lambda one: (one.year, one.filed_on))
        pieces = (f"{last.year}",)
        lacks = [name for name in self.fields if name not in last.figures]
        if lacks:
            return Reading(ruling=Ruling.UNMET, said=tell.report_lacks(last.year, lacks), pieces=pieces)
        told = tell.report_filed(last.year, last.filed_on)
        ruling, apart = self._compared(case, last)
        return Reading(ruling=ruling, said=words.sentences([told, apart]), pieces=pieces)

    def _compared(self, case: Case, last: AnnualReport) -> tuple[Ruling, Words]:
        first, end = date(last.year, 1, 1), date(last.year + 1, 1, 1)
        observed = case.evidence.observed_since
        if observed is None or observed > first or self.figure not in last.figures:
            return Ruling.MET, SILENCE
        begin, until = case.midnight(first), case.midnight(end)
        counted = [one for one in case.taking_place if begin <= one.end_at < until and self.among.takes(one)]
        measured, declared = sum(one.id not in case.apart for one in counted), last.figures[self.figure]
        if abs(declared - measured) <= self.tolerance.value * measured:
            return Ruling.MET, SILENCE
        said = tell.report_compared(declared, measured, self.tolerance.value, last.explanation)
        return (Ruling.WATCH if last.explanation.strip() else Ruling.UNMET), said


def _first_whole_year(case: Case) -> int:
    """The first calendar year that the site spends in the network from its first day."""
    joined = case.evidence.labelled_on or case.evidence.observed_since or case.today
    return joined.year if (joined.month, joined.day) == (1, 1) else joined.year + 1
