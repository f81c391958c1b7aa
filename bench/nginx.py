"""The reference of serving: nginx, one process, the same bytes as files already packed, the same headers."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.load import Reply
from bench.machine import free_port, listening, program

_OWN = {
    "connection",
    "content-type",
    "etag",
    "last-modified",
    "vary",
    "content-encoding",
    "content-length",
    "date",
    "server",
}
_CONFIG = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on; tcp_nopush on; gzip_static on; gzip_vary on;
    keepalive_requests 1000000000; open_file_cache max=100;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}; {locations} }}
}}
"""


@contextmanager
def nginx(folder: Path, answers: Mapping[str, Reply]) -> Iterator[tuple[str, int]]:
    """A server of these answers (packed bodies, by path); gives its address and its process number."""
    port = free_port()
    for path, reply in answers.items():
        (folder / f"{path[1:]}.gz").write_bytes(reply.body)
        (folder / path[1:]).write_bytes(gzip.decompress(reply.body))
    locations = " ".join(_location(path, reply) for path, reply in answers.items())
    config = folder / "nginx.conf"
    config.write_text(_CONFIG.format(folder=folder, port=port, locations=locations))
    found = program("nginx")
    assert found is not None
    process = subprocess.Popen([found, "-p", str(folder), "-e", "stderr", "-c", str(config)])
    try:
        listening(port, 10.0)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


def _location(path: str, reply: Reply) -> str:
    """Nothing said by one that the other does not say: bytes on the wire cost too."""
    kind = reply.headers["content-type"]
    said = {name: value for name, value in reply.headers.items() if name not in _OWN}
    headers = " ".join(f'add_header {name} "{value}";' for name, value in said.items())
    return f'location = {path} {{ default_type "{kind}"; {headers} }}'
