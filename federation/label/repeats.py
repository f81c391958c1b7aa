"""One title again and again: nearly every day for too long, or too often on one day; the first one counts.

A title is the same when only digits, days of the week or months differ: « Apéro n° 1 » and « Apéro n° 2 » are one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from federation.label.evidence import Happening
from federation.label.rules import Rules
from federation.label.verdict import Anomaly
from federation.label.words import MONTHS, day, say

SPARSE = (3, 2)
"""Nearly every day is two days out of three at least: five days a week are, with a day missed; four are not."""

MOST_A_DAY = 3
"""How often one title may come on one day: a morning, an afternoon and an evening."""

_DAYS = (
    *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_MOVING = re.compile(rf"\d+(?:er|re|e|ère|ème|st|nd|rd|th)?(?!\w)|\d+|\b(?:{'|'.join((*MONTHS, *_DAYS))})\b")
_MARKS = re.compile(r"#(?:[\s./:,–-]*#)+")


def repeats(happenings: Sequence[Happening], rules: Rules, zone: ZoneInfo) -> Iterator[Anomaly]:
    """The anomalies of one title: first the long runs of days, then the crowded days outside of them."""
    titles: dict[str, dict[date, list[Happening]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(happenings, key=lambda one: (one.start_at, one.id)):
        if title := same(one.title):
            titles[title][one.start_at.astimezone(zone).date()].append(one)
    for dated in titles.values():
        running: set[date] = set()
        for run in runs(sorted(dated), int(rules.repeat_days.value)):
            running |= set(run)
            times = len(run)
            yield _repeat(
                [one for on in run for one in dated[on]],
                f"presque tous les jours, {times} jours en tout",
                f"nearly every day, {times} days in all",
            )
        for on, held in dated.items():
            if on not in running and len(held) > MOST_A_DAY:
                when = day(on)
                yield _repeat(held, f"{len(held)} fois le {when.fr}", f"{len(held)} times on {when.en}")


def same(title: str) -> str:
    """What two titles have in common that differ by case, spaces, digits or dates; "" for no title."""
    return _MARKS.sub("#", _MOVING.sub("#", " ".join(title.casefold().split())))


def runs(days: Sequence[date], most: int) -> Iterator[list[date]]:
    """The stretches of more than `most` days that follow each other nearly daily; `days` in order, each once."""
    far = (most + 1) * SPARSE[0] // SPARSE[1]
    run: list[date] = []
    for first, last in zip(days, days[most:], strict=False):
        if (last - first).days >= far:
            continue
        if run and first > run[-1]:
            yield run
            run = []
        begin = run[-1] if run else date.min
        run += [on for on in days if begin < on and first <= on <= last]
    if run:
        yield run


def _repeat(held: Sequence[Happening], fr: str, en: str) -> Anomaly:
    first, title = held[0], held[0].title.strip()
    said = say(f"« {title} » revient {fr}.", f"“{title}” comes back {en}.")
    return Anomaly(f"repeat:{first.id}", "repeat", said, tuple(sorted(one.id for one in held[1:])))
