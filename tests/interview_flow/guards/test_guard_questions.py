"""One question, new, short, in the interviewer's part: or none, and the authored probe is said."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interview_flow.brief import Brief, Cue
from interview_flow.guards import guarded_question
from interview_flow.guards.length import LONGEST_QUESTION, MOST_WORDS
from interview_flow.guards.one_question import asks
from interview_flow.model_use import Guard
from interview_flow.sentences import sentences
from tests.interview_flow.guards.speaking import PROBE, probing, spoken_with

BRIEF = spoken_with()
GOOD = [
    "What happens at the second when that counter expires and the caller has requests queued up?",
    "You put a Redis cluster behind 60 gateways. What does a gateway do while it waits for it?",
    "Why a minute, and not something shorter?",
    "How did you get from 50,000 to 150k?",
    "Walk me through one increment that lands exactly when the counter expires.",
    "Which of those numbers made you choose a cluster over one machine?",
    "And if the cluster loses a node mid-minute, what is gone?",
    "Suppose one caller sends most of the traffic. Which part of your cluster feels that?",
    "Tell me what one entry in Redis looks like.",
    "What made you compare after the increment rather than before?",
    "Is the expiry set on every increment? Why?",
]
BAD = [
    (Guard.LEAK, "Have you considered a token bucket in Redis?"),
    (Guard.LEAK, "What about a sliding window?"),
    (Guard.LEAK, "Would you run a Lua script so that check and update are one step?"),
    (Guard.LEAK, "When the limiter store is down, shouldn't machines limit roughly by their own counts and let requests pass?"),
    (Guard.FACT, "How would you handle 2 billion requests a day across five regions?"),
    (Guard.FACT, "Assuming there are 80 million users, how big is the cluster?"),
    (Guard.FACT, "How would you know, given that refusing a caller within the limit is the worse mistake?"),
    (Guard.QUESTIONS, "The cluster is interesting."),
    (Guard.QUESTIONS, ""),
    (Guard.LANGUAGE, "Qu'est-ce que vous feriez si le cluster tombe en panne ?"),
    (Guard.PERSONA, "Which criterion of the rubric did you just answer?"),
    (Guard.LENGTH, "So what does " + "the counter and " * 40 + "the cluster do?"),
]


@pytest.mark.parametrize("question", GOOD)
def test_a_follow_up_that_listens_passes(question: str) -> None:
    assert guarded_question(BRIEF, probing(), question) == (question, ())


@pytest.mark.parametrize(("guard", "question"), BAD)
def test_a_question_that_cannot_be_used_gives_way_to_the_authored_one(guard: Guard, question: str) -> None:
    said, taken = guarded_question(BRIEF, probing(), question)

    assert said == ""
    assert taken[-1].guard is guard


def test_of_several_questions_the_first_stays_with_its_lead_in() -> None:
    said, taken = guarded_question(BRIEF, probing(), "You chose Redis. Why a whole cluster? What does a node hold? How large is it?")

    assert said == "You chose Redis. Why a whole cluster?"
    assert taken[0].guard is Guard.QUESTIONS


@pytest.mark.parametrize(
    "again",
    [
        PROBE,
        PROBE.upper(),
        "A caller was quiet for an hour, then sends everything at once: what does your way of counting do?",
        "So, tell me: a caller was quiet for an hour and then sends everything at once. What exactly does your way of counting do?",
    ],
)
def test_a_question_is_asked_once_however_it_is_worded(again: str) -> None:
    asked = Brief(interview=BRIEF.interview.model_copy(update={"questions": (PROBE,)}), rubric=BRIEF.rubric, problem=BRIEF.problem)

    said, taken = guarded_question(asked, probing(), again)
    repeated, _ = guarded_question(asked, probing(cue=Cue.REPEAT), PROBE)

    assert said == ""
    assert taken[-1].guard is Guard.REPEATED
    assert repeated == PROBE


@settings(deadline=None, max_examples=150)
@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                *GOOD,
                *(text for _, text in BAD),
                "Great!",
                "<b>",
                "**",
                "http://a.b",
                "?",
                ". ",
                "\n",
                "“",
                "\u202e",
                "Nice, ",
                "# ",
                "|",
                "```",
                "&lt;",
                "[x](y)",
                "1) ",
            ]
        ),
        max_size=6,
    ).map(" ".join)
)
@example("GREAT!GREAT! < :?")
def test_whatever_goes_in_one_question_or_none_comes_out_and_stays_as_it_is(text: str) -> None:
    said, _ = guarded_question(BRIEF, probing(), text)

    assert len(said) <= LONGEST_QUESTION
    assert len(said.split()) <= MOST_WORDS
    assert sum(asks(each.text) for each in sentences(said)) <= 2
    assert not said or guarded_question(BRIEF, probing(), said) == (said, ())


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "?",
        "\0",
        "\ud800",
        "[",
        "<a",
        "`",
        "*a",
        "count the token ",
        '"a b c ',
        "٣",
        "<",
        "- ",
        "hundred ",
        ". ",
        "a.a",
        "so great ",
        "a\u200d",
        " ",
        "9 k k k ",
        "10^400 ",
    ],
)
def test_a_wall_of_anything_says_nothing_long(piece: str) -> None:
    said, taken = guarded_question(BRIEF, probing(), piece * (100_000 // len(piece)))

    assert len(said) <= LONGEST_QUESTION
    assert all(len(each.text) <= 200 for each in taken)
