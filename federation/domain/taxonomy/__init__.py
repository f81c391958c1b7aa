"""What an event is, told by rules that explain themselves: format, themes, audience, series, practical facts. Pure.

The words come from the network's own file (`federation.registry.taxonomy` reads it); the rules stand here.

    taxonomy (words)  ┐
    event ── read ────┴─> found words -> format · themes · audiences · series · practical facts -> Classified, because
"""

from federation.domain.taxonomy.classified import Because, Classified, Cost, Series, sentence
from federation.domain.taxonomy.classify import classify
from federation.domain.taxonomy.kinds import OTHER, SIGNALS, Kind, Taxonomy
from federation.domain.taxonomy.series import find_series

__all__ = [
    "OTHER", "SIGNALS", "Because", "Classified", "Cost", "Kind", "Series", "Taxonomy", "classify", "find_series",
    "sentence",
]  # fmt: skip
