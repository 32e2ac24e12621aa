"""What is taken as given where a phase is practised by itself: the lines of the fact sheet and the stories told with its opening.

What an earlier phase would have settled stands in for what the candidate did not say; a whole interview takes nothing as given.
"""

from interview_flow.brief import Brief
from interview_flow.design_record import DesignRecord
from interview_flow.notes import Requirement, Target
from interview_flow.once import once
from interview_flow.phases import Phase
from interview_flow.problems import Fact, UserStory
from interview_flow.reading import read

_OPENING = 1
"""The turn in which it is told."""


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
    targets = [note for fact in given_facts(brief) for note in _read(fact.answer) if isinstance(note, Target)]
    return record.model_copy(
        update={"functional": record.functional or _required(given_stories(brief)), "non_functional": (*record.non_functional, *targets)}
    )


@once
def _required(stories: tuple[UserStory, ...]) -> tuple[Requirement, ...]:
    wishes = [story.wants.removeprefix("to ") for story in stories]
    return tuple(Requirement(text=wish, turn=_OPENING, number=number) for number, wish in enumerate(wishes, 1))


@once
def _read(answer: str) -> tuple[object, ...]:
    return tuple(read(answer, _OPENING, Phase.CLARIFY))
