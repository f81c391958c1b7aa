"""The four outputs of six entries, byte for byte, and the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256

import pytest

from tests.publish.regenerate import FOLDER, WRITERS, rendered

_DIGESTS = "; ".join(
    [
        "from hashlib import sha256",
        "from tests.publish.regenerate import WRITERS, rendered",
        "print(*[sha256(rendered(ending)).hexdigest() for ending in WRITERS])",
    ]
)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_output_is_that_of_the_golden(ending: str) -> None:
    """When a change is wanted: `python -m tests.publish.regenerate`, then read the difference."""
    assert rendered(ending) == (FOLDER / f"agenda.{ending}").read_bytes()


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_same_input_twice_gives_the_same_bytes(ending: str, language: str) -> None:
    assert rendered(ending, language) == rendered(ending, language)


def test_another_process_with_other_hashes_gives_the_same_bytes() -> None:
    here = " ".join(sha256(rendered(ending)).hexdigest() for ending in WRITERS)
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
        run = subprocess.run(
            [sys.executable, "-c", _DIGESTS], env=environment, check=True, capture_output=True, text=True
        )
        assert run.stdout.strip() == here
