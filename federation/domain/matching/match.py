"""Whether two statements speak of one event: a verdict, a score, and the reasons for it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from federation.domain.matching import evidence, parts, places, times
from federation.domain.matching.reasons import Reason
from federation.domain.matching.sign import identity, own_form
from federation.domain.matching.statement import Statement
from federation.domain.matching.traits import Traits

_ELSEWHERE = ("other-city", "other-site")

_NAMED = 30
"""Points from which a sign of identity outweighs that two sites are far from each other."""

ENOUGH = 60
DOUBTFUL = 45


class Verdict(StrEnum):
    """What a comparison says. APART forbids what DIFFERENT only does not propose."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Match:
    """What comparing two statements says. `score` is 0 to 1, 0.6 makes one event; `reasons` the strongest first."""

    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


def match(a: Statement, b: Statement) -> Match:
    """Compare two statements; the order of the two changes nothing."""
    if b.id < a.id:
        a, b = b, a
    if a.teller.key == b.teller.key:
        return _of_one_source(a, b)
    one, other = a.traits, b.traits
    named = identity(one, other)
    when = times.time(one, other, named)
    if when.code == "apart-in-time":
        return Match(0.0, Verdict.APART, (when,))
    part = parts.other_part(one, other, when)
    if part is not None and (named is None or named.code != "uid"):
        return Match(0.0, Verdict.APART, (part,))
    return _weigh(one, other, named, when)


def _of_one_source(a: Statement, b: Statement) -> Match:
    """A source means two events when it tells two, unless it says the very same twice."""
    if a.record != b.record and a.traits.same == b.traits.same and _links_agree(a, b):
        return Match(1.0, Verdict.SAME, (Reason("repeated", points=100),))
    return Match(0.0, Verdict.APART, (Reason("one-source", a.teller.source, -100),))


def _links_agree(a: Statement, b: Statement) -> bool:
    # Two pages without a text may be two groups of one workshop.
    return a.traits.own == b.traits.own or bool(a.traits.text)


def _weigh(a: Traits, b: Traits, named: Reason | None, when: Reason) -> Match:
    lie = places.place(a, b)
    # From town to town people copy texts, and organisers are the same.
    far = lie is not None and lie.code == "other-city"
    tied = lie is not None and lie.code in ("relay", "afield")
    reasons = [when, *evidence.title(a, b, alone=far and named is None and not places.says_joint(a, b), tied=tied)]
    common = next((reason for reason in reasons if reason.code.startswith("title")), None)
    if named is not None and named.code == "door" and common is not None and not evidence.of_one(reasons, common):
        own = a.site == b.site and when.code == "same-minute" and own_form(a, b, named.value)
        named = replace(named, points=40 if own else 15)  # one form takes the names for many workshops
    if named is not None and named.code == "join" and when.code == "same-minute":
        named = replace(named, points=55)  # nobody is in two meetings of one room at once
    where = _where(a, b, lie, named, when, common)
    if a.site == b.site or (where is not None and where.code in ("relay", "afield", "joint")):
        reasons[0] = times.doors(a, b, when, reasons)
    found = [named, where, times.length(a, b, when, common)]
    if a.site == b.site:
        # Two sources of a site that name no two places mean the one place they are at.
        moved = where is not None and where.code == "other-place" and (a.elsewhere or b.elsewhere)
        found.append(Reason("site", a.site, 20 if where is None or moved else 10))
    if where is None or where.code != "other-city":
        found += evidence.around(a, b, [*reasons, *([where] if where is not None else [])])
    reasons += [reason for reason in found if reason is not None]
    points = sum(reason.points for reason in reasons)
    verdict = Verdict.SAME if points >= ENOUGH else Verdict.UNSURE if points >= DOUBTFUL else Verdict.DIFFERENT
    ranked = sorted(reasons, key=lambda reason: (-abs(reason.points), reason.code))
    return Match(max(0, min(100, points)) / 100, verdict, tuple(ranked))


def _where(
    a: Traits, b: Traits, lie: Reason | None, named: Reason | None, when: Reason, common: Reason | None
) -> Reason | None:
    """What their places say: that two sites hold it together counts more than that each is at home."""
    if a.site == b.site:
        return lie
    if (lie is None or lie.points < 0) and (together := places.joint(a, b, when, common)):
        return together
    if lie is not None and lie.code in _ELSEWHERE and named is not None and named.points >= _NAMED:
        return None
    return lie
