"""Addresses of APIs: taken apart, completed with parameters, kept on the host that was asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit

from sync.cleaning.links import shown
from sync.formats.api_parts.item import Item, clean

Pairs = Sequence[tuple[str, str]]

_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?:[/?#]|\Z)", re.IGNORECASE)


def parts(url: str) -> SplitResult | None:
    """An http(s) address taken apart; None for anything else."""
    try:
        found = urlsplit(url.strip())
        _ = found.port
    except ValueError:
        return None
    return found if found.scheme in ("http", "https") and found.hostname else None


def origin(url: str) -> str:
    """`https://host[:port]` of an address, "" when it is none."""
    found = parts(url)
    return f"{found.scheme}://{found.netloc}" if found else ""


def joined(base: str, url: str) -> str:
    """An absolute http(s) address as met on the page at `base`; "" when it is none."""
    url = clean(url).strip()
    try:
        found = urljoin(base, url) if url else ""
    except ValueError:
        return ""
    return found if parts(found) else ""


def link(item: Item, name: str, value: str, base: str = "") -> str:
    """As `joined`; what is no address, such as `javascript:`, is told as a bad link of that field."""
    found = joined(base, value)
    if not found and value.strip():
        item.tell("bad-link", name, shown(value))
    return found


def website(item: Item, base: str, *names: str) -> str:
    """The `link` of a field; a host alone, as people write it (`cantine.example/agenda`), is an address too."""
    url = item.text(*names).strip()
    return link(item, names[0], f"https://{url}" if _HOST.match(url) else url, base)


def on_same_host(base: str, url: str) -> str:
    """An address with the scheme and host of `base`: sites behind a proxy name pages by hosts nobody can reach."""
    found, home = parts(joined(base, url)), parts(base)
    if found is None or home is None:
        return joined(base, url)
    return found._replace(scheme=home.scheme, netloc=home.netloc, fragment="").geturl()


def query(url: str) -> list[tuple[str, str]]:
    """The parameters of an address, in their order; at most 100."""
    found = parts(url)
    if found is None:
        return []
    try:
        return parse_qsl(found.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return []


def with_query(url: str, pairs: Pairs) -> str:
    """The address with these parameters instead of its own; brackets stay readable, as APIs show them."""
    found = parts(url)
    if found is None:
        return url
    return found._replace(query=urlencode(pairs, safe="[]", errors="replace", quote_via=quote), fragment="").geturl()


def completed(url: str, defaults: Pairs) -> str:
    """The address, with those of the parameters it does not state itself."""
    own = query(url)
    stated = {name for name, _ in own}
    return with_query(url, [*own, *((name, value) for name, value in defaults if name not in stated)])
