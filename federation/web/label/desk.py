"""What every page of the label begins with: the charter in force, where each site stands, its last report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from federation.domain.reasons.words import Words
from federation.domain.site import LabelStatus, Site
from federation.label.standing import Standing
from federation.store.label.charters import Rulebook, rulebook
from federation.store.label.standings import former_site, standings
from federation.web.context import context
from federation.web.pages import Reading
from federation.web.sites import known_site


@dataclass(frozen=True, slots=True)
class Desk:
    """One page in the making, the rules, where every site stands, and the aware moment it is."""

    reading: Reading
    rules: Rulebook
    standing: dict[str, Standing]
    now: datetime

    @property
    def today(self) -> date:
        """The day in the zone of the charter."""
        return self.rules.day(self.now)

    def said(self, words: Words) -> str:
        """Words in the language of the page."""
        return words.en if self.reading.here.language == "en" else words.fr

    def status(self, site: Site) -> LabelStatus:
        """The status in force of a site."""
        found = self.standing.get(site.id)
        return site.status if found is None else found.status

    def status_words(self, status: LabelStatus) -> str:
        """A status, as the lifecycle names it."""
        return self.said(self.rules.lifecycle.statuses[status].title)


def judged(reading: Reading, site_id: str) -> Site:
    """A site whose report and decisions are public: those of the network file, and those that were in it.

    Raises NotFound for any other.
    """
    gone = None if "\0" in site_id else former_site(reading.session, site_id)
    return known_site(reading, site_id) if gone is None else gone


def desk(reading: Reading) -> Desk:
    """The desk for a page. Raises ConfigError when the network names a charter nobody knows."""
    now = context().clock()
    rules = rulebook(reading.session, now)
    return Desk(reading, rules, standings(reading.session, now, rules.zone), now)
