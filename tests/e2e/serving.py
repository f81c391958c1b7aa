"""A hub on loopback for a browser: an application in a thread, and Chromium with what CI machines need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from wsgiref.types import WSGIApplication

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests import needs

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Tests need no log of requests."""


@contextmanager
def served(make: Callable[[str], WSGIApplication]) -> Iterator[str]:
    """The address of a free port, where what `make` makes for that address answers."""

    def closed(_environ: Any, _start: Any) -> list[bytes]:
        raise RuntimeError("not open yet")

    server = make_server("127.0.0.1", 0, closed, threaded=True, request_handler=_Quiet)
    address = f"http://127.0.0.1:{server.server_port}"
    server.app = make(address)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs.chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
