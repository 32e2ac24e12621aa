"""Mermaid diagrams of a design record. Node ids are generated and labels made harmless, so that every diagram parses.

Each function gives "" when the record holds nothing to draw.
"""

import re

from interview_flow.design_record import DesignRecord
from interview_flow.notes import ComponentKind, Entity, Flow, Hop
from interview_flow.printable import printable, shortened

LONGEST_LABEL = 60
_SAFE = str.maketrans(
    {'"': "'", "`": "'", "<": "‹", ">": "›", ";": ",", "#": "♯", "&": "＆", "\\": "/", "|": "/", "[": "(", "]": ")", "{": "(", "}": ")"}
)
_RUNS = re.compile(r"([%$~])\1+")
FEWEST_APART = 4
"""Components without an arrow that are stacked; fewer stand well in a row."""
_STATUS = re.compile(r"^[1-5]\d\d\b")
_ARTICLES = frozenset({"the", "a", "an", "our"})
_SHAPES = {
    ComponentKind.CLIENT: '(["{}"])',
    ComponentKind.EDGE: '[/"{}"/]',
    ComponentKind.SERVICE: '["{}"]',
    ComponentKind.STORE: '[("{}")]',
    ComponentKind.CACHE: '("{}")',
    ComponentKind.QUEUE: '[["{}"]]',
    ComponentKind.WORKER: '["{}"]',
    ComponentKind.EXTERNAL: '>"{}"]',
}
_ENDS = {"1:1": "||--||", "1:N": "||--o{", "N:1": "}o--||", "N:M": "}o--o{"}
_LOOSE = "}o..o{"
"""Drawn when it was not said how many of the one belong to the other."""


def label(text: str) -> str:
    """A label that means nothing to Mermaid but itself."""
    safe = _RUNS.sub(r"\1", printable(text).translate(_SAFE))
    safe = shortened(safe, LONGEST_LABEL).strip()
    return f"({safe})" if safe.casefold() in ("end", "graph", "subgraph", "") else safe


class _Nodes:
    """Generated ids: one for each component, and one for each name that only a hop mentions."""

    def __init__(self, record: DesignRecord) -> None:
        self.components = {_bare(component.name): component for component in record.components}
        self.kept = {_bare(entity.name) for entity in record.entities}
        self.ids: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def id(self, name: str) -> str:
        key = self._known(_bare(name))
        if key not in self.ids:
            self.ids[key] = f"n{len(self.ids) + 1}"
            self.names[key] = self.components[key].name if key in self.components else name
        return self.ids[key]

    def _known(self, bare: str) -> str:
        if bare in self.components:
            return bare
        inside = [key for key in self.components if key and f" {key} " in f" {bare} "]
        return max(inside, key=len, default=bare)

    def shape(self, key: str) -> str:
        component = self.components.get(key)
        kind = component.kind if component else ComponentKind.STORE if key in self.kept else ComponentKind.SERVICE
        return _SHAPES[kind].format(label(self.names[key]))


def blocks(record: DesignRecord) -> str:
    """The components and the hops between them, as a graph from top to bottom."""
    nodes = _Nodes(record)
    for component in record.components:
        nodes.id(component.name)
    hops = [hop for flow in record.flows for hop in flow.hops if not answers(hop)]
    edges = dict.fromkeys((nodes.id(hop.source), nodes.id(hop.target)) for hop in hops)
    if not nodes.ids:
        return ""
    lines = [f"    {nodes.ids[key]}{nodes.shape(key)}" for key in nodes.ids]
    lines += _edges([(source, target) for source, target in edges if source != target])
    joined = {node for edge in edges for node in edge if edge[0] != edge[1]}
    lines += _apart([node for node in nodes.ids.values() if node not in joined], beside=bool(joined))
    return "\n".join(["graph TB", *lines]) + "\n"


def _edges(edges: list[tuple[str, str]]) -> list[str]:
    """An arrow for each pair that speaks; one with two heads where both begin."""
    place = {edge: number for number, edge in enumerate(edges)}
    shown = [(source, target) for source, target in edges if place.get((target, source), len(edges)) > place[source, target]]
    return [f"    {source} {'<-->' if (target, source) in place else '-->'} {target}" for source, target in shown]


