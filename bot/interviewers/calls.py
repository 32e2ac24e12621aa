"""One streamed call of a model: the answer as it comes, how long it took, what it cost."""

# The clients are untyped where usage is concerned:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from bot.interviewers import answer, providers
from bot.interviewers.faults import fault_of
from bot.model_settings import ModelSettings
from interview_flow.model_use import Call, Fault

if TYPE_CHECKING:
    from langchain_core.callbacks import UsageMetadataCallbackHandler
    from langchain_core.runnables import Runnable

Monotonic = Callable[[], float]
"""Seconds since some moment."""
Messages = Sequence[dict[str, Any]]


class CallFailed(Exception):
    """The call brought nothing of use. `wait` is after how many seconds the provider wants to hear of us again, `says` what was wrong with the shape."""

    def __init__(self, fault: Fault, wait: float | None = None, says: str = "") -> None:
        self.fault, self.wait, self.says = fault, wait, says
        super().__init__(fault)


class Voice(Protocol):
    """A model that can be asked."""

    @property
    def name(self) -> str:
        """`provider:name`."""
        ...

    @property
    def caches(self) -> bool:
        """Whether the prefix is marked for it."""
        ...

    async def ready(self) -> None:
        """Import and build what it needs; it may take seconds. Raises `NoModel`."""
        ...

    def ask(self, messages: Messages) -> "Streamed":
        """A call, begun when its answer is first waited for."""
        ...


@dataclass
class ModelVoice:
    """A model of a provider; nothing of langchain is imported before it is `ready`."""

    name: str
    settings: ModelSettings
    base_url: str | None
    now: Monotonic
    _asked: "Runnable[Any, Any] | None" = None

    @property
    def caches(self) -> bool:
        return providers.caches(self.name)

    async def ready(self) -> None:
        if self._asked is None:
            self._asked = await asyncio.to_thread(self._built)

    def _built(self) -> "Runnable[Any, Any]":
        model = providers.chat_model(self.name, self.settings, self.base_url)
        return providers.structured(model, self.name, answer.schema(), self.settings)

    def ask(self, messages: Messages) -> "Streamed":
        from langchain_core.callbacks import UsageMetadataCallbackHandler

        assert self._asked, "a voice is ready before it is asked"
        counted = UsageMetadataCallbackHandler()
        return Streamed(self.name, self._asked.astream(messages, {"callbacks": [counted]}), counted, self.settings.silence, self.now)


@dataclass
class Streamed:
    """A call under way. `latest` is the answer as far as it has come, `whole` whether that is all of it."""

    model: str
    parts: AsyncIterator[Mapping[str, Any]]
    counted: "UsageMetadataCallbackHandler"
    silence: float
    now: Monotonic
    latest: Mapping[str, Any] = field(default_factory=dict[str, Any])
    whole: bool = False
    _began: float = field(init=False)

    def __post_init__(self) -> None:
        self._began = self.now()

    async def more(self, deadline: float) -> None:
        """Wait for the next part, at most for `silence` and until `deadline`. Raises `CallFailed`."""
        left = deadline - self.now()
        if left <= 0:  # parts that are there already would come without a pause in which the time-out could strike
            raise CallFailed(Fault.TIMEOUT)
        try:
            async with asyncio.timeout(min(self.silence, left)):
                self.latest = await anext(self.parts)
        except StopAsyncIteration:
            self.whole = True
        except TimeoutError as error:
            raise CallFailed(Fault.SILENCE if self.silence < left else Fault.TIMEOUT) from error
        except BaseException as error:  # whatever a provider's client raises, the interview goes on
            if _is_meant_for_us(error):
                raise
            raise CallFailed(*fault_of(error)) from error
        if answer.is_endless(self.latest):
            raise CallFailed(Fault.TOO_LONG)

    async def judged(self, deadline: float) -> answer.Proposal:
        """The judgement, as soon as it is complete. Raises `CallFailed`."""
        while not answer.is_judged(self.latest, whole=self.whole):
            await self.more(deadline)
        if self.whole and (wrong := answer.fault_in(self.latest)):
            raise CallFailed(Fault.GARBLED, says=wrong) if self.latest or self.call().output_tokens else CallFailed(Fault.EMPTY)
        return answer.proposed(self.latest)

    async def close(self) -> None:
        """Drop what has not come."""
        closing = getattr(self.parts, "aclose", None)
        if closing and not self.whole:
            self.whole = True
            try:
                await closing()
            except Exception as error:  # it is given up anyway
                fault_of(error)

    def call(self, fault: Fault | None = None) -> Call:
        """What it was, for the log."""
        used = list(self.counted.usage_metadata.values())
        return Call(
            model=self.model,
            seconds=round(self.now() - self._began, 3),
            input_tokens=sum(each["input_tokens"] for each in used),
            cached_tokens=sum(each.get("input_token_details", {}).get("cache_read") or 0 for each in used),
            output_tokens=sum(each["output_tokens"] for each in used),
            fault=fault,
        )


def _is_meant_for_us(error: BaseException) -> bool:
    """Whether somebody wants this task or this program to end; clients have been seen to raise what only looks like it."""
    task = asyncio.current_task()
    cancelled = isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling() > 0
    return cancelled or isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit))
