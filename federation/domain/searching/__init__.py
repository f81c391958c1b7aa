"""Searching, as far as it needs no database: words folded and stemmed, what an entry is found by, what is asked. Pure.

    entry ── words ── tokens ──> Indexed       (kept by `federation.store.words`)
    text  ── words ── asking ──> tiers         (looked up by `federation.store.search`)

Both databases are given tokens that are made here, and only look tokens up: so they find the same, in the same order.
"""

from federation.domain.searching.asking import Expression, Term, mended, terms, tiers, whole
from federation.domain.searching.nearest import Nearest, nearest, split
from federation.domain.searching.tokens import Indexed, indexed
from federation.domain.searching.words import asked_words, fold_words, last_word, stems

__all__ = [
    "Expression", "Indexed", "Nearest", "Term", "asked_words", "fold_words", "indexed", "last_word", "mended",
    "nearest", "split", "stems", "terms", "tiers", "whole",
]  # fmt: skip
