"""Many notices told as few remarks: « 11 × une date mal écrite (lignes 14, 29, …) », the gravest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from federation.domain.advice import advice
from federation.domain.advice.importance import Importance, importance
from federation.domain.event import Notice
from federation.domain.reasons import sentence

PLACES_SHOWN = 4
"""Lines or paths of one remark that are named."""

VALUES_SHOWN = 3
"""Different values of one remark that are shown."""

_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Remark:
    """All notices of one code that matter alike. `lines` (1-based), `paths` and `values`: each once, as they came."""

    code: str
    importance: Importance
    count: int
    lines: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The values seen, as one text to put into a sentence."""
        shown = [_short(value) for value in self.values[:VALUES_SHOWN]]
        return ", ".join(shown) + (", …" if len(self.values) > VALUES_SHOWN else "")


@dataclass(frozen=True, slots=True)
class Told:
    """A remark in words of one language: how often, where, what happened, and where to mend it ("" when not known)."""

    remark: Remark
    times: str
    where: str
    sentence: str
    advice: str


def remarks(notices: Iterable[Notice]) -> list[Remark]:
    """Notices by code and importance: the gravest first, among alike ones the most frequent, then by code."""
    groups: dict[tuple[str, Importance], list[Notice]] = {}
    for notice in notices:
        groups.setdefault((notice.code, importance(notice)), []).append(notice)
    found = [_remark(code, weight, group) for (code, weight), group in groups.items()]
    return sorted(found, key=lambda remark: (remark.importance, -remark.count, remark.code))


def told(remark: Remark, producer_id: str, language: str = "fr") -> Told:
    """A remark in words; `producer_id` is that of the program which wrote the answer, "" when nobody knows it."""
    return Told(
        remark=remark,
        times=f"{remark.count} ×" if remark.count > 1 else "",
        where=_where(remark, language),
        sentence=sentence(remark.code, remark.value, language),
        advice=advice(remark.code, producer_id, language),
    )


def _remark(code: str, weight: Importance, group: list[Notice]) -> Remark:
    lines = dict.fromkeys(notice.line for notice in group if notice.line is not None)
    paths = dict.fromkeys(notice.path for notice in group if notice.path)
    values = dict.fromkeys(notice.value for notice in group if notice.value)
    return Remark(code, weight, len(group), tuple(lines), tuple(paths), tuple(values))


def _where(remark: Remark, language: str) -> str:
    """« DTSTART, lignes 14, 29, … », else the paths alone; several paths beside lines would only be noise."""
    if remark.lines:
        noun = ("line" if language == "en" else "ligne") + ("s" if len(remark.lines) > 1 else "")
        words = f"{noun} {_listed([str(line) for line in remark.lines])}"
        return f"{_short(remark.paths[0])}, {words}" if len(remark.paths) == 1 else words
    return "" if remark.paths == remark.values else _listed([_short(path) for path in remark.paths])


def _listed(places: list[str]) -> str:
    return ", ".join(places[:PLACES_SHOWN]) + (", …" if len(places) > PLACES_SHOWN else "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
