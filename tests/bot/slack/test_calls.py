"""What Slack answers is told in the few ways in which it can be acted on."""

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import Gone, Later, NotAllowed, Refused, Removed, SlackFailed, Unsure, called
from tests.fakes.slack import FakeSlack, Person, Workspace

KINDS = {
    "channel_not_found": Gone,
    "is_archived": Gone,
    "is_inactive": Gone,
    "not_in_channel": Gone,
    "cannot_reply_to_message": Gone,
    "token_revoked": Removed,
    "account_inactive": Removed,
    "user_disabled": Removed,
    "missing_scope": NotAllowed,
    "no_permission": NotAllowed,
    "ratelimited": Later,
    "internal_error": Unsure,
    "fatal_error": Unsure,
    "messaging_processing_failed": Unsure,
    "update_failed": Unsure,
    "invalid_blocks": Refused,
    "something_new": Refused,
}


@pytest.fixture
def client(slack: FakeSlack, team: Workspace) -> AsyncWebClient:
    """As the bot makes them: it repeats nothing by itself."""
    return AsyncWebClient(token=team.bot_token, base_url=slack.api_url, retry_handlers=[])


async def failure(client: AsyncWebClient, channel: str) -> SlackFailed:
    with pytest.raises(SlackFailed) as failed:
        await called(client.chat_postMessage(channel=channel, text="Hello"))
    return failed.value


@pytest.mark.parametrize("code", KINDS)
async def test_an_error_is_of_the_kind_that_says_what_to_do(slack: FakeSlack, ada: Person, client: AsyncWebClient, code: str) -> None:
    slack.fail("chat.postMessage", error=code)

    failed = await failure(client, ada.im.id)

    assert type(failed) is KINDS[code]
    assert failed.code == code


@pytest.mark.parametrize(("told", "seconds"), [(7, 7), (99999, 3600)])
async def test_too_many_calls_tell_when_the_next_may_come(slack: FakeSlack, ada: Person, client: AsyncWebClient, told: int, seconds: float) -> None:
    slack.fail("chat.postMessage", status=429, retry_after=told)

    failed = await failure(client, ada.im.id)

    assert isinstance(failed, Later)
    assert failed.seconds == seconds


@pytest.mark.parametrize("way", [{"status": 500}, {"status": 503}, {"cut": True}])
async def test_what_nobody_knows_is_unsure_and_was_called_once(slack: FakeSlack, ada: Person, client: AsyncWebClient, way: dict[str, int]) -> None:
    slack.fail("chat.postMessage", **way)  # type: ignore[arg-type]

    failed = await failure(client, ada.im.id)

    assert type(failed) is Unsure
    assert len(slack.called("chat.postMessage")) == 1


async def test_no_answer_in_time_is_unsure(slack: FakeSlack, team: Workspace, ada: Person) -> None:
    slack.fail("chat.postMessage", hang=True)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.2)) as session:
        client = AsyncWebClient(token=team.bot_token, base_url=slack.api_url, retry_handlers=[], session=session)

        failed = await failure(client, ada.im.id)

    assert (type(failed), failed.code) == (Unsure, "TimeoutError")


async def test_where_nobody_listens_it_is_unsure(team: Workspace) -> None:
    client = AsyncWebClient(token=team.bot_token, base_url="http://127.0.0.1:1/api/", retry_handlers=[])

    assert type(await failure(client, "C1")) is Unsure


async def test_an_answer_is_its_body(ada: Person, client: AsyncWebClient) -> None:
    answer = await called(client.chat_postMessage(channel=ada.im.id, text="Hello"))

    assert answer["channel"] == ada.im.id
