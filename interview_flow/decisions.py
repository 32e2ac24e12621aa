"""What may happen: the one place that changes an interview.

Every function takes the state and returns the events that follow; an illegal move raises `IllegalMove` and changes nothing.
An interviewer's judgement is an input here: the machine alone leaves phases, caps probes, keeps time and brings in the twist.
"""

from datetime import datetime, timedelta

from interview_flow.assessment import evidence
from interview_flow.assessment.checks import checked
from interview_flow.assessment.estimates import Verdict
from interview_flow.assessment.sums import claims
from interview_flow.assessment.unscorable import unscorable
from interview_flow.assessment.worthless import heard
from interview_flow.brief import Brief, Judgement, Move, Reply
from interview_flow.drills import Drill
from interview_flow.events import (
    AnswerCorrected,
    AnswerJudged,
    AnyEvent,
    CandidateSpoke,
    InterviewAbandoned,
    InterviewerSpoke,
    InterviewPaused,
    InterviewResumed,
    InterviewStarted,
    ModelAsked,
    OpinionAsked,
    OpinionGiven,
    ScorecardRevealed,
)
from interview_flow.evolution import evolve
from interview_flow.frozen import Frozen
from interview_flow.interview import Interview
from interview_flow.model_use import ModelUse
from interview_flow.next_move import Heard, next_moves
from interview_flow.opinions import Opinion
from interview_flow.phases import Command, Stage, after
from interview_flow.rubric import Level, Mode, Rubric
from interview_flow.sentences import Sentence, sentences
from interview_flow.transcript import Wish
from interview_flow.wishes import wish_in

SILENCE = timedelta(days=7)
"""After so long without a word an interview is abandoned."""
FEW_WORDS = 5
"""A sentence of fewer words beside a question is no statement of its own: "Let me ask first."."""
LONGEST_TOPIC = 200
"""Characters of a topic."""


class Decision(Frozen):
    """What was decided before a word is said: `before` is already folded into `brief`; `moves` are to be put into words; `after` follows them."""

    brief: Brief
    before: tuple[AnyEvent, ...]
    moves: tuple[Move, ...]
    after: tuple[AnyEvent, ...]


def start(
    interview: Interview,
    *,
    topic: str,
    problem: str | None,
    level: Level,
    mode: Mode,
    minutes: int,
    candidate: str,
    interviewer: str,
    now: datetime,
    drill: Drill | None = None,
) -> list[AnyEvent]:
    """A new interview, or a drill of one phase. `minutes` 0 switches the clock off. Raises `ValueError` for a topic without a letter, or one that is too long."""
    after(Command.START, interview.stage, interview.phase)
    topic = " ".join(topic.split())
    if not any(character.isalnum() for character in topic):
        raise ValueError("the topic is empty: say what to design, for example a rate limiter")
    if len(topic) > LONGEST_TOPIC:
        raise ValueError(f"the topic is longer than {LONGEST_TOPIC} characters: give it a short name and explain the rest in the interview")
    if minutes < 0:
        raise ValueError("an interview cannot last less than 0 minutes (0 switches the clock off)")
    return [
        InterviewStarted(
            at=now,
            topic=topic,
            problem=problem,
            level=level,
            mode=mode,
            minutes=minutes,
            candidate=candidate,
            interviewer=interviewer,
            drill=drill,
        )
    ]


def hear(interview: Interview, text: str, now: datetime) -> list[AnyEvent]:
    """The candidate's words are taken down. Whatever is said to a paused interview, except "pause", resumes it."""
    wish = wish_in(text)
    spoke = CandidateSpoke(at=now, text=text, wish=wish)
    if interview.stage is Stage.PAUSED and wish is not Wish.PAUSE:
        after(Command.RESUME, interview.stage, interview.phase)
        return [InterviewResumed(at=now), spoke]
    after(Command.HEAR, interview.stage, interview.phase)
    return [spoke]


def correct(interview: Interview, turn: int, text: str, now: datetime) -> list[AnyEvent]:
    """The candidate edited a turn, or took it back (`text` is empty): honoured while nobody has replied to it, noted afterwards."""
    after(Command.CORRECT, interview.stage, interview.phase)
    in_time = any(pending.turn == turn for pending in interview.pending)
    return [AnswerCorrected(at=now, turn=turn, text=text, in_time=in_time, wish=wish_in(text))]


def reply(brief: Brief, judgement: Judgement, now: datetime) -> Decision:
    """What the interviewer does about everything that was said since it last spoke."""
    interview = brief.interview
    after(Command.REPLY, interview.stage, interview.phase)
    judged = _judged(brief, judgement, now)
    known = _folded(brief, judged)
    choice = next_moves(known, _heard(brief, judged, judgement.aims_at), now)
    return Decision(brief=_folded(known, choice.before), before=(*judged, *choice.before), moves=choice.moves, after=choice.after)


