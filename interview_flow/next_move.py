"""Where the interview goes next: called by `decisions` alone, once the answer is judged.

The rules, first that fits: a wish of the candidate; the phase's time is up; a worthless answer gets its question again; facts that were
asked for are given; a sum that does not hold is asked about; the twist; a deep dive once the probes are used up; the most valuable open
criterion, or the open one that the interviewer wants to ask about; the next phase.

A drill has one phase and three questions: the opening, then what it aims at, then the most valuable open criterion; where a phase would end, it is over; one in which nothing was asked or shown is given up, unjudged.
"""

from datetime import datetime

from interview_flow import clock
from interview_flow.assessment.checks import drilled
from interview_flow.brief import Brief, Cue, Move
from interview_flow.drills import QUESTIONS
from interview_flow.events import (
    AnyEvent,
    Because,
    HintGiven,
    InterviewAbandoned,
    InterviewFinished,
    InterviewPaused,
    PhaseEntered,
    ScorecardRevealed,
    TimeWarned,
    TwistIntroduced,
)
from interview_flow.frozen import Frozen
from interview_flow.phases import Command, Phase, after
from interview_flow.problems import LADDER, DeepDive
from interview_flow.questions import ARITHMETIC, PUSHBACK, aims_left, open_criteria, recheck
from interview_flow.rubric import Criterion, Mode
from interview_flow.transcript import Kind, Request, Standing, Unscorable, Wish

MOST_DEEP_DIVES = 2
"""Deep dives of one interview."""
TIME_FOR_A_DEEP_DIVE = 0.25
"""The share of the phase's time that must be left for one."""
TWIST = "challenges.twist"


class Heard(Frozen):
    """What was heard since the interviewer last spoke. `noted` is whether anything of it was of use, `stated` whether it held more than questions,
    `slips` the sums in it that do not hold, `aims_at` the criterion that the interviewer would ask about."""

    wish: Wish | None = None
    words: int = 0
    standings: tuple[Standing, ...] = ()
    requests: tuple[Request, ...] = ()
    unscorable: tuple[Unscorable, ...] = ()
    noted: bool = False
    stated: bool = False
    slips: tuple[str, ...] = ()
    aims_at: str | None = None


class Choice(Frozen):
    """The moves, with the events before and after their words."""

    moves: tuple[Move, ...]
    before: tuple[AnyEvent, ...] = ()
    after: tuple[AnyEvent, ...] = ()


def next_moves(brief: Brief, heard: Heard, now: datetime) -> Choice:
    """What to do about what was heard."""
    if brief.interview.turn == 0:
        return _greeting(brief)
    choice = _granted(brief, heard.wish, now) if heard.wish else _led(brief, heard, now)
    last = choice.moves[-1].model_copy(
        update={"words": heard.words, "heard": heard.standings, "requests": heard.requests, "unscorable": heard.unscorable}
    )
    return choice.model_copy(update={"moves": (*choice.moves[:-1], last)})


def _greeting(brief: Brief) -> Choice:
    phase = brief.interview.phase
    question = brief.guide.drill.opening if brief.interview.drill else brief.guide.opening
    return Choice(moves=(Move(cue=Cue.GREETING, kind=Kind.OPENING, phase=phase, asks=_opening(phase), question=question),))


def _granted(brief: Brief, wish: Wish, now: datetime) -> Choice:
    match wish:
        case Wish.HINT:
            return _hint(brief, now)
        case Wish.NEXT:
            return _leave(brief, Because.SKIPPED, now)
        case Wish.END:
            return _close(brief, Because.ENDED_EARLY, now)
        case Wish.PAUSE:
            after(Command.PAUSE, brief.interview.stage, brief.interview.phase)
            return Choice(moves=(_say(brief, Cue.PAUSED),), after=(InterviewPaused(at=now),))
        case Wish.RESTART:
            return _restart(brief, now)
        case Wish.RESUME:
            return Choice(moves=(_say(brief, Cue.RESUMED),))
        case Wish.HELP:
            return Choice(moves=(_say(brief, Cue.HELP),))


