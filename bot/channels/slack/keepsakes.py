"""What a finished interview leaves in its thread: the scorecard, and the finished document as a canvas and as a file."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
import re
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.archive import Archive, Kept
from bot.bank import Bank
from bot.channels.slack.calls import Later, Refused, SlackFailed, called
from bot.channels.slack.mrkdwn import link
from bot.channels.slack.posting import CannotTell, Post, Posting
from bot.channels.slack.views import scores
from bot.channels.slack.views.blocks import Block, section
from interview_flow.documents import context
from prompts.slack_texts import filled
from prompts.templates import render
from storage.deliveries import State
from storage.threads import Thread

logger = logging.getLogger(__name__)

DOCUMENT = "narrative"
"""The document that is given without being asked for."""
CANVAS, SCORECARD, FILE = "canvas", "scorecard", "document"
MOST_IN_CANVAS = 1_000_000
"""Bytes of a canvas. https://docs.slack.dev/reference/methods/canvases.create"""


@dataclass
class Keepsakes:
    """Gives each of them once."""

    archive: Archive
    posting: Posting
    bank: Bank

    async def give(self, client: AsyncWebClient, thread: Thread, interview_id: str) -> None:
        """Post what is not posted yet. Raises `CannotTell` and what `called` raises."""
        kept = await self.archive.kept(interview_id)
        text = document(kept, DOCUMENT)
        canvas = await self._canvas(client, thread, kept, text)
        shown = scores.scorecard(kept, self.bank.rubric)
        await self.posting.once(client, thread, Post(SCORECARD, shown.text, blocks=[*shown.blocks, *canvas]))
        await self.send(client, thread, FILE, kept, DOCUMENT)

    async def send(self, client: AsyncWebClient, thread: Thread, name: str, kept: Kept, style: str) -> None:
        """A document as a file in the thread, once under this name."""
        known = (await self.posting.deliveries.of(kept.interview.id, [name])).get(name)
        if known and known.state is not State.ATTEMPTED:
            return
        file_name = f"{_slug(kept)}-{style}-{kept.interview.id}.md"
        if known is None:
            await self.posting.deliveries.attempted(kept.interview.id, name, thread.channel or "", self.posting.clock())
        elif await self._is_there(client, thread, file_name):
            await self.posting.deliveries.posted(kept.interview.id, name, None)
            return
        async with self.posting.attempt(thread, name):
            await self.posting.pace.turn(thread.team, thread.channel or "")
            title = filled(f"words.document.{style}")
            upload = client.files_upload_v2(
                channel=thread.channel, thread_ts=thread.ts, content=document(kept, style), filename=file_name, title=title
            )
            await called(upload)
        await self.posting.deliveries.posted(kept.interview.id, name, None)

    async def _is_there(self, client: AsyncWebClient, thread: Thread, file_name: str) -> bool:
        try:
            answer = await called(client.conversations_replies(channel=thread.channel or "", ts=thread.ts or "", limit=1000))
        except Refused as refused:
            raise CannotTell from refused
        return any(file.get("name") == file_name for each in answer.get("messages", []) for file in each.get("files") or [])

    async def _canvas(self, client: AsyncWebClient, thread: Thread, kept: Kept, text: str) -> list[Block]:
        """A link to the document as a canvas; nothing where the workspace allows none. A canvas nobody was told of does no harm, so it is made again."""
        interview_id = kept.interview.id
        known = (await self.posting.deliveries.of(interview_id, [CANVAS])).get(CANVAS)
        canvas = known.ts if known else None
        if known is None or known.state is State.ATTEMPTED:
            try:
                if known is None:
                    await self.posting.deliveries.attempted(interview_id, CANVAS, thread.channel or "", self.posting.clock())
                canvas = await self._made(client, thread, kept, text)
                await self.posting.deliveries.posted(interview_id, CANVAS, canvas)
            except Later:
                raise
            except SlackFailed as failed:
                logger.info("Interview %s gets no canvas (%s); the file holds the same", interview_id, failed.code)
                await self.posting.deliveries.posted(interview_id, CANVAS, None)
                canvas = None
        if not canvas:
            return []
        us = await called(client.auth_test())
        return [section(link(f"{str(us['url']).rstrip('/')}/docs/{us['team_id']}/{canvas}", filled("scores.canvas")))]

    async def _made(self, client: AsyncWebClient, thread: Thread, kept: Kept, text: str) -> str:
        content = {"type": "markdown", "markdown": text.encode()[:MOST_IN_CANVAS].decode(errors="ignore")}
        title = f"{scores.title(kept)}"[:200]
        made = await called(client.canvases_create(title=title, document_content=content))
        canvas = str(made["canvas_id"])
        await called(client.canvases_access_set(canvas_id=canvas, access_level="read", user_ids=[thread.user]))
        return canvas


def document(kept: Kept, style: str) -> str:
    """A finished document (`style` is its name), or the transcript, as Markdown."""
    return render(style, context(kept.source))


def _slug(kept: Kept) -> str:
    return re.sub(r"[^a-z0-9]+", "-", kept.interview.topic.casefold()).strip("-")[:60] or "interview"
