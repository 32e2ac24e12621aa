"""The reminders of whoever holds a token, and how they like to be reminded."""

from typing import Annotated

from fastapi import APIRouter, Request, Response, Security
from pydantic import StringConstraints

from bot.channels.web.api.bearer import holder
from bot.channels.web.api.errors import Invalid, described
from bot.channels.web.api.practising import Key
from bot.channels.web.api.reminder_shapes import Ask, AskAhead, Change, Foreseen, ReminderShown, RoutineSent, RoutineShown, TimePast
from bot.channels.web.here import web_of
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Conflicting
from bot.channels.web.reminding.whom import own, whom, zone_of
from bot.channels.web.tokens import once
from bot.channels.web.viewer import Scope, Viewer
from bot.reminder_words import standing
from bot.reminders import MOST, Kept, TooMany
from interview_flow.reminding.reminders import Reminder, Routine
from interview_flow.schedule import BadPhrase, UnknownZone

router = APIRouter(tags=["reminders"])
Reads = Annotated[Viewer, Security(holder, scopes=[Scope.READ])]
Practises = Annotated[Viewer, Security(holder, scopes=[Scope.PRACTISE])]
ReminderId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,64}$")]
LATEST = 10
"""Times of which it is told what became of them."""


@router.get("/me/reminders", responses=described(401, 403, 503))
async def reminders(request: Request, viewer: Reads) -> list[ReminderShown]:
    """Your reminders, the oldest first."""
    web = web_of(request)
    return [await _shown(web, viewer, each) for each in await web.app.reminders.of_person(viewer.person)]


@router.post("/me/reminders", status_code=201, responses=described(401, 403, 409, 422, 503))
async def add(request: Request, response: Response, viewer: Practises, wanted: Ask, key: Key = None) -> ReminderShown:
    """Be reminded in Slack from now on. 409 where there is no Slack, and for one more than you may have."""
    web = web_of(request)
    who = await whom(web, viewer)
    try:
        kept = await web.app.reminders.add(who, wanted.phrase, f"api {viewer.person} {key or once()}")
    except BadPhrase as bad:
        raise Invalid(str(bad)) from bad
    except TooMany as many:
        raise Conflicting(f"You have {MOST} reminders, and that is as many as one may have.") from many
    response.headers["location"] = f"{request.scope.get('root_path', '')}/me/reminders/{kept.reminder.id}"
    return await _shown(web, viewer, kept)


@router.post("/me/reminders/preview", responses=described(401, 403, 422, 503))
async def preview(request: Request, viewer: Reads, wanted: AskAhead) -> Foreseen:
    """What a phrase would become; nothing is kept."""
    web = web_of(request)
    try:
        kept = await web.app.reminders.foreseen(
            viewer.person, wanted.phrase, wanted.zone or (await zone_of(web, viewer) if viewer.is_local else None)
        )
    except (BadPhrase, UnknownZone) as bad:
        raise Invalid(str(bad)) from bad
    return Foreseen.of_phrase(kept, await web.app.reminders.reminders.routine(viewer.person))


@router.get("/me/reminders/{reminder_id}", responses=described(401, 403, 404, 422, 503))
async def one(request: Request, viewer: Reads, reminder_id: ReminderId) -> ReminderShown:
    """One of yours."""
    web = web_of(request)
    return await _shown(web, viewer, await web.app.reminders.told(await own(web, viewer, reminder_id)))


@router.patch("/me/reminders/{reminder_id}", responses=described(401, 403, 404, 409, 422, 503))
async def change(request: Request, viewer: Practises, reminder_id: ReminderId, wanted: Change) -> ReminderShown:
    """Another schedule, a rest, or its end, or that you mean it in your quiet hours."""
    web = web_of(request)
    book, reminder = web.app.reminders, await own(web, viewer, reminder_id)
    if wanted.paused_until and (wanted.paused is False or wanted.paused_until <= web.clock()):
        raise Invalid("`paused_until` must lie ahead, and goes with a pause.")
    if wanted.phrase is not None:
        await _changed(web, reminder, wanted.phrase)
    if wanted.kept_at_night:
        await book.keep_at_night(viewer.person, reminder.id)
    if wanted.paused or wanted.paused_until:
        await book.pause(viewer.person, reminder.id, wanted.paused_until)
    elif wanted.paused is False:
        await book.resume(viewer.person, reminder.id)
    return await _shown(web, viewer, await book.told(await own(web, viewer, reminder_id)))


@router.delete("/me/reminders/{reminder_id}", status_code=204, responses=described(401, 403, 404, 422, 503))
async def remove(request: Request, viewer: Practises, reminder_id: ReminderId) -> Response:
    """It does not come any more."""
    web = web_of(request)
    await web.app.reminders.remove(viewer.person, (await own(web, viewer, reminder_id)).id)
    return Response(status_code=204)


@router.get("/me/routine", responses=described(401, 403, 503))
async def routine(request: Request, viewer: Reads) -> RoutineShown:
    """How you like to be reminded."""
    web = web_of(request)
    return await _routine_shown(web, viewer, await web.app.reminders.reminders.routine(viewer.person))


@router.put("/me/routine", responses=described(401, 403, 422, 503))
async def like(request: Request, viewer: Practises, wanted: RoutineSent) -> RoutineShown:
    """How you like to be reminded from now on, as a whole."""
    web = web_of(request)
    if wanted.away_until and not (wanted.away_since and wanted.away_since < wanted.away_until):
        raise Invalid("`away_until` must be later than `away_since`.")
    kept = await web.app.reminders.keep_routine(Routine.model_validate({"person": viewer.person} | wanted.model_dump()))
    return await _routine_shown(web, viewer, kept)


async def _changed(web: Web, reminder: Reminder, phrase: str) -> None:
    try:
        await web.app.reminders.change(reminder.person, reminder.id, phrase)
    except BadPhrase as bad:
        raise Invalid(str(bad)) from bad


async def _routine_shown(web: Web, viewer: Viewer, kept: Routine) -> RoutineShown:
    hours = {name: f"{getattr(kept, name):%H:%M}" for name in ("quiet_from", "quiet_to")}
    return RoutineShown.model_validate(kept.model_dump(exclude={"person"}) | hours | {"where": await zone_of(web, viewer)})


async def _shown(web: Web, viewer: Viewer, kept: Kept) -> ReminderShown:
    book, reminder, now = web.app.reminders, kept.reminder, web.clock()
    foreseen = Foreseen.of_phrase(kept, await book.reminders.routine(viewer.person))
    return ReminderShown(
        **dict(foreseen),
        id=reminder.id,
        kind=reminder.kind,
        standing=standing(kept, now),
        pinned=reminder.zone is not None,
        kept_at_night=reminder.kept_at_night,
        paused_until=reminder.paused_until if reminder.is_paused(now) else None,
        put_off_until=kept.snoozed.at if kept.snoozed else None,
        created_at=reminder.created_at,
        latest=[TimePast.of(each) for each in await book.occurrences.latest(reminder.id, LATEST)],
    )
