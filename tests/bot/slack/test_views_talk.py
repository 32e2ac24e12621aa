"""What is said outside an interview, and when something cannot be done."""

import inspect

import pytest

from bot.bank import Bank
from bot.channels.slack.mrkdwn import Mrkdwn, escaped
from bot.channels.slack.requests import Problems, Start, Unclear, Wrong
from bot.channels.slack.views import actions, trouble
from bot.channels.slack.views.blocks import Message, button, home_tab, menu, section, section_of
from bot.channels.slack.views.talk import (
    done,
    nothing_to_review,
    offer,
    sent,
    started_here,
    started_link,
    unclear,
    unfurl,
    usage,
    window,
    wrong,
)
from bot.channels.slack.words import parse
from interview_flow.phases import Stage
from interview_flow.rubric import Level, Mode
from prompts.library import problems, rubric
from storage.transcripts import Listed
from tests.bot.slack.sights import HOSTILE, LONG, checked, checked_view, going_on, listed, pressed

BANK = Bank(problems(), rubric())
LINK = "https://example.slack.com/archives/C1/p1700000000000100"


def test_help_names_every_command_and_leads_on() -> None:
    message = usage()

    words = checked(message)
    for command in ("problems", "list", "review", "resume", "pause", "end", "settings", "--level", "--mode", "--minutes", "--here"):
        assert command in words
    assert {label: button["action_id"] for label, button in pressed(message.blocks).items()} == {
        "Browse problems": actions.PROBLEMS,
        "Settings": actions.SETTINGS,
    }


def test_a_message_outside_an_interview_may_start_or_resume_one() -> None:
    message = offer(Start("a parking lot", level=Level.MID), [going_on(1, stage=Stage.PAUSED), going_on(2)], said_in="17.1")

    checked(message)
    buttons = pressed(message.blocks)
    assert list(buttons) == ["Start: a parking lot", "Resume: design a rate limiter", "Browse problems"]
    assert Start.from_value(buttons["Start: a parking lot"]["value"]) == Start("a parking lot", level=Level.MID)
    assert [each["value"] for each in message.blocks[1]["elements"][1:3]] == [f"{1:010x}", f"{2:010x}"]


def test_a_message_may_be_taken_as_an_answer_when_one_interview_is_open() -> None:
    message = offer(None, [going_on(1)], said_in="17.1", links={f"{1:010x}": LINK})

    assert "“design a rate limiter”" in checked(message)
    buttons = pressed(message.blocks)
    assert actions.unpair(buttons["Take as my answer"]["value"]) == (f"{1:010x}", "17.1")
    assert buttons["Open: design a rate limiter"]["url"] == LINK


@pytest.mark.parametrize("interviews", [[], [going_on(1)], [going_on(number, topic=HOSTILE) for number in range(500)]])
@pytest.mark.parametrize("start", [None, Start(HOSTILE)])
def test_an_offer_of_any_size_fits(start: Start | None, interviews: list) -> None:
    checked(offer(start, interviews))
    checked(offer(start, interviews, said_in="17.1"))


def test_a_mistyped_command_can_be_run_by_a_button() -> None:
    request = parse("problms easy", BANK)
    assert isinstance(request, Unclear)

    message = unclear(request, BANK)

    assert "Did you mean `problems easy`?" in checked(message)
    run = pressed(message.blocks)["Yes, problems easy"]
    assert run["action_id"] == actions.RUN
    assert isinstance(parse(run["value"], BANK), Problems)


def test_a_near_miss_can_be_started_as_the_problem_or_as_it_was_typed() -> None:
    request = parse("design a rate limter --level staff", BANK)
    assert isinstance(request, Unclear)

    buttons = pressed(unclear(request, BANK).blocks)

    assert Start.from_value(buttons["Start: Rate limiter"]["value"]) == Start("Rate limiter", level=Level.STAFF)
    assert Start.from_value(buttons["Start: design a rate limter"]["value"]) == Start("design a rate limter", level=Level.STAFF)
    checked(unclear(request, BANK))


@pytest.mark.parametrize(
    "request_",
    [
        Unclear("???"),
        Unclear(HOSTILE, nearest="`" * 3000, start=Start(HOSTILE), choices=("rate-limiter", "chat", "no-longer-there")),
        Unclear(LONG, start=Start(HOSTILE)),
        Unclear("x", choices=("rate-limiter",)),
    ],
)
def test_whatever_was_typed_is_answered_within_limits(request_: Unclear) -> None:
    assert "Help" in checked(unclear(request_, BANK))


def test_a_wrong_option_is_told_as_it_is() -> None:
    request = parse("design x --level <!channel>", BANK)
    assert isinstance(request, Wrong)

    assert "mid, senior or staff" in checked(wrong(request.sentence))


