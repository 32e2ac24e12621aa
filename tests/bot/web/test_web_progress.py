"""Progress, comparison, problems and workspace, as pages."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

from fastapi import Request
from sqlalchemy import text

from bot.channels.web.viewer import LocalDoor, Viewer
from storage.marks import Marks
from storage.shares import Share, ShareKind, Shares
from tests.bot.web.sites import ADA, BEN, NOON, Site, site


@dataclass(frozen=True)
class Known:
    """A door behind which everybody is this person."""

    person: str
    is_admin: bool = False

    async def viewer(self, request: Request) -> Viewer | None:
        return Viewer(self.person, "Ada", team="T1", is_admin=self.is_admin)


async def got(here: Site, address: str, status: int = 200) -> str:
    page = await here.client.get(address)
    assert page.status_code == status
    return page.text


def drawings(page: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(found) for found in re.findall(r'<svg class="chart[^"]*" role="img".*?</svg>', page, re.DOTALL)]


async def test_progress_draws_each_interview_and_says_the_same_in_figures(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA)) as here:
        page = await got(here, "/progress")

    wide, narrow, *phases = drawings(page)[2:]
    assert [len(wide.findall(".//circle")), len(wide.findall(".//polygon"))] == [2, 1]  # two strict, one coached
    assert len(narrow.findall(".//circle")) == 2
    assert len(phases) == 7 + 2
    assert all(drawing.find("title") is not None and drawing.find("desc") is not None for drawing in (wide, narrow, *phases))
    assert re.findall(r'<td class="figure">(\d+\.\d)</td></tr>', page) == ["95.2", "95.5", "53.1"]
    assert "style=" not in page
    assert 'href="/interviews/chat#criterion-' in page
    assert "News feed</a>" not in page  # somebody else's interview


async def test_what_is_practised_next_is_not_the_problem_on_which_it_was_missed(tmp_path: Path) -> None:
    async with site(tmp_path, Known(BEN)) as here:
        page = await got(here, "/progress")

    offered = re.findall(r'href="/practice\?problem=([a-z-]+)"', page)
    assert len(offered) == 3
    assert not {"news-feed", "url-shortener"} & set(offered)


async def test_what_is_due_is_listed_and_the_coming_days_are_drawn_and_told_in_figures(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA), clock=lambda: NOON + timedelta(days=4)) as here:
        page = await got(here, "/progress")

    section = page.partition('<h2 id="skills">')[2].partition("</section>")[0]
    wide, narrow = drawings(page)[:2]
    bars, figures = (
        ([int(each.text or 0) for each in chart.findall("text[@class='value']")] for chart in (wide, narrow)),
        re.findall(r'<td class="figure">(\d+)</td>', section),
    )
    counted = [int(each) for each in figures]
    assert [list(each) for each in bars] == [[each for each in counted if each]] * 2
    assert len(counted) == 14
    assert counted[0] == section.count("Drill this") > 6
    assert f"Due today: {counted[0]}." in section
    assert "One week with practice so far." in section
    assert "Start a ten-minute drill" in section


async def test_a_drill_begins_from_the_progress_page_once_however_often_it_is_sent(tmp_path: Path) -> None:
    async with site(tmp_path, LocalDoor(ADA)) as here:
        page = await got(here, "/progress")
        forms = [dict(re.findall(r'name="(\w+)" value="([^"]*)"', each)) for each in re.findall(r'<form method="post".*?</form>', page, re.DOTALL)]
        suggested, chosen = forms[0], next(each for each in forms if each["criterion"].startswith("restate."))
        sent = [await here.client.post("/practice/drill", data=each) for each in (suggested, suggested, chosen, {**chosen, "criterion": "9" * 5000})]
        begun = [await here.app.log.load(each.headers["location"].rpartition("/")[2]) for each in sent[:3]]

    assert [each.status_code for each in sent] == [303] * 4
    assert begun[0].id == begun[1].id != begun[2].id
    assert begun[0].drill
    assert begun[2].drill
    assert begun[2].drill.criteria[0] == chosen["criterion"]
    assert begun[0].problem not in (None, *{"chat", "rate-limiter", "key-value-store"})
    assert (begun[0].minutes, begun[0].candidate) == (10, ADA)
    assert sent[3].headers["location"] == "/practice"


async def test_whoever_looks_at_somebody_elses_progress_begins_no_drill_for_them(tmp_path: Path) -> None:
    async with site(tmp_path) as here:
        page = await got(here, f"/progress?of={ADA}")
        form = {"token": here.web.forms.token(Viewer("ada", "ada"))}
        nobodys = await here.client.post("/practice/drill", data=form)

    assert "Skills due" in page
    assert "/practice/drill" not in page
    assert (nobodys.status_code, nobodys.headers["location"]) == (303, "/practice")


async def test_nothing_is_drawn_before_the_first_interview_is_revealed(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA)) as here:
        async with here.app.database.begin() as connection:
            await connection.execute(text("UPDATE transcripts SET revealed = false"))
        page = await got(here, "/progress")

    assert "There is nothing to draw yet" in page
    assert "Strong hire" not in page
    assert "Skills due" not in page


async def test_marks_that_are_missing_or_old_are_made_again_from_the_log(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA)) as here:
        marks = Marks(here.app.database)
        of_ada = [each.id for each in await here.app.transcripts.listed(ADA)]
        of_ben = [each.id for each in await here.app.transcripts.listed(BEN)]
        before = await marks.of_these(of_ada), await marks.of_these(of_ben)
        async with here.app.database.begin() as connection:
            await connection.execute(text("DELETE FROM marks WHERE interview_id = 'chat'"))
            await connection.execute(text("UPDATE marks SET version = 0, status = 'absent'"))
        await got(here, "/progress")
        hers = await marks.of_these(of_ada)
        await here.app.marking.sweep()
        his = await marks.of_these(of_ben)

    assert (hers, his) == before
    assert all(before)


async def test_two_interviews_stand_side_by_side_with_the_words_they_rest_on(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA)) as here:
        page = await got(here, "/compare?a=limiter&b=chat")
        led_to = re.findall(r'href="/interviews/(limiter|chat)#(turn-\d+-\d+)"', page)
        reviews = {name: await got(here, f"/interviews/{name}") for name in ("limiter", "chat")}

    assert "2 interviews side by side" in page
    assert "Where they differ" in page
    assert len(led_to) > 20
    assert all(f'id="{place}"' in reviews[name] for name, place in led_to)


async def test_what_one_may_not_see_cannot_be_compared(tmp_path: Path) -> None:
    queries = ["id=limiter&id=weak", "a=weak&b=limiter", "id=limiter&id=no-such", "id=limiter&id=weak&more=true", "id=limiter&id=" + "9" * 200]
    async with site(tmp_path, Known(ADA)) as here:
        pages = [await got(here, f"/compare?{query}", 404) for query in queries]

    assert not [page for page in pages if "limiter" in page.casefold()]


async def test_of_what_may_not_be_told_yet_nothing_is_compared(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA)) as here:
        async with here.app.database.begin() as connection:
            await connection.execute(text("UPDATE transcripts SET revealed = false WHERE id = 'limiter'"))
        page = await got(here, "/compare?id=limiter&id=chat&id=coached")

    assert "Strong hire" not in page
    assert "/interviews/limiter#" not in page
    assert "Where they differ" in page


async def test_a_mentor_compares_what_was_shared_with_them(tmp_path: Path) -> None:
    mentor = "slack:T1:U8"
    async with site(tmp_path, Known(mentor)) as here:
        for name, may_score in (("chat", False), ("weak", False), ("limiter", True)):
            await Shares(here.app.database).add(
                Share(id=name, interview_id=name, kind=ShareKind.PERSON, target=mentor, by=ADA, may_score=may_score, created_at=NOON)
            )
        chosen_from = await got(here, "/compare")
        both = await got(here, "/compare?id=chat&id=weak")
        with_one_to_score = await got(here, "/compare?id=chat&id=weak&id=limiter")
        await got(here, "/compare?id=chat&id=coached", 404)

    assert re.findall(r'type="checkbox" id="pick-(\w+)"', chosen_from) == ["weak", "limiter", "chat"]
    assert "Where they differ" in both
    assert "Say first what you think of it" in with_one_to_score
    assert "Strong hire" not in chosen_from + with_one_to_score


async def test_one_chooses_from_what_one_may_see(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA)) as here:
        page = await got(here, "/compare?id=chat")
        too_many = await got(here, "/compare?id=chat&id=limiter&id=coached&a=x")

    assert re.findall(r'type="checkbox" id="pick-(\w+)"', page) == ["chat", "coached", "limiter"]
    assert re.findall(r'value="(\w+)" checked', page) == ["chat"]
    assert "At most three" in too_many


async def test_a_problem_gives_nothing_away_before_it_was_solved(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA)) as here:
        pages = {problem.slug: await got(here, f"/problems/{problem.slug}") for problem in here.app.bank.problems}
        problems = {problem.slug: problem for problem in here.app.bank.problems}

    solved = {slug for slug, page in pages.items() if "To read" in page}
    assert solved == {"chat", "rate-limiter", "key-value-store"}
    for slug, problem in problems.items():
        kept_back = [problem.twist.says, problem.pushback.says, problem.algorithm.explains, *(fact.answer for fact in problem.facts)]
        kept_back += [each for phase in problem.phases.values() for each in (*phase.hints.ladder, *(probe.ask for probe in phase.probes))]
        kept_back += [] if slug in solved else [*problem.common_mistakes, *(source.url for source in problem.sources)]
        assert not [secret for secret in kept_back if secret in pages[slug]]


async def test_the_problems_are_searched_and_filtered(tmp_path: Path) -> None:
    expected = {
        "q=LINK+short": ["url-shortener"],
        "difficulty=Easy&tag=caching": ["pastebin", "url-shortener"],
        "q=" + "9" * 5000: [],
        "q=base+62": [],  # words of a hint, which a search does not look into
    }
    async with site(tmp_path, played=False) as here:
        pages = {query: await got(here, f"/problems?{query}") for query in expected}

    assert {query: re.findall(r'<h2><a href="/problems/([a-z-]+)"', page) for query, page in pages.items()} == expected


async def test_the_catalogue_tells_how_often_and_how_well(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA)) as here:
        page = await got(here, "/problems?q=limiter")

    assert "Practised once, best <span" in page


async def test_a_workspace_is_for_its_admins_and_tells_nothing_of_two_people(tmp_path: Path) -> None:
    async with site(tmp_path, Known(ADA)) as here:
        await got(here, "/workspace", 403)
    async with site(tmp_path, Known("slack:T1:U9", is_admin=True)) as here:
        few = await got(here, "/workspace")
        async with here.app.database.begin() as connection:
            await connection.execute(text("UPDATE transcripts SET candidate = 'slack:T1:U3' WHERE id = 'coached'"))
        enough = await got(here, "/workspace")

    assert "Fewer than 3 people" in few
    assert re.findall(r'<td class="figure">(\d+)</td>', enough) == ["3", "5", "5"] * 2
    assert not re.search(r"U1|U2|U3|limiter", enough)
