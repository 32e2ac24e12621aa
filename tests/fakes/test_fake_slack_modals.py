"""Modals and Home tabs, and what people do with them."""

import json
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.conftest import Serve, refusal
from tests.fakes.slack import Channel, FakeSlack, Person, Workspace

JSON = dict[str, Any]


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def asking(**more: Any) -> JSON:
    typed = {"type": "plain_text_input", "action_id": "words", "max_length": 20}
    levels = [{"text": plain(level.title()), "value": level} for level in ("mid", "senior")]
    chosen = {"type": "static_select", "action_id": "level", "options": levels, "initial_option": levels[1]}
    blocks = [
        {"type": "input", "block_id": "topic", "label": plain("Topic"), "element": typed},
        {"type": "input", "block_id": "about", "label": plain("Level"), "element": chosen},
    ]
    return {"type": "modal", "callback_id": "begin", "title": plain("Begin"), "submit": plain("Go"), "blocks": blocks, **more}


HOME = {"type": "home", "blocks": [{"type": "section", "text": plain("Welcome")}]}


async def test_a_trigger_opens_one_modal_within_three_seconds(slack: FakeSlack, client: AsyncWebClient, team: Workspace, ada: Person) -> None:
    trigger, late = slack.new_trigger(team, ada.id), slack.new_trigger(team, ada.id)

    opened = await client.views_open(trigger_id=trigger, view=asking())

    assert [(one.id, one.title) for one in ada.modals] == [(opened["view"]["id"], "Begin")]
    assert await refusal(client.views_open(trigger_id=trigger, view=asking())) == "exchanged_trigger_id"
    assert await refusal(client.views_open(trigger_id="made.up", view=asking())) == "invalid_trigger_id"
    slack.clock.pass_by(4)
    assert await refusal(client.views_open(trigger_id=late, view=asking())) == "expired_trigger_id"


@pytest.mark.parametrize(
    "view",
    [
        asking(title=plain("x" * 25)),
        asking(private_metadata="x" * 3001),
        asking(blocks=[{"type": "divider"}] * 101),
        asking(submit=plain("x" * 25)),
        asking(blocks=[{"type": "markdown", "text": "x"}]),
        asking(colour="red"),
        {name: value for name, value in asking().items() if name != "submit"},
        {name: value for name, value in asking().items() if name != "title"},
        HOME,
    ],
)
async def test_a_view_that_slack_would_not_show_is_refused(
    slack: FakeSlack, client: AsyncWebClient, team: Workspace, ada: Person, view: JSON
) -> None:
    assert await refusal(client.views_open(trigger_id=slack.new_trigger(team, ada.id), view=view)) == "invalid_arguments"
    assert ada.modals == []


async def test_modals_are_stacked_three_deep_and_changed_by_id(slack: FakeSlack, client: AsyncWebClient, team: Workspace, ada: Person) -> None:
    first = await client.views_open(trigger_id=slack.new_trigger(team, ada.id), view=asking())
    for _ in range(2):
        await client.views_push(trigger_id=slack.new_trigger(team, ada.id), view=asking())

    assert await refusal(client.views_push(trigger_id=slack.new_trigger(team, ada.id), view=asking())) == "push_limit_reached"
    await client.views_update(view_id=first["view"]["id"], view=asking(title=plain("Again")), hash=first["view"]["hash"])
    assert [one.title for one in ada.modals] == ["Again", "Begin", "Begin"]
    stale = client.views_update(view_id=first["view"]["id"], view=asking(), hash=first["view"]["hash"])
    assert await refusal(stale) == "hash_conflict"


async def test_a_home_tab_is_published_for_one_person(client: AsyncWebClient, team: Workspace, ada: Person) -> None:
    bob = team.user("U2", "Bob")

    await client.views_publish(user_id=ada.id, view=HOME)

    assert ada.home is not None
    assert ada.home.blocks[0]["text"]["text"] == "Welcome"
    assert bob.home is None
    assert await refusal(client.views_publish(user_id="U9", view=HOME)) == "user_not_found"
    assert await refusal(client.views_publish(user_id=ada.id, view=asking())) == "invalid_arguments"


async def test_a_modal_is_filled_in_and_submitted(app: AsyncApp, serve: Serve, ada: Person, channel: Channel) -> None:
    submitted: list[JSON] = []

    @app.command("/mock-interview")
    async def opens(ack: AsyncAck, body: JSON, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=asking(private_metadata=body["channel_id"]))
        await ack()

    @app.view("begin")
    async def begins(ack: AsyncAck, view: JSON) -> None:
        submitted.append(view)
        if view["state"]["values"]["topic"]["words"]["value"] == "?":
            await ack(response_action="errors", errors={"topic": "Which system?"})
        else:
            await ack()

    await serve(app)
    await ada.command("/mock-interview", "", channel)
    (view,) = ada.modals

    refused = await ada.submit(view, {"topic": {"words": "?"}})
    assert (refused.errors, ada.modals) == ({"topic": "Which system?"}, [view])
    taken = await ada.submit(view, {"topic": {"words": "a cache"}})

    assert (taken.status, ada.modals, view.private_metadata) == (200, [], "C1")
    assert submitted[-1]["state"]["values"]["topic"]["words"] == {"type": "plain_text_input", "value": "a cache"}
    assert submitted[-1]["state"]["values"]["about"]["level"]["selected_option"]["value"] == "senior"


