"""Words that come back: what was given in the interview is no evidence of anything the candidate knows."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from interview_flow.assessment.worthless.vocabulary import WORD, content, everyday
from interview_flow.brief import Brief
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Speaker, Turn

ALIKE = 0.75
"""The share of a sentence's runs of three words that stand in one other text when it is that text said again."""
FEWEST_RUNS = 5
FEWEST_COUNTED = 10
"""The same where there is a figure: two people put one figure in much the same words."""
OWN = 10
"""One word of its own among so many makes no statement of an echo."""
LIKE_A_CRITERION = 0.8
"""The share of content words that a paraphrase of criteria has in common with them."""
FEWEST_WORDS = 4
MOST_ANSWERED = 9
"""Words of a question said again with its answer: "what gives way first when the load grows tenfold is the lock"."""
_RUN = 3
_QUOTED = re.compile(r"“[^”]*”")
"""The candidate's own words, when the interviewer takes them up."""
_TASK = re.compile(r"\W*(?:please )?(?:design|build|create|implement) (?:a|an|the) \w")
LIKE_THE_TASK = 0.6
"""The share of content words that the pasted task has in common with the prompt."""


class Given(NamedTuple):
    """What a candidate may repeat: what is listened for, what stands on paper, the task, what the interviewer said."""

    criteria: tuple[str, ...]
    sheet: tuple[str, ...]
    task: str
    spoken: tuple[str, ...]


def given(brief: Brief, turns: Iterable[Turn] | None = None) -> Given:
    """What was given in this interview so far, or in these turns of it."""
    problem, interview = brief.problem, brief.interview
    guides = tuple(text for guide in brief.rubric.guides for text in (guide.objective, guide.opening, guide.coaching))
    facts = (*(fact.answer for fact in problem.facts), problem.prompt, problem.twist.says, problem.pushback.says) if problem else ()
    return Given(
        criteria=tuple(f"{criterion.says} {criterion.id.partition('.')[2].replace('_', ' ')}" for criterion in brief.rubric.criteria),
        sheet=(*(criterion.says for criterion in brief.rubric.criteria), *guides, *facts),
        task=f"{interview.topic} {problem.prompt if problem else ''}",
        spoken=_spoken(interview.recent if turns is None else turns) + (interview.questions if turns is None else ()),
    )


def _spoken(turns: Iterable[Turn]) -> tuple[str, ...]:
    return tuple(_QUOTED.sub(" ", turn.text) for turn in turns if turn.speaker is Speaker.INTERVIEWER)


def is_echo(sentence: Sentence, known: Given) -> bool:
    """Whether a sentence is words of the rubric, the fact sheet, the task or the interviewer said again."""
    return _said_again(sentence.plain, known) or _like_criteria(sentence.plain, known.criteria) or _is_task(sentence.plain, known.task)


def repeats_a_question(sentence: Sentence, known: Given) -> bool:
    """Whether a question is one that the interviewer asked, or that the guide of a phase asks."""
    return sentence.asks and _said_again(sentence.plain, known)


def _said_again(text: str, known: Given) -> bool:
    """Whether it is a whole sentence of what was given, or runs along one of the texts for most of its length and adds no word to it."""
    if text in _sentences(known.sheet) or any(text in _sentences((spoken,)) for spoken in known.spoken):
        return True
    runs = _runs(text)
    if len(runs) < (FEWEST_COUNTED if _counts(text) else FEWEST_RUNS):
        return False
    index = _index(known.sheet)
    shared = Counter(place for run in runs for place in index.get(run, ()))
    alike = [known.sheet[place] for place, count in shared.items() if count >= ALIKE * len(runs)]
    alike += [spoken for spoken in known.spoken if len(runs & _runs_of(spoken)) >= ALIKE * len(runs)]
    return any(_adds_nothing(text, other) for other in alike)


def _adds_nothing(text: str, other: str) -> bool:
    said = frozenset(content(text))
    return len(said - frozenset(content(other))) * OWN <= len(said)


def _like_criteria(text: str, criteria: tuple[str, ...]) -> bool:
    """Whether a sentence consists of the words of one criterion, or of two, and adds none that the rubric does not have."""
    said = frozenset(content(text))
    if len(said) < FEWEST_WORDS or any(character.isdigit() for character in text):
        return False
    shares = sorted((said.intersection(content(criterion)) for criterion in criteria), key=len, reverse=True)
    if len(shares[0] | shares[1]) < LIKE_A_CRITERION * len(said) or len(shares[0]) < 2:
        return False
    return len(said) > MOST_ANSWERED or said <= everyday(criteria)


def _is_task(text: str, task: str) -> bool:
    """Whether the task is pasted back."""
    said = frozenset(content(text))
    return bool(_TASK.match(text)) and len(said.intersection(content(task))) >= LIKE_THE_TASK * len(said)


@lru_cache(maxsize=256)
def _sentences(texts: tuple[str, ...]) -> frozenset[str]:
    """The sentences of the texts, those of a word or two left out: anybody says yes."""
    return frozenset(sentence.plain for text in texts for sentence in sentences(text) if len(sentence.text.split()) > 2)


def _counts(text: str) -> bool:
    return any(map(str.isdigit, text))


@lru_cache(maxsize=32)
def _index(texts: tuple[str, ...]) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Each run of words with the places of the texts that have it."""
    found: dict[tuple[str, ...], tuple[int, ...]] = {}
    for place, text in enumerate(texts):
        for run in _runs(plain(text)):
            found[run] = (*found.get(run, ()), place)
    return found


@lru_cache(maxsize=256)
def _runs_of(text: str) -> frozenset[tuple[str, ...]]:
    return _runs(plain(text))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = WORD.findall(text)
    return frozenset(tuple(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1))
