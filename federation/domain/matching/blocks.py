"""Which statements are worth comparing: keys that two statements of one event share, so that few pairs are looked at.

A statement has at most `MOST_KEYS` keys. In one block a source that has more than `FLOOD` statements is left out of it:
it floods itself, nobody else. So a statement is compared with at most MOST_KEYS · FLOOD others of each other source,
however many repeat a title or start in one minute, and what a block gives depends on that block alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import combinations

from federation.domain.identity import digest
from federation.domain.matching.statement import Statement
from federation.domain.matching.times import far_apart
from federation.domain.matching.title_words import weight
from federation.domain.matching.traits import Traits

MOST_KEYS = 40
FLOOD = 12

_LINKS = 6
_WORDS = 5
_CITIES = 3
_LONG = timedelta(hours=4)
"""From which length another source may tell a day without hours."""


def block_keys(statement: Statement) -> frozenset[str]:
    """The keys of a statement: two that can be one event share at least one. At most MOST_KEYS, short, stable."""
    traits = statement.traits
    keys = [repeat_key(statement)]
    if traits.uid and not traits.slot:
        keys.append(digest("uid", traits.uid))
    for on in _days(traits):
        keys += (digest(kind, on.isoformat(), value) for kind, value in _marks(traits))
    minute = traits.starts_at.isoformat(timespec="minutes")
    cities = sorted({traits.home} | traits.spot.cities)[:_CITIES]
    if traits.whole_day:
        keys += (digest("day", traits.on.isoformat(), city) for city in cities)
    else:
        keys += (digest("minute", minute, city) for city in cities)
        keys += (digest("hour", f"{hour:.1f}", traits.site) for hour in _hours(traits.starts_at))
        if not {traits.home}.issuperset(traits.title.cities):
            # Those who hold it together may each tell their own doors.
            named = sorted({traits.home, *traits.title.cities})[:_CITIES]
            keys += (digest("joint", f"{hour:.1f}", city) for hour in _hours(traits.starts_at) for city in named)
        if traits.ends_at is not None and traits.ends_at - traits.starts_at >= _LONG:
            keys += (digest("day", traits.on.isoformat(), city) for city in cities)
    return frozenset(keys[:MOST_KEYS])


def _hours(start: datetime) -> tuple[float, float]:
    """The whole hour of a start, and the one from half to half: of two at most half an hour apart one is the same."""
    halves = int(start.timestamp()) // 1800
    return halves // 2, (halves + 1) // 2 - 0.5


def _days(traits: Traits) -> list[date]:
    days = {traits.on} if traits.previous_on is None else {traits.on, traits.previous_on}
    return sorted(days)


def _marks(traits: Traits) -> Iterator[tuple[str, str]]:
    if traits.uid:
        yield "uid", traits.uid
    for uid in sorted(traits.ids)[:2]:
        yield "uid", uid
    for link in [*sorted(traits.own), *sorted(traits.doors), *sorted(traits.quoted - traits.own)][:_LINKS]:
        yield "link", link
    words = sorted(dict.fromkeys(traits.title.words), key=lambda word: (-weight(word), word))[:_WORDS]
    for word in words:
        # The beginning of a word is seldom where its slip or its ending is.
        yield "word", word[:4]


def repeat_key(statement: Statement) -> str:
    """The key that statements of one source share when they say the very same."""
    return digest("repeat", *statement.teller.key, *statement.traits.same)


def comparable(block: Collection[Statement]) -> list[Statement]:
    """The statements of one block without those of sources that flood it; a statement said twice counts once."""
    counts = voices(block)
    return [member for member in block if counts[member.teller.key] <= FLOOD]


def voices(block: Iterable[Statement]) -> Counter[tuple[str, str]]:
    """How many different things each source says in one block."""
    said = {(member.teller.key, member.traits.same) for member in block}
    return Counter(key for key, _ in said)


def blocks(statements: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    """The statements of each key that several share."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for key in block_keys(statement):
            found[key].append(statement)
    return {key: members for key, members in found.items() if len(members) > 1}


def candidates(
    statements: Iterable[Statement], speaking: Collection[str] | None = None
) -> list[tuple[Statement, Statement]]:
    """Every pair of statements of different sources that shares a block, once, in the order of ids.

    With `speaking` only pairs of those ids: of many repetitions one speaks, but all count as a flood.
    """
    pairs: dict[tuple[str, str], tuple[Statement, Statement]] = {}
    for members in blocks(statements).values():
        heard = [member for member in comparable(members) if speaking is None or member.id in speaking]
        for (a, of_a), (b, of_b) in combinations([(one, one.teller.key) for one in sorted(heard, key=_id)], 2):
            if of_a != of_b and (a.id, b.id) not in pairs and not far_apart(a.traits, b.traits):
                pairs[a.id, b.id] = (a, b)
    return [pairs[ids] for ids in sorted(pairs)]


def _id(statement: Statement) -> str:
    return statement.id
