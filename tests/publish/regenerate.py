"""Writes the goldens of tests/publish again: `python -m tests.publish.regenerate`, then read the difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from federation.publish.ics import ics
from federation.publish.jsonfeed import jsonfeed
from federation.publish.rss_atom import atom, rss
from tests.publish.entries import ENTRIES, FEED

FOLDER = Path(__file__).parent.parent / "golden" / "publish"
WRITERS: dict[str, Callable[..., bytes]] = {"rss": rss, "atom": atom, "json": jsonfeed, "ics": ics}


def rendered(ending: str, language: str = "fr") -> bytes:
    """The six entries as one output writes them."""
    feed = replace(FEED, self_url=f"https://agenda.example/agenda.{ending}", language=language)
    return WRITERS[ending](feed, ENTRIES)


def main() -> None:
    """Writes all four files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for ending in WRITERS:
        (FOLDER / f"agenda.{ending}").write_bytes(rendered(ending))


if __name__ == "__main__":
    main()
