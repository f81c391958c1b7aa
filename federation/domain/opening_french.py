"""Opening hours as people in France write them -> rules: « du lundi au vendredi de 9h à 18h, fermé le dimanche ».

Only what is wholly understood counts: one unknown word, and the text is Unsupported.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from federation.domain.opening_hours import LONGEST, parse
from federation.domain.opening_rules import DAY, Hours, Unsupported
from federation.domain.opening_writing import WEEKDAYS, clock

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_NUMBERS = {name[:size]: number for number, name in enumerate(_DAYS) for size in (2, 3, len(name))}
_PHRASES = {
    "tous les jours": "Mo-Su",
    "7 jours sur 7": "Mo-Su",
    "7j/7": "Mo-Su",
    "en semaine": "Mo-Fr",
    "week-end": "Sa,Su",
    "weekend": "Sa,Su",
    "week-ends": "Sa,Su",
    "jours feries": "PH",
}
_TOKEN = re.compile(
    rf"(?P<days>{'|'.join(map(re.escape, sorted(_PHRASES, key=len, reverse=True)))})\b"
    r"|(?P<always>24h/24|24 heures sur 24)"
    r"|(?P<time>(?:[01]?\d|2[0-4]) ?(?:h(?:eures?)?|:) ?(?:[0-5]\d)?(?![\d:])|midi\b|minuit\b)"
    r"|(?P<hour>\d{1,2}(?!\d))"
    r"|(?P<closed>ferme(?:e|s|es|ture)?\b)"
    rf"|(?P<day>(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?:s\b|\b)\.?)"
    r"|(?P<to>jusqu'a\b|au\b|a\b|->|[-–—])"
    r"|(?P<except>sauf\b)|(?P<break>[;.\n()])"
    r"|(?P<and>,|&|/|\+|et\b|puis\b)"
    r"|(?P<filler>(?:ouvert(?:e|s|es|ure)?|horaires?|heures d'ouverture|sans interruption|du|de|des|le|les)\b|[ld]'|:)"
    r"|(?P<other>\S+)"
)
Token = tuple[str, str]


@lru_cache(maxsize=1024)
def understood(text: str) -> Hours | Unsupported:
    """The rules of an `opening_hours` text, or of plain French; Unsupported shows what neither can say."""
    hours = parse(text)
    if isinstance(hours, Hours):
        return hours
    french = read_french(text)
    return french if isinstance(french, Hours) else hours


def read_french(text: str) -> Hours | Unsupported:
    """The rules of French words and figures."""
    if len(text) > LONGEST:
        return Unsupported(text[:40])
    tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(_plain(text))]
    reader = _Reader([token for token in tokens if token[0] != "filler"])
    rules = reader.rules()
    return parse("; ".join(rules)) if rules else Unsupported(reader.peek()[1])


def _plain(text: str) -> str:
    """Small letters without accents, one kind of blank and apostrophe."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return re.sub(r"[^\S\n]+", " ", letters)


class _Reader:
    """Clauses of days and hours: « lundi et mardi 9h-12h, 14h-18h », « 9h-12h du lundi au mardi », « fermé jeudi »."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.here = 0

    def peek(self, ahead: int = 0) -> Token:
        place = self.here + ahead
        return self.tokens[place] if place < len(self.tokens) else ("end", "")

    def skip(self, *kinds: str) -> None:
        while self.peek()[0] in kinds:
            self.here += 1

    def rules(self) -> list[str]:
        """The rules in `opening_hours` syntax; none when a clause is not understood."""
        found: list[str] = []
        styles: set[bool] = set()
        self.skip("break", "and")
        while self.peek()[0] != "end":
            hours_first = self.peek()[0] in ("time", "hour", "always")
            rule = self.closed() or self.clause()
            if not rule.endswith(" off"):
                styles.add(hours_first)
            elif self.peek()[0] in ("time", "hour"):
                return []  # « fermé le lundi de 12h à 14h »
            if not rule or len(styles) > 1:
                return []
            found.append(rule)
            self.skip("break", "and")
        return found

    def closed(self) -> str:
        """« fermé le dimanche », « sauf jours fériés », « sauf le samedi 10h-17h »."""
        kind = self.peek()[0]
        if kind not in ("closed", "except"):
            return ""
        self.here += 1
        days = self.days()
        hours = self.hours() if kind == "except" else ""
        return f"{days} {hours or 'off'}" if days else ""

    def clause(self) -> str:
        """Days and their hours, in either order, or « lundi fermé »."""
        hours = self.hours()
        days = self.days()
        if not hours and self.peek()[0] == "closed":
            self.here += 1
            return f"{days} off" if days else ""
        hours = hours or self.hours()
        return f"{days} {hours}" if days and hours else ""

    def days(self) -> str:
        found: list[str] = []
        while self.peek()[0] in ("day", "days"):
            kind, text = self.peek()
            self.here += 1
            if kind == "days":
                found.append(_PHRASES[text])
            elif self.peek()[0] == "to" and self.peek(1)[0] == "day":
                self.here += 1
                found.append(f"{_day(text)}-{_day(self.peek()[1])}")
                self.here += 1
            else:
                found.append(_day(text))
            if self.peek()[0] == "and" and self.peek(1)[0] in ("day", "days"):
                self.here += 1
        return ",".join(found)

    def hours(self) -> str:
        if self.peek()[0] == "always":
            self.here += 1
            return "00:00-24:00"
        found: list[str] = []
        while span := self.span():
            found.append(span)
            if self.peek()[0] == "and" and self.peek(1)[0] in ("time", "hour"):
                self.here += 1
        return ",".join(found)

    def span(self) -> str:
        """`09:00-18:00`; « de 9 à 18h » gives its unit once."""
        (begin, told), (between, _), (end, until) = self.peek(), self.peek(1), self.peek(2)
        if begin not in ("time", "hour") or between != "to" or end != "time":
            return ""
        self.here += 3
        last = _minutes(until)
        return f"{clock(_minutes(told) % DAY)}-{clock(last or DAY)}"


def _day(text: str) -> str:
    name = text.rstrip(".")
    return WEEKDAYS[_NUMBERS[name] if name in _NUMBERS else _NUMBERS[name[:-1]]]


def _minutes(text: str) -> int:
    if text in ("midi", "minuit"):
        return DAY // 2 if text == "midi" else DAY
    hours, _, minutes = re.sub(r"[^\d]+", ":", text).partition(":")
    return int(hours) * 60 + int(minutes or 0)
