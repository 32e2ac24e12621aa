"""A document as a tree of plain data, for the layout in `prompts/exports/document.typ`: every text a string, nothing a command."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, cast

from markdown_it.tree import SyntaxTreeNode

from bot.markup.reading import EVIDENCE, read
from bot.pictures.failures import NotDrawn
from bot.pictures.mending import size
from bot.pictures.mermaid import LANGUAGE, Diagram
from bot.pictures.vector import svg
from interview_flow.printable import shortened
from prompts.export_texts import filled

Node = dict[str, Any]
MOST_PICTURES = 40
LONGEST_TITLE = 90
"""Characters of a title that stands at the top of every page."""
LONGEST_WORD = 24
"""Characters of a word that is never parted."""
LONGEST_IN_CELL = 16
"""The same in a column of a table."""
SHORT = 1200
"""Characters of code or of a table that stays on one page."""
LONGEST_ADDRESS = 2000
NARROWEST, WIDEST, WIDEST_OF_MANY, MANY_COLUMNS = 4, 42, 26, 6
"""Characters between which a column is as wide as its longest cell; in a table of many columns they are narrower."""
BOXES = {"☐ ": False, "☑ ": True}
_SIGNS = "/_.,?&=:;-"
_MAY_BREAK = "\u200b"
_INLINE = {"strong": "strong", "em": "emphasis"}


@dataclass
class Tree:
    """The blocks of a document, and the pictures they show: name to SVG."""

    blocks: list[Node] = field(default_factory=list[Node])
    pictures: dict[str, str] = field(default_factory=dict[str, str])


def tree(text: str) -> Tree:
    """A document in Markdown as data. Draws what it shows; raises `TooLong`."""
    made = Tree()
    made.blocks = _blocks(SyntaxTreeNode(read(text.encode(errors="replace").decode())), made)
    return made


def _blocks(parent: SyntaxTreeNode, made: Tree) -> list[Node]:
    return [block for child in parent.children if child.type in _BLOCKS for block in _BLOCKS[child.type](child, made)]


def _heading(node: SyntaxTreeNode, made: Tree) -> list[Node]:
    return [{"is": "heading", "level": int(node.tag[1]), "inside": _inside(node)}]


def _paragraph(node: SyntaxTreeNode, made: Tree) -> list[Node]:
    inside = _inside(node)
    return [{"is": "paragraph", "inside": inside, "leads": _leads(inside)}]


def _leads(inside: list[Node]) -> bool:
    """Whether a line is a heading in all but name, such as `**Data**`, and must not be left alone at the end of a page."""
    bold = [each["is"] == "strong" for each in inside]
    rest = "".join(each.get("text", "") for each in inside if each["is"] in ("text", "mark"))
    return bold.count(True) == 1 and len(rest) < LONGEST_WORD and all(each["is"] in ("strong", "mark", "text") for each in inside)


def _quote(node: SyntaxTreeNode, made: Tree) -> list[Node]:
    return [{"is": "quote", "blocks": _blocks(node, made)}]


def _bullets(node: SyntaxTreeNode, made: Tree) -> list[Node]:
    items = [_blocks(item, made) for item in node.children]
    boxes = [ticked for item in items if (ticked := _ticked(item)) is not None]
    if len(boxes) == len(items):
        return [{"is": "boxes", "items": [{"ticked": ticked, "blocks": _unboxed(item)} for ticked, item in zip(boxes, items, strict=True)]}]
    return [{"is": "bullets", "tight": _is_tight(node), "items": items}]


def _ticked(item: list[Node]) -> bool | None:
    """Whether the box of an item is ticked; None if it has none."""
    first: list[Node] = item[0]["inside"][:1] if item and item[0]["is"] == "paragraph" else []
    return BOXES.get(str(first[0].get("text", ""))[:2]) if first else None


def _unboxed(item: list[Node]) -> list[Node]:
    first, *rest = item[0]["inside"]
    return [item[0] | {"inside": [first | {"text": first["text"][2:]}, *rest]}, *item[1:]]


def _numbers(node: SyntaxTreeNode, made: Tree) -> list[Node]:
    start = int(node.attrs.get("start", 1))
    return [{"is": "numbers", "tight": _is_tight(node), "start": start, "items": [_blocks(item, made) for item in node.children]}]


def _code(node: SyntaxTreeNode, made: Tree) -> list[Node]:
    text = node.content.rstrip("\n")
    return [{"is": "code", "text": breakable(text), "short": len(text) < SHORT and text.count("\n") < 16}]


def _rule(node: SyntaxTreeNode, made: Tree) -> list[Node]:
    return [{"is": "rule"}]


def _fence(node: SyntaxTreeNode, made: Tree) -> list[Node]:
    if node.info.strip() != LANGUAGE:
        return _code(node, made)
    diagram = Diagram(node.content)
    try:
        if len(made.pictures) >= MOST_PICTURES:
            return _code(node, made)
        drawn = svg(diagram.source)
        width, height = size(drawn)
    except NotDrawn:
        return [{"is": "paragraph", "leads": True, "inside": [_text(filled("picture.not_drawn"))]}, *_code(node, made)]
    made.pictures[diagram.key] = drawn
    return [{"is": "picture", "name": diagram.key, "description": diagram.description, "width": width, "height": height}]


def _table(node: SyntaxTreeNode, made: Tree) -> list[Node]:
    rows = [row.children for part in node.children for row in part.children]
    widths = [_width([cell.children[0].content for cell in column], len(rows[0])) for column in zip(*rows, strict=True)]
    cells = [[_narrow(_inside(cell)) for cell in row] for row in rows]
    short = len(rows) <= 13 and sum(len(cell.children[0].content) for row in rows for cell in row) < SHORT
    return [{"is": "table", "short": short, "widths": widths, "head": cells[0], "rows": cells[1:]}]


def _width(cells: list[str], columns: int) -> int:
    """How wide a column is, in characters: as its longest cell, up to a bound, and at least as its longest word."""
    most = WIDEST if columns < MANY_COLUMNS else WIDEST_OF_MANY
    word = max((len(word) for cell in cells for word in cell.split()), default=0)
    return 3 + max(NARROWEST, min(word, LONGEST_IN_CELL), min(most, max(map(len, cells))))


def _narrow(nodes: list[Node]) -> list[Node]:
    """Words for a column, which may part wherever a line of it ends."""
    for node in nodes:
        if "text" in node:
            node["text"] = breakable(node["text"].replace("\u00a0", " "), LONGEST_IN_CELL)
        _narrow(node.get("inside", []))
    return nodes


_BLOCKS: dict[str, Callable[[SyntaxTreeNode, Tree], list[Node]]] = {
    "heading": _heading, "paragraph": _paragraph, "blockquote": _quote, "bullet_list": _bullets, "ordered_list": _numbers,
    "fence": _fence, "code_block": _code, "table": _table, "hr": _rule,
}  # fmt: skip


def _is_tight(node: SyntaxTreeNode) -> bool:
    """Whether the items stand close, which Markdown notes on their paragraphs."""
    return all(block.hidden for item in node.children for block in item.children if block.type == "paragraph")


def _inside(node: SyntaxTreeNode) -> list[Node]:
    """The words of a paragraph, a heading or a cell."""
    return [each for inline in node.children for each in _words(inline)]


def _words(parent: SyntaxTreeNode) -> list[Node]:
    words = [_word(child) for child in parent.children]
    for before, word in pairwise(words):
        if word["is"] == "mark" and before.get("text", "").endswith(" "):  # a mark stays with the word it stands behind
            before["text"] = before["text"][:-1] + "\u00a0"
    return words


def _word(node: SyntaxTreeNode) -> Node:
    if node.type in _INLINE:
        return {"is": _INLINE[node.type], "inside": _words(node)}
    if node.type == "link":
        address = str(node.attrs.get("href", ""))
        return {"is": "link", "address": address, "inside": _words(node)} if len(address) < LONGEST_ADDRESS else _text(address)
    if node.type == "code_inline":
        return {"is": "code", "text": breakable(node.content)}
    if node.type == EVIDENCE:
        return {"is": "mark", "text": node.content}
    return {"is": "break"} if node.type == "hardbreak" else _text(" " if node.type == "softbreak" else node.content)


def _text(text: str) -> Node:
    return {"is": "text", "text": breakable(text)}


def breakable(text: str, longest: int = LONGEST_WORD) -> str:
    """The same text, in which a word that is longer may be parted, after a sign where it has one."""
    long_word, part = _parting(longest)
    return long_word.sub(lambda word: _MAY_BREAK.join(part.findall(word[0])), text)


@cache
def _parting(longest: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    word, part = rf"[^\s{_MAY_BREAK}]{{{longest + 1},}}", rf"[^{_SIGNS}]{{1,{longest}}}[{_SIGNS}]*|[{_SIGNS}]{{1,{longest}}}"
    return re.compile(word), re.compile(part)


def title_of(blocks: list[Node]) -> str:
    """The words of the first heading, shortened to a line; nothing where there is no heading."""
    heading = next((block for block in blocks if block["is"] == "heading"), None)
    return shortened("".join(_said(each) for each in heading["inside"]), LONGEST_TITLE) if heading else ""


def size_of(part: object) -> int:
    """How many parts a tree has, as what it takes to lay it out: each node, and each line of what it says."""
    if isinstance(part, dict):
        node = cast(Node, part)
        return 1 + str(node.get("text", "")).count("\n") + sum(size_of(each) for each in node.values())
    return sum(size_of(each) for each in cast(list[object], part)) if isinstance(part, list) else 0


def _said(node: Node) -> str:
    return node.get("text", "") + "".join(_said(each) for each in node.get("inside", ()))
