"""Checks of the last two phases: does the design hold, does it bend, is it summed up in time?"""

import re
from collections.abc import Iterable

from interview_flow import clock
from interview_flow.assessment.checks.counting import enough, said, shown
from interview_flow.brief import Brief
from interview_flow.given import known_record
from interview_flow.meaning import stems
from interview_flow.patterns import pattern
from interview_flow.phases import Phase
from interview_flow.questions import pushback
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Finding, Quote, Status, Turn

MECHANISMS = 2
"""Answers about how a thing works that make a candidate one who answers with mechanisms."""
FEW_WORDS = 8
WORKED_ON = 5
"""Phases in which something was shown; fewer were not reached but walked past."""
RECALLED = 2
"""Words of the design that a summary takes up."""
_MECHANISM = pattern(
    "partition* | shard* | split* | replicat* | replica* | retry | retries | back off | backoff | queue* | buffer* | batch* | shed* | degrade* | fall back | fallback | "
    "fail over | failover | leader | election | quorum | spare | standby | cache* | ttl | invalidat* | rate limit* | throttle* | token | lock* | version* | idempoten* | "
    "dedup* | hash* | index* | precomput* | rebuild* | replay* | snapshot* | circuit breaker | timeout* | health check | drain* | roll* back | canary | blocklist | encrypt* | "
    "sign* | compact* | archive* | expire* | lease* | heartbeat* | fan out | pre warm* | warm*"
    " + so that | so | because | since | when | if | while | until | then | by | to"
)
_PRAISE = re.compile(
    r"\b(?:good|great|nice) (?:discussion|talk|chat)\b|\bbest practices?\b|\b(?:hiring committee|strong hire|full score|verdict)\b|^\W*(?:if i'm|to be) honest\b|\buser friendly\b(?!.*\b(?:service|cache|queue|store)\b)"
)
_HOLDS = pattern(
    "! no | still | disagree | keep | stay* | stand by | would not | wouldn't | rather not | stick + because | since | but | as | would | at # | only"
)


_HOPES = re.compile(
    r"\b(?:increase|raise|lengthen|extend) (?:the )?(?:timeouts?|time outs?)\b|\b(?:can|will|would|'ll|'d|could) (?:just |simply |always )?(?:add|use|buy|need|put) more (?:servers?|machines?|consumers?|instances?|nodes?|power|ram|memory|workers?)\b(?! and | which | because| each)"
)
"""More of the same, and longer waits: a wish, and not how it works."""
_YIELDS = re.compile(
    r"\bgood idea\b.*\b(?:would|will|'ll|'d|can) (?:change|switch|go|do|remove|drop)\b|\b(?:colleague|you) ?(?:is|are|'re) (?:right|correct)\b"
)
"""To give in is no mechanism."""


def mechanisms(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Remarks in the challenges that say how something works."""
    if answers[0].phase is not Phase.CHALLENGES:
        return None
    turns = {turn.turn for turn in answers}
    known = brief.interview.standings.get(criterion)
    earlier = [quote for quote in known.evidence if quote.turn not in turns] if known else []
    known_words = {_sentence(quote).plain for quote in earlier}
    now = [quote for quote in _quotes(answers) if _sentence(quote).plain not in known_words and _is_mechanism(_sentence(quote))]
    return said(criterion, [*earlier, *now], met=len(earlier) + len(now) >= MECHANISMS)


def _is_mechanism(sentence: Sentence) -> bool:
    """Whether it says how something works, rather than that there will be more of it."""
    if len(sentence.text.split()) < FEW_WORDS or _HOPES.search(sentence.plain) or _YIELDS.search(sentence.plain):
        return False
    return _MECHANISM.found_in(sentence)


def twist(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """What the changed requirement forces to change, said after it was said."""
    since = brief.interview.twist_turn
    if since is None:
        return None
    changes = (brief.problem.twist if brief.problem else brief.rubric.unknown_topic.twist).must_change
    heard = [quote for quote in _quotes(answers) if quote.turn > since]
    known = brief.interview.standings.get(criterion)
    found = [(change.id, quote) for change in changes for quote in heard if _any(change.recognised_by, quote)]
    quotes = [*(known.evidence if known else ()), *dict.fromkeys(quote for _, quote in found)]
    return said(criterion, quotes, met=len({change for change, _ in found}) * 2 >= len(changes) + (len(changes) > 2)) if found else None


def position(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """A right position is kept under a wrong objection, for a reason."""
    question = brief.interview.question
    if question is None or question.asks != criterion:
        return None
    heard = [quote for quote in _quotes(answers) if quote.turn > question.turn]
    reasoned = [quote for quote in heard if _any(pushback(brief).held_by, quote)]
    held = [quote for quote in heard if _HOLDS.found_in(_sentence(quote)) and len(quote.quote.split()) >= FEW_WORDS]
    return said(criterion, (reasoned or held)[:2], met=bool(reasoned))


def summary(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """A summary in whole sentences, at the end, of what was designed here and not of just anything."""
    if answers[0].phase is not Phase.WRAP_UP:
        return None
    record = known_record(brief)
    parts = {word for each in (*record.components, *record.entities) for word in stems(each.name)}
    designed = parts | {word for each in (*record.functional, *record.restatement, *record.out_of_scope) for word in stems(each.text)}
    whole = [each for each in record.summary if len(each.text.split()) >= FEW_WORDS and _sums_up(each.text, parts, designed)]
    return enough(criterion, whole, 1)


def _sums_up(text: str, parts: set[str], designed: set[str]) -> bool:
    """Whether a sentence takes up the design itself, its parts before all, rather than praise it or speak of the talk."""
    words = stems(text)
    told = len(words & designed) >= RECALLED and (bool(words & parts) or len(words & designed) > RECALLED)
    return told and not _PRAISE.search(plain(text))


def on_time(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """The wrap-up is reached inside the time, every phase before it visited."""
    interview = brief.interview
    remaining = clock.left(interview)
    worked_on = {each.partition(".")[0] for each, standing in interview.standings.items() if standing.status is not Status.ABSENT}
    if len(worked_on - {Phase.WRAP_UP.value}) < WORKED_ON:
        return None
    if interview.phase is not Phase.WRAP_UP or len(interview.visited) < len(Phase) or remaining is None or remaining < 0:
        return None
    whole = [each for each in (*interview.record.summary, *interview.record.next_steps) if each.turn in {turn.turn for turn in answers}]
    return shown(criterion, whole[:1], met=True)


def _quotes(answers: tuple[Turn, ...]) -> list[Quote]:
    said = [Quote(turn=turn.turn, quote=sentence.text) for turn in answers for sentence in sentences(turn.text) if not sentence.asks]
    return list({_sentence(quote).plain: quote for quote in reversed(said)}.values())[::-1]


def _any(sources: Iterable[str], quote: Quote) -> bool:
    sentence = _sentence(quote)
    return any(pattern(source).found_in(sentence) for source in sources)


def _sentence(quote: Quote) -> Sentence:
    return Sentence(quote.quote, 0)
