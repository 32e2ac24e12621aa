"""What the API offers, as a page: the OpenAPI description, read aloud."""

from typing import Any

from fastapi import APIRouter, Request, Response

from bot.channels.web.api.errors import NAMES
from bot.channels.web.viewer import Whoever

router = APIRouter()


@router.get("/api")
async def api_page(request: Request, viewer: Whoever) -> Response:
    """Every operation, what it takes and gives. There is nothing private in it."""
    web, description = request.app.state.web, request.app.state.api.openapi()
    origin = (web.settings.public_url or f"{request.url.scheme}://{request.url.netloc}").rstrip("/")
    return web.page(request, "api", api=description, groups=_groups(description), errors=NAMES, origin=origin)


def _groups(description: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The operations by their tag, in order."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append({"method": method.upper(), "path": path, **operation})
    return groups
