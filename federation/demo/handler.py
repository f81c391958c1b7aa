"""HTTP/1.1 for one demonstration site: pages, sources with validators and gzip, and a control address.

`POST /_control` makes a site misbehave or change its programme. It answers only requests with the header
`X-Cantines-Demo: 1`, which a web page of another origin cannot send.
"""

from __future__ import annotations

import json
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from federation.demo.behaviour import MODES, CommandError
from federation.demo.site import Answer, DemoSite

CONTROL = "/_control"
CONTROL_HEADER = "X-Cantines-Demo"
_LONGEST_COMMAND = 4096
_LONGEST_QUERY = 1000


class Server(ThreadingHTTPServer):
    """One site on a port of loopback; `drip` is the seconds between two bytes when it is slow."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, port: int, site: DemoSite, drip: float) -> None:
        self.site = site
        self.drip = drip
        self.stopping = Event()
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Ends connections that clients keep open, so that their threads end."""
        self.stopping.set()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silence when a client goes away in the middle of an answer: that is everyday life."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection to a site."""

    protocol_version = "HTTP/1.1"
    server_version = "CantineDemo"
    sys_version = ""
    timeout = 60
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if path == CONTROL:
            self._control()
        elif self.server.site.behaviour.mode == "down":
            self.close_connection = True
        else:
            self._send(self.server.site.answer(path, _query(parts.query)))

    do_HEAD = do_GET  # noqa: N815 - the name that the base class looks for

    def do_POST(self) -> None:
        if urlsplit(self.path).path == CONTROL:
            self._control()
        else:
            self.close_connection = True
            self._send(Answer(405, "text/plain; charset=utf-8", b"405\n"))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the demonstration keeps no journal."""

    def _control(self) -> None:
        if self.headers.get(CONTROL_HEADER) != "1":
            self.close_connection = True
            self._tell(403, {"error": f"header {CONTROL_HEADER}: 1 expected"})
            return
        if self.command != "POST":
            self._tell(
                200, {"site": self.server.site.place.id, "mode": self.server.site.behaviour.mode, "modes": MODES}
            )
            return
        try:
            self._tell(200, self.server.site.command(self._command()))
        except CommandError as refusal:
            self._tell(400, {"error": str(refusal)})

    def _command(self) -> dict[str, Any]:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > _LONGEST_COMMAND:
            self.close_connection = True
            raise CommandError(f"a body of at most {_LONGEST_COMMAND} bytes, with its length, expected")
        try:
            told = json.loads(self.rfile.read(int(length)))
        except ValueError as problem:
            raise CommandError(f"JSON expected: {problem}") from None
        if not isinstance(told, dict):
            raise CommandError("a JSON object expected")
        return told

    def _tell(self, status: int, told: dict[str, Any]) -> None:
        body = (json.dumps(told, ensure_ascii=False) + "\n").encode()
        self._start(status, "application/json; charset=utf-8", len(body), ())
        self.wfile.write(body)

    def _send(self, answer: Answer) -> None:
        headers = [("Vary", "Accept-Encoding"), *answer.headers]
        packed = bool(answer.packed) and _takes_gzip(self.headers.get("Accept-Encoding", ""))
        body = answer.packed if packed else answer.body
        if packed:
            headers.append(("Content-Encoding", "gzip"))
        if answer.etag:
            etag = f'{answer.etag[:-1]}-gzip"' if packed else answer.etag
            headers += [("ETag", etag), ("Cache-Control", "no-cache")]
        if answer.changed_at is not None:
            headers.append(("Last-Modified", format_datetime(answer.changed_at.astimezone(UTC), usegmt=True)))
        if self._known(answer):
            headers = [header for header in headers if header[0] != "Content-Encoding"]
            self._start(304, "", None, headers)
            return
        self._start(answer.status, answer.media_type, len(body), headers)
        if self.command != "HEAD":
            self._body(body)

    def _known(self, answer: Answer) -> bool:
        """Whether the client has this answer already (RFC 9110 §13.2.2: If-None-Match comes first)."""
        if self.server.site.behaviour.mode == "slow":
            return False  # "nothing new" is said too fast to be slow
        told = self.headers.get("If-None-Match")
        if told is not None:
            known = {tag.strip().removeprefix("W/").replace('-gzip"', '"') for tag in told.split(",")}
            return bool(answer.etag) and (answer.etag in known or "*" in known)
        return _not_since(self.headers.get("If-Modified-Since"), answer.changed_at)

    def _start(self, status: int, media_type: str, length: int | None, headers: Any) -> None:
        self.send_response(status)
        if media_type:
            self.send_header("Content-Type", media_type)
        for name, value in headers:
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _body(self, body: bytes) -> None:
        if self.server.site.behaviour.mode != "slow":
            self.wfile.write(body)
            return
        self.close_connection = True
        for byte in body:
            self.wfile.write(bytes((byte,)))
            stopped = self.server.stopping.wait(self.server.drip)
            if stopped or self.server.site.behaviour.mode != "slow":
                return


def _query(text: str) -> dict[str, str]:
    """The query by name; what a name was given several times is joined by « | », as `after[]` is."""
    told: dict[str, str] = {}
    for name, value in parse_qsl(text[:_LONGEST_QUERY], keep_blank_values=True):
        told[name] = f"{told[name]}|{value}" if name in told else value
    return told


def _takes_gzip(accepted: str) -> bool:
    for coding in accepted.split(","):
        name, _, weight = coding.strip().lower().partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _not_since(told: str | None, changed_at: datetime | None) -> bool:
    if told is None or changed_at is None:
        return False
    try:
        since = parsedate_to_datetime(told)
    except ValueError:
        return False
    return since.tzinfo is not None and changed_at.replace(microsecond=0) <= since
