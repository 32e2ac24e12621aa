"""The traceability matrix: which operation, entity, component, flow and challenge belongs to each functional requirement, and what is missing.

Rather a link too few than a silly one: a text belongs to the requirement whose words it takes up (`likeness`), or to what already belongs to it.
"""

import re
from collections.abc import Iterable, Sequence

from interview_flow.assessment.likeness import ENOUGH, Needs, direction, needs_of, said_in
from interview_flow.assessment.parts import Part, parts, passes
from interview_flow.design_record import CHALLENGES, DesignRecord
from interview_flow.frozen import Frozen
from interview_flow.meaning import GENERIC, meanings
from interview_flow.notes import ComponentKind, Entity, Flow, Operation, Priority, Remark

MOST = 5
"""Links of one cell."""
_LOOKED_AT = {"functional": 40, "operations": 60, "entities": 60, "components": 60, "flows": 60, "remarks": 150, "workings": 150}
"""How much of a record is looked at, so that an endless one costs no more than a long one."""
_CLEARLY = 1.2
"""How much a remark has to say of a requirement, of which it takes up at least `_WELL`."""
_WELL = 0.4
_FLOW = 0.5
"""A word of its own in the text of a flow."""
_PLAINLY = 0.3
"""How much the path of an operation has to say itself, whatever goes in and comes out."""
_NAMED = 0.4
"""What it counts that a requirement holds the whole name of an operation, its deed and its thing."""
_PARAMETER = re.compile(r"/[{:<\[][^/]*")
_REDIRECT = re.compile(r"\b30[1278]\b")
_KIND_OF_CALL = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete", "GET": "see", "WS": "live", "SUBSCRIBE": "live"}


class Link(Frozen):
    """One entry of a cell: what it is called, and the candidate's own words that say so."""

    name: str
    turn: int
    quote: str

    @property
    def text(self) -> str:
        """The quote, as documents cite it."""
        return self.quote


class Row(Frozen):
    """One requirement with what belongs to it. `stored` is whether anything keeps what it promises; `told` whether some part is said to serve it
    in more than its name."""

    number: int
    requirement: str
    turn: int
    priority: Priority | None = None
    operations: tuple[Link, ...] = ()
    entities: tuple[Link, ...] = ()
    components: tuple[Link, ...] = ()
    flows: tuple[Link, ...] = ()
    challenges: tuple[Link, ...] = ()
    stored: bool = False
    told: bool = False

    @property
    def text(self) -> str:
        """The requirement, as documents cite it."""
        return self.requirement

    @property
    def gaps(self) -> tuple[str, ...]:
        """Of operation, entity, component and flow, those that are missing."""
        cells = {"operation": self.operations, "entity": self.entities, "component": self.components, "flow": self.flows}
        return tuple(name for name, links in cells.items() if not links)


def traceability(record: DesignRecord) -> tuple[Row, ...]:
    """The matrix of a design, a row for each functional requirement in its order."""
    if not record.functional:
        return ()
    record = record.model_copy(update={section: getattr(record, section)[:most] for section, most in _LOOKED_AT.items()})
    needs = needs_of(tuple(requirement.text for requirement in record.functional))
    operations = _operations(needs, record.operations)
    entities = _entities(needs, record.entities, operations)
    flows = _flows(needs, [flow for flow in record.flows if passes(flow, record)])
    components = parts(needs, record, entities, flows)
    challenges = _challenges(needs, record.remarks)
    return tuple(
        Row(
            number=requirement.number,
            requirement=requirement.text,
            turn=requirement.turn,
            priority=requirement.priority,
            operations=_links((each.name, each.turn, each.text) for each in operations[place]),
            entities=_links((each.name, each.turn, each.text) for each in entities[place]),
            components=_links((each.component.name, each.turn, each.quote) for each in components[place]),
            flows=_links((each.name, each.turn, each.text) for each in flows[place]),
            challenges=_links((each.aspect.value, each.turn, each.text) for each in challenges[place]),
            stored=bool(entities[place]) or any(_keeps(each) for each in components[place]) or _keeps_all(record),
            told=any(each.told for each in components[place]),
        )
        for place, requirement in enumerate(record.functional)
    )


