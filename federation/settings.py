"""Environment -> frozen Settings, checked once at start, all mistakes told together.

Every setting is declared once, as a field of `Settings`; `docs/settings.md` is held against them by a test.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from federation.errors import ConfigError, Mistake

PREFIX = "CANTINES_"


def _text(raw: str) -> str:
    return raw


def _port(raw: str) -> int:
    number = int(raw)
    if not 1 <= number <= 65535:
        raise ValueError(raw)
    return number


def _count(raw: str) -> int:
    number = int(raw)
    if number < 1:
        raise ValueError(raw)
    return number


def _seconds(raw: str) -> timedelta:
    seconds = float(raw)
    if not 0 < seconds < 86400:
        raise ValueError(raw)
    return timedelta(seconds=seconds)


def _hosts(raw: str) -> frozenset[str]:
    return frozenset(host.strip().lower() for host in raw.split(",") if host.strip())


def _moment(raw: str) -> datetime | None:
    moment = datetime.fromisoformat(raw)
    if moment.tzinfo is None or not 2000 <= moment.year < 2100:
        raise ValueError(raw)
    return moment


def _url(raw: str) -> str:
    if not raw.startswith(("http://", "https://")):
        raise ValueError(raw)
    return raw.rstrip("/")


def _secret(raw: str) -> str:
    if not re.fullmatch(r"[!-~]{1,500}", raw):
        raise ValueError  # without the value, which is shown nowhere
    return raw


def _choice(*allowed: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if raw not in allowed:
            raise ValueError(raw)
        return raw

    return read


def _setting(default: Any, read: Callable[[str], Any], expected: str, about: str) -> Any:
    told = {"read": read, "expected": expected, "about": about}
    return field(default=default, repr=read is not _secret, metadata=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an installation chooses. Times are timedeltas, sizes bytes unless the name says otherwise."""

    host: str = _setting("127.0.0.1", _text, "an address", "Address the web server listens on.")
    port: int = _setting(8000, _port, "a port, 1 to 65535", "Port the web server listens on.")
    public_url: str = _setting(
        "", _url, "an http(s) address", "Address the public sees; empty: the one of HOST and PORT."
    )
    source_url: str = _setting(
        "", _url, "an http(s) address", "Where readers find the source of this hub, as its licence asks; shown to them."
    )
    data_dir: Path = _setting(
        Path("data"),
        Path,
        "a folder",
        "Folder of the embedded database and of kept answers; made when missing.",
    )
    database_url: str = _setting(
        "", _text, "a database address", "Empty: SQLite in DATA_DIR. Else `postgresql://user@host/name`."
    )
    sites_file: Path = _setting(Path("sites.yaml"), Path, "a file", "The network as data.")
    taxonomy_file: Path | None = _setting(
        None, Path, "a file", "Formats, themes and audiences as data; empty: those that come with the hub."
    )
    allow_hosts: frozenset[str] = _setting(
        frozenset(),
        _hosts,
        "host names or host:port, separated by commas",
        "Hosts that may be pulled although their address is private.",
    )
    now: datetime | None = _setting(
        None,
        _moment,
        "an ISO 8601 date-time with a zone, of this century",
        "The clock starts at this moment instead of the present one: demonstrations and tests.",
    )
    log_format: str = _setting("text", _choice("text", "json"), "text or json", "Logs for people or for machines.")
    log_level: str = _setting(
        "info",
        _choice("debug", "info", "warning", "error"),
        "debug, info, warning or error",
        "Least level logged.",
    )
    web_workers: int = _setting(1, _count, "a number, 1 or more", "Web processes.")
    cache_url: str = _setting(
        "",
        _text,
        "empty or redis://…",
        "Where answers are kept between web processes; empty: a folder of DATA_DIR.",
    )
    cache_megabytes: int = _setting(
        64, _count, "a number, 1 or more", "Memory each web process may use for kept answers."
    )
    pulls_at_once: int = _setting(16, _count, "a number, 1 or more", "How many sources are visited in parallel.")
    tick: timedelta = _setting(
        timedelta(seconds=5),
        _seconds,
        "seconds",
        "How often the sync process looks for sources that are due.",
    )
    connect_timeout: timedelta = _setting(
        timedelta(seconds=10), _seconds, "seconds", "Longest wait for a connection to a source."
    )
    read_timeout: timedelta = _setting(
        timedelta(seconds=20), _seconds, "seconds", "Longest silence of a source that is answering."
    )
    total_timeout: timedelta = _setting(
        timedelta(seconds=60), _seconds, "seconds", "Longest time for one visit, redirects included."
    )
    max_received: int = _setting(
        10_000_000, _count, "bytes", "Most bytes taken from one answer, as they come over the network."
    )
    max_decoded: int = _setting(50_000_000, _count, "bytes", "Most bytes one answer may have after decompression.")
    openagenda_key: str = _setting(
        "",
        _secret,
        "a key, without spaces",
        "Key of the OpenAgenda API, for sources of that format; a secret, shown nowhere.",
    )
    label_key: Path | None = _setting(
        None,
        Path,
        "a file",
        "Private key that signs the label of the sites; empty: label-key.pem in DATA_DIR, made once.",
    )
    demo_port: int = _setting(
        0, _port, "a port, 1 to 65530", "First of the demonstration sites' ports; unset: PORT + 101."
    )

    @property
    def database(self) -> str:
        """The database address in force, SQLite in the data folder when none is set."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'cantines.sqlite').resolve()}"

    @property
    def key_file(self) -> Path:
        """The file of the label's private key in force."""
        return self.label_key or self.data_dir / "label-key.pem"

    @property
    def address(self) -> str:
        """The public address in force, without a slash at its end."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def first_demo_port(self) -> int:
        """The port of the first demonstration site; the others follow it."""
        return self.demo_port or self.port + 101


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from `CANTINES_…` variables; raises ConfigError with every mistake, unknown names included."""
    known = {PREFIX + item.name.upper(): item for item in fields(Settings)}
    values: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for name, raw in sorted(environment.items()):
        if not name.startswith(PREFIX) or name.startswith(PREFIX + "TEST_"):
            continue
        if name not in known:
            mistakes.append(Mistake(name, _unknown(name, list(known))))
            continue
        if raw == "":
            continue
        item = known[name]
        try:
            values[item.name] = item.metadata["read"](raw)
        except ValueError:
            shown = repr(raw) if item.repr else "what it holds"
            mistakes.append(Mistake(name, f"{shown} is not {item.metadata['expected']}"))
    if mistakes:
        raise ConfigError("The environment", mistakes)
    return Settings(**values)


def _unknown(name: str, known: list[str]) -> str:
    # Without the prefix, which would make every name look like every other.
    near = get_close_matches(name.removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known], n=1)
    return (
        f"no such setting; did you mean {PREFIX}{near[0]}?" if near else f"no such setting; known: {', '.join(known)}"
    )


def from_environment() -> Settings:
    """Settings of this process."""
    return read_settings(os.environ)


def clock(settings: Settings) -> Callable[[], datetime]:
    """The clock of this process, in UTC: the real one, or one that started at `now` when this was called."""
    if settings.now is None:
        return lambda: datetime.now(UTC)
    shift = settings.now - datetime.now(UTC)
    return lambda: datetime.now(UTC) + shift
