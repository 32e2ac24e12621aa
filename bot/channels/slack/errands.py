"""What is done for a person besides their interview: answers to buttons, modals, Home, documents, offers, links that unfold.

None of it is repeated by us: who misses something asks again."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import json
import logging
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.archive import TRANSCRIPT, Archive
from bot.bank import Bank
from bot.channels.slack import words
from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import SlackFailed, called
from bot.channels.slack.clients import Clients
from bot.channels.slack.desk import preferences
from bot.channels.slack.incoming import Whose
from bot.channels.slack.keepsakes import Keepsakes
from bot.channels.slack.mrkdwn import escaped
from bot.channels.slack.posting import CannotTell
from bot.channels.slack.presence import Presence
from bot.channels.slack.views import home, lists, talk, trouble
from prompts.templates import NAMES
from storage.failures import UnknownInterview
from storage.people import People
from storage.threads import Thread, Threads
from storage.transcripts import Transcripts

logger = logging.getLogger(__name__)

MOST_TAKEN = 1900
"""Characters of a message that a button can carry."""
SHOWN = 200
"""Interviews that Home looks at."""


@dataclass
class Errands:
    """Runs them. `public_url` is where the pages of this installation are, if there are any."""

    clients: Clients
    transcripts: Transcripts
    threads: Threads
    people: People
    archive: Archive
    bank: Bank
    keepsakes: Keepsakes
    presence: Presence
    public_url: str | None

    async def respond(self, url: str, payload: str, moment: str) -> None:
        """Answer a command or a button where it was used, for the person alone."""
        arguments: dict[str, Any] = json.loads(payload)
        try:
            answer = await AsyncWebhookClient(url, retry_handlers=[]).send(response_type="ephemeral", **arguments)
        except (aiohttp.ClientError, TimeoutError) as error:
            logger.warning("An answer did not arrive (%s)", type(error).__name__)
            return
        if answer.status_code != 200:
            logger.warning("An answer was refused (%s)", answer.status_code)

    async def tell(self, team: str, enterprise: str, user: str, moment: str, payload: str) -> None:
        """Answer a button of Home, in the app's own conversation."""
        try:
            client = await self.clients.client(team, enterprise or None)
            opened = await called(client.conversations_open(users=user))
            await called(client.chat_postMessage(channel=str(opened["channel"]["id"]), **json.loads(payload)))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.warning("A person could not be told (%s)", failed)

    async def modal(self, team: str, enterprise: str, trigger: str, view: str, view_id: str) -> None:
        """Open a modal, or change the one that is open."""
        client = await self.clients.client(team, enterprise or None)
        shown: dict[str, Any] = json.loads(view)
        try:
            await called(client.views_update(view_id=view_id, view=shown) if view_id else client.views_open(trigger_id=trigger, view=shown))
        except SlackFailed as failed:
            logger.warning("A modal could not be shown (%s)", failed.code)

    async def home(self, team: str, enterprise: str, user: str) -> None:
        """Bring the Home tab of a person up to date."""
        whose = Whose(team, enterprise or None, user)
        found = await self.transcripts.listed(whose.person, SHOWN)
        links = await self.threads.links([each.id for each in found])
        view = home.home(found, self.bank, preferences(await self.people.find(whose.person)), links)
        try:
            client = await self.clients.client(team, enterprise or None)
            await called(client.views_publish(user_id=user, view=view))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("Home of %s could not be shown (%s)", whose.person, failed)

    async def prompts(self, team: str, enterprise: str, user: str, channel: str) -> None:
        """Suggest what could be practised, in the app's own conversation."""
        found = await self.transcripts.listed(f"slack:{team}:{user}", SHOWN)
        practised = {each.problem for each in found}
        topics = [problem.title for problem in lists.by_difficulty(self.bank) if problem.slug not in practised]
        await self.presence.suggest(team, enterprise or None, channel, topics)

    async def document(self, interview_id: str, name: str, moment: str) -> None:
        """Send one of the documents into the thread."""
        thread = await self.threads.of(interview_id)
        if thread is None or thread.ts is None or name not in (*NAMES, TRANSCRIPT):
            return
        client = await self.clients.client(thread.team, thread.enterprise)
        try:
            await self.keepsakes.send(client, thread, f"document:{name}:{moment}", await self.archive.kept(interview_id), name)
        except (SlackFailed, CannotTell) as failed:
            logger.warning("A document could not be sent (%s)", failed)
            told = trouble.no_document(interview_id)
            await self._tell_alone(thread, told.arguments)

    async def offer(self, team: str, enterprise: str, user: str, channel: str, ts: str, text: str) -> None:
        """A plain message outside an interview: offer what could be meant."""
        whose = Whose(team, enterprise or None, user)
        found = await self.transcripts.open_interviews(whose.person)
        request = words.parse(escaped(text), self.bank)
        start = request.start if isinstance(request, words.Unclear) else request if isinstance(request, words.Start) else None
        links = await self.threads.links([each.id for each in found])
        told = talk.offer(start, found, said_in=text if len(text) < MOST_TAKEN else None, links=links)
        try:
            client = await self.clients.client(team, enterprise or None)
            await called(client.chat_postMessage(channel=channel, thread_ts=ts, **told.arguments))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("An offer could not be made (%s)", failed)

    async def unfurl(self, team: str, enterprise: str, user: str, channel: str, ts: str, *urls: str) -> None:
        """Links to interviews that a candidate shows: title and verdict. Nobody else's link unfolds."""
        shown: dict[str, Any] = {}
        for url in urls:
            try:
                found = await self.transcripts.find(_interview_in(url, self.public_url))
            except LookupError:
                continue
            if found.id in url and found.candidate == f"slack:{team}:{user}":
                problem = self.bank.problem(found.problem)
                shown[url] = talk.unfurl(
                    problem.title if problem else found.topic, level=found.level, verdict=found.verdict, score=found.score, at=found.started_at
                )
        if not shown:
            return
        try:
            client = await self.clients.client(team, enterprise or None)
            await called(client.chat_unfurl(channel=channel, ts=ts, unfurls=shown))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("A link could not unfold (%s)", failed)

    async def _tell_alone(self, thread: Thread, arguments: dict[str, Any]) -> None:
        try:
            client = await self.clients.client(thread.team, thread.enterprise)
            await called(client.chat_postEphemeral(channel=thread.channel or "", user=thread.user, thread_ts=thread.ts, **arguments))
        except SlackFailed as failed:
            logger.info("A person could not be told (%s)", failed.code)


def _interview_in(url: str, public_url: str | None) -> str:
    """The id in a link to a transcript of this installation. Raises `UnknownInterview` for any other link."""
    prefix = f"{(public_url or '').rstrip('/')}/transcripts/"
    if not public_url or not url.startswith(prefix):
        raise UnknownInterview(url)
    return url.removeprefix(prefix).split("/")[0].split("?")[0].split("#")[0]
