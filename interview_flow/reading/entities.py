"""What the system keeps: names with fields, tables, SQL, and how entities relate."""

import re
from collections.abc import Iterator
from functools import lru_cache

from interview_flow.notes import Entity, EntityField
from interview_flow.reading import relations
from interview_flow.reading.blocks import Block
from interview_flow.reading.fields import fields, keyed, sql_fields, table_field
from interview_flow.reading.kinds import KINDS, singular
from interview_flow.reading.lists import items, trimmed
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.records import CALLS, drawn_records, line_record, loose_fields, told_records, typed_records
from interview_flow.reading.verbs import BASE

_CALLED = re.compile(
    r"(?<![\w.])(?P<name>[A-Za-z]\w{1,40})(?P<word> table)?\s?\((?P<fields>[^()]{0,400}(?:\([^()]{0,80}\)[^()]{0,300}){0,12})\)(?!\s*(?:->|→|=>|:\s*[\w\[\]<>]+\s*(?:$|\|)|returns\b))"
)
_BRACED = re.compile(r"(?<![\w./}])(?P<name>[A-Z]\w{1,40})\s?\{(?P<fields>[^{}]{3,400})\}")
_LISTED = re.compile(
    r"^(?:\*\*|__|`)?(?P<name>[A-Za-z]\w*(?: [A-Za-z]\w*)?)(?: table| entity)?(?:\*\*|__|`)?\s*(?::|\s[-–—=]\s)(?:\*\*)?\s*(?P<fields>\S.*)$",
    re.DOTALL,
)
_HAS = re.compile(
    r"^\W*(?:then |and |finally )?(?:an?|each|every|the)\s+(?P<name>[A-Za-z]\w*(?: [A-Za-z]\w*)?)(?: table| record| row| entity)?\s+(?:has|have|holds|stores|contains|consists of|carries|is made of|with)\s+(?P<fields>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_TABLE = re.compile(r"\b(?:an?|the|one)\s+`?(?P<name>[a-z]\w+)`?\s+(?:table|collection|entity)\b(?:\s+with\s+(?P<fields>[^.;]+))?", re.IGNORECASE)
_CREATE = re.compile(r"(?i)create\s{1,4}table\s{1,4}(?:if not exists\s)?[`\"]?(?P<name>[\w.]+)[`\"]?\s*\((?P<fields>.*)\)", re.DOTALL)
_TITLE = re.compile(
    r"(?:the )?(?:table |entity |collection )?(?P<name>[A-Za-z]\w*(?: [a-z]\w*)?)(?: table| entity| collection| record)?(?: \([^()]{1,60}\))?\W*",
    re.IGNORECASE,
)
_NO_ENTITY = frozenset(
    "pk fk unique check constraint api get post put delete patch http sql nosql ttl note errors error example index indexes key keys store storage cache partition sharding returns response request body auth headers entities tables "
    "on by with of for to in is are at per from where unique clustered partitioned sharded indexed together pair tuple both only than between under over if when so then "
    "base hash uuid varchar p99 sha256 md5 crc32 e.g i.e such like see or and used uses using rate about via why reason relations relationships retention invariant growth".split()
)
_MARKED = re.compile(r"\b(?:PK|FK|UNIQUE|primary key|foreign key)\b", re.IGNORECASE)
"""What only a record has between its brackets."""
_MOSTLY = 0.6
_SHORT = 6
"""Words of a line that only names a field."""
_NO_TABLE = frozenset("hash lookup single separate second first one same join relational each key routing pivot".split())
_OTHER = frozenset({"operations", "estimates", "functional", "non_functional", "out_of_scope", "flows", "components", "decisions", "assumptions"})


def entities(page: Page) -> Iterator[Entity]:
    """The entities of a message with their fields and relations."""
    for passage in page.passages:
        if passage.section in _OTHER and passage.firm:
            continue
        yield from _of(passage, page)
    yield from _spread(page)
    drawn = typed_records(page.message) + (drawn_records(page.message) if page.models else [])
    yield from (_entity(name, given, text, page.turn) for name, given, text in drawn)
    for block in page.blocks:
        yield from _block(block, page)


def _spread(page: Page) -> Iterator[Entity]:
    """Records with a line for each field, under their name: `urls table`, then `- code, primary key`."""
    if not page.models:
        return
    groups: list[tuple[str, list[Passage]]] = []
    above: Passage | None = None
    for passage in page.passages:
        short = bool(passage.title) and not passage.sentence.label and len(passage.said.split()) <= _SHORT and not passage.said.endswith(".")
        if (not passage.sentence.numbered and not short) or CALLS.search(passage.said):
            above = passage
            continue
        near = above and above.line < passage.line and _TITLE.fullmatch(above.sentence.body)
        name = above.sentence.body if above and near else passage.title
        if groups and groups[-1][0] == name:
            groups[-1][1].append(passage)
        elif name:
            groups.append((name, [passage]))
    for title, group in groups:
        named = _TITLE.fullmatch(title)
        given = [field for passage in group for field in loose_fields(passage.said)[0][:1]]
        if named and named["name"].casefold() in _NO_ENTITY:  # a heading over the records themselves
            continue
        if named and len(given) > 1 and len(given) >= _MOSTLY * len(group) and len(group) <= 30:
            yield _entity(named["name"], tuple(dict.fromkeys(given)), page.between(group[0], group[-1]), page.turn)


def shaped(passage: Passage, page: Page) -> bool:
    """Whether a passage writes an entity out, field by field."""
    named = passage.section == "entities" and passage.firm
    trusting = named or page.models
    return bool(_called(passage.sentence.body, trusting)) or (trusting and _fielded(passage, named) is not None)


def _of(passage: Passage, page: Page) -> Iterator[Entity]:
    named = passage.section == "entities" and passage.firm
    trusting = named or page.models
    called = _called(passage.sentence.body, trusting)
    related = relations.related(passage, trusting)
    if called:
        yield from (_entity(name, keyed(given, passage.sentence.body), text, page.turn) for name, given, text in called)
    elif trusting and (line := line_record(passage.sentence.body, named)):
        yield _entity(*line, passage.sentence.body, page.turn)
    elif trusting and (found := _described(passage, named)):
        yield _entity(*found, page.turn)
    elif trusting and (told := told_records(passage.sentence.body)):
        yield from (_entity(name, given, passage.quote, page.turn) for name, given in told)
    elif named and not related:
        yield from _bare_list(passage, page.turn)
    yield from (Entity(text=passage.quote, turn=page.turn, name=source, relations=(relation,)) for source, relation in related)


def _entity(name: str, given: tuple[EntityField, ...], text: str, turn: int) -> Entity:
    return Entity(text=" ".join(text.split()), turn=turn, name=" ".join(name.split()), fields=given)


@lru_cache(maxsize=256)
def _called(text: str, trusting: bool) -> tuple[tuple[str, tuple[EntityField, ...], str], ...]:
    """`Link(code, long_url)`, `users table (id, name)`, `Link {code, long_url}`."""
    return tuple(_calls(text, trusting)) if "(" in text or "{" in text else ()


def _calls(text: str, trusting: bool) -> Iterator[tuple[str, tuple[EntityField, ...], str]]:
    for shape in (_CALLED, _BRACED):
        for match in shape.finditer(text):
            name = match["name"]
            given = fields(match["fields"]) or _composite(match["fields"])
            spaced = match.re is _CALLED and text[match.end("name") : match.end("name") + 1] == " " and not match["word"]
            if spaced and name[0].islower() and text[: match.start()].strip(" -*•`"):
                continue
            upper = name[0].isupper() and not name.isupper()
            if (
                name.casefold() in _NO_ENTITY
                or (not upper and _verb(name) in BASE and not name.endswith("s") and not _MARKED.search(match["fields"]))
                or (singular(name) in KINDS and not upper)
            ):
                continue
            if given and ((upper and len(given) > 1) or (trusting and (upper or len(given) > 1))):
                yield name, given, match[0]


def _composite(text: str) -> tuple[EntityField, ...]:
    """The fields of a record whose key is a pair in brackets, or which ends in a remark."""
    given, share = loose_fields(text)
    return given if share >= _MOSTLY and ("(" in text or " + " in text or _MARKED.search(text)) else ()


def _verb(name: str) -> str:
    found = re.match(r"[a-z]+", name)
    return found[0] if found else ""


def _fielded(passage: Passage, named: bool) -> tuple[str, tuple[EntityField, ...], str] | None:
    """`User: id, name`."""
    body = passage.sentence.body
    found = _LISTED.match(body)
    if not found or not (passage.sentence.numbered or named or found["name"][0].isupper()) or passage.section in ("operations", "remarks"):
        return None
    given = fields(found["fields"])
    known = found["name"].casefold() not in _NO_ENTITY or any(field.name.casefold() == "id" for field in given)
    return (found["name"], given, body) if len(given) > 1 and known else None


def _described(passage: Passage, named: bool) -> tuple[str, tuple[EntityField, ...], str] | None:
    """`User: id, name`, "a Link has a code and a target", "a urls table"."""
    if listed := _fielded(passage, named):
        return listed
    has = _HAS.match(passage.sentence.body)
    if has and has["name"].casefold().split()[-1] not in KINDS and len(given := fields(has["fields"], told=True)) > 1:
        return has["name"], given, passage.quote
    table = _TABLE.search(passage.sentence.body)
    if table and table["name"].casefold() not in _NO_TABLE:
        return table["name"], fields(table["fields"], told=True) if table["fields"] else (), passage.quote
    return None


def _bare_list(passage: Passage, turn: int) -> Iterator[Entity]:
    """`Entities: User, Room, Message`."""
    for item in items(passage.said):
        name = trimmed(item)
        if len(name.split()) <= 2 and name[:1].isalpha() and len(name) <= 40:
            yield _entity(name, (), item, turn)


def _block(block: Block, page: Page) -> Iterator[Entity]:
    if block.kind == "table":
        yield from _tabled(block, page)
        return
    for match in _CREATE.finditer(block.text) if block.kind == "sql" else ():
        yield _entity(match["name"], sql_fields(match["fields"]), block.text, page.turn)
    if block.kind == "code":
        for statement in re.split(r";\s*\n|;\s*$|\n(?=(?i:create\s))", block.text):
            if match := _CREATE.search(statement):
                yield _entity(match["name"], sql_fields(match["fields"]), match[0], page.turn)
        if block.language in ("", "text", "txt", "plain"):
            for line in block.text.split("\n")[:80]:
                called = _called(line, page.models)
                yield from (_entity(name, given, text, page.turn) for name, given, text in called)
                if not called and page.models and (record := line_record(line.strip(), False)):
                    yield _entity(*record, line.strip(), page.turn)


def _tabled(block: Block, page: Page) -> Iterator[Entity]:
    """A table with a row for each entity, or one with a row for each field under the entity's name."""
    header = [cell.casefold().strip("*` ") for cell in block.rows[0]] if block.rows else []
    if not header:
        return
    place = next((at for at, cell in enumerate(header) if re.search(r"field|column|attribute|key fields", cell)), None)
    if re.search(r"entit|table|model|object|collection|record|document|class", header[0]) and place:
        for row in block.rows[1:]:
            if len(row) > place and trimmed(row[0]):
                yield Entity(text=row[0], turn=page.turn, name=trimmed(row[0]), fields=fields(row[place]), relations=relations.tabled(header, row))
    elif place == 0 and (above := re.search(r"(?P<name>[A-Za-z]\w*)(?: table)?[\s:*#`]*$", page.message[max(0, block.start - 60) : block.start])):
        given = tuple(field for row in block.rows[1:41] if (field := table_field(row)))
        yield _entity(above["name"], given, block.text, page.turn)
