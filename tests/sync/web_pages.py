"""Reading a file of web pages in tests: what a format says of it, as plain data."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from federation.domain.payload import to_plain
from federation.errors import FormatError
from sync.detect import pick
from sync.formats.parsed import Context, Parsed

CORPUS = Path(__file__).parent.parent / "corpus"
HERE = "https://cantine.example/agenda"


def read(name: str, path: Path, url: str = HERE) -> Parsed:
    """A file as the format of that name reads it."""
    return pick(name, b"x", "").read(path.read_bytes(), Context(url=url))


def told(name: str, path: Path) -> dict[str, Any]:
    """What is read, in the form of an `.expected.json`."""
    try:
        parsed = read(name, path)
    except FormatError as error:
        return {"failure": error.code}
    notices = [f"{item.line or ''} {item.code} {item.path} {item.value}".split() for item in parsed.notices]
    found = {
        "records": [to_plain(replace(record, fingerprint="")) for record in parsed.records],
        "space": None if parsed.space is None else to_plain(parsed.space),
        "notices": [" ".join(words) for words in notices],
        "further": list(parsed.further),
    }
    return {key: value for key, value in found.items() if value}


if __name__ == "__main__":  # python -m tests.sync.web_pages schemaorg FILE…
    for file in map(Path, sys.argv[2:]):
        file.with_suffix(".expected.json").write_text(
            json.dumps(told(sys.argv[1], file), ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
