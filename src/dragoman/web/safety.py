"""Keeps the web face to those it is for: expected hosts, same-origin posts, a token, strict headers."""

from __future__ import annotations

import hmac
import ipaddress
import socket
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "LOOPBACK", "Guard", "is_loopback", "reached_as"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::", "")
ANY_ADDRESS = "*"  # any address in digits: only names can be made to point here by others
SAFE_METHODS = ("GET", "HEAD")
METHODS = (*SAFE_METHODS, "POST")
COOKIE = "dragoman_token"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Nothing is told to other hosts, and our own posts still name their origin, which no-referrer would hide.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach the address."""
    return host in LOOPBACK or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def reached_as(host: str) -> frozenset[str]:
    """Return the names under which a server that listens on `host` is reached."""
    names = {*LOOPBACK, host.lower()}
    if host in EVERYWHERE:
        own = socket.gethostname().lower()
        names |= {own, f"{own}.local", ANY_ADDRESS}
    return frozenset(names)


class Guard:
    """Middleware that turns away what must not reach a page, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], token: str | None) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    added[name] = value
                added.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope, headers)
        await (refusal or self.app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a request that must not pass, None if it may."""
        if not self._expected(_name(headers.get("host", ""))):
            return _refused(421, "This is not a name under which this dragoman is reached.")
        if scope["method"] not in METHODS:
            return _refused(405, "Only GET, HEAD and POST are understood.")
        if scope["method"] not in SAFE_METHODS and not _same_origin(headers):
            return _refused(403, "A page of another site may not change the record.")
        return self._without_token(scope, headers) if self.token else None

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a request without the token; one that brings it in the address keeps it as a cookie."""
        if self._fits(_cookie(headers)) or self._fits(
            headers.get("authorization", "").removeprefix("Bearer ")
        ):
            return None
        query = scope["query_string"].decode("latin-1")
        if self._fits(parse_qs(query).get("token", [""])[0]) and scope["method"] in SAFE_METHODS:
            rest = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "token"]
            path = "/" + scope["path"].lstrip("/\\")
            answer = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, status_code=303)
            answer.set_cookie(COOKIE, self.token or "", httponly=True, samesite="strict")
            return answer
        return _refused(401, "A token is needed: open the address that `dragoman serve` printed.")

    def _expected(self, name: str) -> bool:
        return name in self.hosts or (ANY_ADDRESS in self.hosts and _is_address(name))

    def _fits(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), (self.token or "").encode())


def _same_origin(headers: Headers) -> bool:
    """Return whether a post comes from one of our own pages, or from no page at all (a program)."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return True
    return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _name(host: str) -> str:
    """Return the name in a Host header, without its port: "::1" of "[::1]:8000"."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _refused(status: int, why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status_code=status)
