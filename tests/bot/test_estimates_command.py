"""`mock-interview estimates TEXT`, as a person and as a script use it."""

import json
from collections.abc import Callable

import pytest

from tests.conftest import Ran

WRONG = "10M a day is about 5,000 a second"


def test_each_claim_is_one_line_with_what_became_of_it(call: Callable[..., Ran]) -> None:
    ran = call("estimates", f"50M users x 40 messages = 2B a day. {WRONG}. DAU * 3 = 5M.")

    right, wrong, unchecked = (line.rstrip() for line in ran.out.splitlines())
    assert (ran.status, ran.err) == (0, "")
    assert right == "✓  50M users x 40 messages = 2B a day"
    assert wrong.startswith(f"✗  {WRONG} ")
    assert wrong.endswith("about 116/s; off by a factor of 43.2")
    assert unchecked.startswith("?  DAU * 3 = 5M ")


def test_a_script_gets_a_list_of_claims(call: Callable[..., Ran]) -> None:
    ran = call("estimates", WRONG, "--json")

    assert json.loads(ran.out) == [{"claim": WRONG, "verdict": "wrong", "truth": 116, "unit": "/s", "off_by": 43.2}]


def test_where_there_is_nothing_to_check_that_is_said(call: Callable[..., Ran]) -> None:
    shown, listed = call("estimates", "We keep 3 copies."), call("estimates", "We keep 3 copies.", "--json")

    assert (shown.status, shown.out) == (0, "There is nothing to check here.\n")
    assert (listed.status, json.loads(listed.out)) == (0, [])


@pytest.mark.parametrize("arguments", [("estimates", "--json"), ("estimates", "-", "--json")])
def test_the_text_may_be_piped_in(run: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    ran = run(*arguments, stdin=f"{WRONG}\n")

    assert [claim["claim"] for claim in json.loads(ran.out)] == [WRONG]


@pytest.mark.parametrize("arguments", [("estimates",), ("estimates", "-"), ("estimates", "", "--json"), ("estimates", " \n")])
def test_without_a_text_one_sentence_says_how_to_give_it(run: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    run(*arguments).assert_one_sentence(2)


def test_words_need_no_quotation_marks(call: Callable[..., Ran]) -> None:
    ran = call("estimates", *WRONG.split(), "--json")

    assert json.loads(ran.out)[0]["claim"] == WRONG


@pytest.mark.parametrize("text", ["5M (\udcff) * 2 = 10M", "5 \x1b[31m * 2 = 10", "7" * 20_000, "(" * 5_000 + "1 = 1"])
def test_hostile_text_is_survived_and_does_not_steer_the_terminal(call: Callable[..., Ran], text: str) -> None:
    shown, listed = call("estimates", text), call("estimates", text, "--json")

    assert (shown.status, listed.status) == (0, 0)
    assert "\x1b" not in shown.out
    json.loads(listed.out)
