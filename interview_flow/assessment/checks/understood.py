"""Checks of the first two phases: is the problem understood, and is it pinned down?"""

import re
from functools import lru_cache

from interview_flow.assessment.checks.counting import enough, shown
from interview_flow.brief import Brief
from interview_flow.meaning import stems
from interview_flow.notes import Component, ComponentKind, Item
from interview_flow.patterns import pattern
from interview_flow.phases import Phase
from interview_flow.problems import Problem
from interview_flow.sentences import Sentence, plain
from interview_flow.transcript import Finding, Quote, Status, Turn

FEW_WORDS = 8
"""A restatement of fewer words is a title."""
QUESTIONS = 3
REQUIREMENTS = 3
TARGETS = 2


_TECHNOLOGY = pattern(
    "! redis | memcached | kafka | rabbitmq | sqs | cassandra | dynamodb | mongodb | mongo | postgres | postgresql | mysql | elasticsearch | kubernetes | docker | aws | gcp | azure | s3 | "
    "lambda | nginx | zookeeper | spark | flink | hadoop | grpc | graphql | websocket* | microservice* | nosql | sql | database* | message queue | load balancer* | cdn | shard* | sharding | "
    "api gateway | blockchain | firebase | react* | node js | ffmpeg | serverless | elasticsearch | rabbitmq | mqtt | cloudfront | dynamo | snowflake | istio | django | spring boot | socket io | json api | rest api | consistent hashing | cap theorem | b tree | trie | bloom filter | token bucket"
)
"""Products and parts of a solution, which a restatement leaves for later."""
_BIOGRAPHY = re.compile(
    r"\bmy (?:last|old|first|previous) (?:company|job|team|employer)\b|\bi've (?:basically |already )?(?:built|done|seen|made)\b|\bwe did (?:something|this)\b|\bat (?:university|school)\b|\bi (?:really )?love (?:this|that)\b|\bfunny story\b"
)
"""What is told of the candidate, and not of the system."""
_GRADING = re.compile(
    r"\b(?:criteri(?:on|a)|verdict|rubric|grad(?:er|ing|ed)|evaluat\w+|strong[ _]hire|full marks|candidates?|interviewers?|restat\w+|unprompted|instructions?|assessment|marks?|score|points|a good answer|in own words|words of my own)\b"
)
_MOST_ECHOED = 0.6
_CLICHE = pattern("best practice* | industry standard* | scalable | robust | fault tolerant | highly available | state of the art | machine learning")


def own_words(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """The system is restated, in words that are not the prompt's."""
    if answers[0].phase is not Phase.RESTATE:
        return None
    told = brief.interview.record.restatement
    prompt = brief.problem.prompt if brief.problem else ""
    given = set(plain(f"{brief.interview.topic} {prompt}").split())
    own = [each for each in told if len(set(plain(each.text).split()) - given) >= FEW_WORDS // 2 and _is_own(each, brief)]
    return shown(criterion, own[:1], met=True)


def no_technology(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """The restatement is there and names no product and no part of a solution; decided when it is over, so that no later word of it is missed."""
    return None if answers[0].phase is Phase.RESTATE else without_technology(brief, criterion, answers[0].turn)


def without_technology(brief: Brief, criterion: str, first: int) -> Finding | None:
    """The same, of what was said before the turn `first`."""
    record = brief.interview.record
    told = [each for each in (*record.restatement, *record.users, *record.success, *record.hardest_part) if each.turn < first]
    if any(_is_technology(each) and each.turn <= max((statement.turn for statement in told), default=0) for each in record.components):
        return None
    named = any(_TECHNOLOGY.found_in(Sentence(each.text, 0)) for each in told)
    if named and not _TECHNOLOGY.found_in(Sentence(brief.interview.topic, 0)):
        return None
    own = next((each for each in record.restatement if _is_own(each, brief)), None)
    return shown(criterion, [own] if own else [], met=True)


def questions(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Questions about facts that matter, each counted once."""
    asked = {request.fact or plain(request.quote): request for request in reversed(brief.interview.requests) if request.matters}
    if not asked:
        return None
    quotes = tuple(Quote(turn=request.turn, quote=request.quote) for request in reversed(asked.values()))
    return Finding(criterion=criterion, status=Status.MET if len(asked) >= QUESTIONS else Status.PARTIAL, evidence=quotes)


def functional(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Things that a user does."""
    return enough(criterion, brief.interview.record.functional, REQUIREMENTS)


def targets(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Non-functional targets with a number and a unit."""
    valued = [target for target in brief.interview.record.non_functional if target.value]
    return enough(criterion, valued, TARGETS)


def _is_own(statement: Item, brief: Brief) -> bool:
    """Whether a restatement says what this system is, in words that nobody gave."""
    return _tells(statement) and _is_of_it(statement.text, brief) and not _echoes(statement.text, brief)


def _tells(statement: Item) -> bool:
    """Whether it says what the system is, rather than which parts or fine words it is made of."""
    sentence = Sentence(statement.text, 0)
    return (
        len(statement.text.split()) >= FEW_WORDS
        and not _BIOGRAPHY.search(sentence.plain)
        and not _TECHNOLOGY.found_in(sentence)
        and not _CLICHE.found_in(sentence)
    )


def _is_of_it(text: str, brief: Brief) -> bool:
    """Whether a text has a word that belongs to this problem, and not to every interview; anything may where the problem is unknown."""
    anywhere = _world_of(tuple(criterion.says for criterion in brief.rubric.criteria))
    return brief.problem is None or not (stems(text) - anywhere).isdisjoint(_world(brief.problem))


@lru_cache(maxsize=64)
def _world_of(texts: tuple[str, ...]) -> frozenset[str]:
    return stems(" ".join(texts))


def _world(problem: Problem) -> frozenset[str]:
    """The words in which a problem is told: its task, its facts and its points."""
    points = (point.says for part in problem.phases.values() for point in part.points)
    return _world_of((problem.title, problem.prompt, *(f"{fact.question} {fact.answer}" for fact in problem.facts), *points))


def _is_technology(component: Component) -> bool:
    return component.kind not in (ComponentKind.CLIENT, ComponentKind.SERVICE, ComponentKind.EXTERNAL)


def _echoes(text: str, brief: Brief) -> bool:
    """Whether a text recites what is listened for, the prompt or its own judgement, instead of telling of the system."""
    words = stems(text)
    if len(set(_GRADING.findall(plain(text)))) > 1:
        return True
    guide = brief.rubric.guide(Phase.RESTATE)
    given = stems(" ".join([guide.objective, guide.opening, guide.coaching, *(each.says for each in guide.criteria)]))
    prompt = stems(brief.problem.prompt) if brief.problem else frozenset[str]()
    return bool(words) and max(len(words & given), len(words & prompt) - 1) / len(words) > _MOST_ECHOED
