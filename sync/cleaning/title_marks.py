"""Marks that sites put into titles (« [ANNULÉ] Apéro », « Apéro – COMPLET », « ✗ Apéro ») -> a status. Pure.

A mark that says nothing but its status leaves the title. One that says more (« [Reporté au 12 mars] », « [Annulé pour
cause de grève] ») stays in it, unless it only tells the day the event now has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from federation.domain.event import Moment, Status

_E = "(?:é|É|e\u0301?|E\u0301?)"
_MARKS = {
    Status.CANCELLED: rf"annul{_E}(?:e?s?)|annulation|cancell?ed",
    Status.RESCHEDULED: rf"reprogramm{_E}e?s?|rescheduled|nouvelle\ date|new\ date",
    Status.MOVED_ONLINE: rf"(?:d{_E}plac{_E}e?|passe)\ en\ ligne|moved\ online",
    Status.POSTPONED: rf"report{_E}e?s?|postponed",
    Status.FULL: r"complets?|compl(?:è|e\u0300?)tes?|sold[ -]?out|fully\ booked",
}
"""From what somebody surely meant most to what is said besides; what a title must say for each."""

_WORD = "|".join(rf"(?P<{status.name}>{words})" for status, words in _MARKS.items())
_EVENT = rf"(?:{_E}v(?:é|è|e[\u0300\u0301]?)nement\ |event\ )?"
_LATER = rf"\ (?:[àa]\ une\ date\ ult{_E}rieure|sine\ die|until\ further\ notice)"
_SIGN = "[✗✘✖❌🚫⛔⚠‼❗!*~_\ufe0f]"
_MARK = rf"{_SIGN}*\s*{_EVENT}(?:{_WORD})"
_FLAGS = re.IGNORECASE

_IN_BRACKETS = re.compile(rf"{_SIGN}*\s*[\[(]\s*{_MARK}(?P<more>[^\[\]()]*?)\s*{_SIGN}*\s*[\])]\s*{_SIGN}*", _FLAGS)
_BEFORE = re.compile(rf"{_MARK}(?P<more>{_LATER}|)\s*(?:{_SIGN}+|{_SIGN}*\s*(?::|[–—|]|-(?=\s)))\s*(?=\S)", _FLAGS)
_DATED = re.compile(rf"{_MARK}(?P<more>\ (?:au|to)\ [^:–—|\[\]()]{{3,40}}?)\s*(?::|[–—|]|-(?=\s))\s*(?=\S)", _FLAGS)
_AFTER = re.compile(rf"\s*(?:[–—|]|(?<=\s)-|(?<=\s):)\s*{_MARK}(?P<more>)\s*{_SIGN}*$", _FLAGS)
_CROSSED = re.compile(r"[✗✘❌]\ufe0f?\s+(?=\w)")
_JOINT = re.compile(r"^\s*[:–—|-]?\s*")
_STEMS = ("nnul", "cance", "rogramm", "chedul", "date", "en l", "oved", "report", "tponed", "compl", "old", "fully")
_CROSSES = "✗✘❌"
"""A title without any of these has no mark, which is told ten times sooner so. No letter here has odd capitals."""

_ENDS = 120
"""How much of a title's end is looked at: a mark is short."""

_MONTHS = (
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
)
_DAY = re.compile(r"\b(\d{1,2})(?:er)?\s+([a-zéûè]{3,9})\b", re.IGNORECASE)
_SHORT_DAY = re.compile(r"\b(\d{1,2})[/.](\d{1,2})\b")
_PLAIN = str.maketrans("éèû", "eeu")


@dataclass(frozen=True, slots=True)
class Marked:
    """A title without the marks that say nothing but their status, and the gravest status among all of them."""

    title: str
    status: Status | None


def read_marks(title: str, start: Moment) -> Marked:
    """What the marks of a title on one line say; a title that is nothing but a mark is a title."""
    low = title.lower()
    if not any(map(low.__contains__, _STEMS)) and not any(map(low.__contains__, _CROSSES)):
        return Marked(title, None)
    seen: set[Status] = set()
    while found := _next(title, start):
        bare, status = found
        seen.add(status)
        if bare == title:
            break
        title = bare
    return Marked(title, next((status for status in _MARKS if status in seen), None))


def _next(title: str, start: Moment) -> tuple[str, Status] | None:
    """The title without its next mark, and what that says; the same title when the mark says more than a status."""
    for pattern in (_IN_BRACKETS, _BEFORE, _DATED):
        if found := pattern.match(title):
            return _read(title, found, start, _JOINT.sub("", title[found.end() :]))
    if (crossed := _CROSSED.match(title)) is not None:
        return title[crossed.end() :], Status.CANCELLED
    for found in _at_the_end(title):
        return _read(title, found, start, title[: found.start()].rstrip(" :–—|-"))
    words = title.split(" ", 1)
    if len(words) == 2 and words[0].isupper() and not words[1].isupper():
        found = re.fullmatch(_MARK, words[0], _FLAGS)
        return None if found is None else (words[1].strip(), _status(found))
    return None


def _at_the_end(title: str) -> list[re.Match[str]]:
    """The mark that ends a title: in brackets, or after a dash; « – complet » must be shouted, for it says much."""
    begin = max(0, len(title) - _ENDS)
    bracket = max(title.rfind("["), title.rfind("("))
    if bracket > begin and (found := _IN_BRACKETS.match(title, bracket)) and found.end() == len(title):
        return [found]
    found = _AFTER.search(title, begin)
    if found is None or found.start() == 0:
        return []
    word = found[_status(found).name]
    return [found] if _status(found) is not Status.FULL or word.isupper() or " " in word else []


def _read(title: str, found: re.Match[str], start: Moment, bare: str) -> tuple[str, Status] | None:
    status, more = _status(found), found["more"].strip()
    if not bare:
        return None
    if not more or re.fullmatch(_LATER.strip().removeprefix("\\ "), more, _FLAGS):
        return bare, status
    if not found["more"].startswith((" ", ",", ":", "-", "–")):
        return None  # « [Complètement libre] »: another word that begins alike
    if status in (Status.POSTPONED, Status.RESCHEDULED) and _names_day(more, start):
        return bare, Status.RESCHEDULED
    return title, status


def _status(found: re.Match[str]) -> Status:
    return next(status for status in _MARKS if found[status.name])


def _names_day(text: str, start: Moment) -> bool:
    """Whether « au 12 mars » is the day on which the event starts."""
    for day, name in _DAY.findall(text):
        month = name.lower().translate(_PLAIN)
        numbers = [number for number, names in enumerate(_MONTHS, 1) if any(word.startswith(month) for word in names)]
        if len(numbers) == 1 and (int(day), numbers[0]) == (start.day, start.month):
            return True
    return any((int(day), int(month)) == (start.day, start.month) for day, month in _SHORT_DAY.findall(text))
