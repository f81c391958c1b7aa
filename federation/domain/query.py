"""One query for all outputs: what a reader asks of the agenda, checked once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from federation.errors import QueryError


@dataclass(frozen=True, slots=True)
class AgendaQuery:
    """Entries that are not over on the day `from_on` (a date in the network's `zone`), soonest first.

    `site` narrows to one site, `page` counts from 1 where an output has pages, `size` is the entries of a page
    (None: all of them), `withdrawn` keeps the entries that a source dropped before their date.
    """

    from_on: date
    site: str = ""
    page: int = 1
    size: int | None = None
    withdrawn: bool = False
    zone: str = "Europe/Paris"


_NUMBER = re.compile("[1-9][0-9]{0,3}")  # one spelling of a page, so that it is one address


def read_page(parameters: Mapping[str, str]) -> int:
    """The page asked for; raises QueryError on an unknown parameter or a page that is no number from 1 to 1000."""
    for name, value in parameters.items():
        if name != "page":
            raise QueryError(name, value, ["page"])
    raw = parameters.get("page", "1")
    if not (_NUMBER.fullmatch(raw) and int(raw) <= 1000):
        raise QueryError("page", raw, ["1 … 1000"])
    return int(raw)
