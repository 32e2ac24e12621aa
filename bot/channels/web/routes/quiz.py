"""`/quiz`: a question, and what an answer came to. Every step is a page of its own, so that it works without JavaScript."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web.forms import Form
from bot.channels.web.here import web_of
from bot.channels.web.practice.pace import WORDS
from bot.channels.web.refusals import TooOften
from bot.channels.web.routes.practice import Practising
from bot.channels.web.tokens import once
from bot.channels.web.viewer import Viewer
from bot.quizzing import LONGEST_TOPIC, NothingChosen, Resting, Unfound, UnknownQuiz, wanted
from interview_flow.quizzes import ANYTHING, Posed, Wanted, graded, ordered

router = APIRouter()
Asked = Annotated[str, Query()]
PLACE = "/quiz"


@router.get(PLACE)
async def question(request: Request, viewer: Practising, topic: Asked = "", skip: Asked = "", gone: Asked = "") -> Response:
    """The next question about `topic` (a problem or a tag); not the one to `skip`. `gone`: the one that was answered is not asked any more."""
    web = web_of(request)
    about = wanted(topic, web.app.bank)
    if isinstance(about, Unfound):
        return await _page(request, viewer, topic, None, unfound=about)
    found = await web.app.quizzing.ask(viewer.person, about.model_copy(update={"skipped": frozenset({skip})} if skip else {}))
    if skip and isinstance(found, Resting):  # there is no other one
        found = await web.app.quizzing.ask(viewer.person, about)
    return await _page(request, viewer, topic, found, gone=bool(gone))


@router.post(PLACE)
async def answer(request: Request, viewer: Practising, form: Form) -> Response:
    """The answer is kept, once however often the form is sent."""
    web, topic = web_of(request), form.text("topic")[:LONGEST_TOPIC]
    if wait := await web.pace.wait(WORDS, viewer.person):
        raise TooOften(after=wait)
    quiz, order, chosen = form.text("quiz"), form.text("order"), tuple(form.texts("chosen").values())
    try:
        done = await web.app.quizzing.answer(viewer.person, quiz, chosen, f"web:{form.text('once')}")
    except NothingChosen:
        return await _page(request, viewer, topic, ordered(web.app.quizzing.find(quiz), order), 400, nothing_chosen=True)
    except UnknownQuiz:
        return _to(PLACE, topic=topic, gone="1")
    return _to(f"{PLACE}/answered", quiz=quiz, chosen="".join(done.grade.chosen), order=order, topic=topic)


@router.get(f"{PLACE}/answered")
async def answered(request: Request, viewer: Practising, quiz: Asked = "", chosen: Asked = "", order: Asked = "", topic: Asked = "") -> Response:
    """What an answer came to. Who has not answered the question is led to one."""
    web = web_of(request)
    try:
        found = ordered(web.app.quizzing.find(quiz), order)
    except UnknownQuiz:
        return _to(PLACE, topic=topic)
    recall = await web.app.quizzing.recall(viewer.person, quiz)
    if recall is None:
        return _to(PLACE, topic=topic)
    grade = graded(found.question, chosen[:LONGEST_TOPIC])
    shown: dict[str, Any] = {"posed": found, "grade": grade, "recall": recall, "topic": topic[:LONGEST_TOPIC]}
    return web.page(request, "quiz_answered", **shown, standing=await web.app.quizzing.standing(viewer.person))


async def _page(request: Request, viewer: Viewer, topic: str, found: Posed | Resting | None, status: int = 200, **more: Any) -> Response:
    web = web_of(request)
    bank, posed = web.app.bank, found if isinstance(found, Posed) else None
    usual: dict[str, Any] = {"gone": False, "nothing_chosen": False, "unfound": None}
    about = wanted(topic, bank)
    shown: dict[str, Any] = {
        "posed": posed,
        "resting": found if isinstance(found, Resting) else None,
        "topic": topic[:LONGEST_TOPIC],
        "about": about if isinstance(about, Wanted) else ANYTHING,
        "problems": sorted(bank.problems, key=lambda problem: problem.title),
        "tags": sorted({tag for problem in bank.problems for tag in problem.tags}),
        "standing": await web.app.quizzing.standing(viewer.person),
        "once": once(),
    }
    return web.page(request, "quiz", status, **usual | shown | more)


def _to(place: str, **said: str) -> Response:
    query = urlencode({name: value for name, value in said.items() if value}, errors="replace")
    return RedirectResponse(f"{place}?{query}" if query else place, 303)
