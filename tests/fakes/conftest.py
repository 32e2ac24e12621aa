"""A workspace in the fake Slack, a client of the real SDK, a Bolt app behind a port, and a provider of models."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.model import FakeModel
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """An open fake."""
    async with FakeSlack(signing_secret="shh") as slack:
        slack.retry_delays = (0, 0.01, 0.02)
        yield slack


@pytest.fixture
def team(slack: FakeSlack) -> Workspace:
    """A paid workspace with the app in it."""
    return slack.workspace("T1")


@pytest.fixture
def ada(team: Workspace) -> Person:
    """A person in that workspace."""
    return team.user("U1", "Ada", tz="Europe/Berlin")


@pytest.fixture
def channel(team: Workspace, ada: Person) -> Channel:
    """A channel with her and the bot."""
    return team.channel("C1", members=[ada])


@pytest.fixture
def client(slack: FakeSlack, team: Workspace) -> AsyncWebClient:
    """The real SDK with the bot's token."""
    return AsyncWebClient(token=team.bot_token, base_url=slack.api_url)


@pytest.fixture
async def root(ada: Person, channel: Channel) -> Message:
    """A message of hers, to reply to."""
    return await ada.say(channel, "design a rate limiter")


Serve = Callable[[AsyncApp], Awaitable[str]]


@pytest.fixture
def app(slack: FakeSlack, client: AsyncWebClient) -> AsyncApp:
    """A Bolt app that has no listeners yet and answers when they are done."""
    return AsyncApp(client=client, signing_secret=slack.signing_secret, process_before_response=True)


@pytest.fixture
async def serve(slack: FakeSlack) -> AsyncIterator[Serve]:
    """Puts a Bolt app behind a port, and connects the fake to it."""
    runners: list[web.AppRunner] = []

    async def served(app: AsyncApp) -> str:
        runner = web.AppRunner(app.web_app("/slack/events"), access_log=None)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        slack.connect_http(url)
        return url

    yield served
    for runner in runners:
        await runner.cleanup()


async def refusal(call: Awaitable[object]) -> str:
    """The error with which Slack refuses this call."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return refused.value.response["error"]


@pytest.fixture
def model() -> Iterator[FakeModel]:
    """A provider of models, which knows two."""
    with FakeModel() as model:
        yield model
