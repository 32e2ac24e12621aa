"""What Slack does when a person writes, presses, submits."""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.fakes.slack import forms
from tests.fakes.slack.answers import Answer
from tests.fakes.slack.blocks import check_message_blocks
from tests.fakes.slack.chat import identified
from tests.fakes.slack.messages import JSON, Message, element
from tests.fakes.slack.modals import change, shown
from tests.fakes.slack.responses import put
from tests.fakes.slack.views import View, check_view

if TYPE_CHECKING:
    from tests.fakes.slack.people import Person
    from tests.fakes.slack.workspace import Channel, Workspace


def escaped(text: str) -> str:
    """Typed text as Slack passes it on."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(team: "Workspace", text: str) -> list[JSON]:
    """The rich text block that Slack makes of what is typed."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": team.slack.new_id("b"), "elements": [section]}] if text else []


async def say(
    person: "Person", channel: "Channel", text: str, thread_ts: str | None, files: list[tuple[str, bytes]], mention: bool, wait: bool
) -> Message:
    """A message of this person: a message event, and app_mention where our bot is spoken to."""
    team = person.team
    assert person.id in channel.members, f"{person.name} is not a member of {channel.id}"
    assert not channel.archived, f"{channel.id} is archived: nobody can write there"
    assert thread_ts is None or thread_ts in channel.messages, f"There is no message {thread_ts} to reply to"
    kept = [forms.uploaded(team, person, channel, name, content) for name, content in files]
    said = (f"<@{team.bot_user_id}> " if mention else "") + escaped(text)
    message = Message(team.slack.new_ts(), channel.id, person.id, said, typed(team, text), thread_ts, team=team.id, files=kept)
    message.subtype, message.client_msg_id = "file_share" if kept else None, team.slack.uuid()
    channel.messages[message.ts] = message
    await _announce(team, channel, message, mention, wait)
    return message


async def _announce(team: "Workspace", channel: "Channel", message: Message, mention: bool, wait: bool) -> None:
    root = channel.messages.get(message.thread_ts or "")
    more = {"parent_user_id": root.user} if root else {}
    shown = message.payload() | {"channel": channel.id, "event_ts": message.ts} | more
    if mention and channel.kind != "im":
        await team.slack.event(team, {**shown, "type": "app_mention"}, wait=wait)
    if team.bot_user_id in channel.members:
        await team.slack.event(team, shown | {"channel_type": channel.kind}, wait=wait)


async def share_link(person: "Person", channel: "Channel", url: str, thread_ts: str | None) -> Message:
    """A message with a link: the app hears of the message where it is a member, and of the link everywhere."""
    team = person.team
    message = await say(person, channel, url, thread_ts, [], False, True)
    message.text = f"<{escaped(url)}>"
    unfurl_id = f"{channel.id}.{message.ts}.{team.slack.uuid()}"
    team.slack.unfurl_ids[team.id, unfurl_id] = message
    event = {"type": "link_shared", "user": person.id, "channel": channel.id, "message_ts": message.ts, "event_ts": message.ts}
    link = {"url": url, "domain": urlsplit(url).hostname}
    member = {"is_bot_user_member": team.bot_user_id in channel.members, "unfurl_id": unfurl_id, "source": "conversations_history"}
    await team.slack.event(team, event | member | {"links": [link]} | ({"thread_ts": thread_ts} if thread_ts else {}))
    return message


async def stop(person: "Person", channel: "Channel", thread_ts: str) -> None:
    """The Stop button: Slack ends the streams itself, the session's status is left to the app."""
    streaming = [one for one in person.team.thread(channel, thread_ts) if one.streaming]
    for message in streaming:
        assert message.stream is not None
        message.stream.stopped = message.stream.stopped_by_user = True
        message.text = message.markdown
    event = {"type": "agent_session_stopped", "user": person.id, "channel": channel.id, "thread_ts": thread_ts}
    stopped = {"streaming_message_ts": [one.ts for one in streaming], "event_ts": person.team.slack.new_ts()}
    await person.team.slack.event(person.team, event | stopped)


async def command(person: "Person", name: str, text: str, channel: "Channel") -> Answer:
    """A slash command as a form; a body that comes back with 200 is shown to the person."""
    team = person.team
    place = {"team_id": team.id, "team_domain": team.domain, "channel_id": channel.id, "channel_name": channel.name}
    who = {"user_id": person.id, "user_name": person.name, "command": name, "text": escaped(text)}
    app = {"token": team.slack.verification_token, "api_app_id": team.slack.app_id, "is_enterprise_install": "false"}
    ways = {"trigger_id": team.slack.new_trigger(team, person.id), "response_url": team.slack.new_response_url(team, channel, person.id)}
    return await _asked(person, "slash_commands", app | place | who | ways, channel)


