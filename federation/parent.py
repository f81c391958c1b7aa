"""A child process that ends with its parent, however that one ended."""

from __future__ import annotations

import os
import signal
import time
from threading import Thread


def follow_parent() -> None:
    """End this process when its parent is gone, even a killed one: the pipe on standard input then closes."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, name="follow-parent", daemon=True).start()


def end_with_parent(look_every: float = 1.0) -> None:
    """End this process at once when its parent is gone; for a worker of a server that may not tell it to stop."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(look_every)
        os._exit(0)

    Thread(target=watch, name="end-with-parent", daemon=True).start()
