"""`/reminders`: what brings somebody back, in words; said by a phrase, and shown back before it is kept."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from bot.channels.web.forms import Form
from bot.channels.web.here import web_of
from bot.channels.web.reading import Reader
from bot.channels.web.reminding.asking import Asked, asked, calendar_of
from bot.channels.web.reminding.liking import MOST_A_DAY, Unclear, away_of, liked
from bot.channels.web.reminding.shown import all_shown
from bot.channels.web.reminding.whom import own, whom, zone_of, zones
from bot.channels.web.routes.practice import Practising
from bot.channels.web.tokens import once
from bot.channels.web.viewer import Viewer
from bot.digests import PERSONAL
from bot.reminder_words import away_told
from bot.reminders import MOST, TooMany
from interview_flow.reminding.reminders import ReminderKind
from interview_flow.schedule import BadPhrase

router = APIRouter()

FULL = f"You have {MOST} reminders, and that is as many as one may have. Remove one first."
Phrase = Annotated[str, Query()]


@router.get("/reminders")
async def reminders(request: Request, viewer: Reader, phrase: Phrase = "", zone: Phrase = "") -> Response:
    """Every reminder of the viewer's; with a phrase, also what it would become."""
    found = await asked(web_of(request), viewer, phrase, zone)
    return await _page(request, viewer, 400 if found.wrong else 200, asked=found)


@router.get("/reminders/preview")
async def preview(request: Request, viewer: Reader, phrase: Phrase = "", zone: Phrase = "", of: Phrase = "") -> Response:
    """The part of the page that shows a phrase back, while it is typed. `of` is the reminder that is to be changed."""
    web = web_of(request)
    found = await asked(web, viewer, phrase, zone, await own(web, viewer, of) if of else None)
    return HTMLResponse(web.pages.fragment("_reminder_preview", asked=found, token=web.forms.token(viewer), once=once()))


@router.get("/reminders.ics")
async def calendar(request: Request, viewer: Reader, phrase: Phrase = "", zone: Phrase = "") -> Response:
    """A file of the next times of a phrase for somebody's own calendar; for a wrong phrase the page that says what is wrong."""
    web = web_of(request)
    found = await asked(web, viewer, phrase, zone)
    if found.would_be is None or not found.would_be.times:
        return RedirectResponse(f"/reminders?{urlencode({'phrase': phrase, 'zone': zone})}", 303)
    return calendar_of(request, web, found.would_be.kept)


@router.post("/reminders")
async def add(request: Request, viewer: Practising, form: Form) -> Response:
    """One more; the same form again adds nothing."""
    web, phrase = web_of(request), form.text("phrase")
    try:
        kept = await web.app.reminders.add(await whom(web, viewer), phrase, _arrival(viewer, form.text("arrival")))
    except BadPhrase:
        return await _page(request, viewer, 400, asked=await asked(web, viewer, phrase))
    except TooMany:
        return await _page(request, viewer, 409, asked=await asked(web, viewer, phrase), full=FULL)
    return RedirectResponse(f"/reminders?said=added#reminder-{kept.reminder.id}", 303)


@router.post("/reminders/digest")
async def digest(request: Request, viewer: Practising, form: Form) -> Response:
    """Switch the weekly digest on or off."""
    web = web_of(request)
    book, who = web.app.reminders, await whom(web, viewer)
    there = [each.reminder for each in await book.of_person(viewer.person) if each.reminder.kind is ReminderKind.DIGEST]
    if form.text("on") != "yes":
        for each in there:
            await book.remove(viewer.person, each.id)
    elif not there:
        try:
            await book.add(who, PERSONAL, _arrival(viewer, form.text("arrival")), kind=ReminderKind.DIGEST)
        except TooMany:
            return await _page(request, viewer, 409, full=FULL)
    return RedirectResponse("/reminders?said=saved#digest", 303)


@router.post("/reminders/routine")
async def like(request: Request, viewer: Practising, form: Form) -> Response:
    """How they like to be reminded from now on."""
    web = web_of(request)
    await whom(web, viewer)
    try:
        await web.app.reminders.keep_routine(liked(form, await web.app.reminders.reminders.routine(viewer.person)))
    except Unclear as unclear:
        return await _page(request, viewer, 400, wrong={unclear.field: unclear.says}, typed=form)
    return RedirectResponse("/reminders?said=saved#liking", 303)


@router.post("/reminders/away")
async def away(request: Request, viewer: Practising, form: Form) -> Response:
    """On holiday, or (`back`) home again."""
    web = web_of(request)
    book = web.app.reminders
    await whom(web, viewer)
    if form.text("back"):
        await book.back(viewer.person)
        return RedirectResponse("/reminders?said=back", 303)
    try:
        since, until = away_of(form, await zone_of(web, viewer), web.clock())
    except Unclear as unclear:
        return await _page(request, viewer, 400, wrong={unclear.field: unclear.says}, typed=form)
    await book.away(viewer.person, until, since)
    return RedirectResponse("/reminders?said=saved#away", 303)


def _arrival(viewer: Viewer, arrival: str) -> str:
    """What makes a form count once."""
    return f"web {viewer.person} {arrival or once()}"


async def _page(request: Request, viewer: Viewer, status: int = 200, **shown: Any) -> Response:
    web = web_of(request)
    found = await all_shown(web, viewer)
    routine = await web.app.reminders.reminders.routine(viewer.person)
    zone = await zone_of(web, viewer)
    told: dict[str, Any] = {"asked": Asked(can_keep=viewer.team is not None), "full": "", "wrong": {}, "typed": None, **shown}
    return web.page(
        request,
        "reminders",
        status,
        reminders=[each for each in found if not each.is_digest],
        digest=next((each for each in found if each.is_digest), None),
        routine=routine,
        zone=zone,
        zones=zones(),
        away=away_told(routine, zone, web.clock()),
        is_away=routine.is_away(web.clock()),
        most=MOST,
        most_a_day=MOST_A_DAY,
        once=once(),
        said=request.query_params.get("said", ""),
        **told,
    )
