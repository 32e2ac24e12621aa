"""What an answer shows: the words of the rubric and of the problem, found sentence by sentence."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

import interview_flow.reading as reading
from interview_flow.assessment.worthless import heard, recites
from interview_flow.brief import Brief
from interview_flow.guided.listened import Listening, listened_for
from interview_flow.guided.mending import mended
from interview_flow.lead_ins import with_lead_ins
from interview_flow.notes import AnyNote, Aspect, Remark
from interview_flow.pattern_index import numbers
from interview_flow.problems import DeepDive
from interview_flow.sentences import Sentence, sentences
from interview_flow.transcript import Finding, Quote, Request, Status, Turn

LONGEST_READ = 20_000
"""Characters of one answer that are read for recognition; the whole of it is kept in the log."""
LONGEST_QUOTE = 400
MOST_QUOTES = 2
"""Quotes taken from one answer for one criterion."""
EXPLAINED = 8
"""Words from which a sentence can explain something."""
_NAMED = ("clarify.", "restate.users", "wrap_up.next_steps")
"""Criteria that are met by naming a thing."""
FROM_A_DEEP_DIVE = 6
"""Sentences of the answer to a deep dive that are kept under its heading."""


def recognised(brief: Brief, requests: tuple[Request, ...]) -> tuple[tuple[Finding, ...], tuple[str, ...], tuple[AnyNote, ...]]:
    """Findings, the problem's points that were made, and the notes of the design; `requests` is what the answers ask."""
    findings: list[Finding] = []
    points: list[str] = []
    notes: list[AnyNote] = []
    answered = frozenset(request.quote for request in requests if request.fact)
    for answer in brief.answers:
        turn = heard(replace(answer, text=answer.text[:LONGEST_READ]), brief)
        said = mended(sentences(turn.text), brief)
        found, made = _found(turn, said, listened_for(brief.rubric, brief.problem, turn.phase), answered)
        findings += found
        points += made
        notes += [note for note in reading.read(turn.text, turn.turn, turn.phase) if _belongs(brief, note)]
        notes += _deep_dive(brief, turn, said)
    return tuple(findings), tuple(points), tuple(notes)


def _belongs(brief: Brief, note: AnyNote) -> bool:
    """Whether a note is what its section says: the answer to a probe about metrics is no summary, however it begins."""
    question = brief.interview.question
    return note.section != "summary" or question is None or question.asks in _SUMMARY or bool(_SUMS_UP.match(note.text))


def _found(turn: Turn, said: tuple[Sentence, ...], listening: Listening, answered: frozenset[str]) -> tuple[list[Finding], list[str]]:
    said = with_lead_ins(turn.text, said)
    statements = tuple(sentence for sentence in said if not sentence.asks)
    told = tuple(sentence for sentence in statements if not _CONTRACT.search(sentence.text))
    everything, statements, told = _once(said), _once(statements), _once(told)
    likely = listening.likely(said)
    findings: list[Finding] = []
    points: list[str] = []
    for each, own in listening.criteria:
        heard = everything if each.criterion in ASKABLE else statements if each.criterion in _CONTRACTS else told
        shows = [(sentence, possible) for sentence in heard if (possible := likely[sentence.plain] & own)]
        if shown := _showing(shows, listening, each.says):
            quotes = tuple(Quote(turn=turn.turn, quote=sentence.text[:LONGEST_QUOTE]) for sentence in shown)
            enough = any(explains(each.criterion, sentence, answered) for sentence in shown)
            findings.append(Finding(criterion=each.criterion, status=each.status if enough else Status.PARTIAL, evidence=quotes))
            points += [each.point] if each.point else []
    return findings, points


_SUMMARY = (None, "wrap_up.opening", "wrap_up.summary")
_SUMS_UP = re.compile(r"\W*(?:in short|in sum|to sum up|summary|overall|all in all|in the end)\b", re.IGNORECASE)
ASKABLE = frozenset({"clarify.scale", "clarify.read_write_ratio", "clarify.challenge_requirement"})
"""Criteria that a question shows too: to ask for the scale is to obtain it, where the sheet has it, and a doubt may end in a question mark."""
_CONTRACTS = frozenset({"data_model.entities", "data_model.operations", "data_model.nouns"})
_CONTRACT = re.compile(
    r"\w ?\((?:[^()]*,){2}[^()]*\)|\{[^{}]*\}|->\s*(?:20\d|30\d|4[0-2]\d|50\d)\b(?![\s,.]?\d| ?/| ?(?:gb|tb|mb|kb|ms|min|s|k|m)\b)", re.IGNORECASE
)
"""A record with its fields, or a call: its words are names, and show nothing but themselves."""


def explains(criterion: str, sentence: Sentence, answered: frozenset[str]) -> bool:
    """Whether a sentence says more than a name; a list of buzzwords is no answer where a reason or a mechanism is wanted."""
    if sentence.asks:
        return sentence.text in answered
    return criterion.startswith(_NAMED) or len(sentence.plain.split()) >= EXPLAINED or any(character.isdigit() for character in sentence.text)


def _once(said: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Each sentence once, in the place where it was said last."""
    return tuple(reversed({sentence.plain: sentence for sentence in reversed(tuple(said))}.values()))


def _showing(likely: Iterable[tuple[Sentence, int]], listening: Listening, says: str) -> list[Sentence]:
    """The first sentences that one of the patterns which are likely in it finds."""
    shown = (
        sentence
        for sentence, possible in likely
        if any(listening.patterns[place].found_in(sentence) for place in numbers(possible)) and not recites(sentence, says)
    )
    return list(islice(shown, MOST_QUOTES))


def _deep_dive(brief: Brief, turn: Turn, said: tuple[Sentence, ...]) -> list[AnyNote]:
    question = brief.interview.question
    if question is None or question.asks not in set(DeepDive):
        return []
    told = [sentence.text for sentence in said if not sentence.asks and len(sentence.text.split()) > 3]
    return [Remark(text=text, turn=turn.turn, aspect=Aspect(question.asks)) for text in told[:FROM_A_DEEP_DIVE]]
