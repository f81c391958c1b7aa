"""The hub as a person runs it: real processes, started, stopped, killed, side by side."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
from pathlib import Path

import pytest

from tests.e2e.processes import ProcessHub, children_of, listens, runs, until
from tests.plan import ROOT


def test_one_command_gives_an_agenda(hub: ProcessHub) -> None:
    assert f"http://127.0.0.1:{hub.port}/agenda" in hub.out
    answer, page = hub.get("/agenda")
    assert answer.status == 200
    assert page.count(b'<li class="ev') > 20
    assert len(hub.uids()) > 100
    assert {item["outcome"] for item in hub.sources()} <= {"updated", "unchanged"}
    etag = until(lambda: settled(hub), "an ETag that stays")
    again, nothing = hub.get("/agenda", If_None_Match=etag)
    assert (again.status, nothing) == (304, b"")


def settled(hub: ProcessHub) -> str | None:
    """The ETag of the agenda, when two answers in a row have the same."""
    first, second = (hub.get("/agenda")[0].headers["ETag"] for _ in range(2))
    return first if first == second else None


def test_ctrl_c_stops_everything_and_the_next_start_goes_on(hub: ProcessHub, idle: ProcessHub) -> None:
    idle.up()
    idle.filled()
    family, ports, uids = idle.family(), [idle.port, *range(idle.demo_port, idle.demo_port + 6)], idle.uids()
    assert len(family) >= 3
    assert all(map(listens, ports))
    assert hub.get("/agenda")[0].status == 200  # two hubs side by side
    assert idle.process is not None
    idle.process.send_signal(signal.SIGTERM)  # a second signal on top, as `timeout` and `make` send one each
    assert idle.end(signal.SIGINT) == 0
    assert not any(map(runs, family))
    assert not any(map(listens, ports))
    assert "Traceback" not in idle.err

    idle.up()
    assert idle.uids() == uids
    family = idle.family()
    assert idle.end(signal.SIGKILL) == -signal.SIGKILL
    until(lambda: not any(map(runs, family)), "children that follow their parent")
    assert not any(map(listens, ports))
    assert hub.get("/agenda")[0].status == 200


def test_a_child_that_dies_stops_the_hub_and_says_so(idle: ProcessHub) -> None:
    idle.up()
    victim = next(process for process in idle.family() if b"\0sync\0" in Path(f"/proc/{process}/cmdline").read_bytes())
    os.kill(victim, signal.SIGKILL)
    assert idle.process is not None
    assert idle.process.wait(40) == 1
    assert "The sync process ended by itself" in idle.err
    assert not listens(idle.port)


# what stops a start: one message that a person understands, exit code 1


def refused(idle: ProcessHub, *words: str, **more: str) -> str:
    """What a command says that must not start."""
    done = idle.run(*words, **more)
    assert done.returncode == 1, done
    assert done.stderr.startswith("cantines: ")
    assert "Traceback" not in done.stderr
    assert not listens(idle.port)
    return done.stderr


def test_a_port_in_use(idle: ProcessHub) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = idle.run("up", port=str(port))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert f"127.0.0.1:{port} cannot be used" in done.stderr
    assert "CANTINES_PORT" in done.stderr


def test_the_demonstration_s_ports_in_use(idle: ProcessHub) -> None:
    with socket.create_server(("127.0.0.1", idle.demo_port + 2)):
        said = refused(idle, "up", "--demo")
    assert f"127.0.0.1:{idle.demo_port + 2} cannot be used" in said
    assert "CANTINES_DEMO_PORT" in said


def test_a_broken_network_file_tells_every_mistake(idle: ProcessHub) -> None:
    path = idle.folder / "sites.yaml"
    path.write_text((ROOT / "sites.yaml").read_text("utf-8").replace("label: labelled", "label: labeled", 2), "utf-8")
    said = refused(idle, "up", sites_file=str(path))
    assert "2 to mend" in said
    assert "line " in said
    assert not (idle.folder / "data").exists()


def test_a_wrong_setting(idle: ProcessHub) -> None:
    assert "CANTINES_TICK: 'soon' is not seconds" in refused(idle, "up", tick="soon")


@pytest.mark.parametrize(
    ("statement", "hint"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "a newer hub made it"),
        ("DROP TABLE alembic_version", "not a database of this hub"),
    ],
)
def test_a_database_of_another_version(idle: ProcessHub, statement: str, hint: str) -> None:
    assert idle.run("db", "upgrade").returncode == 0
    with sqlite3.connect(idle.folder / "data" / "cantines.sqlite") as connection:
        connection.execute(statement)
    connection.close()
    assert hint in refused(idle, "up")


def test_a_database_without_tables(idle: ProcessHub) -> None:
    assert "cantines db upgrade" in refused(idle, "web")


def test_a_database_that_is_away(idle: ProcessHub) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    said = refused(idle, "up", database_url=f"postgresql://someone:secret@127.0.0.1:{port}/hub")
    assert "cannot be opened" in said
    assert "secret" not in said


# the commands of an operator


def test_check_shows_what_would_be_imported(hub: ProcessHub) -> None:
    url = f"http://127.0.0.1:{hub.demo_port}/events/feed.ics"
    shown = hub.run("check", url, allow_hosts=f"127.0.0.1:{hub.demo_port}")
    assert shown.returncode == 0, shown
    assert "événements lus" in shown.stdout
    assert "Lundi, on code" in shown.stdout
    refused = hub.run("check", url)
    assert refused.returncode == 1
    assert "CANTINES_ALLOW_HOSTS" in refused.stdout
    assert "n’est pas publique" in refused.stdout
    assert "is not public" in hub.run("check", url, "--lang", "en").stdout


def test_sites_are_checked_loaded_listed_and_exported(idle: ProcessHub) -> None:
    assert "6 sites, 17 sources, nothing to mend" in idle.run("sites", "check").stdout
    assert "added: paris" in idle.run("sites", "load").stdout
    assert idle.run("sites", "load").stdout == "Nothing is new.\n"
    exported = idle.run("sites", "export")
    path = idle.folder / "exported.yaml"
    path.write_text(exported.stdout, "utf-8")
    assert idle.run("sites", "load", sites_file=str(path)).stdout == "Nothing is new.\n"
    assert idle.run("sites", "list").stdout.count("not visited") == 17


def test_the_sources_of_one_run_are_not_asked_for_for_ever(idle: ProcessHub) -> None:
    for words in (["--all"], ["--site", "rennes"]):
        done = idle.run("sync", *words)
        assert (done.returncode, "add --once" in done.stderr) == (2, True)


def test_a_site_told_to_be_down_fails_and_its_events_stay(hub: ProcessHub) -> None:
    before = hub.uids()
    try:
        assert hub.run("demo", "rennes", "down").stdout == "rennes: mode = down\n"
        hub.run("sync", "--once", "--demo", "--site", "rennes")
        until(lambda: "failed" in outcomes(hub, "rennes"), "a failure")  # whichever process visits first
        assert hub.uids() == before
    finally:
        hub.run("demo", "rennes", "ok")
    hub.run("sync", "--once", "--demo", "--site", "rennes")
    until(lambda: "failed" not in outcomes(hub, "rennes"), "a success")


def outcomes(hub: ProcessHub, site: str) -> set[str]:
    """How the last visits to a site ended."""
    return {item["outcome"] for item in hub.sources() if item["site"] == site}


def test_a_change_at_a_site_is_seen_after_a_visit(hub: ProcessHub) -> None:
    before = {path: hub.get(path)[0].headers["ETag"] for path in ("/agenda", "/agenda.rss", "/agenda.atom")}
    assert hub.run("demo", "nantes", "announce", "Fête des voisins numériques").returncode == 0
    hub.run("sync", "--once", "--demo", "--site", "nantes")
    for path, etag in before.items():
        until(lambda path=path, etag=etag: hub.get(path)[0].headers["ETag"] != etag, f"another ETag of {path}")
        assert "Fête des voisins numériques" in hub.get(path)[1].decode()


@pytest.mark.timeout(300)
def test_a_killed_web_process_is_started_again(idle: ProcessHub) -> None:
    assert idle.run("db", "upgrade").returncode == 0
    idle.process = idle.spawn("web", web_workers="2")
    first = until(lambda: answerers(idle) if listens(idle.port) else None, "two processes")
    os.kill(min(first), signal.SIGKILL)
    second = until(lambda: found if (found := answerers(idle)) - first else None, "another one in its place")
    assert len(second & first) == 1
    assert idle.get("/static/nothing")[0].status == 404
    assert idle.end(signal.SIGTERM) == 0
    assert not any(map(runs, first | second))
    assert "Traceback" not in idle.err


def answerers(hub: ProcessHub) -> set[int]:
    """The processes that answer for a web server, when there are two."""
    assert hub.process is not None
    found = {process for process in children_of(hub.process.pid) if runs(process) and b"spawn_main" in command(process)}
    return found if len(found) == 2 else set()


def command(process: int) -> bytes:
    """The command line of a process."""
    return Path(f"/proc/{process}/cmdline").read_bytes()
