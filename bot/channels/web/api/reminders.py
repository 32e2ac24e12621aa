"""The reminders of whoever holds a token, and how they like to be reminded."""

from datetime import UTC, datetime
from typing import Annotated, Self

from fastapi import APIRouter, Request, Response, Security
from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, StringConstraints

from bot.channels.web.api.bearer import holder
from bot.channels.web.api.errors import Invalid, described
from bot.channels.web.api.practising import Key
from bot.channels.web.api.shapes import Sent
from bot.channels.web.here import web_of
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Conflicting
from bot.channels.web.reminding.liking import MOST_A_DAY
from bot.channels.web.reminding.whom import own, whom, zone_of
from bot.channels.web.tokens import once
from bot.channels.web.viewer import Scope, Viewer
from bot.reminder_words import Standing, left_out, standing
from bot.reminders import MOST, Kept, TooMany
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Outcome, ReminderKind, Routine, State
from interview_flow.schedule import BadPhrase, Occasion, UnknownZone, zoned

router = APIRouter(tags=["reminders"])
Reads = Annotated[Viewer, Security(holder, scopes=[Scope.READ])]
Practises = Annotated[Viewer, Security(holder, scopes=[Scope.PRACTISE])]
ReminderId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,64}$")]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=500)]
OUR_DAYS = range(2000, 2200)
"""Years that are taken."""
LATEST = 10
"""Times of which it is told what became of them."""


def _zone(name: str) -> str:
    try:
        return zoned(name).key
    except UnknownZone as unknown:
        raise ValueError(str(unknown)) from unknown


def _in_our_days(at: datetime) -> datetime:
    if at.year not in OUR_DAYS:
        raise ValueError(f"must lie in the years {OUR_DAYS.start} to {OUR_DAYS.stop - 1}")
    return at.astimezone(UTC)


Zone = Annotated[str, StringConstraints(max_length=100), AfterValidator(_zone)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Instant = Annotated[AwareDatetime, AfterValidator(_in_our_days)]


class TimeAhead(BaseModel):
    """A time at which a reminder falls, with the offset of its zone; `left_out` is why it will come to nothing, as far as that is known."""

    at: AwareDatetime
    left_out: Note | None

    @classmethod
    def of(cls, kept: Kept, occasion: Occasion, routine: Routine) -> Self:
        """How `occasion` is told."""
        return cls(at=occasion.at, left_out=left_out(kept, occasion, routine))


class TimePast(BaseModel):
    """A time at which a reminder was due, and what became of it: why it was left out (`note`), or what you did with it (`outcome`)."""

    at: AwareDatetime
    kind: OccurrenceKind
    state: State
    note: Note | None
    outcome: Outcome | None

    @classmethod
    def of(cls, occurrence: Occurrence) -> Self:
        """How `occurrence` is told."""
        return cls.model_validate(occurrence.model_dump(include=set(cls.model_fields)))


class Foreseen(BaseModel):
    """What a phrase asks for, in words, by the clock of `zone`, with the next times. `is_quiet`: some of the times lie in your quiet hours."""

    phrase: str
    says: str
    zone: str
    is_quiet: bool
    upcoming: list[TimeAhead]

    @classmethod
    def of_phrase(cls, kept: Kept, routine: Routine) -> Self:
        """How what a phrase would become is told."""
        times = [TimeAhead.of(kept, each, routine) for each in kept.upcoming]
        return cls(phrase=kept.reminder.asked, says=kept.says, zone=kept.zone, is_quiet=kept.is_quiet, upcoming=times)


class ReminderShown(Foreseen):
    """A reminder of yours. `standing` is `rests` where it could not be sent several times in a row; a digest comes every week. `pinned` is whether its
    zone stays when you travel. `kept_at_night` says that you mean times in your quiet hours."""

    id: str
    kind: ReminderKind
    standing: Standing
    pinned: bool
    kept_at_night: bool
    paused_until: AwareDatetime | None
    put_off_until: AwareDatetime | None
    created_at: AwareDatetime
    latest: list[TimePast]


class Ask(Sent):
    """When you want to be reminded, in plain words: `every weekday at 9am`, `mon, wed and fri 18:30`, `tomorrow at 7`, `in 2 hours`."""

    phrase: Phrase


class AskAhead(Ask):
    """The same to be shown back; without a `zone` it is yours."""

    zone: Zone | None = None


class Change(Sent):
    """What changes; what is left out stays. `paused` true without `paused_until` is until you resume it; false resumes it."""

    phrase: Phrase | None = None
    paused: bool | None = None
    paused_until: Instant | None = None
    kept_at_night: Annotated[bool, Field(description="Only true: another phrase takes it back.")] | None = None


class RoutineSent(Sent):
    """How you like to be reminded; times of day are local (`22:00`). `zone` null is wherever Slack says that you are; away without `away_until` is until you say otherwise; both null is
    at home. `named`: a digest for your team may name you."""

    zone: Zone | None = None
    quiet_from: Clock = "22:00"
    quiet_to: Clock = "07:00"
    weekends: bool = True
    most_a_day: int = Field(default=3, ge=1, le=MOST_A_DAY)
    nudges: bool = True
    named: bool = False
    away_since: Instant | None = None
    away_until: Instant | None = None


class RoutineShown(RoutineSent):
    """The same, and `where` your clock stands."""

    where: str


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
        try:
            await book.change(viewer.person, reminder.id, wanted.phrase)
        except BadPhrase as bad:
            raise Invalid(str(bad)) from bad
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
