"""Opening hours, word by word: the tokens of an `opening_hours` text, and a reader that looks at the next ones."""

from __future__ import annotations

import re
from collections.abc import Collection

_TOKEN = re.compile(
    r'(?P<comment>"[^"]*")|(?P<always>24/7)|(?P<time>\d{1,2}:\d\d(?::00)?(?![\d:]))|(?P<number>\d{1,4}(?!\d))'
    r"|(?P<word>[A-Za-z]+)|(?P<sign>\|\||[;,+/\[\]:-])|(?P<other>\S)",
    re.ASCII,
)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
Token = tuple[str, str]
"""Its kind (a group of `_TOKEN`, or `end`) and its text."""


class Beyond(Exception):  # noqa: N818  not an error: the reader of opening hours makes a value of it
    """What cannot be read, by the token that shows it."""


class Tokens:
    """The tokens of a text from left to right."""

    def __init__(self, text: str) -> None:
        found = [(token.lastgroup or "", token[0]) for token in _TOKEN.finditer(text.translate(_DASHES))]
        self.tokens: list[Token] = [*found, ("end", "")]
        self.here = 0

    def peek(self, ahead: int = 0) -> Token:
        """The next token, or one after it."""
        return self.tokens[min(self.here + ahead, len(self.tokens) - 1)]

    def take(self) -> str:
        """Passes over the next token; its text."""
        text = self.peek()[1]
        self.here += 1
        return text

    def sign(self, text: str) -> bool:
        """Passes over a sign that is here."""
        if self.peek() == ("sign", text):
            self.here += 1
            return True
        return False

    def beyond(self) -> Beyond:
        """That the next token is not expected here."""
        return Beyond(self.peek()[1])

    def number(self, least: int, most: int) -> int:
        """Passes over a number between two bounds, both included."""
        kind, text = self.peek()
        if kind != "number" or not least <= int(text) <= most:
            raise self.beyond()
        return int(self.take())

    def is_year(self, ahead: int = 0) -> bool:
        """Whether a number of four digits follows."""
        kind, text = self.peek(ahead)
        return kind == "number" and len(text) == 4

    def is_day(self, ahead: int = 0) -> bool:
        """Whether a number of one or two digits follows."""
        kind, text = self.peek(ahead)
        return kind == "number" and len(text) <= 2

    def is_word(self, words: Collection[str], ahead: int = 0) -> bool:
        """Whether one of some words follows, in any letter case."""
        kind, text = self.peek(ahead)
        return kind == "word" and text.lower() in words
