"""What the places of two statements say for and against one event, and that several cities hold it together. Pure."""

from __future__ import annotations

from math import cos, hypot, radians

from rapidfuzz import fuzz

from federation.domain.matching.evidence import ALIKE, COPIED
from federation.domain.matching.parts import listed
from federation.domain.matching.reasons import Reason
from federation.domain.matching.resemblance import likeness
from federation.domain.matching.title_words import RARE, weight
from federation.domain.matching.traits import Spot, Traits

_RARE_SAID, _LESSON_SAID, _BACKED_SAID, _JOINT_SAID = 2.5, 4.0, 2.0, 1.0
"""What a title must say, by weight, to be one event in two cities at one hour: more if it is a lesson's, for lessons
are alike; less if another fact agrees; least if one says that several hold it, or their texts are one."""
_WELL_SAID = 2.0
"""What titles must say, by weight, for another address to be taken for a mistake rather."""
_WEBINAR = 1.0
"""What a title must say, by weight, to be one event on the network at one minute, whoever announces it."""

_SAME_SPOT, _OTHER_SPOT = 300.0, 1500.0
_UNLIKE = 60
"""Below which two addresses or names are others, even without a number."""
_ONE_NAME = 90
"""From which names of houses are one."""
_SAID = 6
"""Letters of a name of a house that an address does not begin with by chance."""
_METRES = 111_195.0


def place(a: Traits, b: Traits) -> Reason | None:
    """How the places of two events lie; a teller's default place says little."""
    if a.online and b.online:
        return None if a.site == b.site else Reason("other-site", f"{a.site} / {b.site}", -20)
    one, other = a.spot, b.spot
    if one.cities and other.cities and one.cities.isdisjoint(other.cities):
        if a.site == b.site and not (one.stated and other.stated) and (a.elsewhere or b.elsewhere):
            return Reason("other-place", f"{listed(one.cities)} / {listed(other.cities)}")
        return Reason("other-city", f"{listed(one.cities)} / {listed(other.cities)}", -35)
    if one.room and other.room and one.room != other.room:
        return Reason("other-room", f"{one.room} / {other.room}", -25)
    same = _same_spot(one, other)
    if same is None and a.site == b.site and _two_rooms(one, other):
        return Reason("other-room", f"{one.name} / {other.name}", -25)
    if same is not False and (_relays(a, b) or (same and _tells_of(a, b))):
        return Reason("relay", min(one.cities & other.cities), 25)
    if same is not False and _afield(a, b):
        return Reason("afield", min(one.cities & other.cities), 20)
    if same:
        return Reason("place", one.name or one.address or other.name, 10)
    if same is False:
        # One that says no place of its own has been given its site's, which it may not have meant.
        sure = (one.stated and other.stated) or (a.site != b.site and not _relays(a, b))
        value = f"{one.address or one.name} / {other.address or other.name}"
        if not sure:
            told = a.elsewhere or b.elsewhere or min(a.said, b.said) >= RARE
            return Reason("other-place", value, 0 if told else -5)
        return Reason("other-place", value, -15 if min(a.said, b.said) >= _WELL_SAID else -25)
    if one.cities & other.cities:
        # At one site two names are of a house and its room, or of two rooms.
        near = a.site == b.site and not (one.stated and other.stated and one.name and other.name)
        return Reason("city", min(one.cities & other.cities), 10 if near else 5)
    return None


def _relays(a: Traits, b: Traits) -> bool:
    """Whether one tells what takes place in the other's city: nobody does so by chance."""
    common = a.spot.cities & b.spot.cities
    return a.home != b.home and not common.isdisjoint({a.home, b.home})


def _afield(a: Traits, b: Traits) -> bool:
    """Whether two sites of two cities tell, each, what takes place in one third city."""
    both_stated = a.spot.stated and b.spot.stated and a.home != b.home
    return both_stated and not a.spot.cities.isdisjoint(b.spot.cities) and not _relays(a, b)


def _tells_of(a: Traits, b: Traits) -> bool:
    """Whether one of two sites of a town tells what takes place in the other's house."""
    return a.site != b.site and a.spot.stated != b.spot.stated


