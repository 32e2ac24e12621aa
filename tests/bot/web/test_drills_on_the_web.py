"""A drill on the web: a room of one phase, a page without what one phase cannot have, and its place in lists and progress."""

import re
from pathlib import Path

from bot.channels.web.viewer import Viewer
from interview_flow.drills import Drill
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from tests.bot.web.sites import Site, site
from tests.bot.web.visitors import Visitor
from tests.drills import BUDGET, PARTS, REPEATED

TITLE = "Drill: Flows, on URL shortener"
DRILL = Drill(phase=Phase.FLOWS, criteria=("flows.idempotency", "flows.latency_budget"))


def ada(here: Site) -> Visitor:
    """The local user."""
    return Visitor(here, Viewer("ada", "ada", is_local=True))


async def drilling(here: Site, interview_id: str = "drill") -> None:
    """A drill of the local user, greeted."""
    await here.app.conversation.begin(
        interview_id,
        topic="URL shortener",
        problem="url-shortener",
        level=Level.SENIOR,
        mode=Mode.STRICT,
        minutes=10,
        candidate="ada",
        drill=DRILL,
    )
    await here.app.conversation.answer(interview_id)


async def over(here: Site, interview_id: str = "drill") -> None:
    """One that is over."""
    await drilling(here, interview_id)
    for words in (PARTS, REPEATED, BUDGET):
        await here.app.conversation.hear(interview_id, words)
        await here.app.conversation.answer(interview_id)


async def test_the_room_of_a_drill_has_one_phase_and_ends_in_how_it_went(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        await drilling(here)
        began = (await here.client.get("/practice/drill")).text
        for words in (PARTS, REPEATED, BUDGET):
            await ada(here).say("drill", words, script=False)
        ended = (await here.client.get("/practice/drill")).text
        chosen = (await here.client.get("/practice")).text

    assert f"<h1>{TITLE}</h1>" in began
    assert "Drill · Flows" in began
    assert began.count('class="stage-title"') == 1
    assert "left for this phase" not in began
    assert re.search(r'value="next"[^>]*hidden', began)
    assert "This drill is over" in ended
    assert "See how it went" in ended
    assert "Score yourself" not in ended
    assert "practised</span>" not in chosen


async def test_it_has_a_result_without_a_verdict_counts_for_its_criteria_and_has_nothing_of_a_whole_interview(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        await over(here)
        page = (await here.client.get("/interviews/drill")).text
        documents = [(await here.client.get(f"/interviews/drill/{each}")).status_code for each in ("documents/narrative", "downloads/hlsd.md")]
        taken = [await here.client.get(f"/interviews/drill/downloads/{each}") for each in ("transcript.md", "report.json")]
        listed = (await here.client.get("/")).text
        found = (await here.client.get("/", params={"q": "idempotency"})).text
        progress = (await here.client.get("/progress")).text
        compared = [(await here.client.get("/compare", params=each)).text for each in ({}, {"id": "drill"})]

    assert TITLE in page
    assert "A drill is too short for a verdict" in page
    assert page.count('<details class="phase"') == 1
    assert "not reached" not in page
    assert not [
        each for each in ("/documents/", "/compare", "/opinions", "all.zip", 'id="requirements"', "How would you score yourself") if each in page
    ]
    assert documents == [404, 404]
    assert [each.status_code for each in taken] == [200, 200]
    assert taken[1].json()["drill"] == {"phase": "flows", "criteria": list(DRILL.criteria)}
    assert {each["id"] for phase in taken[1].json()["phases"] for each in phase["criteria"]} >= set(DRILL.criteria)
    assert TITLE in listed
    assert '<span class="badge soft">Drill</span>' in listed
    assert TITLE in found
    assert "There is nothing to draw yet" not in progress
    assert "Verdicts and scores" not in progress
    assert "/interviews/drill#criterion-flows-idempotency" in progress
    assert not [each for each in compared if TITLE in each]
