"""Where a route finds what it needs."""

from fastapi import Request

from bot.channels.web.parts import Web


def web_of(request: Request) -> Web:
    """The site that was asked."""
    web: Web = request.app.state.web
    return web
