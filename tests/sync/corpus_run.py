"""Reads every file of a folder as a visit would and prints what each came to.

`python -m tests.sync.corpus_run FOLDER [FORMAT]` tells outcome, records, notices, seconds and peak memory of each
file, slowest last, and what is wrong with them; it ends in 1 when a reader raised or a promise was broken.
"""

from __future__ import annotations

import sys
import time
import traceback
import tracemalloc
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.sync.outcomes import faults, outcome

MEDIA_TYPES = {
    ".ics": "text/calendar",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".html": "text/html",
    ".xml": "application/xml",
}


@dataclass
class Row:
    """How one file fared; `seconds` of processor, `peak` in bytes."""

    name: str
    size: int
    what: str = ""
    records: int = 0
    occurrences: int = 0
    notices: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    peak: int = 0
    wrong: list[str] = field(default_factory=list)


def run(path: Path, name: str, format_name: str = "auto", *, memory: bool = True) -> Row:
    """One file, read; a traceback is something wrong with it."""
    body = path.read_bytes()
    row = Row(name, len(body))
    if memory:
        tracemalloc.start()
    began = time.process_time()
    try:
        found = outcome(body, format_name, MEDIA_TYPES.get(path.suffix.lower(), ""))
        row.seconds = time.process_time() - began
        row.wrong = faults(found)
    except Exception:  # the tool is there to find them
        row.what, row.wrong = "traceback", [traceback.format_exc()]
        return row
    finally:
        if memory:
            row.peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
    row.what = found.failure or (found.parsed.format if found.parsed else "")
    if found.parsed and found.drawing:
        row.records = len(found.parsed.records)
        row.occurrences = sum(len(item.occurrences) for item in found.drawing.drawn)
        row.notices = Counter(notice.code for notice in [*found.parsed.notices, *found.drawing.notices])
    return row


def main(arguments: list[str]) -> int:
    """Print the table; 1 when anything is wrong."""
    folder, format_name = Path(arguments[0]), arguments[1] if len(arguments) > 1 else "auto"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    rows = [run(path, str(path.relative_to(folder)), format_name) for path in files]
    print(f"{'bytes':>9} {'outcome':<16} {'rec':>5} {'occ':>5} {'ms':>7} {'peak kB':>8}  file: notices")
    for row in sorted(rows, key=lambda row: row.seconds):
        told = ", ".join(f"{code} {count}" if count > 1 else code for code, count in sorted(row.notices.items()))
        print(
            f"{row.size:>9} {row.what:<16} {row.records:>5} {row.occurrences:>5} {row.seconds * 1000:>7.1f} "
            f"{row.peak // 1000:>8}  {row.name}{': ' if told else ''}{told}"
        )
    for row in rows:
        for text in row.wrong:
            print(f"WRONG {row.name}: {text}")
    print(", ".join(f"{what} {count}" for what, count in Counter(row.what for row in rows).most_common()))
    return int(any(row.wrong for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
