"""Which blocks Slack takes, and which it refuses."""

from typing import Any

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    CheckboxesElement,
    ContextActionsBlock,
    ContextBlock,
    DividerBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    HeaderBlock,
    ImageBlock,
    InputBlock,
    MarkdownBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    RawTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
    SectionBlock,
    StaticSelectElement,
    TableBlock,
)
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.conftest import refusal
from tests.fakes.slack import Channel

JSON = dict[str, Any]


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: object) -> JSON:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(**more: object) -> JSON:
    return {"type": "button", "action_id": "go", "text": plain("Go"), **more}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "elements": list(elements)}


def select(options: int, text: str = "One") -> JSON:
    choices = [{"text": plain(text), "value": str(number)} for number in range(options)]
    return {"type": "static_select", "action_id": "choose", "placeholder": plain("Choose"), "options": choices}


def table(rows: int, cells: int, text: str = "x") -> JSON:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * cells] * rows}


def feedback() -> FeedbackButtonsElement:
    good, bad = FeedbackButtonObject(text="Good", value="good"), FeedbackButtonObject(text="Bad", value="bad")
    return FeedbackButtonsElement(action_id="feedback", positive_button=good, negative_button=bad)


async def test_everything_that_the_sdk_builds_is_taken(client: AsyncWebClient, channel: Channel) -> None:
    option = Option(value="mid", label="Mid")
    rich = RichTextSectionElement(elements=[RichTextElementParts.Text(text="rich")])
    blocks = [
        HeaderBlock(text="Rate limiter"),
        SectionBlock(text=MarkdownTextObject(text="*How many?*"), accessory=ButtonElement(action_id="skip", text="Skip")),
        ActionsBlock(elements=[ButtonElement(action_id="hint", text="Hint", style="primary"), StaticSelectElement(action_id="s", options=[option])]),
        ContextBlock(elements=[MarkdownTextObject(text="phase 2 of 7")]),
        ContextActionsBlock(elements=[feedback()]),
        DividerBlock(),
        MarkdownBlock(text="**bold**"),
        InputBlock(label="Why?", element=PlainTextInputElement(action_id="why", multiline=True)),
        InputBlock(label="Which?", element=CheckboxesElement(action_id="which", options=[option])),
        TableBlock(rows=[[RawTextObject(text="Phase"), RawTextObject(text="Score")]]),
        RichTextBlock(elements=[rich]),
        ImageBlock(image_url="https://example.com/a.png", alt_text="a diagram"),
        {"type": "file", "external_id": "x1", "source": "remote"},
    ]

    posted = await client.chat_postMessage(channel="C1", text="x", blocks=blocks)

    message = channel.messages[posted["ts"]]
    assert message.whole_text.split("\n")[:3] == ["Rate limiter", "*How many?*", "phase 2 of 7"]
    assert {"**bold**", "Phase", "rich"} <= set(message.whole_text.split("\n"))
    assert message.buttons == ["skip", "hint", "s", "feedback", "why", "which"]
    assert all(block["block_id"] for block in message.blocks)


AT_THE_LIMIT = {
    "section text": [section("x" * 3000)],
    "header": [{"type": "header", "text": plain("x" * 150)}],
    "button": [actions(button(text=plain("x" * 75), value="x" * 2000, action_id="x" * 255))],
    "elements": [actions(*(button(action_id=str(number)) for number in range(25)))],
    "blocks": [{"type": "divider"}] * 50,
    "options": [actions(select(100, "x" * 75))],
    "table": [table(100, 20)],
    "markdown": [{"type": "markdown", "text": "x" * 12_000}, {"type": "markdown", "text": "x" * 1_200}],
}


@pytest.mark.parametrize("blocks", AT_THE_LIMIT.values(), ids=AT_THE_LIMIT)
async def test_what_just_fits_is_taken(client: AsyncWebClient, channel: Channel, blocks: list[JSON]) -> None:
    await client.chat_postMessage(channel="C1", text="x", blocks=blocks)

    assert len(channel.messages) == 1


BEYOND = {
    "section text": [section("x" * 3001)],
    "empty section": [section("")],
    "blank section": [section(" ")],
    "section without text": [{"type": "section"}],
    "header": [{"type": "header", "text": plain("x" * 151)}],
    "header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "button text": [actions(button(text=plain("x" * 76)))],
    "empty button": [actions(button(text=plain("")))],
    "button value": [actions(button(value="x" * 2001))],
    "button style": [actions(button(style="gold"))],
    "action_id": [actions(button(action_id="x" * 256))],
    "action_id twice": [actions(button(), button())],
    "action_id twice in two blocks": [actions(button()), section("x", accessory=button())],
    "block_id twice": [section("x", block_id="b"), section("y", block_id="b")],
    "26 elements": [actions(*(button(action_id=str(number)) for number in range(26)))],
    "no elements": [actions()],
    "51 blocks": [{"type": "divider"}] * 51,
    "101 options": [actions(select(101))],
    "option text": [actions(select(1, "x" * 76))],
    "101 rows": [table(101, 1)],
    "21 cells": [table(1, 21)],
    "empty cell": [table(1, 1, "")],
    "table of 10,001 characters": [table(1, 4, "x" * 2501)],
    "markdown block": [{"type": "markdown", "text": "x" * 12_001}],
    "unknown block": [{"type": "marquee"}],
    "unknown field": [section("x", colour="red")],
    "input as an action": [actions({"type": "plain_text_input", "action_id": "x"})],
    "feedback as an action": [actions(feedback().to_dict())],
    "image without alt_text": [{"type": "image", "image_url": "https://example.com/a.png"}],
}


@pytest.mark.parametrize("blocks", BEYOND.values(), ids=BEYOND)
async def test_what_does_not_fit_is_refused(client: AsyncWebClient, channel: Channel, blocks: list[JSON]) -> None:
    assert await refusal(client.chat_postMessage(channel="C1", text="x", blocks=blocks)) == "invalid_blocks"
    assert not channel.messages


@pytest.mark.parametrize("other", [{"type": "markdown", "text": "x" * 2_201}, section("x" * 2_201)])
async def test_beside_markdown_all_blocks_have_a_limit_together(client: AsyncWebClient, channel: Channel, other: JSON) -> None:
    blocks = [{"type": "markdown", "text": "x" * 11_000}, other]

    assert await refusal(client.chat_postMessage(channel="C1", text="x", blocks=blocks)) == "msg_blocks_too_long"
    assert not channel.messages
