"""The language of an answer: it is in the address and never negotiated, so that answers can be kept.

French has no prefix, English stands under `/en` with the same path.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import g, has_app_context, request
from flask_babel import force_locale, get_domain
from jinja2 import Environment

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
    text = str(messages().ugettext(message))
    return text % values if values else text


def messages() -> Any:
    """The catalogue of the request's language, looked up once for all the messages of a page."""
    found = g.get("messages") if has_app_context() else None
    if found is None:
        found = get_domain().get_translations()
        if has_app_context():
            g.messages = found
    return found


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """A block that speaks another language than its request."""
    g.pop("messages", None)
    try:
        with force_locale(language):
            yield
    finally:
        g.pop("messages", None)


def speak(environment: Environment) -> None:
    """Lets templates take their messages where the rest of a page does."""
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: messages().ugettext(text),
        ngettext=lambda one, many, number: messages().ungettext(one, many, number),
        newstyle=True,
    )
