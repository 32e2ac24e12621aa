"""`--polish`: the prose of two documents, smoothed by the model that is configured."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bot.archive import DocumentsFailed
from bot.commands.failures import BadInput
from bot.interviewers.polishing import Polished, asking, polished, told
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


async def rewritten(paths: Sequence[Path], polish: Polisher) -> str:
    """Polish those of the saved documents that hold prose, and tell what came of it. Whatever happens meanwhile, each is there, old or new.

    Raises `DocumentsFailed`."""
    outcomes: list[Polished] = []
    for path in paths:
        if path.stem in FORMATS:
            text, outcome = await polish(_read(path))
            outcomes.append(outcome)
            if outcome.taken:
                _replace(path, text)
    sentence = told(outcomes)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DocumentsFailed(f"{path} cannot be read ({error.strerror}).") from error


def _replace(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text(text, encoding="utf-8", errors="replace")
        fresh.replace(path)
    except OSError as error:
        raise DocumentsFailed(f"{path} cannot be rewritten ({error.strerror}); it stays as it was.") from error
