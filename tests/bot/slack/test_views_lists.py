"""Things to choose from, and the Home tab: none, some and far too many of them."""

from datetime import timedelta

import pytest

from bot.bank import Bank
from bot.channels.slack.requests import Problems, Start
from bot.channels.slack.views import actions
from bot.channels.slack.views.home import home
from bot.channels.slack.views.lists import FILTER, filtered, which
from bot.channels.slack.views.lists import listed as listed_view
from bot.channels.slack.views.lists import problems as problems_view
from bot.channels.slack.views.preferences import LEVEL, MINUTES, MODE, chosen, settings
from bot.preferences import Preferences
from interview_flow.phases import Phase, Stage
from interview_flow.problems import Difficulty
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Wish
from prompts.library import problems, rubric
from tests.bot.slack.sights import HOSTILE, NOON, checked, checked_view, going_on, listed, pressed

BANK = Bank(problems(), rubric())
HUGE = Bank(
    tuple(
        problem.model_copy(update={"slug": f"{problem.slug}-{copy}", "title": f"{problem.title} {copy}", "tags": (*problem.tags, f"tag-{copy}")})
        for copy in range(40)
        for problem in problems()
    ),
    rubric(),
)
EMPTY = Bank((), rubric())
MANY = [listed(number, topic=HOSTILE) if number % 3 else going_on(number, topic=HOSTILE) for number in range(500)]


def test_the_bank_is_shown_easiest_first_and_every_problem_can_be_started() -> None:
    message = problems_view(BANK)

    words = checked(message)
    starts = [part["accessory"] for part in message.blocks if "accessory" in part]
    assert words.index("Pastebin") < words.index("Rate limiter") < words.index("Web crawler")
    assert {Start.from_value(start["value"]) for start in starts} == {Start(problem.title) for problem in BANK.problems}
    assert all(actions.pattern(actions.START).match(start["action_id"]) for start in starts)


def test_the_bank_is_narrowed_by_difficulty_and_tag() -> None:
    message = problems_view(BANK, Difficulty.EASY, "caching")

    words, menus = checked(message), pressed(message.blocks)
    assert "*Pastebin*" in words
    assert "*News feed*" not in words
    assert menus["Difficulty"]["initial_option"]["value"] == "Easy"
    assert menus["Tag"]["initial_option"]["value"] == "caching"


@pytest.mark.parametrize(
    ("difficulty", "tag", "told"),
    [(Difficulty.EXPERT, None, "No problem fits"), (Difficulty.EASY, "quorum", "No problem fits"), (None, HOSTILE, "No problem has the tag")],
)
def test_a_choice_that_nothing_fits_is_told(difficulty: Difficulty | None, tag: str | None, told: str) -> None:
    assert told in checked(problems_view(BANK, difficulty, tag))


def test_a_bank_of_any_size_can_be_shown() -> None:
    assert "Not shown: 560" in checked(problems_view(HUGE))
    assert "No problem fits" in checked(problems_view(EMPTY))


def test_what_the_menus_say_is_read_back() -> None:
    state = {
        "values": {
            FILTER: {
                actions.PROBLEMS_DIFFICULTY: {"selected_option": {"value": "Hard"}},
                actions.PROBLEMS_TAG: {"selected_option": {"value": "queues"}},
            }
        }
    }
    menus = pressed(problems_view(BANK).blocks)
    unset = {menus[name]["action_id"]: {"selected_option": menus[name]["initial_option"]} for name in ("Difficulty", "Tag")}

    assert filtered(state) == Problems(Difficulty.HARD, "queues")
    assert filtered({"values": {FILTER: unset}}) == Problems()
    assert filtered({}) == Problems()


def test_a_list_tells_what_became_of_each_interview() -> None:
    message = listed_view(
        [
            going_on(1),
            going_on(2, stage=Stage.PAUSED, phase=Phase.FLOWS),
            listed(3),
            listed(4, mode=Mode.COACH, verdict=None),
            listed(5, stage=Stage.ABANDONED, verdict=None, score=None),
            listed(6, verdict=None, score=None),
        ]
    )

    words = checked(message)
    for told in ("part 2 of 7", "paused in part 5 of 7", "Hire, 72 of 100", "coach mode, 72 of 100", "ended early", "finished"):
        assert told in words
    acts = [(actions.named(block["accessory"]["action_id"]), block["accessory"]["value"]) for block in message.blocks if "accessory" in block]
    assert acts == [(actions.RESUME if number < 3 else actions.REVIEW, f"{number:010x}") for number in range(1, 7)]


