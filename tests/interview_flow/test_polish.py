"""Prose that may be smoothed: what is prose, what a rewording must keep, and that no answer of a model changes what a document says."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_flow.documents import context
from interview_flow.polish import Change, change, keeps, passages, replaced
from interview_flow.polish.claims import LONGEST
from prompts.templates import render
from tests.samples import CANDIDATES, played

DOCUMENT = """---
title: "A thing with a mark that looks like prose but is front matter [t1]."
---

# Chat: the design as a story

A mark such as [t4] points to the turn of the transcript where a statement was made, as is told here.

## 1. What it does

> Design a chat service in which people write to each other, alone or in groups [t1].

The client would retry, I suppose, until it gets an answer [t38]. The store may lose no more than 5 ms of writes [t40].

**When traffic grows.** So we'd have more gateways then, they scale horizontally [t22]. It takes the `GET /v1/x` call.
*Not covered:* who uses it, what success looks like and all the rest of it [t3].

- *How many people use it?* 50 million people a day, of whom up to 10 million are connected at once [fact, t7].
- **Scale:** 50 million people a day use the service [t6]. Up to 10 million are connected at the same moment [fact, t7].
- **Bucket:** `key_id` (key), `endpoint_group` (key), `tokens`, `refilled_at`, `and_one_more` [t20].
- **Growth:** The gateways are probably the bottleneck because of the connections [t42]. We can add more of them [t44].
1. A caller sends a request and it counts against its API key and that key only [t8].

| Entity | Said in many words so that it might well be taken for prose [t20] |
|---|---|

```mermaid
The store may lose no more than 5 ms of writes, says a line in a drawing [t40].
```