def _led(brief: Brief, heard: Heard, now: datetime) -> Choice:
    interview = brief.interview
    if clock.is_up(interview, brief.rubric):
        return _leave(brief, Because.TIME, now)
    question = interview.question
    may_repeat = interview.drill is None or _probes_left(brief) > 0
    if heard.unscorable and not heard.noted and may_repeat and question and question.asks and interview.asked.get(question.asks, 0) < 2:
        return _warned(brief, now, Move(cue=Cue.REPEAT, kind=Kind.PROBE, phase=interview.phase, asks=question.asks, question=question.text))
    if heard.requests and not heard.stated:
        return _warned(brief, now, Move(cue=Cue.FACTS, kind=Kind.PROBE, phase=interview.phase))
    if heard.slips and _is_about_sums(brief) and _probes_left(brief) > 0 and (again := recheck(brief, heard.slips[0])):
        return _warned(brief, now, Move(cue=Cue.PROBE, kind=Kind.PROBE, phase=interview.phase, asks=ARITHMETIC, question=again))
    return _drilled(brief, heard.aims_at, now) if interview.drill else _probe(brief, heard.aims_at, now)


def _probes_left(brief: Brief) -> int:
    most = QUESTIONS - 1 if brief.interview.drill else brief.guide.most_probes
    return most - brief.interview.probes


def _is_about_sums(brief: Brief) -> bool:
    """Whether a slip is worth a question: a drill of another phase has none to spare."""
    return brief.interview.drill is None or brief.interview.phase is brief.rubric.criterion(ARITHMETIC).phase


def _drilled(brief: Brief, aims_at: str | None, now: datetime) -> Choice:
    open_now = {criterion.id: (criterion, question) for criterion, question in open_criteria(brief)}
    if _probes_left(brief) <= 0:
        return _leave(brief, Because.CAPPED if open_now else Because.SETTLED, now)
    aims = [name for name in aims_left(brief) if name in open_now or (name == TWIST and brief.interview.twist_turn is None)]
    if aims and aims[0] == TWIST:
        return _twist(brief, now)
    wanted = aims[:1] or list(open_now)
    if not wanted:
        return _leave(brief, Because.SETTLED, now)
    chosen = aims_at if aims_at in open_now and (aims_at in aims or not aims) else wanted[0]
    return _asked(brief, *open_now[chosen], now)


def _probe(brief: Brief, aims_at: str | None, now: datetime) -> Choice:
    interview = brief.interview
    open_now = [each for each in open_criteria(brief) if each[0].id != PUSHBACK or interview.twist_turn]
    challenged = interview.phase is Phase.CHALLENGES
    if challenged and interview.twist_turn is None and (interview.probes or not open_now):
        return _twist(brief, now)
    left = _probes_left(brief)
    if left > 0 and open_now:
        objection = next((each for each in open_now if each[0].id == PUSHBACK), None)
        wanted = next((each for each in open_now if each[0].id == aims_at), open_now[0])
        return _asked(brief, *(objection if objection and left == 1 else wanted), now)
    if challenged and (dive := _deep_dive(brief)):
        return _warned(brief, now, dive)
    return _leave(brief, Because.CAPPED if open_now else Because.SETTLED, now)


def _asked(brief: Brief, criterion: Criterion, question: str, now: datetime) -> Choice:
    cue = Cue.PUSHBACK if criterion.id == PUSHBACK else Cue.PROBE
    return _warned(brief, now, Move(cue=cue, kind=Kind.PROBE, phase=brief.interview.phase, asks=criterion.id, question=question))


def _twist(brief: Brief, now: datetime) -> Choice:
    after(Command.TWIST, brief.interview.stage, brief.interview.phase)
    says = brief.problem.twist.says if brief.problem else brief.rubric.unknown_topic.twist.says
    move = Move(cue=Cue.TWIST, kind=Kind.TWIST, phase=brief.interview.phase, asks=TWIST, question=says)
    return _warned(brief, now, move, TwistIntroduced(at=now))


def _deep_dive(brief: Brief) -> Move | None:
    interview = brief.interview
    dives = brief.problem.deep_dives if brief.problem else brief.rubric.unknown_topic.deep_dives
    asked = [dive for dive in DeepDive if dive in interview.asked]
    covered = {remark.aspect.value for remark in interview.record.remarks}
    left = clock.left_in_phase(interview, brief.rubric)
    enough = left is None or left >= TIME_FOR_A_DEEP_DIVE * clock.seconds(interview, brief.rubric, interview.phase)
    waiting = [dive for dive in DeepDive if dive not in asked and dive.value not in covered]
    if not enough or not waiting or len(asked) >= MOST_DEEP_DIVES:
        return None
    return Move(cue=Cue.DEEP_DIVE, kind=Kind.PROBE, phase=interview.phase, asks=waiting[0], question=dives[waiting[0]])


