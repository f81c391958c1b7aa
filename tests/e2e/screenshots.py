"""Pictures of the pages for the documentation: python -m tests.e2e.screenshots [ADDRESS]

With an address, of the hub that runs there; else of one filled with the demonstration programme of a fixed day, so
that pictures only change when pages do.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.demo_hub import demo_hub
from tests.e2e.serving import chromium

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the page, the window in CSS pixels, and how the page is shown."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    scheme: str = "light"


PICTURES = (
    Picture("home", "/"),
    Picture("agenda", "/agenda"),
    Picture("event", "an event"),
    Picture("place", "/lieux/rennes"),
    Picture("places", "/lieux"),
    Picture("subscribe", "/abonnements"),
    Picture("english", "/en/agenda"),
    Picture("dark", "/agenda", scheme="dark"),
    Picture("mobile", "/agenda", width=390, height=844),
    Picture("mobile-event", "an event", width=390, height=844),
)


def take(browser: Browser, hub: str, picture: Picture) -> Path:
    """Takes one picture of a hub; « an event » is the second of its agenda."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        locale="fr-FR",
    )
    page = context.new_page()
    page.goto(hub + (picture.path if picture.path.startswith("/") else "/agenda"))
    if not picture.path.startswith("/"):
        page.goto(hub + str(page.locator(".ev h3 a").nth(1).get_attribute("href")))
    target = FOLDER / f"{picture.name}.png"
    page.screenshot(path=target)
    context.close()
    return target


@contextmanager
def hub_of(arguments: list[str]) -> Iterator[str]:
    """The hub to picture: the one named on the command line, else one of our own."""
    if arguments:
        yield arguments[0].rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder, demo_hub(Path(folder)) as address:
        yield address


def main(arguments: list[str]) -> None:
    """Takes all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with hub_of(arguments) as hub, chromium() as browser:
        for picture in PICTURES:
            target = take(browser, hub, picture)
            sys.stdout.write(f"{target.relative_to(FOLDER.parents[1])}  {target.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
