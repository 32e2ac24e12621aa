"""`/quiz` in a browser without JavaScript, and over the API."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from interview_flow.quizzes import Question, questions
from prompts.library import problems
from tests.bot.web.reading import Element, read
from tests.bot.web.sites import Site, site

BY_ID = {question.id: question for question in questions(problems())}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Site]:
    async with site(tmp_path, played=False) as made:
        yield made


async def page(here: Site, path: str, status: int = 200) -> Element:
    answer = await here.client.get(path)
    assert answer.status_code == status
    return read(answer.text)


def fields(shown: Element) -> dict[str, str]:
    """The hidden fields of the question's form."""
    (form,) = [each for each in shown.named("form") if each.attributes.get("method") == "post"]
    return {each.attributes["name"]: each.attributes["value"] for each in form.named("input") if each.attributes["type"] == "hidden"}


def asked(shown: Element) -> tuple[Question, dict[str, str]]:
    """The question, and what is sent to answer it rightly."""
    hidden = fields(shown)
    question = BY_ID[hidden["quiz"]]
    chosen = {f"chosen:{letter}": letter for letter in question.right} if question.is_several else {"chosen": question.right[0]}
    return question, hidden | chosen


async def test_a_question_is_answered_and_its_explanation_read(here: Site) -> None:
    shown = await page(here, "/quiz?topic=chat")
    question, right = asked(shown)

    options = shown.of("option")
    done = await here.client.post("/quiz", data=right)
    told = read((await here.client.get(done.headers["location"])).text)

    assert shown.named("legend")[0].text.strip() == question.text
    assert {each.text.split(maxsplit=1)[1].strip() for each in options} == set(question.options)
    assert [each.named("input")[0].attributes["value"] for each in options] == list(right["order"])
    assert done.status_code == 303
    assert "Right" in told.named("h1")[0].text
    assert question.explanation in told.text
    assert len(told.of("holds")) == len(question.right)
    assert "1 of 1 right" in told.text
    again = await here.client.post("/quiz", data=right)
    assert again.headers["location"] == done.headers["location"]
    assert (await here.app.quizzing.standing("ada")).answered == 1
    assert fields(await page(here, "/quiz?topic=chat"))["quiz"] != question.id


async def test_what_is_missing_forged_or_late_is_told_and_kept_nowhere(here: Site) -> None:
    shown = await page(here, "/quiz")
    hidden = fields(shown)

    nothing = await here.client.post("/quiz", data=hidden | {"chosen": "Z"})
    gone = await here.client.post("/quiz", data=hidden | {"quiz": "chat:00000000", "chosen": "A"}, follow_redirects=True)
    foreign = await here.client.post("/quiz", data=hidden | {"token": "made-up", "chosen": "A"})
    peeking = await here.client.get(f"/quiz/answered?quiz={hidden['quiz']}&chosen=A&order=<b>")

    assert nothing.status_code == 400
    assert read(nothing.text).named("legend")[0].text == shown.named("legend")[0].text
    assert "is not asked any more" in gone.text
    assert foreign.status_code == 403
    assert peeking.status_code == 303
    assert (await here.app.quizzing.standing("ada")).answered == 0


async def test_a_topic_that_is_none_is_told_and_a_problem_leads_to_its_questions(here: Site) -> None:
    for topic in ("elevator", "9" * 5000, "<script>", "chatt"):
        answer = await here.client.get("/quiz", params={"topic": topic})
        assert answer.status_code == 200
        assert "No problem and no tag is called" in answer.text
        assert "<script>" not in answer.text.replace("<script src", "")
    problem = await page(here, "/problems/rate-limiter")

    (link,) = [each for each in problem.named("a") if "questions on this problem" in each.text]

    assert link.text.startswith("6 ")
    assert parse_qs(urlsplit(link.attributes["href"]).query) == {"topic": ["rate-limiter"]}
    assert asked(await page(here, link.attributes["href"]))[0].problem == "rate-limiter"


async def test_programs_ask_and_answer_by_the_options_own_letters(here: Site) -> None:
    place = "/api/v1/quiz"
    found = (await here.client.get(f"{place}/next", params={"topic": "caching"})).json()["question"]
    question = BY_ID[found["id"]]
    sent = {"quiz": question.id, "chosen": list(question.right)}

    answers = [await here.client.post(f"{place}/answers", json=sent, headers={"idempotency-key": "one"}) for _ in range(2)]
    unknown = await here.client.post(f"{place}/answers", json=sent | {"quiz": "chat:00000000"})

    assert {each["letter"]: each["text"] for each in found["options"]} == dict(zip("ABCD", question.options, strict=True))
    assert found["several"] == question.is_several
    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert (answers[0].json()["outcome"], answers[0].json()["counts"]) == ("right", True)
    assert unknown.status_code == 404
    assert (await here.client.get(f"{place}/next", params={"topic": "elevator"})).status_code == 422
    assert (await here.client.post(f"{place}/answers", json=sent | {"chosen": []})).status_code == 422
    assert (await here.app.quizzing.standing("ada")).answered == 1
