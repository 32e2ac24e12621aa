"""Records told a line each, or in a sentence: `links: code (key), target`, "a Seat, with an id and a price", `type Video = { id: string }`."""

import re

from interview_flow.notes import EntityField
from interview_flow.reading.fields import MOST_FIELDS, fields
from interview_flow.reading.lists import pieces, trimmed

Record = tuple[str, tuple[EntityField, ...]]

_LINE = re.compile(
    r"^(?:\*\*|__|`)?(?:(?:an?|the|each|every)\s)?(?P<name>[A-Za-z]\w*(?:[ -][A-Za-z]\w*){0,2}?)(?P<table>\s(?:table|record|entity|row|collection))?(?:\*\*|__|`)?\s*(?::|\s=|\s[-–—]|\s?\|)\s+(?P<fields>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)
_TYPED = re.compile(r"\b(?:type|interface|class|struct|message|record)\s+(?P<name>[A-Za-z]\w{1,40})\s*[=:]?\s*\{(?P<fields>[^{}]{3,600})\}")
_HAS = re.compile(
    r"(?:^|[,;:.]\s|\b(?:be|are|is|keep|store|have|need)\s|\band\s|\bfinally\s)(?:[Aa]n?|[Ee]ach|[Ee]very|[Tt]he|[Oo]ne)\s(?P<name>[A-Z]\w+(?:\s[a-z]\w+)?),?\s"
    r"(?:which|that)?\s?(?:has|have|holds|holding|stores|containing|contains|consists of|with|by)\s(?P<fields>[^;.]+)"
)
_TABLE_FOR = re.compile(
    r"\b(?:table|collection|record|row)\s(?:for|of|called|named)\s(?:the\s|each\s)?(?P<name>[a-z]\w+),?\s(?:with|which has|having|holding|containing|storing)\s(?P<fields>[^;.]+)",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\bthere(?:'d| would| will|'s| is| are)\s?(?:be\s)?(?:an?\s|the\s)?(?P<name>[a-z]\w+),?\s(?:with|which have|which has|each with|having)\s(?P<fields>[^;.]+)",
    re.IGNORECASE,
)
_DRAWN = re.compile(
    r"^\s{0,8}(?:[-*]\s)?(?P<name>[a-z]\w{1,30})(?:\s*\{\s*(?P<braced>[^{}]{3,300})\}|\s{2,}(?P<columns>[(a-z][^{}]{3,300})$)", re.IGNORECASE
)
_MARK = re.compile(r"\b(?:PK|FK|UNIQUE|primary key)\b|\b[a-z]\w*_id\b|\b[a-z]\w*Id\b|\bid\b")
_MOSTLY = 0.6
_KEYED = re.compile(r"\(\s*(?:key|pk|primary|primary key)\s*\)|(?<![\w-])(?:pk|primary key|primary|key)$", re.IGNORECASE)
_COMPOSITE = re.compile(r"^\((?P<inner>[^()]{3,120})\)\s*(?P<rest>.*)$", re.DOTALL)
_IDENTIFIER = re.compile(r"[a-z]\w*_\w+|[a-z]\w*Id\b|\bid\b|\bpk\b", re.IGNORECASE)
_PROSE = re.compile(
    r"\b(?:is|are|was|were|be|will|would|can|could|must|should|has|have|had|does|do|did|goes|go|gets|get|we|i|it|they|you|that|which|because|since|so|if|when|where|not|never|only)\b",
    re.IGNORECASE,
)
CALLS = re.compile(r"->|→|=>|\b(?:GET|POST|PUT|PATCH|DELETE)\s/|^\w+\([^)]*\)\s*(?:$|[:;-])")
_NO_NAME = re.compile(r"\b(?:must|always|should|can|never|what|why|how|where|who|if|when|for|one|each|goes|is|are)\b", re.IGNORECASE)
_NO_RECORD = frozenset(
    "key keys index store storage engine why note partition shard invariant retention growth api endpoints errors error stream hot flow reads writes".split()
)


def line_record(said: str, trusted: bool) -> Record | None:
    """A record in one line; `trusted` when its heading, or the lines around it, say that records are listed."""
    found = _LINE.match(said)
    if not found or CALLS.search(said) or found["name"].casefold().split()[-1] in _NO_RECORD or _NO_NAME.search(found["name"]):
        return None
    given, share = loose_fields(found["fields"])
    sure = trusted or bool(found["table"]) or bool(_IDENTIFIER.search(found["fields"])) or any(field.key for field in given)
    return (found["name"], given) if sure and len(given) > 1 and share >= 0.5 else None


def typed_records(text: str) -> list[tuple[str, tuple[EntityField, ...], str]]:
    """Records written as types of a programming language."""
    found = [(match["name"], fields(re.sub(r"\s*\n\s*", ", ", match["fields"].strip())), match[0]) for match in _TYPED.finditer(text)]
    return [(name, given, quote) for name, given, quote in found if given]


def drawn_records(message: str) -> list[tuple[str, tuple[EntityField, ...], str]]:
    """Records with a line each, in braces or in columns: `ban { phrase PK, lang }`, `lane   lane_id PK, garage_id`."""
    found: list[tuple[str, tuple[EntityField, ...], str]] = []
    for line in message.split("\n")[:120]:
        match = _DRAWN.match(line[:400])
        if match and match["name"].casefold() not in _NO_RECORD and _MARK.search(match["braced"] or match["columns"]):
            given, share = loose_fields((match["braced"] or match["columns"]).split("//")[0])
            found += [(match["name"], given, line.strip())] if len(given) > 1 and share >= _MOSTLY else []
    return found


def told_records(said: str) -> list[Record]:
    """Records told in prose, each with what it is said to hold."""
    found: list[Record] = []
    for shape in (_HAS, _TABLE_FOR, _THERE):
        for match in shape.finditer(said):
            given = _told_fields(match["fields"])
            if len(given) > 1 and match["name"].casefold() not in _NO_RECORD:
                found.append((match["name"], given))
    return found


def loose_fields(text: str) -> tuple[tuple[EntityField, ...], float]:
    """The fields of a line in which some items may be remarks, and the share of its items that are fields."""
    cut = [item for piece in pieces(text.strip().rstrip("."), ",;|") for item in _apart(trimmed(piece)) if item.strip()]
    found: dict[str, EntityField] = {}
    good = 0
    for item in cut[:MOST_FIELDS]:
        if field := _field(item):
            good += 1
            found.setdefault(field.name.casefold(), field)
    return tuple(found.values()), good / len(cut) if cut else 0.0


def _apart(item: str) -> list[str]:
    """`(owner_id, day) PK` and `film_id + quality (key)` as two keys."""
    composite = _COMPOSITE.match(item)
    inner, rest = (composite["inner"], composite["rest"]) if composite else (item, "")
    parts = re.split(r"\s*[,+]\s*", _KEYED.sub("", inner).strip()) if composite or " + " in inner else [inner]
    if len(parts) < 2:
        return [item]
    keyed = " (key)" if _KEYED.search(item) or _KEYED.search(rest) else ""
    return [part + keyed for part in parts if part.strip()]


def _field(item: str) -> EntityField | None:
    key = bool(_KEYED.search(item))
    bare = _KEYED.sub("", item).strip(" ()") or item.strip(" ()")
    if not bare or len(bare) > 80 or _PROSE.search(bare):
        return None
    name = re.match(r"(?:(?:an?|the|its)\s)?(?P<name>[A-Za-z_][\w.]*\??)(?P<rest>.*)$", bare, re.DOTALL)
    if name is None:
        return None
    words = name["rest"].split()
    if "_" in name["name"] or key or len(words) <= 1 or name["rest"].lstrip()[:1] in ("(", ":", "=", "["):
        return EntityField(name=name["name"].rstrip("?"), key=key)
    return EntityField(name=" ".join([name["name"], *words])) if len(words) <= 2 and all(word.isalpha() for word in words) else None


def _told_fields(text: str) -> tuple[EntityField, ...]:
    given = fields(text, told=True)
    return tuple(field for field in given if not _PROSE.search(field.name))
