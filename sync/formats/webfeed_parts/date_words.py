"""How dates and hours are written in French and English prose: the patterns, and what each makes of a date. Pure.

They read folded text: lower case, no accents, plain spaces, hyphens and apostrophes, of the same length as the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FOLDS = dict(zip("àâäáãåçéèêëíìîïñóòôöõúùûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy", strict=True))
_FOLDS |= dict.fromkeys("\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
_FOLDS |= dict.fromkeys("‐‑‒–—−→", "-") | dict.fromkeys("’‘ʼ´`", "'")
_FOREIGN = re.compile("[^\x00-\x7f]")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan",
            "fevrier fevr fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "lundi lun monday mon",
            "mardi mar tuesday tues tue",
            "mercredi mer wednesday wed",
            "jeudi jeu thursday thurs thu",
            "vendredi ven friday fri",
            "samedi sam saturday sat",
            "dimanche dim sunday sun",
        )
    )
    for name in names.split()
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ENGLISH = "january|february|march|april|may|june|july|august|september|october|november|december"
_ENGLISH += "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d(?![\d:]|\s?h\b)"
_TH = "(?:er|st|nd|rd|th|e)?"
_NOT_IN = r"(?<![\w#°/:.,+-])"

WEEKDAY_BEFORE = re.compile(rf"\b({_WEEKDAY})\.?,?\s{{1,3}}(?:le\s|the\s)?\Z")
DAY_FIRST = re.compile(
    rf"{_NOT_IN}(?P<days>(?:\d{{1,2}}{_TH}\s{{0,2}},\s{{0,2}}){{0,9}})"
    rf"(?:(?P<d1>\d{{1,2}}){_TH}(?P<sep>\s{{0,2}}-\s{{0,2}}|\s(?:au|a|jusqu'au|to|until|et|and|&)\s(?:le\s)?)"
    rf"(?:(?P<w>{_WEEKDAY})\.?\s)?)?"
    rf"(?P<d>\d{{1,2}}){_TH}\s{{0,2}}(?:of\s|de\s)?(?P<m>{_MONTH})\b\.?(?:,?\s{{1,2}}(?P<y>{_YEAR}))?"
)
MONTH_BEFORE = re.compile(rf"\b(?:{_ENGLISH})\.?\s\Z")
MONTH_FIRST = re.compile(
    rf"\b(?P<m>{_ENGLISH})\.?\s(?P<d1>\d{{1,2}}){_TH}(?:(?P<sep>\s?-\s?|\sto\s|\sand\s|\s&\s)(?P<d>\d{{1,2}}){_TH})?"
    rf"(?![\w:])(?:,?\s(?P<y>{_YEAR}))?"
)
NUMERIC = re.compile(
    r"(?<![\w/.-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?:(?P=s)(?P<y>\d{4}|\d\d))?(?![\d/]|[.-]\d|\s?%)"
)
ISO = re.compile(r"(?<![\w/.-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")

JOIN = re.compile(r"\s{0,2}(?:,\s)?(?:au|-|jusqu'au|to|until|till)\s{0,2}(?:le\s)?\Z")
_LEADS_TO = rf"\s{{0,2}}:?\s{{0,2}}(?:on\s|from\s|le\s|les\s|du\s|au\s|des\s|the\s)?(?:(?:{_WEEKDAY})\.?,?\s)?\Z"
NOT_WHEN = re.compile(
    r"\b(?:avant|before|by|until|till|jusqu'au|jusqu'a|depuis|since|publiee?|postee?|posted|published|updated"
    r"|mise? a jour|modifiee?|ecrite?|limite|deadline|cloture|clos|deposer|nee?|born|fondee?|a partir d[ue]"
    r"|a compter d[ue]|en vigueur|applicables?|loi|decret|votee?|adoptee?|signee?|a pourvoir"
    r"|prise de (?:poste|fonctions?))" + _LEADS_TO
)
"""What stands before the date of something else: a deadline, a publication, a law, a price, a post to fill."""

CLOSED = re.compile(
    r"\b(?:fermee?s?|fermera|fermons|(?:fermeture|conges|vacances)(?:\s[a-z']{3,14}){0,2}|closed|closing)" + _LEADS_TO
)
"""What stands before the days on which a place is closed."""

REPORTS = re.compile(
    r"\W{0,5}(?:retour\s(?:sur|en)\b|(?:petit\s)?compte[- ]rendu|resume\sd|bilan\b|replay\b|revoir\b|revivez\b|merci\b"
    r"|(?:les\s)?photos?\s(?:de|du)\b|recap\b|looking\sback\b)"
)
"""How a text begins that looks back on what took place."""

_TIME = (
    r"(?:(?P<h{0}>\d{{1,2}})(?:\s?(?P<mark{0}>h(?:eures?\b|rs?\b)?|:)\s?(?P<min{0}>[0-5]\d)?)?(?!\d)"
    r"(?:\s?(?P<half{0}>[ap])\.?m\b\.?)?|(?P<word{0}>midi|minuit|noon|midnight)\b)"
)
_HOURS = (
    _TIME.format(1)
    + r"(?:\s?(?:-|/|>|\ba\b|\bau\b|jusqu'a|\bet\b|\bto\b|\buntil\b|\btill\b)\s?"
    + _TIME.format(2)
    + ")?"
)
_BETWEEN = r"(?:\b(?:a partir de|des|de|a|at|from|entre|between|vers)\s|@\s?)?"
HOURS_AFTER = re.compile(rf"[\s,;:|(.-]{{0,6}}{_BETWEEN}{_HOURS}")
HOURS_BEFORE = re.compile(rf"(?<!\w){_BETWEEN}{_HOURS}[\s,]{{1,3}}(?:le\s|on\s)?\Z")
HOURS = re.compile(rf"\s{{0,3}}{_BETWEEN}{_HOURS}")


@dataclass(frozen=True, slots=True)
class Hours:
    """Wall-clock hours of one day, as (hour, minute)."""

    start: tuple[int, int]
    end: tuple[int, int] | None = None


def fold(text: str) -> str:
    """The text as the patterns read it, each character in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(character.lower()[0] for character in text)
    return _FOREIGN.sub(lambda found: _FOLDS.get(found[0], found[0]), lowered).replace("\t", " ")


def hours(found: re.Match[str]) -> Hours | None:
    """The hours a match tells; None for mere numbers (« 3 places ») and impossible ones."""
    last = "2" if found["h2"] or found["word2"] else "1"
    if not _is_time(found, last):
        if last == "1" or not _is_time(found, "1"):
            return None
        last = "1"
    start = _clock(found, "1", found[f"half{last}"])
    end = _clock(found, "2", "") if last == "2" else None
    if start is None or (last == "2" and end is None):
        return None
    return Hours(start, end)


def _is_time(found: re.Match[str], which: str) -> bool:
    """« 18h », « 18:30 », « 6 pm », « midi »: not a number alone, nor one before a colon."""
    if found[f"word{which}"] or found[f"half{which}"]:
        return True
    return found[f"mark{which}"] is not None and (found[f"mark{which}"] != ":" or found[f"min{which}"] is not None)


def _clock(found: re.Match[str], which: str, half_of_end: str | None) -> tuple[int, int] | None:
    if word := found[f"word{which}"]:
        return (12, 0) if word in ("midi", "noon") else (0, 0)
    hour, minute = int(found[f"h{which}"]), int(found[f"min{which}"] or 0)
    if half := found[f"half{which}"] or half_of_end:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24 and not minute:
        return (0, 0)
    return (hour, minute) if hour <= 23 else None
