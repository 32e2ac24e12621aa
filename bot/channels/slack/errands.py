"""What is done for a person besides their interview: answers to buttons, modals, Home, documents, offers, links that unfold.

None of it is repeated by us: who misses something asks again."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.archive import TRANSCRIPT, Archive, documents_of
from bot.bank import Bank
from bot.channels.slack import requests, words
from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import Later, SlackFailed, Unsure, called
from bot.channels.slack.clients import Clients
from bot.channels.slack.desk import titled
from bot.channels.slack.incoming import Whose
from bot.channels.slack.keepsakes import Keepsakes
from bot.channels.slack.mrkdwn import escaped
from bot.channels.slack.page_links import PageLinks
from bot.channels.slack.posting import CannotTell
from bot.channels.slack.presence import Presence
from bot.channels.slack.reactions import Reactions
from bot.channels.slack.shown import Where
from bot.channels.slack.views import home, lists, quiz, reminders, talk, team, trouble
from bot.channels.slack.views.blocks import Message
from bot.practising import Practice
from bot.preferences import preferences
from storage.people import People
from storage.threads import Thread, Threads
from storage.transcripts import Transcripts

logger = logging.getLogger(__name__)

MOST_TAKEN = 1900
"""Characters of a message that a button can carry."""
TRIES, WAIT = 3, 2.0
"""How often a message is changed that could not be, and the seconds between."""
SHOWN = 200
"""Interviews that Home looks at."""


@dataclass
class Errands:
    """Runs them."""

    clients: Clients
    transcripts: Transcripts
    threads: Threads
    people: People
    archive: Archive
    bank: Bank
    keepsakes: Keepsakes
    presence: Presence
    pages: PageLinks
    reactions: Reactions
    practice: Callable[[str], Awaitable[Practice]]
    """What a person should practise, by their id."""

    async def respond(self, url: str, payload: str, moment: str) -> None:
        """Answer a command or a button where it was used, for the person alone."""
        arguments: dict[str, Any] = json.loads(payload)
        try:
            answer = await AsyncWebhookClient(url, retry_handlers=[]).send_dict({"response_type": "ephemeral", **arguments})
        except (aiohttp.ClientError, TimeoutError) as error:
            logger.warning("An answer did not arrive (%s)", type(error).__name__)
            return
        if answer.status_code != 200:
            logger.warning("An answer was refused (%s)", answer.status_code)

    async def modal(self, user: str, team: str, enterprise: str, trigger: str, view: str, view_id: str) -> None:
        """Open a modal, or change the one that is open; if it cannot be shown, the person is asked to press again."""
        shown: dict[str, Any] = json.loads(view)
        try:
            client = await self.clients.client(team, enterprise or None)
            await called(client.views_update(view_id=view_id, view=shown) if view_id else client.views_open(trigger_id=trigger, view=shown))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.warning("A modal could not be shown (%s)", failed)
            await self._tell(Whose(team, enterprise or None, user), trouble.failed())

    async def meet(self, user: str, team: str, enterprise: str) -> None:
        """Learn what a person is called, and where their clock stands."""
        try:
            client = await self.clients.client(team, enterprise or None)
            await self.reactions.reminders.acquaintances.meet(client, user, Whose(team, enterprise or None, user).person)
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("Somebody's name is not known (%s)", failed)

    async def home(self, user: str, team: str, enterprise: str) -> None:
        """Bring the Home tab of a person up to date."""
        whose = Whose(team, enterprise or None, user)
        found = titled(await self.transcripts.listed(whose.person, SHOWN), self.bank)
        links = await self.threads.links([each.id for each in found])
        practice = await self.practice(whose.person)
        reminded = reminders.in_home(await self.reactions.reminders.reminded(whose), practises=bool(practice.skills))
        liked = preferences(await self.people.find(whose.person))
        view = home.home(found, self.bank, liked, links, practice, reminded)
        try:
            client = await self.clients.client(team, enterprise or None)
            await called(client.views_publish(user_id=user, view=view))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("Home of %s could not be shown (%s)", whose.person, failed)

    async def prompts(self, user: str, team: str, enterprise: str, channel: str) -> None:
        """Suggest what could be practised, in the app's own conversation."""
        found = await self.transcripts.listed(f"slack:{team}:{user}", SHOWN)
        practised = {each.problem for each in found if each.drill is None}
        problems = lists.by_difficulty(self.bank)
        topics = [problem.title for problem in problems if problem.slug not in practised] or [problem.title for problem in problems]
        await self.presence.suggest(team, enterprise or None, channel, topics)

    async def document(self, interview_id: str, name: str, moment: str) -> None:
        """Send one of the documents into the thread."""
        thread = await self.threads.of(interview_id)
        if thread is None or thread.ts is None:
            return
        kept = await self.archive.kept(interview_id)
        if name not in (*documents_of(kept.interview), TRANSCRIPT):
            return
        try:
            client = await self.clients.client(thread.team, thread.enterprise)
            await self.keepsakes.send(client, thread, f"document:{name}:{moment}", kept, name)
        except (SlackFailed, NotInstalled, NotRenewed, CannotTell) as failed:
            logger.warning("A document could not be sent (%s)", failed)
            await self._tell_alone(thread, thread.user, trouble.no_document(interview_id))

    async def beside(self, user: str, interview_id: str, ts: str) -> None:
        """Somebody spoke to us in the thread of another person's interview."""
        if thread := await self.threads.of(interview_id):
            await self._tell_alone(thread, user, trouble.somebody_elses(thread.user))

    async def moved(self, interview_id: str) -> None:
        """An interview that was to be held in a channel has begun in the app's own conversation."""
        if thread := await self.threads.of(interview_id):
            await self._tell_alone(thread, thread.user, trouble.not_a_member())

    async def offer(self, user: str, team: str, enterprise: str, channel: str, thread_ts: str, alone: str, text: str, ts: str) -> None:
        """A plain message outside an interview: show what it asks for, or offer what could be meant; in a channel to the person `alone`."""
        whose = Whose(team, enterprise or None, user)
        told = await self.reactions.said(whose, text) if not alone else None
        told = told or await self._meant(whose, text, f"slack:message:{team}:{channel}:{ts}", ts)
        try:
            client = await self.clients.client(team, enterprise or None)
            if alone:
                place = {"thread_ts": thread_ts} if thread_ts != ts else {}
                await called(client.chat_postEphemeral(channel=channel, user=user, **place, **told.arguments))
            else:
                await called(client.chat_postMessage(channel=channel, thread_ts=thread_ts, **told.arguments))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("An offer could not be made (%s)", failed)

    async def update(self, user: str, team: str, enterprise: str, channel: str, ts: str, message: str, times: str = "") -> None:
        """Change a message of ours; a few times, if Slack does not answer."""
        try:
            client = await self.clients.client(team, enterprise or None)
            await called(client.chat_update(channel=channel, ts=ts, **json.loads(message)))
        except (Later, Unsure) as failed:
            if len(times) < TRIES:
                wait = failed.seconds if isinstance(failed, Later) else WAIT
                await self.reactions.desk.reception.put("update", user, team, enterprise, channel, ts, message, f"{times}.", wait=wait)
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("A message could not be changed (%s)", failed)

    async def _meant(self, whose: Whose, text: str, arrival: str, ts: str) -> Message:
        found = titled(await self.transcripts.open_interviews(whose.person), self.bank)
        links, start = await self.threads.links([each.id for each in found]), None
        match words.parse(escaped(text), self.bank):
            case requests.Help() | requests.Settings() if text:
                return talk.usage()
            case requests.Problems(difficulty=difficulty, tag=tag):
                return lists.problems(self.bank, difficulty, tag)
            case requests.Remind(said=said):
                shown = await self.reactions.reminders.asked(whose, said, arrival)
                return shown.message or reminders.open_routine()
            case requests.Digest(said=said):
                return (await self.reactions.desk.digests.asked(whose, said, arrival)).message or talk.usage()
            case requests.InChannel(what=what):
                return team.told("wrong.by_command", what=what)
            case requests.Drill(about=about):
                return (await self.reactions.desk.drill_about(whose, about, arrival, Where())).message or talk.usage()
            case requests.List() | requests.Review():
                return lists.listed(titled(await self.transcripts.listed(whose.person, lists.MOST_LISTED), self.bank), links)
            case requests.Quiz(topic=topic):
                return quiz.offer(topic, self.bank)
            case requests.Wrong(sentence=sentence) if not found:
                return talk.wrong(sentence)
            case requests.Start() as wanted:
                start = wanted
            case requests.Unclear(start=wanted) if not found:
                start = wanted
            case _:
                pass
        return talk.offer(start, found, said_in=f"{ts} {text}" if 0 < len(text) < MOST_TAKEN else None, links=links)

    async def unfurl(self, user: str, team: str, enterprise: str, channel: str, ts: str, unfurl_id: str, *urls: str) -> None:
        """Links to interviews that a candidate shows: title and verdict. Nobody else's link unfolds."""
        shown: dict[str, Any] = {}
        for url in urls:
            try:
                found = await self.transcripts.find(self.pages.interview_in(url))
            except LookupError:
                continue
            if found.id == self.pages.interview_in(url) and found.candidate == f"slack:{team}:{user}":
                shown[url] = talk.unfurl(self.bank.title(found.problem, found.topic, found.drill), found)
        if not shown:
            return
        place: dict[str, Any] = {"source": "composer", "unfurl_id": unfurl_id} if unfurl_id else {"channel": channel, "ts": ts}
        try:
            client = await self.clients.client(team, enterprise or None)
            await called(client.chat_unfurl(unfurls=shown, **place))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("A link could not unfold (%s)", failed)

    async def _tell(self, whose: Whose, message: Message) -> None:
        """In the app's own conversation with a person."""
        try:
            client = await self.clients.client(whose.team, whose.enterprise)
            opened = await called(client.conversations_open(users=whose.user))
            await called(client.chat_postMessage(channel=str(opened["channel"]["id"]), **message.arguments))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("A person could not be told (%s)", failed)

    async def _tell_alone(self, thread: Thread, user: str, message: Message) -> None:
        """In a thread, for one person's eyes."""
        try:
            client = await self.clients.client(thread.team, thread.enterprise)
            await called(client.chat_postEphemeral(channel=thread.channel or "", user=user, thread_ts=thread.ts, **message.arguments))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("A person could not be told (%s)", failed)
