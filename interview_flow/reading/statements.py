"""Sentences that stand for themselves: how the candidate restates the problem, and how the candidate sums up."""

import re
from collections.abc import Iterator
from typing import Literal

from interview_flow.notes import Statement
from interview_flow.phases import Phase
from interview_flow.reading.idle import idle
from interview_flow.reading.lists import items, listed
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.scope import assumes, leaves_out

Section = Literal["restatement", "users", "success", "hardest_part", "assumptions", "out_of_scope", "summary", "weaknesses", "next_steps", "metrics"]


def _cue(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_HARDEST = _cue(
    r"\bhard(?:est)?(?:er)? (?:part|bit|thing|piece|problem)|\btrick(?:y|iest)\b|\bmost difficult|\bmain challenge|\bdifficult(?:y)? (?:part|is)|\binteresting (?:part|bit)|\bcrux\b|"
    r"\bwhat(?: i expect to be|'s| is| makes (?:it|this)) (?:hard|difficult)|\b(?:challenge|difficulty) (?:is|will|here|lies)|\bhard is\b|\b(?:is|be) (?:the )?hard(?:est)?\b"
)
_SUCCESS = _cue(
    r"\bcall it (?:a|an) (?:success|win)\b|\bsucceeds?\b|\bsuccess(?:ful)?\b|\bgood (?:means|looks like)|\b(?:done|gone|goes|works?) well\b|\bwe win\b|\bwins? (?:when|if)|\bworks? well (?:when|if)|\bwent well\b|\bmatters most\b|\bfail(?:s|ure|ed)? (?:would be|means|if|when)\b"
)
_USERS = _cue(
    r"^\W*(?:(?:the|our|its|main|there are|we have|it has|two|three|four|primary|typical) )*(?:(?:kinds?|types?|groups?|sorts?) of )?(?:users?|people|actors?|personas?|customers?)\b(?: of (?:it|this|the system))?(?: are|:| is|,| who)|"
    r"\b(?:used by|users are|(?:kinds?|types?|groups?) of (?:users?|people|actors?)|actors are|its users|who use[sd]? it)\b"
)
_WEAK = _cue(
    r"\bweak(?:ness|nesses|est|\s?points?|\s?spots?)\b|\blimitations?\b|\bleast (?:happy|glad|sure|confident|comfortable)|\bworr(?:y|ies|ied)\b|\b(?:biggest|main|largest) (?:risk|gap|concern)|\bnot (?:fully )?solved\b|\bhappy (?:with|about)\b"
)
_NEXT = _cue(
    r"^\W*(?:next|later|future|afterwards|after that|in v2|v2)\b|\bnext (?:i|we|steps?|thing)\b|\b(?:with|given|if i had) (?:\w+ )?(?:more )?(?:time|another)\b|\bin (?:the )?future\b|\bstretch goals?\b|\bwould (?:add|tackle|look at|build|do) next\b"
)
_METRICS = _cue(
    r"\b(?:(?:i|we|you)(?:'d| would| will|'ll)? (?:also |mainly |first )?(?:watch|monitor|alert|track|measure|graph|page)|alerts? (?:on|for|when|if)|alerting on|dashboards?|watch(?:ing)? (?:the )?\w+|(?:key|main) metrics)\b"
)
_SUMMARY = _cue(
    r"^\W*(?:in short|in summary|to sum up|summing up|overall|to summari[sz]e|so,? (?:in the end|we have|overall)|the design|in one sentence|in a nutshell)\b"
)

_NEXT_LEAD = _cue(
    r"^\W*(?:(?:as )?(?:next|later|then|future|afterwards|after that|in v2|v2|(?:with|given) (?:more|another) \w+)(?: steps?| work)?(?:,? (?:ranked |ordered )?by \w+)?\s*[,:–-]?\s*)?(?:(?:i|we)(?:'d| would|'ll| will)?\s+"
    r"(?:first\s+)?(?:add|do|look at|tackle|build|work on|move to|introduce)\s+)?"
)
_METRICS_LEAD = _cue(
    r"^.{0,60}?\b(?:watch|monitor|alert(?:s|ing)? (?:on|for)|alert (?:me )?(?:on|when|if)|track|measure|graph|page(?: on)?|metrics(?: are|:)|dashboards? (?:for|of|with))\s+"
)
_RESTATING: tuple[tuple[Section, re.Pattern[str]], ...] = (("hardest_part", _HARDEST), ("success", _SUCCESS), ("users", _USERS))
_CLOSING: tuple[tuple[Section, re.Pattern[str]], ...] = (("weaknesses", _WEAK), ("summary", _SUMMARY), ("next_steps", _NEXT), ("metrics", _METRICS))
_CLOSING_LABELS: tuple[Section, ...] = ("summary", "weaknesses", "next_steps", "metrics")
_LABELLED: tuple[Section, ...] = ("restatement", "users", "success", "hardest_part", *_CLOSING_LABELS)
_LISTS = {"next_steps": _NEXT_LEAD, "metrics": _METRICS_LEAD}
_ALERTS = _cue(r"^\W*(?:alerts? (?:on|for|when|if)|alert(?:ing)? on|(?:i|we)(?:'d| would| will|'ll)? (?:also )?(?:watch|monitor|alert on|page on))\s")


def statements(page: Page) -> Iterator[Statement]:
    """The statements of a message."""
    summarising = page.among(Phase.WRAP_UP)
    for passage in page.passages:
        if (
            (idle(passage) and not passage.own and not passage.firm)
            or leaves_out(passage, page.phase)
            or (assumes(passage) and not page.among(Phase.WRAP_UP))
        ):
            continue
        section = _section(passage, page.phase, summarising)
        summarising = summarising and section == "summary"
        if section:
            yield from (Statement(section=section, text=text, turn=page.turn) for text in _texts(section, passage))


def _section(passage: Passage, phase: Phase, summarising: bool) -> Section | None:
    if passage.firm and passage.section:
        return next((section for section in _LABELLED if section == passage.section), None)
    if phase is Phase.RESTATE:
        return _first(_RESTATING, passage) or "restatement"
    if phase is Phase.CLARIFY:
        return _first(_RESTATING[:1], passage)
    if phase is Phase.WRAP_UP:
        carried: Section | None = next((section for section in _CLOSING_LABELS if section == passage.section), None)
        untold: Section | None = "summary" if summarising and len(passage.said.split()) > 5 else None
        return _first(_CLOSING, passage) or carried or untold
    if phase is Phase.CHALLENGES and _ALERTS.search(passage.said):
        return "metrics"
    return "weaknesses" if phase is Phase.CHALLENGES and re.search(r"\bweakness|\blimitation of", passage.said) else None


def _first(cues: tuple[tuple[Section, re.Pattern[str]], ...], passage: Passage) -> Section | None:
    for section, cue in cues:
        if cue.search(passage.sentence.body):
            return section
    return None


def _texts(section: Section, passage: Passage) -> tuple[str, ...]:
    lead = _LISTS.get(section)
    if lead is None or passage.sentence.numbered:
        return (passage.quote,) if passage.quote else ()
    found = lead.match(passage.said)
    rest = passage.said[found.end() :] if found else passage.said
    if listed(rest) or (found and found.end() and len(rest.split()) <= 12):
        return tuple(" ".join(item.split()) for item in items(rest)) or (passage.quote,)
    return (passage.quote,)