def spoken(move: Move, said: Reply, now: datetime) -> InterviewerSpoke:
    """A move, once it has been put into words."""
    return InterviewerSpoke(at=now, said=move.kind, text=said.text, asks=move.asks, question=said.question)


def asked_models(use: ModelUse, now: datetime) -> ModelAsked:
    """What a reply asked of models, once it is complete."""
    return ModelAsked(at=now, use=use)


def interrupted(interview: Interview) -> list[AnyEvent]:
    """The channel went away while the candidate owed an answer: paused as of the last event, so that nobody pays for a crash with time."""
    after(Command.PAUSE, interview.stage, interview.phase)
    return [InterviewPaused(at=interview.last_at)] if interview.last_at else []


def abandon(interview: Interview, now: datetime) -> list[AnyEvent]:
    """Give up an interview after `SILENCE`; nothing happens before that."""
    after(Command.ABANDON, interview.stage, interview.phase)
    silent = interview.last_at is not None and now - interview.last_at >= SILENCE
    return [InterviewAbandoned(at=now)] if silent else []


def ask_opinion(interview: Interview, of: str, name: str, now: datetime) -> list[AnyEvent]:
    """The candidate asks somebody to score the interview; asking the same person again changes nothing. Raises `ValueError` for themselves."""
    after(Command.ASK_OPINION, interview.stage, interview.phase)
    if of == interview.candidate:
        raise ValueError("that is you: ask somebody else what they think")
    return [] if of in interview.readers else [OpinionAsked(at=now, of=of, name=name)]


def score(interview: Interview, opinion: Opinion, rubric: Rubric, now: datetime) -> list[AnyEvent]:
    """Somebody scores an interview that is over. A team-mate may change their mind; the candidate scores themselves before the reveal, which
    follows from it. Raises `ValueError` with a sentence."""
    after(Command.SCORE, interview.stage, interview.phase)
    if not opinion.phases and not opinion.criteria:
        raise ValueError("there is no score in it: score at least one phase or one criterion")
    if unknown := [name for name in opinion.criteria if name not in {criterion.id for criterion in rubric.criteria}]:
        raise ValueError(f"there is no criterion “{unknown[0]}”")
    given = OpinionGiven(at=now, opinion=opinion)
    if opinion.by != interview.candidate:
        return [] if interview.opinions.get(opinion.by) == opinion else [given]
    if opinion.by in interview.opinions:
        raise ValueError("you have scored yourself already, and have seen the result since")
    if interview.revealed:
        raise ValueError("you have seen the result, so it is too late to say what you expect")
    return [given, ScorecardRevealed(at=now)]


def reveal(interview: Interview, now: datetime) -> list[AnyEvent]:
    """The candidate sees how it went; the second time changes nothing."""
    after(Command.REVEAL, interview.stage, interview.phase)
    return [] if interview.revealed else [ScorecardRevealed(at=now)]


def _judged(brief: Brief, judgement: Judgement, now: datetime) -> tuple[AnyEvent, ...]:
    """The judgement as far as it is true: quotes found, worthless answers named, the program's own checks added."""
    if not brief.answers:
        return ()
    worthless = unscorable(brief)
    barred = {each.turn for each in worthless}
    turns = [heard(turn, brief) for turn in brief.answers if turn.turn not in barred]
    true = evidence.upheld(judgement.findings, turns)
    event = AnswerJudged(
        at=now,
        up_to=brief.answers[-1].turn,
        points=tuple(dict.fromkeys(judgement.points)) if turns else (),
        notes=tuple(note for note in judgement.notes if note.turn not in barred),
        requests=judgement.requests,
        unscorable=worthless,
    )
    standings = evidence.moved(brief.interview, (*true, *checked(_folded(brief, (event,)), tuple(turns))))
    return (event.model_copy(update={"standings": standings}),)


def _heard(brief: Brief, judged: tuple[AnyEvent, ...], aims_at: str | None) -> Heard:
    wishes = [turn.wish for turn in brief.interview.pending if turn.wish]
    words = sum(len(turn.text.split()) for turn in brief.answers)
    answers = [heard(turn, brief) for turn in brief.answers]
    event = judged[0] if judged and isinstance(judged[0], AnswerJudged) else None
    return Heard(
        wish=wishes[-1] if wishes else None,
        words=words,
        standings=event.standings if event else (),
        requests=event.requests if event else (),
        unscorable=event.unscorable if event else (),
        noted=bool(event and (event.notes or event.standings)),
        slips=tuple(claim.claim for turn in answers for claim in claims(turn.text) if claim.verdict is Verdict.WRONG),
        stated=any(_states(sentence) for turn in answers for sentence in sentences(turn.text)),
        aims_at=aims_at,
    )


def _states(sentence: Sentence) -> bool:
    return not sentence.asks and len(sentence.text.split()) >= FEW_WORDS


def _folded(brief: Brief, events: tuple[AnyEvent, ...]) -> Brief:
    interview = brief.interview
    for event in events:
        interview = evolve(interview, event)
    return brief.model_copy(update={"interview": interview})
