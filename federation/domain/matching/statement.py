"""What is compared and merged: one source's statement of one dated happening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from federation.domain.event import Event
from federation.domain.matching.teller import Teller
from federation.domain.matching.traits import Traits, read_traits


@dataclass(frozen=True, kw_only=True, eq=False)
class Statement:
    """One dated happening as one source tells it: an occurrence with its provenance.

    `id` is the occurrence's and `record` its record's; `slot` is empty for what happens once. `updated_at` is when the
    *source* says it last changed it, never when the hub saw it: else the order of visits would count. `withdrawn`:
    the source no longer tells it. Two statements are the same one when their `id` is.
    """

    id: str
    record: str
    teller: Teller
    event: Event
    slot: str = ""
    updated_at: datetime | None = None
    withdrawn: bool = False

    @cached_property
    def traits(self) -> Traits:
        """What is compared of it, read once."""
        return read_traits(self.event, self.teller, self.slot)
