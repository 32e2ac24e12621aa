"""Every page as it stands in a real browser, light and dark, on a desk and on a phone."""

from __future__ import annotations

from pathlib import Path

from interview_flow.opinions import Opinion
from interview_flow.quizzes import questions
from interview_flow.reminding.planning import planned
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Status
from prompts.library import problems
from tests.bot.web.people import CLEO, Browser, ByHeader, OneWorkspace
from tests.bot.web.sites import ADA, BEN, Site, site
from tests.browser import DESKTOP, PHONE, NewPage, assert_accessible
from tests.reminders import daily, reminder

QUIZ = questions(problems())[0].id
REMINDER = "5ec4e7ca11"
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
PAGES: tuple[tuple[str | None, str], ...] = (
    (ADA, "/"),
    (ADA, "/?q=token+bucket"),
    (ADA, "/?q=zebra"),
    (CLEO, "/progress"),
    (ADA, "/interviews/limiter"),
    (BEN, "/interviews/weak"),
    (BEN, "/interviews/hostile"),
    (ADA, "/interviews/fresh"),
    (CLEO, "/interviews/limiter"),
    *((ADA, f"/interviews/chat/documents/{name}") for name in ("narrative", "hlsd", "hlsd-deep", "study-note", "problem-card")),
    (ADA, "/compare?id=chat&id=limiter"),
    (ADA, "/compare"),
    (ADA, "/progress"),
    (ADA, "/problems"),
    (ADA, "/problems/rate-limiter"),
    (ADA, "/practice"),
    (ADA, "/quiz"),
    (ADA, f"/quiz/answered?quiz={QUIZ}&chosen=AB&order=CADB"),
    (ADA, "/account"),
    (ADA, "/reminders?phrase=every+weekday+at+9am"),
    (CLEO, "/reminders"),
    (ADA, f"/reminders/{REMINDER}?phrase=every+day+at+3"),
    (ADA, f"/reminders/{REMINDER}/remove"),
    (ADA, "/interviews/limiter/sharing"),
    (CLEO, "/interviews/limiter/opinion"),
    (ADA, "/interviews/chat/opinions"),
    (ADA, "/interviews/limiter/turns/2/comments"),
    (ADA, "/interviews/limiter/delete"),
    (ADA, "/account/delete"),
    (ADA, "/sign-out"),
    (None, "/api"),
    (None, "/"),
    (ADA, "/interviews/none"),
)
"""Who opens which page; None is a stranger."""
REFUSED = (r"GET \S+/: 401$", r"/interviews/none: 404$")


async def test_every_page_is_accessible_fits_and_breaks_no_policy(new_page: NewPage, tmp_path: Path) -> None:
    page, faults = await new_page(forgives=REFUSED), list[str]()
    async with site(tmp_path, ByHeader(), workspace=OneWorkspace()) as here:
        await used(here)
        for person, path in PAGES:
            await page.set_extra_http_headers({"x-person": person} if person else {})
            for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
                await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
                await page.set_viewport_size({"width": size[0], "height": size[1]})
                if size == DESKTOP:
                    await page.goto(f"{here.url}{path}")
                await assert_accessible(page)
                if await page.evaluate(SIDEWAYS) > 0:
                    faults.append(f"{path} is wider than {size[0]}")

    assert not faults


async def used(here: Site) -> None:
    """Ada has shared two interviews with Cleo, who has scored one, has commented on a turn, has a reminder in her quiet hours, has answered a question, and has
    ended an interview whose result she has not seen."""
    await here.app.quizzing.answer(ADA, QUIZ, ("A", "B"), "once")
    ada = Browser(here.client, ADA)
    for interview in ("chat", "limiter"):
        await ada.send(f"/interviews/{interview}/sharing", {"with": "person", "person": "@U3", "may_score": "yes"})
    await ada.send("/interviews/limiter/turns/2/comments", {"text": "Say who is protected here."})
    scored = {"clarify.scale": Status.MET, "restate.users": Status.ABSENT}
    await here.app.conversation.score("chat", Opinion(by=CLEO, name="Cleo", criteria=scored))
    mine, now = reminder(REMINDER, daily("03:00")), here.web.clock()
    await here.app.reminders.reminders.save(mine, lambda taken: planned(mine, "UTC", now, taken))
    await here.app.conversation.begin("fresh", topic="a cache", problem=None, level=Level.MID, mode=Mode.STRICT, minutes=45, candidate=ADA)
    await here.app.conversation.answer("fresh")
    await here.app.conversation.hear("fresh", "end")
    await here.app.conversation.answer("fresh")