def _same_spot(one: Spot, other: Spot) -> bool | None:
    """Whether two spots of one city are the same; None when they do not say enough."""
    if one.address and other.address:
        alike = fuzz.token_set_ratio(one.address, other.address)
        if alike >= 85:
            return True
        numbered = any(map(str.isdecimal, one.address)) and any(map(str.isdecimal, other.address))
        if alike < 70 and (numbered or (alike < _UNLIKE and _other_names(one, other))):
            return False
    if one.name and other.name and fuzz.token_set_ratio(one.name, other.name) >= _ONE_NAME:
        return True
    if _is_house_at(one, other) or _is_house_at(other, one):
        return True
    if one.at and other.at:
        metres = _distance(one.at, other.at)
        return True if metres <= _SAME_SPOT else False if metres >= _OTHER_SPOT else None
    return None


def _is_house_at(one: Spot, other: Spot) -> bool:
    """Whether one says no more than the house with which the other's address begins: « La Mabilais, 2 rue … »."""
    named = one.stated and not one.address and len(one.name) >= _SAID
    return bool(named) and other.address.startswith(f"{one.name} ")


def _other_names(one: Spot, other: Spot) -> bool:
    return bool(one.name and other.name) and fuzz.token_set_ratio(one.name, other.name) < _UNLIKE


def _two_rooms(one: Spot, other: Spot) -> bool:
    """Whether one house names two places of its own, neither with an address: « Amphi », « Mezzanine »."""
    told = one.stated and other.stated and one.name and other.name and not (one.address or other.address)
    return bool(told) and one.at is None and other.at is None


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Metres between two points (lat, lon) of one town."""
    return _METRES * hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians(a[0])))


def joint(a: Traits, b: Traits, when: Reason, common: Reason | None) -> Reason | None:
    """The sign that two sites of two cities hold one event together."""
    if _both_watch(a, b):
        return None
    if points := _told_jointly(a, b):
        return Reason("joint", f"{a.home} – {b.home}" if a.home <= b.home else f"{b.home} – {a.home}", points)
    if common is None or common.code not in ("title", "title-within") or when.points < 25:
        return None
    said = min(a.said, b.said) - _a_name(a, b)
    if a.online and b.online and min(a.said, b.said) >= _WEBINAR:
        return Reason("webinar", common.value, 10)
    if _own_editions(a, b):
        return None
    if said >= _least(a, b):
        return Reason("joint-rare", common.value)
    lesson = a.title.lesson or b.title.lesson
    return Reason("joint-doubt", common.value, -15) if said >= _BACKED_SAID and not lesson else None


def _both_watch(a: Traits, b: Traits) -> bool:
    """Whether both show what a third holds, each to its own people: « Soirée retransmission : … »."""
    watched = a.title.watched and b.title.watched
    return watched and b.home not in a.mentions and a.home not in b.mentions


def says_joint(a: Traits, b: Traits) -> bool:
    """Whether one says in words that several hold it, or its title names the other's city."""
    return b.home in a.title.cities or a.home in b.title.cities or a.joint or b.joint


def _told_jointly(a: Traits, b: Traits) -> int:
    """Points of what both say of one another: 40 if each does, 25 if one does, or both say « duplex » and no city."""
    if not says_joint(a, b):
        return 0
    names = (b.home in a.title.cities) + (a.home in b.title.cities)
    several = a.joint or b.joint
    means = (b.home in a.mentions) + (a.home in b.mentions) if several else 0
    if max(names, means) == 2:
        return 40
    unnamed = a.mentions <= {a.home} and b.mentions <= {b.home}
    return 25 if names or means or (a.joint and b.joint and unnamed) else 0


def _a_name(a: Traits, b: Traits) -> float:
    """What a title says less if both spell a word of it as a name: products and games are met in many cities."""
    return RARE if any(weight(word) == RARE for word in a.title.proper & b.title.proper) else 0.0


def _least(a: Traits, b: Traits) -> float:
    if a.joint or b.joint:
        return _JOINT_SAID
    if a.title.lesson or b.title.lesson:
        return _LESSON_SAID
    alike = likeness(a.text, b.text)
    if alike >= COPIED:
        return _JOINT_SAID
    same_people = bool(a.organiser) and a.organiser == b.organiser
    backed = alike >= ALIKE or same_people or not a.quoted.isdisjoint(b.quoted) or not a.mentions.isdisjoint({b.home})
    return _BACKED_SAID if backed or a.home in b.mentions else _RARE_SAID


def _own_editions(a: Traits, b: Traits) -> bool:
    """Whether each says of itself that it is held in its own city, or by people of its own."""
    if a.home in a.mentions - b.mentions and b.home in b.mentions - a.mentions:
        return True
    return bool(a.organiser and b.organiser) and fuzz.token_set_ratio(a.organiser, b.organiser) < 60
