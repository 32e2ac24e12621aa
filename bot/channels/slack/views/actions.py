"""The names of everything that can be pressed, chosen or submitted, and how their values are read.

An action that stands several times in one message gets a suffix (`interview_start:2`): register `pattern(action)`.
"""

import re
from collections.abc import Mapping
from typing import Any

HINT = "interview_hint"
NEXT = "interview_next"
PAUSE = "interview_pause"
RESUME = "interview_resume"
END = "interview_end"
"""Values of these and of REVIEW and AGAIN: the interview's id."""
REVIEW = "review_open"
AGAIN = "interview_again"
REVIEW_PHASE = "review_phase"
"""A menu in the review modal; values `pair(interview id, phase)`."""
DOCUMENT = "document_send"
"""A menu; values `pair(interview id, format)`."""
START = "interview_start"
"""Value: `words.Start.value`."""
DRILL = "drill_start"
"""Value: the criterion (`phase.name`) that the drill is for; none for the one that is suggested."""
RUN = "command_run"
"""Value: the text of a command, to be parsed like what is typed."""
SCORE_SELF = "self_score"
SHOW_ME = "scorecard_show"
ASK = "opinion_ask"
SCORE = "opinion_score"
"""Values: the interview's id. `SCORE` is for those who were asked."""
QUIZ = "quiz_ask"
"""A question of the quiz. Value: `quiz.value`; none asks for anything, as the button of a reminder does."""
PROBLEMS = "problems_browse"
PROBLEMS_DIFFICULTY = "problems_difficulty"
PROBLEMS_TAG = "problems_tag"
LIST = "interviews_list"
HELP = "help_open"
SETTINGS = "settings_open"
TAKE_AS_ANSWER = "answer_take"
"""Value: `pair(interview id, message)`; also what `which` offers for an answer."""
SHOW_AGAIN = "reply_show_again"
"""Value: `pair(interview id, name of the delivery)`."""
TRY_AGAIN = "interview_try_again"
LINK = "link_followed"
"""A button that only opens an address; Slack tells of it all the same."""

REMINDERS = "reminders_list"
ROUTINE = "reminders_routine"
BACK = "reminders_back"
REMINDER_SET = "reminder_set"
"""Value: the id of the reminder that is changed, or nothing for a new one, then `|` and a phrase."""
REMINDER_CHANGE = "reminder_change"
REMINDER_PAUSE = "reminder_pause"
REMINDER_RESUME = "reminder_resume"
REMINDER_REMOVE = "reminder_remove"
REMINDER_KEEP = "reminder_keep"
"""Values: the reminder's id. `REMINDER_KEEP`: in quiet hours too."""
PRACTISE = "reminder_start"
PRACTISE_WHOLE = "reminder_interview"
"""Values: an `offers.Offer`."""
PRACTISE_QUIZ = "reminder_quiz"
PRACTISE_SKIP = "reminder_skip"
PRACTISE_PAUSE = "reminder_pause_until"
PRACTISE_CHANGE = "reminder_change_when"
"""Values: `pair(reminder id, occasion)`."""
PRACTISE_LATER = "reminder_snooze"
"""A menu; values `pair(pair(reminder id, occasion), how much later)`."""
TEAM_JOIN = "team_sign_up"
"""Value: `pair(reminder id, slug of the problem that was suggested)`."""
TEAM_LEAVE = "team_sign_off"
"""Value: the same with the ts of the channel's message behind it."""

REVIEW_MODAL = "review"
SETTINGS_MODAL = "settings"
SELF_MODAL = "self_scores"
ASK_MODAL = "opinion_ask"
OPINION_MODAL = "opinion"
QUIZ_MODAL = "quiz"
WINDOW_MODAL = "window"
CHANGE_MODAL = "reminder_change"
PAUSE_MODAL = "reminder_pause"
ROUTINE_MODAL = "reminders_routine"
"""`callback_id`s of the modals."""

_SEPARATOR = " "


def pattern(action: str) -> re.Pattern[str]:
    """What matches the `action_id`s of an action, with or without a suffix."""
    return re.compile(rf"^{re.escape(action)}(?::\d+)?$")


def named(action_id: str) -> str:
    """The action of an `action_id`."""
    return re.sub(r":\d+$", "", action_id)


def pair(interview_id: str, about: str) -> str:
    """Two things in one value."""
    return f"{interview_id}{_SEPARATOR}{about}"


def unpair(value: str) -> tuple[str, str]:
    """The two things of `pair`; the second is empty in a value that holds one."""
    interview_id, _, about = value.partition(_SEPARATOR)
    return interview_id, about


def ticked(state: Mapping[str, Any], block: str, action: str) -> bool | None:
    """Whether a person ticked the one box of a field; None where there is no such field."""
    field: dict[str, Any] | None = state.get("values", {}).get(block, {}).get(action)
    return None if field is None else bool(field.get("selected_options"))


def filled_in(state: Mapping[str, Any], block: str, action: str) -> str | None:
    """What a person chose or typed in one field, from the `state` of a view or of a block action; None for nothing."""
    field: dict[str, Any] = state.get("values", {}).get(block, {}).get(action) or {}
    option: dict[str, Any] = field.get("selected_option") or field
    value = field.get("selected_user") or field.get("selected_date") or field.get("selected_time") or option.get("value")
    return None if value is None else str(value)
