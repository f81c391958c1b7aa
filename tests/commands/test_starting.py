"""What stops a command at its start: one message that a person understands, exit code 1, and nothing has begun."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import Mock

import pytest
from uvicorn.supervisors.multiprocess import Process

from federation.__main__ import main
from federation.commands import up
from federation.commands.web import Workers, configured
from federation.settings import read_settings
from tests.demo_hub import free_ports
from tests.plan import ROOT


@dataclass
class Operator:
    """Somebody who types commands, in a folder of their own."""

    folder: Path
    port: int
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def chooses(self, **settings: object) -> None:
        """Settings, their names without prefix and in lower case."""
        for name, value in settings.items():
            self.patch.setenv(f"CANTINES_{name.upper()}", str(value))

    def types(self, *words: str) -> tuple[int, str, str]:
        """The exit code of a command, what it prints, and what it says is wrong."""
        self.patch.setattr(sys, "argv", ["cantines", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = self.capture.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    def refused(self, *words: str, **settings: object) -> str:
        """What a command says that must not start."""
        self.chooses(**settings)
        code, out, said = self.types(*words)
        assert (code, out, said[:10]) == (1, "", "cantines: ")
        return said


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Operator:
    def starts(words: list[str]) -> None:
        raise AssertionError(f"{words} was started")

    monkeypatch.setattr(up, "start", starts)
    found = Operator(tmp_path, free_ports(7), monkeypatch, capsys)
    found.chooses(data_dir=tmp_path / "data", sites_file=ROOT / "sites.yaml")
    found.chooses(port=found.port, demo_port=found.port + 1)
    return found


@pytest.fixture
def database(operator: Operator, migrated_file: Path) -> Path:
    """The file of the operator's database, at the present schema."""
    folder = operator.folder / "data"
    folder.mkdir()
    return Path(shutil.copy(migrated_file, folder))


def test_a_port_in_use(operator: Operator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = operator.refused("up", port=port)
    assert f"127.0.0.1:{port} cannot be used" in said
    assert "CANTINES_PORT" in said


def test_the_demonstration_s_ports_in_use(operator: Operator) -> None:
    with socket.create_server(("127.0.0.1", operator.port + 3)):
        said = operator.refused("up", "--demo")
    assert f"127.0.0.1:{operator.port + 3} cannot be used" in said
    assert "CANTINES_DEMO_PORT" in said


def test_a_broken_network_file_tells_every_mistake(operator: Operator) -> None:
    path = operator.folder / "sites.yaml"
    path.write_text((ROOT / "sites.yaml").read_text("utf-8").replace("label: labelled", "label: labeled", 2), "utf-8")
    said = operator.refused("up", sites_file=path)
    assert "2 to mend" in said
    assert "line " in said
    assert not (operator.folder / "data").exists()


def test_a_wrong_setting(operator: Operator) -> None:
    assert "CANTINES_TICK: 'soon' is not seconds" in operator.refused("up", tick="soon")


@pytest.mark.parametrize("command", ["up", "web"])
@pytest.mark.parametrize(
    ("statement", "hint"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "a newer hub made it"),
        ("DROP TABLE alembic_version", "not a database of this hub"),
    ],
)
def test_a_database_of_another_version(
    operator: Operator, database: Path, command: str, statement: str, hint: str
) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(statement)
    connection.close()
    assert hint in operator.refused(command)


def test_a_database_without_tables(operator: Operator) -> None:
    assert "cantines db upgrade" in operator.refused("web")


def test_a_database_that_is_away(operator: Operator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    said = operator.refused("up", database_url=f"postgresql://someone:secret@127.0.0.1:{port}/hub")
    assert "cannot be opened" in said
    assert "secret" not in said


def test_the_sources_of_one_run_are_not_asked_for_for_ever(operator: Operator) -> None:
    for words in (["--all"], ["--site", "rennes"]):
        code, _, said = operator.types("sync", *words)
        assert (code, "add --once" in said) == (2, True)


def test_sites_are_checked_loaded_listed_and_exported(operator: Operator) -> None:
    def says(*words: str) -> str:
        code, out, said = operator.types("sites", *words)
        assert (code, said) == (0, "")
        return out

    assert "6 sites, 17 sources, nothing to mend" in says("check")
    assert "added: paris" in says("load")
    assert says("load") == "Nothing is new.\n"
    path = operator.folder / "exported.yaml"
    path.write_text(says("export"), "utf-8")
    operator.chooses(sites_file=path)
    assert says("load") == "Nothing is new.\n"
    assert says("list").count("not visited") == 17


def test_a_worker_that_dies_while_it_is_asked_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uvicorn.supervisors.multiprocess.signal.signal", lambda *_: None)
    alive = Mock(**{"is_alive.return_value": True})
    monkeypatch.setattr("uvicorn.supervisors.multiprocess.get_subprocess", lambda *_: alive)
    started = []
    monkeypatch.setattr(Process, "start", lambda process: started.append(process))
    workers = Workers(configured(read_settings({})), [])
    dying = Process(workers.config, [])
    workers.processes = [dying]
    workers.keep_subprocess_alive()  # Its end of the pipe goes with it: no answer will ever come, and that is known.
    assert started == workers.processes != [dying]
