"""A process that reads one answer when asked and tells what memory it took: a child, given a format and a file."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import child
from bench.machine import forget_peak, peak_memory
from sync.detect import pick
from sync.formats.parsed import Context


def grown(name: str, body: bytes) -> dict[str, float]:
    """How many records an answer holds, and the MiB that this process grew by while it read them."""
    chosen = pick(name, body, "")
    forget_peak()
    before = peak_memory()
    parsed = chosen.read(body, Context())
    return {"records": len(parsed.records), "grown": peak_memory() - before}


if __name__ == "__main__":
    chosen_format, path = sys.argv[1:]
    content = Path(path).read_bytes()
    child.serve("ready", lambda words: grown(chosen_format, content))
