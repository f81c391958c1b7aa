"""Sites as cards: a colour, a city, how much is to come and the next event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from federation.domain.site import PUBLISHED, LabelStatus
from federation.publish.dates import first_day, short_day
from federation.store.sites import SiteCard
from federation.web.language import translated as _
from federation.web.pages import Reading
from federation.web.rows import Row, accents


@dataclass(frozen=True, slots=True)
class Card:
    """One site on a page that lists them; `published` when its events are in the network agenda."""

    href: str
    name: str
    city: str
    accent: str
    status: str
    published: bool
    upcoming: int
    next: Row | None
    next_day: str


def status_words(status: LabelStatus) -> str:
    """The status of the label, in a word or two."""
    return {
        LabelStatus.LISTED: _("Référencé"),
        LabelStatus.CANDIDATE: _("Candidat au label"),
        LabelStatus.LABELLED: _("Labellisé"),
        LabelStatus.PROBATION: _("Labellisé, à corriger"),
        LabelStatus.SUSPENDED: _("Label suspendu"),
        LabelStatus.WITHDRAWN: _("Label retiré"),
        LabelStatus.FROZEN: _("Labellisé, gelé"),
        LabelStatus.CLOSED: _("Fermé"),
    }[status]


def cards(reading: Reading, found: Iterable[SiteCard]) -> list[Card]:
    """The cards of a page, in the order of the network file."""
    colours, rows = accents(reading.network), reading.rows
    return [
        Card(
            href=reading.here.to(f"/lieux/{item.site.id}"),
            name=item.site.name,
            city=item.site.location.city,
            accent=colours.get(item.site.id, "a0"),
            status=status_words(item.site.status),
            published=item.site.status in PUBLISHED,
            upcoming=item.upcoming,
            next=rows.row(item.next) if item.next else None,
            next_day=short_day(max(first_day(item.next.event), reading.today), reading.here.language)
            if item.next
            else "",
        )
        for item in found
    ]
