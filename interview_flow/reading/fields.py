"""The fields of an entity, as they are written in brackets, lists, tables and SQL."""

import re

from interview_flow.notes import EntityField
from interview_flow.reading.lists import items, pieces, trimmed

MOST_FIELDS = 40
_TYPES = (
    r"(?:uuid|ulid|guid|int(?:eger)?\d*|bigint|smallint|serial|bigserial|long|float\d*|double|decimal|numeric|money|string|str|text|varchar|char|bool(?:ean)?|date|time(?:stamp)?(?:tz)?|datetime|json[b]?|"
    r"bytes|blob|binary|enum|set|map|list|array|hash|u?int\d+|timeuuid|counter|geo|point|geohash|geometry)(?:\(\s*\d+(?:\s*,\s*\d+)?\s*\))?(?:\[\])?"
)
_KEY = re.compile(r"\(?\b(?:pk|primary key|partition key|primary|clustering key|sort key)\b\)?|(?<=\w) key$|(?<=\w)\*$|^\*(?=\w)", re.IGNORECASE)
_NAMED_KEY = re.compile(
    r"\b(?:primary key|pk|keyed by|key is|key:)\s*(?:is\s|on\s|:\s)?(?:\((?P<several>[^()]{1,80})\)|`?(?P<one>\w+))", re.IGNORECASE
)
_FIELD = re.compile(
    rf"^(?P<name>[A-Za-z_][\w.]*\??(?:\[\])?)(?:\s*:\s*(?P<typed>[A-Za-z][\w<>\[\], ()|]*)|\s+(?P<bare>{_TYPES})(?![\w])|\s*\((?P<aside>[^()]*)\)|\s*[-–=]\s*(?P<note>[^,]*))?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PROSE = frozenset("is are by which that the with for can we a".split())
_TYPE = re.compile(rf"^{_TYPES}$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:(?:an?|the|its|their|optional|one|unique|some)\s+)+", re.IGNORECASE)
_CONSTRAINT = re.compile(r"^\s*(?:primary|foreign|unique|constraint|index|key|check|partition|clustered)\b", re.IGNORECASE)
_COLUMN = re.compile(r"^\s*[`\"]?(?P<name>\w+)[`\"]?\s+(?P<type>\w+(?:\s?\([\d,\s]*\))?(?:\[\])?)", re.DOTALL)


def fields(text: str, told: bool = False) -> tuple[EntityField, ...]:
    """The fields of `id PK, name: string, tags[]`, or of "a code, a target URL and an owner" when they are told; empty when a text lists anything else."""
    given = items(text.strip().rstrip(".")) if told else tuple(trimmed(piece) for piece in pieces(_before_aside(text)))
    found: dict[str, EntityField] = {}
    for item in given[:MOST_FIELDS]:
        field = _told_field(item) if told else _field(item)
        if field is None:
            if not told or not found:
                return ()
            break
        found.setdefault(field.name.casefold(), field)
    return tuple(found.values())


def keyed(given: tuple[EntityField, ...], sentence: str) -> tuple[EntityField, ...]:
    """The fields, with those marked that the sentence calls the key: `primary key (user_id, day)`, "keyed by code"."""
    found = _NAMED_KEY.search(sentence)
    if not found or any(field.key for field in given):
        return given
    names = {name.strip(" `").casefold() for name in re.split(r",|\sand\s", found["several"] or found["one"])}
    return tuple(field.model_copy(update={"key": True}) if field.name.casefold() in names else field for field in given)


def sql_fields(text: str) -> tuple[EntityField, ...]:
    """The columns between the brackets of CREATE TABLE."""
    lines = pieces(re.sub(r"--[^\n]*", "", text).replace(",\n", ", \n"), ",")
    if len(lines) < 2:
        lines = text.split(",")
    keys = {key.strip(' `"()') for match in re.finditer(r"(?i)primary key\s*\(([^)]*)\)+", text) for key in match[1].replace("(", "").split(",")}
    columns = [(match["name"], match["type"], line) for line in lines if not _CONSTRAINT.match(line) and (match := _COLUMN.match(line))]
    return tuple(
        EntityField(name=name, type=kind, key=name in keys or bool(re.search(r"(?i)primary key", line))) for name, kind, line in columns[:MOST_FIELDS]
    )


def table_field(row: tuple[str, ...]) -> EntityField | None:
    """A field from the row of a table `field | type | note`."""
    first, *others = row
    name = first.strip("*` ")
    if not re.fullmatch(r"\w[\w. ]{0,40}", name):
        return None
    kind = others[0].split(",")[0].strip("` ") if others else ""
    return EntityField(name=name, type=kind or None, key="*" in first or any(_KEY.search(cell) for cell in others))


def _before_aside(text: str) -> str:
    """The list without a sentence that follows it."""
    return re.split(r"\.\s+(?=[A-Z])|\s[-–—]\s(?=[a-z]+ [a-z]+ )", text.strip().rstrip("."))[0]


def _field(item: str) -> EntityField | None:
    bare = item.strip("`*_ ") if not item.endswith("*") else item.strip("`_ ")
    key = bool(_KEY.search(bare))
    bare = trimmed(_KEY.sub("", bare)).strip()
    bare = re.sub(r"(?i)\b(?:fk|foreign key|unique|nullable|not null|optional|indexed)\b.*$", "", bare).strip(" (,:`")
    found = _FIELD.match(bare)
    if not found or len(bare) > 60:
        return None
    kind = (found["typed"] or found["bare"] or "").strip()
    if not kind and found["aside"] and _TYPE.match(found["aside"].strip()):
        kind = found["aside"].strip()
    words = found["rest"].split()
    if len(words) > 3 or not _PROSE.isdisjoint(words):
        return None
    name = " ".join([found["name"], *words]) if words and words[0].isalpha() and not kind else found["name"]
    return EntityField(name=name.rstrip("?"), type=kind or None, key=key)


def _told_field(item: str) -> EntityField | None:
    bare = _ARTICLE.sub("", item).strip("`* ")
    bare = re.split(r"\s(?:that|which|who|of|for|in|as|with|to|from|when|\()\b", bare)[0]
    bare = re.sub(r"\s*\(.*$", "", bare)
    words = bare.split()
    return EntityField(name=" ".join(words)) if 0 < len(words) <= 4 and re.fullmatch(r"[\w' /-]+", bare) else None
