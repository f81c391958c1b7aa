"""Parameters -> AgendaQuery: every name and value checked, every way to spell one question brought to one. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from federation.domain.query.days import SPANS, day_word
from federation.domain.query.query import AgendaQuery, Near, Sort
from federation.domain.query.vocabulary import Vocabulary
from federation.domain.taxonomy.facets import folded_name
from federation.errors import QueryError

LISTED = ("site", "region", "format", "theme", "audience", "age", "accessibility")
"""Parameters whose values are listed."""
SWITCHES = {
    "free": ("cost:free",),
    "online": ("attendance:online", "attendance:mixed"),
    "onsite": ("attendance:onsite", "attendance:mixed"),
    "joint": ("joint:yes",),
}
"""Parameters that are `yes` or `no`, and the facets of which an entry then has one."""
NAMED = ("organiser", "series")
CHOICES = (*LISTED, *SWITCHES, "language", *NAMED)
"""Parameters that may be repeated (an entry has one of the values) and denied by a `-` before their name."""
DENIED = tuple(f"-{name}" for name in (*CHOICES, "near", "q"))
ONCE = ("from", "to", "when", "near", "km", "q", "sort", "page")
NAMES = (*ONCE, *CHOICES, *DENIED)
"""Every parameter of the agenda."""

MOST = 24
"""Parameters in one question."""
LONGEST = 120
"""Letters of a value."""
CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""The control characters that are no blanks, as a class of a pattern: no value holds one."""
MOST_PAGES = 1000
MOST_KM = 500
KM = 20
"""Kilometres around a point when none are told."""

_MEANT = {
    "lieu": "site", "ville": "site", "city": "site", "cantine": "site", "public": "audience", "prix": "free",
    "gratuit": "free", "langue": "language", "lang": "language", "recherche": "q", "search": "q", "query": "q",
    "text": "q", "du": "from", "since": "from", "au": "to", "until": "to", "quand": "when", "date": "when",
    "tri": "sort", "order": "sort", "en-ligne": "online", "organizer": "organiser", "organisateur": "organiser",
    "serie": "series", "acces": "accessibility", "a11y": "accessibility", "tag": "theme", "category": "theme",
    "type": "format", "distance": "km", "rayon": "km", "radius": "km", "autour": "near", "around": "near", "p": "page",
    "commun": "joint",
}  # fmt: skip
_BLANK = re.compile(r"\s")
_CONTROL = re.compile(f"[{CONTROLS}]")
_NUMBER = re.compile("[1-9][0-9]{0,3}")  # one spelling of a page, so that it is one address
_NEAR = re.compile(r"(-?\d{1,2}(?:\.\d{1,12})?),\s?(-?\d{1,3}(?:\.\d{1,12})?)(?:,\s?(\d{1,3}))?")
_DATE = re.compile(r"2\d{3}-\d\d-\d\d")
_YES = {"yes": True, "oui": True, "1": True, "true": True, "on": True}
_NO = {"no": False, "non": False, "0": False, "false": False, "off": False}
YES_OR_NO = (*_YES, *_NO)
"""How a switch is set."""
_LANGUAGES = {"francais": "fr", "french": "fr", "anglais": "en", "english": "en", "espagnol": "es", "allemand": "de"}
_SORTS = {
    "date": Sort.DATE, "avenir": Sort.DATE, "upcoming": Sort.DATE, "new": Sort.NEW, "nouveautes": Sort.NEW,
    "nouveau": Sort.NEW, "relevance": Sort.RELEVANCE, "pertinence": Sort.RELEVANCE,
}  # fmt: skip


def read_query(
    parameters: Iterable[tuple[str, str]],
    today: date,
    vocabulary: Vocabulary,
    *,
    zone: str = "Europe/Paris",
    not_here: Collection[str] = (),
    ranked: bool = False,
) -> AgendaQuery:
    """What these parameters ask, from `today` (a date in `zone`) on; empty values ask nothing, as forms send them.

    `not_here` are names that this output does not know. With `ranked`, what words find is in the order of how well it
    fits them unless another order is asked for. Raises QueryError on the first name or value that is wrong.
    """
    given = _given(parameters, [name for name in NAMES if name.lstrip("-") not in not_here])
    once = {name: value for name, value in given if name in ONCE}
    query = AgendaQuery(today, zone=zone)
    query = _days(query, once, today)
    query = _placed(query, dict(given), vocabulary)
    query = _worded(query, dict(given), ranked=ranked)
    query = _chosen(query, given, vocabulary)
    return replace(query, page=_page(once.get("page", "1")), asked=tuple(sorted(query.asked)))


