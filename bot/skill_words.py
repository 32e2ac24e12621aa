"""What somebody should practise, in sentences that every channel shows alike."""

from collections.abc import Sequence

from interview_flow.practice.forecast import DayDue
from interview_flow.practice.next_drill import Suggestion
from interview_flow.practice.streak import Streak
from prompts.slack_texts import filled


def streak_told(streak: Streak) -> str:
    """The weeks with practice: what was done is told, never what was missed."""
    weeks, practised = len(streak.weeks), streak.practised
    if weeks == 0:
        return filled("skills.streak.none")
    if practised == 0:
        return filled("skills.streak.away", of=weeks)
    if weeks == 1:
        return filled("skills.streak.begun")
    if practised == weeks:
        return filled("skills.streak.longer", run=streak.run) if streak.run > weeks else filled("skills.streak.all", of=weeks)
    if streak.run > 1:
        return filled("skills.streak.in_a_row", practised=practised, of=weeks, run=streak.run)
    return filled("skills.streak.some", practised=practised, of=weeks)


def why_told(suggestion: Suggestion) -> str:
    """Why it is this drill."""
    return filled(f"skills.why.{suggestion.why}")


def forecast_told(days: Sequence[DayDue]) -> str:
    """The coming days in one line; `days` begin with today."""
    today, later = len(days[0].criteria), sum(len(each.criteria) for each in days[1:])
    if today == 0 == later:
        return filled("skills.forecast.none", days=len(days))
    if later == 0:
        return filled("skills.forecast.today", today=today, days=len(days) - 1)
    if today == 0:
        return filled("skills.forecast.later", later=later, days=len(days) - 1)
    return filled("skills.forecast.both", today=today, later=later, days=len(days) - 1)
