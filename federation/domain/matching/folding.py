"""Text as people compare it: without accents, emojis, direction marks, look-alike letters or odd widths. Pure.

Every text is cut before anything else is done to it, so that a title of 100 000 letters costs what one of 300 does.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

LONGEST_TITLE = 300
LONGEST_TEXT = 2000

_WORD = re.compile(r"[a-z0-9]+")
_LATIN = re.compile(r"[A-Za-z]")
_RUN = re.compile(r"\w+")
# Cyrillic and Greek letters that look like Latin ones (Unicode TR 39, the common few).
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ",
    "ABESIJKMHOPCTYXaesijopcyxdhlABEZHIKMNOPTYXaivopu",
)
_LOOKALIKE = {chr(letter) for letter in _LOOKALIKES}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk", "Mn", "Me"})
"""Categories that are set aside: controls, direction marks, emojis and other pictures, combining marks."""
_LETTERLIKE = {"n°": "no ", "N°": "no ", "nº": "no ", "Nº": "no ", "№": "no "}


def ascii_text(text: str, longest: int) -> str:
    """The first `longest` characters in ASCII, case and punctuation kept."""
    cut = text[:longest]
    if cut.isascii():
        return cut
    for seen, meant in _LETTERLIKE.items():
        cut = cut.replace(seen, meant)
    plain = unicodedata.normalize("NFKD", cut)
    plain = "".join(
        " " if kind in ("So", "Cc") else "" if kind in _UNSEEN else letter
        for letter in plain
        for kind in (unicodedata.category(letter),)
    )
    if _LATIN.search(plain):
        plain = _RUN.sub(_unmasked, plain)
    return anyascii(plain)[: longest * 2]


def _unmasked(found: re.Match[str]) -> str:
    """A word whose foreign letters all look Latin, spelt with the Latin ones."""
    word = found[0]
    if word.isascii() or not all(letter.isascii() or letter in _LOOKALIKE for letter in word):
        return word
    return word.translate(_LOOKALIKES)


def fold(text: str, longest: int = LONGEST_TITLE) -> str:
    """Text reduced to lower-case ASCII words with one blank between them."""
    return " ".join(_WORD.findall(ascii_text(text, longest).lower()))


def stem(word: str) -> str:
    """A folded word without the mark of the plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and not word.endswith("ss") else word