def read_page(parameters: Mapping[str, str]) -> int:
    """The page asked for where nothing else can be; raises QueryError on all that is no number from 1 to 1000."""
    for name, value in parameters.items():
        if name != "page":
            raise QueryError(name, value, ["page"])
    return _page(parameters.get("page", "1"))


def _given(parameters: Iterable[tuple[str, str]], known: Sequence[str]) -> list[tuple[str, str]]:
    given: list[tuple[str, str]] = []
    for name, value in parameters:
        if name not in known:
            nearest = _nearest(name, known)
            raise QueryError(name, value, known, unknown=True, elsewhere=name in NAMES, nearest=nearest)
        plain = plain_text(name, value).strip() if value.strip() else ""
        if not plain:
            continue
        given.append((name, plain))
        if len(given) > MOST:
            raise QueryError(name, value, [f"≤ {MOST}"])
    for name in (*ONCE, "-near", "-q"):
        told = [value for other, value in given if other == name]
        if len(told) > 1:
            raise QueryError(name, ", ".join(told), ["1 ×"])
    return given


def plain_text(name: str, value: str) -> str:
    """The value of a parameter with every blank of Unicode as a simple one: our own titles hold several kinds.

    What is not seen (a soft hyphen, a mark of direction) is left out: whoever pasted it cannot find it. Raises
    QueryError on a value that is too long, or holds a control character.
    """
    if len(value) > LONGEST or control(value):
        raise QueryError(name, value, [f"1 … {LONGEST}"])
    return "".join(letter for letter in _BLANK.sub(" ", value) if letter.isprintable())


def control(value: str) -> str:
    """The first control character of a value; "" when it holds none but blanks."""
    found = _CONTROL.search(value)
    return found[0] if found else ""


def _nearest(name: str, known: Sequence[str]) -> str:
    """The known name that was meant; "" when one was meant that is not known here."""
    denied, bare = name.startswith("-"), name.lstrip("-").lower()[:40]
    meant = _MEANT.get(bare) or next(iter(get_close_matches(bare, [one for one in NAMES if one[0] != "-"], 1)), "")
    found = f"-{meant}" if denied else meant
    return found if found in known else meant if meant in known else ""


def _days(query: AgendaQuery, once: dict[str, str], today: date) -> AgendaQuery:
    asked: list[tuple[str, str]] = []
    first, last = today, None
    if "when" in once:
        word = day_word(once["when"])
        if word is None:
            raise QueryError("when", once["when"], list(SPANS))
        first, last = SPANS[word](today)
        asked.append(("when", word))
    if "from" in once:
        told = _date("from", once["from"])
        first = max(first, told) if "when" in once else told
        asked.append(("from", told.isoformat()))
    if "to" in once:
        told = _date("to", once["to"])
        last = told if last is None else min(last, told)
        asked.append(("to", told.isoformat()))
        if told < first:
            raise QueryError("to", once["to"], [f"≥ {first.isoformat()}"])
    return replace(query, from_on=first, to_on=last, asked=(*query.asked, *asked))


def _date(name: str, value: str) -> date:
    try:
        if _DATE.fullmatch(value) and value < "2101":
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise QueryError(name, value, ["2000-01-01 … 2100-12-31"])


def _page(value: str) -> int:
    if not (_NUMBER.fullmatch(value) and int(value) <= MOST_PAGES):
        raise QueryError("page", value, [f"1 … {MOST_PAGES}"])
    return int(value)


def _placed(query: AgendaQuery, given: dict[str, str], vocabulary: Vocabulary) -> AgendaQuery:
    # A form sends kilometres with whatever place is chosen, with none too.
    km = _km(given["km"]) if "km" in given else KM
    near = _near("near", given["near"], vocabulary, km) if "near" in given else None
    not_near = _near("-near", given["-near"], vocabulary, KM) if "-near" in given else None
    asked = [(name, _spelled(circle)) for name, circle in (("near", near), ("-near", not_near)) if circle is not None]
    return replace(query, near=near, not_near=not_near, asked=(*query.asked, *asked))


