"""A hub that shows the demonstration programme, filled without pulling."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from federation.settings import Settings
from federation.store.database import open_store, upgrade
from federation.web.app import create_wsgi
from tests.e2e.serving import served
from tests.web.filling import NOW, fill_demo


@contextmanager
def demo_hub(folder: Path, now: datetime = NOW) -> Iterator[str]:
    """The address of the hub; its clock stands still."""
    chosen = Settings(data_dir=folder)
    store = open_store(chosen.database)
    upgrade(store)
    fill_demo(store, now)
    store.close()
    with served(lambda address: create_wsgi(Settings(data_dir=folder, public_url=address), lambda: now)) as address:
        yield address
