"""Which blocks Slack takes: their kinds, required fields and limits."""

from collections.abc import Callable
from typing import Any

from tests.fakes.slack.elements import ELEMENTS, ELSEWHERE, INPUTS, plain, refuse, string, text_object
from tests.fakes.slack.messages import JSON, texts

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MARKDOWN_BLOCK, MARKDOWN_MESSAGE = 12_000, 13_200
TABLE_ROWS, TABLE_CELLS, TABLE_CHARACTERS = 100, 20, 10_000


def _section(block: JSON, at: str) -> None:
    fields = block.get("fields", [])
    if "text" not in block and not fields:
        refuse(f"{at}: a section needs text or fields")
    if "text" in block:
        text_object(block["text"], 3000, f"{at}/text")
    _count(fields, 10, f"{at}/fields", least=0)
    for index, one in enumerate(fields):
        text_object(one, 2000, f"{at}/fields/{index}")
    if "accessory" in block:
        _element(block["accessory"], set(ELEMENTS) - INPUTS - {"feedback_buttons", "icon_button"}, f"{at}/accessory")


def _actions(block: JSON, at: str) -> None:
    _count(block.get("elements"), 25, f"{at}/elements")
    for index, one in enumerate(block["elements"]):
        _element(one, set(ELEMENTS) - INPUTS - {"image", "feedback_buttons", "icon_button"}, f"{at}/elements/{index}")


def _context_actions(block: JSON, at: str) -> None:
    _count(block.get("elements"), 5, f"{at}/elements")
    for index, one in enumerate(block["elements"]):
        _element(one, {"feedback_buttons", "icon_button"}, f"{at}/elements/{index}")


def _context(block: JSON, at: str) -> None:
    _count(block.get("elements"), 10, f"{at}/elements")
    for index, one in enumerate(block["elements"]):
        if isinstance(one, dict) and one.get("type") == "image":
            _element(one, {"image"}, f"{at}/elements/{index}")
        else:
            text_object(one, 2000, f"{at}/elements/{index}")


def _input(block: JSON, at: str) -> None:
    plain(block.get("label"), 2000, f"{at}/label")
    if "hint" in block:
        plain(block["hint"], 2000, f"{at}/hint")
    _element(block.get("element"), set(ELEMENTS) - {"button", "image", "overflow", "feedback_buttons", "icon_button"}, f"{at}/element")


def _markdown(block: JSON, at: str) -> None:
    string(block.get("text"), MARKDOWN_BLOCK, f"{at}/text")


def _image(block: JSON, at: str) -> None:
    string(block.get("alt_text"), 2000, f"{at}/alt_text")
    if "slack_file" not in block:
        string(block.get("image_url"), 3000, f"{at}/image_url")
    if "title" in block:
        plain(block["title"], 2000, f"{at}/title")


def _file(block: JSON, at: str) -> None:
    string(block.get("external_id"), 255, f"{at}/external_id")
    if block.get("source") != "remote":
        refuse(f"{at}/source: must be remote")


def _rich_text(block: JSON, at: str) -> None:
    kinds = {"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"}
    if not isinstance(block.get("elements"), list):
        refuse(f"{at}/elements: must be a list")
    for index, one in enumerate(block["elements"]):
        if not isinstance(one, dict) or one.get("type") not in kinds or not isinstance(one.get("elements"), list):
            refuse(f"{at}/elements/{index}: must be one of {sorted(kinds)} with elements")
        for leaf in one["elements"]:
            if leaf.get("type") == "text" and not leaf.get("text"):
                refuse(f"{at}/elements/{index}: a text must not be empty")


def _table(block: JSON, at: str) -> None:
    _count(block.get("rows"), TABLE_ROWS, f"{at}/rows")
    for row, cells in enumerate(block["rows"]):
        _count(cells, TABLE_CELLS, f"{at}/rows/{row}")
        for column, cell in enumerate(cells):
            where = f"{at}/rows/{row}/{column}"
            if cell.get("type") == "raw_text":
                string(cell.get("text"), 3000, f"{where}/text")
            elif cell.get("type") == "rich_text":
                _rich_text(cell, where)
            else:
                refuse(f"{where}: a cell is raw_text or rich_text")
    _count(block.get("column_settings", []), TABLE_CELLS, f"{at}/column_settings", least=0)


