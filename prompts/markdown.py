"""Markdown that says what somebody typed, and does nothing else.

What a person wrote can open no table, fence, link, heading, tag or blank of a site generator: `escaped` is the `finalize`
of every template, so that none of them can forget it. `Markup` marks what is safe already.
"""

import json
import re
from functools import lru_cache

import yaml
from markupsafe import Markup

from interview_flow.printable import harmless, printable

_TOKEN = re.compile(
    r"""(?P<address>(?:\b(?:https?|ftp)://|\bwww\.)[^\s`|]+ | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+)
      | (?P<span>(?<![\\`])`(?P<inside>[^`|]+)`(?!`))
      | \[(?P<marker>(?:(?:fact|assumed),\s?)?t\d+)\]
      | (?P<blank>\{(?=[{%#]))
      | (?P<underscores>_+)
      | (?P<star>(?<=\s)\*(?=\s))
      | (?P<tag><) | (?P<entity>&(?=\#?\w+;))
      | (?P<special>[\\`*\[\]~|$])""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:[#+\-=:!%>](?!\\)|\d+(?=[.)](?:\s|$)))")
_BLANK = re.compile(r"\{(?=[{%#])")
_URL_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'*+,;=%]")


def escaped(value: object) -> Markup:
    """A value for an inline place; raises `ValueError` for None, which no reader should meet."""
    if isinstance(value, Markup):
        return value
    if value is None:
        raise ValueError("a template shows None")
    return _shown(str(value))


@lru_cache(maxsize=4096)
def _shown(text: str) -> Markup:
    """The same words stand in several documents: they are looked through once."""
    return Markup(_escaped_text(printable(text)))


def _escaped_text(text: str) -> str:
    body = _TOKEN.sub(_harmless, text)
    if body.endswith(" #"):
        body = body[:-1] + "\\#"
    found = _OPENING.match(body)
    if not found or body.startswith("\\"):
        return body
    return f"{found[0]}\\{body[found.end() :]}" if found[0].isdigit() else f"\\{body}"


def _harmless(found: re.Match[str]) -> str:
    kind = found.lastgroup if found.lastgroup != "inside" else "span"
    match kind:
        case "address":
            address = found[0].rstrip(".,;:!?)'\"*_")
            return code(address) + _TOKEN.sub(_harmless, found[0][len(address) :])
        case "span":
            return code(found["inside"])
        case "marker":
            return f"({found['marker']})"
        case "blank":
            return "{\\"
        case "underscores":
            inside = found.start() > 0 and found.string[found.start() - 1].isalnum() and found.string[found.end() : found.end() + 1].isalnum()
            return found[0] if inside else "\\_" * len(found[0])
        case "star":
            return "*"
        case "tag":
            return "&lt;"
        case "entity":
            return "&amp;"
        case _:
            return f"\\{found[0]}"


def code(text: str) -> Markup:
    """Text as inline code; text that could end the span is shown as words instead."""
    line = printable(text)
    if not line or "`" in line or "|" in line:
        return Markup(_escaped_text(line.replace("://", ": //").replace("`", "'")))
    return Markup(f"`{_BLANK.sub('{ ', line)}`")


def fenced(text: str, language: str = "") -> Markup:
    """A block of code whose fence is longer than any run of backticks inside."""
    body = "\n".join(_BLANK.sub("{ ", harmless(line).rstrip()) for line in text.splitlines())
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", body))])
    return Markup(f"{fence}{language}\n{body}\n{fence}")


def link(title: str, url: str) -> Markup:
    """A link to an authored address."""
    safe = _URL_UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
    return Markup(f"[{escaped(title)}]({safe})")


def quoted_yaml(value: str | list[str] | tuple[str, ...]) -> Markup:
    """A string, or a list of strings, for front matter: YAML reads back what `printable` made of it."""
    if isinstance(value, str):
        return Markup(json.dumps(printable(value), ensure_ascii=False))
    return Markup("[" + ", ".join(quoted_yaml(each) for each in value) + "]")


def as_yaml(value: object) -> str:
    """Plain data as a YAML document, raw: to be put into a fence."""
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000).rstrip("\n")


def lines(text: str) -> tuple[str, ...]:
    """The lines of a message that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
