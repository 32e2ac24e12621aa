"""Interviews that are kept: list, search, read, download, delete."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response, Security
from fastapi.responses import PlainTextResponse

from bot.channels.web.api.bearer import holder
from bot.channels.web.api.errors import described
from bot.channels.web.api.shapes import DocumentName, InterviewId, InterviewListed, InterviewsPage
from bot.channels.web.viewer import Scope, Viewer

router = APIRouter(tags=["interviews"])
Reads = Annotated[Viewer, Security(holder, scopes=[Scope.READ])]
Deletes = Annotated[Viewer, Security(holder, scopes=[Scope.DELETE])]
