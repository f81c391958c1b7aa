"""What titles and descriptions call to make with one's hands: « Construis ton robot », « on soude ». Pure."""

from __future__ import annotations

import re

from federation.domain.taxonomy.grammar import word_set
from federation.domain.taxonomy.reading import Reading

_MAKING = re.compile(
    r"(?:fabriqu|constru|cre(?!er)|realis|cod|programm|soud|brod|coud|cous|imprim|dessin|personnalis|repar|detourn|compos"
    r"|film|tricot|sculpt|modelis|bidouill|bricol|enregistr|customis|recycl|decor|illustr|decoup|grav|tiss|assembl"
    r"|prototyp|manipul)(?:e|es|ons|ez|er|is|isons|isez|ire|isent|s|re|dre|ent)"
)
"""Verbs of making in the forms in which people are called to it."""
_CALLS = word_set("faites fais faisons je j nous on venez viens")
_PEOPLE = word_set("chacun chacune enfants familles jeunes nous on participantes participants vous")
_OBJECTS = word_set("l la le les ma mes mon nos notre sa ses son ta tes ton un une des votre vos")
_YOURS = word_set("ta tes ton")
"""What one says to children: whatever they are told to do with their own, they do it there."""
_IMPERATIVE = re.compile(r"[a-z]{2,}(?:e|is|s)")


def making(title: Reading) -> str:
    """The verb and the object of what a title calls to make; empty when it calls to nothing."""
    for at in range(len(title.words) - 1):
        verb, thing = title.words[at : at + 2]
        if title.parts[at] != title.parts[at + 1]:
            continue
        made = (thing in _OBJECTS and _MAKING.fullmatch(verb)) or (thing in _YOURS and _IMPERATIVE.fullmatch(verb))
        if made and all(title.words[place] in _CALLS for place in range(at) if title.parts[place] == title.parts[at]):
            return f"{verb} {thing}"
    return ""


def made_there(text: Reading) -> str:
    """Who makes what where a description tells of: « on soude », « les enfants programment »; empty when nobody."""
    for at in range(1, len(text.words)):
        who, verb = text.words[at - 1 : at + 1]
        if who in _PEOPLE and text.parts[at - 1] == text.parts[at] and _MAKING.fullmatch(verb):
            return f"{who} {verb}"
    return ""