async def test_slack_itself_does_not_submit_what_is_not_filled_in(slack: FakeSlack, client: AsyncWebClient, team: Workspace, ada: Person) -> None:
    await client.views_open(trigger_id=slack.new_trigger(team, ada.id), view=asking())
    (view,) = ada.modals

    with pytest.raises(AssertionError, match="must be filled in"):
        await ada.submit(view)
    with pytest.raises(AssertionError, match="takes 20 characters"):
        await ada.submit(view, {"topic": {"words": "x" * 21}})
    with pytest.raises(AssertionError, match="There is no input"):
        await ada.submit(view, {"topic": {"wrods": "x"}})
    with pytest.raises(AssertionError, match="none of the options"):
        await ada.submit(view, {"topic": {"words": "x"}, "about": {"level": "junior"}})


async def test_an_answer_can_change_a_modal_or_cover_it(app: AsyncApp, serve: Serve, slack: FakeSlack, team: Workspace, ada: Person) -> None:
    answers = [{"response_action": "update", "view": asking(title=plain("2"))}, {"response_action": "push", "view": asking()}]
    answers += [{"response_action": "clear"}]

    @app.view("begin")
    async def begins(ack: AsyncAck) -> None:
        answer = answers.pop(0)
        await ack(**answer)

    await serve(app)
    await app.client.views_open(trigger_id=slack.new_trigger(team, ada.id), view=asking())
    filled = {"topic": {"words": "a cache"}}

    titles = []
    for _ in range(3):
        await ada.submit(ada.modals[-1], filled)
        titles.append([one.title for one in ada.modals])

    assert titles == [["2"], ["2", "Begin"], []]


async def test_a_closed_modal_is_told_of_where_it_wishes(app: AsyncApp, serve: Serve, slack: FakeSlack, team: Workspace, ada: Person) -> None:
    closed: list[str] = []

    @app.view_closed("begin")
    async def closes(ack: AsyncAck, view: JSON) -> None:
        closed.append(view["id"])
        await ack()

    await serve(app)
    for more in ({}, {"notify_on_close": True}):
        await app.client.views_open(trigger_id=slack.new_trigger(team, ada.id), view=asking(**more))
        (view,) = ada.modals
        await ada.close(view)

    assert closed == [view.id]


async def test_a_press_tells_where_it_was_and_can_be_answered(app: AsyncApp, serve: Serve, team: Workspace, ada: Person, channel: Channel) -> None:
    heard: list[JSON] = []
    chosen = {"type": "static_select", "action_id": "level", "options": [{"text": plain("Mid"), "value": "mid"}]}
    go = {"type": "button", "action_id": "go", "text": plain("Go"), "value": "i1"}
    good = {"text": plain("Good"), "value": "well done"}
    feedback = {"type": "feedback_buttons", "action_id": "feedback", "positive_button": good, "negative_button": good}
    blocks = [{"type": "actions", "elements": [go, chosen]}, {"type": "context_actions", "elements": [feedback]}]

    for action_id in ("go", "level", "feedback"):

        @app.action(action_id)
        async def acts(ack: AsyncAck, body: JSON, respond: AsyncRespond) -> None:
            heard.append(body)
            await ack()
            await respond(text="Seen", replace_original=False)

    await serve(app)
    posted = await app.client.chat_postMessage(channel="C1", text="x", blocks=blocks)
    message = channel.messages[posted["ts"]]

    await ada.press(message, "go")
    await ada.press(message, "level", "mid")
    await ada.press(message, "feedback", "positive")

    assert [body["actions"][0].get("value") for body in heard] == ["i1", None, "well done"]
    assert heard[1]["actions"][0]["selected_option"]["value"] == "mid"
    assert heard[0]["container"] == {"type": "message", "message_ts": message.ts, "channel_id": "C1", "is_ephemeral": False}
    assert heard[0]["message"]["ts"] == message.ts
    assert [one.text for one in ada.ephemerals()] == ["Seen"] * 3
    with pytest.raises(AssertionError, match="no 'stop' to press"):
        await ada.press(message, "stop")


async def test_a_press_in_the_home_tab_carries_the_view(app: AsyncApp, serve: Serve, ada: Person) -> None:
    heard: list[JSON] = []
    go = {"type": "button", "action_id": "go", "text": plain("Go")}

    @app.action("go")
    async def acts(ack: AsyncAck, body: JSON) -> None:
        heard.append(body)
        await ack()

    @app.event("app_home_opened")
    async def opened(event: JSON, client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "actions", "elements": [go]}]})

    await serve(app)
    await ada.open_home()
    assert ada.home is not None
    await ada.press(ada.home, "go")

    (body,) = heard
    assert (body["container"]["type"], body["view"]["id"], "response_url" in body) == ("view", ada.home.id, False)
    assert json.dumps(body)


async def test_a_button_in_the_answer_to_a_command_can_be_pressed_until_it_is_replaced(
    app: AsyncApp, serve: Serve, ada: Person, channel: Channel
) -> None:
    go = {"type": "button", "action_id": "go", "text": plain("Go")}

    @app.command("/mock-interview")
    async def offers(ack: AsyncAck) -> None:
        await ack(text="Ready?", blocks=[{"type": "actions", "elements": [go]}])

    @app.action("go")
    async def goes(ack: AsyncAck, body: JSON, respond: AsyncRespond) -> None:
        await ack()
        assert "message" not in body
        await respond(text="Gone", replace_original=True)

    await serve(app)
    answer = await ada.command("/mock-interview", "", channel)
    assert answer.message is not None
    await ada.press(answer.message, "go")

    assert [one.text for one in ada.ephemerals(channel)] == ["Gone"]
    with pytest.raises(AssertionError, match="no 'go' to press"):
        await ada.press(answer.message, "go")
