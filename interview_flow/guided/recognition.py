"""What an answer shows: the words of the rubric and of the problem, found sentence by sentence."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

import interview_flow.reading as reading
from interview_flow.assessment.unscorable import heard
from interview_flow.brief import Brief
from interview_flow.guided.listening import requests_in
from interview_flow.guided.mending import mended
from interview_flow.guided.recitation import recites
from interview_flow.lead_ins import with_lead_ins
from interview_flow.notes import AnyNote, Aspect, Remark
from interview_flow.patterns import Pattern, pattern
from interview_flow.phases import Phase
from interview_flow.problems import DeepDive, Problem
from interview_flow.rubric import Criterion, Rubric
from interview_flow.sentences import Sentence, sentences
from interview_flow.transcript import Finding, Quote, Status, Turn

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

Listened: TypeAlias = tuple[str, Status, tuple[Pattern, ...], Phase | None, str, str]
"""A criterion, the status its patterns show, the phase it is bound to, what it says, and the id of the problem's point, if it is one."""


def recognised(brief: Brief) -> tuple[tuple[Finding, ...], tuple[str, ...], tuple[AnyNote, ...]]:
    """Findings, the problem's points that were made, and the notes of the design."""
    findings: list[Finding] = []
    points: list[str] = []
    notes: list[AnyNote] = []
    answered = frozenset(request.quote for request in requests_in(brief) if request.fact)
    for answer in brief.answers:
        turn = heard(replace(answer, text=answer.text[:LONGEST_READ]), brief)
        said = mended(sentences(turn.text), brief)
        found, made = _found(turn, said, _listened(brief.rubric, brief.problem), answered)
        findings += found
        points += made
        notes += [note for note in reading.read(turn.text, turn.turn, turn.phase) if _belongs(brief, note)]
        notes += _deep_dive(brief, turn, said)
    return tuple(findings), tuple(points), tuple(notes)


def _belongs(brief: Brief, note: AnyNote) -> bool:
    """Whether a note is what its section says: the answer to a probe about metrics is no summary, however it begins."""
    question = brief.interview.question
    return note.section != "summary" or question is None or question.asks in _SUMMARY or bool(_SUMS_UP.match(note.text))


def _found(turn: Turn, said: tuple[Sentence, ...], listened: Iterable[Listened], answered: frozenset[str]) -> tuple[list[Finding], list[str]]:
    said = with_lead_ins(turn.text, said)
    statements = tuple(sentence for sentence in said if not sentence.asks)
    told = tuple(sentence for sentence in statements if not _CONTRACT.search(sentence.text))
    whole = " ".join(sentence.plain for sentence in said)
    findings: list[Finding] = []
    points: list[str] = []
    for criterion, status, patterns, bound, says, point in listened:
        if bound and turn.phase is not bound:
            continue
        likely = [each for each in patterns if each.possible_in(whole)]
        heard = said if criterion in _ASKABLE else statements if criterion in _CONTRACTS else told
        shown = _showing(heard, likely, says) if likely else []
        if shown:
            quotes = tuple(Quote(turn=turn.turn, quote=sentence.text[:LONGEST_QUOTE]) for sentence in shown)
            enough = any(_explains(criterion, sentence, answered) for sentence in shown)
            findings.append(Finding(criterion=criterion, status=status if enough else Status.PARTIAL, evidence=quotes))
            points += [point] if point else []
    return findings, points


_SUMMARY = (None, "wrap_up.opening", "wrap_up.summary")
_SUMS_UP = re.compile(r"\W*(?:in short|in sum|to sum up|summary|overall|all in all|in the end)\b", re.IGNORECASE)
_ASKABLE = frozenset({"clarify.scale", "clarify.read_write_ratio", "clarify.challenge_requirement"})
"""Criteria that a question shows too: to ask for the scale is to obtain it, where the sheet has it, and a doubt may end in a question mark."""
_TWO_SIDED = frozenset({"data_model.partition_key"})
"""A key without the record it makes hot is half an answer; the rubric's own words tell when both are there."""
_CONTRACTS = frozenset({"data_model.entities", "data_model.operations", "data_model.nouns"})
_CONTRACT = re.compile(
    r"\w ?\((?:[^()]*,){2}[^()]*\)|\{[^{}]*\}|->\s*(?:20\d|30\d|4[0-2]\d|50\d)\b(?![\s,.]?\d| ?/| ?(?:gb|tb|mb|kb|ms|min|s|k|m)\b)", re.IGNORECASE
)
"""A record with its fields, or a call: its words are names, and show nothing but themselves."""


def _explains(criterion: str, sentence: Sentence, answered: frozenset[str]) -> bool:
    """Whether a sentence says more than a name; a list of buzzwords is no answer where a reason or a mechanism is wanted."""
    if sentence.asks:
        return sentence.text in answered
    return criterion.startswith(_NAMED) or len(sentence.plain.split()) >= EXPLAINED or any(character.isdigit() for character in sentence.text)


def _showing(said: tuple[Sentence, ...], patterns: list[Pattern], says: str) -> list[Sentence]:
    once = {sentence.plain: sentence for sentence in reversed(said)}
    shown = (sentence for sentence in reversed(once.values()) if any(each.found_in(sentence) for each in patterns) and not recites(sentence, says))
    return [sentence for _, sentence in zip(range(MOST_QUOTES), shown, strict=False)]


def _listened(rubric: Rubric, problem: Problem | None) -> tuple[Listened, ...]:
    return (*_of_rubric(rubric), *(_of_problem(rubric, problem) if problem else ()))


def _of_rubric(rubric: Rubric) -> Iterable[Listened]:
    for criterion in rubric.criteria:
        bound = criterion.phase if criterion.bound else None
        for status, sources, where in (
            (Status.MET, criterion.met_by, bound),
            (Status.MET, criterion.met_here, criterion.phase),
            (Status.PARTIAL, criterion.partly_by, bound),
            (Status.PARTIAL, criterion.partly_here, criterion.phase),
        ):
            if sources:
                yield criterion.id, status, tuple(map(pattern, sources)), where, criterion.says, ""


def _of_problem(rubric: Rubric, problem: Problem) -> Iterable[Listened]:
    for phase, part in problem.phases.items():
        for point in part.points:
            criterion = rubric.criterion(point.serves)
            bound = phase if criterion.bound else None
            yield point.serves, _weight(criterion), tuple(map(pattern, point.recognised_by)), bound, criterion.says, f"{phase}.{point.id}"


def _weight(criterion: Criterion) -> Status:
    """Where a program decides, or a criterion has two sides, a recognised point is a part of the answer."""
    return Status.PARTIAL if criterion.checked_by or criterion.id in _TWO_SIDED else Status.MET


def _deep_dive(brief: Brief, turn: Turn, said: tuple[Sentence, ...]) -> list[AnyNote]:
    question = brief.interview.question
    if question is None or question.asks not in set(DeepDive):
        return []
    told = [sentence.text for sentence in said if not sentence.asks and len(sentence.text.split()) > 3]
    return [Remark(text=text, turn=turn.turn, aspect=Aspect(question.asks)) for text in told[:FROM_A_DEEP_DIVE]]
