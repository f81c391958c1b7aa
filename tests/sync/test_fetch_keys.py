"""The key of an API: sent to its own host over https, and found nowhere else."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from federation.domain.site import Source
from federation.store.database import Store
from federation.store.models import PullRow, SourceRow
from federation.store.sources import health, last_notices
from sync.fetch import Fetcher, Key
from tests.cast import MINUTE, Hub, network, site
from tests.sync.asking import NOW, failure, fetcher_for, resolving
from tests.sync.servers import CERTIFICATE, Server, fields_of, moved, ok, serving

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
    fetcher._tls = ssl.create_default_context(cafile=CERTIFICATE)
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


@pytest.mark.parametrize("path", ["/", "/no", "/away"])
def test_a_visit_leaves_the_key_nowhere(
    api: Server, store: Store, path: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    hub = Hub(store, network(replace(site("rennes"), sources=(Source("agenda", address(api, path), every=MINUTE),))))
    hub.runner.fetcher = holder(api)
    landed = hub.pull()["rennes"]
    assert any(SECRET in head for head in api.heads)
    with store.session() as session:
        rows = [*session.execute(select(*SourceRow.__table__.c)), *session.execute(select(*PullRow.__table__.c))]
        told = [health(session, hub.now), last_notices(session, rows[0].id), rows]
    assert SECRET not in f"{landed} {told} {capfd.readouterr()} {caplog.text}"