def _near(name: str, value: str, vocabulary: Vocabulary, km: int) -> Near:
    """The circle around a point, or around a place of the network by its name; its own kilometres count first."""
    place, _, told = value.partition(",")
    point = vocabulary.point(place)
    found = _NEAR.fullmatch(f"{point[0]:.3f},{point[1]:.3f},{told.strip() or km}" if point is not None else value)
    if found is not None:
        lat, lon, within = round(float(found[1]), 3), round(float(found[2]), 3), int(found[3] or km)
        if abs(lat) <= 90 and abs(lon) <= 180 and 1 <= within <= MOST_KM:
            return Near(lat, lon, within)
    allowed = [f"LAT,LON,KM (-90 … 90, -180 … 180, 1 … {MOST_KM})", *vocabulary.points]
    raise QueryError(name, value, allowed)


def _km(value: str) -> int:
    if not (re.fullmatch("[1-9][0-9]{0,2}", value) and int(value) <= MOST_KM):
        raise QueryError("km", value, [f"1 … {MOST_KM}"])
    return int(value)


def _spelled(near: Near) -> str:
    return f"{near.lat:g},{near.lon:g},{near.km}"


def _worded(query: AgendaQuery, given: dict[str, str], *, ranked: bool) -> AgendaQuery:
    asked: list[tuple[str, str]] = []
    # « İ » alone would become two letters: what is not too long may not grow by being spelled in the one way.
    told = {name: " ".join(given[name].replace("İ", "i").lower().split()) for name in ("q", "-q") if name in given}
    asked += told.items()
    usual = sort = Sort.RELEVANCE if ranked and "q" in told else Sort.DATE
    if "sort" in given:
        found = _SORTS.get(folded_name(given["sort"]).replace(" ", ""))
        if found is None:
            raise QueryError("sort", given["sort"], [one.value for one in Sort])
        # Where no words are looked for, nothing fits better than another: so says a form whose words were taken away.
        sort = Sort.DATE if found is Sort.RELEVANCE and "q" not in told else found
        asked += [("sort", sort.value)] if sort is not usual else []
    texts = {"text": told.get("q", ""), "not_text": told.get("-q", "")}
    return replace(query, sort=sort, asked=(*query.asked, *asked), **texts)  # type: ignore[arg-type]


def _chosen(query: AgendaQuery, given: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> AgendaQuery:
    wanted: dict[str, dict[str, tuple[str, ...]]] = {}
    denied: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, value in given:
        choice = name.removeprefix("-")
        if choice not in CHOICES:
            continue
        against = name.startswith("-")
        spelled, facets, affirmed = _choice(name, choice, value, vocabulary)
        (wanted if affirmed is not against else denied).setdefault(choice, {})[spelled] = facets
    asked = [(name, value) for name, values in wanted.items() for value in values]
    asked += [(f"-{name}", value) for name, values in denied.items() for value in values]
    groups = tuple(sorted(_joined(values) for values in wanted.values()))
    without = tuple(sorted({facet for values in denied.values() for facets in values.values() for facet in facets}))
    return replace(query, groups=groups, without=without, asked=(*query.asked, *asked))


def _joined(values: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({facet for facets in values.values() for facet in facets}))


def _choice(name: str, choice: str, value: str, vocabulary: Vocabulary) -> tuple[str, tuple[str, ...], bool]:
    """The one spelling of a value, its facets, and whether it is wanted (`free=no` is not)."""
    if choice in SWITCHES:
        found = (_YES | _NO).get(value.lower())
        if found is None:
            raise QueryError(name, value, ["yes", "no"])
        return "yes", SWITCHES[choice], found
    if choice in NAMED:
        folded = folded_name(value)
        if not folded:
            raise QueryError(name, value, ["a–z 0–9"])
        return folded, (f"{choice}:{folded}",), True
    if choice == "language":
        code = _LANGUAGES.get(folded_name(value), value.lower())
        if not re.fullmatch("[a-z]{2}", code):
            raise QueryError(name, value, ["fr", "en", "xx (ISO 639-1)"])
        return code, (f"language:{code}",), True
    options = vocabulary.options[choice]
    option = options.find(value)
    if option is None:
        raise QueryError(name, value, list(options.facets))
    return option, options.facets[option], True
