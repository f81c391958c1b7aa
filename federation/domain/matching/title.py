"""A title read: what it is about, its number in a series, its part, the cities it names; the rest set aside. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import unescape

from federation.domain.matching.cities import find_city
from federation.domain.matching.folding import LONGEST_TITLE, ascii_text, fold, stem
from federation.domain.matching.title_numbers import ROMAN, Numbers, has_short_date
from federation.domain.matching.title_phrases import PHRASES, SMALL
from federation.domain.matching.title_words import FRANCHISES, GENERIC, LESSONS, STOP, meaning, weight

MOST_WORDS = 24

_CUT = re.compile(r"(?<=\s)\w+\.\.\.+\s*$")
"""The last word of a title that was cut."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[A-Za-z0-9]+")
_OPPOSED = {
    "level": {"debutant": "low", "debutante": "low", "initiation": "low", "beginner": "low", "intermediaire": "mid",
              "avance": "high", "avancee": "high", "confirme": "high", "confirmee": "high", "expert": "high",
              "perfectionnement": "high", "approfondissement": "high", "advanced": "high"},
    "age": {"enfant": "child", "kid": "child", "children": "child", "junior": "child", "ado": "teen",
            "adolescent": "teen", "collegien": "teen", "lyceen": "teen", "adulte": "adult", "adult": "adult",
            "parent": "adult", "senior": "senior", "aine": "senior", "retraite": "senior"},
    "end": {"ouverture": "open", "inauguration": "open", "opening": "open", "cloture": "close", "closing": "close"},
    "tongue": {"francais": "fr", "french": "fr", "anglais": "en", "english": "en", "espagnol": "es", "breton": "br",
               "allemand": "de", "occitan": "oc"},
    "assembly": {"ordinaire": "each year", "extraordinaire": "once"},
    "daytime": {"matin": "am", "matinee": "am", "matinale": "am", "morning": "am", "midi": "noon", "pm": "pm",
                "soir": "eve", "soiree": "eve", "evening": "eve", "nocturne": "eve"},
}  # fmt: skip
_OPPOSED_BY_WORD = {stem(word): (kind, member) for kind, words in _OPPOSED.items() for word, member in words.items()}
_INFINITIVE = re.compile(r"[a-z]{2,}(?:er|ir)")
_JOINT = re.compile(
    r"\b(?:duplex|triplex|multiplex|simultan[a-z]*|en meme temps|inter[- ]?(?:cantines|villes)|retransmi[a-z]*"
    r"|en reseau|en direct d[eu]|en commun|en visio avec|co-?organis[a-z]*|conjoint[a-z]*|plusieurs villes|des cantines"
    r"|(?:deux|trois|quatre|cinq|six|\d+) (?:villes|cantines|lieux)|ecrans? interposes?)\b", re.IGNORECASE)  # fmt: skip
_INCLUSIVE = re.compile(r"(?<=\w)[·•‧]\w{1,5}(?:[·•‧]s\b)?")
_PLAIN = re.compile(r"[A-Za-z0-9]+")
_STARTS = frozenset(form[0] for form in PHRASES)
_LONGEST_PHRASE = max(map(len, PHRASES))
_QUOTED = re.compile('[«“"]([^»”"]{3,80})[»”"]')
_SIGNED = re.compile(r"(?<!\w)(?:(?P<cpp>c\+\+)|(?P<csharp>c#)|(?P<dotnet>\.net))(?!\w)", re.IGNORECASE)
"""Names that are a letter but for their signs."""
_ACRONYMS = frozenset({"CA", "CE", "CES", "IT", "SI"})
"""Names that are small words but for their capitals."""
_SPACED = re.compile(r"\b(?:[A-Za-z] ){3,}[A-Za-z]\b")
_ONLINE = re.compile(
    # « L’aide aux démarches en ligne » is no meeting on the network.
    r"\b(?:visio(?:conference)?|webinaires?|webinars?)\b"
    r"|(?:[,;:(\[|-] ?|finalement |100 ?% )(?:en ligne|online|a distance)\b",
    re.IGNORECASE,
)

_SOUND = re.compile(r"\b(du|le|un|au|et|de|par|pour|en) son\b|\b(les|des|aux) sons\b", re.IGNORECASE)
_COMMONS = re.compile(r"(?<!en )(?<!lieux )(?<!points )\b(?:biens )?communs\b", re.IGNORECASE)
"""« Le son » is no « son », « les communs » are not « en commun »."""
_PREAMBLE = re.compile(
    r"\b(?:(?:a la|en) (?:decouverte|recherche|rencontre|quete)|au coeur|(?:dans )?les coulisses|tour d horizon)"
    r" d(?:e|u|es)?\b|\b(?:zoom|focus|gros plan|coup d oeil|tout savoir) sur\b|\bplongee (?:au coeur d[eu]s?|dans)\b"
    r"|\bmode d emploi\b|\bcomment ca (?:marche|fonctionne)\b|\bpour les nuls\b",
    re.IGNORECASE)  # fmt: skip
