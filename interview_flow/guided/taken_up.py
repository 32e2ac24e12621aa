"""An answer that showed nothing new is taken up in its own words: the parts it named, or the clause of it that says most."""

import re
from collections.abc import Callable, Iterable
from itertools import takewhile

from interview_flow.assessment.worthless import heard
from interview_flow.assessment.worthless.vocabulary import JOINING, WORD
from interview_flow.brief import Brief, Move
from interview_flow.notes import Component, ComponentKind, Entity, Operation
from interview_flow.printable import printable
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Speaker, Turn

Say = Callable[..., str]
LONGEST_NAME = 32
"""Characters of a name that is said back."""
LONGEST_CLAUSE = 12
"""Words of a clause that is said back; one that is longer ends at a pause."""
LONGEST = 90
"""Characters of it."""
FEWEST_WORDS = 2
MOST_NAMES = 3
MOST_SENTENCES = 40
_PAUSE = re.compile(r"[,;:.)]$|^(?:because|since|so|but|which|while|and|or|where|when|that|if|with|then)$", re.IGNORECASE)
"""A word after which, or before which, a clause can end."""
_UNSAYABLE = re.compile(r"->|=>|[|{}\[\]`<>“”]|→|https?:")
"""Tables, arrows and code are looked at, not said back."""
_IDLE = frozenset(
    "i'd i'm i'll we'd we'll it's that's there's think thought know sure say said guess suppose maybe perhaps probably really quite nothing something "
    "anything everything add like want able thing things way lot while time about idea answer question honest honestly don't isn't can't not".split()
)
"""Words that say nothing about a design."""


def taken_up(brief: Brief, move: Move, say: Say) -> str:
    """The reaction, or nothing when the answer has no words to take up that are not in the question which follows."""
    answers = _answers(brief)
    turns = {turn.turn for turn in answers}
    record = brief.interview.record
    parts = [each for each in record.components if each.turn in turns and each.kind not in (ComponentKind.CLIENT, ComponentKind.EXTERNAL)]
    for occasion, items in (("noted_calls", record.operations), ("noted_records", record.entities), ("noted_parts", parts)):
        if names := _names(each for each in items if each.turn in turns):
            return say(occasion, names=_listed(names))
    said = _telling(brief, move, answers)
    return say("noted_words", quote=f"“{said}”") if said else ""


def clause(sentence: str, most: int = LONGEST_CLAUSE) -> str:
    """The sentence on one line, or its first words with an ellipsis, up to a pause if there is one."""
    words = printable(Sentence(sentence, 0).body).split() or [""]
    if len(words) <= most and sum(map(len, words)) + len(words) <= LONGEST:
        return _bare(" ".join(words))
    most = _within(words, max(1, min(most, len(words) - 1)))
    ends = [
        place
        for place in range(max(1, most // 2), most + 1)
        if place < len(words) and (_PAUSE.search(words[place - 1]) or _PAUSE.match(words[place]))
    ]
    ends = [place for place in ends if not _PAUSE.match(words[place - 1].rstrip(","))]
    return _bare(" ".join(words[: ends[-1] if ends else most])[:LONGEST]) + " …"


def _within(words: list[str], most: int) -> int:
    """How many of the words fit, one at least."""
    while most > 1 and len(" ".join(words[:most])) > LONGEST:
        most -= 1
    return most


def _answers(brief: Brief) -> list[Turn]:
    """What is being replied to: the candidate's turns since the interviewer spoke, as far as they are worth anything."""
    latest = list(takewhile(lambda turn: turn.speaker is Speaker.CANDIDATE, reversed(brief.interview.recent)))
    worthless = {each.turn for each in brief.interview.unscorable}
    return [heard(turn, brief) for turn in reversed(latest) if not turn.wish and turn.turn not in worthless]


def _names(items: Iterable[Component | Entity | Operation]) -> list[str]:
    found = [printable(each.name) for each in items]
    return [name for name in dict.fromkeys(found) if 0 < len(name) <= LONGEST_NAME and not re.search("[“”]", name)][:MOST_NAMES]


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _telling(brief: Brief, move: Move, answers: list[Turn]) -> str:
    """The clause with the most words that are neither the task's nor the question's; the earlier of two that are equal."""
    question = brief.interview.question
    given = f"{brief.problem.prompt if brief.problem else brief.interview.topic} {question.text if question else ''}"
    known = set(WORD.findall(plain(given))) | JOINING | _IDLE
    said = [sentence.text for turn in answers for sentence in sentences(turn.text)[:MOST_SENTENCES] if not sentence.asks]
    clauses = [clause(text) for text in said if not _UNSAYABLE.search(text) and text not in move.question]
    weighed = [(len(set(WORD.findall(plain(each))) - known), each) for each in clauses if len(each.split()) >= FEWEST_WORDS]
    return max(weighed, key=lambda each: each[0])[1] if any(weight for weight, _ in weighed) else ""


def _bare(text: str) -> str:
    return text.strip(' .;,:!“”"')
