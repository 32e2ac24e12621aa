"""Every route of an application, and one request to it without a browser, which also ends where an answer would go on for ever."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import FastAPI
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles


@dataclass(frozen=True)
class Way:
    """One method of one route; `path` has its parameters in braces."""

    method: str
    path: str

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET"

    @property
    def deletes(self) -> bool:
        """Whether something is gone afterwards."""
        return self.method == "DELETE" or self.path.endswith(("/delete", "/remove", "/revoke"))

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def ways(app: FastAPI) -> list[Way]:
    """Everything that an application answers but its files, mounted applications included: what only reads first, what deletes last, and of that the
    smaller things before what they belong to."""
    found = {Way(method, path) for path, methods in _routes(app.routes) for method in methods - {"HEAD", "OPTIONS"}}
    return sorted(found, key=lambda way: (not way.reads, way.deletes, way.method == "DELETE", -way.path.count("/") if way.deletes else 0, way.path))


def _routes(routes: Any, prefix: str = "") -> Iterator[tuple[str, set[str]]]:
    for route in routes:
        if hasattr(route, "effective_route_contexts"):  # FastAPI keeps an included router whole
            yield from _routes(list(route.effective_route_contexts()), prefix)
        elif isinstance(route, Mount) or (getattr(route, "methods", None) is None and getattr(route, "routes", None)):
            if not isinstance(route.app, StaticFiles):
                yield from _routes(route.routes, prefix + route.path)
        else:
            yield prefix + route.path, set(route.methods)


@dataclass(frozen=True)
class Answer:
    """What came back; of a stream its beginning."""

    status: int
    headers: str
    body: bytes

    @property
    def told(self) -> str:
        """Everything that somebody can read in it."""
        return f"{self.headers}\n{self.body.decode('utf-8', 'replace')}"


async def asked(
    app: FastAPI, way: Way, address: str, headers: dict[str, str], sent: dict[str, Any] | None = None, *, as_json: bool = False
) -> Answer:
    """One request. A stream is left after what it says at once; an error that nobody has caught is a 500 that tells it."""
    parts, body = urlsplit(address), b"" if sent is None else (json.dumps(sent) if as_json else urlencode(sent)).encode()
    kind = "application/json" if as_json else "application/x-www-form-urlencoded"
    about = {"content-type": kind, "content-length": str(len(body))} if body else {}
    headers = {"host": "interviews.example.org"} | about | headers
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": way.method,
        "scheme": "https",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    requests = asyncio.Queue[dict[str, Any]]()
    requests.put_nowait({"type": "http.request", "body": body, "more_body": False})
    start: dict[str, Any] = {}
    chunks: list[bytes] = []
    enough = asyncio.Event()

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            return
        chunks.append(message.get("body", b""))
        if not message.get("more_body") or (b"text/event-stream" in dict(start["headers"]).get(b"content-type", b"") and any(chunks)):
            enough.set()

    running = asyncio.create_task(app(scope, requests.get, send))  # type: ignore[arg-type]
    waiting = asyncio.create_task(enough.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if enough.is_set() and not running.done():
        requests.put_nowait({"type": "http.disconnect"})
        running.cancel()
    (outcome,) = await asyncio.gather(running, return_exceptions=True)
    if isinstance(outcome, Exception):
        return Answer(500, "", repr(outcome).encode())
    return Answer(start["status"], "\n".join(f"{name.decode()}: {value.decode()}" for name, value in start["headers"]), b"".join(chunks))
