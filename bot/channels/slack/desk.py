"""What is asked for by the command, by buttons and in modals: decided here, said in the thread by a job or shown to the person alone."""

import secrets
from dataclasses import dataclass

from bot.archive import Archive
from bot.bank import Bank
from bot.channels.slack import words
from bot.channels.slack.incoming import Asked, Pressed, Whose
from bot.channels.slack.mrkdwn import escaped
from bot.channels.slack.reception import Reception
from bot.channels.slack.views import actions, lists, review, talk, trouble
from bot.channels.slack.views.blocks import Block, Message
from bot.channels.slack.views.preferences import Preferences
from bot.channels.slack.views.preferences import settings as settings_modal
from bot.conversation import Conversation
from interview_flow.phases import IllegalMove, Phase, Stage
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Wish
from storage.failures import AlreadyHeard, Ambiguous, UnknownInterview
from storage.people import People, Person
from storage.threads import Thread, Threads, opening
from storage.transcripts import OPEN, Listed, Transcripts

WISHES = {actions.HINT: Wish.HINT, actions.NEXT: Wish.NEXT, actions.PAUSE: Wish.PAUSE, actions.RESUME: Wish.RESUME, actions.END: Wish.END}
GOES = {Wish.PAUSE: (Stage.ACTIVE,), Wish.RESUME: (Stage.PAUSED,), Wish.END: OPEN}
"""The stages in which a command finds an interview that is not named."""
LISTED = 20
"""Interviews in a list."""


@dataclass(frozen=True)
class Shown:
    """What a person gets to see: a message for them alone, or a modal."""

    message: Message | None = None
    modal: Block | None = None


