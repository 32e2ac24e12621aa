"""Notes: what the candidate designed, item by item, each with the turn it came from.

They are read out of an answer (`interview_flow.reading`, or a model), travel in the log, and are folded into the `DesignRecord`.
Every `text` is the candidate's own wording, cut but never reworded.
"""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from interview_flow.frozen import Frozen


class ComponentKind(StrEnum):
    """How a component is drawn."""

    CLIENT = "client"
    EDGE = "edge"
    SERVICE = "service"
    STORE = "store"
    CACHE = "cache"
    QUEUE = "queue"
    WORKER = "worker"
    EXTERNAL = "external"


class Aspect(StrEnum):
    """What a remark about the design is about; the first five are the kinds of challenge."""

    SCALING = "scaling"
    RELIABILITY = "reliability"
    CONSISTENCY = "consistency"
    SECURITY = "security"
    OPERATIONS = "operations"
    STORAGE = "storage"
    PARTITIONING = "partitioning"
    INDEXING = "indexing"
    CACHING = "caching"
    LOAD_BALANCING = "load_balancing"
    MESSAGING = "messaging"
    PROTOCOLS = "protocols"
    PERFORMANCE = "performance"
    MONITORING = "monitoring"
    DEPLOYMENT = "deployment"
    DISASTER_RECOVERY = "disaster_recovery"
    COMPLIANCE = "compliance"
    COST = "cost"
    TECHNOLOGY = "technology"
    MAINTAINABILITY = "maintainability"
    EDGE_CASES = "edge_cases"


class Priority(StrEnum):
    """How much a requirement matters."""

    MUST = "must"
    NICE = "nice"


class Item(Frozen):
    """Something the candidate said. `text` is their wording, `turn` where they said it first."""

    text: str
    turn: int

    @cached_property
    def identity(self) -> str:
        """What makes two notes of a section the same thing."""
        return " ".join(self.text.casefold().split()).rstrip(".;,:")

    def joined(self, later: Any) -> Self:
        """This item with what a later mention, an item of the same class, adds; itself when that is nothing."""
        return self


class Statement(Item):
    """A sentence that stands for itself."""

    section: Literal[
        "restatement",
        "users",
        "success",
        "hardest_part",
        "assumptions",
        "out_of_scope",
        "workings",
        "summary",
        "weaknesses",
        "next_steps",
        "metrics",
    ]


class Requirement(Item):
    """A functional requirement. `number` counts from 1 and is given when it enters the record."""

    section: Literal["functional"] = "functional"
    number: int = 0
    priority: Priority | None = None

    def joined(self, later: Self) -> Self:
        """The requirement with the priority that a later answer gives it."""
        return self if self.priority or not later.priority else self.model_copy(update={"priority": later.priority})


class Target(Item):
    """A non-functional requirement. `quality` is latency, availability, consistency, durability, scale, throughput, security, cost or other;
    `value` is the figure with its unit as it was typed ("50 ms", "99.99%")."""

    section: Literal["non_functional"] = "non_functional"
    quality: str
    value: str | None = None


class Estimate(Item):
    """A back-of-envelope figure. `metric` is users, requests, storage, bandwidth, memory, growth, ratio, keys or other;
    `value` is the result as it was typed, `calculation` what led to it."""

    section: Literal["estimates"] = "estimates"
    metric: str
    value: str | None = None
    calculation: str | None = None


class EntityField(Frozen):
    """A field of an entity; `type` only when the candidate said one."""

    name: str
    type: str | None = None
    key: bool = False


class Relation(Frozen):
    """A relation of an entity to another. `cardinality` is `1:1`, `1:N`, `N:M` or None; `text` how it was said."""

    target: str
    cardinality: str | None = None
    text: str = ""


class Entity(Item):
    """A thing the system keeps."""

    section: Literal["entities"] = "entities"
    name: str
    fields: tuple[EntityField, ...] = ()
    relations: tuple[Relation, ...] = ()

    @cached_property
    def identity(self) -> str:
        return _bare(self.name)

    def joined(self, later: Self) -> Self:
        """The entity with the fields and relations that a later answer adds."""
        known = {field.name.casefold() for field in self.fields}
        related = {relation.target.casefold() for relation in self.relations}
        fields = tuple(field for field in later.fields if field.name.casefold() not in known)
        relations = tuple(relation for relation in later.relations if relation.target.casefold() not in related)
        if not fields and not relations:
            return self
        return self.model_copy(update={"fields": self.fields + fields, "relations": self.relations + relations})


class Operation(Item):
    """An operation of the contract. `method` is an HTTP verb or None for a named call; `path` the path or the name.
    `input` and `output` are as typed; `errors` such as "409 alias taken"."""

    section: Literal["operations"] = "operations"
    method: str | None = None
    path: str
    input: str | None = None
    output: str | None = None
    errors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`POST /v1/links` or `createLink`."""
        return f"{self.method} {self.path}" if self.method else self.path

    @cached_property
    def identity(self) -> str:
        return self.name.casefold()

    def joined(self, later: Self) -> Self:
        """The operation with what a later answer fills in."""
        errors = tuple(error for error in later.errors if error not in self.errors)
        whole = {"input": self.input or later.input, "output": self.output or later.output, "errors": self.errors + errors}
        return self if whole == {"input": self.input, "output": self.output, "errors": self.errors} else self.model_copy(update=whole)


class Component(Item):
    """A part of the system and what it is for; `text` is the sentence that introduced it, `role` the part that says what it does."""

    section: Literal["components"] = "components"
    name: str
    kind: ComponentKind
    role: str = ""

    @cached_property
    def identity(self) -> str:
        return _bare(self.name)

    def joined(self, later: Self) -> Self:
        """The component with the role that a later answer gives it."""
        return self if self.role or not later.role else self.model_copy(update={"role": later.role})


class Hop(Frozen):
    """One step from a component to the next. `source` and `target` are names as typed, `note` what was said about the step."""

    source: str
    target: str
    note: str = ""


class Flow(Item):
    """A flow, hop by hop. A flow told in steps or prose has `steps`, and hops only where both ends are known."""

    section: Literal["flows"] = "flows"
    name: str
    hops: tuple[Hop, ...] = ()
    steps: tuple[str, ...] = ()


class Decision(Item):
    """A choice. `alternatives`, `reason` and `cost` are what was said of them."""

    section: Literal["decisions"] = "decisions"
    choice: str
    alternatives: tuple[str, ...] = ()
    reason: str | None = None
    cost: str | None = None


class Remark(Item):
    """A sentence about one aspect of the design. In the record the challenges are the remarks of the five kinds of challenge."""

    section: Literal["remarks"] = "remarks"
    aspect: Aspect

    @cached_property
    def identity(self) -> str:
        return f"{self.aspect}: {super().identity}"


AnyNote = Statement | Requirement | Target | Estimate | Entity | Operation | Component | Flow | Decision | Remark
Note = Annotated[AnyNote, Field(discriminator="section")]


def _bare(name: str) -> str:
    """A name without article, case and plural."""
    words = [word for word in name.casefold().replace("_", " ").replace("-", " ").split() if word not in ("the", "a", "an", "our")]
    return " ".join(words).rstrip("s")
