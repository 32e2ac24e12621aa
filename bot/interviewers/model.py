"""The interviewer that listens with a model: one streamed call a turn, which judges first and speaks last.

The guided interviewer sits beside it: it recognises what it can, words the moves, and takes over wherever the model brings nothing of use.
The machine between the two stages decides; what a model says is released a sentence at a time, after the guards.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.interviewers import answer, briefing
from bot.interviewers.allowance import Allowance, workspace_of
from bot.interviewers.asking import Asking
from bot.interviewers.breaker import Breaker
from bot.interviewers.calls import CallFailed, Messages, Monotonic, Streamed, Voice
from bot.interviewers.joining import asked_by_either, new_notes
from bot.interviewers.released import Told, sentences_of
from interview_flow.assessment.estimates import Verdict
from interview_flow.assessment.sums import claims
from interview_flow.assessment.unscorable import unscorable
from interview_flow.brief import Brief, Cue, Exchange, Judgement, Move, Reply, Say
from interview_flow.guards import guarded_findings, guarded_notes, guarded_question, guarded_requests, guarded_sentence, refuses
from interview_flow.guided import Guided
from interview_flow.model_use import Fault, Guard, Intervention, ModelUse
from interview_flow.transcript import Wish

MARGIN = 1.0
"""Seconds of the patience that are kept for what is said without a model."""
DRAINED = 2.0
"""Seconds in which the end of an answer that is not needed may come, for the sake of its count of tokens."""
MOST_SENTENCES = 3


@dataclass(frozen=True)
class Model:
    """`voices` are asked in their order; `apology` words the first reply that had to do without them, by the fault and the turn."""

    voices: Sequence[Voice]
    guided: Guided
    breaker: Breaker
    allowance: Allowance
    now: Monotonic
    patience: float
    apology: Callable[[Fault, int], str]

    @property
    def name(self) -> str:
        """The model that is asked first."""
        return self.voices[0].name

    async def ready(self) -> None:
        """Import and build everything. Raises `NoModel`."""
        for voice in self.voices:
            await voice.ready()

    @asynccontextmanager
    async def exchange(self, brief: Brief) -> AsyncGenerator[Exchange]:
        """The reply to what is pending."""
        made = _Exchange(self, brief)
        try:
            yield made
        finally:
            await made.close()


@dataclass
class _Exchange:
    model: Model
    brief: Brief
    _asking: Asking | None = None
    _streamed: Streamed | None = None
    _interventions: list[Intervention] = field(default_factory=list[Intervention])
    _aims_at: str | None = None
    _is_excused: bool = False

    async def judge(self) -> Judgement:
        own = self.model.guided.judge(self.brief)
        if not self._is_worth_asking():
            return own
        self._asking = self._asked()
        if not await self.model.allowance.may_spend(self._person, workspace_of(self._person)):
            self._asking.fault = Fault.ALLOWANCE
            return own
        found = await self._asking.judged()
        if found is None:
            return own
        self._streamed, proposal = found
        self._interventions += proposal.interventions
        self._aims_at = proposal.judgement.aims_at
        return self._joined(own, proposal.judgement)

    async def speak(self, brief: Brief, move: Move, say: Say) -> Reply:
        if not move.words:  # a word about the time, a hint, a greeting: nothing in it is an answer to an answer
            return self.model.guided.speak(brief, move)
        told = Told(say, self._light_word())
        reaction = await self._reaction(brief, move, told)
        question = await self._question(brief, move, told) if self._asks(move) else None
        if late := self._light_word():
            reaction = told.interrupted(reaction, late)
        reply = self.model.guided.speak(brief, move, reaction or None, question or None)
        text = f"{told.first}{reply.text}"
        if told.words or self._streamed:
            await say(text.removeprefix(told.words))
        await self._drained()
        return Reply(text=text, question=reply.question)

    def use(self) -> ModelUse | None:
        if self._asking is None:
            return None
        calls = (*self._asking.calls, *([self._streamed.call()] if self._streamed else []))
        return ModelUse(calls=calls, interventions=(*self._asking.interventions, *self._interventions), unaided=self._asking.fault)

    async def close(self) -> None:
        """Drop what is still under way, and count what all of it cost."""
        if self._asking is None:
            return
        if self._streamed:
            await self._asking.ended(self._streamed)
        tokens = sum(call.input_tokens + call.output_tokens for call in self._asking.calls)
        await self.model.allowance.spent(self._person, workspace_of(self._person), tokens)

    @property
    def _person(self) -> str:
        return self.brief.interview.candidate

    def _is_worth_asking(self) -> bool:
        """Whether there is an answer with something in it, and somebody who waits for the reply; what is worthless needs no model to be told so."""
        if any(turn.wish is Wish.PAUSE for turn in self.brief.interview.pending):
            return False
        barred = {each.turn for each in unscorable(self.brief)}
        return any(turn.turn not in barred for turn in self.brief.answers)

    def _asked(self) -> Asking:
        slips = [claim.claim for turn in self.brief.answers for claim in claims(turn.text) if claim.verdict is Verdict.WRONG]

        def messages(voice: Voice, mend: str | None) -> Messages:
            return briefing.messages(self.brief, slips, caches=voice.caches, mend=mend)

        return Asking(self.model.voices, self.model.breaker, self.model.now, self.model.patience - MARGIN, messages)

    def _joined(self, own: Judgement, proposed: Judgement) -> Judgement:
        """What both hold to be shown; what the model proposes is looked up first."""
        findings, voided = guarded_findings(self.brief, proposed.findings)
        notes, reworded = guarded_notes(self.brief, proposed.notes)
        requests, unasked = guarded_requests(self.brief, proposed.requests)
        self._interventions += (*voided, *reworded, *unasked)
        return Judgement(
            findings=(*own.findings, *findings),
            points=own.points,
            notes=(*own.notes, *new_notes(own.notes, notes)),
            requests=asked_by_either(own.requests, requests),
            aims_at=proposed.aims_at,
        )

    def _asks(self, move: Move) -> bool:
        """Whether the question that the model makes is the one that is due."""
        return self._streamed is not None and move.cue is Cue.PROBE and move.asks == self._aims_at

    def _light_word(self) -> str:
        """What is said once, in the first reply without the model."""
        fault = self._asking.fault if self._asking else None
        if fault is None or self._is_excused or self.brief.interview.unaided is not None:
            return ""
        self._is_excused = True
        return self.model.apology(fault, self.brief.interview.turn)

    async def _reaction(self, brief: Brief, move: Move, told: Told) -> str:
        """The model's reaction as far as the guards let it pass, told sentence by sentence."""
        kept, taken = "", 0
        if move.unscorable:
            return ""
        while self._streamed and taken < MOST_SENTENCES:
            text = answer.said(self._streamed.latest, "reaction")
            complete = answer.is_said(self._streamed.latest, "reaction", whole=self._streamed.whole)
            for sentence in sentences_of(text, complete=complete)[taken:MOST_SENTENCES]:
                taken += 1
                passed = self._passed(guarded_sentence(brief, move, sentence, kept))
                if passed:
                    await told.say(f" {passed}" if kept else passed)
                    kept = f"{kept} {passed}".strip()
            if complete or not await self._went_on(told):
                break
        return kept

    async def _question(self, brief: Brief, move: Move, told: Told) -> str:
        """The model's question, whole; "" when it cannot be used."""
        while self._streamed and not self._streamed.whole:
            if not await self._went_on(told):
                return ""
        question = answer.said(self._streamed.latest, "question") if self._streamed else ""
        if refuses(question):
            self._interventions.append(Intervention(guard=Guard.REFUSAL, text=question[:100]))
            return ""
        return self._passed(guarded_question(brief, move, question))

    def _passed(self, guarded: tuple[str, tuple[Intervention, ...]]) -> str:
        text, interventions = guarded
        self._interventions += interventions
        return text

    async def _went_on(self, told: Told) -> bool:
        """Whether more of the answer has come; an answer that broke off is at its end. The first words are due within the patience, the last
        within once more."""
        assert self._streamed
        assert self._asking
        try:
            await self._streamed.more(self._asking.until + (self.model.patience if told.words else 0.0))
        except CallFailed as failed:
            await self._asking.broke_off(self._streamed, failed)
            self._streamed = None
            return False
        return True

    async def _drained(self) -> None:
        """The rest of the answer, if it is there soon; only its count is of use."""
        if not self._streamed or not self._asking:
            return
        deadline = self.model.now() + DRAINED
        try:
            while not self._streamed.whole:
                await self._streamed.more(deadline)
        except CallFailed:
            pass
        await self._asking.ended(self._streamed)
        self._streamed = None
