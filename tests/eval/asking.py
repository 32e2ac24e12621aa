"""Five things that a good follow-up is, each measured on its words alone, by none of the code that brings them about.

Words are compared by their stems. The candidate's *own words* are those which the candidate said and which stand neither in the prompt, nor in the
facts that were told, nor in what any interviewer may say of the criterion: its authored questions and reactions, and the stock phrases.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from interview_flow.assessment.worthless.vocabulary import JOINING, content
from interview_flow.interview import Interview
from interview_flow.problems import DeepDive, Problem
from interview_flow.rubric import Rubric
from interview_flow.sentences import plain, sentences
from interview_flow.transcript import Status
from prompts.library import phrases
from tests.eval.follow_ups import FollowUp

TWIST, PUSHBACK = "challenges.twist", "challenges.position"
LONGEST = 4_000
"""Characters of a message that are looked at."""
ALIKE = 0.75
"""The share of their words that two questions have in common when they are one."""
FEWEST_ALIKE = 3
TOLD = 0.6
"""The share of the words of an answer that make it told."""
FEWEST_TOLD = 4
RUN = 5
"""Words in a row that are the answer's."""
NEW_IN_A_RUN = 2
_QUOTED = re.compile(r"“[^”]*”")
_BLANK = re.compile(r"\{[a-z_]+\}")
_ASKING = re.compile(
    r"^(?:please |now |then |and )?(?:tell me|name|say (?:what|how|why|which|who|some)|explain|describe|walk me|show me|give me|list|compare|estimate|"
    r"make (?:a|an) (?:assumption|choice)|assume|choose|go (?:down|through)|take me|draw me|follow|read|point|put)\b"
)
"""How a request begins that wants an answer without a question mark."""
_IDLE = frozenset(
    content(
        "say said tell think like make made take give given want look work use user people person thing way time part system service design data know "
        "see let go come put question answer request first second new old many much lot good well really right maybe about around per day hour minute "
        "still again already then now next last other another same different something everything nothing anybody somebody would should could"
    )
)
"""Words that two people share without listening to each other."""

__all__ = ["aims", "is_one_question", "leaks", "refers", "repeats"]


def aims(asked: FollowUp) -> bool:
    """Whether it is about something that was open when it was asked, and in words of it. A criterion is open while it is not met and counts at this
    level in this phase; a deep dive while nothing was said about its aspect."""
    topic = DeepDive(asked.asks) if asked.asks in list(DeepDive) else None
    is_open = not _remarked(asked.known, topic) if topic else _is_open(asked)
    words = _stems(asked.question)
    shared = words & _vocabulary(asked)
    return is_open and (bool(shared - _IDLE) or len(shared) > len(words) / 2)


def refers(asked: FollowUp) -> bool:
    """Whether it has a word that is the candidate's own."""
    return bool(own_words(asked) & _stems(asked.text))


def is_one_question(asked: FollowUp) -> bool:
    """Whether one sentence of it, and no more, wants an answer; what is quoted of the candidate asks nothing."""
    unquoted = _QUOTED.sub("so", asked.text)
    return sum(_wants_an_answer(sentence.text) for sentence in sentences(unquoted)) == 1


def leaks(asked: FollowUp) -> str:
    """The answer that it gives away, or nothing: five words in a row of it, or most of its words, that the candidate had not been given."""
    given = _given(asked)
    fresh, runs = _stems(asked.text) - given, _runs(asked.text)
    for secret in _secrets(asked.rubric, asked.problem, asked.known.twist_turn is not None, asked.asks):
        wanted = _stems(secret) - given
        told = wanted & fresh
        if len(told) >= FEWEST_TOLD and len(told) >= TOLD * len(wanted):
            return secret
        if any(len(_stems(" ".join(run)) - given) >= NEW_IN_A_RUN for run in runs & _runs(secret)):
            return secret
    return ""


def repeats(asked: FollowUp) -> str:
    """The earlier question that it asks again, or nothing. A figure or a name that is another makes another question."""
    words = _words(asked.question)
    return next((earlier for earlier in asked.known.questions if _alike(words, _words(earlier))), "")


def own_words(asked: FollowUp) -> frozenset[str]:
    """The candidate's own words so far."""
    said = frozenset[str]().union(*(_stems(message[:LONGEST]) for message in asked.said))
    return said - _given_by_others(asked) - _stock(asked.rubric, asked.problem, asked.asks) - _IDLE


