"""The API as an application of its own, mounted under `/api/v1`, with its own errors and its own description."""

from fastapi import FastAPI

from bot.channels.web.api import interviews, myself, practising, problems, quiz, reminders, sharing, skills
from bot.channels.web.api.errors import add_errors

PLACE = "/api/v1"


def api(web: object) -> FastAPI:
    """The application; `web` is what its routes need (`bot.channels.web.site.Web`)."""
    app = FastAPI(
        title="mock-interview",
        version="1",
        description=(
            "Interviews to list, read, hold, share and delete. Send a token of your own (made on the page Account) as `Authorization: Bearer mi_...`; "
            "without Slack, on a machine of your own, none is needed. Bodies are JSON: send `Content-Type: application/json` with them. "
            "What goes wrong is told as `application/problem+json` (RFC 9457)."
        ),
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.web = web
    for each in (myself, skills, reminders, interviews, practising, sharing, problems, quiz):
        app.include_router(each.router)
    add_errors(app)
    return app
