"""One event, one entry: which statements of sources speak of the same happening, and why. Pure rules.

A *statement* is an occurrence with its provenance. `block_keys` says with which others it is worth comparing, `match`
compares two of them, `cluster` makes groups and `regroup` those a
change can touch; `federation.domain.merging` makes one entry of a group.

    source -> record -> occurrence -> Statement -> block_keys -> match -> cluster -> merge -> entry
"""

from federation.domain.matching.blocks import FLOOD, MOST_KEYS, block_keys, candidates, comparable
from federation.domain.matching.clusters import Group, cluster
from federation.domain.matching.decisions import NONE, Decisions, pair
from federation.domain.matching.links import canonical_link
from federation.domain.matching.match import Match, Verdict, match
from federation.domain.matching.reasons import WORDS, Reason, sentence
from federation.domain.matching.regrouping import Shelf, regroup
from federation.domain.matching.statement import Statement
from federation.domain.matching.teller import Teller

__all__ = [
    "FLOOD", "MOST_KEYS", "NONE", "WORDS", "Decisions", "Group", "Match", "Reason", "Shelf", "Statement", "Teller",
    "Verdict", "block_keys", "candidates", "canonical_link", "cluster", "comparable", "match", "pair", "regroup",
    "sentence",
]  # fmt: skip
