"""The key of an API: sent to its own host over https, and found nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sync.fetch import Fetcher, Key
from tests.sync.asking import NOW, failure, fetcher_for
from tests.sync.servers import CERTIFICATE, Server, moved, ok, serving
from tests.sync.test_fetch import fields_of
from tests.sync.test_fetch_guard import resolving

SECRET = "s3cret"


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    resolving(monkeypatch, ["127.0.0.1"])
    steps = {"/away": moved("https://other.test:1/"), "/same": moved("/v2"), "/no": ok(b"", status="403 No")}
    with serving(lambda exchange: exchange.send(steps.get(exchange.path, ok())), tls=True) as server:
        yield server


def holder(api: Server, value: str = SECRET, *others: Server) -> Fetcher:
    """A fetcher that holds the key of this API."""
    name = f"cantine.test:{api.port}"
    fetcher = fetcher_for(
        allow=frozenset({name, *(f"cantine.test:{other.port}" for other in others)}),
        keys={name: Key("key", value, "CANTINES_OPENAGENDA_KEY")},
    )
    fetcher._tls.load_verify_locations(CERTIFICATE)
    return fetcher


def address(server: Server, path: str = "/", scheme: str = "https") -> str:
    """A path of a server under the name that its certificate has."""
    return f"{scheme}://cantine.test:{server.port}{path}"


def test_the_key_goes_to_its_host(api: Server) -> None:
    holder(api).get(address(api, "/same"), now=NOW)
    assert [fields_of(head).get("key") for head in api.heads] == [SECRET, SECRET]


def test_the_key_goes_to_no_other_port_and_never_in_the_clear(api: Server) -> None:
    with serving(lambda exchange: exchange.send(ok())) as other:
        holder(api, SECRET, other).get(address(other, scheme="http"), now=NOW)
        assert SECRET not in "".join(other.heads)
    with serving(lambda exchange: exchange.send(ok())) as plain:
        fetcher = fetcher_for(plain, keys={plain.authority: Key("key", SECRET, "CANTINES_OPENAGENDA_KEY")})
        fetcher.get(plain.url(), now=NOW)
        assert SECRET not in "".join(plain.heads)


def test_the_key_does_not_follow_a_redirect_elsewhere_nor_come_with_one(api: Server) -> None:
    with serving(lambda exchange: exchange.send(ok()), tls=True) as other:
        there = moved(address(other))
        with serving(lambda exchange: exchange.send(there), tls=True) as first:
            holder(first, SECRET, other).get(address(first), now=NOW)
        assert SECRET not in "".join(other.heads)
    back = moved(address(api))
    with serving(lambda exchange: exchange.send(back), tls=True) as stranger:
        holder(api, SECRET, stranger).get(address(stranger), now=NOW)
    assert SECRET not in "".join(api.heads)


@pytest.mark.parametrize(("value", "code"), [("", "key-missing"), (SECRET, "key-refused")])
def test_a_refusal_names_the_setting_and_not_the_key(api: Server, value: str, code: str) -> None:
    found = failure(holder(api, value), address(api, "/no"))
    assert (found.code, found.status) == (code, 403)
    assert "CANTINES_OPENAGENDA_KEY" in found.detail
    assert SECRET not in repr(found) + str(found) + found.detail


def test_the_key_is_in_no_representation(api: Server) -> None:
    fetcher = holder(api)
    assert SECRET not in repr(fetcher) + repr(Key("key", SECRET, "X")) + repr(fetcher.__dict__)


def test_a_refusal_of_a_host_that_asks_no_key_stays_as_it_was() -> None:
    with serving(lambda exchange: exchange.send(ok(b"", status="403 No"))) as server:
        assert failure(fetcher_for(server), server.url()).code == "forbidden"
