"""The network file: `sites.yaml` -> Network values, all mistakes told at once with their lines; and back.

A file with a mistake gives nothing at all: it is never half-loaded. A source that states its `id` keeps its
past when its address changes; without one the id comes from the last part of the address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from federation.domain.site import LabelStatus, Network, Site, Source
from federation.errors import Mistake
from federation.registry.dump import dump_network
from federation.registry.fields import not_allowed
from federation.registry.loading import at, load_file, mappings, wrong_ids
from federation.registry.schemas import FileSchema
from federation.registry.yaml import Document, Path, place

__all__ = ["dump_network", "load_network", "source_id"]


def load_network(text: str, name: str = "sites.yaml", formats: Collection[str] | None = None) -> Network:
    """The network that the text of a file tells; `formats` are the names that exist, None to accept any.

    Raises ConfigError with every mistake, in the order of the file; `name` is how the file is called there.
    """
    return _network(load_file(text, name, FileSchema(), partial(_compared, formats)))


def source_id(url: str, taken: Collection[str]) -> str:
    """The id of a source that states none: the last part of its address's path, numbered when it is taken."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    slug = re.sub(r"[^a-z0-9]+", "-", parts[-1].lower()).strip("-") if parts else ""
    if not slug[:1].isalpha() or len(slug) < 2:
        slug = f"source-{slug}".strip("-")
    base = found = slug[:32].rstrip("-")
    number = 1
    while found in taken:
        number += 1
        found = f"{base[: 31 - len(str(number))]}-{number}"
    return found


def _compared(formats: Collection[str] | None, document: Document, _loaded: Any) -> Iterator[Mistake]:
    """What one thing alone cannot show: ids of a wrong shape, things given twice, unknown formats."""
    data = document.data
    yield from wrong_ids(document, [("network",)])
    yield from wrong_ids(document, [("sites", index) for index, _ in mappings(data, "sites")])
    for index, site in mappings(data, "sites"):
        places: list[Path] = [("sites", index, "sources", inner) for inner, _ in mappings(site, "sources")]
        yield from wrong_ids(document, places)
        yield from _sources(document, places, formats)


def _sources(document: Document, places: list[Path], formats: Collection[str] | None) -> Iterator[Mistake]:
    first: dict[str, int | None] = {}
    for path in places:
        source = at(document.data, path)
        url, kind = source.get("url"), source.get("format", "auto")
        if isinstance(url, str) and (same := url.strip().replace("webcal://", "https://", 1)) in first:
            text = f"this address was already given on line {first[same]}"
            yield Mistake(place((*path, "url")), text, document.line((*path, "url")))
        elif isinstance(url, str):
            first[same] = document.line((*path, "url"))
        if formats is not None and isinstance(kind, str) and kind not in {"auto", *formats}:
            allowed = ("auto", *sorted(formats))
            yield Mistake(place((*path, "format")), not_allowed(kind, allowed), document.line((*path, "format")))


def _network(loaded: dict[str, Any]) -> Network:
    shell = Network(**loaded["network"])
    sites = tuple(_site(plain, shell) for plain in loaded["sites"])
    return Network(**loaded["network"], sites=sites)


def _site(plain: dict[str, Any], network: Network) -> Site:
    """A site; its zone and language are those of the network unless it states its own."""
    inherited = {"zone": network.zone, "language": network.language}
    rest = {key: value for key, value in plain.items() if key not in {"label", "sources"}}
    sources = _named(plain.get("sources", ()))
    return Site(**(inherited | rest), status=LabelStatus(plain["label"]), sources=sources)


def _named(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources with their ids; stated ids are given out first, so that a new neighbour never takes one."""
    taken = {source.key for source in sources if source.key}
    named = []
    for source in sources:
        key = source.key or source_id(source.url, taken)
        taken.add(key)
        named.append(Source(key, source.url, source.format, source.carries, source.every))
    return tuple(named)
