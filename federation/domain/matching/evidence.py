"""The evidence for and against two statements being one event, one rule a function. Pure.

Points: 60 make one event. No single resemblance has so many; an identity, a time and a title do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import cos, hypot, radians

from rapidfuzz import fuzz

from federation.domain.matching.reasons import Reason
from federation.domain.matching.resemblance import Resemblance, likeness, resemblance
from federation.domain.matching.title_words import GENERIC, KNOWN, RARE, weight
from federation.domain.matching.traits import Spot, Traits

JOINT_RARITY = 2.0
LESSON_RARITY = 3.0
"""What a title must weigh to be the same event in two cities at one hour; a lesson's more, for lessons are alike."""

NAMED = 30
"""Points from which a sign of identity outweighs that two sites are far from each other."""

_ALIKE, _COPIED = 0.6, 0.85
_MINUTE = timedelta(minutes=1)
_CLOSE = 30
_WEAK = 60
_OVERLAPPING = 180
_SAME_SPOT, _OTHER_SPOT = 300.0, 1500.0
_METRES = 111_195.0


def identity(a: Traits, b: Traits) -> Reason | None:
    """The strongest sign that both speak of one thing by name: UID, page, quotation."""
    if a.uid and a.uid == b.uid:
        return Reason("uid", a.uid, 70)
    if a.uid in b.ids or b.uid in a.ids:
        return Reason("uid", a.uid if a.uid in b.ids else b.uid, 60)
    if found := a.own & b.own:
        return Reason("link", min(found), 60)
    if found := (a.own & b.quoted) | (b.own & a.quoted) | (a.own & b.doors) | (b.own & a.doors):
        return Reason("quote", min(found), 50)
    if found := a.doors & (b.doors | b.quoted) | b.doors & a.quoted:
        return Reason("door", min(found), 30)
    if found := a.quoted & b.quoted:
        return Reason("shared-link", min(found), 10)
    return None