def _apart(alone: list[str], *, beside: bool) -> list[str]:
    """What no flow passes through, in short columns instead of one wide row; `~~~` is an arrow that is not drawn."""
    if len(alone) < FEWEST_APART:
        return []
    columns = max(1, round(len(alone) ** 0.5) - beside)
    return [f"    {alone[at]} ~~~ {alone[at + columns]}" for at in range(len(alone) - columns)]


def sequence(flow: Flow, record: DesignRecord) -> str:
    """One flow as messages between its components, in order; an answer such as `201` goes back to where the flow began."""
    if not flow.hops:
        return ""
    nodes = _Nodes(record)
    first = nodes.id(flow.hops[0].source)
    messages = [_message(hop, nodes, first, number) for number, hop in enumerate(flow.hops, 1)]
    actors = [f"    participant {node} as {label(nodes.names[key])}" for key, node in nodes.ids.items()]
    return "\n".join(["sequenceDiagram", *actors, *messages]) + "\n"


def _message(hop: Hop, nodes: _Nodes, first: str, number: int) -> str:
    source = nodes.id(hop.source)
    if answers(hop):
        to_first = bool(_STATUS.match(hop.target.strip()))
        return f"    {source}-->>{first if to_first else nodes.id(hop.target)}: {label(hop.target if to_first else hop.note)}"
    return f"    {source}->>{nodes.id(hop.target)}: {label(hop.note) if hop.note.strip() else number}"


def steps(flow: Flow) -> str:
    """A flow that was told in steps, as a chart from top to bottom."""
    if len(flow.steps) < 2:
        return ""
    lines = [f'    n{number}["{label(step)}"]' for number, step in enumerate(flow.steps, 1)]
    lines += [f"    n{number} --> n{number + 1}" for number in range(1, len(flow.steps))]
    return "\n".join(["flowchart TD", *lines]) + "\n"


def entities(record: DesignRecord) -> str:
    """The entities with their fields and relations."""
    if not record.entities:
        return ""
    ids: dict[str, str] = {}
    lines = [line for entity in record.entities for line in _entity(entity, _numbered(entity.name, ids))]
    for entity in record.entities:
        for relation in entity.relations:
            if _bare(relation.target) not in ids:
                lines.append(f'    {_numbered(relation.target, ids)}["{_title(relation.target)}"]')
            ends = _ENDS.get((relation.cardinality or "").upper(), _LOOSE)
            lines.append(f'    {_numbered(entity.name, ids)} {ends} {_numbered(relation.target, ids)} : "{label(relation.text or relation.target)}"')
    return "\n".join(["erDiagram", *lines]) + "\n"


def _entity(entity: Entity, node: str) -> list[str]:
    if not entity.fields:
        return [f'    {node}["{_title(entity.name)}"]']
    inside = [f"        {_word(field.type or 'field')} {_word(field.name)}{' PK' if field.key else ''}" for field in entity.fields]
    return [f'    {node}["{_title(entity.name)}"] {{', *inside, "    }"]


def _title(name: str) -> str:
    """The name of an entity, where Mermaid's grammar knows no percent sign."""
    return label(name).replace("%", "％")


def answers(hop: Hop) -> bool:
    """Whether the hop is an answer, such as `302`, that goes back, and no step onwards."""
    return any(_STATUS.match(text.strip()) for text in (hop.target, hop.note))


def _numbered(name: str, ids: dict[str, str]) -> str:
    return ids.setdefault(_bare(name), f"n{len(ids) + 1}")


def _word(text: str) -> str:
    """One word that Mermaid takes for a field or a type."""
    word = re.sub(r"[^A-Za-z0-9_]+", "_", printable(text)).strip("_")[:LONGEST_LABEL]
    return word if word[:1].isalpha() and word.upper() not in ("PK", "FK", "UK") else f"f_{word}".rstrip("_")


def _bare(name: str) -> str:
    words = [word for word in re.split(r"[\s_-]+", printable(name).casefold()) if word and word not in _ARTICLES]
    return " ".join(words).rstrip("s")
