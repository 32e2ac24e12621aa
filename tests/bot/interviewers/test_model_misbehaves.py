"""A model that behaves badly on purpose, through whole interviews: whatever it does, the interview ends, and nothing untrue or improper is in it."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model_settings import ModelSettings
from interview_flow.documents import context
from interview_flow.events import InterviewerSpoke
from interview_flow.model_use import Guard
from interview_flow.sentences import sentences
from interview_flow.transcript import Speaker
from prompts.library import problems, rubric
from prompts.templates import NAMES, render
from tests.bot.interviewers.led import ANTHROPIC, CANDIDATES, OPENAI, QUICK, SAMPLES, Whole, led, whole
from tests.eval import asking
from tests.eval.follow_ups import FollowUp, follow_ups
from tests.fakes.model import Asked, Behaviour, FakeModel
from tests.fakes.model import behaviour as b
from tests.fakes.model.personas import PERSONAS
from tests.samples import played

FAULTS = (
    *(b.RATE_LIMITED, b.rate_limited("0.01"), b.QUOTA, b.SERVER_ERROR, b.UNAVAILABLE, b.OVERLOADED, b.TOO_LONG, b.EMPTY, b.GARBAGE, b.CUT_TEXT),
    *(b.REFUSES, b.REFUSES_IN_WORDS, b.HANGS_UP, b.silent(), b.WHOLE),
    *(how(place) for how in (b.cut, b.ended, b.failing, b.stalled) for place in ("findings", "reaction", "question")),
)
PATIENT = ModelSettings(silence=10.0, patience=20.0)
IMPROPER = re.compile(
    r"https?:|<[!@/a-z]|\]\(|\brubric\b|\b\d+%\B|system prompt|language model|full marks|\bdas\b|\bsie\b|[\u4e00-\u9fff]|50 million|12,000|Cassandra|token bucket|[\ud800-\udfff\u202a-\u202e\x00-\x08]",
    re.IGNORECASE,
)
"""What the personas try to say, and no interviewer would."""
MOST_GIVEN_AWAY = 20.0
"""Points that a model which holds everything to be met may add, measured at 18 at worst; a second judge would be needed for less."""
KNOWN = {criterion.id: criterion for criterion in rubric().criteria}


def rotating() -> Callable[[Asked], Behaviour]:
    """Another vice or fault at each call."""
    vices = [b.saying(persona) for persona in PERSONAS.values()]
    mixed: Iterator[Behaviour] = itertools.cycle([each for pair in itertools.zip_longest(vices, FAULTS) for each in pair if each])
    return lambda _: next(mixed)


async def led_by(chosen: Behaviour | Callable[[Asked], Behaviour], path: Path, folder: Path, settings: ModelSettings = PATIENT) -> Whole:
    with FakeModel(always=chosen) as fake:
        async with led(fake, folder, OPENAI, ANTHROPIC, settings=settings) as room:
            await room.model.ready()
            return await whole(room, path)


def asked_in(led: Whole) -> list[FollowUp]:
    return follow_ups(led.events, rubric(), problems())


def assert_well_led(led: Whole) -> None:
    """What holds however the model behaves."""
    written = {name: render(name, context(led.kept.source)) for name in NAMES}
    assert len(written) >= 5
    assert all(text.strip() for text in written.values())
    assert_true(led)
    assert_proper(led)
    assert all(said.startswith(told) for told, said in led.told)


def assert_true(led: Whole) -> None:
    """Every standing rests on the candidate's own words, in the turn that it names."""
    said = {turn.turn: turn for turn in led.kept.turns}
    for name, standing in led.kept.interview.standings.items():
        assert name in KNOWN
        for quote in standing.evidence:
            assert said[quote.turn].speaker is Speaker.CANDIDATE
            assert " ".join(quote.quote.casefold().split()) in " ".join(said[quote.turn].text.casefold().split())


def assert_proper(led: Whole) -> None:
    """Every follow-up is one question that is new and gives nothing away, and no turn says what the personas try to say."""
    found = asked_in(led)
    own = [turn.text for turn in led.kept.turns if turn.speaker is Speaker.CANDIDATE]
    assert [each.text for each in found if not asking.is_one_question(_without_words_of(own, each))] == []
    assert [(each.text, leak) for each in found if (leak := asking.leaks(each))] == []
    assert [(each.text, earlier) for each in found if (earlier := asking.repeats(each))] == []
    theirs = " ".join(turn.text for turn in led.kept.turns if turn.speaker is Speaker.CANDIDATE).casefold()
    spoken = [re.sub(r"“[^”]*”", "", event.text) for event in led.events if isinstance(event, InterviewerSpoke)]
    assert [bad[0] for text in spoken for bad in IMPROPER.finditer(text) if bad[0].casefold() not in theirs] == []


