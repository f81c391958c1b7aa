"""Tells a running demonstration site what to do, over its control address on loopback.

This is not the hub's door to the network (`sync/fetch.py`): it only ever speaks to 127.0.0.1.
"""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException
from typing import Any

from federation.demo.facts import PLACES, port_of
from federation.errors import FederationError

_TIMEOUT = 10.0


class DemoError(FederationError):
    """A demonstration site cannot be told anything; the text says why and what to do."""


def control(site: str, first_port: int, command: dict[str, Any]) -> dict[str, Any]:
    """Sends one command, such as {"mode": "down"} or {"announce": "Titre"}, and gives what the site says it did.

    Raises DemoError when there is no such site, when it does not run, or when it refuses the command.
    """
    known = [place.id for place in PLACES]
    if site not in known:
        raise DemoError(f"The demonstration has no site {site!r}; it has {', '.join(known)}.")
    port = port_of(site, first_port)
    status, told = _post(port, json.dumps(command).encode())
    if status != 200:
        raise DemoError(f"{site} refuses: {told.get('error', status)}.")
    return told


def _post(port: int, body: bytes) -> tuple[int, dict[str, Any]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    headers = {"X-Cantines-Demo": "1", "Content-Type": "application/json", "Connection": "close"}
    try:
        connection.request("POST", "/_control", body, headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
    except (OSError, HTTPException, ValueError) as problem:
        raise DemoError(
            f"No demonstration site answers on 127.0.0.1:{port} ({problem}). Start it with `cantines demo serve`, "
            "or set CANTINES_PORT or CANTINES_DEMO_PORT as the hub that runs it has them."
        ) from None
    finally:
        connection.close()
    return answer.status, told
