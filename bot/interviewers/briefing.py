"""What a model is told for one turn: a prefix that stays the same for the whole interview, and what has changed since. Neither grows with it."""

from collections.abc import Iterable, Sequence
from typing import Any

from interview_flow.brief import Brief
from interview_flow.notes import AnyNote
from interview_flow.phases import Phase
from interview_flow.printable import printable, shortened
from interview_flow.questions import open_criteria
from interview_flow.transcript import Speaker, Status, Turn
from prompts.instructions import instructed, manner

LONGEST_WORDS = 6000
"""Characters of the candidate's new words."""
LONGEST_PAST = 400
"""Characters of each earlier message."""
MOST_PAST = 3
MOST_OPEN = 6
MOST_ASKED = 6
"""Questions asked before that are told again, the latest first; more are watched by the program."""
MOST_FACTS = 5
MOST_ITEMS = 4
"""Items told of a section of the design: the latest."""
LONGEST_LINE = 120
_TOLD = ("functional", "non_functional", "estimates", "components", "entities", "decisions", "out_of_scope")
_NOTHING = "(nothing)"


def prefix(brief: Brief) -> str:
    """The same text for every turn of an interview."""
    problem, interview = brief.problem, brief.interview
    return instructed(
        "system",
        level=manner()["level"][interview.level],
        mode=manner()["mode"][interview.mode],
        topic=_line(interview.topic),
        prompt=problem.prompt if problem else "There is no sheet of facts for this topic: the candidate makes assumptions, and says so.",
        facts=_lines(f"{fact.id}: {fact.question}" for fact in problem.facts) if problem else _NOTHING,
        criteria=_lines(
            f"{criterion.id}: {criterion.says}"
            for criterion in brief.rubric.criteria
            if interview.level.includes(criterion.level) and not criterion.checked_by and interview.drilled in (None, criterion.phase)
        ),
    )


def turn(brief: Brief, slips: Sequence[str] = ()) -> str:
    """What has changed: the state as facts, the last few messages, the new words. `slips` are sums of the new words that do not hold."""
    interview = brief.interview
    return instructed(
        "turn",
        place=manner()["place"]["drill" if interview.drill else "whole"].format(
            place=list(Phase).index(interview.phase) + 1, phase=brief.guide.title
        ),
        objective=brief.guide.objective,
        open=_lines(f"{criterion.id}: {criterion.says}" for criterion, _ in open_criteria(brief)[:MOST_OPEN]),
        facts=_lines(brief.problem.fact(fact).answer for fact in list(interview.told)[-MOST_FACTS:]) if brief.problem else _NOTHING,
        design=_lines(_designed(brief)),
        asked=_lines(map(_line, _latest(interview.questions))),
        conversation="\n".join(map(_past, _earlier(brief))) or _NOTHING,
        checked=_lines(f"This sum does not hold: {_line(slip)}" for slip in slips[:2]),
        words=_new(brief.answers),
    )


def messages(brief: Brief, slips: Sequence[str] = (), *, caches: bool, mend: str | None = None) -> list[dict[str, Any]]:
    """The messages of the call, as langchain takes them. `caches` marks the prefix for providers that want it marked; `mend` says what was
    wrong with the last answer."""
    fixed: Any = prefix(brief)
    if caches:
        fixed = [{"type": "text", "text": fixed, "cache_control": {"type": "ephemeral"}}]
    asked = turn(brief, slips) + (f"\n\n{instructed('repair', problem=mend)}" if mend else "")
    return [{"role": "system", "content": fixed}, {"role": "user", "content": asked}]


def _latest(questions: Sequence[str]) -> Sequence[str]:
    """The last questions asked, each once: a part that is started over asks its opening again."""
    return list(dict.fromkeys(reversed(questions)))[:MOST_ASKED][::-1]


def _designed(brief: Brief) -> Iterable[str]:
    record = brief.interview.record
    for section in _TOLD:
        items: tuple[AnyNote, ...] = getattr(record, section)
        if items:
            yield f"{section.replace('_', ' ')}: " + "; ".join(_line(getattr(item, "name", "") or item.text) for item in items[-MOST_ITEMS:])
    met = [name for name, standing in brief.interview.standings.items() if standing.status is Status.MET and name.startswith(brief.interview.phase)]
    if met:
        yield f"shown in this phase: {', '.join(met)}"


def _earlier(brief: Brief) -> Sequence[Turn]:
    pending = {each.turn for each in brief.interview.pending}
    return [each for each in brief.interview.recent if each.turn not in pending][-MOST_PAST:]


def _past(each: Turn) -> str:
    tag = "candidate" if each.speaker is Speaker.CANDIDATE else "interviewer"
    return f'<{tag} turn="{each.turn}">\n{_fenced(shortened(each.text, LONGEST_PAST))}\n</{tag}>'


def _new(answers: Sequence[Turn]) -> str:
    """Every unanswered message; a long one loses its middle."""
    room = LONGEST_WORDS // max(1, len(answers))
    return "\n".join(f'<candidate turn="{each.turn}">\n{_fenced(_without_middle(each.text, room))}\n</candidate>' for each in answers)


def _without_middle(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    half = max(1, room // 2 - 4)
    return f"{text[:half]}\n[…]\n{text[-half:]}"


def _fenced(text: str) -> str:
    """Text that cannot close its fence or open another."""
    shown = "".join(character if character.isprintable() or character == "\n" else " " for character in text)
    return shown.replace("<", "‹").replace(">", "›")


def unfenced(text: str) -> str:
    """What a model copied out of such text, as it was typed."""
    return text.replace("‹", "<").replace("›", ">")


def _line(text: str) -> str:
    return _fenced(shortened(" ".join(printable(text).split()), LONGEST_LINE))


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or _NOTHING
