"""What is shown in Slack, looked at as Slack would: blocks within its limits, and a few interviews to show."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.archive import Kept
from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.views.blocks import Message
from interview_flow.assessment import estimates
from interview_flow.assessment.agreement import Agreement, Gap
from interview_flow.assessment.contradictions import Contradiction
from interview_flow.assessment.contradictions.kinds import Kind
from interview_flow.assessment.reasons import Reason
from interview_flow.assessment.scorecard import CriterionScore, PhaseScore
from interview_flow.assessment.sums import Sum
from interview_flow.interview import Interview
from interview_flow.phases import Phase, Stage
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Quote, Status
from storage.transcripts import Listed
from tests.fakes.slack.blocks import check_message_blocks
from tests.fakes.slack.views import check_view

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOSTILE = ("<!channel> <@U0EVIL> & *bold* `code` \U0001f600\u202e " * 10)[:200]
"""A topic of the most characters there may be."""
LONG = "<!here> a very long & winding answer " * 500


def checked(message: Message) -> str:
    """Everything that a message says; fails where Slack would refuse it or ping anybody."""
    assert isinstance(message.text, Mrkdwn)
    assert 0 < len(message.text) <= 4000
    check_message_blocks(json.loads(json.dumps(message.blocks)))
    words = "\n".join([message.text, *texts(message.blocks)])
    assert_pings_nobody(message.text)
    _marks(message.blocks)
    return words


def checked_view(view: dict[str, Any], kind: str) -> str:
    """The same for a modal or a Home tab."""
    check_view(json.loads(json.dumps(view)), (kind,))
    _marks(view["blocks"])
    return "\n".join([view.get("title", {}).get("text", ""), *texts(view["blocks"])])


def assert_pings_nobody(text: str) -> None:
    """The only marks are dates, links and the people named on purpose."""
    for mark in text.split("<")[1:]:
        assert mark.startswith(("!date^", "https://", "@U0ADA1>")), text


def texts(part: Any) -> Iterator[str]:
    """Every text, in order."""
    if isinstance(part, list):
        for one in part:
            yield from texts(one)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for key in ("text", "elements", "accessory", "label", "element", "hint", "options", "placeholder"):
            if isinstance(part.get(key), (dict, list)):
                yield from texts(part[key])


def pressed(part: Any) -> dict[str, Any]:
    """Everything that can be pressed or chosen, by its label (a menu by its placeholder)."""
    found: dict[str, Any] = {}
    if isinstance(part, list):
        for one in part:
            found |= pressed(one)
    elif isinstance(part, dict):
        if "action_id" in part:
            named = part.get("text") or part.get("placeholder") or {"text": part["action_id"]}
            found[named["text"]] = part
        for key in ("elements", "accessory", "element"):
            found |= pressed(part.get(key))
    return found


def listed(number: int = 0, **changes: Any) -> Listed:
    """An interview in a list; a finished one unless `changes` say otherwise."""
    at = NOON - timedelta(days=number)
    given = {
        "id": f"{number:010x}",
        "topic": "design a rate limiter",
        "problem": "rate-limiter",
        "level": Level.SENIOR,
        "mode": Mode.STRICT,
        "candidate": "U0ADA1",
        "interviewer": "guided",
        "stage": Stage.FINISHED,
        "phase": Phase.WRAP_UP,
        "turns": 40,
        "owes_reply": False,
        "started_at": at,
        "last_at": at,
        "ended_at": at,
        "score": 72.4,
        "verdict": "hire",
        "revealed": True,
    }
    return Listed.model_validate(given | changes)


def going_on(number: int = 0, **changes: Any) -> Listed:
    """An interview in progress."""
    return listed(number, **{"stage": Stage.ACTIVE, "phase": Phase.CLARIFY, "ended_at": None, "score": None, "verdict": None} | changes)


def interview(**changes: Any) -> Interview:
    """An interview of 45 minutes whose candidate has been thinking for two minutes."""
    given = {
        "id": "4f5a6b7c8d",
        "topic": "design a rate limiter",
        "problem": "rate-limiter",
        "stage": Stage.ACTIVE,
        "phase": Phase.CLARIFY,
        "visited": (Phase.RESTATE, Phase.CLARIFY),
        "spent": {Phase.RESTATE: 180.0},
        "owing_since": NOON - timedelta(minutes=2),
    }
    return Interview.model_validate(given | changes)


def extreme(kept: Kept) -> Kept:
    """The same interview with too much of everything that a person can bring in."""
    quotes = tuple(Quote(turn=turn, quote=LONG) for turn in range(1, 40))

    def grown(criterion: CriterionScore) -> CriterionScore:
        return criterion.model_copy(update={"evidence": quotes, "status": Status.MET, "initiative": Initiative.UNPROMPTED, "says": LONG})

    def phase(score: PhaseScore) -> PhaseScore:
        return score.model_copy(update={"criteria": tuple(grown(each) for each in score.criteria * 20)})

    card = kept.scorecard.model_copy(update={"phases": tuple(phase(each) for each in kept.scorecard.phases)})
    assessment = kept.assessment.model_copy(update={"scorecard": card} | _extreme_findings(kept.assessment.practise_next, quotes[0]))
    return replace(
        kept,
        interview=kept.interview.model_copy(update={"topic": HOSTILE, "problem": None}),
        assessment=assessment,
        source=kept.source.model_copy(update={"problem": None, "topic": HOSTILE}),
    )


def _extreme_findings(practise: tuple[CriterionScore, ...], quote: Quote) -> dict[str, Any]:
    """Too many findings, each of them too long."""
    figures: dict[str, Any] = dict.fromkeys(("truth", "unit", "off_by", "said"))
    slip = Sum(turn=1, claim=LONG, start=0, verdict=estimates.Verdict.WRONG, remark=LONG, corrected=True, used_again=(quote,), **figures)
    reasons = [
        Reason(criterion="restate.users", says=LONG, status=status, initiative=initiative, points=points, quote=quote)
        for status, initiative, points in ((Status.MET, Initiative.UNPROMPTED, 100.0), (Status.PARTIAL, Initiative.HINTED, -100.0))
    ]
    gaps = tuple(Gap(phase=phase, theirs=100, judged=0) for phase in Phase)
    own = Agreement(by="slack:T1:U1", name=LONG, is_candidate=True, gaps=gaps, compared=0, same=0, kappa=None, differences=())
    return {
        "reasons": (*reasons, reasons[0].model_copy(update={"status": Status.ABSENT, "initiative": None, "quote": None})),
        "practise_next": tuple(each.model_copy(update={"says": LONG}) for each in practise),
        "sums": (slip, slip.model_copy(update={"verdict": estimates.Verdict.RIGHT}), slip.model_copy(update={"verdict": estimates.Verdict.UNCHECKED}))
        * 50,
        "contradictions": (Contradiction(kind=Kind.NUMBER, first=quote, second=quote.model_copy(update={"turn": 2}), says=LONG),) * 50,
        "hints": {f"restate.{number}": 3 for number in range(500)},
        "agreements": (own,),
    }


def _marks(part: Any) -> None:
    """No mrkdwn text mentions anybody, and Slack is told not to look for mentions in plain words."""
    if isinstance(part, list):
        for one in part:
            _marks(one)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            assert part["verbatim"] is True
            assert_pings_nobody(part["text"])
        for value in part.values():
            _marks(value)
