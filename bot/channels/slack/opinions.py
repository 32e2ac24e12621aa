"""What candidates and team-mates ask for about opinions: decided and committed here; a job says it where it belongs."""

from contextlib import suppress
from dataclasses import dataclass

from bot.bank import Bank
from bot.channels.slack.incoming import Submitted, Whose
from bot.channels.slack.reception import Reception
from bot.channels.slack.shown import Shown
from bot.channels.slack.views import reveal, trouble
from bot.conversation import Conversation
from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.phases import IllegalMove, Stage
from prompts.slack_texts import filled
from storage.events import EventLog
from storage.failures import AlreadyHeard, UnknownInterview
from storage.people import People
from storage.threads import stirring

Refusal = dict[str, str]
"""What is wrong with a form, by block."""


@dataclass
class Opinions:
    """Every method raises `StorageFailed` when nothing could be kept; then it may be asked for again."""

    conversation: Conversation
    log: EventLog
    people: People
    bank: Bank
    reception: Reception

    async def reveal(self, interview_id: str, *arrivals: str) -> None:
        """The candidate wants to see how a finished interview went: scorecard and document come into the thread, once."""
        with suppress(AlreadyHeard, IllegalMove):  # it was asked for before, or by a button that never stood there
            await self.conversation.reveal(interview_id, arrivals, [stirring(interview_id)])
        await self.reception.put("answer", interview_id)

    async def own_form(self, interview_id: str) -> Shown:
        """The candidate wants to score themselves first."""
        interview = await self.log.last_known(interview_id)
        return Shown(reveal.too_late()) if interview.revealed else Shown(modal=reveal.form(interview, self.bank.rubric))

    async def own_scores(self, submitted: Submitted) -> Shown | Refusal:
        """The candidate has scored themselves, and sees how it went."""
        interview = await self._finished(submitted.about)
        if interview is None or interview.candidate != submitted.whose.person:
            return Shown(trouble.stale())
        phases = reveal.chosen(submitted.state)
        if not phases:
            return reveal.nothing_chosen(interview.visited)
        opinion = Opinion(by=interview.candidate, name=await self._name(submitted.whose), phases=phases)
        return await self._scored(submitted, opinion) or Shown(reveal.too_late())

    async def _scored(self, submitted: Submitted, opinion: Opinion) -> Shown | None:
        """Nothing to show once it is kept; None if it came too late."""
        if not await self.log.heard(submitted.arrival):
            try:
                await self.conversation.score(submitted.about, opinion, [submitted.arrival], [stirring(submitted.about)])
            except AlreadyHeard:
                pass
            except ValueError:
                return None
        await self.reception.put("answer", submitted.about)
        return Shown()

    async def _finished(self, interview_id: str) -> Interview | None:
        try:
            interview = await self.log.last_known(interview_id)
            interview = interview if interview.over else await self.log.load(interview_id)
        except UnknownInterview:
            return None
        return interview if interview.stage is Stage.FINISHED else None

    async def _name(self, whose: Whose) -> str:
        return (await self.people.find(whose.person)).name or filled("words.unnamed")
