"""Checks of the first two phases: is the problem understood, and is it pinned down?"""

from interview_flow.assessment.checks.counting import enough, shown
from interview_flow.brief import Brief
from interview_flow.notes import Component, ComponentKind, Item
from interview_flow.patterns import pattern
from interview_flow.phases import Phase
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Finding, Quote, Status, Turn

FEW_WORDS = 8
"""A restatement of fewer words is a title."""
QUESTIONS = 3
REQUIREMENTS = 3
TARGETS = 2


_TECHNOLOGY = pattern(
    "! redis | memcached | kafka | rabbitmq | sqs | cassandra | dynamodb | mongodb | mongo | postgres | postgresql | mysql | elasticsearch | kubernetes | docker | aws | gcp | azure | s3 | "
    "lambda | nginx | zookeeper | spark | flink | hadoop | grpc | graphql | websocket* | microservice* | nosql | sql | database* | message queue | load balancer* | cdn | shard* | sharding | "
    "api gateway | blockchain | consistent hashing | cap theorem | b tree | trie | bloom filter | token bucket"
)
"""Products and parts of a solution, which a restatement leaves for later."""
_CLICHE = pattern("best practice* | industry standard* | scalable | robust | fault tolerant | highly available | state of the art | machine learning")


def own_words(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """The system is restated, in words that are not the prompt's."""
    told = brief.interview.record.restatement
    prompt = brief.problem.prompt if brief.problem else ""
    given = set(plain(f"{brief.interview.topic} {prompt}").split())
    own = [each for each in told if len(set(plain(each.text).split()) - given) >= FEW_WORDS // 2 and _tells(each)]
    return shown(criterion, own[:1], met=True) if answers[0].phase is Phase.RESTATE else None


def no_technology(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """The restatement is there and names no product and no part of a solution."""
    record = brief.interview.record
    if answers[0].phase is not Phase.RESTATE or not record.restatement:
        return None
    turns = {turn.turn for turn in answers}
    if any(each.turn in turns and _is_technology(each) for each in record.components):
        return None
    named = any(_TECHNOLOGY.found_in(sentence) for turn in answers for sentence in sentences(turn.text))
    if named and not _TECHNOLOGY.found_in(Sentence(brief.interview.topic, 0)):
        return None
    return shown(criterion, [each for each in record.restatement if _tells(each)][:1], met=True)


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


def _tells(statement: Item) -> bool:
    """Whether it says what the system is, rather than which parts or fine words it is made of."""
    sentence = Sentence(statement.text, 0)
    return len(statement.text.split()) >= FEW_WORDS and not _TECHNOLOGY.found_in(sentence) and not _CLICHE.found_in(sentence)


def _is_technology(component: Component) -> bool:
    return component.kind not in (ComponentKind.CLIENT, ComponentKind.SERVICE, ComponentKind.EXTERNAL)
