"""The three languages in which text goes to and comes from Slack: event text, mrkdwn, and Markdown.

In all that goes out, nothing a person typed may mention anybody: `Mrkdwn` is the type of text that is safe to show.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

LIMIT = 11_000
"""Characters of Markdown in one message. A block holds 12,000, and a message with several of them fails a little above that."""
JOINER = "\u2060"
"""WORD JOINER: invisible, and it keeps `<` and `!channel` from being read as one mark."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_UNESCAPED = {entity: character for character, entity in _ENTITIES.items()}
_MARK = re.compile(r"<([^<>]+)>|&(?:amp|lt|gt);")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?://)?", re.IGNORECASE)
_MENTION = re.compile(r"<(?=[@#!])|@(?=(?:here|channel|everyone)\b)", re.IGNORECASE)
_FENCE = re.compile(r"\s*(?P<run>`{3,20}(?!`)|~{3,20}(?!~))(?P<rest>.*)")
_SPAN = re.compile(r"\\[\s\S]|(?<!`)(?P<run>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=run)(?!`)")
_TAG = re.compile(r"(?<!\\)(\\*)<")
_LONGEST_FENCE = 20
_INFO = 40
"""Characters of a fence line that are repeated when the code goes on in the next message."""


class Mrkdwn(str):
    """Text in which everything somebody typed is escaped."""

    __slots__ = ()


def plain(text: str) -> str:
    """The words of an event's `text` as the person typed them: entities unescaped, links and mentions readable, code kept."""
    return _MARK.sub(_unmarked, sound(text))


def escaped(text: str, most: int | None = None) -> Mrkdwn:
    """Text for a place that shows mrkdwn, cut so that no more than `most` characters come out, an ellipsis included."""
    pieces = [_ENTITIES.get(character, character) for character in sound(text)]
    if most is None or sum(map(len, pieces)) <= most:
        return Mrkdwn("".join(pieces))
    room, kept = most - 1, list[str]()
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            break
        kept.append(piece)
    return Mrkdwn("".join(kept).rstrip() + "…")


def joined(separator: str, texts: Iterable[Mrkdwn]) -> Mrkdwn:
    """Several safe texts as one; the separator is ours."""
    return Mrkdwn(separator.join(texts))


def mention(user: str) -> Mrkdwn:
    """A person by their id, as a mention; what is no id is shown as text."""
    return Mrkdwn(f"<@{user}>") if re.fullmatch(r"[A-Z0-9]+", user) else escaped(user)


def link(url: str, label: str) -> Mrkdwn:
    """A link to an address of ours or of Slack's."""
    target = escaped(url).replace("|", "%7C").replace(" ", "%20")
    return Mrkdwn(f"<{target}|{escaped(label).replace('|', '/')}>")


def date(at: datetime) -> Mrkdwn:
    """A moment as Slack's token, which each reader sees in their own zone. Raises `ValueError` for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time that is shown has a zone")
    return Mrkdwn(f"<!date^{int(at.timestamp())}^{{date_short_pretty}}, {{time}}|{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC>")


def sound(text: str) -> str:
    """The text with what cannot be sent (NUL, half characters) replaced by U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "\ufffd")


def safe_markdown(text: str) -> str:
    """Our Markdown, which may quote the candidate: no mention in it pings, no tag in it vanishes, and code reads as it was written."""
    lines = sound(text).split("\n")
    fence, chunks = "", list[tuple[bool, list[str]]]()
    for line in lines:
        after = _fence_after(fence, line)
        is_code = bool(fence or after)
        if not chunks or chunks[-1][0] is not is_code:
            chunks.append((is_code, []))
        chunks[-1][1].append(line)
        fence = after
    return "\n".join(_disarmed(chunk) if is_code else _safe_text(chunk) for is_code, chunk in ((code, "\n".join(each)) for code, each in chunks))


def split(markdown: str, limit: int = LIMIT) -> list[str]:
    """The Markdown as parts of at most `limit` (from 200) characters: cut at paragraphs, else lines, else words.

    Code that is cut is closed, and opened again in the next part. Parts that would show nothing are left out.
    """
    if limit < 200:
        raise ValueError("a part of less than 200 characters has no room for a fence")
    parts, fence, rest = list[str](), "", markdown
    while rest:
        opening = f"{_reopened(fence)}\n" if fence else ""
        room = limit - len(opening)
        cut = len(rest) if len(rest) <= room else _cut(rest, room - len("\n") - _LONGEST_FENCE)
        cut += rest[cut : cut + 1] == "\n"
        piece, rest = rest[:cut], rest[cut:]
        after = fence
        for line in piece.split("\n"):
            after = _fence_after(after, line)
        if not rest:
            after = ""
        if piece.strip():
            parts.append(opening + piece + (("" if piece.endswith("\n") else "\n") + _run(after) if after else ""))
        fence = after
        head, _, tail = rest.partition("\n")
        if fence and not _fence_after(fence, head):
            fence, rest = "", tail  # the closing line was said already
    return parts


def _unmarked(found: re.Match[str]) -> str:
    inside = found[1]
    if inside is None:
        return _UNESCAPED[found[0]]
    target, _, label = (_MARK.sub(_unmarked, part) for part in inside.partition("|"))
    match target[:1]:
        case "@":
            return f"@{label.removeprefix('@') or target[1:]}"
        case "#":
            return f"#{label.removeprefix('#') or target[1:]}"
        case "!":
            name, _, argument = target[1:].partition("^")
            if name == "date":
                return label or argument
            return f"@{label.removeprefix('@') or argument.partition('^')[0] or name}"
        case _:
            return _linked(target, label)


def _linked(target: str, label: str) -> str:
    """An address that Slack made of bare words is those words again."""
    bare = _SCHEME.sub("", target, count=1).rstrip("/")
    if not label or label == target:
        return target.removeprefix("mailto:")
    return label if label.rstrip("/").casefold() == bare.casefold() else f"{label} ({target.removeprefix('mailto:')})"


def _disarmed(text: str) -> str:
    return _MENTION.sub(lambda found: found[0] + JOINER, text)


def _safe_text(text: str) -> str:
    made, end = list[str](), 0
    for found in _SPAN.finditer(text):
        if found["run"]:
            made += [_without_tags(text[end : found.start()]), _disarmed(found[0])]
            end = found.end()
    return "".join([*made, _without_tags(text[end:])])


def _without_tags(text: str) -> str:
    """`<` as an entity; one that was escaped by a backslash loses it, or the entity would be shown as letters."""
    return _TAG.sub(lambda found: found[1][: len(found[1]) // 2 * 2] + "&lt;", _disarmed(text))


def _fence_after(fence: str, line: str) -> str:
    """The fence line that is open after this line; empty for none."""
    found = _FENCE.match(line)
    if not found:
        return fence
    run, rest = found["run"], found["rest"]
    if not fence:
        return "" if run.startswith("`") and "`" in rest else run + rest
    opened = _run(fence)
    return "" if run[0] == opened[0] and len(run) >= len(opened) and not rest.strip() else fence


def _run(fence: str) -> str:
    return fence[: len(fence) - len(fence.lstrip(fence[0]))]


def _reopened(fence: str) -> str:
    return fence if len(fence) <= _INFO else _run(fence)


def _cut(text: str, room: int) -> int:
    """Where to cut so that at most `room` characters come before."""
    for separator, least in (("\n\n", room // 3), ("\n", 0), (" ", room // 3)):
        place = text.rfind(separator, 0, room - len(separator) + 1)
        if place > least:
            return place + len(separator)
    return room