def test_an_interview_whose_thread_is_known_can_be_opened() -> None:
    message = listed_view([going_on(1)], {going_on(1).id: "https://example.slack.com/archives/C1/p1"})

    assert pressed(message.blocks)["Open"]["url"] == "https://example.slack.com/archives/C1/p1"


def test_a_list_may_be_empty_or_far_too_long() -> None:
    assert "No interviews yet" in checked(listed_view([]))
    assert "not shown: 480" in checked(listed_view(MANY))


@pytest.mark.parametrize(
    ("wish", "action", "value"),
    [
        (Wish.HINT, actions.HINT, f"{1:010x}"),
        (Wish.NEXT, actions.NEXT, f"{1:010x}"),
        (Wish.PAUSE, actions.PAUSE, f"{1:010x}"),
        (Wish.RESUME, actions.RESUME, f"{1:010x}"),
        (Wish.END, actions.END, f"{1:010x}"),
        ("review", actions.REVIEW, f"{1:010x}"),
        ("1700000000.000100", actions.TAKE_AS_ANSWER, f"{1:010x} 1700000000.000100"),
    ],
)
def test_of_several_open_interviews_one_is_picked(wish: Wish | str, action: str, value: str) -> None:
    message = which([going_on(1), going_on(2)], wish)

    checked(message)
    first = next(block["accessory"] for block in message.blocks if "accessory" in block)
    assert (first["action_id"], first["value"]) == (action, value)
    assert ("confirm" in first) is (wish == Wish.END)


def test_very_many_open_interviews_can_be_asked_about() -> None:
    assert "not shown: 490" in checked(which(MANY, Wish.PAUSE))


def test_settings_show_what_is_set() -> None:
    view = settings(Preferences(Level.STAFF, Mode.COACH, 0))

    checked_view(view, "modal")
    fields = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert fields[LEVEL]["initial_option"]["value"] == "staff"
    assert fields[MODE]["initial_option"]["value"] == "coach"
    assert fields[MINUTES]["initial_value"] == "0"


def _filled_in(level: str, mode: str, minutes: str | None) -> dict[str, object]:
    options = {name: {name: {"type": "static_select", "selected_option": {"value": value}}} for name, value in {LEVEL: level, MODE: mode}.items()}
    return {"values": options | {MINUTES: {MINUTES: {"type": "number_input", "value": minutes}}}}


def test_settings_are_read_back() -> None:
    assert chosen(_filled_in("mid", "coach", "30")) == Preferences(Level.MID, Mode.COACH, 30)
    assert chosen(_filled_in("staff", "strict", "0")) == Preferences(Level.STAFF, Mode.STRICT, 0)


@pytest.mark.parametrize("minutes", [None, "", "-1", "10000", "1.5", "soon", "٣"])
def test_minutes_that_are_no_number_are_refused_at_their_field(minutes: str | None) -> None:
    errors = chosen(_filled_in("mid", "coach", minutes))

    assert isinstance(errors, dict)
    assert list(errors) == [MINUTES]


def test_home_shows_what_is_open_what_was_done_and_what_could_come_next() -> None:
    view = home([going_on(1), listed(2), listed(3, problem="pastebin")], BANK, Preferences(Level.STAFF, Mode.COACH, 0))

    words = checked_view(view, "home")
    assert words.index("In progress") < words.index("Past interviews") < words.index("Problems to try") < words.index("Settings")
    assert "New interviews: staff · coach · no clock" in words
    assert "*URL shortener*" in words
    assert "*Pastebin*" not in words
    assert {"Browse problems", "All interviews", "Help", "Resume", "Review", "Start", "Change"} <= set(pressed(view["blocks"]))


def test_home_of_a_newcomer_is_short() -> None:
    words = checked_view(home([], BANK, Preferences()), "home")

    assert "In progress" not in words
    assert "Past interviews" not in words
    assert "Problems to try" in words


def test_home_of_somebody_with_five_hundred_interviews_fits() -> None:
    words = checked_view(home(MANY, HUGE, Preferences()), "home")

    assert "More of them: 157" in words
    assert "More of them: 323" in words
    checked_view(home(MANY, EMPTY, Preferences()), "home")


def test_a_date_is_shown_in_the_zone_of_the_reader() -> None:
    at = NOON - timedelta(days=3)

    assert f"<!date^{int(at.timestamp())}^" in checked(listed_view([listed(3)]))
