"""The operations of the contract: HTTP, named calls, rpc."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interview_flow.notes import Operation
from interview_flow.reading.blocks import Block
from interview_flow.reading.lists import pieces, trimmed
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.verbs import BASE

_HTTP = re.compile(
    r"(?<![\w/])(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|WS|SUBSCRIBE)\s+`?(?P<path>(?:https?://[\w.:-]{1,60})?/[^\s`,;|)]*(?:,[^\s`,;|)]+)*)`?"
)
_CALL = re.compile(r"(?<![\w.])(?P<name>[a-z]\w{1,40})\((?P<input>[^()\n]{0,200})\)(?=\s*(?:->|→|=>|:|returns?\b|[;,.`*]|$|\n|\s[-–—]\s))")
_RPC = re.compile(r"\brpc\s+(?P<name>\w{1,60})\s*\((?P<input>[^()]{0,120})\)\s*returns\s*\((?P<output>[^()]{0,120})\)", re.IGNORECASE)
_GRAPHQL = re.compile(r"\b(?:mutation|query|subscription)\s+(?P<name>\w{1,60})\s*\((?P<input>[^()]{0,200})\)")
_OUTPUT = re.compile(r"(?:->|→|=>|⇒|\breturns?\b:?|\bresponse:?|\bresponds? with|\banswers? with|\b(?:gives?|hands?)(?: back)?\b)\s*")
_TYPE = re.compile(r"\s*:\s+")
"""What stands between a call and what it gives: `getRuns(id) : run[]`."""
_BODY = re.compile(r"\s*(?:with |body:?\s*|takes |\(|\bpayload:?\s*)?(?=[{\[])")
_WORDED = re.compile(
    r"\s*(?:(?:->\s*)?(?:body|payload|request)\s*(?:is|:)|:|,? (?:takes|taking|accepts|given|with)(?: an?| the)?)\s+(?P<input>[^\n>]{2,160}?)\s*(?=->|=>|→|,? (?:and |which |that )?(?:returns?|hands? back|gives?|answers)\b)"
)
_PROSE = re.compile(r"\b(?:an?|the) (?P<method>GET|POST|PUT|PATCH|DELETE) (?:to|on|for|at|of) (?:the |an? )?(?P<path>[a-z][\w-]+)")
"""A call in a sentence: "a POST to notifications, which hands back an id"."""
_TOLD = re.compile(
    r"\bcalls? `?(?P<name>[a-z]+[A-Z]\w{0,40}|[a-z]+_[a-z_]{1,40})`?(?: with (?P<input>[^,.;]{2,80}))?(?:,? (?:and|which) (?:receives?|gets?|returns?)(?: back)? (?P<output>[^,.;]{2,80}))?"
)
"""The same of a named call: "the passenger calls createRide with an origin, and receives the id"."""
_NAMED_ERROR = re.compile(
    r"(?:\||\bor\b|;|,|\berrors?:?|\braises|\bthrows|\bfails (?:with|if|when))\s*(?:an? |the |with )*(?P<error>\"[^\"\n]{3,60}\"|'[^'\n]{3,60}'|[A-Z][A-Z]*_[A-Z_]+\b|[A-Z]{5,}\b|(?<!, )(?<!; )[a-z]+(?:_[a-z]+)+(?=\s*(?:$|\||,|;|if\b|when\b))|"
    r"(?:not[ _-]found|conflict|no such \w+|unknown \w+|not your \w+|not allowed|forbidden|denied|rejected|refused|already \w+|invalid \w+|bad \w+|too \w+|no right\b[^,;|]{0,30})[^,;|\n]{0,40})"
)
_OR_ERROR = re.compile(r"\W*(?:or|else)\b.{0,12}\berror\b", re.IGNORECASE)
_ERROR_IS = re.compile(r"\b(?:errors?|fails?|raises|throws)\b(?: is| are| if| when| with)?:?\s+(?P<error>[a-z][^;|\n]{3,60})", re.IGNORECASE)
_STATUS = re.compile(
    r"^[\s(]*(?:or |and |else |errors?:?\s*|otherwise |fails? |throws? |rejects? )*(?:with |a |an |returns? |HTTP )*(?P<error>[45]\d\d\b.*)$",
    re.DOTALL,
)
_RECORD = re.compile(r"\b(?:PK|FK|UNIQUE|primary key|foreign key)\b", re.IGNORECASE)
"""What only a record has between its brackets."""
_LANGUAGES = frozenset({"", "http", "text", "txt", "proto", "protobuf", "grpc", "graphql", "rest", "api", "yaml", "plain"})
_ERRORS_IN = re.compile(
    r"(?<![\w.])(?<!up to )(?<!about )(?<!top )[45]\d\d\b(?!\s?(?:ms|%|k\b|bytes|users|per|GB|MB|KB|entries|rows|items|people|requests|messages|characters))"
)
_MAYBE_ERRORS = re.compile(r"^\W*(?:errors?:?|[45]\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Found:
    method: str | None
    path: str
    input: str | None
    start: int
    stop: int
    output: str | None = None


def operations(page: Page) -> Iterator[Operation]:
    """The operations of a message, with the errors that the same or the next sentence gives."""
    last: Operation | None = None
    for part in sorted((*page.passages, *page.blocks), key=lambda part: part.start):
        here = list(_apart(part, page) if isinstance(part, Block) else _read(part.sentence.text, page, part.section == "operations"))
        if last and not here and isinstance(part, Passage) and _MAYBE_ERRORS.match(part.said):
            last = last.model_copy(update={"errors": last.errors + _errors(part.said)})
            continue
        if last:
            yield last
        yield from here[:-1]
        last = here[-1] if here else None
    if last:
        yield last


def contracts(text: str) -> bool:
    """Whether a text holds an operation written out."""
    return bool(_HTTP.search(text) or _RPC.search(text))


def _apart(block: Block, page: Page) -> Iterator[Operation]:
    """The operations in a code fence or a table."""
    if block.kind == "code" and block.language in _LANGUAGES:
        yield from _read(block.text, page, True)
    elif block.kind == "table":
        for row in block.rows:
            yield from _row(row, page)


def _row(row: tuple[str, ...], page: Page) -> Iterator[Operation]:
    """The operation in a row of a table: `POST | /holds | in | out | errors`, or `POST /holds | in | out | errors`."""
    cells = [*row, "", "", "", "", ""]
    method, path = cells[0].strip("`*"), cells[1].strip("`")
    apart = method in ("GET", "POST", "PUT", "PATCH", "DELETE") and path.startswith("/")
    given, output, errors = cells[2:5] if apart else cells[1:4]
    plain = Operation(text=cells[1], turn=page.turn, method=method, path=path) if apart else None
    if found := plain or next(_read(cells[0], page, False), None):
        told = (given or None, output or None) if output else (None, None)
        yield found.joined(found.model_copy(update={"input": told[0], "output": told[1], "errors": _errors(errors)}))


def _read(text: str, page: Page, labelled: bool) -> Iterator[Operation]:
    found = _found(text, labelled or page.models)
    for place, each in enumerate(found):
        stop = found[place + 1].start if place + 1 < len(found) else len(text)
        yield _operation(each, text, stop, page.turn)


def _found(text: str, trusting: bool) -> list[_Found]:
    """What is written as an operation, in order and without overlap."""
    found = [_Found(match["method"], match["path"].rstrip(".:*"), None, match.start(), match.end()) for match in _HTTP.finditer(text)]
    found += [
        _Found(None, match["name"], match["input"].strip() or None, match.start(), match.end(), match["output"].strip())
        for match in _RPC.finditer(text)
    ]
    found += [_Found(None, match["name"], match["input"].strip() or None, match.start(), match.end()) for match in _GRAPHQL.finditer(text)]
    found += [
        _Found(None, match["name"], match["input"], match.start("name"), match.end(), match["output"]) for match in _TOLD.finditer(text) if trusting
    ]
    found += [_Found(match["method"], match["path"], None, match.start("method"), match.end()) for match in _PROSE.finditer(text) if trusting]
    taken = {place for each in found for place in range(each.start, each.stop)}
    for match in _CALL.finditer(text):
        arrow = bool(re.match(r"\s*(?:->|→|=>|:\s|returns?\b)", text[match.end() :]))
        if _RECORD.search(match["input"]) and not arrow:
            continue
        if match.start() not in taken and (arrow or trusting) and (_acts(match["name"]) or (arrow and trusting)):
            found.append(_Found(None, match["name"], match["input"].strip() or None, match.start(), match.end()))
    return sorted(found, key=lambda each: each.start)


def _acts(name: str) -> bool:
    verb = re.match(r"[a-z]+", name)
    return bool(verb) and (
        verb[0] in BASE
        or verb[0]
        in (
            "allow",
            "get",
            "find",
            "cas",
            "acquire",
            "try",
            "is",
            "leave",
            "cancel",
            "pay",
            "book",
            "shorten",
            "redirect",
            "edit",
            "react",
            "login",
            "log",
            "subscribe",
            "unsubscribe",
        )
    )


def _operation(each: _Found, text: str, stop: int, turn: int) -> Operation:
    rest = text[each.stop : stop]
    given, rest_start = _input(rest) if each.method else (each.input, 0)
    output = each.output or _output(rest[rest_start:]) or ("" if each.method else _typed(rest))
    start = each.start - (text[each.start - 1 : each.start] == "`")
    said = " ".join(trimmed(text[start:stop].strip().rstrip("-*• ")).split())
    return Operation(text=said, turn=turn, method=each.method, path=each.path, input=given, output=output or None, errors=_errors(rest))


def _typed(rest: str) -> str:
    found = _TYPE.match(rest)
    return trimmed(re.split(r"\s\|\s|[;\n]", rest[found.end() :])[0])[:200] if found else ""


def _input(rest: str) -> tuple[str | None, int]:
    """The body that follows a path, and where it ends."""
    lead = _BODY.match(rest) or re.search(r"\b(?:body|payload|takes|accepts):?\s*(?=[{\[])", rest[:200])
    if not lead and (worded := _WORDED.match(rest)):
        return trimmed(" ".join(worded["input"].split())), worded.end()
    if not lead:
        aside = re.match(r"\s*\((?P<input>[^()]{2,160})\)", rest)
        return (aside["input"].strip(), aside.end()) if aside else (None, 0)
    stop = _closing(rest, lead.end())
    return (" ".join(rest[lead.end() : stop].split()), stop) if stop else (None, 0)


def _closing(text: str, start: int) -> int:
    depth = 0
    for match in re.finditer(r"[{}\[\]]", text[start : start + 1200]):
        depth += 1 if match[0] in "{[" else -1
        if depth <= 0:
            return start + match.end()
    return 0


def _output(rest: str) -> str:
    """What comes back: after an arrow or "returns", up to the first error."""
    found = _OUTPUT.search(rest)
    if not found:
        return ""
    kept: list[str] = []
    after = re.split(r"\n\n|\s\|\s", rest[found.end() :])[0]
    for piece in pieces(after):
        if _STATUS.match(piece) or (kept and re.match(r"\s*(?:or|else|and|otherwise|errors?)\b|.*\.\s", piece)) or len(kept) > 2:
            break
        kept.append(piece)
    said = after[: after.index(kept[-1]) + len(kept[-1])] if kept else ""
    said = re.split(r"\.\s|\s(?:or|else|on|and)\s(?:a |an )?(?=[45]\d\d)|\s[-–—]\s", said)[0]
    return trimmed(" ".join(said.split()))[:200].strip("`")


def _errors(rest: str) -> tuple[str, ...]:
    """The errors of a text: the 4xx and 5xx, each with what was said of it, or else those that have a name."""
    found: list[str] = []
    for piece in pieces(rest):
        marks = list(_ERRORS_IN.finditer(piece))
        for place, mark in enumerate(marks[:10]):
            stop = marks[place + 1].start() if place + 1 < len(marks) else len(piece)
            said = re.split(r"\.\s|\s[-–—]\s", piece[mark.start() : stop])[0]
            found.append(" ".join(trimmed(said.rstrip("/ ")).rstrip(")`").removesuffix(" or").split())[:80])
    found = found or [match["error"] for match in _NAMED_ERROR.finditer(_after_output(rest))][:6]
    found = found or [match["error"] for match in _ERROR_IS.finditer(rest)][:1]
    return tuple(dict.fromkeys(" ".join(trimmed(error).split()) for error in found if error))


def _after_output(rest: str) -> str:
    found = _OUTPUT.search(rest) or _TYPE.match(rest)
    return rest[found.end() :] if found else rest if _OR_ERROR.match(rest) else ""
