"""Processes of one hub: a parent that starts the doors and ends them together; see `federation.parent`."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

_PATIENCE = 10.0
_LOOK_EVERY = 0.2


def start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a command of the hub as a child that ends with this process; Ctrl-C reaches it through us alone."""
    return subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, "-m", "federation", *words, "--follow-parent"],
        stdin=subprocess.PIPE,
        process_group=0,
    )


def watch_over(children: Mapping[str, subprocess.Popen[bytes]]) -> int:
    """Wait until somebody stops us or a child ends; end all of them and return the exit code for the shell."""
    asked: list[int] = []
    # A handler that only takes note: a second signal, as from `timeout` and `make` together, disturbs nothing.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: asked.append(number))
    while not asked and all(child.poll() is None for child in children.values()):
        time.sleep(_LOOK_EVERY)
    code = 0
    for name, child in children.items():
        if not asked and child.poll() is not None:
            print(f"The {name} process ended by itself (code {child.returncode}); the hub stops.", file=sys.stderr)
            code = 1
    end(children)
    return code


def end(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Ask every child to end, then insist."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    limit = time.monotonic() + _PATIENCE
    for child in children.values():
        try:
            child.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
