"""Which components serve each requirement, and by which words of the candidate one can tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from interview_flow.assessment.likeness import ENOUGH, Needs, said_in
from interview_flow.design_record import DesignRecord
from interview_flow.meaning import GENERIC, meanings
from interview_flow.notes import Component, ComponentKind, Entity, Flow, Statement

_LEAD = re.compile(
    r"^\W*(?:(?P<label>[A-Za-z][^:|\n]{1,60}?)\s*(?:\([^()]*\))?\s*[:|]\s|(?:for|when|whenever|if|to|on|as for|as to|once)\s(?P<clause>[^,:]{3,60})[,:])",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;,:]\s|\n")
_AND = re.compile(r"\s*(?:,|/|&|\+|\band\b)\s*")
_DENIED = re.compile(r"\b(?:not|never|no|without|nothing|nobody|rather|n't|cannot)\b|n't\b", re.IGNORECASE)
_LABEL = 0.15
"""A word of a label that several requirements have."""
_ROLE = 0.75
"""What a word of a component's role counts, where a word of its name counts 1."""
_MORE = 2
"""Words beside the names of components from which a text says what they do."""
_PLURAL = re.compile(r"(?<=[a-z]{3}[bcdefghklmoprty])s$")
_STOPS = 2
"""Parts that a flow passes at least."""
_INDEX = re.compile(r"\bindex(?:es)?$(?<!search index)", re.IGNORECASE)
"""An index of a table is no part of its own."""
_KEPT = (ComponentKind.STORE, ComponentKind.CACHE)
_UNSAID = (ComponentKind.CLIENT,)


@dataclass(frozen=True)
class Part:
    """A component in the place of one requirement. `told` is whether it is said to serve it in more than its name."""

    component: Component
    turn: int
    quote: str
    told: bool


def parts(needs: Needs, record: DesignRecord, entities: Sequence[Sequence[Entity]], flows: Sequence[Sequence[Flow]]) -> list[list[Part]]:
    """The components of each requirement, those that are said to serve it first."""
    inner = [each for each in record.components if each.kind not in _UNSAID and not _INDEX.search(each.name)]
    told = _worked(needs, record.workings, inner)
    named = _named(needs, inner)
    return [
        _once([*told[place], *named[place], *_passed(flows[place], inner), *_keeping(needs, place, entities[place], inner)])
        for place in range(len(needs.words))
    ]


def _once(found: list[Part]) -> list[Part]:
    kept: dict[str, Part] = {}
    for part in found:
        known = kept.get(part.component.identity)
        if known is None or (part.told and not known.told):
            kept[part.component.identity] = part
    return list(kept.values())


def _worked(needs: Needs, workings: Sequence[Statement], components: list[Component]) -> list[list[Part]]:
    """By what is said of how a requirement is met: under its label, or in one clause with it."""
    found: list[list[Part]] = [[] for _ in needs.words]
    for working in workings:
        places = led(working.text, needs)
        ties = [(place, working.text) for place in places]
        if not places:
            ties = [(place, clause) for clause in clauses(working.text) for place in needs.closest(needs.scores(said_in(clause)))]
        for place, text in ties:
            spoken = mentioned(text, components)
            told = len(text.split()) > _MORE + sum(len(each.name.split()) for each in spoken)
            found[place] += [Part(each, working.turn, working.text, told) for each in spoken]
    return found


def lead_of(text: str) -> re.Match[str] | None:
    """The label of a text, or the clause that says what it is about: `Paying: ...`, "for paying, ..."."""
    return _LEAD.match(text)


@lru_cache(maxsize=1024)  # the texts of a record are asked again after every answer
def led(text: str, needs: Needs) -> tuple[int, ...]:
    """The requirements that the label of a text names: two of them in `Pausing and resuming: ...`."""
    lead = lead_of(text)
    named = _AND.split(lead["label"] or lead["clause"]) if lead else []
    return tuple(dict.fromkeys(place for part in named for place in _named_by(part, needs)))


def _named_by(label: str, needs: Needs) -> list[int]:
    """The requirements that a label names; less is enough where all of the label is about one of them."""
    said = said_in(label)
    scores = needs.scores(said)
    return needs.closest(scores, ENOUGH / 2, 0.85) or [
        place for place in needs.closest(scores, _LABEL, 0.85) if all(word & needs.all(place) for word in meanings(label))
    ]


def clauses(text: str) -> list[str]:
    """The clauses of a text that affirm something."""
    return [clause for clause in _CLAUSE.split(text) if not _DENIED.search(clause)]


def _named(needs: Needs, components: list[Component]) -> list[list[Part]]:
    """By the name of a component and what it is for."""
    found: list[list[Part]] = [[] for _ in needs.words]
    for each in components:
        name, role = said_in(each.name) - _PARTS, said_in(each.role)
        scores = [needs.score(place, name) + _ROLE * needs.score(place, role - name) for place in range(len(needs.words))]
        for place in needs.closest(scores):
            found[place].append(Part(each, each.turn, each.text, bool(each.role)))
    return found


def _passed(flows: Sequence[Flow], components: list[Component]) -> list[Part]:
    """The components that the flows of a requirement pass."""
    found: list[Part] = []
    for flow in flows:
        ends = " | ".join([*(f"{hop.source} | {hop.target}" for hop in flow.hops), *flow.steps])
        found += [Part(each, flow.turn, flow.text, True) for each in mentioned(ends, components)]
    return found


def _keeping(needs: Needs, place: int, entities: Sequence[Entity], components: list[Component]) -> list[Part]:
    """The stores that are said to keep what a requirement speaks of, or an entity of its."""
    things = frozenset[str]().union(*(said_in(each.name) for each in entities)) - GENERIC
    kept = [each for each in components if each.kind in _KEPT]
    return [
        Part(each, each.turn, each.text, bool(each.role))
        for each in kept
        if (said := said_in(f"{each.name} {each.role}") - _PARTS - GENERIC) and (said & things or needs.names(place, said))
    ]


def passes(flow: Flow, record: DesignRecord) -> bool:
    """Whether a flow goes from part to part, rather than that an arrow was drawn somewhere."""
    ends = " | ".join([*(f"{hop.source} | {hop.target}" for hop in flow.hops), *flow.steps])
    return len(mentioned(ends, record.components)) >= _STOPS


def mentioned(text: str, components: Sequence[Component]) -> list[Component]:
    """The components that a text names, in its order; a longer name is not a shorter one too."""
    bare = _bare(text)
    places: list[tuple[int, Component]] = []
    for each in sorted(components, key=lambda component: -len(component.name)):
        sought, words = _sought(each.name)
        if sought and sought in bare and (found := words.search(bare)):
            places.append((found.start(), each))
            bare = bare[: found.start()] + "|" * (found.end() - found.start()) + bare[found.end() :]
    return [each for _, each in sorted(places, key=lambda place: place[0])]


@lru_cache(maxsize=1024)
def _sought(name: str) -> tuple[str, re.Pattern[str]]:
    """The name of a component without its plural, and what finds it as words; a plain look for the name spares most of the searches."""
    sought = _PLURAL.sub("", _bare(name))
    return sought, re.compile(rf"\b{re.escape(sought)}s?\b")


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+|\|", text.casefold()))


_PARTS = said_in("service server cache store storage database queue worker gateway balancer log index edge api proxy local memory stateless")
"""What parts are made of, and no requirement is about."""
