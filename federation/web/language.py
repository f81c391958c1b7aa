"""The language of an answer: it is in the address and never negotiated, so that answers can be kept.

French has no prefix, English stands under `/en` with the same path.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask_babel import gettext

LANGUAGES = ("fr", "en")
ENGLISH = "/en"


@dataclass(frozen=True, slots=True)
class Here:
    """An address taken apart: its language, and its path as it is in French (it begins with a slash)."""

    language: str
    path: str

    @property
    def prefix(self) -> str:
        """What stands before a French path in this language."""
        return ENGLISH if self.language == "en" else ""

    @property
    def twin(self) -> Here:
        """The same page in the other language."""
        return Here("fr" if self.language == "en" else "en", self.path)

    def to(self, path: str) -> str:
        """The address, in this language, of a page named by its French path."""
        return self.prefix + path

    def __str__(self) -> str:
        return self.to(self.path)


def place(path: str) -> Here:
    """What an address path says of language and page."""
    if path == ENGLISH or path.startswith(ENGLISH + "/"):
        return Here("en", path[len(ENGLISH) :] or "/")
    return Here("fr", path)


def here() -> Here:
    """Where the request that is being answered stands."""
    return place(request.path)


def spoken() -> str:
    """The language of the request that is being answered."""
    return here().language


def translated(message: str, **values: object) -> str:
    """A French message in the language of the request, its `%(name)s` filled in; modules import it as `_`."""
    return str(gettext(message, **values))