def time(a: Traits, b: Traits, named: Reason | None) -> Reason:
    """How their starts lie; « apart-in-time » when they cannot be one."""
    if a.previous_on is not None or b.previous_on is not None:
        moved = _moved(a, b)
        if moved is not None:
            return moved
    if a.whole_day or b.whole_day:
        return _days(a, b)
    gap = abs((a.starts_at - b.starts_at) // _MINUTE)
    if gap == 0:
        return Reason("same-minute", f"{a.starts_at:%Y-%m-%d %H:%M}Z", 30)
    overlap = _overlap(a, b)
    if gap <= _WEAK and overlap is not False:
        points = (15 if gap <= _CLOSE else 5) - (0 if overlap else 5)
        return Reason("near", str(gap), points)
    if gap <= _OVERLAPPING and overlap and named is not None and named.points >= 50:
        return Reason("overlap", str(gap), 0)
    if named is not None and named.code == "uid" and a.slot == b.slot and a.uid == b.uid:
        return Reason("moved-uid", f"{a.starts_at:%Y-%m-%d %H:%M}Z / {b.starts_at:%Y-%m-%d %H:%M}Z", -35)
    return _apart(a, b)


def _moved(a: Traits, b: Traits) -> Reason | None:
    if a.on != b.on and (a.previous_on == b.on or b.previous_on == a.on):
        return Reason("moved", str(b.on if a.previous_on == b.on else a.on), 25)
    return None


def _days(a: Traits, b: Traits) -> Reason:
    if a.on != b.on:
        return _apart(a, b)
    if a.whole_day and b.whole_day:
        return Reason("same-days", str(a.on), 25 if a.last_on == b.last_on else 15)
    return Reason("day-and-hour", str(a.on), 15 if a.last_on == b.last_on else 5)


def _apart(a: Traits, b: Traits) -> Reason:
    return Reason("apart-in-time", f"{a.starts_at:%Y-%m-%d %H:%M}Z / {b.starts_at:%Y-%m-%d %H:%M}Z", -100)


def _overlap(a: Traits, b: Traits) -> bool | None:
    """Whether their hours overlap by at least half of the shorter; None when one does not say when it ends."""
    if a.ends_at is None or b.ends_at is None or a.ends_at <= a.starts_at or b.ends_at <= b.starts_at:
        return None
    common = min(a.ends_at, b.ends_at) - max(a.starts_at, b.starts_at)
    return common * 2 >= min(a.ends_at - a.starts_at, b.ends_at - b.starts_at)


_POINTS = {
    "title": (35, 30, 25),
    "title-within": (25, 20, 5),
    "title-close": (20, 10, 0),
}
"""Points of a likeness of titles when what they share is rare, a usual theme, or of any programme."""


def title(a: Traits, b: Traits) -> Iterator[Reason]:
    """What their titles have in common."""
    if not a.title.words or not b.title.words:
        return
    found = resemblance(a.title.words, b.title.words)
    shown = " ".join(found.shared)
    number = a.title.series & b.title.series
    code = _kind(found) or ("title-close" if number and found.shared_weight >= RARE else "")
    if code in _POINTS:
        rank = 0 if found.shared_weight >= RARE else 1 if found.shared_weight >= KNOWN else 2
        several = 5 if rank == 2 and code == "title-within" and len(found.shared) > 1 else 0
        yield Reason(code, shown, _POINTS[code][rank] + several)
        if code == "title-close" and not number and min(found.left_weight) >= KNOWN:
            yield Reason("other-subject", " / ".join(" ".join(words) for words in found.left), -15)
    elif found.shared:
        yield Reason("title-little", shown, 0 if found.shared_weight >= RARE else -10)
    elif _in_text(a, b) or _in_text(b, a):
        yield Reason("title-in-text", " ".join(a.title.words if _in_text(a, b) else b.title.words), 5)
    else:
        yield Reason("title-other", "", -25)
    if number and (found.shared or _in_text(a, b) or _in_text(b, a)):
        yield Reason("series-number", str(min(number)), 10)


def _in_text(a: Traits, b: Traits) -> bool:
    """Whether the text of `b` has all the words of the title of `a`, and those say something."""
    return bool(b.text) and b.text.issuperset(a.title.words) and sum(map(weight, a.title.words)) >= RARE


def _kind(found: Resemblance) -> str:
    if found.share >= 0.85:
        return "title"
    # All that is left of the shorter one may be words of any programme: « soirée », « rencontre ».
    if found.within >= 0.9 or (found.shared_weight >= RARE and min(found.left_weight) <= 2 * GENERIC):
        return "title-within"
    return "title-close" if found.share >= 0.5 else ""


def other_part(a: Traits, b: Traits, when: Reason) -> Reason | None:
    """What tells two of a series, of a day or of a house apart: numbers, parts, audiences."""
    mine, yours = a.title, b.title
    if mine.series and yours.series and mine.series.isdisjoint(yours.series):
        return Reason("other-number", f"{_list(mine.series)} / {_list(yours.series)}", -100)
    if mine.series.isdisjoint(yours.series):
        one = {*mine.numbers, *map(str, mine.series)}
        other = {*yours.numbers, *map(str, yours.series)}
        if one - other and other - one:
            return Reason("other-number", f"{_list(one - other)} / {_list(other - one)}", -100)
    ours, theirs = _by_kind(mine.parts), _by_kind(yours.parts)
    for kind in sorted(ours.keys() & theirs.keys()):
        if ours[kind].isdisjoint(theirs[kind]) and not (kind == "daytime" and when.code == "same-minute"):
            return Reason("other-part", f"{_list(ours[kind])} / {_list(theirs[kind])}", -100)
    return None


def _by_kind(parts: frozenset[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, member in parts:
        found.setdefault(kind, set()).add(member)
    return found


def _list(values: object) -> str:
    assert isinstance(values, set | frozenset)
    return ", ".join(sorted(map(str, values)))


def place(a: Traits, b: Traits) -> Reason | None:
    """How the places of two events lie; a teller's default place says little."""
    if a.online and b.online:
        return None if a.site == b.site else Reason("other-site", f"{a.site} / {b.site}", -20)
    one, other = a.spot, b.spot
    if one.cities and other.cities and one.cities.isdisjoint(other.cities):
        return Reason("other-city", f"{_list(one.cities)} / {_list(other.cities)}", -35)
    if one.room and other.room and one.room != other.room:
        return Reason("other-room", f"{one.room} / {other.room}", -25)
    same = _same_spot(one, other)
    if same:
        return Reason("place", one.name or one.address or other.name, 10)
    if same is False:
        # One that says no place of its own has been given its site's, which it may not have meant.
        sure = (one.stated and other.stated) or a.site != b.site
        value = f"{one.address or one.name} / {other.address or other.name}"
        return Reason("other-place", value, -15 if sure else -10)
    if a.home != b.home and (a.home in b.title.cities or b.home in a.title.cities):
        return Reason("relay", min(one.cities & other.cities), 15)
    if one.cities & other.cities:
        return Reason("city", min(one.cities & other.cities), 5)
    return None


def _same_spot(one: Spot, other: Spot) -> bool | None:
    """Whether two spots of one city are the same; None when they do not say enough."""
    if one.address and other.address:
        alike = fuzz.token_set_ratio(one.address, other.address)
        if alike >= 85:
            return True
        if alike < 70 and any(letter.isdecimal() for letter in one.address) and any(map(str.isdecimal, other.address)):
            return False
    if one.name and other.name and fuzz.token_set_ratio(one.name, other.name) >= 90:
        return True
    if one.at and other.at:
        metres = _distance(one.at, other.at)
        return True if metres <= _SAME_SPOT else False if metres >= _OTHER_SPOT else None
    return None


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Metres between two points (lat, lon) of one town."""
    return _METRES * hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians(a[0])))


def length(a: Traits, b: Traits, when: Reason, common: Reason | None) -> Reason | None:
    """Against a slot within a longer slot: near starts, one much shorter, and a title of any programme."""
    if when.code != "near" or common is None or common.points > _POINTS["title"][2]:
        return None
    if a.ends_at is None or b.ends_at is None:
        return None
    short, long = sorted((a.ends_at - a.starts_at, b.ends_at - b.starts_at))
    return Reason("other-length", f"{short // _MINUTE} / {long // _MINUTE}", -10) if short * 2 < long else None


def joint(a: Traits, b: Traits, when: Reason, common: Reason | None) -> Reason | None:
    """The sign that two sites of two cities hold one event together."""
    a_names_b, b_names_a = b.home in a.title.cities, a.home in b.title.cities
    a_means_b, b_means_a = b.home in a.mentions, a.home in b.mentions
    several = a.joint or b.joint
    value = f"{a.home} – {b.home}" if a.home <= b.home else f"{b.home} – {a.home}"
    if (several and (a_means_b and b_means_a)) or (a_names_b and b_names_a):
        return Reason("joint", value, 40)
    unnamed = a.mentions <= {a.home} and b.mentions <= {b.home}
    if a_names_b or b_names_a or (several and (a_means_b or b_means_a)) or (a.joint and b.joint and unnamed):
        return Reason("joint", value, 25)
    if common is None or when.points < 25:
        return None
    lesson = a.title.lesson or b.title.lesson
    if common.code in ("title", "title-within") and not lesson and likeness(a.text, b.text) >= _COPIED:
        return Reason("joint-rare", common.value) if min(a.rarity, b.rarity) >= RARE else None
    if common.code in ("title", "title-within"):
        least = LESSON_RARITY if lesson else JOINT_RARITY
        if min(a.rarity, b.rarity) >= least:
            return Reason("joint-rare", common.value)
    return None


def around(a: Traits, b: Traits) -> Iterator[Reason]:
    """What speaks for one event besides time, title and place: organiser and text."""
    if a.organiser and b.organiser:
        if fuzz.token_set_ratio(a.organiser, b.organiser) >= 90:
            yield Reason("organiser", a.organiser, 10)
        elif a.site != b.site:
            yield Reason("other-organiser", f"{a.organiser} / {b.organiser}", -10)
    alike = likeness(a.text, b.text)
    if alike >= _ALIKE:
        yield Reason("text", str(round(alike * 100)), 30 if alike >= _COPIED else 20)
