"""Blocks within Slack's limits. Text that holds anything typed comes as `Mrkdwn`, or goes where nothing is read but letters.

Limits: https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from bot.channels.slack.mrkdwn import Mrkdwn, escaped, joined, sound
from interview_flow.printable import printable, shortened
from prompts.slack_texts import filled

Block = dict[str, Any]
Element = dict[str, Any]
SECTION, HEADER, LABEL, PLACEHOLDER, QUESTION = 3000, 150, 75, 150, 300
MOST_OPTIONS = 100
BLANK = 600
"""Characters that one blank of a text may take, after escaping."""


@dataclass(frozen=True)
class Message:
    """A message; `text` is what notifications and screen readers get."""

    text: Mrkdwn
    blocks: list[Block]

    @property
    def arguments(self) -> dict[str, Any]:
        """For `chat.postMessage`, `chat.postEphemeral`, `chat.update` or a `response_url`."""
        return asdict(self)


def said(name: str, /, **given: object) -> Mrkdwn:
    """A text of `prompts/slack` as mrkdwn: what is not `Mrkdwn` yet is put on one line, escaped and cut."""
    return Mrkdwn(
        filled(name, **{blank: value if isinstance(value, Mrkdwn) else escaped(printable(str(value)), BLANK) for blank, value in given.items()})
    )


def label(name: str, /, **given: object) -> str:
    """A text of `prompts/slack` for a button or an option, which show it as it is."""
    return shortened(printable(filled(name, **given)), LABEL)


def message(text: Mrkdwn, blocks: Iterable[Block]) -> Message:
    """A message whose actions are told apart."""
    return Message(text, told_apart(blocks))


def told_apart(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks; an action that stands there again gets a number behind its id."""
    seen: dict[str, int] = {}
    made = list(blocks)
    for block in made:
        elements: list[Element] = [*block.get("elements", ()), block.get("accessory") or {}]
        for element in elements:
            if action := element.get("action_id"):
                seen[action] = seen.get(action, 0) + 1
                element["action_id"] = action if seen[action] == 1 else f"{action}:{seen[action]}"
    return made


def section(text: Mrkdwn, accessory: Element | None = None) -> Block:
    """Text, with a button beside it if one is given."""
    return _made(kit.SectionBlock(text=_mrkdwn(text), accessory=accessory))


def section_of(lines: Iterable[Mrkdwn], most: int = SECTION) -> Block:
    """Lines in one section; those that do not fit are left out."""
    kept: list[Mrkdwn] = []
    room = most
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return section(joined("\n", kept))


def context(*texts: Mrkdwn) -> Block:
    """Small print."""
    return _made(kit.ContextBlock(elements=[_mrkdwn(text) for text in texts]))


def header(text: str) -> Block:
    """A heading; it shows letters as they are."""
    return _made(kit.HeaderBlock(text=_plain(text, HEADER)))


def divider() -> Block:
    """A line."""
    return _made(kit.DividerBlock())


def actions(elements: Sequence[Element], block_id: str | None = None) -> Block:
    """Buttons and menus in a row."""
    return _made(kit.ActionsBlock(elements=elements, block_id=block_id))


def button(text: str, action: str, value: str = "", *, style: str | None = None, url: str | None = None, confirm: Element | None = None) -> Element:
    """A button; `style` is primary or danger."""
    shown = _plain(text, LABEL)
    return _made(kit.ButtonElement(text=shown, action_id=action, value=value or None, style=style, url=url, confirm=confirm))


def confirmation(title: str, text: str, confirm: str, deny: str) -> Element:
    """What is asked before something that cannot be undone."""
    return _made(
        kit.ConfirmObject(title=_plain(title, 100), text=_plain(text, 300), confirm=_plain(confirm, 30), deny=_plain(deny, 30), style="danger")
    )