def _is_open(asked: FollowUp) -> bool:
    criterion = asked.rubric.criterion(asked.asks)
    standing = asked.known.standings.get(asked.asks)
    return criterion.phase is asked.known.phase and asked.known.level.includes(criterion.level) and not (standing and standing.status is Status.MET)


def _remarked(known: Interview, topic: DeepDive) -> bool:
    return any(remark.aspect.value == topic.value for remark in known.record.remarks)


def _wants_an_answer(sentence: str) -> bool:
    return sentence.rstrip(" )\"'").endswith("?") or bool(_ASKING.match(plain(sentence)))


def _given(asked: FollowUp) -> frozenset[str]:
    return _given_by_others(asked).union(*(_stems(message[:LONGEST]) for message in asked.said)) | _IDLE


def _given_by_others(asked: FollowUp) -> frozenset[str]:
    """The words of the task, and of the facts that were told."""
    problem = asked.problem
    told = [problem.fact(fact).answer for fact in asked.known.told] if problem else []
    return frozenset[str]().union(*map(_stems, [asked.known.topic, *([problem.title, problem.prompt] if problem else []), *told]))


def _vocabulary(asked: FollowUp) -> frozenset[str]:
    """The words in which one speaks of what is asked about."""
    problem, asks = asked.problem, asked.asks
    texts = list(_authored(asked.rubric, problem, asks))
    if asks not in list(DeepDive):
        criterion = asked.rubric.criterion(asks)
        texts += [criterion.says, *criterion.hints]
        texts += [point.says for part in problem.phases.values() for point in part.points if point.serves == asks] if problem else []
    return frozenset[str]().union(*map(_stems, texts))


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content(text)) - _JOINING


_JOINING = frozenset(stem for word in JOINING for stem in content(word))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", plain(text))) - JOINING


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < FEWEST_ALIKE:
        return one == other
    return len(one & other) >= ALIKE * len(one | other)


@lru_cache(maxsize=4096)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", plain(text))
    return frozenset(tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))


_stock_of: dict[tuple[str, str], frozenset[str]] = {}


def _stock(rubric: Rubric, problem: Problem | None, asks: str) -> frozenset[str]:
    """The words of all that is authored about it, blanks left out, and of the stock phrases."""
    key = (problem.slug if problem else "", asks)
    if key not in _stock_of:
        reactions = [criterion.heard for criterion in rubric.criteria]
        texts = [*_authored(rubric, problem, asks), *reactions, *_spoken(phrases())]
        _stock_of[key] = frozenset[str]().union(*(_stems(_BLANK.sub(" ", text)) for text in texts))
    return _stock_of[key]


def _spoken(variants: Mapping[str, Sequence[str]]) -> Iterable[str]:
    return (text for texts in variants.values() for text in texts)


def _authored(rubric: Rubric, problem: Problem | None, asks: str) -> Iterable[str]:
    """The questions that are written down about a criterion or a deep dive."""
    source = problem or rubric.unknown_topic
    if asks in list(DeepDive):
        yield source.deep_dives[DeepDive(asks)]
        return
    yield from rubric.criterion(asks).ask
    yield from (probe.ask for part in problem.phases.values() for probe in part.probes if probe.serves == asks) if problem else ()
    yield from [source.twist.says] if asks == TWIST else [source.pushback.says] if asks == PUSHBACK else []


def _secrets(rubric: Rubric, problem: Problem | None, twisted: bool, asks: str) -> Iterable[str]:
    """What no candidate may hear unasked: good answers, why the objection is wrong, mistakes, nearly all of a hint, facts, the twist before its
    time and what it changes. The twist is measured by what it changes alone, since it is a new fact; the pushback is a mistake on purpose."""
    source = problem or rubric.unknown_topic
    yield from (change.says for change in source.twist.must_change)
    if asks == TWIST:
        return
    yield source.pushback.wrong_because
    if not twisted:
        yield source.twist.says
    yield from (rung for criterion in rubric.criteria for rung in criterion.hints[1:])
    if problem:
        yield from (point.says for part in problem.phases.values() for point in part.points)
        yield from (rung for part in problem.phases.values() for rung in part.hints.ladder[1:])
        yield from (fact.answer for fact in problem.facts)
        if asks != PUSHBACK:
            yield from problem.common_mistakes
