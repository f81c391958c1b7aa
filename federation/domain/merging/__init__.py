"""One entry from a group of statements: `merge`, and whose word counts. Pure rules, told in `docs/merging.md`."""

from federation.domain.merging.conflicts import WORDS, Conflict
from federation.domain.merging.hosts import hosts
from federation.domain.merging.merge import PEOPLE, Merged, merge

__all__ = ["PEOPLE", "WORDS", "Conflict", "Merged", "hosts", "merge"]
