"""The slash command understands what people type, and offers something for whatever else it gets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bank import Bank
from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.words import (
    COMMANDS,
    End,
    Help,
    List,
    Pause,
    Problems,
    Quiz,
    Request,
    Resume,
    Review,
    Settings,
    Start,
    Unclear,
    Wrong,
    parse,
)
from interview_flow.problems import Difficulty
from interview_flow.rubric import Level, Mode
from prompts.library import problems, rubric

BANK = Bank(problems(), rubric())
UNDERSTOOD: dict[str, Request] = {
    "": Help(),
    "   ": Help(),
    "help": Help(),
    "HELP!": Help(),
    "?": Help(),
    "quiz": Quiz(),
    "quizzes": Quiz(),
    "Quiz rate limiter": Quiz("rate limiter"),
    "quiz “caching”": Quiz("“caching”"),
    "problems": Problems(),
    "problems easy": Problems(Difficulty.EASY),
    "problems Hard queues": Problems(Difficulty.HARD, "queues"),
    "problems read heavy": Problems(tag="read-heavy"),
    "problems cachng": Problems(tag="caching"),
    "problems knitting": Problems(tag="knitting"),
    "start": Problems(),
    "design": Problems(),
    "build me something": Problems(),
    "list": List(),
    "list my interviews": List(),
    "review": Review(),
    "review 4F5A": Review("4f5a"),
    "resume": Resume(),
    "continue": Resume(),
    "resume `4f5a`": Resume("4f5a"),
    "pause": Pause(),
    "pause 4f5a": Pause("4f5a"),
    "end": End(),
    "stop": End(),
    "end 4f5a": End("4f5a"),
    "settings": Settings(),
    "design a rate limiter": Start("design a rate limiter"),
    "DESIGN a Rate Limiter": Start("DESIGN a Rate Limiter"),
    "design   a\nrate limiter": Start("design a rate limiter"),
    "start design a chat": Start("design a chat"),
    "practice url shortener": Start("url shortener"),
    "rate limiter": Start("rate limiter"),
    "TinyURL": Start("TinyURL"),
    "help me design a url shortener": Start("help me design a url shortener"),
    "how would you design twitter": Start("how would you design twitter"),
    "design a tracker for school buses": Start("design a tracker for school buses"),
    "design a chat - like whatsapp": Start("design a chat - like whatsapp"),
    "design a chat –like whatsapp": Start("design a chat –like whatsapp"),
    "design a system for Q&amp;A &lt;b&gt;": Start("design a system for Q&A <b>"),
    "“design a rate limiter”": Start("design a rate limiter"),
    '"design a rate limiter" --level staff': Start("design a rate limiter", level=Level.STAFF),
    "design a rate limiter --level=mid": Start("design a rate limiter", level=Level.MID),
    "--level mid design a rate limiter": Start("design a rate limiter", level=Level.MID),
    "design a —level STAFF rate limiter": Start("design a rate limiter", level=Level.STAFF),
    "design a rate limiter –mode Coach": Start("design a rate limiter", mode=Mode.COACH),
    "design a rate limiter --Mode: “coach”": Start("design a rate limiter", mode=Mode.COACH),
    "design a rate limiter --minutes 0": Start("design a rate limiter", minutes=0),
    "design a rate limiter --minutes 9999 --here": Start("design a rate limiter", minutes=9999, here=True),
    "design a rate limiter -here": Start("design a rate limiter", here=True),
    "design a rate limiter --level mid --level staff": Start("design a rate limiter", level=Level.STAFF),
}


@pytest.mark.parametrize(("typed", "request_"), UNDERSTOOD.items())
def test_words_are_understood(typed: str, request_: Request) -> None:
    assert parse(typed, BANK) == request_


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("lsit", "list"),
        ("proble", "problems"),
        ("problms easy", "problems easy"),
        ("qiz caching", "quiz caching"),
        ("setings", "settings"),
        ("reveiw 4f5a", "review 4f5a"),
        ("hlep", "help"),
        ("remnd every weekday at 9am", "remind every weekday at 9am"),
    ],
)
def test_a_mistyped_command_offers_the_right_one(typed: str, nearest: str) -> None:
    assert parse(typed, BANK) == Unclear(typed, nearest=nearest)


@pytest.mark.parametrize("typed", ["elevator", "a tracker for school buses", "wake me every weekday at 9am"])
def test_words_that_may_be_a_topic_are_offered_as_one(typed: str) -> None:
    assert parse(f"{typed} --level staff", BANK) == Unclear(typed, start=Start(typed, level=Level.STAFF))


def test_a_sentence_that_begins_with_a_command_ends_nothing() -> None:
    typed = "end to end encrypted messages"

    assert parse(typed, BANK) == Unclear(typed, nearest="end", start=Start(typed))
    assert parse("resume the rate limiter", BANK) == Unclear("resume the rate limiter", nearest="resume", start=Start("resume the rate limiter"))


def test_a_near_miss_of_the_bank_offers_its_problem() -> None:
    request = parse("design a rate limter --minutes 20", BANK)

    assert request == Unclear("design a rate limter", start=Start("design a rate limter", minutes=20), choices=("rate-limiter",))


@pytest.mark.parametrize("typed", ["???", "\U0001f642", "—", '""'])
def test_what_holds_no_word_holds_no_topic(typed: str) -> None:
    request = parse(typed, BANK)

    assert isinstance(request, Unclear)
    assert (request.nearest, request.topic) == (None, None)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("design x --level junior", "mid, senior or staff, not “junior”"),
        ("design x --level", "mid, senior or staff"),
        ("design x --level --mode coach", "mid, senior or staff"),
        ("design x --mode gentle", "strict or coach, not “gentle”"),
        ("design x --mode", "strict or coach"),
        ("design x --minutes 10000", "from 0 (no clock) to 9999, not “10000”"),
        ("design x --minutes -5", "from 0 (no clock) to 9999, not “-5”"),
        ("design x --minutes ٣", "from 0 (no clock) to 9999"),
        ("design x --minutes soon", "from 0 (no clock) to 9999"),
        ("design x --minutes", "from 0 (no clock) to 9999"),
        ("design x --levle staff", "no option “--levle”"),
        ("design x —levle staff", "no option “--levle”"),
        ("design x --level &lt;!channel&gt;", "not “&lt;!channel&gt;”"),
        ("design " + "x" * 300, "at most 200 characters"),
        ("hint", "in the thread"),
        ("next", "in the thread"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(typed: str, told: str) -> None:
    request = parse(typed, BANK)

    assert isinstance(request, Wrong)
    assert isinstance(request.sentence, Mrkdwn)
    assert told in request.sentence


def test_every_problem_is_started_by_its_title() -> None:
    for problem in BANK.problems:
        assert parse(problem.title, BANK) == Start(problem.title)
        found = BANK.find(problem.title).problem
        assert found is problem


OPTIONS = st.sampled_from(
    ["--level", "—mode", "--minutes=", "--here", "-level:", "--", "mid", "coach", "45", "design", *COMMANDS, "“", "<!channel>", "&lt;"]
)


@settings(deadline=None)
@given(st.text(max_size=300) | st.lists(OPTIONS | st.text(max_size=10), max_size=12).map(" ".join))
def test_any_text_asks_for_something(typed: str) -> None:
    request = parse(typed, BANK)

    assert isinstance(request, Request)
    if isinstance(request, Start):
        assert any(character.isalnum() for character in request.topic)


@pytest.mark.parametrize(
    "typed", ["x" * 100_000, "--level " * 20_000, "design " * 20_000, "“" * 50_000, "<!channel>" * 10_000, "`" * 50_000, "a\0b\ud800"]
)
def test_huge_and_hostile_text_asks_for_something(typed: str) -> None:
    assert isinstance(parse(typed, BANK), Request)


@settings(deadline=None)
@given(
    st.builds(
        Start,
        st.text(min_size=1, max_size=200),
        st.none() | st.sampled_from(Level),
        st.none() | st.sampled_from(Mode),
        st.none() | st.integers(0, 9999),
        st.booleans(),
    )
)
def test_a_button_carries_the_whole_request(start: Start) -> None:
    assert Start.from_value(start.value) == start
    assert len(start.value) <= 2000


@pytest.mark.parametrize("value", ["", "x", "[]", "{}", "null", '{"topic": "a", "level": "junior"}', '{"topic": "a", "minutes": "soon"}'])
def test_a_value_that_carries_no_request_is_none(value: str) -> None:
    assert Start.from_value(value) is None