Client -> gateway -> limiter library finds the rules in memory -> store [t28].
Short it is [t9].
"""
PROSE = (
    "The client would retry, I suppose, until it gets an answer [t38]. The store may lose no more than 5 ms of writes [t40].",
    "So we'd have more gateways then, they scale horizontally [t22]. It takes the `GET /v1/x` call.",
    "The gateways are probably the bottleneck because of the connections [t42]. We can add more of them [t44].",
)
SAID = (
    "So reading and taking is one Lua script in Redis, and the 2nd request never gets more than 5 ms [t18]. "
    "If the whole store is gone, a breaker opens after 20 timeouts [t38]. The answer was “it fails open” via `PUT /v1/rules`, not login [fact, t39]."
)
GOOD = {
    "as it was": SAID,
    "joined": SAID.replace("[t18]. If", "[t18], and if"),
    "without the first so": SAID.replace("So reading", "Reading"),
    "other joints": SAID.replace(", and the 2nd", ", while the 2nd"),
    "a clause moved": SAID.replace(
        "If the whole store is gone, a breaker opens after 20 timeouts", "A breaker opens after 20 timeouts if the whole store is gone"
    ),
    "a clause of several moved": SAID.replace("reading and taking is one Lua script in Redis", "in Redis reading and taking is one Lua script"),
    "tense": SAID.replace("opens after", "would be opened after"),
    "typographic": SAID.replace(". The answer", " – the answer"),
}
BAD = {
    "a figure": (SAID.replace("20 timeouts", "30 timeouts"), Change.FIGURES),
    "a unit": (SAID.replace("5 ms", "5 s"), Change.WORDS),
    "another figure": (SAID.replace("the whole store", "the whole 2 stores"), Change.FIGURES),
    "unicode figure": (SAID.replace("20", "２０"), Change.FIGURES),
    "a turn dropped": (SAID.replace(" [t38]", ""), Change.TURNS),
    "another turn": (SAID.replace("[t38]", "[t37]"), Change.TURNS),
    "turns swapped": (SAID.replace("t18", "t0").replace("t38", "t18").replace("t0", "t38"), Change.TURNS),
    "a fact of the interviewer made the candidate's": (SAID.replace("[fact, t39]", "[t39]"), Change.TURNS),
    "a turn moved": (SAID.replace("is gone, a breaker opens after 20 timeouts [t38]", "is gone [t38], a breaker opens after 20 timeouts"), Change.FIGURES),
    "a technology": (SAID.replace("Redis", "Redis and Kafka"), Change.NAMES),
    "a technology in lower case": (SAID.replace("a breaker", "a kafka breaker"), Change.WORDS),
    "another technology": (SAID.replace("Redis", "Valkey"), Change.NAMES),
    "a name in lower case": (SAID.replace("Redis", "redis"), Change.NAMES),
    "never": (SAID.replace("never ", ""), Change.NEGATION),
    "not added": (SAID.replace("is one Lua", "is not one Lua"), Change.NEGATION),
    "n't": (SAID.replace("is one Lua", "isn't one Lua"), Change.NEGATION),
    "a negation moved": (SAID.replace("never gets", "gets").replace("is one", "is never one"), Change.WORDS),
    "a bound": (SAID.replace("more than", "less than"), Change.WORDS),
    "before for after": (SAID.replace("after 20", "before 20"), Change.WORDS),
    "sides swapped": (SAID.replace("the whole store", "the breaker").replace("a breaker opens", "the whole store opens"), Change.WORDS),
    "who calls whom": (SAID.replace("a breaker opens after 20 timeouts", "20 timeouts open after a breaker"), Change.WORDS),
    "a negated clause turned": (SAID.replace("the 2nd request never gets more than 5 ms", "more than 5 ms the 2nd request never gets"), Change.WORDS),
    "a quote": (SAID.replace("“it fails open”", "“it fails closed”"), Change.NAMES),
    "quotation marks gone": (SAID.replace("“", "").replace("”", ""), Change.NAMES),
    "code": (SAID.replace("`PUT /v1/rules`", "`PUT /v2/rules`"), Change.NAMES),
    "bold": (SAID.replace("breaker", "**breaker**"), Change.WORDS),
    "a link": (SAID.replace("breaker", "[breaker](https://example.com)"), Change.SHAPE),
    "a mark made a link": (SAID.replace("[t18]. ", "[t18](as). "), Change.SHAPE),
    "a tag": (SAID.replace("breaker", "<b>breaker</b>"), Change.WORDS),
    "a heading": ("# " + SAID, Change.SHAPE),
    "an item": ("- " + SAID, Change.SHAPE),
    "two paragraphs": (SAID.replace(". If", ".\n\nIf"), Change.SHAPE),
    "a reason": (SAID.replace(", and the 2nd", ", because the 2nd"), Change.WORDS),
    "talk with words": ("Sure, the smoothed paragraph: " + SAID, Change.WORDS),
    "a question": (SAID.replace("[t18].", "[t18]?"), Change.WORDS),
    "hidden characters": (SAID.replace("breaker", "brea\u200bker"), Change.SHAPE),
    "German": ("Also ist Lesen und Nehmen ein Lua-Skript in Redis, und die 2nd Anfrage braucht nie mehr als 5 ms [t18]. " + SAID.split("[t18]. ")[1], Change.NAMES),
    "words said twice": (SAID.replace("a breaker", "the the breaker"), Change.SHAPE),
    "half of it": (SAID[: len(SAID) // 2], Change.LENGTH),
    "much more": (SAID + " It is as it is." * 20, Change.LENGTH),
    "empty": ("", Change.LENGTH),
}  # fmt: skip


@pytest.mark.parametrize("polished", GOOD.values(), ids=GOOD)
def test_flow_and_wording_may_change(polished: str) -> None:
    assert change(SAID, polished) is None


@pytest.mark.parametrize(("polished", "why"), BAD.values(), ids=BAD)
def test_what_is_said_may_not(polished: str, why: Change) -> None:
    assert polished != SAID
    assert change(SAID, polished) is why


def test_only_prose_that_cites_turns_may_be_reworded() -> None:
    assert tuple(passage.text for passage in passages(DOCUMENT)) == PROSE


def test_a_rewording_takes_the_place_of_its_passage_and_a_wrong_one_does_not() -> None:
    first, second, third = passages(DOCUMENT)
    joined = first.text.replace(". The store", ", and the store")

    written = replaced(DOCUMENT, {first.place: joined, second.place: "Buy gold [t22].", third.place + 1: joined, 10**9: joined})

    assert written == DOCUMENT.replace(first.text, joined)


@pytest.mark.parametrize("name", ["narrative", "hlsd"])
@pytest.mark.parametrize("path", sorted(CANDIDATES.glob("*.yaml")), ids=lambda path: path.stem)
async def test_every_sample_has_prose_that_keeps_itself(path: Path, name: str, tmp_path: Path) -> None:
    written = render(name, context((await played(path, tmp_path)).source))

    found = passages(written)

    assert found
    assert all(keeps(passage.text, passage.text) for passage in found)
    assert replaced(written, {passage.place: passage.text for passage in found}) == written


POOL = [
    "not",
    "never",
    "Kafka",
    "7",
    "[t9]",
    "[t22]",
    "**",
    "`x`",
    "and",
    "the",
    "which",
    "\n",
    "| a |",
    "# ",
    "“",
    "](",
    "so",
    "or",
    "than",
    "A",
    "(",
    ".",
    "ms",
]


@st.composite
def distorted(draw: st.DrawFn) -> str:
    """One of the passages with words dropped, doubled, moved or put in."""
    words = draw(st.sampled_from(PROSE)).split(" ")
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(words) - 1))
        match draw(st.sampled_from(["drop", "move", "add", "swap"])):
            case "drop" if len(words) > 1:
                del words[place]
            case "move":
                words = words[place:] + words[:place]
            case "swap":
                words[place], words[-1] = words[-1], words[place]
            case _:
                words.insert(place, draw(st.sampled_from(POOL)))
    return " ".join(words)


@settings(max_examples=400, deadline=None)
@given(st.lists(distorted() | st.text(max_size=200), min_size=3, max_size=3))
def test_whatever_a_model_answers_the_document_says_the_same(answers: list[str]) -> None:
    places = [passage.place for passage in passages(DOCUMENT)]

    written = replaced(DOCUMENT, dict(zip(places, answers, strict=True)))

    before, after = DOCUMENT.split("\n"), written.split("\n")
    assert len(before) == len(after)
    assert all(was == now for place, (was, now) in enumerate(zip(before, after, strict=True)) if place not in places)
    for was, now in zip(before, after, strict=True):
        assert re.findall(r"\[[^\]]*\]", was) == re.findall(r"\[[^\]]*\]", now)
        assert sorted(re.findall(r"\d+", was)) == sorted(re.findall(r"\d+", now))
        for special in ("not", "no ", "never", "`", "*", "|", "#", "“", "(", "Kafka"):
            assert was.count(special) == now.count(special)


HOSTILE = {
    "digits": "9" * 20_000, "unicode digits": "٣" * 20_000, "brackets": "[" * 20_000, "marks": "[t1]" * 5_000, "quotes": "“" * 20_000, "code": "`" * 20_001,
    "escapes": "\\" * 20_000, "entities": "&" * 20_000, "links": "[a](" * 5_000, "words": "a " * 10_000, "one word": "nn't" * 5_000, "stars": "**a" * 7_000,
    "so": "so " * 7_000, "twice": "ab ab " * 3_000, "dots": "a." * 10_000, "nan": "NaN 1e400 -0 ∞ [t1]. " * 500, "surrogate": "\ud800 [t1]" * 1000, "nothing": "",
    "fences": "```\n" * 5_001, "labels": "- **" * 5_000, "lines": "x y z a b c d e f g [t1].\n" * 5_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_and_huge_text_is_read_like_any_other(text: str) -> None:
    document = f"## 1. A section\n\n{text}\n\n**A label.** {text[:LONGEST]}\n"

    found = passages(document)

    assert replaced(document, {passage.place: passage.text[::-1] for passage in found}).count("\n") == document.count("\n")
    assert change(SAID, text) is not None
