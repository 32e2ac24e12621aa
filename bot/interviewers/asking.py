"""Which model is asked, how often, and for how long: until a judgement is there, or the time in which something must be said is over."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.interviewers.answer import Proposal
from bot.interviewers.breaker import Breaker
from bot.interviewers.calls import CallFailed, Messages, Monotonic, Streamed, Voice
from bot.interviewers.providers import NoModel
from interview_flow.model_use import Call, Fault, Guard, Intervention

logger = logging.getLogger(__name__)

TRIES = 2
"""Calls of one model for one reply."""
PASSING = {Fault.RATE_LIMITED: 1.0, Fault.SERVER: 0.5, Fault.UNREACHABLE: 0.5, Fault.CUT: 0.2, Fault.EMPTY: 0.0, Fault.GARBLED: 0.0}
"""Faults after which the same model is asked once more, and after how many seconds unless it says so itself."""
FIRST_SHARE = 0.6
"""The share of the time that the first model may take when there is a second."""
LEAST = 1.0
"""Seconds below which a call is not begun."""


@dataclass
class Asking:
    """One reply's calls. `patience` is how many seconds there are until something must be said; `asked` makes the messages for a voice, with what was
    wrong with its last answer."""

    voices: Sequence[Voice]
    breaker: Breaker
    now: Monotonic
    patience: float
    asked: Callable[[Voice, str | None], Messages]
    calls: list[Call] = field(default_factory=list[Call])
    interventions: list[Intervention] = field(default_factory=list[Intervention])
    fault: Fault | None = None
    """Why there is no answer, or the answer broke off."""
    until: float = field(init=False)
    """When something must be said."""

    def __post_init__(self) -> None:
        self.until = self.now() + self.patience

    async def judged(self) -> tuple[Streamed, Proposal] | None:
        """A call whose judgement is there; None when no model brought one in time."""
        for place, voice in enumerate(self.voices):
            kept_back = self.patience * (1 - FIRST_SHARE) if place + 1 < len(self.voices) else 0.0
            if found := await self._tried(voice, self.until - kept_back):
                self.fault = None
                return found
        self.fault = self.fault or Fault.TIMEOUT
        return None

    async def _tried(self, voice: Voice, deadline: float) -> tuple[Streamed, Proposal] | None:
        mend: str | None = None
        for _ in range(TRIES):
            if not self.breaker.may_call(voice.name):
                self._failed(Call(model=voice.name, seconds=0.0, fault=Fault.RESTING))
                return None
            if deadline - self.now() < LEAST:
                return None
            try:
                return await self._called(voice, mend, deadline)
            except CallFailed as failed:
                wait = PASSING.get(failed.fault) if failed.wait is None else failed.wait
                if failed.fault not in PASSING or wait is None or wait > deadline - self.now() - LEAST:
                    return None
                mend = failed.says or None
                if mend:
                    self.interventions.append(Intervention(guard=Guard.SCHEMA, text=mend))
                await asyncio.sleep(wait)
        return None

    async def _called(self, voice: Voice, mend: str | None, deadline: float) -> tuple[Streamed, Proposal]:
        try:
            await voice.ready()
        except NoModel as missing:
            logger.warning("%s", missing)
            raise self._unbuilt(voice, Fault.UNKNOWN_MODEL) from missing
        except Exception as error:  # a client that cannot be built, for a reason of its own: its words may hold what was given
            logger.warning("%s cannot be had (%s)", voice.name, type(error).__name__)
            raise self._unbuilt(voice, Fault.OTHER) from error
        streamed = voice.ask(self.asked(voice, mend))
        try:
            return streamed, await streamed.judged(deadline)
        except CallFailed as failed:
            await self.broke_off(streamed, failed)
            raise
        except BaseException:
            await streamed.close()
            raise

    def _unbuilt(self, voice: Voice, fault: Fault) -> CallFailed:
        self._failed(Call(model=voice.name, seconds=0.0, fault=fault))
        return CallFailed(fault)

    async def broke_off(self, streamed: Streamed, failed: CallFailed) -> None:
        """A call came to nothing, or to no more."""
        logger.warning("%s brought nothing of use (%s)", streamed.model, failed.fault)
        await streamed.close()
        self.breaker.failed(streamed.model, failed.fault, failed.wait)
        self._failed(streamed.call(failed.fault))

    async def ended(self, streamed: Streamed) -> None:
        """A call served its purpose."""
        await streamed.close()
        self.breaker.succeeded(streamed.model)
        self.calls.append(streamed.call())

    def _failed(self, call: Call) -> None:
        self.calls.append(call)
        self.fault = call.fault
