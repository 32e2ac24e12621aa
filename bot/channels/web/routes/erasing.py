"""The end of one interview, or of everything about a person; and the copy that one may want first."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from bot.channels.web.access import Own, Seen
from bot.channels.web.forms import Form
from bot.channels.web.here import web_of
from bot.channels.web.refusals import Conflicting, Forbidden, NotThere
from bot.channels.web.routes.account import Themselves
from bot.channels.web.viewer import Scope, Somebody, Viewer
from bot.erasing import FilesStay, erase, erase_person
from bot.exporting import exported
from bot.zipping import zipped
from storage.comments import Comments
from storage.failures import UnknownInterview
from storage.shares import Shares
from storage.threads import Threads

router = APIRouter()

CONFIRMED = "delete everything"
"""What is typed by who means it."""


async def deletable(viewer: Somebody, own: Own) -> Seen:
    """An interview that the viewer may delete. Raises `Forbidden`."""
    if Scope.DELETE not in viewer.scopes:
        raise Forbidden
    return own


Deletable = Annotated[Seen, Depends(deletable)]


@router.get("/interviews/{interview_id}/delete")
async def asking(request: Request, found: Deletable) -> Response:
    """What goes and what stays."""
    web = web_of(request)
    active = [each for each in await Shares(web.app.database).of(found.id) if each.is_active(web.clock())]
    counted = {"shares": len(active), "comments": len(await Comments(web.app.database).of(found.id))}
    in_slack = await Threads(web.app.database).of(found.id) is not None
    title = web.app.bank.title(found.interview.problem, found.interview.topic, found.interview.drill)
    return web.page(request, "delete", found=found, title=title, in_slack=in_slack, **counted)


@router.post("/interviews/{interview_id}/delete")
async def delete(request: Request, found: Deletable, form: Form) -> Response:
    """It is gone."""
    if form.text("sure") != "yes":
        return RedirectResponse(request.url.path, 303)
    web = web_of(request)
    try:
        await erase(web.app, web.settings.documents, found.id, web.clock())
    except UnknownInterview as unknown:
        raise NotThere from unknown
    except FilesStay as stay:
        raise Conflicting(
            "Its documents could not be removed from the disk, so nothing was deleted. Whoever runs this server finds out more in its log."
        ) from stay
    return RedirectResponse("/", 303)


@router.get("/account/export")
async def copy(request: Request, viewer: Themselves) -> Response:
    """Everything kept about a person, as a zip file that is made while it is sent."""
    web = web_of(request)
    now = web.clock()
    headers = {"content-disposition": f'attachment; filename="mock-interview-{now:%Y-%m-%d}.zip"'}
    return StreamingResponse(zipped(exported(web.app, viewer.person, now), now), media_type="application/zip", headers=headers)


@router.get("/account/delete")
async def asking_about_everything(request: Request, viewer: Themselves) -> Response:
    """What goes and what stays."""
    return await _everything(request, viewer)


@router.post("/account/delete")
async def delete_everything(request: Request, viewer: Themselves, form: Form) -> Response:
    """Nothing about them is left."""
    if " ".join(form.text("typed").casefold().split()) != CONFIRMED:
        return await _everything(request, viewer, f"Type “{CONFIRMED}” into the field. Nothing was deleted.")
    web = web_of(request)
    try:
        await erase_person(web.app, web.settings.documents, viewer.person, web.clock())
    except FilesStay as stay:
        raise Conflicting(
            "Documents could not be removed from the disk, so nothing was deleted. Whoever runs this server finds out more in its log."
        ) from stay
    return RedirectResponse("/", 303)


async def _everything(request: Request, viewer: Viewer, wrong: str = "") -> Response:
    web = web_of(request)
    theirs = await web.app.transcripts.listed(viewer.person, limit=None)
    return web.page(request, "forget_me", 400 if wrong else 200, interviews=len(theirs), wrong=wrong)
