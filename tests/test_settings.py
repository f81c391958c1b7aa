"""Settings: read from the environment, checked once, all mistakes together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from federation.errors import ConfigError
from federation.settings import Settings, from_environment, read_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings()


def test_an_empty_value_counts_as_unset() -> None:
    assert read_settings({"CANTINES_PORT": "", "CANTINES_NOW": ""}) == Settings()


def test_other_names_are_passed_over() -> None:
    assert read_settings({"PORT": "x", "CANTINES_TEST_ANYTHING": "x"}) == Settings()


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("host", "0.0.0.0", "0.0.0.0"),
        ("port", "65535", 65535),
        ("public_url", "https://agenda.example.org/", "https://agenda.example.org"),
        ("data_dir", "/srv/hub", Path("/srv/hub")),
        ("allow_hosts", " LAN , 127.0.0.1:8101,, ", frozenset({"lan", "127.0.0.1:8101"})),
        ("now", "2026-11-22T09:00:00Z", datetime(2026, 11, 22, 9, tzinfo=UTC)),
        ("log_format", "json", "json"),
        ("tick", "0.5", timedelta(seconds=0.5)),
        ("max_received", "1000", 1000),
    ],
)
def test_a_value_is_read_into_its_kind(name: str, raw: str, value: object) -> None:
    assert getattr(read_settings({f"CANTINES_{name.upper()}": raw}), name) == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PUBLIC_URL", "agenda.example.org"),
        ("NOW", "2026-11-22T09:00:00"),
        ("NOW", "tomorrow"),
        ("NOW", "9999-12-31T23:59:59Z"),
        ("LOG_FORMAT", "xml"),
        ("TICK", "0"),
        ("TICK", "nan"),
        ("TICK", "86400"),
        ("WEB_WORKERS", "0"),
        ("MAX_RECEIVED", "10M"),
    ],
)
def test_a_wrong_value_is_refused_with_what_was_expected(name: str, raw: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_settings({f"CANTINES_{name}": raw})
    assert [mistake.where for mistake in caught.value.mistakes] == [f"CANTINES_{name}"]
    assert raw in caught.value.mistakes[0].text


def test_all_mistakes_are_told_together_unknown_names_too() -> None:
    with pytest.raises(ConfigError) as caught:
        read_settings({"CANTINES_PROT": "8000", "CANTINES_PORT": "x", "CANTINES_TICK": "x"})
    assert [mistake.where for mistake in caught.value.mistakes] == ["CANTINES_PORT", "CANTINES_PROT", "CANTINES_TICK"]
    assert "no such setting; did you mean CANTINES_PORT?" in str(caught.value)


def test_a_name_like_no_setting_is_told_with_all_of_them() -> None:
    with pytest.raises(ConfigError, match="no such setting; known: CANTINES_HOST, "):
        read_settings({"CANTINES_XYZZY_QWERTY": "1"})


def test_what_follows_from_a_setting_unless_stated() -> None:
    chosen = read_settings({"CANTINES_PORT": "9000", "CANTINES_DATA_DIR": "/srv/hub"})
    assert (chosen.address, chosen.first_demo_port) == ("http://127.0.0.1:9000", 9101)
    assert chosen.database == "sqlite:////srv/hub/cantines.sqlite"
    stated = read_settings(
        {
            "CANTINES_PUBLIC_URL": "https://a.example",
            "CANTINES_DEMO_PORT": "7000",
            "CANTINES_DATABASE_URL": "postgresql://h/d",
        }
    )
    assert (stated.address, stated.first_demo_port, stated.database) == ("https://a.example", 7000, "postgresql://h/d")


def test_settings_never_change_once_read() -> None:
    with pytest.raises(AttributeError):
        Settings().port = 1  # type: ignore[misc]


def test_the_process_reads_its_own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANTINES_PORT", "8123")
    assert from_environment().port == 8123


def test_a_secret_is_shown_nowhere() -> None:
    chosen = read_settings({"CANTINES_OPENAGENDA_KEY": "s3cret"})
    assert chosen.openagenda_key == "s3cret"
    assert "s3cret" not in repr(chosen)
    with pytest.raises(ConfigError) as caught:
        read_settings({"CANTINES_OPENAGENDA_KEY": "s3cret and more"})
    assert "CANTINES_OPENAGENDA_KEY" in str(caught.value)
    assert "s3cret" not in str(caught.value) + repr(caught.value.__context__)