def uncovered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The must-haves, or what was not ranked, that no component serves, or whose promise nothing keeps."""
    return tuple(row for row in rows if row.priority is not Priority.NICE and not (row.components and row.stored))


def _links(found: Iterable[tuple[str, int, str]]) -> tuple[Link, ...]:
    links = {name.casefold(): Link(name=name, turn=turn, quote=quote) for name, turn, quote in found}
    return tuple(links.values())[:MOST]


def _operations(needs: Needs, told: Sequence[Operation]) -> list[list[Operation]]:
    """The operations of each requirement; one that only looks hardly serves one that changes something."""
    found: list[list[Operation]] = [[] for _ in needs.words]
    for each in told:
        for place in needs.closest(_scores_of(each, needs)):
            found[place].append(each)
    return found


def _scores_of(operation: Operation, needs: Needs) -> list[float]:
    path, _, query = operation.path.partition("?")
    around, _, last = _PARAMETER.sub("", path).rstrip("/").rpartition("/")
    kind = _KIND_OF_CALL.get(operation.method or "", "")
    redirects = "redirect" if _REDIRECT.search(operation.output or "") else ""
    plainly = said_in(f"{last or path} {kind} {redirects}")
    aside = said_in(f"{around} {query} {operation.input or ''} {operation.output or ''}")
    way = direction(redirects or kind or path)
    name = meanings(f"{last or path} {kind}") if kind != "create" else ()  # nearly everything is created by a POST
    told = [
        score + (_NAMED if len(name) > 1 and all(word & needs.all(place) for word in name) else 0.0)
        for place, score in enumerate(needs.scores(plainly, aside))
    ]
    return [
        score * (0.5 if way * direction(text) < 0 else 1.0) if needs.score(place, plainly) >= _PLAINLY else 0.0
        for place, (score, text) in enumerate(zip(told, needs.texts, strict=True))
    ]


def _entities(needs: Needs, told: Sequence[Entity], operations: Sequence[Sequence[Operation]]) -> list[list[Entity]]:
    """The entities that a requirement names, then the one whose fields hold what only it speaks of; else those that its operations name."""
    found: list[list[Entity]] = [[] for _ in needs.words]
    for place, own in enumerate(found):
        own += _by_name(needs, place, told)
        scores = [needs.score(place, said_in(_fields(each)) - GENERIC) for each in told]
        best = max(scores, default=0.0)
        own += [each for each, score in zip(told, scores, strict=True) if score >= ENOUGH and score == best and not own][:1]
        paths = said_in(" ".join(each.path for each in operations[place])) - GENERIC
        own += [each for each in told if not own and _name(each) and _name(each) <= paths]
    return found


def _by_name(needs: Needs, place: int, told: Sequence[Entity]) -> list[Entity]:
    """Those that a requirement names; one that it names in part gives way to one that it names in whole."""
    words = needs.all(place)
    whole = [each for each in told if _name(each) and needs.names(place, _name(each)) and all(word & words for word in meanings(each.name))]
    taken = frozenset[str]().union(*(_name(each) for each in whole))
    return whole + [each for each in told if each not in whole and needs.names(place, _name(each) - taken)]


def _name(entity: Entity) -> frozenset[str]:
    return said_in(entity.name) - GENERIC


def _fields(entity: Entity) -> str:
    return " ".join(field.name for field in entity.fields)


def _flows(needs: Needs, told: Sequence[Flow]) -> list[list[Flow]]:
    """By the name of a flow more than by its text, which also names what it passes."""
    found: list[list[Flow]] = [[] for _ in needs.words]
    for flow in told:
        scores = needs.scores(said_in(flow.name), said_in(flow.text))
        way = direction(flow.name) or direction(flow.text)
        scores = [score * (0.6 if way * direction(text) < 0 else 1.0) for score, text in zip(scores, needs.texts, strict=True)]
        for place in needs.closest(scores, _FLOW, 0.8):
            found[place].append(flow)
    return found


def _challenges(needs: Needs, told: Sequence[Remark]) -> list[list[Remark]]:
    found: list[list[Remark]] = [[] for _ in needs.words]
    for remark in told:
        if remark.aspect in CHALLENGES:
            said = said_in(remark.text)
            for place in needs.closest(needs.scores(said), _CLEARLY):
                if needs.share(place, said) >= _WELL:
                    found[place].append(remark)
    return found


def _keeps(part: Part) -> bool:
    return part.component.kind is ComponentKind.STORE


def _keeps_all(record: DesignRecord) -> bool:
    """Whether there is a database that is not said to keep one thing alone."""
    return any(each.kind is ComponentKind.STORE and not said_in(each.name) - _NO_THING for each in record.components)


_NO_THING = said_in(
    "database db store storage relational sql nosql key value primary replica postgres cassandra mysql dynamodb sharded partitioned main kv"
)
