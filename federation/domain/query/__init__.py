"""One query for all outputs: what a reader asks of the agenda, checked once, spelled in one way. Pure.

parameters (names, values) ── read_query ──> AgendaQuery ── store
                                   └── canonical ──> the same parameters in their one spelling
"""

from federation.domain.query.query import AgendaQuery, Near, Sort, around, canonical
from federation.domain.query.reading import NAMES, control, plain_text, read_page, read_query
from federation.domain.query.vocabulary import Vocabulary, vocabulary_of

__all__ = [
    "NAMES",
    "AgendaQuery",
    "Near",
    "Sort",
    "Vocabulary",
    "around",
    "canonical",
    "control",
    "plain_text",
    "read_page",
    "read_query",
    "vocabulary_of",
]
