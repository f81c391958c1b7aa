"""How much is measured: the whole table, a quick look, or next to nothing for the smoke test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """`sites` × `events` are pulled; `agenda_sites` × `events` are what readers ask for; `series` are drawn.

    Reports are made on `assessed` sites.

    Each measure is taken `rounds` times (`serving_rounds` for servers under load) and its median counts; `seconds` is
    how long a server is asked each time. Stores of `rebuilt` records see one change, those up to `rebuilt_whole` all.
    """

    sites: int = 60
    events: int = 500
    agenda_sites: int = 10
    series: int = 1000
    assessed: int = 500
    rounds: int = 3
    serving_rounds: int = 5
    seconds: float = 1.0
    delay: float = 0.2
    rebuilt: tuple[int, ...] = (3_000, 30_000)
    rebuilt_whole: int = 30_000


WHOLE = Sizes()
LARGE = Sizes(rebuilt=(3_000, 30_000, 300_000))
QUICK = Sizes(sites=12, events=100, series=100, assessed=50, rounds=1, serving_rounds=1, rebuilt=(1_000, 5_000))
TINY = Sizes(
    sites=3,
    events=4,
    agenda_sites=2,
    series=5,
    assessed=2,
    rounds=1,
    serving_rounds=1,
    seconds=0.1,
    delay=0.01,
    rebuilt=(5, 10),
)
