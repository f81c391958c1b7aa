"""The network of `telling` in the store of a test."""

from __future__ import annotations

import pytest

from federation.store.database import Store
from tests.store.telling import Telling


@pytest.fixture
def telling(store: Store) -> Telling:
    """Nantes, Rennes and Paris, of which nothing is told yet."""
    return Telling(store)
