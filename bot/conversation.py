"""The walk of one message: hear it, answer it, and recover what a crash left open.

The log is written before anything is said. A channel calls `hear` when something arrives, and `answer` when it has time; both may be
called again at any moment, by anybody, without harm.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from bot.bank import Bank
from interview_flow import decisions
from interview_flow.assessment.scorecard import Scorecard
from interview_flow.assessment.whole import Assessment, assessed
from interview_flow.brief import Brief, Exchange, Interviewer, Reply
from interview_flow.drills import Drill, prepared
from interview_flow.events import AnyEvent
from interview_flow.evolution import evolve
from interview_flow.interview import Interview
from interview_flow.model_use import ModelUse
from interview_flow.opinions import Opinion
from interview_flow.phases import IllegalMove, Stage
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Turn
from interview_flow.turns import turns
from storage.events import EventLog
from storage.failures import Conflict, UnknownInterview
from storage.group import Write
from storage.marks import marking
from storage.transcripts import Transcripts

Clock = Callable[[], datetime]
"""Tells the time, aware."""


class Audience(Protocol):
    """A channel that shows a reply while it is written. What it is told is provisional until `answer` has returned."""

    async def begin(self) -> None:
        """A reply is begun; whatever was told of an earlier one, which the candidate has overtaken, is not what will be said."""
        ...

    async def say(self, words: str) -> None:
        """The next words of it."""
        ...


class Conversation:
    """Every interview of one installation."""

    def __init__(self, log: EventLog, transcripts: Transcripts, bank: Bank, interviewer: Interviewer, clock: Clock) -> None:
        self._log, self._transcripts, self._bank, self._interviewer, self._clock = log, transcripts, bank, interviewer, clock

    async def begin(
        self,
        interview_id: str,
        *,
        topic: str,
        problem: str | None,
        level: Level,
        mode: Mode,
        minutes: int,
        candidate: str,
        drill: Drill | None = None,
        arrivals: Sequence[str] = (),
        alongside: Sequence[Write] = (),
    ) -> Interview:
        """Start an interview, or a drill of one phase; the greeting is owed. `arrivals` and `alongside` as in `hear`.

        Raises `ValueError` for a topic, a time or a drill that makes no sense, `AlreadyHeard` for a request that came before."""
        blank = Interview.blank(interview_id)
        started = decisions.start(
            blank,
            topic=topic,
            problem=problem,
            level=level,
            mode=mode,
            minutes=minutes,
            candidate=candidate,
            interviewer=self._interviewer.name,
            now=self._clock(),
            drill=drill and prepared(drill, self._bank.rubric, self._bank.problem(problem), level),
        )
        return await self._log.append(blank, started, arrivals=arrivals, alongside=alongside)

    async def hear(self, interview_id: str, text: str, arrivals: Sequence[str] = (), alongside: Sequence[Write] = ()) -> Interview:
        """Take down what the candidate said; once this returns it cannot be lost.

        `arrivals` are the ids of what arrived: one that was heard before raises `AlreadyHeard`. `alongside` is what the channel keeps with it.
        Raises `IllegalMove` when the interview cannot hear."""
        return await self._append(interview_id, lambda known: decisions.hear(known, text, self._clock()), arrivals, alongside)

    async def correct(self, interview_id: str, turn: int, text: str, arrivals: Sequence[str] = ()) -> Interview:
        """The candidate edited a turn, or took it back (`text` is empty): honoured before the reply, noted after it. Raises `AlreadyHeard`."""
        return await self._append(interview_id, lambda known: decisions.correct(known, turn, text, self._clock()), arrivals)

    async def answer(self, interview_id: str, before: Callable[[], Awaitable[bool]] | None = None, audience: Audience | None = None) -> Interview:
        """Say what is owed, if anything is. A candidate who speaks meanwhile is answered together with what came before.

        `before` is what the channel still has to hear before each reply; it says whether there was anything. `audience` is told the words
        of a reply while it is written."""
        interview = await self._log.last_known(interview_id)
        if not interview.owes_reply:  # another process may have heard something since
            interview = await self._log.load(interview_id)
        overtaken: list[ModelUse] = []
        while True:
            if before and await before():
                interview = await self._log.load(interview_id)
            if not interview.owes_reply:
                return interview
            try:
                events, brief = await self._reply(interview, audience, overtaken)
            except _Overtaken:
                interview = await self._log.load(interview_id)
                continue
            card = await self._judged_in_the_end(brief, events) if brief.interview.stage is Stage.FINISHED else None
            marks = marking(brief.interview, card) if card else []
            try:
                interview = await self._log.append(
                    interview, events, alongside=marks, score=card.score if card else None, verdict=card.verdict if card else None
                )
            except Conflict:
                interview = await self._log.load(interview_id)

    async def interrupted(self, interview_id: str) -> Interview:
        """Pause an interview whose channel went away without a word, as of the last thing that happened in it."""
        interview = await self._log.load(interview_id)
        return await self._log.append(interview, decisions.interrupted(interview))

    async def recover(self) -> None:
        """Answer whatever was left unanswered, and give up interviews that fell silent."""
        for interview_id in await self._transcripts.owed():
            with suppress(UnknownInterview):  # deleted meanwhile
                await self.answer(interview_id)
        await self.give_up_silent()

    async def give_up_silent(self) -> None:
        """Abandon interviews in which nothing was said for `decisions.SILENCE`."""
        for interview_id in await self._transcripts.silent_since(self._clock() - decisions.SILENCE):
            with suppress(Conflict, UnknownInterview):  # somebody has spoken after all, or it was deleted
                interview = await self._log.load(interview_id)
                await self._log.append(interview, decisions.abandon(interview, self._clock()))

    def assessed(self, interview: Interview, said: tuple[Turn, ...]) -> Assessment:
        """The judgement as it stands, of all that was said; there is no verdict before the end."""
        return assessed(self._brief(interview), said)

    async def ask_opinion(self, interview_id: str, of: str, name: str, arrivals: Sequence[str] = (), alongside: Sequence[Write] = ()) -> Interview:
        """The candidate asks somebody to score an interview that is over, and lets them read it. Raises `ValueError`, `IllegalMove`, `AlreadyHeard`."""
        return await self._append(interview_id, lambda known: decisions.ask_opinion(known, of, name, self._clock()), arrivals, alongside)

    async def score(self, interview_id: str, opinion: Opinion, arrivals: Sequence[str] = (), alongside: Sequence[Write] = ()) -> Interview:
        """The candidate before the reveal, or a team-mate, scores an interview that is over. Raises `ValueError`, `IllegalMove`, `AlreadyHeard`."""
        return await self._append(interview_id, lambda known: decisions.score(known, opinion, self._bank.rubric, self._clock()), arrivals, alongside)

    async def reveal(self, interview_id: str, arrivals: Sequence[str] = (), alongside: Sequence[Write] = ()) -> Interview:
        """The candidate sees how a finished interview went. Raises `IllegalMove`, `AlreadyHeard`."""
        return await self._append(interview_id, lambda known: decisions.reveal(known, self._clock()), arrivals, alongside)

    async def _append(
        self, interview_id: str, decide: Callable[[Interview], Sequence[AnyEvent]], arrivals: Sequence[str], alongside: Sequence[Write] = ()
    ) -> Interview:
        """Decide on what this process knows, and once more on what the log holds if that turns out to be old."""
        interview = await self._log.last_known(interview_id)
        while True:
            try:
                return await self._log.append(interview, decide(interview), arrivals=arrivals, alongside=alongside)
            except (Conflict, IllegalMove) as stale:
                latest = await self._log.load(interview_id)
                if latest.seq == interview.seq and isinstance(stale, IllegalMove):
                    raise
                interview = latest

    async def _judged_in_the_end(self, brief: Brief, events: Sequence[AnyEvent]) -> Scorecard:
        """The scorecard of an interview that these events close."""
        before = await self._log.read(brief.interview.id)
        return assessed(brief, turns([*before, *events])).scorecard

    async def _reply(self, interview: Interview, audience: Audience | None, used: list[ModelUse]) -> tuple[Sequence[AnyEvent], Brief]:
        """The events of a reply. `used` is what replies that were overtaken asked of models; this one's use joins it, said or not."""
        brief = self._brief(interview)
        async with self._interviewer.exchange(brief) as exchange:
            try:
                judgement = await exchange.judge()
                decided = decisions.reply(brief, judgement, self._clock())
                said = await self._spoken(exchange, decided, _Telling(audience, lambda: self._log.is_latest(interview)))
            finally:
                used += [use] if (use := exchange.use()) else []
        asked = [decisions.asked_models(use, self._clock()) for use in used]
        after = decided.brief.interview
        for event in (*asked, *said, *decided.after):
            after = evolve(after, event)
        return [*decided.before, *asked, *said, *decided.after], decided.brief.model_copy(update={"interview": after})

    async def _spoken(self, exchange: Exchange, decided: decisions.Decision, telling: "_Telling") -> list[AnyEvent]:
        said: list[AnyEvent] = []
        await telling.begin()
        for move in decided.moves:
            reply = await exchange.speak(decided.brief, move, telling.say)
            telling.complete(reply)
            said.append(decisions.spoken(move, reply, self._clock()))
        return said

    def _brief(self, interview: Interview) -> Brief:
        return Brief(interview=interview, rubric=self._bank.rubric, problem=self._bank.problem(interview.problem))


class _Overtaken(Exception):
    """The candidate has spoken since; the reply is to be one to everything."""


class _Telling:
    """One reply told while it is written. What several moves say is one text with a blank line between two; what came at once is held back until
    there is something to tell after it."""

    def __init__(self, audience: Audience | None, is_current: Callable[[], bool]) -> None:
        self._audience, self._is_current = audience, is_current
        self._held, self._of_this_move = "", ""

    async def begin(self) -> None:
        """Nothing of this reply is told yet."""
        if self._audience:
            await self._audience.begin()

    async def say(self, words: str) -> None:
        """The next words of the move that is being said. Raises `_Overtaken`."""
        if not self._is_current():
            raise _Overtaken
        self._of_this_move += words
        if self._audience and words:
            held, self._held = self._held, ""
            await self._audience.say(held + words)

    def complete(self, reply: Reply) -> None:
        """A move is said; what was not told of it comes before whatever follows."""
        self._held += reply.text.removeprefix(self._of_this_move) + "\n\n"
        self._of_this_move = ""
