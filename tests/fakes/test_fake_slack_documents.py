"""Files and canvases, through the real SDK."""

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.conftest import refusal
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace


def markdown(text: str) -> dict[str, str]:
    return {"type": "markdown", "markdown": text}


async def fetched(url: str, token: str | None = None) -> tuple[str, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as response:
        assert response.status == 200
        return response.content_type, await response.read()


async def test_the_sdk_uploads_a_file_into_a_thread(client: AsyncWebClient, team: Workspace, channel: Channel, root: Message) -> None:
    done = await client.files_upload_v2(
        content="# Design", filename="design.md", title="Design", channel="C1", thread_ts=root.ts, initial_comment="Here it is"
    )

    message = team.thread(channel, root.ts)[-1]
    assert (message.subtype, message.text, message.files[0]["title"]) == ("file_share", "Here it is", "Design")
    info = await client.files_info(file=done["file"]["id"])
    assert await fetched(info["file"]["url_private"], team.bot_token) == ("text/markdown", b"# Design")


async def test_two_files_come_in_one_message(client: AsyncWebClient, channel: Channel) -> None:
    uploads = [{"filename": "a.md", "content": "a"}, {"filename": "b.md", "content": "b"}]

    await client.files_upload_v2(file_uploads=uploads, channel="C1")

    (message,) = channel.messages.values()
    assert [file["name"] for file in message.files] == ["a.md", "b.md"]


async def test_without_the_token_a_download_is_a_login_page(team: Workspace, ada: Person, channel: Channel) -> None:
    message = await ada.say(channel, "my notes", files=[("notes.md", b"# Notes")])

    url = message.files[0]["url_private_download"]

    assert (await fetched(url))[0] == "text/html"
    assert (await fetched(url, "xoxb-made-up"))[0] == "text/html"
    assert await fetched(url, team.bot_token) == ("text/markdown", b"# Notes")


async def test_an_upload_must_be_as_long_as_announced_and_is_completed_once(client: AsyncWebClient, channel: Channel) -> None:
    ticket = await client.files_getUploadURLExternal(filename="a.md", length=3)
    files = [{"id": ticket["file_id"], "title": "a"}]
    assert await refusal(client.files_completeUploadExternal(files=files, channel_id="C1")) == "file_not_found"

    async with aiohttp.ClientSession() as session:
        async with session.post(ticket["upload_url"], data=b"four") as wrong:
            assert wrong.status == 400
        async with session.post(ticket["upload_url"], data=b"abc") as right:
            assert await right.text() == "OK - 3"

    assert await refusal(client.files_completeUploadExternal(files=files, channel_id="C9")) == "channel_not_found"
    await client.files_completeUploadExternal(files=files, channel_id="C1")
    assert await refusal(client.files_completeUploadExternal(files=files, channel_id="C1")) == "file_not_found"
    assert len(channel.messages) == 1


async def test_a_canvas_is_made_shared_and_rewritten(client: AsyncWebClient, team: Workspace, ada: Person, channel: Channel) -> None:
    made = await client.canvases_create(title="Design", document_content=markdown("# Design"))
    await client.canvases_access_set(canvas_id=made["canvas_id"], access_level="read", user_ids=[ada.id])
    await client.canvases_edit(canvas_id=made["canvas_id"], changes=[{"operation": "replace", "document_content": markdown("# New")}])

    canvas = team.canvases[made["canvas_id"]]
    assert (canvas.title, canvas.markdown, canvas.access) == ("Design", "# New", {"U1": "read"})
    both = client.canvases_access_set(canvas_id=canvas.id, access_level="read", user_ids=["U1"], channel_ids=["C1"])
    assert await refusal(both) == "invalid_parameters"


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")  # aiohttp, about any body of 1 MiB
async def test_a_canvas_holds_a_mebibyte(client: AsyncWebClient, team: Workspace) -> None:
    made = await client.canvases_create(document_content=markdown("x" * 1_048_576))

    assert len(team.canvases[made["canvas_id"]].markdown) == 1_048_576
    assert await refusal(client.canvases_create(document_content=markdown("x" * 1_048_577))) == "canvas_creation_failed"


async def test_a_channel_has_one_canvas(client: AsyncWebClient, team: Workspace, channel: Channel) -> None:
    made = await client.conversations_canvases_create(channel_id="C1", document_content=markdown("x"))

    assert team.canvases[made["canvas_id"]].channel == channel.id
    again = client.conversations_canvases_create(channel_id="C1", document_content=markdown("x"))
    assert await refusal(again) == "channel_canvas_already_exists"


async def test_a_free_team_has_canvases_in_channels_only(slack: FakeSlack) -> None:
    free = slack.workspace("T2", plan="free")
    free.channel("C2")
    client = AsyncWebClient(token=free.bot_token, base_url=slack.api_url)

    assert await refusal(client.canvases_create(document_content=markdown("x"))) == "free_teams_cannot_create_standalone_canvases"
    made = await client.canvases_create(document_content=markdown("x"), channel_id="C2")

    assert free.canvases[made["canvas_id"]].markdown == "x"
