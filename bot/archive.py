"""What is left of an interview when it is over: the transcript, the judgement, five finished documents."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.bank import Bank, entitled
from bot.conversation import Conversation
from interview_flow.assessment.scorecard import Scorecard
from interview_flow.assessment.whole import Assessment
from interview_flow.documents import Source, context
from interview_flow.events import Because
from interview_flow.evolution import replay
from interview_flow.interview import Interview
from interview_flow.problems import Problem
from interview_flow.transcript import Speaker, Turn
from interview_flow.turns import turns
from prompts.slack_texts import filled
from prompts.templates import NAMES, render
from storage.events import EventLog
from storage.people import People
from storage.transcripts import Listed, Transcripts

TRANSCRIPT = "transcript"


def documents_of(interview: Interview | Listed) -> tuple[str, ...]:
    """The finished documents of an interview; a drill leaves none, since one phase is no design."""
    return () if interview.drill else NAMES


class DocumentsFailed(Exception):
    """The documents could not be saved; the interview itself is safe in the database."""


@dataclass(frozen=True)
class Kept:
    """One interview, read whole."""

    interview: Interview
    turns: tuple[Turn, ...]
    assessment: Assessment
    source: Source

    @property
    def title(self) -> str:
        """What it is called, as `Bank.title` says it."""
        return entitled(self.source.problem, self.interview.topic, self.source.rubric, self.interview.drilled)

    @property
    def scorecard(self) -> Scorecard:
        """The score and what it is made of."""
        return self.assessment.scorecard


class Archive:
    """Reads interviews whole. `folder` is where documents are saved."""

    def __init__(self, log: EventLog, transcripts: Transcripts, people: People, bank: Bank, conversation: Conversation, folder: Path) -> None:
        self._log, self._transcripts, self._people, self._bank = log, transcripts, people, bank
        self._conversation, self._folder = conversation, folder

    async def kept(self, interview_id: str) -> Kept:
        """An interview as the log has it. Raises `UnknownInterview`, `StorageFailed`."""
        events = await self._log.read(interview_id)
        interview = replay(interview_id, events)
        said = turns(events)
        assessment = await asyncio.to_thread(self._conversation.assessed, interview, said)  # others would wait for it on the event loop
        practised = await self._transcripts.times_practised(interview.problem) if interview.problem else 1
        name = (await self._people.find(interview.candidate)).name or _unnamed(interview.candidate)
        return Kept(interview, said, assessment, self._source(interview, said, assessment, practised, name))

    async def said(self, interview_id: str) -> tuple[Turn, ...]:
        """Every turn of an interview, in order. Raises `UnknownInterview`, `StorageFailed`."""
        return turns(await self._log.read(interview_id))

    async def save(self, interview_id: str) -> list[Path]:
        """Write the five documents and the transcript, of a drill the transcript alone; raises `DocumentsFailed` with a sentence."""
        kept = await self.kept(interview_id)
        return await asyncio.to_thread(_written, self._folder / interview_id, kept.source, documents_of(kept.interview))

    def _source(self, interview: Interview, said: tuple[Turn, ...], assessment: Assessment, practised: int, name: str) -> Source:
        assert interview.started_at is not None, "an interview in the log has started"
        return Source(
            id=interview.id,
            topic=interview.topic,
            problem=self._bank.problem(interview.problem),
            rubric=self._bank.rubric,
            level=interview.level,
            mode=interview.mode,
            minutes=interview.minutes,
            candidate=name,
            interviewer=interview.interviewer,
            started_at=interview.started_at,
            ended_at=interview.ended_at,
            ended_early=interview.ended_because in (Because.ENDED_EARLY, Because.SILENCE),
            turns=said,
            record=interview.record,
            assessment=assessment,
            told=_told(interview, said, self._bank.problem(interview.problem)),
            twist_turn=interview.twist_turn,
            phase_minutes={phase: round(seconds / 60, 1) for phase, seconds in interview.spent.items()},
            hints=interview.hints,
            times_practised=practised,
            matched=interview.points,
            drill=interview.drilled,
            titles={problem.slug: problem.title for problem in self._bank.problems},
        )


def _written(folder: Path, source: Source, documents: tuple[str, ...]) -> list[Path]:
    """The documents and the transcript, as files. Raises `DocumentsFailed`."""
    paths = [folder / f"{name}.md" for name in (*documents, TRANSCRIPT)]
    shown = context(source)
    texts = [render(path.stem, shown) for path in paths]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise DocumentsFailed(
            f"The documents could not be saved in {folder} ({error.strerror}). The interview is safe: "
            f"`mock-interview transcripts show {source.id} --format {paths[0].stem}` prints them again."
        ) from error
    return paths


def _unnamed(candidate: str) -> str:
    """What somebody is called whose name is not known (yet): an id of Slack's tells a reader nothing."""
    return filled("words.unnamed") if candidate.startswith("slack:") else candidate


def _told(interview: Interview, said: tuple[Turn, ...], problem: Problem | None) -> dict[str, int]:
    """The facts that were given, each with the turn in which the interviewer said it."""
    answers = {fact: problem.fact(fact).answer for fact in interview.told} if problem else {}
    spoken = [turn for turn in said if turn.speaker is Speaker.INTERVIEWER]
    turns_of = {fact: next((turn.turn for turn in spoken if answer in turn.text), None) for fact, answer in answers.items()}
    return {fact: turn for fact, turn in turns_of.items() if turn is not None}
