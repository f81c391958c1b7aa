"""Words as they are searched: without accents, elisions, hyphens and endings, in French and in English. Pure.

Texts are cut before anything else is done to them, so that one of 100 000 letters costs what one of 300 does.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from federation.domain.matching.folding import ascii_text, stem

LONGEST_TITLE = 300
LONGEST_TEXT = 2000
LONGEST_ASKED = 200
LONGEST_WORD = 40
MOST_ASKED = 8
"""Different words of a question that are looked for; the others are passed over."""

_TAGS = re.compile(r"<[^<>]{0,300}>")
_DOTS = frozenset("·•‧∙")
_INCLUSIVE = re.compile(r"(?<=\w)(?:[·•‧∙]\w{1,6}){1,3}")
_ELIDED = re.compile(r"\b(?:[ldjmnstc]|qu|lorsqu|puisqu|quoiqu|jusqu)['`](?=\w)")
_ENGLISH = re.compile(r"(?<=\w)['`](?:s|t|d|m|re|ve|ll)\b")
_SIGNS = ((re.compile(r"\bc\+\+"), " cplusplus "), (re.compile(r"\b([cf])#"), r" \1sharp "))
_DOT_NET = re.compile(r"(?<![\w.])\.net\b")
_PIECE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AT_THE_END = re.compile(r"[^\W_]{1,40}$")
_WRITTEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BRITISH = re.compile(r"iz(?=(?:e[rsd]?|ers|ing|ations?)$)")
_PLURAL_EE = re.compile(r"ees?$")

_SMALL = """
a au aux avec ce ces cet cette chez comme dans de des du elle elles en entre est et eu il ils la le les leur leurs lui
ma mais me mes mon ne nos notre nous on ont ou par pas pour qu que qui sa sans se ses si son sont sous sur ta te tes toi
ton tous tout toute toutes tu un une vers vos votre vous y the an of and to in for on with at by from is are be this
that it its or as we you your our their they he she not no will can how what when l d
"""
_IN_TWO = """
start+up week+end open+source open+data open+space co+working net+working meet+up hack+athon make+athon fab+lab
hacker+space maker+space work+shop work+shops after+work live+stream web+radio pod+cast block+chain low+tech high+tech
fin+tech ed+tech civic+tech deep+tech e+commerce e+learning e+mail e+sport e+sante data+viz sound+system
brain+storming story+telling crowd+funding mind+map bar+camp cyber+securite micro+bit free+lance free+lances know+how
tele+travail auto+entrepreneur auto+construction multi+media bio+tech
"""
_IN_EE = """
soiree journee matinee annee entree rentree musee lycee idee duree arrivee tournee portee trophee armee vallee
assemblee pensee dictee randonnee donnee traversee epopee volee fusee poupee chaussee coffee employee
"""

_STOP = frozenset(_SMALL.split())
"""Small words, which every text holds: they are neither kept nor looked for."""

_COMPOUNDS = frozenset(tuple(pair.split("+")) for pair in _IN_TWO.split())
"""What is written in one word as well as in two."""
_FIRST_PARTS = frozenset(first for first, _ in _COMPOUNDS)

_FEMININE_NOUNS = frozenset(_IN_EE.split())
"""Nouns in -ée: without it they would be other words (« soirée », « soir »)."""

_SPELLINGS = {"clef": "cle", "clefs": "cles", "programmes": "programs", "programme": "program", "theater": "theatre"}

_FRENCH, _ENGLISH_STEMS = snowballstemmer.stemmer("french"), snowballstemmer.stemmer("english")


def fold_words(text: str, longest: int = LONGEST_TITLE) -> tuple[str, ...]:
    """The words of a text in their order, folded, small ones left out; compounds both in parts and in one."""
    return tuple(word for word in _every_word(text, longest) if word not in _STOP)


def text_of(fragment: str) -> str:
    """The text of an HTML fragment, as far as it is read for words."""
    return html.unescape(_TAGS.sub(" ", fragment[: 3 * LONGEST_TEXT]))


def last_word(typed: str) -> tuple[str, str]:
    """The word at the end of a text that is being typed: as it is written, and folded; nothing after a blank."""
    found = _AT_THE_END.search(typed[:LONGEST_ASKED])
    if found is None:
        return "", ""
    return found[0], "".join(_pieces(found[0], LONGEST_WORD))


def asked_words(text: str) -> tuple[str, ...]:
    """The different words of a question in their order, small ones left out, compounds in parts; at most eight."""
    parts = (part for piece in _pieces(text, LONGEST_ASKED) for part in piece.split("-"))
    words = (_spelt(part) for part in parts)
    return tuple(dict.fromkeys(word for word in words if word not in _STOP))[:MOST_ASKED]


def shown_words(text: str) -> dict[str, str]:
    """The words of a title that a reader may be offered: folded, and as they are written, in small letters."""
    found: dict[str, str] = {}
    for piece in _WRITTEN.findall(_without_endings(text[:LONGEST_TITLE]).lower()):
        for written in {piece, *piece.split("-")}:
            folded = "".join(_PIECE.findall(ascii_text(written, LONGEST_WORD).lower())).replace("-", "")
            if 3 <= len(folded) <= LONGEST_WORD and folded not in _STOP and not folded.isdecimal():
                found[folded] = max(written, found.get(folded, ""))
    return found


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """What a folded word is kept by: its French stem and, where that is another, its English one."""
    if len(word) < 4 or not word.isalpha():
        return (word,)
    french = word if stem(word) in _FEMININE_NOUNS else _PLURAL_EE.sub("e", word)
    return tuple(dict.fromkeys((_FRENCH.stemWord(french), _ENGLISH_STEMS.stemWord(word))))


def exact(word: str) -> str:
    """A folded word but for the mark of its plural: what is the very word that was asked for."""
    return stem(word)


def _every_word(text: str, longest: int) -> Iterator[str]:
    before = ""
    for piece in _pieces(text, longest):
        if "-" in piece:
            parts = piece.split("-")
            yield from map(_spelt, parts)
            if len(parts) <= 3 and len(piece) <= LONGEST_WORD:
                yield _spelt("".join(parts))
            before = parts[-1]
            continue
        word = _spelt(piece)
        yield word
        if before in _FIRST_PARTS and (before, word) in _COMPOUNDS:
            yield before + word
        before = word


def _pieces(text: str, longest: int) -> list[str]:
    """The words of a text, those joined by a hyphen as one; what no text is likely to hold is looked for before."""
    plain = ascii_text(_without_endings(text[:longest]), longest).lower()
    if "'" in plain or "`" in plain:
        plain = _ENGLISH.sub(" ", _ELIDED.sub(" ", plain))
    if "+" in plain or "#" in plain:
        for sign, word in _SIGNS:
            plain = sign.sub(word, plain)
    if ".net" in plain:
        plain = _DOT_NET.sub(" dotnet ", plain)
    return _PIECE.findall(plain)


def _without_endings(text: str) -> str:
    """A text without the endings of inclusive writing: « développeur·euse·s »."""
    return text if _DOTS.isdisjoint(text) else _INCLUSIVE.sub("", text)


def _spelt(word: str) -> str:
    """One of several spellings of a word."""
    word = _SPELLINGS.get(word) or word[:LONGEST_WORD]
    return _BRITISH.sub("is", word) if "iz" in word else word
