"""The files of operators: one that cannot be read is told with its name and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from federation.errors import ConfigError
from federation.registry.loading import text_of


def test_a_file_is_read_as_utf_8(tmp_path: Path) -> None:
    (tmp_path / "sites.yaml").write_bytes("name: Réseau".encode())
    assert text_of(tmp_path / "sites.yaml") == "name: Réseau"


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing.yaml", "No such file or directory"), (".", "Is a directory"), ("old.yaml", "it is not UTF-8 text")],
)
def test_a_file_that_cannot_be_read_is_told_with_its_reason(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "old.yaml").write_bytes("name: Réseau".encode("latin-1"))
    with pytest.raises(ConfigError, match=f"file: cannot be read: {reason}") as caught:
        text_of(tmp_path / name)
    assert caught.value.subject == str(tmp_path / name)
