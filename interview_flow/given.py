"""What is taken as given where a phase is practised by itself: the lines of the fact sheet and the stories told with its opening.

What an earlier phase would have settled stands in for what the candidate did not say; a whole interview takes nothing as given.
"""

import re

from interview_flow.brief import Brief
from interview_flow.design_record import DesignRecord
from interview_flow.notes import Component, Requirement, Statement, Target
from interview_flow.once import once
from interview_flow.phases import Phase
from interview_flow.problems import Fact, UserStory
from interview_flow.reading import read

LATENCY = "latency"
"""The line of every fact sheet that says how fast it must be."""
_OPENING = 1
"""The turn in which it is told."""
_TIME = re.compile(r"\b(?:\d[\d.]*|half a|an?|one|two|three|five|ten) (?:ms|milliseconds?|seconds?)\b")


def given_facts(brief: Brief) -> tuple[Fact, ...]:
    """The lines of the fact sheet that come with the opening."""
    drill, problem = brief.interview.drill, brief.problem
    return tuple(problem.fact(fact) for fact in drill.given) if drill and problem else ()


def given_stories(brief: Brief) -> tuple[UserStory, ...]:
    """The stories that come with the opening."""
    return brief.problem.user_stories if brief.interview.drill and brief.problem and brief.guide.drill.stories else ()


def known_record(brief: Brief) -> DesignRecord:
    """What was designed, over what was given."""
    record = brief.interview.record
    if brief.interview.drill is None:
        return record
    parts = [part for said in record.summary for part in _parts(said)] if brief.interview.drilled is Phase.WRAP_UP else []
    targets = [target for fact in given_facts(brief) if fact.id == LATENCY for target in _targets(fact.answer)]
    return record.model_copy(
        update={
            "functional": record.functional or _required(given_stories(brief)),
            "non_functional": (*record.non_functional, *targets),
            "components": (*record.components, *parts),
        }
    )


def _parts(said: Statement) -> list[Component]:
    """The parts that a summary names: where nothing was designed before, it is the design."""
    return [note for note in read(said.text, said.turn, Phase.BREAK_DOWN) if isinstance(note, Component)]


@once
def _required(stories: tuple[UserStory, ...]) -> tuple[Requirement, ...]:
    wishes = [story.wants.removeprefix("to ") for story in stories]
    return tuple(Requirement(text=wish, turn=_OPENING, number=number) for number, wish in enumerate(wishes, 1))


@once
def _targets(answer: str) -> tuple[Target, ...]:
    """Every time that the line names: what is promised for one thing may be more than for another."""
    return tuple(Target(text=answer, turn=_OPENING, quality=LATENCY, value=time[0]) for time in _TIME.finditer(answer))
