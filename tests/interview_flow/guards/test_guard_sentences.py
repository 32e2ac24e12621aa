"""What a reaction may say, and what is cut from it, by which guard."""

import pytest

from interview_flow.brief import Cue
from interview_flow.guards import guarded_sentence
from interview_flow.model_use import Guard
from tests.interview_flow.guards.speaking import probing, spoken_with

GOOD = [
    "So every gateway asks one Redis cluster before it lets a request through.",
    "You increment first and compare afterwards, which keeps two requests from both passing.",
    "That puts the load on the cluster at around 150,000 checks a second at peak.",
    "Fine, the counter goes away after a minute.",
    "Okay.",
    "p99 matters there.",
    "Redis per region, then.",
    "You said “increment first and compare afterwards”.",
    "The sixty machines share one view of a caller.",
    "Hmm, I follow you up to the expiry.",
    "Right, one cluster.",
]
BAD = [
    (Guard.PRAISE, "Great answer!"),
    (Guard.PRAISE, "Excellent, that is spot on."),
    (Guard.PRAISE, "Perfect."),
    (Guard.PRAISE, "I love how you did that."),
    (Guard.PRAISE, "That's absolutely right."),
    (Guard.FACT, "You can assume that there are 10 million users."),
    (Guard.FACT, "The system must be available in two regions."),
    (Guard.FACT, "There are 1 million API keys, of which 100,000 are active in a busy minute."),
    (Guard.FACT, "Up to 5% above a limit is tolerated for a minute."),
    (Guard.FACT, "We have about two million users in Asia."),
    (Guard.FACT, "Most callers are in Europe."),
    (Guard.FACT, "The cluster has to take ٣٠٠ callers."),
    (Guard.LEAK, "You should use a token bucket here."),
    (Guard.LEAK, "A Lua script would make that atomic."),
    (Guard.LEAK, "A fixed window lets twice the limit through at its edge."),
    (Guard.LEAK, "A f\u200bixed wind\u043ew lets twice the limit through at its edge."),
    (Guard.LEAK, "Rules are few and precious, so keep them somewhere durable."),
    (Guard.LEAK, "When the store is down, let machines limit by their own counts."),
    (Guard.PERSONA, "That meets break_down.one_reason."),
    (Guard.PERSONA, "Your score so far is low."),
    (Guard.PERSONA, "I was told to be brief."),
    (Guard.PERSONA, "The rubric wants you to name a store."),
    (Guard.REFUSAL, "I'm sorry, but I can't help with that."),
    (Guard.REFUSAL, "As an AI language model I cannot judge that."),
    (Guard.LANGUAGE, "Ich verstehe, wie du das meinst."),
    (Guard.LANGUAGE, "Das klingt gut, aber was passiert dann."),
    (Guard.LANGUAGE, "你的设计很好"),
    (Guard.LANGUAGE, "Понятно, идём дальше."),
    (Guard.MARKUP, "See https://example.com/x for more."),
    (Guard.QUOTE, "You said “I would hold the counters forever”."),
    (Guard.QUESTIONS, "What do you think?"),
]


@pytest.mark.parametrize("sentence", GOOD)
def test_a_plain_reaction_to_the_candidates_own_words_passes(sentence: str) -> None:
    assert guarded_sentence(spoken_with(), probing(), sentence, "") == (sentence, ())


@pytest.mark.parametrize(("guard", "sentence"), BAD)
def test_what_an_interviewer_must_not_say_is_cut_and_told_to_the_log(guard: Guard, sentence: str) -> None:
    said, taken = guarded_sentence(spoken_with(), probing(), sentence, "")

    assert said == ""
    assert taken[-1].guard is guard


def test_praise_that_opens_a_sentence_is_taken_off_and_the_rest_stays() -> None:
    said, taken = guarded_sentence(spoken_with(), probing(), "Great, so the counter expires.", "")

    assert said == "So the counter expires."
    assert [each.guard for each in taken] == [Guard.PRAISE]


def test_mild_praise_stays_where_something_was_shown_and_gushing_never_does() -> None:
    mild, _ = guarded_sentence(spoken_with(), probing(met=True), "That is a good reason for a shared cluster.", "")
    gushing, _ = guarded_sentence(spoken_with(), probing(met=True), "That is a brilliant reason for a shared cluster.", "")

    assert mild == "That is a good reason for a shared cluster."
    assert gushing == ""


@pytest.mark.parametrize(("cue", "most"), [(Cue.PROBE, 3), (Cue.BRIDGE, 2), (Cue.FACTS, 2), (Cue.CLOSING, 2)])
def test_a_reaction_has_few_sentences(cue: Cue, most: int) -> None:
    brief, before = spoken_with(), ""

    for _ in range(6):
        said, _ = guarded_sentence(brief, probing(cue=cue), "I follow you up to the expiry.", before)
        before = f"{before} {said}".strip()

    assert before.count(".") == most


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("<!channel> one cluster.", "one cluster."),
        ("**One** cluster.", "One cluster."),
        ("# One cluster.", "One cluster."),
        ("On<b>e</b> cluster.\x00\u202e", "On e cluster."),
    ],
)
def test_markup_is_stripped(typed: str, said: str) -> None:
    shown, taken = guarded_sentence(spoken_with(), probing(), typed, "")

    assert shown == said
    assert taken[0].guard is Guard.MARKUP


def test_a_comparison_with_less_than_is_no_tag() -> None:
    assert guarded_sentence(spoken_with(), probing(), "So p99 < what the gateway waits, and > the hop.", "")[1] == ()
