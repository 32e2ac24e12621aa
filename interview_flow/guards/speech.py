"""All guards over what is said aloud, one sentence of the reaction at a time, and over the question."""

from interview_flow.brief import Brief, Cue, Move
from interview_flow.guards.facts import invents
from interview_flow.guards.ground import Ground, ground_of
from interview_flow.guards.language import is_foreign
from interview_flow.guards.leaks import gives_away
from interview_flow.guards.length import overruns, rambles
from interview_flow.guards.markup import ADDRESS, unmarked
from interview_flow.guards.one_question import asks, bids, one_question
from interview_flow.guards.persona import out_of_character
from interview_flow.guards.praise import flatters, is_due, without_opener
from interview_flow.guards.quotes import misquotes
from interview_flow.guards.refusal import refuses
from interview_flow.guards.repeated import was_asked
from interview_flow.guards.seeing import cut, visible
from interview_flow.model_use import Guard, Intervention
from interview_flow.sentences import sentences

Said = tuple[str, tuple[Intervention, ...]]
LONGEST_BEFORE = 2000
"""Characters of a reaction that are looked back at: one that is longer has long been cut."""
MOST_MENDINGS = 4
"""Times a question is mended before it counts as one that cannot be."""
_WRITTEN_OUT = frozenset({Cue.TWIST, Cue.PUSHBACK})
"""Moves whose question is a statement; what the candidate makes of it is asked in authored words."""


def guarded_sentence(brief: Brief, move: Move, sentence: str, before: str) -> Said:
    """One sentence of the reaction, "" when it is cut; `before` is what was released already. More than one are looked at one by one."""
    bare, taken = _bare(sentence)
    ground, kept = ground_of(brief, move), list[str]()
    for each in sentences(bare):
        said, what = _one_sentence(brief, move, ground, each.text, " ".join([before[-LONGEST_BEFORE:], *kept]).strip())
        kept += [said] if said else []
        taken += what
    return " ".join(kept), tuple(taken)


def guarded_question(brief: Brief, move: Move, question: str) -> Said:
    """The one question, "" when it cannot be used: then the authored probe is said instead. What is left of a mended one is looked at again."""
    said, taken = question, tuple[Intervention, ...]()
    for _ in range(MOST_MENDINGS):
        before = said
        said, more = _mended_question(brief, move, before)
        taken += more
        if not said or said == before:
            return said, taken
    return "", (*taken, cut(Guard.QUESTIONS, said))


def _mended_question(brief: Brief, move: Move, question: str) -> Said:
    bare, taken = _bare(question)
    if not bare:
        return "", (*taken, cut(Guard.QUESTIONS, question))
    kept, left = (bare, "") if bare == move.question else one_question(bare)
    if left:
        taken.append(cut(Guard.QUESTIONS, left))
    kept, praised = _unpraised(move, kept)
    taken += praised
    ground = ground_of(brief, move)
    if kept and (wrong := _wrong_question(brief, move, ground, kept)):
        return "", (*taken, cut(wrong, kept))
    return kept, tuple(taken)


def _bare(text: str) -> tuple[str, list[Intervention]]:
    """A text without markup, and what was told of it."""
    bare = unmarked(text)
    return bare, [] if bare == " ".join(visible(text).split()) == " ".join(text.split()) else [cut(Guard.MARKUP, text)]


def _one_sentence(brief: Brief, move: Move, ground: Ground, sentence: str, before: str) -> tuple[str, list[Intervention]]:
    if asks(sentence) and not (move.cue is Cue.HINT and sentence in move.question):
        return "", [cut(Guard.QUESTIONS, sentence)]
    kept, taken = _unpraised(move, sentence)
    if not kept:
        return "", taken
    wrong = Guard.LENGTH if overruns(move.cue, before, kept) else _wrong(brief, move, ground, kept)
    return ("", [*taken, cut(wrong, kept)]) if wrong else (kept, taken)


def _unpraised(move: Move, text: str) -> tuple[str, list[Intervention]]:
    """A text without the praise that it opens with, unless that is due."""
    rest = text if is_due(move) and not flatters(text, due=True) else without_opener(text)
    return rest, [] if rest == text else [cut(Guard.PRAISE, text)]


def _wrong_question(brief: Brief, move: Move, ground: Ground, question: str) -> Guard | None:
    if not bids(question) and move.cue not in _WRITTEN_OUT:
        return Guard.QUESTIONS
    if rambles(question):
        return Guard.LENGTH
    if was_asked(move, question, brief.interview.questions):
        return Guard.REPEATED
    return _wrong(brief, move, ground, question)


def _wrong(brief: Brief, move: Move, ground: Ground, text: str) -> Guard | None:
    """The first guard that a text does not pass."""
    if ADDRESS in text:
        return Guard.MARKUP
    if refuses(text):
        return Guard.REFUSAL
    if out_of_character(brief, text):
        return Guard.PERSONA
    if is_foreign(ground, text):
        return Guard.LANGUAGE
    if flatters(text, is_due(move)):
        return Guard.PRAISE
    if misquotes(ground, text):
        return Guard.QUOTE
    if invents(brief, ground, text):
        return Guard.FACT
    return Guard.LEAK if gives_away(brief, ground, text) else None