def _without_words_of(own: Sequence[str], asked: FollowUp) -> FollowUp:
    """The follow-up without sentences that are the candidate's, said back: "Read receipts could come later." asks nothing of them."""
    folded = " ".join(" ".join(own).split())
    kept = [each.text for each in sentences(asked.text) if each.text.endswith("?") or " ".join(each.text.split()) not in folded]
    return replace(asked, text=" ".join(kept))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
async def test_every_sample_gets_to_the_end_of_a_model_that_does_everything_wrong(path: Path, tmp_path: Path) -> None:
    led = await led_by(rotating(), path, tmp_path, QUICK)

    assert_well_led(led)
    assert sum(led.kept.interview.interventions.values()) > 0
    assert sum(usage.failed for usage in led.kept.interview.usage.values()) > 0


@pytest.mark.no_cover  # the same lines as above, fifty times: tracing them would take a minute
@pytest.mark.parametrize("name", PERSONAS)
async def test_each_vice_alone_through_a_whole_interview(name: str, tmp_path: Path) -> None:
    led = await led_by(replace(b.saying(PERSONAS[name]), piece=60), CANDIDATES / "chat_middling.yaml", tmp_path)

    assert_well_led(led)


@pytest.mark.parametrize(
    ("name", "guard"),
    [
        ("invents_quotes", Guard.QUOTE),
        ("invents_criteria", Guard.CRITERION),
        ("quotes_another_turn", Guard.QUOTE),
        ("invents_facts", Guard.FACT),
        ("leaks_answers", Guard.LEAK),
        ("repeats_itself", Guard.REPEATED),
        ("asks_three_at_once", Guard.QUESTIONS),
        ("speaks_german", Guard.LANGUAGE),
        ("praises_emptily", Guard.PRAISE),
        ("talks_of_scores", Guard.PERSONA),
        ("talks_of_itself", Guard.REFUSAL),
        ("puts_markup", Guard.MARKUP),
        ("speaks_in_other_types", Guard.SCHEMA),
    ],
)
async def test_what_a_guard_took_out_is_counted(name: str, guard: Guard, tmp_path: Path) -> None:
    led = await led_by(b.saying(PERSONAS[name]), CANDIDATES / "url_shortener_hostile.yaml", tmp_path)

    assert led.kept.interview.interventions.get(guard, 0) > 0


@pytest.mark.no_cover  # the same lines as above, fifty times: tracing them would take a minute
@pytest.mark.parametrize("name", ["marks_everything_met", "obeys_the_candidate"])
@pytest.mark.parametrize("sample", ["chat_middling", "news_feed_weak", "url_shortener_hostile", "rate_limiter_strong"])
async def test_a_lenient_model_gives_little_away(sample: str, name: str, tmp_path: Path) -> None:
    path = CANDIDATES / f"{sample}.yaml"

    lenient, guided = await led_by(b.saying(PERSONAS[name]), path, tmp_path / "lenient"), await played(path, tmp_path / "guided")

    assert lenient.kept.scorecard.score <= guided.scorecard.score + MOST_GIVEN_AWAY


@pytest.mark.no_cover  # the same lines as above, fifty times: tracing them would take a minute
@pytest.mark.parametrize("name", ["speaks_first", "wraps_in_a_fence", "says_it_twice"])
async def test_the_order_and_the_wrapping_of_an_answer_change_nothing(name: str, tmp_path: Path) -> None:
    sample = CANDIDATES / "news_feed_weak.yaml"

    odd, good = [await led_by(each, sample, tmp_path / place) for place, each in (("odd", b.saying(PERSONAS[name])), ("good", b.GOOD))]

    assert odd.kept.scorecard.score == good.kept.scorecard.score
    assert [event.text for event in odd.events if isinstance(event, InterviewerSpoke)] == [
        event.text for event in good.events if isinstance(event, InterviewerSpoke)
    ]
