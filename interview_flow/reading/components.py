"""The parts of the system: from lists, tables, drawn flows, and from what prose says that they do."""

import re
from collections.abc import Iterator

from interview_flow.notes import Component
from interview_flow.phases import Phase
from interview_flow.reading import entities, flows, scope
from interview_flow.reading.blocks import Block
from interview_flow.reading.kinds import kind_known, kind_of
from interview_flow.reading.lists import items, listed, trimmed
from interview_flow.reading.nouns import LONGEST_NAME, Named, introduces, named
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.roles import role_of

_DESIGN = (Phase.BREAK_DOWN, Phase.DATA_MODEL, Phase.FLOWS, Phase.CHALLENGES)
_ELSEWHERE = frozenset(
    "out_of_scope functional non_functional estimates assumptions entities operations users success restatement next_steps weaknesses metrics summary".split()
)
_ITEM = re.compile(
    r"^(?:\*\*|__|`)?(?P<name>[A-Za-z][\w /&+.-]{1,40}?)(?:\*\*|__|`)?(?:\s*\((?P<aside>[^()]{2,60})\))?\s*(?::|\s[-–—=]\s)(?:\*\*)?\s*(?P<role>\S.*)$",
    re.DOTALL,
)
_USES = re.compile(r"\b(?:use|using|with|on|choose|pick)\b|^\W*\w+(?:,| and)", re.IGNORECASE)
_WEIGHED = re.compile(
    r"\W*(?:(?:an|the|one|another|other) )?(?:alternative|option)s?\b|\W*(?:i|we) (?:also )?(?:considered|rejected)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"[*_`\s]*(?:(?:an?|the|our)\s+)?[*_`]*", re.IGNORECASE)
_TICKED = re.compile(r"(?:->|→|=>)\s*`(?P<name>[A-Za-z][\w -]{1,30})`(?P<role>[^,;.`]{0,80})")
_SERVES = re.compile(
    r"^\W*(?:served by|handled by|parts?|components?|services?|building blocks?|where|who|owner|box(?:es)?|modules?)\b", re.IGNORECASE
)
_HEADER = re.compile(r"component|service|part|building block", re.IGNORECASE)


def components(page: Page) -> Iterator[Component]:
    """The components of a message, in the order in which they were named."""
    for passage in page.passages:
        if passage.section in _ELSEWHERE or scope.leaves_out(passage, page.phase) or entities.shaped(passage, page):
            continue
        if item := _item(passage, page):
            yield item
        elif passage.section == "components" and passage.firm and (passage.sentence.numbered or passage.own or listed(passage.said)):
            yield from _enumerated(passage, page)
        elif flows.drawn(passage):
            yield from _quoted(passage, page)
            yield from _drawn(passage, page)
        else:
            yield from _told(passage, page)
    for block in page.blocks:
        if block.kind == "table":
            yield from _tabled(block.rows, page)
            yield from _served(block, page)
        for line, found in flows.drawn_in(block):
            yield from (_component(end, line, "", page) for hop in found for end in (hop.source, hop.target) if kind_known(end))


def _component(name: str, text: str, role: str, page: Page) -> Component:
    return Component(text=" ".join(text.split()), turn=page.turn, name=" ".join(name.split()), kind=kind_of(name), role=" ".join(role.split()))


def _item(passage: Passage, page: Page) -> Component | None:
    """`Feed service: builds the feed`, `- **Feed service** - builds the feed`."""
    if not (passage.section == "components" or page.among(*_DESIGN)):
        return None
    found = _ITEM.match(passage.sentence.body)
    if not found or flows.drawn(passage) or len(found["name"].split()) > 5:
        return None
    known = any(len(phrase.name) == len(found["name"]) for phrase in named(found["name"]))
    if (passage.section == "components" and passage.firm and not (passage.own and passage.opening.bare and not known)) or (
        known and _is_role(found["role"], passage)
    ):
        role = trimmed(found["role"]) if len(found["role"]) <= 160 else trimmed(found["role"][: found["role"].rfind(" ", 0, 160)])
        return _component(found["name"], passage.sentence.body, role, page)
    return None


def _is_role(role: str, passage: Passage) -> bool:
    return passage.sentence.numbered or not named(role) or bool(role_of("it " + role, 2, False))


def _enumerated(passage: Passage, page: Page) -> Iterator[Component]:
    for item in items(passage.said):
        known = next(iter(named(item)), None)
        if known and _ARTICLE.fullmatch(item[: known.start]):
            yield _component(known.name, item, role_of(item, known.stop, known.plural), page)
        elif len(item.split()) <= 4 and len(item) <= LONGEST_NAME and item[:1].isalpha():
            yield _component(_ARTICLE.sub("", item, count=1), item, "", page)


def _quoted(passage: Passage, page: Page) -> Iterator[Component]:
    """A name in back-ticks at the end of an arrow: "votes: can't lose a day -> `log` (append only)"."""
    if page.among(Phase.BREAK_DOWN):
        for found in _TICKED.finditer(passage.said):
            yield _component(found["name"], passage.sentence.body, trimmed(passage.sentence.title or found["role"] or ""), page)


def _drawn(passage: Passage, page: Page) -> Iterator[Component]:
    for end in flows.ends(passage):
        if kind_known(end) and not re.search(rf"\bthe {re.escape(end)}\b", passage.said):
            yield _component(end, passage.quote, "", page)


def _told(passage: Passage, page: Page) -> Iterator[Component]:
    text = passage.said if passage.sentence.label else passage.sentence.body
    early = not page.among(*_DESIGN)
    if (early and not (page.among(Phase.CLARIFY) and _USES.search(text))) or _WEIGHED.match(passage.sentence.body):
        return
    for phrase in named(text):
        if introduces(text, phrase) and (phrase.product or not early) and not _hypothetical(text, phrase):
            yield _component(phrase.name, passage.quote, role_of(text, phrase.stop, phrase.plural), page)


def _hypothetical(text: str, phrase: Named) -> bool:
    return bool(re.match(r"\s+(?:would|might|could)\b", text[phrase.stop :]))


def _tabled(rows: tuple[tuple[str, ...], ...], page: Page) -> Iterator[Component]:
    if not rows or not _HEADER.search(rows[0][0]):
        return
    for row in rows[1:]:
        name = trimmed(row[0])
        if name and len(name) <= LONGEST_NAME:
            yield _component(name, row[0], row[1] if len(row) > 1 else "", page)


def _served(block: Block, page: Page) -> Iterator[Component]:
    """The parts in a table of what is wanted: `| send | a number first | chat svc, message log |`."""
    header = block.rows[0] if block.rows else ()
    place = next((at for at, cell in enumerate(header) if at and _SERVES.search(cell)), None)
    if place is None or not page.among(*_DESIGN):
        return
    for line, cells in block.lines[1:41]:
        for item in re.split(r"[,;+]|\s(?:->|→|and|then)\s", cells[place] if len(cells) > place else ""):
            known = next(iter(named(item)), None)
            name = known.name if known else trimmed(_ARTICLE.sub("", item, count=1))
            if name and len(name.split()) <= 3 and len(name) <= LONGEST_NAME and name[:1].isalpha():
                yield _component(name, line, trimmed(cells[0]), page)