BLOCKS: dict[str, tuple[set[str], Callable[[JSON, str], None]]] = {
    "section": ({"text", "fields", "accessory", "expand"}, _section),
    "actions": ({"elements"}, _actions),
    "context": ({"elements"}, _context),
    "context_actions": ({"elements"}, _context_actions),
    "header": ({"text", "level"}, lambda block, at: plain(block.get("text"), 150, f"{at}/text")),
    "divider": (set(), lambda _block, _at: None),
    "input": ({"label", "element", "hint", "optional", "dispatch_action"}, _input),
    "markdown": ({"text"}, _markdown),
    "image": ({"alt_text", "image_url", "slack_file", "title"}, _image),
    "file": ({"external_id", "source"}, _file),
    "rich_text": ({"elements"}, _rich_text),
    "table": ({"rows", "column_settings"}, _table),
}
"""Each kind of block: its fields besides type and block_id, and what checks them."""
ONLY_IN_MESSAGES = {"markdown", "table", "context_actions", "file"}


def check_message_blocks(blocks: Any) -> list[JSON]:
    """The blocks of a message, or Refused."""
    if not isinstance(blocks, list):
        refuse("blocks: must be an array", error="invalid_blocks_format")
    if len(blocks) > MESSAGE_BLOCKS:
        refuse(f"blocks: no more than {MESSAGE_BLOCKS} items allowed")
    _all(blocks, set(BLOCKS))
    if any(block["type"] == "markdown" for block in blocks):
        check_together(blocks)
    tables = [block for block in blocks if block["type"] == "table"]
    if sum(len(cell.get("text", "")) for table in tables for row in table["rows"] for cell in row) > TABLE_CHARACTERS:
        refuse(f"tables together hold no more than {TABLE_CHARACTERS} characters")
    return blocks


def check_together(blocks: list[JSON], already: int = 0) -> None:
    """Refuses blocks that are too long together, with the characters already there; so it is where there is a markdown block
    (https://github.com/slackapi/bolt-js/issues/2509)."""
    if already + sum(map(len, texts(blocks))) > MARKDOWN_MESSAGE:
        refuse("the blocks together are too long", error="msg_blocks_too_long")


def check_view_blocks(blocks: Any) -> list[JSON]:
    """The blocks of a modal or a Home tab, or Refused."""
    if not isinstance(blocks, list):
        refuse("view/blocks: must be an array", error="invalid_arguments")
    if len(blocks) > VIEW_BLOCKS:
        refuse(f"view/blocks: no more than {VIEW_BLOCKS} items allowed", error="invalid_arguments")
    _all(blocks, set(BLOCKS) - ONLY_IN_MESSAGES)
    return blocks


def _all(blocks: list[JSON], kinds: set[str]) -> None:
    for index, block in enumerate(blocks):
        at = f"blocks/{index}"
        if not isinstance(block, dict) or block.get("type") not in kinds:
            refuse(f"{at}: unsupported type: {block.get('type') if isinstance(block, dict) else block!r}")
        fields, check = BLOCKS[block["type"]]
        if more := set(block) - fields - {"type", "block_id"}:
            refuse(f"{at}: unknown fields {sorted(more)}")
        if "block_id" in block:
            string(block["block_id"], 255, f"{at}/block_id")
        check(block, at)
    _unique([block["block_id"] for block in blocks if "block_id" in block], "block_id")
    _unique(_action_ids(blocks), "action_id")


def _action_ids(part: Any) -> list[str]:
    if isinstance(part, list):
        return [found for one in part for found in _action_ids(one)]
    if not isinstance(part, dict):
        return []
    own = [part["action_id"]] if "action_id" in part else []
    return own + [found for key in ("elements", "element", "accessory") for found in _action_ids(part.get(key))]


def _element(one: Any, kinds: set[str], at: str) -> None:
    if not isinstance(one, dict) or one.get("type") not in kinds:
        refuse(f"{at}: unsupported type: {one.get('type') if isinstance(one, dict) else one!r}")
    fields, check = ELEMENTS[one["type"]]
    if more := set(one) - fields - ELSEWHERE:
        refuse(f"{at}: unknown fields {sorted(more)}")
    if one["type"] != "image" and "action_id" in one:
        string(one["action_id"], 255, f"{at}/action_id")
    check(one, at)


def _count(items: Any, most: int, at: str, least: int = 1) -> None:
    if not isinstance(items, list) or not least <= len(items) <= most:
        refuse(f"{at}: must be an array of {least} to {most} items")


def _unique(names: list[str], what: str) -> None:
    if twice := {name for name in names if names.count(name) > 1}:
        refuse(f"{what} {sorted(twice)} already exists")
