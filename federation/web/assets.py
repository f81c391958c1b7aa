"""Style, script and pictures: read once, compressed once, named by a hash of their content.

An address holds the hash of what it answers (`/static/style.3f2a9c1b.css`), so browsers may keep it for ever.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, request

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file to serve: the last part of its address, its media type, its bytes plain and gzip."""

    name: str
    media_type: str
    plain: bytes
    zipped: bytes


def read_asset(path: Path) -> Asset:
    """The file at `path`, ready to be sent."""
    plain = path.read_bytes()
    digest = hashlib.blake2b(plain, digest_size=5).hexdigest()
    zipped = gzip.compress(plain, 9, mtime=0)
    return Asset(f"{path.stem}.{digest}{path.suffix}", TYPES[path.suffix], plain, zipped)


def read_assets(folder: Path = FOLDER) -> dict[str, Asset]:
    """Every file of the folder by its plain name."""
    return {path.name: read_asset(path) for path in sorted(folder.iterdir()) if path.suffix in TYPES}


def send(asset: Asset) -> Response:
    """The asset, gzip when the reader takes it; the address says what it holds, so it never goes stale."""
    zipped = request.accept_encodings["gzip"] > 0
    response = Response(asset.zipped if zipped else asset.plain, content_type=asset.media_type)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def serving(assets: dict[str, Asset]) -> tuple[Blueprint, Callable[[str], str]]:
    """The blueprint that serves the assets, and the function that tells a template their address."""
    blueprint = Blueprint("assets", __name__)
    by_name = {asset.name: asset for asset in assets.values()}
    addresses = {name: f"/static/{asset.name}" for name, asset in assets.items()}

    @blueprint.get("/static/<name>")
    def static_file(name: str) -> Response:
        if name not in by_name:
            abort(404)
        response = send(by_name[name])
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    @blueprint.get("/favicon.svg")
    def favicon() -> Response:
        response = send(assets["favicon.svg"])
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response

    return blueprint, addresses.__getitem__
