"""Before the scorecard: the question how the candidate would score themselves, and the modal in which they do."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, Message, button, entry, label, menu, message, modal, said, section
from bot.channels.slack.views.blocks import actions as row
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.rubric import Rubric
from prompts.slack_texts import filled

MOST = 10
"""The best value of a menu, which shows 100 for it; the worst is 0."""


def question(interview_id: str) -> Message:
    """What stands where the scorecard will stand."""
    buttons = [
        button(label("opinions.before.score"), actions.SCORE_SELF, interview_id, style="primary"),
        button(label("opinions.before.show"), actions.SHOW_ME, interview_id),
    ]
    return message(said("opinions.before.fallback"), [section(said("opinions.before.text")), row(buttons)])


def form(interview: Interview, rubric: Rubric) -> Block:
    """The view for `views.open`: one field for each part that was reached. `private_metadata` is the interview's id."""
    blocks = [section(said("opinions.self.intro", level=filled(f"words.level.{interview.level}")))]
    blocks += [_field(phase, rubric) for phase in interview.visited]
    named = filled("opinions.self.title"), filled("opinions.self.close")
    return modal(actions.SELF_MODAL, *named, blocks, submit=filled("opinions.self.submit"), metadata=interview.id)


def chosen(state: Mapping[str, Any]) -> dict[Phase, int]:
    """What was filled in, 0 to 100; what was left open is not in it."""
    typed = {phase: actions.filled_in(state, _name(phase), _name(phase)) for phase in Phase}
    return {phase: 100 * int(value) // MOST for phase, value in typed.items() if value is not None}


def nothing_chosen(phases: Sequence[Phase]) -> dict[str, str]:
    """For `response_action: errors`, where everything was left open."""
    return {_name(phases[0]): filled("opinions.self.nothing")}


def too_late() -> Message:
    """The candidate has seen the scorecard."""
    told = said("opinions.before.too_late")
    return message(told, [section(told)])


def _field(phase: Phase, rubric: Rubric) -> Block:
    options = [(str(100 * figure // MOST), str(figure)) for figure in range(MOST + 1)]
    return entry(_name(phase), rubric.guide(phase).title, menu(label("opinions.self.open"), _name(phase), options), optional=True)


def _name(phase: Phase) -> str:
    """Both the `block_id` and the `action_id` of its field."""
    return f"self_{phase}"
