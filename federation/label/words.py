"""The words of the label in French and English: rulings, numbers, days, and how sentences are put together.

French follows its typography: ’ for the apostrophe, a narrow no-break space before : ; ! ? » and units, 1er for the
first of a month. A sentence says one thing; an explanation puts them one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from federation.domain.reasons.words import Words
from federation.label.verdict import SILENCE, Ruling, Unit, Window

THIN = "\u202f"

RULINGS = {
    Ruling.MET: Words("conforme", "met"),
    Ruling.WATCH: Words("à surveiller", "to be watched"),
    Ruling.UNMET: Words("non conforme", "unmet"),
    Ruling.UNDETERMINED: Words("indéterminé", "undetermined"),
    Ruling.NOT_APPLICABLE: Words("sans objet", "not applicable"),
    Ruling.DEROGATION: Words("dérogation", "derogation"),
}
SIGNS = {
    Ruling.MET: "✓",
    Ruling.WATCH: "!",
    Ruling.UNMET: "✗",
    Ruling.UNDETERMINED: "?",
    Ruling.NOT_APPLICABLE: "–",
    Ruling.DEROGATION: "~",
}
LEVELS = {
    "label": Words("Label", "Label"),
    "mention": Words("Label avec mention", "Label with mention"),
}

_MONTHS_FR = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = {name: number for names in (_MONTHS_FR, _MONTHS_EN) for number, name in enumerate(map(str.casefold, names), 1)}
"""The number of a month by its name in either language."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted, one and many of it, in both languages; of a share, what follows the per cent."""

    fr: tuple[str, str]
    en: tuple[str, str]

    def of(self, value: Fraction) -> Words:
        """The noun that goes with a value: French has the plural from two, English but for one."""
        return Words(self.fr[value >= 2], self.en[value != 1])


def noun(fr: str, en: str, fr_many: str = "", en_many: str = "") -> Noun:
    """A noun; without a plural both are the same."""
    return Noun((fr, fr_many or fr), (en, en_many or en))


def french(text: str) -> str:
    """A French text with its typography, however it was typed."""
    return _SPACED.sub(THIN, text.replace("'", "’"))


def say(fr: str, en: str) -> Words:
    """A sentence of the label."""
    return Words(french(fr), en)


_SPACED = re.compile(r" (?=[:;!?»%])|(?<=«) ")


# ------------------------------------------------------------------ numbers and days


def number(value: Fraction) -> Words:
    """An exact number with at most two decimals, thousands apart: « 10 000 », « 63,25 »."""
    rounded = round(value, 2)
    text = f"{int(rounded):,}" if rounded.denominator == 1 else f"{float(rounded):,.2f}".rstrip("0")
    return Words(text.translate({ord(","): THIN, ord("."): ","}), text)


def quantity(value: Fraction, unit: Unit) -> Words:
    """A value with its unit: « 61 », « 62 % », « 80 h »."""
    if unit is Unit.SHARE:
        said = number(value * 100)
        return Words(f"{said.fr}{THIN}%", f"{said.en}%")
    said = number(value)
    if unit is Unit.COUNT:
        return said
    mark = {Unit.HOURS: ("h", "h"), Unit.DAYS: ("j", "days"), Unit.METRES: ("m", "m")}[unit]
    return Words(f"{said.fr}{THIN}{mark[0]}", f"{said.en} {mark[1]}")


def day(on: date) -> Words:
    """« 1er mars 2026 », “1 March 2026”."""
    first = "er" if on.day == 1 else ""
    return Words(
        f"{on.day}{first} {_MONTHS_FR[on.month - 1]} {on.year}", f"{on.day} {_MONTHS_EN[on.month - 1]} {on.year}"
    )


def period(window: Window) -> Words:
    """« du 13 août 2025 au 25 février 2026 (dernier succès du flux) »."""
    first, last = day(window.first), day(window.last)
    cut = Words(" (dernier succès du flux)", " (last success of the feed)") if window.cut else SILENCE
    return say(f"du {first.fr} au {last.fr}{cut.fr}", f"from {first.en} to {last.en}{cut.en}")


def on_day(on: date) -> Words:
    """« au 1er mars 2026 »: the window of what is true on one day."""
    return say(f"au {day(on).fr}", f"on {day(on).en}")


def series(parts: Iterable[str], most: int = 10) -> str:
    """Names with commas, cut when they are many."""
    names = list(parts)
    return ", ".join(names[:most]) + (f" … (+{len(names) - most})" if len(names) > most else "")


def sentences(parts: Sequence[Words]) -> Words:
    """Several, one after the other; empty ones and what was said already left out."""
    told = dict.fromkeys(part for part in parts if part != SILENCE)
    return Words(" ".join(part.fr for part in told), " ".join(part.en for part in told))
