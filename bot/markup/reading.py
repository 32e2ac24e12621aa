"""Markdown taken apart, with two things that only our documents have: marks of evidence, and boxes to tick.

No raw HTML, no pictures from elsewhere, no definitions of links at a distance: what a person typed opens none of them.
"""

import re
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

LONGEST = 400_000
"""Characters of a document that is taken apart; the documents of an interview of an hour take a tenth."""
EVIDENCE = "evidence"
"""The type of a mark's token: `meta["turn"]` is the turn it points to, `content` how it is written."""
SCHEMES = frozenset({"http", "https", "mailto"})
_MARK = re.compile(r"\[(?:(?:fact|assumed),\s?)?t([0-9]{1,6})\]")
_BOX = re.compile(r"^\[([ xX])\] ")
_OFF = ("html_block", "html_inline", "image", "reference")


class TooLong(ValueError):
    """More than `LONGEST` characters."""


def read(text: str) -> list[Token]:
    """The tokens of a document. Raises `TooLong`."""
    if len(text) > LONGEST:
        raise TooLong
    return _parser().parse(text)


def link_is_safe(url: str) -> bool:
    """Whether an address may be linked to: elsewhere, by a scheme that runs nothing."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or parts.scheme.lower() == "mailto")


def words_of(token: Token) -> str:
    """What an inline token says, without its markup."""
    return "".join(each.content if each.type in ("text", "code_inline", EVIDENCE) else " " for each in token.children or [])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(_OFF).use(front_matter_plugin)
    parser.validateLink = link_is_safe
    parser.inline.ruler.before("link", EVIDENCE, _evidence)
    parser.core.ruler.push("boxes", _boxes)
    return parser


def _evidence(state: StateInline, silent: bool) -> bool:
    """`[t4]`, `[fact, t5]`, `[assumed, t4]`; what a candidate typed in this form has been written with other brackets."""
    found = _MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push(EVIDENCE, "", 0)
        token.content, token.meta = found[0], {"turn": int(found[1])}
    state.pos = found.end()
    return True


def _boxes(state: StateCore) -> None:
    """A list item that begins with a box shows one."""
    for before, token in zip(state.tokens[1:], state.tokens[2:], strict=False):
        if token.type == "inline" and before.type == "paragraph_open" and token.children and token.children[0].type == "text":
            _tick(token.children[0])


def _tick(first: Token) -> None:
    if found := _BOX.match(first.content):
        first.content = f"{'☐' if found[1] == ' ' else '☑'} {first.content[found.end() :]}"
