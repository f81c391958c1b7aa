"""A missing need skips with its reason, and fails where it must be there."""

from __future__ import annotations

import pytest

from tests import needs


def test_a_missing_need_skips_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CANTINES_TEST_REQUIRE", raising=False)
    monkeypatch.delenv("CANTINES_TEST_REDIS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="CANTINES_TEST_REDIS is not set"):
        needs.redis()


def test_a_missing_need_fails_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANTINES_TEST_REQUIRE", "postgresql redis")
    monkeypatch.delenv("CANTINES_TEST_REDIS", raising=False)
    with pytest.raises(pytest.fail.Exception, match="CANTINES_TEST_REDIS is not set"):
        needs.redis()


def test_a_service_that_does_not_answer_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CANTINES_TEST_REQUIRE", raising=False)
    monkeypatch.setenv("CANTINES_TEST_REDIS", "redis://127.0.0.1:9/0")
    with pytest.raises(pytest.skip.Exception, match="does not answer"):
        needs.redis()


def test_readers_are_named_when_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CANTINES_TEST_REQUIRE", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(pytest.skip.Exception, match="newsboat vdirsyncer khal"):
        needs.readers()
