"""Quiz questions over the API: the next one, and what an answer came to."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Query, Request

from bot.channels.web.api.errors import Invalid, described
from bot.channels.web.api.practising import Key, Practises, paced
from bot.channels.web.api.quiz_shapes import AnswerGraded, AnswerSent, QuizNext
from bot.channels.web.here import web_of
from bot.channels.web.practice.pace import WORDS
from bot.channels.web.refusals import NotThere
from bot.quizzing import LONGEST_TOPIC, NothingChosen, Unfound, UnknownQuiz, wanted

router = APIRouter(tags=["quiz"])
Topic = Annotated[str, Query(max_length=LONGEST_TOPIC, description="A problem or a tag; everything if left out.")]


@router.get("/quiz/next", responses=described(401, 403, 422, 503))
async def next_question(request: Request, viewer: Practises, topic: Topic = "") -> QuizNext:
    """The question that is due for the longest time, or a new one. `question` is null while everything rests."""
    app = web_of(request).app
    about = wanted(topic, app.bank)
    if isinstance(about, Unfound):
        raise Invalid(f"No problem and no tag is called “{about.said}”.")
    return QuizNext.of(await app.quizzing.ask(viewer.person, about))


@router.post("/quiz/answers", responses=described(401, 403, 404, 422, 429, 503))
async def answer(request: Request, viewer: Practises, sent: AnswerSent, key: Key = None) -> AnswerGraded:
    """Answer a question; it is kept, and comes again when it is about to be forgotten."""
    web = web_of(request)
    await paced(web, viewer, WORDS)
    try:
        done = await web.app.quizzing.answer(viewer.person, sent.quiz, sent.chosen, f"api:{key or secrets.token_hex(16)}")
    except UnknownQuiz as unknown:
        raise NotThere("There is no such question.") from unknown
    except NothingChosen as nothing:
        raise Invalid("Choose at least one option.") from nothing
    return AnswerGraded.of(done)
