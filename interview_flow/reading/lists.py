"""A list in running text cut into its items: commas, semicolons, a last "and"."""

import re

_MARK = re.compile(r"[()\[\]{}]|[,;](?=\s|$)|\s[•‣]\s")
_LAST = re.compile(r"\s(?:and|or|&|as well as|plus)\s")
_JOINER = re.compile(r"^(?:and|or|then|also|plus|finally|lastly|&)\s+", re.IGNORECASE)
_CLINGING = re.compile(
    r"^(?:and then |since|because|so|which|but|as|where|when|if|with|without|even|unless|while|although|though|not|e\.g\.|i\.e\.|including|such as|like|"
    r"who|whose|that|for|from|by|in|on|at|up to|per|under|over|until|except|it|they|this|depending|rather|instead|meaning|using|based|given|hence|therefore|otherwise)(?![\w-])",
    re.IGNORECASE,
)
_SHARED = re.compile(r"^(?:users?|people|they|anyone|everyone|we|a \w+|an \w+|the \w+|support(?:s|ing)?|allow\w*)\s", re.IGNORECASE)


def trimmed(piece: str) -> str:
    """An item without the punctuation and joining words around it."""
    bare = piece.strip().strip(",;").strip()
    bare = _JOINER.sub("", bare).removesuffix(" and").removesuffix(" or").rstrip(",;: ")
    if bare.endswith(".") and not bare.endswith(("etc.", "...")):
        bare = bare[:-1]
    return _unmarked(bare.strip())


def pieces(text: str, marks: str = ",;") -> list[str]:
    """A text cut at the commas and semicolons that stand outside of brackets."""
    cuts: list[str] = []
    depth = start = 0
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth = max(0, depth - 1)
        elif not depth and mark.strip() in marks + "•‣":
            cuts.append(text[start : match.start() + 1])
            start = match.end()
    return [*cuts, text[start:]]


def items(text: str) -> tuple[str, ...]:
    """The items of a list in prose; a clause that hangs on an item stays with it."""
    found = _with_clinging(text, pieces(text))
    if len(found) > 1:
        if any(len(piece.split()) == 1 for piece in found[1:-1]) and _SHARED.match(found[0].lstrip()):
            return (trimmed(text),)
        found[-1:] = _split_last(found[-1])
    return tuple(item for item in map(trimmed, found) if item)


def listed(text: str) -> bool:
    """Whether a text enumerates short things rather than telling something."""
    found = pieces(text)
    return len(found) > 1 and all(len(piece.split()) <= 8 for piece in found)


def _with_clinging(text: str, cuts: list[str]) -> list[str]:
    """Pieces joined to the one before when they begin with a word that leans on it; every result is still a slice of the text."""
    spans: list[tuple[int, int]] = []
    place = 0
    for piece in cuts:
        start = text.index(piece, place)
        place = start + len(piece)
        if spans and _CLINGING.match(piece.lstrip()):
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((start, place))
    return [text[start:stop] for start, stop in spans]


def _split_last(piece: str) -> list[str]:
    found = _LAST.search(piece.lstrip(), 4)
    if not found or "(" in piece[: found.start()] or _JOINER.match(piece.lstrip()) or re.search(r"\bbetween\b", piece):
        return [piece]
    bare = piece.lstrip()
    return [bare[: found.start()], bare[found.end() :]]


def _unmarked(text: str) -> str:
    """Without emphasis that wraps the whole, or that is opened and never closed."""
    for mark in ("**", "__", "`"):
        if text.count(mark) == 1 or (text.count(mark) == 2 and text.startswith(mark) and text.endswith(mark)):
            text = text.removeprefix(mark).removesuffix(mark)
    return text.strip()
