"""Numbers, dates, hours and marks in a title, taken out of it; what is left are its words. Pure."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "jan(?:v|vier|uary)?|fev(?:r|rier)?|feb(?:ruary)?|mars|march|avr(?:il)?|april|mai|may|juin|june|juil(?:let)?|july|aout"
    "|august|sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|dec(?:embre|ember)?"
)
_TIME = re.compile(r"\b(?:[01]?\d|2[0-4]) ?(?:h(?:eures?)?(?: ?[0-5]\d)?|:[0-5]\d)(?![a-z0-9])", re.IGNORECASE)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}|1er)(?: ?(?:-|au|et|&|/) ?\d{{1,2}})? (?:{_MONTHS})(?![a-z])\.?(?: (?:19|20)\d\d)?(?![a-z0-9])"
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d\b|\b20\d\d-\d\d-\d\d\b", re.IGNORECASE)  # fmt: skip
_SHORT_DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})\b")
_MARK = re.compile(
    r"\b(?:annul(?:e|ee|es|ees|ation)|cancell?ed|(?:report|decal|deplac)(?:e|ee|es|ees)(?: au \d{1,2}(?![\d/.]))?"
    r"|postponed|maintenue?s?(?: malgre (?:l[ae]s? |l )?\w+)?|(?:sur )?liste d attente"
    r"|complet|sold out|evenement complet|places? limitees?|sur inscription|derniers? places?)\b",
    re.IGNORECASE,
)
_SERIES_NOUN = (
    "episode|ep|numero|no|num|edition|volume|vol|tome|acte|act|chapitre|opus|round|seance|session|module|partie|part"
    "|volet|rencontre|saison|atelier|cours|etape|rdv|rendez-vous|meetup|promo|promotion"
)
_NUMBER = r"\d{1,3}|[ivx]{2,5}"
_MARKED = re.compile(rf"(?:#|\bn(?: ?[o.] ?| ))({_NUMBER})(?![a-z0-9])|#(\d{{1,3}})", re.IGNORECASE)
_NAMED = re.compile(rf"\b({_SERIES_NOUN})\.? ?(?:n ?[o.]? ?|#)?({_NUMBER}|[1-9])(?![a-z0-9])", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(\d{{1,3}})(?:e|er|ere|eme|ieme|nd|nde|rd|th|st) ?(?:({_SERIES_NOUN})\b)?", re.IGNORECASE)
_SPELT = {
    "premier": 1, "premiere": 1, "first": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4,
    "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "third": 3,
}  # fmt: skip
_SPELT_ONE = re.compile(rf"\b({'|'.join(_SPELT)}) ({_SERIES_NOUN})\b", re.IGNORECASE)
_SEASON = re.compile(r"\bs(\d{1,2}) ?e(?:p ?)?(\d{1,2})\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:(salle|groupe|track|niveau|jour|day|niv|equipe|parcours|piste|classe|gr)"
    r" (\d{1,2}|[b-h]|(?-i:A))"
    # « atelier à » is no atelier A.
    r"|(session|seance|atelier|cours|module|partie|cohorte|vague) ((?-i:[A-H])))(?![a-z0-9'’])",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?<=[a-z0-9)]) ([A-H])$")
"""What ends a title apart: « collectif A », « collectif B »."""
_RANGE = re.compile(r"\b(\d{1,2}) ?(?:-|a|/|et) ?(\d{1,2}) ?ans\b", re.IGNORECASE)
_AGE = re.compile(r"\b(\d{1,2}) ?ans\b", re.IGNORECASE)
ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13, "xiv": 14}
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_AMOUNT = re.compile(r"\b(\d+) ?(%|EUR\b|[a-z]{2,})")
"""So many of something, « 10 conseils », « 40 % »: no number of what it stands in the title of."""
_ROMAN = re.compile(r"(?<![A-Za-z])[ivx]{2,5}(?![a-z0-9])", re.IGNORECASE)
_AFTERNOON = re.compile(r"\bapres ?-? ?midi\b|\bafternoon\b", re.IGNORECASE)


def has_short_date(text: str) -> bool:
    """Whether a title may tell a day and a month by numbers: the only thing in it that its day bears on."""
    return _SHORT_DATE.search(text) is not None


class Numbers:
    """A title in ASCII, of an event of the day `on`: its `series` numbers, other `numbers`, `parts`, and the `rest`."""

    def __init__(self, text: str, on: date) -> None:
        self.series: set[int] = set()
        self.numbers: set[str] = set()
        self.parts: set[tuple[str, str]] = set()
        self.on = on
        text = _MARK.sub(" ", text)
        if counted := any(map(str.isdecimal, text)):
            text = _THOUSANDS.sub("", _SHORT_DATE.sub(self._short_date, _TIME.sub(" ", _DATE.sub(" ", text))))
        if _AFTERNOON.search(text):
            self.parts.add(("daytime", "pm"))
            text = _AFTERNOON.sub(" ", text)
        # Most titles have no number, and a pattern costs what a word does.
        numbered = counted or _ROMAN.search(text) is not None
        for pattern, take, may_be in (
            (_RANGE, self._range, counted), (_AGE, self._age, counted), (_SEASON, self._season, counted),
            (_PART, self._part, True), (_LETTER, self._letter, text[-1:].isupper()),
            (_MARKED, self._marked, numbered), (_NAMED, self._named, numbered),
            (_ORDINAL, self._ordinal, counted), (_SPELT_ONE, self._spelt, True), (_AMOUNT, self._amount, counted),
        ):  # fmt: skip
            if may_be:
                text = pattern.sub(take, text)
        self.rest = text

    def _short_date(self, found: re.Match[str]) -> str:
        day, month = int(found[1]), int(found[2])
        if (day, month) == (self.on.day, self.on.month):
            return " "
        if "/" in found[0] and day <= month <= 12 and day:
            self.series.add(day)  # « 2/3 », the second of three
            return " "
        return found[0]

    def _range(self, found: re.Match[str]) -> str:
        self.parts.add(("years", f"{found[1]}-{found[2]}"))
        return " "

    def _age(self, found: re.Match[str]) -> str:
        self.numbers.add(found[1])
        return " "

    def _season(self, found: re.Match[str]) -> str:
        self.parts.add(("season", str(int(found[1]))))
        self.series.add(int(found[2]))
        return " "

    def _part(self, found: re.Match[str]) -> str:
        self.parts.add(((found[1] or found[3]).lower()[:3], (found[2] or found[4]).lower().lstrip("0")))
        return " "

    def _letter(self, found: re.Match[str]) -> str:
        self.parts.add(("letter", found[1]))
        return " "

    def _marked(self, found: re.Match[str]) -> str:
        return self._take(found, found[1] or found[2])

    def _named(self, found: re.Match[str]) -> str:
        if found[1].lower() == "saison":
            number = _number(found[2])
            if number is not None:
                self.parts.add(("season", str(number)))
                return " "
            return found[0]
        noun = found[1].lower()
        return self._take(found, found[2]) + (noun if noun in ("atelier", "cours", "rencontre", "meetup") else "")

    def _ordinal(self, found: re.Match[str]) -> str:
        return self._take(found, found[1])

    def _amount(self, found: re.Match[str]) -> str:
        self.parts.add((found[2], found[1].lstrip("0")))
        return found[0]

    def _spelt(self, found: re.Match[str]) -> str:
        self.series.add(_SPELT[found[1].lower()])
        return " "

    def _take(self, found: re.Match[str], digits: str) -> str:
        number = _number(digits)
        if number is None:
            return found[0]
        self.series.add(number)
        return " "


def _number(digits: str) -> int | None:
    return int(digits) if digits.isdecimal() else ROMAN.get(digits.lower())
