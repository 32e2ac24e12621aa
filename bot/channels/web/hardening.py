"""What every answer of the site tells a browser besides its policy."""

from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ONLY_HTTPS = "max-age=31536000"
"""One year. Subdomains are not ours to speak for."""


class Hardened:
    """Private answers are never a shared cache's (`no-store` comes from `slack.http`); where the site is reached by https, it is by nothing else."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app, self._https = app, https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Cookie")
                if self._https:
                    headers.setdefault("strict-transport-security", ONLY_HTTPS)
                state: dict[str, Any] = scope.get("state", {})
                if "cookie" in state and "set-cookie" not in headers:  # who signs in or out anyhow needs no longer life
                    headers.append("set-cookie", state["cookie"])
            await send(message)

        await self._app(scope, receive, adding)
