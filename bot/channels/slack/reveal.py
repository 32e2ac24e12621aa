"""The moment at which a candidate sees how it went, and the question that comes before it."""

from dataclasses import dataclass

from bot.channels.slack.posting import Post
from bot.channels.slack.views import reveal as views
from bot.conversation import Conversation
from interview_flow.interview import Interview
from storage.people import People

QUESTION = "reveal"
"""The delivery that is the question."""


@dataclass
class Reveal:
    """Knows whether the scorecard may be shown."""

    conversation: Conversation
    people: People

    async def is_due(self, interview: Interview) -> bool:
        """Whether to show how a finished interview went: it was asked for, or the candidate does not want to be asked. Raises `StorageFailed`."""
        if interview.revealed:
            return True
        if (await self.people.find(interview.candidate)).scores_self is not False:
            return False
        await self.conversation.reveal(interview.id)
        return True


def question(interview_id: str) -> Post:
    """How would you score yourself?"""
    shown = views.question(interview_id)
    return Post(QUESTION, shown.text, blocks=shown.blocks)
