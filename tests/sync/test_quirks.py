"""The register of repairs, one sample each: it is read as expected, the repair is told, and a clean calendar has none.

`python -m tests.sync.test_ics_corpus FILE` prints what is read of a sample.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from federation.domain.event import Notice
from federation.domain.reasons import sentence
from sync.formats.ics import FORMAT
from sync.formats.parsed import Context
from sync.quirks import LONG_LINES, REGISTER, TRUNCATED, WINDOWS_ZONE, Quirk, told_once
from tests.sync.test_ics_corpus import told

SAMPLES = Path(__file__).parent.parent / "corpus" / "quirks"
DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "formats.md"
ALL = pytest.mark.parametrize("quirk", REGISTER.values(), ids=list(REGISTER))


def sample(name: str) -> Path:
    """The one sample of a name, whatever its format."""
    (file,) = (file for file in SAMPLES.glob(f"{name}.*") if file.suffix != ".json")
    return file


@ALL
def test_the_sample_is_read_as_expected(quirk: Quirk) -> None:
    file = sample(quirk.name)
    assert told(file.read_bytes()) == json.loads(file.with_suffix(".expected.json").read_text())


@ALL
def test_the_repair_is_told(quirk: Quirk) -> None:
    notices = FORMAT.read(sample(quirk.name).read_bytes(), Context()).notices
    assert quirk.code in {notice.code for notice in notices}


@ALL
@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_notice_has_words(quirk: Quirk, language: str) -> None:
    assert sentence(quirk.code, "VU", language) != f"{quirk.code}: VU"


@ALL
def test_it_is_described_in_a_sentence_and_in_the_documents(quirk: Quirk) -> None:
    assert quirk.producer
    assert all(text.endswith(".") and text[0].isupper() for text in (quirk.defect, quirk.repair))
    assert f"\n| {quirk.name} | {quirk.producer} | {quirk.defect} | {quirk.repair} |" in DOCUMENT.read_text()


def test_every_sample_shows_a_quirk() -> None:
    names = {file.name.partition(".")[0] for file in SAMPLES.iterdir()}
    assert names == set(REGISTER) | {"clean", "README"}


def test_a_clean_calendar_needs_no_repair() -> None:
    file = SAMPLES / "clean.ics"
    read = told(file.read_bytes())
    assert read == json.loads(file.with_suffix(".expected.json").read_text())
    assert (len(read["records"]), read["notices"]) == (3, [])


def test_no_notice_shows_a_person() -> None:
    for file in SAMPLES.glob("*.ics"):
        parsed = FORMAT.read(file.read_bytes(), Context())
        assert not re.search(r"personne|Martin|06 12|%jug", repr((parsed.records, parsed.notices))), file.name


def test_what_software_does_everywhere_is_told_once() -> None:
    notices = [LONG_LINES.notice(line, value=str(line)) for line in (3, 9)]
    assert told_once(notices) == notices[:1]


def test_each_value_is_told_once_where_values_differ() -> None:
    notices = [WINDOWS_ZONE.notice(line, "TZID", name) for line, name in enumerate("aabab")]
    assert [notice.value for notice in told_once(notices)] == ["a", "b"]


def test_what_is_lost_is_always_told() -> None:
    notices = [TRUNCATED.notice(line, "VEVENT", lost=True) for line in (3, 9)]
    lost = [Notice(LONG_LINES.code, line, lost=True) for line in (1, 2)]
    assert told_once([*notices, *lost]) == [*notices, *lost]
