"""What an interviewer may speak of: the candidate's own words, what was told, and the authored questions of where the interview stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from interview_flow.brief import Brief, Cue, Move
from interview_flow.guards.stems import Run, runs, stems
from interview_flow.once import once
from interview_flow.problems import DeepDive
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Speaker

LONGEST_READ = 20_000
"""Characters of one message that are looked at."""


@dataclass(frozen=True)
class Ground:
    """The texts that are open to the interviewer: `own` are the candidate's, `last` their last messages, `given` everybody else's."""

    own: tuple[str, ...]
    given: tuple[str, ...]
    last: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.own, *self.given)

    @cached_property
    def runs(self) -> frozenset[Run]:
        """Every run of words with content in them."""
        return frozenset[Run]().union(*(runs(text) for text in self.texts))

    @cached_property
    def recent(self) -> tuple[Sentence, ...]:
        """The sentences of the candidate's last messages: what they say there, an interviewer may say back."""
        return tuple(each for text in self.last for each in sentences(text))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word with content in them, by its stem."""
        return frozenset(stem for text in self.texts for stem in stems(text))

    @cached_property
    def said(self) -> str:
        """All of it as patterns see it, for a look whether a name stands there."""
        return " | ".join(plain(text) for text in self.texts)


@once
def ground_of(brief: Brief, move: Move) -> Ground:
    """What is open when this move is put into words."""
    return Ground(tuple(dict.fromkeys(own_texts(brief))), tuple(dict.fromkeys(_given(brief, move))), tuple(dict.fromkeys(_last(brief))))


def own_texts(brief: Brief) -> Iterator[str]:
    """The candidate's words at hand: their last messages, and the design as it was noted down."""
    interview = brief.interview
    yield from _last(brief)
    yield from (request.quote for request in interview.requests)
    yield from (quote.quote for standing in interview.standings.values() for quote in standing.evidence)
    yield from _strings(interview.record)
    yield interview.topic


def _last(brief: Brief) -> Iterator[str]:
    turns = (*brief.interview.recent, *brief.interview.pending)
    yield from (turn.text[:LONGEST_READ] for turn in turns if turn.speaker is Speaker.CANDIDATE)


def _given(brief: Brief, move: Move) -> Iterator[str]:
    interview, problem = brief.interview, brief.problem
    yield move.question
    yield from interview.questions
    guide = brief.rubric.guide(move.phase)
    yield guide.opening
    yield from (ask for criterion in guide.criteria for ask in criterion.ask)
    yield from _hinted(brief)
    unknown = brief.rubric.unknown_topic
    if interview.twist_turn is not None or move.cue is Cue.TWIST:
        yield problem.twist.says if problem else unknown.twist.says
    if problem is None:
        return
    yield from (problem.title, problem.prompt, *problem.aliases)
    yield from (probe.ask for probe in problem.phases[move.phase].probes)
    told = {*interview.told, *(request.fact for request in move.requests)}
    yield from (fact.answer for fact in problem.facts if fact.id in told)
    yield from (problem.deep_dives[dive] for dive in DeepDive if dive in interview.asked or dive == move.asks)


def _hinted(brief: Brief) -> Iterator[str]:
    """The rungs that were taken."""
    problem = brief.problem
    for serves, taken in brief.interview.hints.items():
        yield from (rung for each in brief.rubric.criteria if each.id == serves for rung in each.hints[:taken])
        if problem:
            yield from (rung for part in problem.phases.values() if part.hints.serves == serves for rung in part.hints.ladder[:taken])


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _strings(getattr(value, name))
    elif isinstance(value, tuple | list):
        for each in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _strings(each)  # pyright: ignore[reportUnknownArgumentType]
