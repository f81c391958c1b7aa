"""A child process that ends with its parent."""

from __future__ import annotations

import os
import signal
from threading import Thread


def follow_parent() -> None:
    """End this process when its parent is gone, even a killed one: the pipe on standard input then closes."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, name="follow-parent", daemon=True).start()
