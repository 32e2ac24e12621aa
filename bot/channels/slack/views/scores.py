"""The scorecard at the end of an interview."""

from bot.archive import Kept
from bot.channels.slack.mrkdwn import Mrkdwn, date
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Element, Message, button, context, header, label, menu, message, said, section_of
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.wording import score_bar, topic, verdict
from interview_flow.assessment.scorecard import WEIGHTS, CriterionScore, PhaseScore
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.printable import printable, shortened
from interview_flow.rubric import Rubric
from interview_flow.transcript import Initiative, Status
from prompts.slack_texts import filled
from prompts.templates import NAMES

FINDINGS = 3
SAYS, QUOTE = 160, 200
"""Characters of a criterion and of a quote in one line."""


def scorecard(kept: Kept, rubric: Rubric) -> Message:
    """The verdict, a line a phase, and the findings that matter most. Coach mode has no verdict."""
    interview, card = kept.interview, kept.scorecard
    judged = card.verdict is not None
    heading = filled("scores.verdict", verdict=verdict(card), level=filled(f"words.level.{card.level}")) if judged else filled("scores.coach")
    blocks = [header(heading), context(_facts(kept), *([] if judged else [said("scores.coach_note")]))]
    blocks.append(section_of(_phase(phase, interview, rubric) for phase in card.phases))
    if found := findings(kept):
        blocks.append(section_of([said("scores.matters"), *found]))
    blocks.append(row([_review(interview.id), documents(interview.id), _again(interview.id)]))
    return message(said("scores.fallback", title=topic(title(kept))), blocks)


def findings(kept: Kept) -> list[Mrkdwn]:
    """At most three: what was best shown unprompted, and what cost most."""
    interview = kept.interview
    expected = [
        (WEIGHTS[phase.phase] / len(counted), criterion)
        for phase in kept.scorecard.phases
        if phase.phase in interview.visited and (counted := [each for each in phase.criteria if interview.level.includes(each.level)])
        for criterion in counted
    ]
    best = [(worth, each) for worth, each in expected if each.status is Status.MET and each.initiative is Initiative.UNPROMPTED and each.evidence]
    lost = sorted(((worth * (1 - each.earned), each) for worth, each in expected if each.status is not Status.MET), key=_worth, reverse=True)
    strengths = [each for _, each in sorted(best, key=_worth, reverse=True)]
    gaps = [each for _, each in lost]
    chosen = strengths[: max(1, FINDINGS - len(gaps))]
    return [_finding(each) for each in (*chosen, *gaps[: FINDINGS - len(chosen)])]


def documents(interview_id: str) -> Element:
    """A menu that sends one of the five documents."""
    options = [(label(f"words.document.{name}"), actions.pair(interview_id, name)) for name in NAMES]
    return menu(label("scores.documents"), actions.DOCUMENT, options)


def title(kept: Kept) -> str:
    """The problem's title, or the topic as it was typed."""
    return kept.source.problem.title if kept.source.problem else kept.interview.topic


def _facts(kept: Kept) -> Mrkdwn:
    interview, card = kept.interview, kept.scorecard
    facts = {
        "title": topic(title(kept)),
        "level": filled(f"words.level.{interview.level}"),
        "mode": filled(f"words.mode.{interview.mode}"),
        "score": f"{card.score:.0f}",
    }
    at = interview.ended_at or interview.last_at
    return said("scores.facts", date=date(at), **facts) if at else said("scores.facts_undated", **facts)


def _phase(phase: PhaseScore, interview: Interview, rubric: Rubric) -> Mrkdwn:
    shown = {"bar": score_bar(phase.score), "title": rubric.guide(phase.phase).title}
    if _unreached(phase.phase, interview):
        return said("scores.phase_unreached", **shown)
    missing = [each for each in phase.criteria if each.status is Status.ABSENT and interview.level.includes(each.level)]
    if not missing:
        return said("scores.phase", score=f"{phase.score:.0f}", **shown)
    first = shortened(missing[0].says.rstrip("."), SAYS)
    return said("scores.phase_missing", score=f"{phase.score:.0f}", missing=first[:1].lower() + first[1:], **shown)


def _unreached(phase: Phase, interview: Interview) -> bool:
    return phase not in interview.visited


def _worth(valued: tuple[float, CriterionScore]) -> float:
    return valued[0]


def _finding(criterion: CriterionScore) -> Mrkdwn:
    says = shortened(criterion.says, SAYS)
    match criterion.status:
        case Status.MET:
            return said("scores.finding.strength", says=says, quote=shortened(printable(criterion.evidence[0].quote), QUOTE))
        case Status.PARTIAL:
            return said("scores.finding.partly", says=says)
        case Status.ABSENT:
            return said("scores.finding.gap", says=says)


def _review(interview_id: str) -> Element:
    return button(label("interview.review"), actions.REVIEW, interview_id, style="primary")


def _again(interview_id: str) -> Element:
    return button(label("interview.again"), actions.AGAIN, interview_id)
