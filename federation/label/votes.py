"""The votes of the committee: who counts, whether there are enough of them, and what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Choice(StrEnum):
    """What a member says."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Vote:
    """The vote of one member; `tie` says what ties them to the site (operator, funder, rival), "" when nothing does."""

    member: str
    choice: Choice
    tie: str = ""


def counted(votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """The votes that count: one for each member, the last; none of a member with a tie."""
    last = {vote.member: vote for vote in votes}
    return tuple(vote for vote in last.values() if not vote.tie.strip())


def has_quorum(votes: Iterable[Vote], least: Fraction) -> bool:
    """Whether enough members without a tie took part; those who abstain do."""
    return len(counted(votes)) >= least


def has_majority(votes: Iterable[Vote], share: Fraction) -> bool:
    """Whether the share for is reached among those for and against; a half must be passed."""
    said = [vote.choice for vote in counted(votes) if vote.choice is not Choice.ABSTAIN]
    if not said:
        return False
    favour = Fraction(said.count(Choice.FOR), len(said))
    return favour > share if share == Fraction(1, 2) else favour >= share
