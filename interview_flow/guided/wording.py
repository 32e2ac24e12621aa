"""A move in authored words: a reaction to what was said, the facts that were asked for, then the question."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from interview_flow.brief import Brief, Cue, Move, Reply
from interview_flow.events import Because
from interview_flow.guided.drilled import outcome, setting
from interview_flow.guided.taken_up import clause, taken_up
from interview_flow.patterns import pattern
from interview_flow.phases import Phase
from interview_flow.rubric import Mode
from interview_flow.sentences import Sentence
from interview_flow.transcript import Speaker, Standing, Status, UnscorableReason

Phrases: TypeAlias = Mapping[str, Sequence[str]]

LONGEST_QUOTE = 12
"""Words of the candidate that a reaction says back."""
MOST_OBSERVATIONS = 2
"""What is said back at the end of a phase; in the middle of one, a single thing is."""
THIN = 8
"""Words below which an answer that showed nothing is called thin."""
_UNSCORABLE = {
    UnscorableReason.EMPTY: "thin",
    UnscorableReason.RESTATES_THE_PROMPT: "repeats",
    UnscorableReason.ASKS_INTERVIEWER_TO_ANSWER: "asks_back",
    UnscorableReason.OFF_TASK: "off_task",
    UnscorableReason.INSTRUCTION_TO_THE_JUDGE: "instruction",
}
_LOST = pattern(
    "! do you mean | repeat the question | rephrase | say that again | understand the question | mean by | explain the question | question again"
)
"""A candidate who has not understood the question."""
_LEAVING = {
    Because.SETTLED: "bridge",
    Because.CAPPED: "bridge_capped",
    Because.TIME: "bridge_time",
    Because.SKIPPED: "skipped",
}


def worded(brief: Brief, move: Move, phrases: Phrases, reaction: str | None = None, asked: str | None = None) -> Reply:
    """The words of a move; `reaction` ("" for none) and `asked` take the place of the authored reaction and question."""
    say = _Voice(phrases, brief.interview.turn, in_drill=brief.interview.drill is not None)
    question = asked or (
        move.question.format_map(_Topic(topic=_topic(brief))) if move.cue in (Cue.GREETING, Cue.BRIDGE, Cue.RESTARTED) else move.question
    )
    parts = [*(_reaction(brief, move, say) if reaction is None else [reaction]), *_facts(brief, move, say), *_lead(brief, move, say)]
    if move.cue not in (Cue.HINT, Cue.CLOSING, Cue.WARNING, Cue.FACTS, Cue.PAUSED) and question:
        parts.append(question)
    if move.cue in (Cue.TWIST, Cue.PUSHBACK):
        parts.append(say(f"{move.cue}_asks"))
    new = move.cue in (Cue.GREETING, Cue.BRIDGE, Cue.PROBE, Cue.PUSHBACK, Cue.TWIST, Cue.DEEP_DIVE, Cue.REPEAT, Cue.RESTARTED)
    return Reply(text="\n\n".join(part for part in parts if part), question=question if new else "")


class _Topic(dict[str, str]):
    """Fills `{topic}` and leaves any other brace as it stands."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class _Voice:
    """Chooses among the variants of a phrase, the same way every time; a drill has words of its own for some occasions."""

    def __init__(self, phrases: Phrases, turn: int, *, in_drill: bool) -> None:
        self._phrases, self._turn, self._in_drill = phrases, turn, in_drill

    def __call__(self, occasion: str, **blanks: object) -> str:
        own = self._phrases.get(f"drill_{occasion}") if self._in_drill else None
        variants = own or self._phrases[occasion]
        return variants[(self._turn // 2) % len(variants)].strip().format(**blanks)


def _topic(brief: Brief) -> str:
    if brief.problem is None:
        topic = brief.interview.topic
        lowered = topic.casefold()
        for opening in ("please ", "design ", "build ", "the design of "):
            if lowered.startswith(opening):
                topic, lowered = topic[len(opening) :], lowered[len(opening) :]
        return topic.replace("{", "").replace("}", "")
    title = brief.problem.title
    name = title if title.split()[0].isupper() else title[0].lower() + title[1:]
    return f"{'an' if name[0].lower() in 'aeio' else 'a'} {name}"


def _reaction(brief: Brief, move: Move, say: _Voice) -> list[str]:
    if not move.words and not move.unscorable:
        return []
    if move.unscorable and not move.heard:
        lost = move.unscorable[-1].reason is UnscorableReason.ASKS_INTERVIEWER_TO_ANSWER and _LOST.found_in(
            Sentence(brief.interview.recent[-1].text, 0)
        )
        return [say("rephrased" if lost else _UNSCORABLE[move.unscorable[-1].reason])]
    told = _told(brief, move)
    if told:
        return [told]
    if move.requests:
        return []
    taken = taken_up(brief, move, say)
    if move.words < THIN and move.cue is Cue.PROBE and not taken:
        return [say("thin")]
    return [taken or say("acknowledged")]


def _told(brief: Brief, move: Move) -> str:
    """What was just shown, in at most two observations: what was asked about first, nothing that belongs to a phase gone by."""
    answered = next((turn.phase for turn in reversed(brief.interview.recent) if turn.speaker is Speaker.CANDIDATE), brief.interview.phase)
    phases = list(Phase)
    timely = [each for each in move.heard if brief.rubric.criterion(each.criterion).phase in (answered, *phases[1:])]
    ranked = sorted(timely, key=lambda each: (brief.rubric.criterion(each.criterion).phase is not answered, each.status is not Status.MET))
    said: dict[str, str] = {}
    for standing in ranked:
        criterion, phrase = brief.rubric.criterion(standing.criterion), _quotable(standing)
        if criterion.heard and phrase and standing.status is Status.MET:
            said.setdefault(phrase, criterion.heard.format(quote=f"“{phrase}”"))
    return " ".join(list(said.values())[: MOST_OBSERVATIONS if move.cue in (Cue.BRIDGE, Cue.CLOSING) else 1])


def _quotable(standing: Standing) -> str:
    newest = max(standing.evidence, key=lambda quote: quote.turn)
    if Sentence(newest.quote, 0).asks:
        return ""
    return clause(newest.quote, LONGEST_QUOTE)


def _facts(brief: Brief, move: Move, say: _Voice) -> list[str]:
    if not move.requests:
        return []
    if brief.problem is None:
        return [say("no_sheet")]
    given = brief.interview.drill.given if brief.interview.drill else ()
    before = {*(request.fact for request in brief.interview.requests[: -len(move.requests)]), *given}
    new = [brief.problem.fact(request.fact).answer for request in move.requests if request.fact and request.fact not in before]
    old = [brief.problem.fact(request.fact).answer for request in move.requests if request.fact and request.fact in before]
    silent = [request.quote for request in move.requests if not request.fact]
    parts = ["\n".join([say("facts"), *(f"- {answer}" for answer in new)])] if new else []
    parts += [say("already_told", answer=" ".join(old))] if old else []
    parts += [say("silent_sheet", question=" ".join(f"“{question}”" for question in silent[:3]))] if silent else []
    return parts


def _lead(brief: Brief, move: Move, say: _Voice) -> list[str]:
    match move.cue:
        case Cue.GREETING:
            return _greeting(brief, say)
        case Cue.BRIDGE:
            coaching = [f"Next: {brief.guide.title}. {brief.guide.coaching.strip()}"] if brief.interview.mode is Mode.COACH else []
            return [say(_LEAVING[move.because or Because.SETTLED]), *coaching]
        case Cue.PROBE | Cue.REPEAT:
            return (
                [f"(This is about: {brief.rubric.criterion(move.asks).says})"]
                if brief.interview.mode is Mode.COACH and _is_criterion(brief, move) and move.asks
                else []
            )
        case Cue.HINT:
            return [f"{say('hint', rung=move.rung)} {move.question}"]
        case Cue.NO_HINT:
            return [say("no_hints_left" if move.rung else "no_hint_here")]
        case Cue.NO_RESTART:
            return [say("strict_no_restart")]
        case Cue.WARNING:
            return [say("warning", minutes=move.minutes_left)]
        case Cue.CLOSING:
            return [_closing(brief, move, say)]
        case Cue.FACTS:
            return [say("your_turn")]
        case Cue.TWIST | Cue.PUSHBACK | Cue.PAUSED | Cue.RESUMED | Cue.RESTARTED | Cue.HELP:
            return [say(move.cue)]
        case Cue.DEEP_DIVE:
            return []


def _is_criterion(brief: Brief, move: Move) -> bool:
    return any(criterion.id == move.asks for criterion in brief.rubric.criteria)


def _greeting(brief: Brief, say: _Voice) -> list[str]:
    topic = _topic(brief)
    minutes = brief.interview.minutes
    hello = say("greeting" if minutes else "greeting_untimed", topic=topic, minutes=minutes, part=brief.guide.title)
    problem = [say("greeting_problem", prompt=brief.problem.prompt)] if brief.problem else []
    return [hello, *problem, *(setting(brief, say) if brief.interview.drill else [])]


def _closing(brief: Brief, move: Move, say: _Voice) -> str:
    ended = say("ended_early" if move.because is Because.ENDED_EARLY else "closing")
    if brief.interview.drill is None:
        return ended
    if move.because is Because.TIME:
        ended = say("drill_time_is_up")
    return f"{ended} {outcome(brief, move.because, say)}".strip()
