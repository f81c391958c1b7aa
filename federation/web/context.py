"""What every view needs from the application it runs in: the settings, the store and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from flask import current_app

from federation.domain.query import Vocabulary, vocabulary_of
from federation.domain.site import Network
from federation.domain.taxonomy import Taxonomy
from federation.registry.taxonomy import own_taxonomy
from federation.settings import Settings
from federation.store.database import Session, Store
from federation.store.published import Published, published
from federation.store.sites import network

EXTENSION = "cantines"

EMPTY = Network(id="", name="Agenda des cantines", contact="")
"""The network of a hub into which no network file was loaded yet."""


class Networks:
    """The network as last read from the store, kept while the published version stays: every page begins with it."""

    def __init__(self) -> None:
        self._kept: tuple[Published, Network] | None = None

    def current(self, session: Session) -> Network:
        """The network in force, EMPTY before a network file was loaded."""
        state, kept = published(session), self._kept
        if kept is None or kept[0] != state:
            kept = self._kept = (state, network(session) or EMPTY)
        return kept[1]


class Vocabularies:
    """What the network can be asked for, worked out once for each state of it."""

    def __init__(self) -> None:
        self._kept: tuple[Network, Vocabulary] | None = None

    def of(self, network: Network, taxonomy: Taxonomy) -> Vocabulary:
        """The vocabulary of a network."""
        kept = self._kept
        if kept is None or kept[0] is not network:
            kept = self._kept = (network, vocabulary_of(network, taxonomy))
        return kept[1]


@dataclass(frozen=True, slots=True)
class Context:
    """The settings, the store, the clock and the taxonomy of one application; the clock tells an aware UTC moment."""

    settings: Settings
    store: Store
    clock: Callable[[], datetime]
    networks: Networks = field(default_factory=Networks)
    taxonomy: Taxonomy = field(default_factory=own_taxonomy)
    vocabularies: Vocabularies = field(default_factory=Vocabularies)

    def vocabulary(self, network: Network) -> Vocabulary:
        """What the network can be asked for."""
        return self.vocabularies.of(network, self.taxonomy)


def context() -> Context:
    """The context of the application that answers now; `create_app` puts it there."""
    return cast(Context, current_app.extensions[EXTENSION])
