"""The prose of a finished document, smoothed by a model as far as it keeps what the prose says."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from interview_flow.polish import Change, Passage, change, passages, replaced
from prompts.library import text as prompt
from prompts.sentences import series

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Ask = Callable[[str, str], Awaitable[str]]
"""Given the instructions and a message, what the model answers."""

SIDE_BY_SIDE = 3
PATIENCE = 30.0
"""Seconds that one passage may take."""
IN_ALL = 120.0
"""Seconds that a document may take."""
GIVES_UP_AFTER = 3
"""Failures in a row after which a model is asked no more."""
_INSTRUCTIONS = "interviewer/polish.md"
_log = logging.getLogger(__name__)


class Trouble(StrEnum):
    """Why there is no answer."""

    FAILED = "failed"
    LATE = "late"


Reason = Change | Trouble


@dataclass(frozen=True)
class Polished:
    """A document. `taken` passages are in the model's words, `same` it gave back as they were, `stayed` counts the rest by what was wrong."""

    text: str
    taken: int
    same: int
    stayed: Counter[Reason]

    @property
    def passages(self) -> int:
        """All that could have been reworded."""
        return self.taken + self.kept

    @property
    def kept(self) -> int:
        """Those that are as they were."""
        return self.same + self.stayed.total()


def asking(model: "BaseChatModel") -> Ask:
    """A model of langchain's as something to ask."""

    async def ask(instructions: str, message: str) -> str:
        return str((await model.ainvoke([("system", instructions), ("human", message)])).text)

    return ask


async def polished(markdown: str, ask: Ask, *, side_by_side: int = SIDE_BY_SIDE, patience: float = PATIENCE, in_all: float = IN_ALL) -> Polished:
    """The document with its prose reworded where the rewording passed; whatever goes wrong leaves the passage as it is."""
    found = passages(markdown)
    asking = _Asking(ask, asyncio.Semaphore(side_by_side), patience)
    tasks = {asyncio.create_task(asking.reworded(passage)): passage for passage in found}
    if tasks:
        try:
            await asyncio.wait(tasks, timeout=in_all)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    answers = {passage: Trouble.LATE if task.cancelled() else task.result() for task, passage in tasks.items()}
    return _put_in(markdown, answers)


def _put_in(markdown: str, answers: dict[Passage, str | Trouble]) -> Polished:
    texts: dict[int, str] = {}
    same, stayed = 0, Counter[Reason]()
    for passage, answer in answers.items():
        wrong = answer if isinstance(answer, Trouble) else change(passage.text, answer)
        if wrong:
            stayed[wrong] += 1
        elif answer == passage.text:
            same += 1
        else:
            texts[passage.place] = answer
    return Polished(replaced(markdown, texts), len(texts), same, stayed)


class _Asking:
    """Asks for one passage after another, and stops when the model is of no use."""

    def __init__(self, ask: Ask, turn: asyncio.Semaphore, patience: float) -> None:
        self._ask, self._turn, self._patience = ask, turn, patience
        self._failures = 0

    async def reworded(self, passage: Passage) -> str | Trouble:
        async with self._turn:
            if self._failures >= GIVES_UP_AFTER:
                return Trouble.FAILED
            try:
                async with asyncio.timeout(self._patience):
                    answer = await self._ask(prompt(_INSTRUCTIONS), _fenced(passage.text))
            except TimeoutError:
                self._failures += 1
                return Trouble.LATE
            except Exception as error:  # the edge to somebody else's program
                self._failures += 1
                _log.info("a passage was not reworded: %s", type(error).__name__)
                return Trouble.FAILED
            self._failures = 0
            return _on_one_line(answer)


def _fenced(text: str) -> str:
    """The passage between tags that it does not hold itself."""
    tag = "passage"
    while f"</{tag}" in text:
        tag += "-"
    return f"<{tag}>\n{text}\n</{tag}>"


def _on_one_line(answer: str) -> str:
    """A paragraph that was broken into lines is put together; two paragraphs stay two, and fail."""
    paragraph = answer.strip()
    return paragraph if "\n\n" in paragraph else " ".join(paragraph.split())


_WHY = {
    Change.SHAPE: "no plain paragraph", Change.LENGTH: "the wrong length", Change.TURNS: "another turn", Change.FIGURES: "another figure",
    Change.NEGATION: "a lost or added not", Change.NAMES: "another name or quote", Change.WORDS: "other words",
    Trouble.FAILED: "the model failed", Trouble.LATE: "no answer in time",
}  # fmt: skip


def told(outcomes: Sequence[Polished]) -> str:
    """What came of it, in one sentence."""
    taken, kept = sum(each.taken for each in outcomes), sum(each.kept for each in outcomes)
    why = sum((each.stayed for each in outcomes), Counter[Reason]())
    causes = series(f"{count} {_WHY[reason]}" for reason, count in why.most_common())
    return f"polished {taken} of {taken + kept} passages{f'; {kept} kept as they were' if kept else ''}{f' ({causes})' if causes else ''}"
