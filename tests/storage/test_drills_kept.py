"""A drill in the read models, over every database."""

from interview_flow.assessment.scorecard import drill_card
from interview_flow.drills import Drill
from interview_flow.events import Because, InterviewFinished, ScorecardRevealed
from interview_flow.evolution import replay
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.rubric import Level
from prompts.library import rubric
from storage.catalogue import Catalogue, Wanted
from storage.database import Database
from storage.events import SNAPSHOT_EVERY, EventLog
from storage.marks import Marks, marking
from storage.tallies import Tallies
from storage.transcripts import Transcripts
from tests.storage.happenings import NOON, begun, spoke, started

DRILL = Drill(phase=Phase.FLOWS, criteria=("flows.latency_budget",), given=("latency",))
BEGUN = started(problem="chat").model_copy(update={"drill": DRILL})


async def drilled(log: EventLog, interview_id: str = "drill") -> Interview:
    """A drill that is over, with its marks."""
    interview = await log.append(Interview.blank(interview_id), [BEGUN, spoke()])
    over = [InterviewFinished(at=NOON, because=Because.SETTLED), ScorecardRevealed(at=NOON)]
    after = replay(interview_id, [BEGUN, spoke(), *over])
    card = drill_card(rubric(), {}, Level.SENIOR, Phase.FLOWS, frozenset(DRILL.criteria))
    return await log.append(interview, over, alongside=marking(after, card), score=card.score)


async def test_a_list_says_what_is_a_drill(log: EventLog, transcripts: Transcripts, database: Database) -> None:
    await drilled(log)
    await begun(log, "whole", started(problem="chat"))

    own = {each.id: each.drill for each in await transcripts.listed("ada")}
    page = await Catalogue(database).page(Wanted(visible_to="ada"), NOON, after=None, limit=10)

    assert own == {"drill": Phase.FLOWS, "whole": None}
    assert {each.id: (each.drill, each.phase) for each in page.listed} == {"drill": (Phase.FLOWS, Phase.FLOWS), "whole": (None, Phase.RESTATE)}


async def test_a_drill_is_no_time_that_a_problem_was_practised_but_it_leaves_marks(
    log: EventLog, transcripts: Transcripts, database: Database
) -> None:
    await drilled(log)

    tallies = Tallies(database)
    assert await transcripts.times_practised("chat") == 0
    assert await tallies.practised("ada", knows_all=True) == {}
    assert [(each.id, each.drill) for each in await tallies.finished("ada", 10, knows_all=False)] == [("drill", Phase.FLOWS)]
    assert [(each.criterion, each.expected) for each in await Marks(database).of("drill")] == [("flows.latency_budget", True)]
    assert await Marks(database).unmarked(10) == []


async def test_what_is_drilled_outlives_a_snapshot(log: EventLog, database: Database) -> None:
    interview = await log.append(Interview.blank("drill"), [BEGUN])
    for _ in range(SNAPSHOT_EVERY + 1):
        interview = await log.append(interview, [spoke()])

    known = await EventLog(database).load("drill")

    assert known == interview
    assert known.drill == DRILL
    assert known.told == {"latency": 1}
