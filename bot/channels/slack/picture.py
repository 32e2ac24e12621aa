"""The architecture of a finished interview as a picture, as Slack takes it. Where nothing can be drawn there is none, and nobody waits for one."""

import logging
from typing import Any

from bot.archive import Kept
from bot.channels.slack.views import scores
from bot.exports.names import file_name
from bot.pictures.failures import NotDrawn
from bot.pictures.mermaid import Diagram
from bot.pictures.raster import png
from interview_flow.diagrams import blocks
from prompts.slack_texts import filled

logger = logging.getLogger(__name__)

Upload = dict[str, Any]
"""A file of `files_upload_v2`."""
LONGEST_ALTERNATIVE = 1000
"""Characters of `alt_txt`. https://docs.slack.dev/reference/methods/files.getUploadURLExternal"""


def architecture(kept: Kept) -> list[Upload]:
    """The picture with its description, or nothing. Takes tenths of a second, so not on the event loop."""
    source = blocks(kept.interview.record)
    if not source:
        return []
    try:
        drawn = png(source)
    except NotDrawn as failed:
        logger.info("Interview %s has no picture (%s)", kept.interview.id, failed)
        return []
    named = filled("words.architecture").lower()
    title = f"{scores.title(kept)}: {named}"
    name = file_name(kept.interview.topic, "architecture", kept.interview.id, "png")
    return [{"file": drawn, "filename": name, "title": title, "alt_txt": Diagram(source).description[:LONGEST_ALTERNATIVE]}]
