"""What is pressed or chosen, in a message, in Home or in a modal."""

from dataclasses import dataclass

from bot.channels.slack import requests
from bot.channels.slack.desk import Desk
from bot.channels.slack.incoming import Pressed, message_id
from bot.channels.slack.reactions import OF_A_REMINDER, Reactions
from bot.channels.slack.shown import Shown, Where
from bot.channels.slack.views import actions, lists, talk, trouble
from bot.channels.slack.views.quiz import wanted_in
from interview_flow.phases import Phase
from interview_flow.transcript import Wish
from storage.failures import Ambiguous, UnknownInterview
from storage.threads import Thread
from storage.transcripts import Listed

WISHES = {actions.HINT: Wish.HINT, actions.NEXT: Wish.NEXT, actions.PAUSE: Wish.PAUSE, actions.RESUME: Wish.RESUME, actions.END: Wish.END}
ONCE = (Wish.HINT, Wish.NEXT)
"""What a button gives once: a hint costs, and a phase that was skipped is gone, so nobody gets two by pressing twice."""
TOLD = (Wish.PAUSE, Wish.RESUME, Wish.END)
"""What is confirmed where it was pressed, if that is not the thread in which the reply comes."""


OF_REMINDERS = (
    actions.DRILL,
    actions.REMINDERS,
    actions.ROUTINE,
    actions.BACK,
    actions.REMINDER_SET,
    actions.REMINDER_CHANGE,
    actions.REMINDER_PAUSE,
    actions.REMINDER_RESUME,
    actions.REMINDER_REMOVE,
    actions.REMINDER_KEEP,
    actions.PRACTISE,
    actions.PRACTISE_WHOLE,
    *OF_A_REMINDER,
)


