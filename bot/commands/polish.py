"""`--polish`: the prose of two documents, smoothed by the model that is configured."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.archive import DocumentsFailed
from bot.commands.failures import BadInput
from bot.interviewers.polishing import Polished, asking, polished
from bot.interviewers.providers import NoModel, chat_model
from bot.settings import Settings
from prompts.templates import polished_by

FORMATS = ("narrative", "hlsd")
"""The documents that hold prose."""
Polisher = Callable[[str], Awaitable[tuple[str, Polished]]]
"""A document -> the document polished, and what came of it."""


def polisher(settings: Settings, document: str = FORMATS[0]) -> Polisher:
    """What polishes; raises `BadInput` where there is no such thing for this document or in these settings."""
    if document not in FORMATS:
        raise BadInput(f"Only {' and '.join(FORMATS)} hold prose to polish, not {document}: add --format narrative.")
    name = settings.model.name
    if not name:
        raise BadInput("There is no model to polish with: set MOCK_INTERVIEW_MODEL to provider:name, such as openai:gpt-5-mini.")
    try:
        ask = asking(chat_model(name, settings.model, settings.model.base_url))
    except NoModel as error:
        raise BadInput(str(error)) from error

    async def polish(text: str) -> tuple[str, Polished]:
        outcome = await polished(text, ask)
        return (outcome.text + polished_by(name, outcome.taken) if outcome.taken else text), outcome

    return polish


async def rewritten(path: Path, polish: Polisher) -> Polished:
    """Polish a document that is saved; it is replaced in one step. Raises `DocumentsFailed`."""
    try:
        text, outcome = await polish(path.read_text(encoding="utf-8"))
        if outcome.taken:
            fresh = path.with_suffix(".new")
            fresh.write_text(text, encoding="utf-8", errors="replace")
            fresh.replace(path)
    except OSError as error:
        raise DocumentsFailed(f"{path} cannot be rewritten ({error.strerror}); it stays as it was.") from error
    return outcome
