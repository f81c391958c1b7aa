"""How much a notice matters: what is lost first, then what may be wrong, then what leaks, then what is untidy. Pure."""

from __future__ import annotations

from enum import IntEnum

from federation.domain.event import Notice
from federation.domain.reasons.words import Words


class Importance(IntEnum):
    """In the order in which a person should mend things."""

    LOSS = 0
    DOUBT = 1
    LEAK = 2
    UNTIDY = 3
    CHOICE = 4


HEADINGS: dict[Importance, Words] = {
    Importance.LOSS: Words("Ce qui n’a pas été pris", "What was not taken"),
    Importance.DOUBT: Words("Ce qui a été deviné ou réparé, à vérifier", "What was guessed or repaired: to be checked"),
    Importance.LEAK: Words("Ce qui dévoile des personnes", "What gives persons away"),
    Importance.UNTIDY: Words("Ce qui gagnerait à être corrigé", "What had better be mended"),
    Importance.CHOICE: Words("Ce que le site garde pour lui", "What the site keeps to itself"),
}
"""What stands above the remarks of one importance."""

CHOICES = frozenset({"private", "hidden", "unpublished"})
"""What the site itself keeps back: no fault, even where an event is left out."""

LOSSES = frozenset(
    {"component-broken", "dates-summed-up", "feed-cut", "missing-key", "page-foreign", "page-without-events"}
    | {"posts-without-date", "start-missing"}
)
"""Codes that tell of something left out, whatever their notice says."""

DOUBTS = frozenset(
    {"absurd-change", "absurd-date", "bad-value", "clocks-disagree", "count-below-zero", "date-from-text"}
    | {"date-repaired", "duplicate-id"}
    | {"end-and-duration", "end-before-start", "end-is-start", "end-kind", "fallback", "fixed-offset", "hours-differ"}
    | {"hours-unreadable", "inclusive-end", "no-title", "occurrences-cut", "offset-after-time", "place-is-link"}
    | {"property-broken", "property-twice", "registration-lost", "rrule-invalid", "rrule-too-fine", "rrule-too-many"}
    | {"rrule-unsupported", "series-in-parts", "series-in-utc", "status-misspelt", "town-in-title", "uid-missing"}
    | {"unknown-zone", "utc-with-zone", "value-kind", "very-long", "weekday-disagrees", "wrong-charset"}
    | {"zone-by-other-name", "zone-disagrees", "zone-unquoted"}
)
"""Codes of what was guessed or repaired so that what is published may be wrong: dates, hours, zones, places."""

LEAKS = frozenset({"organiser-left-out", "personal-address", "personal-data", "personal-phone", "persons-named"})
"""Codes of what the source tells everybody about persons."""


def importance(notice: Notice) -> Importance:
    """How much a notice matters."""
    if notice.code in CHOICES:
        return Importance.CHOICE
    if notice.lost or notice.code in LOSSES:
        return Importance.LOSS
    if notice.code in DOUBTS:
        return Importance.DOUBT
    return Importance.LEAK if notice.code in LEAKS else Importance.UNTIDY
