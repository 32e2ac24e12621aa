"""What is asked for by the command, in modals and in a word: decided here, said in the thread by a job or shown to the person alone."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.archive import Archive
from bot.bank import Bank
from bot.channels.slack import offers, requests, words
from bot.channels.slack.digest_desk import DigestDesk
from bot.channels.slack.incoming import Asked, Whose
from bot.channels.slack.mrkdwn import escaped
from bot.channels.slack.opinions import Opinions
from bot.channels.slack.quizzes import Quizzes
from bot.channels.slack.reception import Reception
from bot.channels.slack.reminder_desk import ReminderDesk
from bot.channels.slack.shown import Shown, Where
from bot.channels.slack.team_desk import TeamDesk
from bot.channels.slack.views import lists, reminder_message, review, talk, trouble
from bot.channels.slack.views.blocks import Message
from bot.channels.slack.views.preferences import settings as settings_modal
from bot.conversation import Conversation
from bot.practising import Practising
from bot.preferences import Preferences, preferences
from interview_flow.drills import MINUTES, Drill
from interview_flow.phases import IllegalMove, Phase, Stage
from interview_flow.rubric import Level
from interview_flow.transcript import Wish
from storage.failures import AlreadyHeard, Ambiguous, UnknownInterview
from storage.people import People
from storage.threads import Thread, Threads, opening
from storage.transcripts import OPEN, Listed, Transcripts

MEANT = {Wish.PAUSE: Stage.ACTIVE, Wish.RESUME: Stage.PAUSED}
"""The stage of the interviews that a command rather means when it names none."""
LISTED = 20
"""Interviews in a list."""


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
    opinions: Opinions
    reminders: ReminderDesk
    practising: Practising
    quizzes: Quizzes
    digests: DigestDesk
    teams: TeamDesk

    async def asked(self, asked: Asked) -> Shown:
        """The slash command."""
        return await self.run(asked.whose, asked.text, f"slack:trigger:{asked.trigger}", Where(asked.channel, asked.app, asked.respond))

    async def run(self, whose: Whose, text: str, arrival: str, where: Where) -> Shown:
        """What the words after the command ask for."""
        match words.parse(text, self.bank):
            case requests.Start() as start:
                return await self.start(whose, start, arrival, where)
            case requests.Problems(difficulty=difficulty, tag=tag):
                return Shown(lists.problems(self.bank, difficulty, tag))
            case requests.List():
                return Shown(await self.listed(whose))
            case requests.Review(id=prefix):
                return await self.review(whose, prefix)
            case requests.Resume(id=prefix):
                return Shown(await self.wish(whose, Wish.RESUME, prefix, arrival))
            case requests.Pause(id=prefix):
                return Shown(await self.wish(whose, Wish.PAUSE, prefix, arrival))
            case requests.End(id=prefix):
                return Shown(await self.wish(whose, Wish.END, prefix, arrival))
            case requests.Settings():
                return await self.settings(whose)
            case requests.Remind(said=said):
                return await self.reminders.asked(whose, said, arrival)
            case requests.Digest(said=said):
                return await self.digests.asked(whose, said, arrival)
            case requests.InChannel() as asked:
                return await self.teams.asked(whose, asked, arrival, where)
            case requests.Drill(about=about):
                return await self.drill_about(whose, about, arrival, where)
            case requests.Quiz(topic=topic):
                return await self.quizzes.about(whose, topic)
            case requests.Unclear() as unclear:
                return Shown(talk.unclear(unclear, self.bank))
            case requests.Wrong(sentence=sentence):
                return Shown(talk.wrong(sentence))
            case requests.Help():
                return Shown(talk.usage())

    async def start(self, whose: Whose, wanted: requests.Start, arrival: str, where: Where) -> Shown:
        """Begin an interview, in this channel if that was asked for, otherwise in the app's own conversation with the person."""
        liked, problem = preferences(await self.people.find(whose.person)), self.bank.find(wanted.topic).problem
        thread = _thread(whose, where.channel if wanted.here and not where.is_direct else None)
        how: dict[str, Any] = {
            "topic": wanted.topic,
            "problem": problem.slug if problem else None,
            "level": wanted.level or liked.level,
            "mode": wanted.mode or liked.mode,
            "minutes": liked.minutes if wanted.minutes is None else wanted.minutes,
        }
        return await self._begin(whose, thread, arrival, where, how)

    async def drill(self, whose: Whose, drill: Drill, problem: str | None, level: Level, arrival: str, where: Where, topic: str = "") -> Shown:
        """Begin a drill on a problem of the bank (its slug), in the app's own conversation with the person; `topic` where it is none of the bank."""
        mode = preferences(await self.people.find(whose.person)).mode
        how: dict[str, Any] = {"topic": topic or self.bank.title(problem, ""), "problem": problem, "level": level, "mode": mode, "minutes": MINUTES}
        return await self._begin(whose, _thread(whose, None), arrival, where, how | {"drill": drill})

    async def drill_about(self, whose: Whose, about: str, arrival: str, where: Where) -> Shown:
        """Begin a drill of what these words name, or of what suits the person best."""
        found = offers.about(await self.practising.of(whose.person), whose.user, about)
        if found is None:
            return Shown(reminder_message.no_such_skill(about, self.bank))
        return await self.drill(whose, found.drill, found.problem, found.level, arrival, where)

    async def _begin(self, whose: Whose, thread: Thread, arrival: str, where: Where, how: dict[str, Any]) -> Shown:
        """`how` is what `Conversation.begin` is to know of it."""
        try:
            await self.conversation.begin(thread.interview_id, candidate=whose.person, arrivals=[arrival], alongside=[opening(thread)], **how)
        except AlreadyHeard:  # the same request again: its interview is there
            pass
        except ValueError as error:
            return Shown(talk.wrong(escaped(f"{str(error)[0].upper()}{str(error)[1:]}.")))
        else:
            await self.reception.put("answer", thread.interview_id)
            await self.reception.put("meet", whose.user, whose.team, whose.enterprise or "")
        drill: Drill | None = how.get("drill")
        return Shown(_begun(self.bank.title(how["problem"], how["topic"], drill and drill.phase), thread, where))

    async def wish(self, whose: Whose, wish: Wish, prefix: str | None, arrival: str) -> Message:
        """Pause, resume or end the interview that is named, or the only one it can be; several are offered."""
        if prefix:
            found = await self._named(whose, prefix)
        else:
            still_open = titled(await self.transcripts.open_interviews(whose.person), self.bank)
            could = [each for each in still_open if each.stage is MEANT.get(wish, each.stage)] or still_open
            if len(could) > 1:
                return lists.which(could, wish)
            found = could[0] if could else None
        if found is None:
            return trouble.unknown_interview(prefix) if prefix else trouble.none_open()
        return await self.hear(found.id, wish, arrival) or talk.done(
            wish, self.bank.title(found.problem, found.topic, found.drill), await self.link(found.id)
        )

    async def hear(self, interview_id: str, said: str, *arrivals: str) -> Message | None:
        """Say something to an interview; what to tell if it cannot hear that."""
        try:
            await self.conversation.hear(interview_id, said, arrivals=arrivals)
        except AlreadyHeard:
            pass
        except IllegalMove:
            now = await self.transcripts.find(interview_id)
            return (
                talk.done(Wish.PAUSE, self.bank.title(now.problem, now.topic, now.drill), await self.link(now.id))
                if now.stage is Stage.PAUSED
                else trouble.over(interview_id)
            )
        await self.reception.put("answer", interview_id)
        return None

    async def review(self, whose: Whose, prefix: str | None, phase: Phase | None = None) -> Shown:
        """The review of a past interview; the latest that is over if none is named. Of one that goes on nothing is given away; to look at one
        that is finished is to see how it went."""
        if prefix:
            found = await self._named(whose, prefix)
        else:
            past = [each for each in await self.transcripts.listed(whose.person, LISTED) if each.stage is Stage.FINISHED]
            found = past[0] if past else None
        if found is None and prefix:
            return Shown(trouble.unknown_interview(prefix))
        if found is None or found.stage in OPEN:
            return Shown(talk.nothing_to_review())
        await self.looked_at(found)
        return Shown(modal=review.review(await self.archive.kept(found.id), self.bank.rubric, phase))

    async def looked_at(self, found: Listed) -> None:
        """The candidate sees what came of an interview."""
        if found.stage is Stage.FINISHED and not found.revealed:
            await self.opinions.reveal(found.id)

    async def listed(self, whose: Whose) -> Message:
        """The person's interviews."""
        found = titled(await self.transcripts.listed(whose.person, LISTED), self.bank)
        return lists.listed(found, await self.threads.links([each.id for each in found]))

    async def settings(self, whose: Whose) -> Shown:
        """How they like to practise, to be changed."""
        return Shown(modal=settings_modal(preferences(await self.people.find(whose.person))))

    async def settled(self, whose: Whose, chosen: Preferences) -> None:
        """The settings were saved."""
        person = await self.people.find(whose.person)
        await self.people.save(person.model_copy(update=asdict(chosen)))
        await self.reception.put("home", whose.user, whose.team, whose.enterprise or "")

    async def link(self, interview_id: str) -> str | None:
        """The address of an interview's thread, as far as it is known."""
        return (await self.threads.links([interview_id])).get(interview_id)

    async def _named(self, whose: Whose, prefix: str) -> Listed | None:
        """The person's interview whose id begins so."""
        try:
            found = await self.transcripts.find(prefix)
        except (UnknownInterview, Ambiguous):
            return None
        return found if found.candidate == whose.person else None


def titled(found: Sequence[Listed], bank: Bank) -> list[Listed]:
    """The same interviews under the names by which they are shown."""
    return [each.model_copy(update={"topic": bank.title(each.problem, each.topic, each.drill)}) for each in found]


def _thread(whose: Whose, channel: str | None) -> Thread:
    """The place of a new interview; without a channel it is the app's own conversation with the person."""
    return Thread(
        interview_id=secrets.token_hex(5),
        enterprise=whose.enterprise,
        team=whose.team,
        user=whose.user,
        channel=channel,
        in_channel=channel is not None,
    )


def _begun(named: str, thread: Thread, where: Where) -> Message:
    own = f"https://slack.com/app_redirect?team={thread.team}" + (f"&app={where.app}" if where.app else "")
    if thread.in_channel:
        return talk.started_here(named, own)
    return talk.started_link(named, own)