def _warned(brief: Brief, now: datetime, move: Move, *before: AnyEvent) -> Choice:
    """The move, after a word about the time where one is due."""
    left = clock.left_in_phase(brief.interview, brief.rubric)
    if left is None or not clock.should_warn(brief.interview, brief.rubric):
        return Choice(moves=(move,), before=before)
    warning = Move(cue=Cue.WARNING, kind=Kind.WARNING, phase=move.phase, minutes_left=max(1, round(left / 60)))
    return Choice(moves=(warning, move), before=(*before, TimeWarned(at=now, phase=move.phase)))


def _leave(brief: Brief, because: Because, now: datetime) -> Choice:
    following = brief.interview.phase.following
    if following is None or brief.interview.drill:
        return _close(brief, because, now)
    after(Command.ADVANCE, brief.interview.stage, brief.interview.phase)
    opening = brief.rubric.guide(following).opening
    move = Move(cue=Cue.BRIDGE, kind=Kind.BRIDGE, phase=following, because=because, asks=_opening(following), question=opening)
    return Choice(moves=(move,), before=(PhaseEntered(at=now, phase=following, because=because),))


def _close(brief: Brief, because: Because, now: datetime) -> Choice:
    after(Command.FINISH, brief.interview.stage, brief.interview.phase)
    move = Move(cue=Cue.CLOSING, kind=Kind.CLOSING, phase=brief.interview.phase, because=because)
    finished = InterviewFinished(at=now, because=because)
    if brief.interview.drill is None:
        return Choice(moves=(move,), after=(finished,))
    if not drilled(brief, brief.interview.standings, because):  # nothing was asked and nothing shown: there is nothing to judge
        return Choice(moves=(move,), after=(InterviewAbandoned(at=now, because=because),))
    return Choice(moves=(move,), after=(finished, ScorecardRevealed(at=now)))


def _restart(brief: Brief, now: datetime) -> Choice:
    if brief.interview.mode is Mode.STRICT or brief.interview.drill:
        return Choice(moves=(_say(brief, Cue.NO_RESTART),))
    phase = brief.interview.phase
    after(Command.RESTART, brief.interview.stage, phase)
    move = Move(cue=Cue.RESTARTED, kind=Kind.OPENING, phase=phase, asks=_opening(phase), question=brief.guide.opening)
    return Choice(moves=(move,), before=(PhaseEntered(at=now, phase=phase, because=Because.RESTARTED),))


def _hint(brief: Brief, now: datetime) -> Choice:
    after(Command.HINT, brief.interview.stage, brief.interview.phase)
    criterion, ladder = _ladder(brief)
    rung = brief.interview.hints.get(criterion, 0) + 1
    if not ladder or rung > LADDER:
        return Choice(moves=(_say(brief, Cue.NO_HINT, rung=rung if ladder else 0),))
    move = Move(cue=Cue.HINT, kind=Kind.HINT, phase=brief.interview.phase, asks=criterion, rung=rung, question=ladder[rung - 1])
    return Choice(moves=(move,), before=(HintGiven(at=now, criterion=criterion, rung=rung),))


def _ladder(brief: Brief) -> tuple[str, tuple[str, ...]]:
    """The hints on the question that stands; after an opening, those on what is most worth a hint in this phase."""
    question = brief.interview.question
    asks = question.asks if question and question.asks else ""
    opened = asks == _opening(brief.interview.phase)
    aims = aims_left(brief)
    if opened and aims:
        asks = aims[0]
    own = brief.problem.phases[brief.interview.phase].hints if brief.problem else None
    if own and (own.serves == asks or (opened and not aims and not brief.interview.has_met(own.serves))):
        return own.serves, own.ladder
    known = [criterion for criterion in brief.guide.criteria if criterion.id == asks]
    known += [criterion for criterion, _ in open_criteria(brief)]
    known += [criterion for criterion in brief.guide.criteria if not brief.interview.has_met(criterion.id)]
    return next(((criterion.id, criterion.hints) for criterion in known if criterion.hints), ("", ()))


def _say(brief: Brief, cue: Cue, rung: int = 0) -> Move:
    """Words that lead nowhere new; the question that stands is said again."""
    question = brief.interview.question
    return Move(cue=cue, kind=Kind.BRIDGE, phase=brief.interview.phase, rung=rung, question=question.text if question else "")


def _opening(phase: Phase) -> str:
    return f"{phase}.opening"
