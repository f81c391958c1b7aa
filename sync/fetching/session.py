"""The session of requests that one visit goes through: guarded connections, and nothing kept or followed by itself."""

from __future__ import annotations

import ssl
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool

from sync.fetching.connections import GuardedPool, GuardedTLSPool
from sync.fetching.visit import Visit


class GuardedAdapter(HTTPAdapter):
    """What requests sends through, for one visit."""

    def __init__(self, visit: Visit, tls: ssl.SSLContext) -> None:
        self._visit = visit
        self._tls = tls
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(
        self, request: PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> HTTPConnectionPool:
        """A pool for this request. `verify`, `proxies` and `cert` count for nothing: the visit has its own rules."""
        parts = urlsplit(request.url or "")
        host = parts.hostname or ""
        if parts.scheme == "https":
            return GuardedTLSPool(host, parts.port or 443, maxsize=1, visit=self._visit, ssl_context=self._tls)
        return GuardedPool(host, parts.port or 80, maxsize=1, visit=self._visit)  # no port: IPv6 would lose its end

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Nothing to add: the context verifies, and loading the authorities again for each connection is slow."""


class VisitSession(Session):
    """A session for one visit that keeps nothing and follows nothing by itself."""

    def __init__(self, adapter: GuardedAdapter, user_agent: str) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.headers.clear()
        self.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate", "Connection": "close"})
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def get_redirect_target(self, resp: Response) -> str | None:
        """None: requests reads the whole body of a redirect before it goes on, without any limit."""
        return None
