"""Where a route finds what it needs."""

from typing import TYPE_CHECKING

from fastapi import Request

if TYPE_CHECKING:
    from bot.channels.web.site import Web


def web_of(request: Request) -> "Web":
    """The site that was asked."""
    web: Web = request.app.state.web
    return web
