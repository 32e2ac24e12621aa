"""A model that fails again and again is left alone; it never keeps one waiting that is well again."""

import pytest

from bot.interviewers.breaker import FIRST_REST, LONGEST_REST, TRIAL, Breaker
from interview_flow.model_use import Fault

NAME = "openai:gpt-5-mini"


class Clock:
    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def opened(breaker: Breaker) -> None:
    for _ in range(3):
        breaker.failed(NAME, Fault.TIMEOUT, None)


def test_two_failures_are_borne_and_a_third_is_not(breaker: Breaker) -> None:
    breaker.failed(NAME, Fault.TIMEOUT, None)
    breaker.failed(NAME, Fault.SERVER, None)
    bears_two = breaker.may_call(NAME)
    breaker.failed(NAME, Fault.CUT, None)

    assert bears_two
    assert not breaker.may_call(NAME)
    assert breaker.may_call("anthropic:claude-sonnet-5")


def test_failures_count_only_in_a_row(breaker: Breaker) -> None:
    for _ in range(5):
        breaker.failed(NAME, Fault.TIMEOUT, None)
        breaker.failed(NAME, Fault.TIMEOUT, None)
        breaker.succeeded(NAME)

    assert breaker.may_call(NAME)


@pytest.mark.parametrize("fault", [Fault.KEY, Fault.UNKNOWN_MODEL, Fault.QUOTA])
def test_what_no_second_call_mends_opens_at_once(breaker: Breaker, fault: Fault) -> None:
    breaker.failed(NAME, fault, None)

    assert not breaker.may_call(NAME)


@pytest.mark.parametrize("fault", [Fault.REFUSED, Fault.TOO_LONG, Fault.ALLOWANCE, Fault.RESTING])
def test_what_is_not_the_models_fault_never_opens(breaker: Breaker, fault: Fault) -> None:
    for _ in range(10):
        breaker.failed(NAME, fault, None)

    assert breaker.may_call(NAME)


def test_after_the_rest_one_call_is_a_trial(breaker: Breaker, clock: Clock) -> None:
    opened(breaker)

    clock.time += FIRST_REST - 1
    before = breaker.may_call(NAME)
    clock.time += 1
    after = [breaker.may_call(NAME) for _ in range(3)]

    assert not before
    assert after == [True, False, False]


def test_a_trial_that_succeeds_closes(breaker: Breaker, clock: Clock) -> None:
    opened(breaker)
    clock.time += FIRST_REST
    breaker.may_call(NAME)
    breaker.succeeded(NAME)

    assert breaker.may_call(NAME)
    assert breaker.may_call(NAME)


def test_each_trial_that_fails_doubles_the_rest_up_to_ten_minutes(breaker: Breaker, clock: Clock) -> None:
    opened(breaker)
    rests = list[float]()

    for _ in range(7):
        began = clock.time
        while not breaker.may_call(NAME):
            clock.time += 1
        rests.append(clock.time - began)
        breaker.failed(NAME, Fault.TIMEOUT, None)

    assert rests == [30, 60, 120, 240, 480, LONGEST_REST, LONGEST_REST]


def test_calls_that_were_under_way_do_not_lengthen_the_rest(breaker: Breaker, clock: Clock) -> None:
    opened(breaker)
    opened(breaker)

    clock.time += FIRST_REST

    assert breaker.may_call(NAME)


@pytest.mark.parametrize("seconds", [2.0, 90.0])
def test_a_rate_limit_rests_as_long_as_the_provider_says(breaker: Breaker, clock: Clock, seconds: float) -> None:
    breaker.failed(NAME, Fault.RATE_LIMITED, seconds)

    clock.time += seconds - 0.5
    before = breaker.may_call(NAME)
    clock.time += 0.5

    assert not before
    assert breaker.may_call(NAME)


def test_a_rate_limit_that_says_nothing_is_a_failure_like_others(breaker: Breaker) -> None:
    breaker.failed(NAME, Fault.RATE_LIMITED, None)

    assert breaker.may_call(NAME)


def test_a_trial_whose_end_is_never_told_is_given_up(breaker: Breaker, clock: Clock) -> None:
    opened(breaker)
    clock.time += FIRST_REST
    breaker.may_call(NAME)

    clock.time += TRIAL

    assert breaker.may_call(NAME)


def test_a_trial_that_was_refused_leaves_the_trial_to_the_next_call(breaker: Breaker, clock: Clock) -> None:
    opened(breaker)
    clock.time += FIRST_REST
    breaker.may_call(NAME)
    breaker.failed(NAME, Fault.REFUSED, None)

    assert [breaker.may_call(NAME), breaker.may_call(NAME)] == [True, False]