@dataclass
class Desk:
    """Answers requests. Every method raises `StorageFailed` when nothing could be kept; then the request may come again."""

    conversation: Conversation
    transcripts: Transcripts
    threads: Threads
    people: People
    archive: Archive
    bank: Bank
    reception: Reception

    async def asked(self, asked: Asked) -> Shown:
        """The slash command."""
        return await self.run(
            asked.whose, asked.text, f"slack:trigger:{asked.trigger}", app=asked.app, channel=None if asked.is_direct else asked.channel
        )

    async def run(self, whose: Whose, text: str, arrival: str, *, app: str = "", channel: str | None = None) -> Shown:
        """What the words after the command ask for."""
        match words.parse(text, self.bank):
            case words.Start() as start:
                return await self.start(whose, start, arrival, app=app, channel=channel)
            case words.Problems(difficulty=difficulty, tag=tag):
                return Shown(lists.problems(self.bank, difficulty, tag))
            case words.List():
                return Shown(await self.listed(whose))
            case words.Review(id=prefix):
                return await self.review(whose, prefix)
            case words.Resume(id=prefix):
                return Shown(await self.wish(whose, Wish.RESUME, prefix, arrival))
            case words.Pause(id=prefix):
                return Shown(await self.wish(whose, Wish.PAUSE, prefix, arrival))
            case words.End(id=prefix):
                return Shown(await self.wish(whose, Wish.END, prefix, arrival))
            case words.Settings():
                return Shown(modal=settings_modal(preferences(await self.people.find(whose.person))))
            case words.Unclear() as unclear:
                return Shown(talk.unclear(unclear, self.bank))
            case words.Wrong(sentence=sentence):
                return Shown(talk.wrong(sentence))
            case words.Help():
                return Shown(talk.usage())

    async def start(self, whose: Whose, wanted: words.Start, arrival: str, *, app: str, channel: str | None = None) -> Shown:
        """Begin an interview, in `channel` if that was asked for, otherwise in the app's own conversation with the person."""
        liked, problem = preferences(await self.people.find(whose.person)), self.bank.find(wanted.topic).problem
        interview_id, here = secrets.token_hex(5), wanted.here and channel is not None
        thread = Thread(
            interview_id=interview_id,
            enterprise=whose.enterprise,
            team=whose.team,
            user=whose.user,
            channel=channel if here else None,
            in_channel=here,
        )
        try:
            await self.conversation.begin(
                interview_id,
                topic=wanted.topic,
                problem=problem.slug if problem else None,
                level=wanted.level or liked.level,
                mode=wanted.mode or liked.mode,
                minutes=liked.minutes if wanted.minutes is None else wanted.minutes,
                candidate=whose.person,
                arrivals=[arrival],
                alongside=[opening(thread)],
            )
        except AlreadyHeard:  # the same request again: its interview is there
            pass
        except ValueError as error:
            return Shown(talk.wrong(escaped(f"{str(error)[0].upper()}{str(error)[1:]}.")))
        else:
            await self.reception.put("answer", interview_id)
        return Shown(talk.started_link(problem.title if problem else wanted.topic, _home(whose, app)))

    async def wish(self, whose: Whose, wish: Wish, prefix: str | None, arrival: str) -> Message:
        """Pause, resume or end the interview that is named, or the only one it can be; several are offered."""
        if prefix:
            found = await self._named(whose, prefix)
        else:
            could = [each for each in await self.transcripts.open_interviews(whose.person) if each.stage in GOES[wish]]
            if len(could) > 1:
                return lists.which(could, wish)
            found = could[0] if could else None
        if found is None:
            return trouble.unknown_interview(prefix) if prefix else trouble.none_open()
        if not await self._wished(found.id, wish, arrival):
            return trouble.over(found.id)
        return talk.done(wish, found.topic, await self._link(found.id))

    async def review(self, whose: Whose, prefix: str | None, phase: Phase | None = None) -> Shown:
        """The review of a past interview; the latest that is over if none is named."""
        if prefix:
            found = await self._named(whose, prefix)
        else:
            past = [each for each in await self.transcripts.listed(whose.person, LISTED) if each.stage is Stage.FINISHED]
            found = past[0] if past else None
        if found is None:
            return Shown(trouble.unknown_interview(prefix) if prefix else talk.nothing_to_review())
        return Shown(modal=review.review(await self.archive.kept(found.id), self.bank.rubric, phase))

    async def listed(self, whose: Whose) -> Message:
        """The person's interviews."""
        found = await self.transcripts.listed(whose.person, LISTED)
        return lists.listed(found, await self.threads.links([each.id for each in found]))

    async def pressed(self, pressed: Pressed) -> Shown:
        """A button or a menu."""
        action, arrival = actions.named(pressed.action), f"slack:action:{pressed.whose.user}:{pressed.at}"
        match action:
            case actions.START:
                start = words.Start.from_value(pressed.value)
                return await self.start(pressed.whose, start, arrival, app=pressed.app, channel=pressed.channel) if start else Shown(trouble.stale())
            case actions.RUN:
                return await self.run(pressed.whose, pressed.value, arrival, app=pressed.app, channel=pressed.channel)
            case actions.PROBLEMS:
                return Shown(lists.problems(self.bank))
            case actions.PROBLEMS_DIFFICULTY | actions.PROBLEMS_TAG:
                chosen = lists.filtered(pressed.state)
                return Shown(lists.problems(self.bank, chosen.difficulty, chosen.tag))
            case actions.LIST:
                return Shown(await self.listed(pressed.whose))
            case actions.HELP:
                return Shown(talk.usage())
            case actions.SETTINGS:
                return Shown(modal=settings_modal(preferences(await self.people.find(pressed.whose.person))))
            case actions.LINK:
                return Shown()
            case _:
                return await self._about(pressed, action, arrival)

    async def settled(self, whose: Whose, chosen: Preferences) -> None:
        """The settings were saved."""
        person = await self.people.find(whose.person)
        await self.people.save(person.model_copy(update={"level": chosen.level, "mode": chosen.mode, "minutes": chosen.minutes}))
        await self.reception.put("home", whose.team, whose.enterprise or "", whose.user)

    async def _about(self, pressed: Pressed, action: str, arrival: str) -> Shown:
        """What was pressed is about an interview, and only its candidate may."""
        interview_id, about = actions.unpair(pressed.value)
        try:
            found = await self.transcripts.find(interview_id)
        except (UnknownInterview, Ambiguous):
            return Shown(trouble.stale())
        if found.id != interview_id or found.candidate != pressed.whose.person:
            thread = await self.threads.of(found.id)
            may_know = thread and (thread.team, thread.channel) == (pressed.whose.team, pressed.channel)
            return Shown(trouble.not_yours(thread.user) if thread and may_know else trouble.stale())
        return await self._own(pressed, action, arrival, found, about)

    async def _own(self, pressed: Pressed, action: str, arrival: str, found: Listed, about: str) -> Shown:
        match action:
            case actions.HINT | actions.NEXT | actions.PAUSE | actions.RESUME | actions.END:
                return Shown(None if await self._wished(found.id, WISHES[action], arrival) else trouble.over(found.id))
            case actions.REVIEW:
                return await self.review(pressed.whose, found.id)
            case actions.REVIEW_PHASE:
                return await self.review(pressed.whose, found.id, Phase(about) if about in set(Phase) else None)
            case actions.AGAIN:
                again = words.Start(found.topic, found.level, found.mode)
                return await self.start(pressed.whose, again, arrival, app=pressed.app)
            case actions.TAKE_AS_ANSWER:
                taken = await self._wished(found.id, about, f"slack:taken:{pressed.channel}:{pressed.message}")
                return Shown(talk.done("answer", found.topic, await self._link(found.id)) if taken else trouble.over(found.id))
            case actions.DOCUMENT:
                await self.reception.put("document", found.id, about, pressed.at)
            case actions.SHOW_AGAIN:
                await self.reception.put("show_again", found.id, about)
            case actions.TRY_AGAIN:
                await self.threads.recovered(found.id)
                await self.reception.put("answer", found.id)
            case _:
                return Shown(trouble.stale())
        return Shown()

    async def _wished(self, interview_id: str, said: str, arrival: str) -> bool:
        """Whether the interview could hear it."""
        try:
            await self.conversation.hear(interview_id, said, arrivals=[arrival])
        except AlreadyHeard:
            pass
        except IllegalMove:
            return False
        await self.reception.put("answer", interview_id)
        return True

    async def _named(self, whose: Whose, prefix: str) -> Listed | None:
        """The person's interview whose id begins so."""
        try:
            found = await self.transcripts.find(prefix)
        except (UnknownInterview, Ambiguous):
            return None
        return found if found.candidate == whose.person else None

    async def _link(self, interview_id: str) -> str | None:
        return (await self.threads.links([interview_id])).get(interview_id)


def preferences(person: Person) -> Preferences:
    """How a person likes to practise; what they never set is as for everybody."""
    usual = Preferences()
    return Preferences(
        Level(person.level or usual.level), Mode(person.mode or usual.mode), usual.minutes if person.minutes is None else person.minutes
    )


def _home(whose: Whose, app: str) -> str:
    """The app's own conversation with a person."""
    return f"https://slack.com/app_redirect?team={whose.team}&app={app}" if app else f"https://slack.com/app_redirect?team={whose.team}"