"""What stands around a subject and is none: « à la découverte des lavoirs », « zoom sur le pacte d’associés »."""
_APART = re.compile(r" ?: | - ")
_MOVED = re.compile(
    r"\b(?:(?:decal|retard|repouss|avanc|deplac|report)ee?s? (?:a|de|d une?) ?(?:\d{1,2} ?(?:h|:)|heure)"
    r"|nouvel horaire|nouveaux horaires|changement d horaire|horaires? (?:modifie|avance|decale|retarde)s?|delayed"
    r"|new time)",
    re.IGNORECASE)  # fmt: skip
_WATCHED = re.compile(r"\b(?:retransmi|rediffus|diffusion)[a-z]*|\bwatch (?:party|parties)\b", re.IGNORECASE)
"""What is held elsewhere and shown here."""
_PRIVATE = re.compile(
    r"\b(?:privatis[a-z]*|privatif|location d|\(privee?\)|(?:reunion|soiree|seminaire|evenement|reservation) privee?s?"
    r"|reservee? (?:a|au|aux)|(?:salle|plateau|espace) (?:loue|reserve)e?|hors public|ferme au public)\b|\(privee?\)",
    re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared. `words` are the meanings of its stems without stop words, numbers and cities, `plain`
    the stems themselves; `frame` are all stems but cities.

    `series` are numbers marked as such (« #3 », « 3e édition »), `numbers` all others; `parts` tell which of several
    (« salle A », « débutants ») by kind; `cities` are the keys of those it names; `joint` that it says several hold it,
    `online` that it is held on the network, `private` that it is for nobody else, `moved` that its hour is not the one
    told before, `watched` that it is shown from elsewhere. `spelt` is all of it in words, `tail` what stands after a
    colon or a dash, `acronyms` what is in capitals, `initials` the first letters of all but small words.
    """

    words: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()
    proper: frozenset[str] = frozenset()
    series: frozenset[int] = frozenset()
    numbers: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()
    cities: tuple[str, ...] = ()
    joint: bool = False
    online: bool = False
    quoted: frozenset[str] = frozenset()
    tail: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()
    initials: str = ""
    moved: bool = False
    private: bool = False
    watched: bool = False

    @property
    def lesson(self) -> bool:
        """Whether it announces what is given everywhere in the same words: a lesson, a permanence, a national day.

        So does a title with an infinitive (« Améliorer le référencement… », « … : choisir son statut »).
        """
        return not LESSONS.isdisjoint(self.words) or any(map(_INFINITIVE.fullmatch, self.words))


def short_forms(text: str) -> str:
    """A text in ASCII with one word for what is said in several."""
    if _STARTS.isdisjoint(map(stem, _PLAIN.findall(text.lower()))):
        return text
    found = [one for one in _PLAIN.finditer(text) if one[0].lower() not in SMALL]
    parts, done = [], 0
    for first, last, short in _phrases([stem(one[0].lower()) for one in found]):
        parts += [text[done : found[first].start()], short]
        done = found[last].end()
    return "".join(parts) + text[done:]


def short_words(text: str) -> Iterator[str]:
    """The stems of a text in lower-case ASCII, small words left out, with one for what is said in several."""
    words = [stem(word) for word in _PLAIN.findall(text) if word not in SMALL]
    done = 0
    for first, last, short in _phrases(words):
        yield from words[done:first]
        yield short
        done = last + 1
    yield from words[done:]


def _phrases(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where stems say in several what one word says: the first and the last of them, and that word."""
    after = 0
    for at, word in enumerate(words):
        if word not in _STARTS or at < after:
            continue
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
            if short := PHRASES.get(tuple(words[at : at + length])):
                after = at + length
                yield at, after - 1, short
                break


def says_joint(text: str) -> bool:
    """Whether a text in ASCII says that several hold the event together."""
    return _JOINT.search(text) is not None


def read_title(raw: str, on: date, cities: Collection[str] = (), names: Collection[str] = ()) -> Title:
    """The title of an event of the day `on`; `cities` (keys) and `names` of sites (folded) are set aside."""
    raw = raw[: LONGEST_TITLE * 2]
    # The dates of a series have one title, and few titles tell a day.
    return _read(raw, on if has_short_date(raw) else date.min, frozenset(cities), tuple(names))


@lru_cache(maxsize=4096)
def _read(raw: str, on: date, cities: frozenset[str], names: tuple[str, ...]) -> Title:
    raw = unescape(raw) if "&" in raw else raw
    raw = raw if raw.isascii() else _INCLUSIVE.sub("", raw)
    text = ascii_text(raw, LONGEST_TITLE).replace("_", " ").replace("'", " ")
    if "+" in text or "#" in text or "." in text:
        text = _SIGNED.sub(lambda found: found.lastgroup or "", text)
    spelt = _PLAIN.findall(text)
    text = short_forms(text)
    text = " ".join(_SPACED.sub(lambda found: found[0].replace(" ", ""), text).split())
    if text.strip().lower() in ("sans titre", "untitled", "(sans titre)", "no title"):
        return Title()
    text = _SOUND.sub(r"\1\2 sonore", text) if "son" in text else text
    text = _COMMONS.sub("biencommun", text) if "ommuns" in text else text
    joint = says_joint(text)
    text = _PREAMBLE.sub(" ", _CUT.sub("", text) if "..." in text else text)
    reading = Numbers(text, on)
    frame, named = _words(reading.rest, cities, names)
    words = [word for word in frame if word not in STOP]
    parts = reading.parts | {_OPPOSED_BY_WORD[word] for word in words if word in _OPPOSED_BY_WORD}
    joint = joint or any(re.search(rf"\bavec (?:\w+ ){{0,3}}{city}\b", text, re.IGNORECASE) for city in named)
    kept: dict[str, str] = {}
    for word in words:
        if not word.isdecimal():
            kept.setdefault(meaning(word), word)
    tokens = _TOKEN.findall(reading.rest)
    proper = {meaning(stem(word.lower())) for word in tokens[1:] if word[0].isupper() and not word.isupper()}
    numbers = reading.numbers | {word for word in words if word.isdecimal()}
    years = {number for number in numbers if number.isdecimal() and 1900 <= int(number) <= 2100}
    return Title(
        words=tuple(kept)[:MOST_WORDS],
        plain=tuple(kept.values())[:MOST_WORDS],
        frame=tuple(frame[:MOST_WORDS]),
        proper=frozenset(proper),
        series=frozenset(reading.series),
        numbers=frozenset(numbers - years),
        parts=frozenset(parts),
        cities=tuple(dict.fromkeys(named)),
        joint=joint,
        online=_ONLINE.search(text) is not None,
        quoted=_quoted(raw),
        tail=_tail(text),
        spelt=tuple(map(str.lower, spelt)),
        acronyms=_acronyms(spelt),
        initials="".join(word[0] for token in spelt if (word := token.lower()) not in SMALL),
        moved=_MOVED.search(text) is not None,
        private=_PRIVATE.search(text) is not None,
        watched=_WATCHED.search(text) is not None,
    )


def _tail(text: str) -> tuple[str, ...]:
    """The meanings of what a title says after its first colon or dash."""
    said = _APART.split(text, maxsplit=1)[1:]
    words = map(stem, _PLAIN.findall(said[0].lower())) if said else ()
    return tuple(meaning(word) for word in words if word not in STOP)


def _acronyms(spelt: list[str]) -> frozenset[str]:
    """The meanings of the words in capitals of a title that is not in capitals as a whole."""
    if all(word.isupper() for word in spelt if len(word) > 1):
        return frozenset()
    return frozenset(
        meaning(word.lower()) for word in spelt if 3 <= len(word) <= 5 and word.isupper() and word.isalpha()
    )


def _quoted(raw: str) -> frozenset[str]:
    """The meanings of the words of what a title quotes, as it does works."""
    quoted = " ".join(found[1] for found in _QUOTED.finditer(raw))
    return frozenset(meaning(stem(word)) for word in fold(quoted).split()) if quoted else frozenset()


def _words(text: str, cities: Collection[str], names: Collection[str]) -> tuple[list[str], list[str]]:
    """The words of a text but for the cities it names; and those."""
    tokens = _TOKEN.findall(text)[: MOST_WORDS * 3]
    tokens = _without_names(tokens, names)
    words, named, at = [], [], 0
    while at < len(tokens):
        city, length = find_city(tokens, at, cities)
        if city:
            named.append(city)
            at += length
            continue
        token = tokens[at]
        word, city = _glued(token.lower(), cities)
        if city:
            named.append(city)
        at += 1
        roman = ROMAN.get(word)
        if roman is not None:
            words.append(str(roman))
        elif word.isdecimal():
            words.append(word.lstrip("0") or "0")
        elif token in _ACRONYMS:
            words.append(token)
        else:
            words.append(word if word in STOP else stem(word))
    return words, named


def _glued(word: str, cities: Collection[str]) -> tuple[str, str]:
    """A word written together with the teller's city (« ARparis », « NantesJS »), apart from it."""
    for city in sorted(city for city in cities if city in word):
        rest = word.removeprefix(city) if word.startswith(city) else word.removesuffix(city)
        if len(city) > 4 and 2 <= len(rest) <= 4 and rest != word:
            return rest, city
    return word, ""


def _without_names(tokens: list[str], names: Collection[str]) -> list[str]:
    """The words without the names of sites; unless nothing would be left of them."""
    folded = " " + " ".join(tokens).lower() + " "
    for name in names:
        at = folded.find(f" {name} ") if name and name in folded else -1
        if at < 0:
            continue
        first = folded[:at].count(" ")
        rest = tokens[:first] + tokens[first + name.count(" ") + 1 :]
        if rest:
            tokens = rest
            folded = " " + " ".join(tokens).lower() + " "
    return tokens


def specificity(words: Collection[str]) -> float:
    """What words say by weight, those of any programme and of franchises left out."""
    return sum(told for word in words if word not in FRANCHISES and (told := weight(word)) > GENERIC)