async def _asked(person: "Person", kind: str, payload: JSON, channel: "Channel | None") -> Answer:
    slack = person.team.slack
    reply = await slack.courier.ask(kind, payload)
    said = json.loads(reply.body) if reply.body.startswith("{") else {"text": reply.body}
    message = None
    if reply.good and kind == "slash_commands" and channel and (said.get("text") or said.get("blocks")):
        blocks = identified(slack.new_id, check_message_blocks(said.get("blocks") or []))
        only_for = None if said.get("response_type") == "in_channel" else person.id
        message = put(slack, person.team, channel, only_for=only_for, text=said.get("text", ""), blocks=blocks)
    return Answer(reply.status, reply.body, message)


def _frame(person: "Person", kind: str) -> JSON:
    """What every interaction carries."""
    team = person.team
    user = {"id": person.id, "username": person.name, "name": person.name, "team_id": team.id}
    app = {"api_app_id": team.slack.app_id, "token": team.slack.verification_token, "enterprise": None, "is_enterprise_install": False}
    place = {"team": {"id": team.id, "domain": team.domain}, "trigger_id": team.slack.new_trigger(team, person.id)}
    return {"type": kind, "user": user, **app, **place}


async def press(person: "Person", target: Message | View, action_id: str, value: Any, there: JSON | None) -> Answer:
    """block_actions, from a message or a view."""
    team = person.team
    block, found = ({"block_id": "gone"}, there) if there else element(target.blocks, action_id)
    action = forms.action(found, value) | {"block_id": block["block_id"], "action_ts": team.slack.new_ts()}
    if isinstance(target, View):
        assert target.open, "This view is closed"
        forms.keep(target.state, block["block_id"], found, value)
        payload = {"container": {"type": "view", "view_id": target.id}, "view": target.payload(), "actions": [action]}
        return await _asked(person, "interactive", _frame(person, "block_actions") | payload, None)
    assert not target.deleted, "This message is deleted"
    assert target.only_for in (None, person.id), f"{person.name} does not see this message"
    channel = team.of(target.channel)
    container: JSON = {"type": "message", "message_ts": target.ts, "channel_id": channel.id, "is_ephemeral": target.only_for is not None}
    container |= {"thread_ts": target.thread_ts} if target.thread_ts else {}
    payload = {"container": container, "channel": {"id": channel.id, "name": channel.name}, "actions": [action]}
    payload |= {"state": {"values": forms.message_state(target.blocks, found, block["block_id"], value)}}
    payload |= {"response_url": team.slack.new_response_url(team, channel, person.id, target)}
    payload |= {} if target.only_for else {"message": target.payload()}
    return await _asked(person, "interactive", _frame(person, "block_actions") | payload, channel)


async def submit(person: "Person", view: View, values: dict[str, dict[str, Any]]) -> Answer:
    """view_submission; the answer closes, changes or covers the modal, or shows errors in it."""
    stack = person.team.modals.get(person.id, [])
    assert view in stack, "This modal is not open"
    forms.fill(view, values)
    payload = {"view": view.payload(), "response_urls": []}
    answer = await _asked(person, "interactive", _frame(person, "view_submission") | payload, None)
    if answer.status == 200:
        _obey(person, view, stack, answer.json)
    return answer


def _obey(person: "Person", view: View, stack: list[View], said: JSON) -> None:
    match said.get("response_action"):
        case None:
            stack.remove(view)
            view.open = False
        case "clear":
            for one in stack:
                one.open = False
            stack.clear()
        case "update":
            change(person.team, view, check_view(said["view"], ("modal",)))
        case "push":
            stack.append(shown(person.team, person.id, check_view(said["view"], ("modal",)), below=view))
        case "errors":
            inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
            assert said["errors"], "Slack refuses errors without words"
            assert set(said["errors"]) <= inputs, f"Slack refuses errors below blocks that are no inputs: {said['errors']}"
        case other:
            raise AssertionError(f"Slack knows no response_action {other!r}")


async def close(person: "Person", view: View) -> Answer | None:
    """view_closed, where the app wishes to be told."""
    stack = person.team.modals.get(person.id, [])
    assert view in stack, "This modal is not open"
    stack.remove(view)
    view.open = False
    if not view.content.get("notify_on_close"):
        return None
    return await _asked(person, "interactive", _frame(person, "view_closed") | {"view": view.payload(), "is_cleared": False}, None)