def test_a_link_leads_to_the_interview_that_was_started() -> None:
    message = started_link(HOSTILE, LINK)

    assert "is ready" in checked(message)
    assert pressed(message.blocks)["Open"]["url"] == LINK


def test_an_interview_that_begins_in_a_channel_may_have_to_go_elsewhere() -> None:
    assert "this channel" in checked(started_here(HOSTILE, LINK))
    assert pressed(started_here(HOSTILE, LINK).blocks)["Direct messages"]["url"] == LINK


def test_any_message_can_be_shown_as_a_window() -> None:
    assert "first" in checked_view(window(Message(escaped("first"), [section(escaped("first"))])), "modal")
    assert "seven phases" in checked_view(window(usage()), "modal")


@pytest.mark.parametrize(("link", "buttons"), [(None, {"Back to the review"}), (LINK, {"Open", "Back to the review"})])
def test_a_document_that_was_sent_can_be_gone_to(link: str | None, buttons: set[str]) -> None:
    assert "comes in the thread" in checked(sent("4f5a", HOSTILE, link))
    assert set(pressed(sent("4f5a", HOSTILE, link).blocks)) == buttons


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (listed(verdict="lean_no", score=41.0), "Lean no hire, 41 of 100"),
        (listed(verdict=None, score=41.0, mode=Mode.COACH), "coach mode"),
        (going_on(), "in progress, part 2 of 7"),
        (listed(stage=Stage.ABANDONED, verdict=None, score=None), "ended early"),
    ],
    ids=["judged", "coached", "going on", "given up"],
)
def test_an_unfurled_link_tells_the_outcome(found: Listed, told: str) -> None:
    shown = unfurl(HOSTILE, found)

    assert told in checked(Message(Mrkdwn("unfurl"), shown["blocks"]))


TROUBLES = [
    each for name, each in inspect.getmembers(trouble, inspect.isfunction) if each.__module__ == trouble.__name__ and not name.startswith("_")
]


@pytest.mark.parametrize("told", TROUBLES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("given", ["4f5a", HOSTILE, LONG[:900]], ids=["plain", "hostile", "long"])
def test_trouble_is_told_within_limits_whatever_caused_it(told, given: str) -> None:
    assert checked(told(*[given for _ in inspect.signature(told).parameters]))


def test_trouble_comes_with_a_way_out() -> None:
    assert actions.unpair(pressed(trouble.in_doubt("4f5a", "turn-7").blocks)["Show it again"]["value"]) == ("4f5a", "turn-7")
    assert pressed(trouble.parked("4f5a").blocks)["Try again"]["action_id"] == actions.TRY_AGAIN
    assert set(pressed(trouble.over("4f5a").blocks)) == {"Review", "Practise again"}
    assert "<@U0ADA1>" in checked(trouble.somebody_elses("U0ADA1"))
    assert trouble.moved().blocks[1:] == []
    assert pressed(trouble.moved(LINK).blocks)["Open"]["url"] == LINK


def test_an_action_that_stands_twice_is_told_apart_and_still_known() -> None:
    view = home_tab([section(Mrkdwn("a"), button("A", actions.START, "1")), section(Mrkdwn("b"), button("B", actions.START, "2"))])

    ids = [block["accessory"]["action_id"] for block in view["blocks"]]
    assert ids == ["interview_start", "interview_start:2"]
    assert {actions.named(each) for each in ids} == {actions.START}
    assert all(actions.pattern(actions.START).match(each) for each in ids)
    assert not actions.pattern(actions.START).match("interview_start_over")


def test_what_is_too_long_is_cut_and_what_is_empty_is_filled() -> None:
    assert button("", actions.START)["text"]["text"] == "…"
    assert len(button("word " * 50, actions.START)["text"]["text"]) <= 75
    assert len(menu("Tag", actions.PROBLEMS_TAG, [(str(number), str(number)) for number in range(500)])["options"]) == 100
    assert len(section_of([escaped("line " * 100)] * 20)["text"]["text"]) <= 3000


@pytest.mark.parametrize("wish", ["pause", "resume", "end", "answer"])
def test_what_was_done_is_told_with_the_way_to_its_thread(wish: str) -> None:
    assert "&lt;!channel&gt;" in checked(done(wish, HOSTILE, None))
    assert pressed(done(wish, "a chat", LINK).blocks)["Open"]["url"] == LINK


def test_whoever_has_nothing_to_review_is_offered_problems() -> None:
    assert "nothing to review" in checked(nothing_to_review())
    assert set(pressed(nothing_to_review().blocks)) == {"Browse problems"}
