"""The sites that are pulled: a process with one port a site, calendars in memory, conditional answers.

Run as a child: it says its ports, then obeys `validators`, `delay` (seconds before each answer), `stamp` and `edit`.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from hashlib import blake2b
from threading import Thread
from typing import Any

from bench import child
from bench.calendars import calendar

SILENT = "silence"
"""The address, on any port, that never gets an answer."""


class Sites:
    """What the sites say now."""

    def __init__(self, count: int, events: int, day: date) -> None:
        self.events, self.day = events, day
        self.validators, self.delay, self.stamp = True, 0.0, 0
        self.editions = [0] * count
        self.bodies = [b""] * count
        self.tags = [""] * count
        for site in range(count):
            self._write(site)

    def obey(self, words: dict[str, Any]) -> str:
        """Change what is said, and how."""
        self.validators = words.get("validators", self.validators)
        self.delay = words.get("delay", self.delay)
        if "stamp" in words:
            self.stamp += 1
            for site in range(len(self.bodies)):
                self._write(site)
        if "edit" in words:
            self.editions[words["edit"]] += 1
            self._write(words["edit"])
        return "done"

    async def answer(self, site: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                if SILENT in head.partition("\r\n")[0]:
                    await reader.read()
                    return
                if self.delay:
                    await asyncio.sleep(self.delay)
                writer.write(self._said(site, head))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _said(self, site: int, head: str) -> bytes:
        tag = f"ETag: {self.tags[site]}\r\n" if self.validators else ""
        if tag and self.tags[site] in head:
            return f"HTTP/1.1 304 Not Modified\r\n{tag}\r\n".encode()
        body = self.bodies[site]
        fields = f"Content-Type: text/calendar\r\nContent-Length: {len(body)}\r\n{tag}\r\n"
        return f"HTTP/1.1 200 OK\r\n{fields}".encode() + body

    def _write(self, site: int) -> None:
        body = calendar(site, self.events, self.day, stamp=self.stamp, edition=self.editions[site])
        self.bodies[site] = body
        self.tags[site] = f'"{blake2b(body, digest_size=8).hexdigest()}"'


async def _serve(sites: Sites) -> None:
    ports = []
    for site in range(len(sites.bodies)):
        server = await asyncio.start_server(lambda *ends, site=site: sites.answer(site, *ends), "127.0.0.1", 0)
        ports.append(server.sockets[0].getsockname()[1])
    ended, loop = asyncio.Event(), asyncio.get_running_loop()

    def listen() -> None:
        child.serve(ports, sites.obey)
        loop.call_soon_threadsafe(ended.set)

    Thread(target=listen, daemon=True).start()
    await ended.wait()


if __name__ == "__main__":
    asyncio.run(_serve(Sites(int(sys.argv[1]), int(sys.argv[2]), date.fromisoformat(sys.argv[3]))))
