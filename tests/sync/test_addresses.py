"""Which addresses a pull may reach."""

import pytest

from sync.fetching.addresses import is_listed, refusal

PUBLIC = ["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255"]
PUBLIC += ["172.32.0.0", "192.0.1.1", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:4860:4860::8888"]
PUBLIC += ["2a01:e0a::1", "2606:4700::1111", "64:ff9b::8.8.8.8"]

REFUSED = {
    "0.0.0.0": "this network",
    "0.1.2.3": "this network",
    "10.0.0.1": "private",
    "100.64.0.1": "carrier",
    "100.100.100.200": "carrier",
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "168.63.129.16": "metadata",
    "169.254.169.254": "link-local",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.0.0.8": "protocol",
    "192.0.0.192": "protocol",
    "192.0.2.1": "documentation",
    "192.88.99.1": "6to4",
    "192.168.1.1": "private",
    "198.18.0.1": "benchmarking",
    "198.51.100.1": "documentation",
    "203.0.113.1": "documentation",
    "224.0.0.1": "multicast",
    "239.255.255.250": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "broadcast",
    "::": "unspecified",
    "::1": "loopback",
    "::7f00:1": "IPv4-compatible",
    "::ffff:127.0.0.1": "IPv4-mapped",
    "::ffff:8.8.8.8": "IPv4-mapped",
    "::ffff:0:7f00:1": "IPv4-translated",
    "64:ff9b::127.0.0.1": "NAT64 of loopback",
    "64:ff9b::a00:1": "NAT64 of private",
    "64:ff9b:1::1": "local NAT64",
    "100::1": "discard",
    "2001::1": "Teredo",
    "2001:2::1": "benchmarking",
    "2001:10::1": "protocol",
    "2001:db8::1": "documentation",
    "2002:7f00:1::": "6to4",
    "3fff::1": "documentation",
    "5f00::1": "segment routing",
    "fc00::1": "unique local",
    "fd00:ec2::254": "unique local",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local",
    "febf::1": "link-local",
    "fec0::1": "site-local",
    "ff02::1": "multicast",
    "4000::1": "not handed out",
    "": "not an address",
    "localhost": "not an address",
    "127.1": "not an address",
    "2130706433": "not an address",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert refusal(address) == ""


@pytest.mark.parametrize(("address", "why"), REFUSED.items())
def test_others_are_refused_with_a_reason(address: str, why: str) -> None:
    assert why in refusal(address)


def test_a_host_is_listed_by_name_or_by_name_and_port() -> None:
    assert is_listed("demo.local", 8101, {"demo.local"})
    assert is_listed("Demo.Local", 8101, {"demo.local:8101"})
    assert is_listed("::1", 8101, {"[::1]:8101"})


def test_nothing_else_is_listed() -> None:
    assert not is_listed("demo.local", 8102, {"demo.local:8101"})
    assert not is_listed("demo.local.", 8101, {"demo.local"})
    assert not is_listed("127.0.0.1", 80, {"localhost"})
    assert not is_listed("demo.local", 80, ())
