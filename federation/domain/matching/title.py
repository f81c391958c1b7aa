"""A title read: what it is about, its number in a series, its part, the cities it names; the rest set aside. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from federation.domain.matching.cities import find_city
from federation.domain.matching.folding import LONGEST_TITLE, ascii_text, stem
from federation.domain.matching.title_words import FRANCHISES, GENERIC, LESSONS, STOP, meaning, weight

MOST_WORDS = 24

_MONTHS = "jan|fev|feb|mar|avr|apr|mai|may|jui|jun|jul|aou|aug|sep|oct|nov|dec"
_TIME = re.compile(r"\b(?:[01]?\d|2[0-4]) ?(?:h(?:eures?)?(?: ?[0-5]\d)?|:[0-5]\d)(?![a-z0-9])", re.IGNORECASE)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}|1er)(?: ?(?:-|au|et|&|/) ?\d{{1,2}})? (?:{_MONTHS})[a-z]*\.?(?: (?:19|20)\d\d)?\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d\b|\b20\d\d-\d\d-\d\d\b", re.IGNORECASE)  # fmt: skip
_SHORT_DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})\b")
_MARK = re.compile(
    r"\b(?:annul(?:e|ee|es|ees|ation)|cancell?ed|report(?:e|ee|es|ees)|postponed|complet|sold out|evenement complet"
    r"|places? limitees?|sur inscription|derniers? places?)\b", re.IGNORECASE)  # fmt: skip
_SERIES_NOUN = (
    "episode|ep|numero|no|num|edition|volume|vol|tome|acte|act|chapitre|opus|round|seance|session|module|partie|part"
    "|volet|rencontre|saison|atelier|cours|etape|rdv|rendez-vous|meetup"
)
_NUMBER = r"\d{1,3}|[ivx]{2,5}"
_MARKED = re.compile(rf"(?:#|\bn(?: ?[o.] ?| ))({_NUMBER})(?![a-z0-9])|#(\d{{1,3}})", re.IGNORECASE)
_NAMED = re.compile(rf"\b({_SERIES_NOUN})\.? ?(?:n ?[o.]? ?|#)?({_NUMBER}|[1-9])(?![a-z0-9])", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(\d{{1,3}})(?:e|er|ere|eme|ieme|nd|nde|rd|th|st) ?(?:({_SERIES_NOUN})\b)?", re.IGNORECASE)
_FIRST = re.compile(rf"\b(premier|premiere|first) ({_SERIES_NOUN})\b", re.IGNORECASE)
_SPELT = {
    "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "third": 3,
}  # fmt: skip
_SPELT_ONE = re.compile(rf"\b({'|'.join(_SPELT)}) ({_SERIES_NOUN})\b", re.IGNORECASE)
_SEASON = re.compile(r"\bs(\d{1,2}) ?e(?:p ?)?(\d{1,2})\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(salle|groupe|track|niveau|jour|day|niv|equipe|promo|promotion|parcours|piste|classe|gr) (\d{1,2}|[a-h])"
    r"(?![a-z0-9'’])", re.IGNORECASE)  # fmt: skip
_RANGE = re.compile(r"\b(\d{1,2}) ?(?:-|a|/|et) ?(\d{1,2}) ?ans\b", re.IGNORECASE)
_AGE = re.compile(r"\b(\d{1,2}) ?ans\b", re.IGNORECASE)
_CUT = re.compile(r"(?<=\s)\w+\.\.\.+\s*$")
"""The last word of a title that was cut."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[A-Za-z0-9]+")
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13, "xiv": 14}
_OPPOSED = {
    "level": {"debutant": "low", "debutante": "low", "initiation": "low", "beginner": "low", "intermediaire": "mid",
              "avance": "high", "avancee": "high", "confirme": "high", "confirmee": "high", "expert": "high",
              "perfectionnement": "high", "approfondissement": "high", "advanced": "high"},
    "age": {"enfant": "child", "kid": "child", "children": "child", "junior": "child", "ado": "teen",
            "adolescent": "teen", "collegien": "teen", "lyceen": "teen", "adulte": "adult", "adult": "adult",
            "senior": "senior", "aine": "senior", "retraite": "senior"},
    "end": {"ouverture": "open", "inauguration": "open", "opening": "open", "cloture": "close", "closing": "close"},
    "tongue": {"francais": "fr", "french": "fr", "anglais": "en", "english": "en", "espagnol": "es", "breton": "br",
               "allemand": "de", "occitan": "oc"},
    "daytime": {"matin": "am", "matinee": "am", "matinale": "am", "morning": "am", "midi": "noon", "pm": "pm",
                "soir": "eve", "soiree": "eve", "evening": "eve", "nocturne": "eve"},
}  # fmt: skip
_OPPOSED_BY_WORD = {stem(word): (kind, member) for kind, words in _OPPOSED.items() for word, member in words.items()}
_INFINITIVE = re.compile(r"[a-z]{2,}(?:er|ir)|[a-z]{4,}re")
_AFTERNOON = re.compile(r"\bapres ?-? ?midi\b|\bafternoon\b", re.IGNORECASE)
_JOINT = re.compile(
    r"\b(?:duplex|triplex|multiplex|simultan[a-z]*|en meme temps|inter[- ]?(?:cantines|villes)|retransmi[a-z]*"
    r"|en reseau|en direct d[eu]|en commun|en visio avec|co-?organis[a-z]*|conjoint[a-z]*|plusieurs villes|des cantines"
    r"|(?:deux|trois|quatre|cinq|six|\d+) (?:villes|cantines|lieux)|ecrans? interposes?)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared. `words` are stems without stop words, numbers and cities, in order.

    `series` are numbers marked as such (« #3 », « 3e édition »), `numbers` all others; `parts` tell which of several
    (« salle A », « débutants ») by kind; `cities` are the keys of those it names, `joint` that it says several hold it.
    """

    words: tuple[str, ...] = ()
    series: frozenset[int] = frozenset()
    numbers: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()
    cities: tuple[str, ...] = ()
    joint: bool = False

    @property
    def lesson(self) -> bool:
        """Whether it announces what is given everywhere in the same words: a lesson, a permanence, a national day.

        So does a title that begins with an infinitive (« Améliorer le référencement… »).
        """
        return not LESSONS.isdisjoint(self.words) or any(_INFINITIVE.fullmatch(word) for word in self.words[:1])


def says_joint(text: str) -> bool:
    """Whether a text in ASCII says that several hold the event together."""
    return _JOINT.search(text) is not None


def read_title(raw: str, on: date, cities: Collection[str] = (), names: Collection[str] = ()) -> Title:
    """The title of an event of the day `on`; `cities` (keys) and `names` of sites (folded) are set aside."""
    text = ascii_text(raw, LONGEST_TITLE).replace("_", " ").replace("'", " ")
    text = " ".join(text.split())
    if text.strip().lower() in ("sans titre", "untitled", "(sans titre)", "no title"):
        return Title()
    joint = says_joint(text)
    text = _CUT.sub("", text)
    reading = _Reading(text, on)
    words, named = _words(reading.rest, cities, names)
    parts = reading.parts | {_OPPOSED_BY_WORD[word] for word in words if word in _OPPOSED_BY_WORD}
    joint = joint or any(re.search(rf"\bavec (?:\w+ ){{0,3}}{city}\b", text, re.IGNORECASE) for city in named)
    kept = [meaning(word) for word in words if not word.isdecimal()]
    numbers = reading.numbers | {word for word in words if word.isdecimal()}
    years = {number for number in numbers if number.isdecimal() and 1900 <= int(number) <= 2100}
    return Title(
        words=tuple(dict.fromkeys(kept[:MOST_WORDS])),
        series=frozenset(reading.series),
        numbers=frozenset(numbers - years),
        parts=frozenset(parts),
        cities=tuple(dict.fromkeys(named)),
        joint=joint,
    )


class _Reading:
    """A title from which numbers and dates are being taken out."""

    def __init__(self, text: str, on: date) -> None:
        self.series: set[int] = set()
        self.numbers: set[str] = set()
        self.parts: set[tuple[str, str]] = set()
        self.on = on
        for pattern in (_MARK, _DATE, _TIME):
            text = pattern.sub(" ", text)
        text = _SHORT_DATE.sub(self._short_date, text)
        if _AFTERNOON.search(text):
            self.parts.add(("daytime", "pm"))
            text = _AFTERNOON.sub(" ", text)
        for pattern, take in (
            (_RANGE, self._range), (_AGE, self._age), (_SEASON, self._season), (_PART, self._part),
            (_MARKED, self._marked), (_NAMED, self._named), (_ORDINAL, self._ordinal), (_FIRST, self._first),
            (_SPELT_ONE, self._spelt),
        ):  # fmt: skip
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
        self.parts.add((found[1].lower()[:3], found[2].lower().lstrip("0")))
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

    def _first(self, _: re.Match[str]) -> str:
        self.series.add(1)
        return " "

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
    return int(digits) if digits.isdecimal() else _ROMAN.get(digits.lower())


def _words(text: str, cities: Collection[str], names: Collection[str]) -> tuple[list[str], list[str]]:
    """The content words of a text, and the cities it names."""
    tokens = _TOKEN.findall(text)[: MOST_WORDS * 3]
    tokens = _without_names(tokens, names)
    words, named, at = [], [], 0
    while at < len(tokens):
        city, length = find_city(tokens, at, cities)
        if city:
            named.append(city)
            at += length
            continue
        word, city = _glued(tokens[at].lower(), cities)
        if city:
            named.append(city)
        at += 1
        roman = _ROMAN.get(word)
        if roman is not None:
            words.append(str(roman))
        elif word.isdecimal():
            words.append(word.lstrip("0") or "0")
        elif word not in STOP and (root := stem(word)) not in STOP:
            words.append(root)
    return words, named


def _glued(word: str, cities: Collection[str]) -> tuple[str, str]:
    """A word written together with the teller's city (« ARparis », « NantesJS »), apart from it."""
    for city in sorted(cities):
        rest = word.removeprefix(city) if word.startswith(city) else word.removesuffix(city)
        if len(city) > 4 and 2 <= len(rest) <= 4 and rest != word:
            return rest, city
    return word, ""


def _without_names(tokens: list[str], names: Collection[str]) -> list[str]:
    """The words without the names of sites; unless nothing would be left of them."""
    folded = " " + " ".join(tokens).lower() + " "
    for name in names:
        at = folded.find(f" {name} ") if name else -1
        if at < 0:
            continue
        first = folded[:at].count(" ")
        rest = tokens[:first] + tokens[first + name.count(" ") + 1 :]
        if rest:
            tokens = rest
            folded = " " + " ".join(tokens).lower() + " "
    return tokens


def rarity(words: Collection[str]) -> float:
    """What a set of words weighs between cities, where the name of a franchise says little."""
    return sum(GENERIC if word in FRANCHISES else weight(word) for word in words)
