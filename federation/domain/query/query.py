"""What a reader asks of the agenda, as a value; and its one spelling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import cos, radians

Pairs = tuple[tuple[str, str], ...]

KM_PER_DEGREE = 111.195
"""Of latitude, on a sphere of 6371 km."""


class Sort(StrEnum):
    """The order of what is found: what comes first, what was seen first last, or what fits the words best."""

    DATE = "date"
    NEW = "new"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Near:
    """A circle: its centre in WGS 84 degrees, its radius in kilometres."""

    lat: float
    lon: float
    km: int


@dataclass(frozen=True, slots=True)
class AgendaQuery:
    """Entries that are not over on the day `from_on` (a date in the network's `zone`), soonest first.

    `site` narrows to one site whatever its label, `page` counts from 1 where an output has pages, `size` is the entries
    of a page (None: all of them), `withdrawn` keeps the entries that a source dropped before their date. `to_on` is the
    last day on which an entry may begin. Of each of `groups` an entry has one facet, of `without` none. `text` are the
    words looked for, `not_text` those that may not be found. `asked` are the reader's own words for all this, in their
    one spelling, without the page. In order of date, `after` is the entry after which to go on: its start and its id.
    """

    from_on: date
    site: str = ""
    page: int = 1
    size: int | None = None
    withdrawn: bool = False
    zone: str = "Europe/Paris"
    to_on: date | None = None
    groups: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    near: Near | None = None
    not_near: Near | None = None
    text: str = ""
    not_text: str = ""
    sort: Sort = Sort.DATE
    asked: Pairs = ()
    after: tuple[datetime, str] | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but a day, a page and an order was asked."""
        places = self.near is not None or self.not_near is not None
        return bool(self.groups or self.without or self.text or self.not_text) or places


def canonical(query: AgendaQuery) -> Pairs:
    """The parameters of a query in their one spelling: sorted, none twice, none that says what holds anyway."""
    page = (("page", str(query.page)),) if query.page > 1 else ()
    return tuple(sorted((*query.asked, *page)))


def around(near: Near) -> tuple[float, float]:
    """Degrees of latitude and of longitude that the radius of a circle spans at its centre.

    Distances are told on a flat map of the surroundings: right to about a hundredth within 500 km at our latitudes.
    """
    lat = near.km / KM_PER_DEGREE
    return lat, lat / max(cos(radians(near.lat)), 0.01)
