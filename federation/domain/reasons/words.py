"""A sentence in both languages of the interface."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages; `{value}` is replaced by what was seen."""

    fr: str
    en: str
