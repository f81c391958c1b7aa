"""Which internet addresses a pull may reach: public unicast ones, and nothing that lives inside a network.

Pure: an address in, the reason for refusing it out. The tables are IANA's special-purpose registries (RFC 6890 and
what was added since), carried here because the `is_private` of older Pythons is incomplete (python/cpython#113171).
They are stricter than IANA's "globally reachable" where no web site can stand. IPv6 is refused by default: only
2000::/3 is handed out for public use (RFC 4291 §2.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_V4 = {
    "0.0.0.0/8": "this network, RFC 791",
    "10.0.0.0/8": "private, RFC 1918",
    "100.64.0.0/10": "shared by a carrier, RFC 6598",
    "127.0.0.0/8": "loopback, RFC 1122",
    "168.63.129.16/32": "metadata of a host, Azure",
    "169.254.0.0/16": "link-local, RFC 3927",
    "172.16.0.0/12": "private, RFC 1918",
    "192.0.0.0/24": "protocol assignments, RFC 6890",
    "192.0.2.0/24": "documentation, RFC 5737",
    "192.31.196.0/24": "AS112, RFC 7535",
    "192.52.193.0/24": "AMT, RFC 7450",
    "192.88.99.0/24": "6to4 relay, RFC 7526",
    "192.168.0.0/16": "private, RFC 1918",
    "192.175.48.0/24": "AS112, RFC 7534",
    "198.18.0.0/15": "benchmarking, RFC 2544",
    "198.51.100.0/24": "documentation, RFC 5737",
    "203.0.113.0/24": "documentation, RFC 5737",
    "224.0.0.0/4": "multicast, RFC 5771",
    "255.255.255.255/32": "broadcast, RFC 919",
    "240.0.0.0/4": "reserved, RFC 1112",
}

_V6 = {
    "::/128": "unspecified, RFC 4291",
    "::1/128": "loopback, RFC 4291",
    "::/96": "IPv4-compatible, RFC 4291",
    "::ffff:0:0/96": "IPv4-mapped, RFC 4291",
    "::ffff:0:0:0/96": "IPv4-translated, RFC 2765",
    "64:ff9b:1::/48": "local NAT64, RFC 8215",
    "100::/64": "discard, RFC 6666",
    "100:0:0:1::/64": "dummy, RFC 9780",
    "2001::/32": "Teredo, RFC 4380",
    "2001:2::/48": "benchmarking, RFC 5180",
    "2001::/23": "protocol assignments, RFC 2928",
    "2001:db8::/32": "documentation, RFC 3849",
    "2002::/16": "6to4, RFC 7526",
    "2620:4f:8000::/48": "AS112, RFC 7534",
    "3ffe::/16": "6bone, RFC 3701",
    "3fff::/20": "documentation, RFC 9637",
    "5f00::/16": "segment routing, RFC 9602",
    "fc00::/7": "unique local, RFC 4193",
    "fe80::/10": "link-local, RFC 4291",
    "fec0::/10": "site-local, RFC 3879",
    "ff00::/8": "multicast, RFC 4291",
}

_SPECIAL_V4 = tuple((IPv4Network(net), why) for net, why in _V4.items())
_SPECIAL_V6 = tuple((IPv6Network(net), why) for net, why in _V6.items())
_PUBLIC_V6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def refusal(address: str) -> str:
    """Why a numeric address may not be reached ("private, RFC 1918"), or "" when it may.

    The address is what a socket tells (`getaddrinfo`, `getpeername`), with or without an IPv6 scope. Text that is no
    address is refused too. An address behind the well-known NAT64 prefix (RFC 6052) is judged by the IPv4 address
    it stands for, so that a hub on an IPv6-only network still reaches the public ones.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return "not an address"
    return _refusal_v4(parsed) if isinstance(parsed, IPv4Address) else _refusal_v6(parsed)


def _refusal_v4(address: IPv4Address) -> str:
    return next((why for net, why in _SPECIAL_V4 if address in net), "")


def _refusal_v6(address: IPv6Address) -> str:
    if address in _NAT64:
        inner = _refusal_v4(IPv4Address(int(address) & 0xFFFFFFFF))
        return inner and f"NAT64 of {inner}"
    for net, why in _SPECIAL_V6:
        if address in net:
            return why
    return "" if address in _PUBLIC_V6 else "not handed out, RFC 4291"


def is_listed(host: str, port: int, hosts: Iterable[str]) -> bool:
    """Whether `hosts` names this host, as `name` (any port) or `name:port`; both as written, in lower case.

    An IPv6 address is written `[::1]` or `[::1]:8000`. No name is looked up: `localhost` does not list 127.0.0.1.
    """
    name = f"[{host}]" if ":" in host else host
    return not {name.lower(), f"{name}:{port}".lower()}.isdisjoint(hosts)
