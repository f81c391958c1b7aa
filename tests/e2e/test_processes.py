"""The hub as a person runs it: real processes, started, stopped, killed, side by side."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from federation.commands.check import check
from tests.e2e.processes import ProcessHub, children_of, listens, runs, until


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


def test_a_child_that_dies_stops_the_hub_and_says_so(idle: ProcessHub, migrated_file: Path) -> None:
    idle.migrated(migrated_file)
    idle.up()
    victim = next(process for process in idle.family() if b"\0sync\0" in Path(f"/proc/{process}/cmdline").read_bytes())
    os.kill(victim, signal.SIGKILL)
    assert idle.process is not None
    assert idle.process.wait(40) == 1
    assert "The sync process ended by itself" in idle.err
    assert not listens(idle.port)


def test_what_stops_a_start_is_one_message_and_an_exit_code(idle: ProcessHub) -> None:
    done = idle.run("up", tick="soon")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("cantines: ")
    assert "CANTINES_TICK: 'soon' is not seconds" in done.stderr
    assert "Traceback" not in done.stderr
    assert not listens(idle.port)


# what an operator does while the hub runs


def test_check_shows_what_would_be_imported(hub: ProcessHub, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"http://127.0.0.1:{hub.demo_port}/events/feed.ics"
    shown = hub.run("check", url, allow_hosts=f"127.0.0.1:{hub.demo_port}")
    assert shown.returncode == 0, shown
    assert "événements lus" in shown.stdout
    assert "Lundi, on code" in shown.stdout
    monkeypatch.setenv("CANTINES_DATA_DIR", str(hub.folder / "nothing"))
    refused = CliRunner().invoke(check, [url])
    assert refused.exit_code == 1
    assert "CANTINES_ALLOW_HOSTS" in refused.stdout
    assert "n’est pas publique" in refused.stdout
    assert "is not public" in CliRunner().invoke(check, [url, "--lang", "en"]).stdout


def test_a_site_told_to_be_down_fails_and_its_events_stay(hub: ProcessHub) -> None:
    before = hub.uids()
    try:
        hub.tell("rennes", mode="down")
        hub.visit("rennes")
        until(lambda: "failed" in outcomes(hub, "rennes"), "a failure")
        assert hub.uids() == before
    finally:
        hub.tell("rennes", mode="ok")
    hub.visit("rennes")
    until(lambda: "failed" not in outcomes(hub, "rennes"), "a success")


def outcomes(hub: ProcessHub, site: str) -> set[str]:
    """How the last visits to a site ended."""
    return {item["outcome"] for item in hub.sources() if item["site"] == site}


def test_a_change_at_a_site_is_seen_after_a_visit(hub: ProcessHub) -> None:
    before = {path: hub.get(path)[0].headers["ETag"] for path in ("/agenda", "/agenda.rss", "/agenda.atom")}
    told = hub.run("demo", "nantes", "announce", "Fête des voisins numériques")
    assert (told.returncode, told.stdout) == (0, "nantes: announced = Fête des voisins numériques\n")
    hub.run("sync", "--once", "--demo", "--site", "nantes")
    for path, etag in before.items():
        until(lambda path=path: "Fête des voisins numériques" in hub.get(path)[1].decode(), f"what is new in {path}")
        assert hub.get(path)[0].headers["ETag"] != etag


@pytest.mark.timeout(300)
def test_a_killed_web_process_is_started_again(idle: ProcessHub, migrated_file: Path) -> None:
    idle.migrated(migrated_file)
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
