"""What a finished interview leaves in its thread: the scorecard, the finished document as a canvas and as a file, and the architecture as a picture."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.archive import Archive, Kept
from bot.bank import Bank
from bot.channels.slack.calls import Gone, Later, Refused, Removed, SlackFailed, Unsure, called
from bot.channels.slack.mrkdwn import link
from bot.channels.slack.page_links import PageLinks
from bot.channels.slack.picture import Upload, architecture
from bot.channels.slack.posting import Post, Posting
from bot.channels.slack.traces import in_thread
from bot.channels.slack.views import scores
from bot.channels.slack.views.blocks import Block, section
from bot.exports import names
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
    pages: PageLinks

    async def scorecard(self, client: AsyncWebClient, thread: Thread, interview_id: str) -> Post | None:
        """The scorecard, with a link to the canvas, which is made if it is not there; None if it is posted. Raises what `called` raises."""
        known = (await self.posting.deliveries.of(interview_id, [SCORECARD])).get(SCORECARD)
        if known and known.state is State.POSTED:
            return None
        kept = await self.archive.kept(interview_id)
        canvas = [] if kept.interview.drill else await self._canvas(client, thread, kept, document(kept, DOCUMENT))
        shown = scores.scorecard(kept, self.bank.rubric, self.pages.to(interview_id))
        return Post(SCORECARD, shown.text, blocks=[*shown.blocks, *canvas])

    async def file(self, client: AsyncWebClient, thread: Thread, interview_id: str, name: str = FILE) -> None:
        """The finished document and a picture of the architecture, in one message of the thread, once under this name.

        Raises `CannotTell` and what `called` raises."""
        known = (await self.posting.deliveries.of(interview_id, [name])).get(name)
        if known is None or known.state is State.ATTEMPTED:
            kept = await self.archive.kept(interview_id)
            await self.send(client, thread, name, kept, DOCUMENT, *await asyncio.to_thread(architecture, kept))

    async def send(self, client: AsyncWebClient, thread: Thread, name: str, kept: Kept, style: str, *beside: Upload) -> None:
        """A document as a file in the thread, and what stands `beside` it, once under this name. Raises `CannotTell` and what `called` raises."""
        file_name = names.file_name(kept.interview.topic, style, kept.interview.id, "md")
        async with self.posting.claimed(thread, name) as (earlier, ours):
            if not ours:
                return
            if earlier is None or not await self._is_there(client, thread, file_name, earlier.attempted_at):
                async with self.posting.attempt(thread, name):
                    title = f"{scores.title(kept)}: {filled(f'words.document.{style}').lower()}"
                    await _uploaded(client, thread, {"content": document(kept, style), "filename": file_name, "title": title}, beside)
                    self.posting.pace.used(thread.team, thread.channel or "")
            await self.posting.deliveries.posted(kept.interview.id, name, None)

    async def _is_there(self, client: AsyncWebClient, thread: Thread, file_name: str, since: datetime) -> bool:
        async for message in in_thread(client, thread, since):
            if any(file.get("name") == file_name for file in message.get("files") or []):
                return True
        return False

    async def _canvas(self, client: AsyncWebClient, thread: Thread, kept: Kept, text: str) -> list[Block]:
        """A link to the document as a canvas; nothing where the workspace allows none."""
        async with self.posting.claimed(thread, CANVAS, paced=False) as (earlier, ours):
            canvas = earlier.ts if earlier else None
            if ours:
                canvas = await self._made_if_allowed(client, thread, kept, text, once_more=earlier is None)
                await self.posting.deliveries.posted(kept.interview.id, CANVAS, canvas)
        if not canvas:
            return []
        us = await called(client.auth_test())
        return [section(link(f"{str(us['url']).rstrip('/')}/docs/{us['team_id']}/{canvas}", filled("scores.canvas")))]

    async def _made_if_allowed(self, client: AsyncWebClient, thread: Thread, kept: Kept, text: str, *, once_more: bool) -> str | None:
        """A canvas nobody was told of does no harm, so one whose making had no answer is made once more; but the scorecard does not wait for ever."""
        try:
            return await self._made(client, thread, kept, text)
        except (Later, Removed):
            raise
        except SlackFailed as failed:
            if isinstance(failed, Unsure) and once_more:
                raise
            logger.info("Interview %s gets no canvas (%s); the file holds the same", kept.interview.id, failed.code)
            return None

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


async def _uploaded(client: AsyncWebClient, thread: Thread, shown: Upload, beside: Sequence[Upload]) -> None:
    """One message with all of it; where Slack takes no pictures, the document alone."""
    place: dict[str, Any] = {"channel": thread.channel, "thread_ts": thread.ts}
    try:
        await called(client.files_upload_v2(file_uploads=[shown, *beside], **place))
    except Refused as refused:
        if not beside or isinstance(refused, Gone | Removed):
            raise
        logger.info("Interview %s is not shown as a picture (%s)", thread.interview_id, refused.code)
        await called(client.files_upload_v2(file_uploads=[shown], **place))
