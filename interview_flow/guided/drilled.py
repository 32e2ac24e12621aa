"""What is said in a drill alone: what is to be taken as given, and what it showed."""

from collections.abc import Callable, Iterable

from interview_flow.assessment.checks import IN_THE_END, drilled
from interview_flow.brief import Brief
from interview_flow.events import Because
from interview_flow.given import given_facts, given_stories
from interview_flow.problems import UserStory
from interview_flow.rubric import Criterion, Mode
from interview_flow.transcript import Status

Say = Callable[..., str]
MOST_NAMED = 3
"""Criteria that the closing sentence names of each kind."""
_LATER = {*IN_THE_END, "no_technology"}
"""Checks that are made when it is over; nothing can be said of them yet."""


def setting(brief: Brief, say: Say) -> list[str]:
    """What earlier phases would have settled, and in coach mode what a good answer holds."""
    lines = [*map(_told, given_stories(brief)), *(f"{fact.question} {fact.answer}" for fact in given_facts(brief))]
    taken = ["\n".join([say("drill_given"), *(f"- {line}" for line in lines)])] if lines else []
    return [*taken, brief.guide.coaching.strip()] if brief.interview.mode is Mode.COACH else taken


def outcome(brief: Brief, because: Because | None, say: Say) -> str:
    """One sentence: what was shown, what in part, what is open."""
    standings = brief.interview.standings
    found: dict[Status, list[Criterion]] = {Status.MET: [], Status.PARTIAL: [], Status.ABSENT: []}
    for criterion in _counted(brief, because):
        found[standings[criterion.id].status if criterion.id in standings else Status.ABSENT].append(criterion)
    parts = [say(f"drill_{status}", names=_listed(named)) for status, named in found.items() if named]
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}." if said else say("drill_unjudged")


def _counted(brief: Brief, because: Because | None) -> list[Criterion]:
    """What the drill is judged by, its aims first."""
    drill = brief.interview.drill
    aims = drill.criteria if drill else ()
    counted = drilled(brief, brief.interview.standings, because)
    known = [each for each in brief.guide.criteria if each.id in counted and each.checked_by not in _LATER]
    return sorted(known, key=lambda each: aims.index(each.id) if each.id in aims else len(aims))


def _listed(criteria: Iterable[Criterion]) -> str:
    names = [each.called for each in criteria][:MOST_NAMED]
    if len(names) == 1 or any(" and " in name for name in names):
        return ", ".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _told(story: UserStory) -> str:
    return f"As {'an' if story.who[0].lower() in 'aeio' else 'a'} {story.who} I want {story.wants}."
