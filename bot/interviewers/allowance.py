"""How much of a model a person and a workspace may use in a day: counted in the queue's Redis or Valkey, or in this process."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from limits import RateLimitItemPerDay
from limits.aio.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from bot.counters import PATIENCE, counters, let_go
from bot.model_settings import ModelSettings
from bot.settings import IN_PROCESS

NAME = "mock-interview:allowance"

logger = logging.getLogger(__name__)


class _Counted(Protocol):
    async def __call__(self) -> bool: ...


def workspace_of(candidate: str) -> str | None:
    """The Slack workspace of a candidate (`slack:TEAM:USER`); None for one who is not in Slack."""
    parts = candidate.split(":")
    return parts[1] if len(parts) == 3 and parts[0] == "slack" and parts[1] else None


class Allowance:
    """The limits of the settings over one UTC day. A server that cannot be reached limits nobody: an interview matters more than a count."""

    def __init__(self, settings: ModelSettings, redis_url: str, now: Callable[[], datetime]) -> None:
        limits = (settings.turns_a_day, settings.tokens_a_day, settings.workspace_turns_a_day, settings.workspace_tokens_a_day)
        items = [None if most is None else RateLimitItemPerDay(most, namespace=NAME) for most in limits]
        self._turns, self._tokens, self._workspace_turns, self._workspace_tokens = items
        self._now = now
        self._told = False
        limited = any(item is not None for item in items)
        self._storage = counters(redis_url if limited else IN_PROCESS)
        self._counter = FixedWindowRateLimiter(self._storage)

    async def may_spend(self, person: str, workspace: str | None) -> bool:
        """Whether one more turn is within every limit; if so it is counted."""

        async def counted() -> bool:
            turns = self._of("turns", self._turns, person, self._workspace_turns, workspace)
            tokens = self._of("tokens", self._tokens, person, self._workspace_tokens, workspace)
            for item, *whose in (*turns, *tokens):
                if not await self._counter.test(item, *whose):
                    return False
            return all([await self._counter.hit(item, *whose) for item, *whose in turns])

        return await self._kindly(counted)

    async def spent(self, person: str, workspace: str | None, tokens: int) -> None:
        """Count what a turn cost."""

        async def counted() -> bool:
            for item, *whose in self._of("tokens", self._tokens, person, self._workspace_tokens, workspace):
                await self._counter.hit(item, *whose, cost=tokens)
            return True

        if tokens > 0:
            await self._kindly(counted)

    async def close(self) -> None:
        """Let go of the server."""
        await let_go(self._storage)

    def _of(
        self, what: str, item: RateLimitItemPerDay | None, person: str, workspace_item: RateLimitItemPerDay | None, workspace: str | None
    ) -> list[tuple[RateLimitItemPerDay, str, str, str]]:
        """What is counted for whom, today. The library's day begins at the first turn, so the date is a part of the name; who it is, is not."""
        day = self._now().astimezone(UTC).date().isoformat()
        own = [(item, f"person:{what}", day, _hidden(person))] if item else []
        shared = [(workspace_item, f"workspace:{what}", day, _hidden(workspace))] if workspace_item and workspace else []
        return own + shared

    async def _kindly(self, counted: _Counted) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                within = await counted()
        except (RedisError, OSError, TimeoutError) as error:
            if not self._told:
                logger.warning("What models are asked cannot be counted (%s): nobody is limited until it can.", type(error).__name__)
            self._told = True
            return True
        self._told = False
        return within


def _hidden(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
