"""The small language of the rubric and the fact sheets: what a pattern finds, and what it leaves alone."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.patterns import Pattern, pattern
from interview_flow.problems import Problem
from interview_flow.sentences import Sentence, sentences
from prompts.library import problems, rubric
from tests.hanging import watched

PARAGRAPH = "We keep a cache in front of the store, and on a miss it's filled; 2,000 a second is the peak - what about ties? No queue. "


def found(source: str, text: str) -> bool:
    return pattern(source).found_in(Sentence(text, 0))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("cache", "The cache answers."),
        ("cache", "Two caches answer."),
        ("cache", "The cache's lifetime is short."),
        ("box", "Three boxes stand there."),
        ("replicat*", "We replicate."),
        ("replicat*", "It is replicated."),
        ("replicat*", "Replication is slow."),
        ("hot key", "That is a hot key."),
        ("hot key", "There are hot keys."),
        ("hot key", "A hot-key problem."),
        ("leave … out", "I leave it out."),
        ("leave … out", "I leave that part of it out."),
        ("leave ... out", "I leave that part out."),
        ("leave … out", "I leave out the rest."),
        ("gone … fire", "Gone, an eighth of them doesn't fire."),
        ("# users", "50 users"),
        ("# users", "1,000 users"),
        ("# users", "2.5 million users"),
        ("# users", "10k users"),
        ("# users", "3M users"),
        ("# users", "3 m users"),
        ("# ms", "It takes 50ms."),
        ("# ms", "It takes 50 ms."),
        ("#", "99.99%"),
        ("#", "availability of 99.99%"),
        ("p#", "p99 is 50 ms"),
        ("cache + miss", "On a miss the cache is filled."),
        ("cache + miss | ttl | evict*", "The cache is evicted."),
        ("cache + miss | ttl | evict*", "A TTL on the cache."),
        ("summari*", "I summarise."),
        ("summaris*", "I summarize."),
        ("summaris*", "I summarise."),
        ("neighbour", "The neighbor knows."),
        ("neighbor", "The neighbour knows."),
        ("organiz*", "The organiser."),
        ("it's", "It’s a queue."),
        ("read/write", "the read/write path"),
        ("cache + :", "Cache: it holds the top."),
        ("=>", "80k/s=>one box"),
        ("cache >> =>", "a cache of 5 GB => one box"),
        ("# per s", "70k/s"),
        ("# per day", "two a second, 5,000 / day"),
        ("because", "split bc of deploys"),
        ("service + message", "msg svc"),
        ("^must", "- Must: send"),
        ("^must", "1) must work"),
        ("rather | sooner >> than", "I would rather refuse a write than lose one."),
        ("# >> for every | per >> write*", "60 looks, roughly, for every single write"),
    ],
)
def test_a_pattern_finds_what_its_table_says(source: str, text: str) -> None:
    assert found(source, text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("cache", "The cached value."),
        ("cache", "We cachet."),
        ("cat", "Concatenate."),
        ("hot key", "The key is hot."),
        ("hot key", "A hot and busy key."),
        ("leave … out", "I leave one two three four five six out."),
        ("# users", "Many users."),
        ("cache + miss", "The cache is there."),
        ("cache + miss | ttl | evict*", "We miss you."),
        ("# ms", "It takes 50 minutes."),
        ("^must", "It must work"),
        ("rather >> than", "More than that I would rather not say."),
        ("rather >> than", "I would rather one two three four five six seven than eight."),
    ],
)
def test_a_pattern_finds_nothing_else(source: str, text: str) -> None:
    assert not found(source, text)


@pytest.mark.parametrize(
    "text",
    [
        "We won't need a cache.",
        "We won’t need a cache.",
        "There is no cache.",
        "I would do it without a cache.",
        "I would do it w/o a cache.",
        "We dont need a cache.",
        "We do not use a cache.",
        "I never said a cache.",
        "Neither a cache nor a queue.",
        "We can skip the cache.",
        "I avoid a cache here.",
        "Replicas instead of a cache.",
        "Replicas rather than a cache.",
        "A cache is not needed.",
        "A cache isn't needed.",
        "A cache would not be necessary.",
        "A cache is unnecessary.",
        "A cache would be overkill.",
        "A cache is out of scope.",
        "The cache is off the table.",
        "A cache for it is not worth it.",
    ],
)
def test_what_is_negated_does_not_count(text: str) -> None:
    assert not found("cache", text)
    assert found("! cache", text)


@pytest.mark.parametrize(
    "text",
    [
        "Not only a cache, also a queue.",
        "This is not durable, so the cache is filled again.",
        "It is not in memory but in a cache.",
        "Because a join is not possible, the cache holds the answer.",
        "We do not lose a write: the cache is only a copy.",
        "The store is never asked while the cache has it.",
        "A cache, and no queue.",
        "There is no queue. Instead a cache.",
        "The cache does not lose it.",
    ],
)
def test_a_negation_reaches_no_further_than_its_clause(text: str) -> None:
    assert any(pattern("cache").found_in(sentence) for sentence in sentences(text))


def test_one_affirmed_mention_is_enough() -> None:
    assert found("cache", "We need no cache at the edge, but a cache in the region.")


def test_every_term_must_stand_in_the_same_sentence() -> None:
    said = sentences("There is a cache. On a miss we wait.")

    assert not any(pattern("cache + miss").found_in(sentence) for sentence in said)


def test_what_is_unwanted_must_not_be_there() -> None:
    assert found("cache + - redis", "A cache in front.")
    assert not found("cache + - redis", "A cache in front, and no Redis.")


def test_a_negation_in_one_sentence_does_not_reach_the_next() -> None:
    assert found("cache", "There is no queue. A cache answers.")


@pytest.mark.parametrize("source", ["", "cache + ", "cache |  | ttl", "! ", "^", "@ ", "cache >> ", "cache + - "])
def test_an_empty_term_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="empty term"):
        pattern(source)


@given(st.text(max_size=400))
def test_no_text_makes_a_pattern_stumble(text: str) -> None:
    for source in ("cache + miss | ttl | evict*", "leave … out", "# … per second", "! no | summaris*", "^a | # >> # >> b"):
        for sentence in sentences(text):
            pattern(source).found_in(sentence)


@given(st.text(alphabet="aé #|+*!….?>@~^\n\t", max_size=30))
def test_any_source_is_read_or_refused(source: str) -> None:
    with suppress(ValueError):
        assert all(term.words for term in pattern(source).terms)
        pattern(source).found_in(Sentence(PARAGRAPH, 0))


@pytest.mark.parametrize("word", ["a ", "1 ", "1,", "no ", "(", "cache ", "# ", "how many ", "x" * 50, "9" * 50])
def test_a_wall_of_one_word_is_searched_to_its_end(word: str) -> None:
    said = sentences((word * 20_000)[:20_000])
    patterns = every_pattern()

    with watched():
        asked = [any(each.found_in(sentence) for sentence in said) for each in patterns]

    assert len(asked) == len(patterns)


@pytest.mark.parametrize("word", ["1,", "1.", "a ", "a'", "1 ", "1%,", "don't "])
def test_steps_are_searched_in_a_wall_to_its_end(word: str) -> None:
    said = sentences((word * 5_000)[:5_000])
    sources = ("^1 | a | don't >> 1 | a | don't >> 1 | a | don't >> cache", "# >> # >> # >> cache")

    with watched():
        found = [source for source in sources for each in said if pattern(source).terms[0].found_in(each, even_negated=True)]

    assert not found


@given(st.text(min_size=1, max_size=200), st.sampled_from(["cache", "replicat*", "# ms", "hot key"]))
def test_the_quick_look_never_misses_a_match(text: str, source: str) -> None:
    sentence = Sentence(text, 0)

    assert pattern(source).possible_in(sentence.plain) or not pattern(source).found_in(sentence)


def every_pattern() -> list[Pattern]:
    sources = [
        source for criterion in rubric().criteria for source in (*criterion.met_by, *criterion.partly_by, *criterion.met_here, *criterion.partly_here)
    ]
    return [pattern(source) for source in (*sources, *(source for problem in problems()[:1] for source in recognising(problem)))]


def recognising(problem: Problem) -> list[str]:
    return [source for part in problem.phases.values() for point in part.points for source in point.recognised_by]
