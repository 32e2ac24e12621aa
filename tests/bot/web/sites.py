"""The site as `serve` runs it without Slack, in this process, over interviews that were played once for all tests of a process."""

import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from httpx import AsyncClient

from bot.app import App, opened
from bot.channels.script import ScriptedCandidate, SimulatedClock, load, seconds_to_say
from bot.channels.slack.http import listening
from bot.channels.web.local import web_app
from bot.channels.web.parts import Web
from bot.channels.web.viewer import Door, LocalDoor
from bot.channels.web.workspace import NoWorkspace, Workspace
from bot.conversation import Clock
from bot.settings import Settings
from interview_flow.rubric import Level, Mode
from tests.bot.piecewise import Piecewise, interviewed_by

ADA, BEN = "slack:T1:U1", "slack:T1:U2"
"""Two people of one workspace."""
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLAYED = {
    "chat": ("chat_middling", ADA),
    "limiter": ("rate_limiter_strong", ADA),
    "coached": ("key_value_store_coach", ADA),
    "weak": ("news_feed_weak", BEN),
    "hostile": ("url_shortener_hostile", BEN),
}
"""The interviews of the site by their id: the sample candidate that plays, and whose interview it is. One a day, from 2 March 2026."""

_ONCE: list[Path] = []


@dataclass(frozen=True)
class Site:
    """A site that answers, and what stands behind it. `client` is a browser without JavaScript."""

    url: str
    client: AsyncClient
    app: App
    web: Web


@asynccontextmanager
async def site(
    folder: Path,
    door: Door | None = None,
    *,
    played: bool = True,
    workspace: Workspace | None = None,
    clock: Clock | None = None,
    interviewer: Piecewise | None = None,
) -> AsyncIterator[Site]:
    """The site over a database of its own in `folder`; the played interviews are in it, or nothing is. Everybody is the local user, unless a `door` says otherwise."""
    if played:
        shutil.copy(await database(), folder / "interviews.db")
    settings = Settings(database_url=str(folder / "interviews.db"), documents=folder / "documents", patience=0.0)
    async with opened(settings, utc_now) as app:
        if interviewer:
            app = replace(app, conversation=interviewed_by(interviewer, app, utc_now))
        web = Web(app, settings, clock or utc_now, door or LocalDoor("ada"), workspace=workspace or NoWorkspace())
        async with listening(web_app(web), "127.0.0.1", 0) as port:
            url = f"http://127.0.0.1:{port}"
            async with AsyncClient(base_url=url) as client:
                yield Site(url, client, app, web)


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


async def database() -> Path:
    """Every interview of `PLAYED`, finished and revealed, in one file; played once a process."""
    if not _ONCE:
        folder = Path(tempfile.mkdtemp(prefix="mock-interview-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        clock = SimulatedClock(NOON)
        async with opened(Settings(database_url=str(folder / "interviews.db"), documents=folder), clock) as app:
            for days, (interview_id, (sample, candidate)) in enumerate(PLAYED.items()):
                clock.pass_by((NOON + timedelta(days=days) - clock()).total_seconds())
                await _play(app, clock, interview_id, sample, candidate)
        _ONCE.append(folder / "interviews.db")
    return _ONCE[0]


async def _play(app: App, clock: SimulatedClock, interview_id: str, sample: str, candidate: str) -> None:
    script = load(Path(str(files("prompts") / "candidates" / f"{sample}.yaml")))
    problem = app.bank.find(script.topic).problem
    interview = await app.conversation.begin(
        interview_id,
        topic=script.topic,
        problem=problem.slug if problem else None,
        level=script.level or Level.SENIOR,
        mode=script.mode or Mode.STRICT,
        minutes=45,
        candidate=candidate,
    )
    interview = await app.conversation.answer(interview_id)
    speaker = ScriptedCandidate(script)
    while not interview.over:
        words = speaker.next_words(interview)
        clock.pass_by(seconds_to_say(words))
        await app.conversation.hear(interview_id, words)
        interview = await app.conversation.answer(interview_id)
    await app.conversation.reveal(interview_id)
