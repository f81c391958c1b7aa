"""A `cantines` process that imported its libraries ahead: a fork of one that did, in all else like any other."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.plan import ROOT

NEEDED = "federation.commands.sync"
"""The command whose libraries take a second of a processor to import."""

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__, NEEDED])


def started(words: tuple[str, ...], environment: Mapping[str, str], out: Path, err: Path) -> ForkServerProcess:
    """A process that runs a command with this environment alone; what it says goes to these files."""
    process = _context.Process(target=_run, args=(words, dict(environment), out, err))
    process.start()
    return process


def _run(words: tuple[str, ...], environment: Mapping[str, str], out: Path, err: Path) -> None:
    for path, stream in (out, 1), (err, 2):
        with path.open("wb") as file:
            os.dup2(file.fileno(), stream)
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["cantines", *words]
    importlib.import_module("federation.__main__").main()
