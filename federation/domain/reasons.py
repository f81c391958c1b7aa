"""The words for what went wrong: every error and notice code, in French and English, with a next step.

Pure data, so that the pulling wing can write codes and the answering wing can show sentences. A code says what was
seen, a sentence also says what to do. `{value}` is replaced by what was seen.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages."""

    fr: str
    en: str


FAILURES: dict[str, Words] = {}
NOTICES: dict[str, Words] = {}


def sentence(code: str, value: str = "", language: str = "fr") -> str:
    """The sentence for a code of a failure or a notice; the code itself when nobody wrote one."""
    words = FAILURES.get(code) or NOTICES.get(code)
    if words is None:
        return f"{code}: {value}" if value else code
    return (words.en if language == "en" else words.fr).replace("{value}", value)
