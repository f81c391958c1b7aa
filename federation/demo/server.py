"""The demonstration network on loopback: the six sites on six ports in a row, in threads of this process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

from federation.demo.facts import PLACES, port_of
from federation.demo.handler import Server
from federation.demo.site import DemoSite


class DemoNetwork:
    """The six sites on `first_port` and the five ports after it, seen at the moment `clock` tells (aware).

    `drip` is the seconds between two bytes of a slow site; `hub` the address of the hub whose badges they show.
    Raises OSError when a port is taken.
    """

    def __init__(self, first_port: int, clock: Callable[[], datetime], drip: float = 1.0, hub: str = "") -> None:
        self.first_port = first_port
        self.sites = {place.id: DemoSite(place, first_port, clock, hub) for place in PLACES}
        self._drip = drip
        self._servers: list[Server] = []
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Listens and answers in threads of their own; all six ports, or none."""
        try:
            for name, site in self.sites.items():
                self._servers.append(Server(port_of(name, self.first_port), site, self._drip))
        except OSError:
            self._close()
            raise
        for server in self._servers:
            thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Ends every connection and frees the ports."""
        for server in self._servers:
            server.shutdown()
            server.hang_up()
        for thread in self._threads:
            thread.join()
        self._close()

    def wait(self) -> None:
        """Waits for an interruption (Ctrl-C), then stops."""
        try:
            Event().wait()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()

    def serve_forever(self) -> None:
        """Starts, waits for an interruption, stops."""
        self.start()
        self.wait()

    def _close(self) -> None:
        for server in self._servers:
            server.server_close()
        self._servers, self._threads = [], []

    def __enter__(self) -> DemoNetwork:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
