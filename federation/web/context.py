"""What every view needs from the application it runs in: the settings, the store and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app

from federation.settings import Settings
from federation.store.database import Store

EXTENSION = "cantines"


@dataclass(frozen=True, slots=True)
class Context:
    """The settings, the open store and the clock of one application; the clock tells an aware UTC moment."""

    settings: Settings
    store: Store
    clock: Callable[[], datetime]


def context() -> Context:
    """The context of the application that answers now; `create_app` puts it there."""
    return cast(Context, current_app.extensions[EXTENSION])
