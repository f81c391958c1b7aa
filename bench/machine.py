"""The machine the benchmark runs on: its ports and programs, what a process costs it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import time
from pathlib import Path


def program(name: str) -> str | None:
    """Where a program is, system programs too."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listening(port: int, patience: float) -> None:
    """Wait until something answers on a port."""
    limit = time.monotonic() + patience
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.05)


def share_of_memory(process: int) -> float:
    """The proportional set size (PSS) of a process, in MiB."""
    return _kilobytes(Path(f"/proc/{process}/smaps_rollup"), "Pss") / 1024


def processor_time(process: int) -> float:
    """Seconds of processor a process has used, its system calls included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def forget_peak() -> None:
    """Start counting the peak of this process anew."""
    Path("/proc/self/clear_refs").write_text("5")


def peak_memory() -> float:
    """The most resident memory this process had since `forget_peak`, in MiB."""
    return _kilobytes(Path("/proc/self/status"), "VmHWM") / 1024


def _kilobytes(path: Path, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", path.read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1])
