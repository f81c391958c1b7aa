"""The English words of the pages: found in templates and code, kept in messages.po, compiled into messages.mo.

`python -m federation.web.catalogue` brings both files up to date and says what still lacks a translation. Messages
are in French in the templates and the code; French itself needs no file.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOME = Path(__file__).parent
PO = HOME / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")

_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
_VOLATILE = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By")


def found() -> Catalog:
    """Every message of the templates and the code."""
    catalogue = Catalog(fuzzy=False)
    # A folder lists its files in no order: sorted, so that the same messages give the same file.
    for name, line, message, comments, context in sorted(
        extract_from_dir(HOME, _METHODS, keywords=_KEYWORDS), key=lambda found: found[:2]
    ):
        catalogue.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalogue


def kept() -> Catalog:
    """The messages of messages.po with their translations."""
    if not PO.exists():
        return Catalog(locale="en", project="cantines", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def merged() -> Catalog:
    """The messages found, with the translations kept; nothing is guessed from what looks alike."""
    catalogue = kept()
    catalogue.update(found(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def po_text(catalogue: Catalog) -> bytes:
    """messages.po: sorted and without dates, so that the same messages give the same file."""
    buffer = io.BytesIO()
    catalogue.fuzzy = False
    write_po(buffer, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in _VOLATILE))).encode()


def mo_bytes(catalogue: Catalog) -> bytes:
    """messages.mo, the same bytes for the same messages."""
    buffer = io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = _ALWAYS
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def lacking(catalogue: Catalog) -> list[str]:
    """The French messages without an English translation."""
    return [
        str(message.id) for message in catalogue if message.id and (message.fuzzy or not _translated(message.string))
    ]


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def main() -> int:
    """Writes both files; 1 when a translation is lacking."""
    catalogue = merged()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_text(catalogue))
    MO.write_bytes(mo_bytes(kept()))
    missing = lacking(catalogue)
    for message in missing:
        sys.stdout.write(f"no translation: {message}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
