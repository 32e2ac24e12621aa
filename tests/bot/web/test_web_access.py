"""Who sees an interview, and as what."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import Request

from bot.channels.web.access import Role, Seen, seen
from bot.channels.web.refusals import Forbidden, NotSignedIn, NotThere
from bot.channels.web.viewer import Scope, Viewer
from interview_flow.rubric import Level, Mode
from tests.bot.web.sites import ADA, BEN, Site, site

CANDIDATE, ANOTHER, LOCAL = Viewer(ADA, "Ada"), Viewer(BEN, "Ben"), Viewer("ada", "ada", is_local=True)


async def test_an_interview_is_its_candidates_and_nobody_elses(tmp_path: Path) -> None:
    async with site(tmp_path) as here:
        found = await _seen(here, CANDIDATE, "limiter")
        local = await _seen(here, LOCAL, "limiter")
        with pytest.raises(NotThere) as not_theirs:
            await _seen(here, ANOTHER, "limiter")
        with pytest.raises(NotThere) as unknown:
            await _seen(here, CANDIDATE, "limiter-2")

    assert (found.id, found.role, found.judged) == ("limiter", Role.CANDIDATE, True)
    assert local.role is Role.CANDIDATE
    assert not_theirs.value.says == unknown.value.says


async def test_who_is_not_known_or_may_not_read_is_told_so(tmp_path: Path) -> None:
    async with site(tmp_path) as here:
        with pytest.raises(NotSignedIn):
            await _seen(here, None, "limiter")
        with pytest.raises(Forbidden):
            await _seen(here, Viewer(ADA, "Ada", scopes=frozenset({Scope.PRACTISE})), "limiter")


async def test_of_an_interview_that_goes_on_nothing_is_given_away(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        conversation = here.app.conversation
        await conversation.begin("open", topic="a cache", problem=None, level=Level.MID, mode=Mode.STRICT, minutes=45, candidate=ADA)
        going_on = await _seen(here, CANDIDATE, "open")

    assert not going_on.judged


async def _seen(here: Site, viewer: Viewer | None, interview_id: str) -> Seen:
    scope: dict[str, Any] = {"type": "http", "app": _Holder(here), "headers": []}
    return await seen(Request(scope), viewer, interview_id)


class _Holder:
    """Where a route finds the site."""

    def __init__(self, here: Site) -> None:
        self.state = self
        self.web = here.web
