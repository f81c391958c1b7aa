"""What titles and descriptions call to make with one's hands: « Construis ton robot », « on soude ». Pure."""

from __future__ import annotations

import re

from federation.domain.taxonomy.grammar import ATTENDING, word_set
from federation.domain.taxonomy.reading import Reading

_MAKING = re.compile(
    r"(?:fabriqu|constru(?!ire)|cre(?!er)|realis|cod|programm|soud|brod|coud|cous|imprim|dessin|personnalis|repar|detourn|compos"
    r"|film|tricot|sculpt|modelis|bidouill|bricol|enregistr|customis|recycl|decor|illustr|decoup|grav|tiss|assembl"
    r"|prototyp|manipul|ecriv|relook)(?:e|es|ons|ez|er|is|isons|isez|ire|isent|s|re|dre|ent|ant)"
)
"""Verbs of making in the forms in which people are called to it."""
_CALLS = word_set("faites fais faisons je j nous on venez viens")
_PEOPLE = word_set("chacun chacune enfants familles jeunes nous on participantes participants vous")
_OBJECTS = word_set("l la le les ma mes mon nos notre sa ses son ta tes ton un une des votre vos")
_YOURS = word_set("ta tes ton")
"""What one says to children: whatever they are told to do with their own, they do it there."""
_MAKE = word_set("build code craft create design draw make paint print program sew solder write")
"""English verbs of making, which call when « a » or « your » follows."""
_A = word_set("a an your")
_HANDLING = word_set(
    """
    bidouiller bricoler broder coder coudre customiser decouper dessiner enregistrer fabriquer faire filmer floquer
    graver imprimer installer manier modeliser programmer prototyper relooker reparer sculpter souder tisser tricoter
    utiliser
    """
)
"""Infinitives of work with one's hands, which propose it at the head of a title: « Souder son synthé »."""
_OWN = word_set("ma mes mon sa ses son un une votre vos")
_IMPERATIVE = re.compile(r"[a-z]{2,}(?:e|is|s)")
_ASKED = word_set("n ne que si vous")
"""Words after which such a form calls to nothing: « si vous cherchez »."""
_TOGETHER = word_set(
    """
    a aime ait apporte arrive attend avance boit celebre change chante cherche commence connait continue croit
    croyait danse discute dit doit echange ecoute en entend est etait fait ferme fete finit informe invite joue l la
    le les lit mange me meurt montre n ne nettoie offre ouvre papote parle partage passe pense peut pourra pourrait
    prend prepare propose range refait regarde regle rencontre repart reste retrouve s sait se sera sort souhaite te
    touche travaille trie trinque trouve va vend veut vient vit voit vous y
    """
)
"""What people do together and make nothing by: « on boit », « on parle »."""
_CALLING = ("ez", "ent")
_LEADING = word_set("on pour")
_DOING = re.compile(r"[a-z]{3,}e")


def making(title: Reading) -> str:
    """The verb and the object of what a title calls to make; empty when it calls to nothing."""
    for at in range(len(title.words) - 1):
        verb, thing = title.words[at : at + 2]
        if title.parts[at] != title.parts[at + 1]:
            continue
        made = (
            (verb in _MAKE and thing in _A)
            or (thing in _OBJECTS and _MAKING.fullmatch(verb))
            or (thing in _YOURS and _IMPERATIVE.fullmatch(verb))
            or (verb in _HANDLING and (thing in _OWN or verb == "utiliser"))
        )
        if made and all(title.words[place] in _CALLS for place in range(at) if title.parts[place] == title.parts[at]):
            return f"{verb} {thing}"
    return ""


def made_there(text: Reading) -> str:
    """Who makes what where a description tells of: « on soude », « les enfants programment »; empty when nobody."""
    for at, who in enumerate(text.words[:-1]):
        if who not in _PEOPLE and who != "en":
            continue
        does = text.words[at + 1]
        if text.parts[at] == text.parts[at + 1] and does.endswith("ant") == (who == "en") and _MAKING.fullmatch(does):
            return f"{who} {does}"
    return ""


def is_made(text: Reading, at: int) -> bool:
    """Whether a word is what somebody makes there: « les habitants filment un court-métrage »."""
    return (
        at > 1
        and text.parts[at - 2] == text.parts[at]
        and text.words[at - 1] in _OBJECTS
        and _MAKING.fullmatch(text.words[at - 2]) is not None
    )


def done_there(text: Reading) -> list[str]:
    """What people are told to do with hand or head, whatever the verb: « gravez », « on désinstalle »; each once."""
    done: dict[str, None] = {}
    words = text.words
    for at, word in enumerate(words):
        if word in _LEADING:
            follows = "".join(words[at + 1 : at + 2])
            made = _MAKING if word == "pour" else _DOING
            if follows not in _TOGETHER and made.fullmatch(follows):
                done[f"{word} {follows}"] = None
        elif word.endswith(_CALLING) and _is_work(word, words[at - 1] if at else ""):
            done[word] = None
    return list(done)


def _is_work(verb: str, before: str) -> bool:
    if verb.endswith("ez"):
        return verb not in ATTENDING and before not in _ASKED
    return _MAKING.fullmatch(verb) is not None