@dataclass
class Buttons:
    """Knows what each is for. Raises `StorageFailed` when nothing could be kept."""

    desk: Desk
    reactions: Reactions

    async def pressed(self, pressed: Pressed) -> Shown:
        """A button or a menu; what to show for it."""
        desk, action, whose, where = (
            self.desk,
            actions.named(pressed.action),
            pressed.whose,
            Where(pressed.channel, pressed.app, pressed.respond or ""),
        )
        match action:
            case actions.START:
                start = requests.Start.from_value(pressed.value)
                return await desk.start(whose, start, _arrival(pressed), where) if start else Shown(trouble.stale())
            case actions.RUN:
                return await desk.run(whose, pressed.value, _arrival(pressed), where)
            case actions.PROBLEMS:
                return Shown(lists.problems(desk.bank))
            case actions.PROBLEMS_DIFFICULTY | actions.PROBLEMS_TAG:
                chosen = lists.filtered(pressed.state)
                return Shown(lists.problems(desk.bank, chosen.difficulty, chosen.tag), replaces=True)
            case actions.LIST:
                return Shown(await desk.listed(whose))
            case actions.HELP:
                return Shown(talk.usage())
            case actions.SETTINGS:
                return await desk.settings(whose)
            case actions.QUIZ:
                return await desk.quizzes.ask(whose, wanted_in(pressed.value))
            case actions.TEAM_JOIN | actions.TEAM_LEAVE:
                return await desk.teams.pressed(pressed, action)
            case actions.LINK:
                return Shown()
            case action if action in OF_REMINDERS:
                return await self.reactions.pressed(pressed, action) or Shown(trouble.stale())
            case _:
                return await self._about(pressed, action)

    async def _about(self, pressed: Pressed, action: str) -> Shown:
        """What was pressed is about an interview, and only its candidate may; but those who were asked may score it."""
        interview_id, about = actions.unpair(pressed.value)
        try:
            found = await self.desk.transcripts.find(interview_id)
        except (UnknownInterview, Ambiguous):
            return Shown(trouble.stale())
        thread = await self.desk.threads.of(found.id)
        if found.id != interview_id or thread is None:
            return Shown(trouble.stale())
        if action == actions.SCORE and (form := await self.desk.opinions.form(pressed.whose, found.id)):
            return form
        if found.candidate != pressed.whose.person:
            may_know = (thread.team, thread.channel) == (pressed.whose.team, pressed.channel)
            return Shown(trouble.not_yours(thread.user) if may_know else trouble.stale())
        if action in WISHES:
            return await self._wished(pressed, WISHES[action], found, thread)
        return await self._own(pressed, action, found, thread, about)

    async def _own(self, pressed: Pressed, action: str, found: Listed, thread: Thread, about: str) -> Shown:
        put = self.desk.reception.put
        match action:
            case actions.REVIEW:
                return await self.desk.review(pressed.whose, found.id)
            case actions.REVIEW_PHASE:
                return await self.desk.review(pressed.whose, found.id, Phase(about) if about in set(Phase) else None)
            case actions.SHOW_ME:
                await self.desk.opinions.reveal(found.id, _arrival(pressed))
            case actions.SCORE_SELF:
                return await self.desk.opinions.own_form(found.id)
            case actions.ASK:
                return self.desk.opinions.ask_form(found.id)
            case actions.AGAIN if found.drill:
                drill = (await self.desk.reception.log.load(found.id)).drill
                assert drill, "the read model says so"
                where = Where(pressed.channel, pressed.app)
                return await self.desk.drill(pressed.whose, drill, found.problem, found.level, _arrival(pressed), where, found.topic)
            case actions.AGAIN:
                again = requests.Start(found.topic, found.level, found.mode)
                return await self.desk.start(pressed.whose, again, _arrival(pressed), Where(pressed.channel, pressed.app))
            case actions.TAKE_AS_ANSWER:
                return await self._taken(pressed, found, about)
            case actions.DOCUMENT:
                await self.desk.looked_at(found)
                await put("document", found.id, about, pressed.at)
                return (
                    Shown()
                    if _is_in(pressed, thread)
                    else Shown(talk.sent(found.id, self.desk.bank.title(found.problem, found.topic, found.drill), thread.link))
                )
            case actions.SHOW_AGAIN:
                await put("show_again", found.id, about)
            case actions.TRY_AGAIN:
                await self.desk.threads.recovered(found.id)
                await put("answer", found.id)
            case _:
                return Shown(trouble.stale())
        return Shown()

    async def _wished(self, pressed: Pressed, wish: Wish, found: Listed, thread: Thread) -> Shown:
        arrival = _arrival(pressed)
        if wish in ONCE and pressed.message:
            arrival = f"slack:pressed:{found.id}:{pressed.message}:{wish}"
            if await self.desk.reception.log.heard(arrival):
                return Shown() if found.owes_reply else Shown(trouble.stale())
        if told := await self.desk.hear(found.id, wish, arrival):
            return Shown(told)
        return (
            Shown()
            if wish not in TOLD or _is_in(pressed, thread)
            else Shown(talk.done(wish, self.desk.bank.title(found.problem, found.topic, found.drill), thread.link))
        )

    async def _taken(self, pressed: Pressed, found: Listed, said: str) -> Shown:
        """A message outside the thread becomes an answer. It is known by its own id from now on, so that it counts once and can be edited."""
        ts, _, text = said.partition(" ")
        told = await self.desk.hear(found.id, text, message_id(pressed.whose.team, pressed.channel or "", ts))
        return (
            Shown(told)
            if told
            else Shown(
                talk.done("answer", self.desk.bank.title(found.problem, found.topic, found.drill), await self.desk.link(found.id)), replaces=True
            )
        )


def _arrival(pressed: Pressed) -> str:
    return f"slack:action:{pressed.whose.person}:{pressed.at}"


def _is_in(pressed: Pressed, thread: Thread) -> bool:
    """Whether it was pressed in the thread of the interview."""
    return pressed.channel is not None and (pressed.channel, pressed.thread or pressed.message) == (thread.channel, thread.ts)
