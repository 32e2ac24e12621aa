"""Plain words only: no address, mention, tag, heading, table, fence or picture comes out of a model's mouth."""

import re

from interview_flow.guards.seeing import visible

_GONE = re.compile(
    r"""!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)      # a picture
      | <[!@\#/A-Za-z][^<>\n]{0,300}>                # a tag, a mention of Slack, its links
      | (?<![\w.])@(?:channel|here|everyone|group)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"""\b(?:https?|ftp|file|data|javascript|mailto|slack)://?[^\s<>"')\]]+
      | \bwww\.[^\s<>"')\]]+
      | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}
    """,
    re.VERBOSE | re.IGNORECASE,
)
ADDRESS = "\ufffc"
"""Stands where an address was: what was said about it goes with it."""
_LINK = re.compile(r"\[([^\[\]\n]{0,200})\]\([^()\n]{0,500}\)")
_LINE = re.compile(r"^[ ]*(?:#{1,6}[ ]+|>+[ ]*|[-*+•‣][ ]+|\d{1,2}[.)][ ]+)+", re.MULTILINE)
_STRUCTURE = re.compile(r"^[ ]*(?:\|.*|[-=*_]{3,}[ ]*|(?:```|~~~).*)$", re.MULTILINE)
_FENCE = re.compile(r"(?:```|~~~)(?:(?!```|~~~)[\s\S])*(?:```|~~~|\Z)")
_STRONG = re.compile(r"\*{2,}|_{2,}(?=\W|$)|(?<!\w)_{2,}|(?<!\w)\*(?=\w)|(?<=[\w.!?])\*(?!\w)")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
MOST_TIMES = 4
"""Layers of markup that are taken off before a text is given up."""


def unmarked(text: str) -> str:
    """The text on one line without its markup, "" when there is no end to it."""
    bare = visible(text)
    for _ in range(MOST_TIMES):
        stripped = _once(bare)
        if stripped == bare:
            return bare
        bare = stripped
    return "" if _once(bare) != bare else bare


def _once(text: str) -> str:
    bare = _FENCE.sub(" ", text) if "```" in text or "~~~" in text else text
    bare = _LINE.sub("", _STRUCTURE.sub(" ", bare))
    bare = _STRONG.sub("", _ENTITY.sub(" ", _ADDRESS.sub(ADDRESS, _GONE.sub(" ", _LINK.sub(r"\1", bare)))))
    return re.sub(r" (?=[,.;:!?](?:\s|$))", "", " ".join(bare.split()))
