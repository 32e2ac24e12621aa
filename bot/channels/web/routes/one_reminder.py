"""`/reminders/ID`: one reminder is changed, rests for a while, comes again, or is removed."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web.forms import Form
from bot.channels.web.here import web_of
from bot.channels.web.reading import Reader
from bot.channels.web.reminding.asking import Asked, asked, calendar_of
from bot.channels.web.reminding.liking import Unclear, midnight
from bot.channels.web.reminding.shown import one_shown
from bot.channels.web.reminding.whom import own
from bot.channels.web.routes.practice import Practising
from bot.channels.web.tokens import once
from bot.channels.web.viewer import Viewer
from interview_flow.reminding.reminders import Reminder

router = APIRouter(prefix="/reminders/{reminder_id}")


async def its(request: Request, viewer: Reader, reminder_id: str) -> Reminder:
    """The reminder that a route is about. Raises `NotSignedIn`, `Forbidden`, `NotThere`."""
    return await own(web_of(request), viewer, reminder_id)


Its = Annotated[Reminder, Depends(its)]


@router.get("")
async def one(request: Request, viewer: Reader, reminder: Its, phrase: Annotated[str, Query()] = "") -> Response:
    """The reminder; with a phrase, also what it would become."""
    found = await asked(web_of(request), viewer, phrase, of=reminder)
    return await _page(request, viewer, reminder, 400 if found.wrong else 200, asked=found)


@router.get("/calendar.ics")
async def calendar(request: Request, reminder: Its) -> Response:
    """Its next times for somebody's own calendar."""
    web = web_of(request)
    return calendar_of(request, web, await web.app.reminders.told(reminder))


@router.post("/change")
async def change(request: Request, viewer: Practising, reminder: Its, form: Form) -> Response:
    """Another schedule."""
    web, phrase = web_of(request), form.text("phrase")
    found = await asked(web, viewer, phrase, of=reminder)
    if found.would_be is None:
        return await _page(request, viewer, reminder, 400, asked=found)
    await web.app.reminders.change(viewer.person, reminder.id, phrase)
    return _back(reminder, "changed")


@router.post("/pause")
async def pause(request: Request, viewer: Practising, reminder: Its, form: Form) -> Response:
    """It rests until the day that is named, or until it is resumed."""
    web = web_of(request)
    zone, now = (await web.app.reminders.told(reminder)).zone, web.clock()
    try:
        until = midnight(form.text("until"), "until", zone, now)
        if until and until <= now:
            raise Unclear("until", "A day that is still to come.")
    except Unclear as unclear:
        return await _page(request, viewer, reminder, 400, wrong=unclear.says, typed=form.text("until"))
    await web.app.reminders.pause(viewer.person, reminder.id, until)
    return _back(reminder, "paused")


@router.post("/resume")
async def resume(request: Request, viewer: Practising, reminder: Its, form: Form) -> Response:
    """It comes again."""
    await web_of(request).app.reminders.resume(viewer.person, reminder.id)
    return _back(reminder, "resumed")


@router.post("/night")
async def keep_at_night(request: Request, viewer: Practising, reminder: Its, form: Form) -> Response:
    """They mean the times in their quiet hours."""
    await web_of(request).app.reminders.keep_at_night(viewer.person, reminder.id)
    return _back(reminder, "saved")


@router.get("/remove")
async def asking(request: Request, viewer: Practising, reminder: Its) -> Response:
    """Do they mean it?"""
    web = web_of(request)
    return web.page(request, "reminder_remove", shown=await one_shown(web, viewer, await web.app.reminders.told(reminder)))


@router.post("/remove")
async def remove(request: Request, viewer: Practising, reminder: Its, form: Form) -> Response:
    """It never comes again."""
    if form.text("sure") != "yes":
        return RedirectResponse(request.url.path, 303)
    await web_of(request).app.reminders.remove(viewer.person, reminder.id)
    return RedirectResponse("/reminders?said=removed", 303)


def _back(reminder: Reminder, said: str) -> Response:
    return RedirectResponse(f"/reminders?said={said}#reminder-{reminder.id}", 303)


async def _page(request: Request, viewer: Viewer, reminder: Reminder, status: int = 200, **shown: Any) -> Response:
    web = web_of(request)
    told: dict[str, Any] = {"asked": Asked(of=reminder.id), "wrong": "", "typed": "", **shown}
    return web.page(request, "reminder", status, shown=await one_shown(web, viewer, await web.app.reminders.told(reminder)), once=once(), **told)
