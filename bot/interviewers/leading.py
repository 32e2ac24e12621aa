"""Who leads the interviews of this installation: the model that is set, or guided."""

import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from bot.commands.failures import BadInput
from bot.conversation import Clock
from bot.interviewers.allowance import Allowance
from bot.interviewers.breaker import Breaker
from bot.interviewers.calls import ModelVoice, Voice
from bot.interviewers.model import Model
from bot.interviewers.providers import NoModel
from bot.settings import Settings
from interview_flow.guided import Guided
from interview_flow.model_use import Fault
from prompts.library import phrases


@asynccontextmanager
async def leading(settings: Settings, guided: Guided, clock: Clock) -> AsyncGenerator[Guided | Model]:
    """The interviewer; of a model nothing is imported yet."""
    if settings.model.name is None:
        yield guided
        return
    now = time.monotonic
    allowance = Allowance(settings.model, settings.redis_url, clock)
    try:
        yield Model(_voices(settings), guided, Breaker(now), allowance, now, settings.model.patience, apology)
    finally:
        await allowance.close()


async def made_ready(interviewer: Guided | Model) -> None:
    """Import what a model needs, before anybody waits for it. Raises `BadInput` for one that cannot be had."""
    if isinstance(interviewer, Model):
        try:
            await interviewer.ready()
        except NoModel as missing:
            raise BadInput(str(missing)) from missing


def apology(fault: Fault, turn: int) -> str:
    """A light word before the first reply that has to do without the model."""
    variants = phrases()["allowance" if fault is Fault.ALLOWANCE else "unaided"]
    return variants[turn // 2 % len(variants)]


def _voices(settings: Settings) -> Sequence[Voice]:
    model = settings.model
    named = [(model.name, model.base_url), (model.second, model.second_base_url)]
    return [ModelVoice(name, model, address, time.monotonic) for name, address in named if name]