def menu(placeholder: str, action: str, options: Sequence[tuple[str, str]], chosen: str | None = None) -> Element:
    """A menu of (label, value); `chosen` is the value that is set. At most 100 options are kept."""
    made = {value: _made(kit.Option(text=_plain(text, LABEL), value=value)) for text, value in options[:MOST_OPTIONS]}
    return _made(
        kit.StaticSelectElement(
            placeholder=_plain(placeholder, PLACEHOLDER), action_id=action, options=list(made.values()), initial_option=made.get(chosen or "")
        )
    )


def people(placeholder: str, action: str) -> Element:
    """A menu of everybody in the workspace."""
    return _made(kit.UserSelectElement(placeholder=_plain(placeholder, PLACEHOLDER), action_id=action))


def number(action: str, value: int, most: int) -> Element:
    """A field for a whole number from 0."""
    return _made(kit.NumberInputElement(action_id=action, is_decimal_allowed=False, initial_value=str(value), min_value="0", max_value=str(most)))


def box(action: str, text: str, ticked: bool) -> Element:
    """A box to tick."""
    option = _made(kit.Option(text=_plain(text, LABEL), value=action))
    return _made(kit.CheckboxesElement(action_id=action, options=[option], initial_options=[option] if ticked else None))


def typed(action: str, value: str = "", placeholder: str | None = None, *, most: int = 500) -> Element:
    """A field for a line of text of at most so many characters."""
    shown = _plain(placeholder, PLACEHOLDER) if placeholder else None
    return _made(kit.PlainTextInputElement(action_id=action, initial_value=sound(value)[:most] or None, placeholder=shown, max_length=most))


def day(action: str, value: date | None = None) -> Element:
    """A field for a date."""
    return _made(kit.DatePickerElement(action_id=action, initial_date=value.isoformat() if value else None))


def time_of_day(action: str, value: time) -> Element:
    """A field for a time of day."""
    return _made(kit.TimePickerElement(action_id=action, initial_time=f"{value:%H:%M}"))


def choices(action: str, options: Sequence[tuple[str, str]], *, several: bool) -> Element:
    """Boxes to tick, or buttons of which one is pressed: (label, value)."""
    made = [_made(kit.Option(text=_plain(text, LABEL), value=value)) for text, value in options]
    return _made(kit.CheckboxesElement(action_id=action, options=made) if several else kit.RadioButtonsElement(action_id=action, options=made))


def entry(block_id: str, text: str, element: Element, hint: str | None = None, *, optional: bool = False) -> Block:
    """A field of a form with its label; an optional one may be left open."""
    shown = _plain(hint, PLACEHOLDER) if hint else None
    return _made(kit.InputBlock(block_id=block_id, label=_plain(text, QUESTION), element=element, hint=shown, optional=optional or None))


def modal(callback: str, title: str, close: str, blocks: Iterable[Block], *, submit: str | None = None, metadata: str = "") -> Block:
    """A window over the conversation; `title`, `close` and `submit` have at most 24 characters."""
    shown = View(
        type="modal",
        callback_id=callback,
        title=_plain(title, 24),
        close=_plain(close, 24),
        submit=_plain(submit, 24) if submit else None,
        private_metadata=metadata,
        blocks=told_apart(blocks),
    )
    return _made(shown)


def home_tab(blocks: Iterable[Block]) -> Block:
    """The Home tab."""
    return _made(View(type="home", blocks=told_apart(blocks)))


def _made(thing: Any) -> dict[str, Any]:
    """As plain data; raises `SlackObjectFormationError` where a limit of Slack is passed."""
    return thing.to_dict()


def _mrkdwn(text: Mrkdwn) -> Any:
    """`verbatim`: Slack is not to find channels, addresses or people in plain words."""
    return kit.MarkdownTextObject(text=text, verbatim=True)


def _plain(text: str, most: int) -> Any:
    """Empty texts are refused by Slack."""
    return kit.PlainTextObject(text=shortened(sound(text), most) or "…", emoji=False)
