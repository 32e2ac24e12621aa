"""The entities as SQL that SQLite accepts: a type only where one was said, a primary key only where a key is known."""

import re

from interview_flow.design_record import DesignRecord
from interview_flow.notes import Entity, EntityField
from interview_flow.printable import printable, shortened

_TYPE = re.compile(
    r"^[A-Za-z][A-Za-z0-9]*(?: (?:precision|varying|unsigned|with(?:out)? time zone))?(?: ?\(\d{1,5}(?: ?, ?\d{1,5})?\))?$", re.IGNORECASE
)
_KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        """abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case cast check collate column
    commit conflict constraint create cross current current_date current_time current_timestamp database default deferrable deferred delete desc detach
    distinct do drop each else end escape except exclude exclusive exists explain fail filter first following for foreign from full generated glob group
    groups having if ignore immediate in index indexed initially inner insert instead intersect into is isnull join key last left like limit match
    materialized natural no not nothing notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query raise
    range recursive references regexp reindex release rename replace restrict returning right rollback row rows savepoint select set table temp
    temporary then ties to transaction trigger unbounded union unique update using vacuum values view virtual when where window with without""",
    )
)
"""The keywords of SQLite, https://www.sqlite.org/lang_keywords.html: a name among them is quoted."""


def sql(record: DesignRecord) -> str:
    """`CREATE TABLE` statements, parted by blank lines; "" when no entity was named."""
    names: set[str] = set()
    return "\n\n".join(_table(entity, _fresh(identifier(entity.name), names)) for entity in record.entities)


def _table(entity: Entity, name: str) -> str:
    taken: set[str] = set()
    columns = [(field, _fresh(identifier(field.name), taken)) for field in entity.fields]
    if not columns:
        return f"-- {_comment(entity.name)}: no field was named"
    keys = [column for field, column in columns if field.key]
    lines = [_column(field, column) for field, column in columns]
    if keys:
        lines.append(f"    PRIMARY KEY ({', '.join(_quoted(key) for key in keys)})")
    return f"CREATE TABLE {_quoted(name)} (\n" + ",\n".join(lines) + "\n);"


def _column(field: EntityField, column: str) -> str:
    kind = printable(field.type or "")
    said = bool(_TYPE.match(kind)) and not set(re.split(r"\W+", kind.casefold())) & _KEYWORDS - {"with", "without"}
    return f"    {_quoted(column)} {kind}" if said else f"    {_quoted(column)}"


def identifier(name: str) -> str:
    """A name as SQL takes it, in snake case: `LinkClick` is `link_click`."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", printable(name))
    word = re.sub(r"[^A-Za-z0-9_]+", "_", parted).strip("_").lower()[:60]
    return word if word[:1].isalpha() and not word.startswith("sqlite_") else f"c_{word}".rstrip("_")


def _fresh(word: str, taken: set[str]) -> str:
    number, fresh = 2, word
    while fresh in taken:
        fresh, number = f"{word}_{number}", number + 1
    taken.add(fresh)
    return fresh


def _quoted(word: str) -> str:
    return f'"{word}"' if word in _KEYWORDS else word


def _comment(text: str) -> str:
    return shortened(printable(text), 80)
