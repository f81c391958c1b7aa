"""The private key of the label."""

from __future__ import annotations

from pathlib import Path

import pytest

from federation.errors import ConfigError
from federation.web.label_key import open_signer


def test_the_key_is_made_once_and_is_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "label.pem"
    first, second = open_signer(path), open_signer(path)
    assert first.key_id == second.key_id
    assert path.stat().st_mode & 0o077 == 0
    assert [file.name for file in path.parent.iterdir()] == ["label.pem"]


def test_a_file_that_is_no_key_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "label.pem"
    path.write_text("hello")
    with pytest.raises(ConfigError, match="P-256"):
        open_signer(path)
