"""What candidates and team-mates ask for about opinions: decided and committed here; a job says it where it belongs."""

from contextlib import suppress
from dataclasses import dataclass, replace

from bot.bank import Bank
from bot.channels.slack.incoming import Submitted, Whose
from bot.channels.slack.reception import Reception
from bot.channels.slack.shown import Shown
from bot.channels.slack.views import opinions as views
from bot.channels.slack.views import reveal, trouble
from bot.conversation import Clock, Conversation
from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.phases import IllegalMove, Stage
from prompts.slack_texts import filled
from storage.events import EventLog
from storage.failures import AlreadyHeard, UnknownInterview
from storage.people import People
from storage.shares import Shares, invitation
from storage.threads import stirring

Refusal = dict[str, str]
"""What is wrong with a form, by block."""


@dataclass
class Opinions:
    """Every method raises `StorageFailed` when nothing could be kept; then it may be asked for again."""

    conversation: Conversation
    log: EventLog
    people: People
    shares: Shares
    bank: Bank
    reception: Reception
    clock: Clock

    async def reveal(self, interview_id: str, *arrivals: str) -> None:
        """The candidate wants to see how a finished interview went: scorecard and document come into the thread, once."""
        with suppress(AlreadyHeard, IllegalMove):  # it was asked for before, or by a button that never stood there
            await self.conversation.reveal(interview_id, arrivals, [stirring(interview_id)])
        await self.reception.put("answer", interview_id)

    async def own_form(self, interview_id: str) -> Shown:
        """The candidate wants to score themselves first."""
        interview = await self.log.load(interview_id)
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

    def ask_form(self, interview_id: str) -> Shown:
        """The candidate wants to know what somebody else thinks."""
        return Shown(modal=views.ask(interview_id))

    async def asked(self, submitted: Submitted) -> Shown | Refusal:
        """Whom the candidate wants to ask; whether they can be written to turns out when they are."""
        interview, user = await self._finished(submitted.about), views.asked_who(submitted.state)
        if interview is None or interview.candidate != submitted.whose.person:
            return Shown(trouble.stale())
        if user is None:
            return {views.WHO: filled("opinions.ask.nobody")}
        mate = replace(submitted.whose, user=user)
        if not await self.log.heard(submitted.arrival):
            if await self._may_score(interview, mate.person):
                return {views.WHO: filled("opinions.ask.again")}
            if mate.person in interview.readers:  # it was taken back, and is given again
                await self.shares.add(invitation(interview.id, mate.person, await self._name(mate), interview.candidate, self.clock()))
            with suppress(AlreadyHeard):
                try:
                    await self.conversation.ask_opinion(
                        interview.id, mate.person, await self._name(mate), [submitted.arrival], [stirring(interview.id)]
                    )
                except ValueError:
                    return {views.WHO: filled("opinions.ask.yourself")}
        await self.reception.put("answer", interview.id)
        return Shown(views.told("opinions.ask.done"))

    async def form(self, whose: Whose, interview_id: str) -> Shown | None:
        """Somebody wants to score an interview; None for who was not asked."""
        interview = await self._finished(interview_id)
        if interview is None or not await self._may_score(interview, whose.person):
            return None
        title = self.bank.title(interview.problem, interview.topic, interview.drilled)
        return Shown(modal=views.form(interview, title, self.bank.rubric, interview.opinions.get(whose.person)))

    async def scores(self, submitted: Submitted) -> Shown | Refusal:
        """Somebody who was asked has scored an interview, or changed their mind."""
        interview, whose = await self._finished(submitted.about), submitted.whose
        if interview is None or not await self._may_score(interview, whose.person):
            return Shown(trouble.stale())
        criteria = views.chosen(submitted.state, self.bank.rubric)
        if not criteria:
            return views.nothing_chosen(self.bank.rubric)
        opinion = Opinion(by=whose.person, name=await self._name(whose), criteria=criteria)
        return Shown(views.told("opinions.form.done")) if await self._scored(submitted, opinion) else Shown(trouble.stale())

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
            interview = await self.log.load(interview_id)  # who was asked may be known to another process alone
        except UnknownInterview:
            return None
        return interview if interview.stage is Stage.FINISHED else None

    async def _may_score(self, interview: Interview, person: str) -> bool:
        """Whether somebody was asked, and that was not taken back since."""
        return any(share.may_score for share in await self.shares.letting(interview.id, person, (), self.clock()))

    async def _name(self, whose: Whose) -> str:
        return (await self.people.find(whose.person)).name or filled("words.unnamed")
