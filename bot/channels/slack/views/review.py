"""The review of an interview: a modal that shows one phase at a time, every criterion with the words that show it."""

from bot.archive import Kept
from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, context, divider, header, label, menu, modal, said, section, section_of
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.findings import CLAIM, contradictions, short, slip
from bot.channels.slack.views.scores import documents, title
from bot.channels.slack.views.wording import PLACES, place, topic, verdict
from interview_flow.assessment.estimates import Verdict
from interview_flow.assessment.scorecard import CriterionScore, PhaseScore
from interview_flow.assessment.sums import Sum
from interview_flow.phases import Phase
from interview_flow.printable import printable, shortened
from interview_flow.rubric import Level, Rubric
from interview_flow.transcript import Status
from prompts.slack_texts import filled

SUMS = 6
"""Sums of one part that are shown."""
QUOTES, QUOTE = 3, 350
"""Quotes shown of a criterion, and characters of each."""
MOST_CRITERIA = 80
"""A view has 100 blocks at most."""


def review(kept: Kept, rubric: Rubric, phase: Phase | None = None) -> Block:
    """The view for `views.open` or `views.update`; the weakest phase is shown when none is named. `private_metadata` is the interview's id."""
    card, interview = kept.scorecard, kept.interview
    chosen = phase if phase and any(each.phase is phase for each in card.phases) else _weakest(kept)
    page = next(each for each in card.phases if each.phase is chosen)
    blocks = [
        context(_facts(kept)),
        *([] if interview.drill else [row([_phases(kept, rubric, chosen), documents(interview.id)])]),
        header(_headed(kept, page, rubric)),
        context(said("scores.review.legend"), *_time(kept, chosen)),
    ]
    if chosen not in interview.visited:
        blocks.append(section(said("scores.review.unreached")))
    blocks.append(divider())
    blocks += [_criterion(each, card.level) for each in page.criteria[:MOST_CRITERIA]]
    blocks += [section_of(lines) for lines in (_sums(kept, chosen), _contradictions(kept, chosen)) if lines]
    named = filled("scores.review.title"), filled("scores.review.close")
    return modal(actions.REVIEW_MODAL, *named, blocks, metadata=interview.id)


def _weakest(kept: Kept) -> Phase:
    reached = [phase for phase in kept.scorecard.phases if phase.phase in kept.interview.visited]
    return min(reached or kept.scorecard.phases, key=lambda phase: phase.score).phase


def _facts(kept: Kept) -> Mrkdwn:
    card, named = kept.scorecard, topic(title(kept))
    score = f"{card.score:.0f}"
    if card.verdict is None:
        return said("scores.review.facts_drill" if kept.interview.drill else "scores.review.facts_coach", title=named, score=score)
    return said("scores.review.facts", title=named, verdict=verdict(card), score=score)


def _phases(kept: Kept, rubric: Rubric, chosen: Phase) -> Block:
    interview_id = kept.interview.id
    options = [(label("scores.review.heading", **_heading(each, rubric)), actions.pair(interview_id, each.phase)) for each in kept.scorecard.phases]
    return menu(label("scores.review.phase_label"), actions.REVIEW_PHASE, options, actions.pair(interview_id, chosen))


def _headed(kept: Kept, page: PhaseScore, rubric: Rubric) -> str:
    if kept.interview.drill:
        return filled("scores.review.heading_drill", title=rubric.guide(page.phase).title, score=f"{page.score:.0f}")
    return filled("scores.review.heading", **_heading(page, rubric))


def _heading(phase: PhaseScore, rubric: Rubric) -> dict[str, object]:
    guide = rubric.guide(phase.phase)
    return {"place": place(phase.phase), "places": PLACES, "title": guide.title, "score": f"{phase.score:.0f}"}


def _time(kept: Kept, phase: Phase) -> list[Mrkdwn]:
    """What the part took, of what was planned for it."""
    used = next((each for each in kept.assessment.time if each.phase is phase), None)
    if used is None:
        return []
    if used.planned is None:
        return [said("scores.review.time", minutes=f"{used.minutes:.0f}")]
    return [said("scores.review.time_planned", minutes=f"{used.minutes:.0f}", planned=f"{used.planned:.0f}")]


def _sums(kept: Kept, phase: Phase) -> list[Mrkdwn]:
    """The sums that were said in this part, those that do not hold first."""
    turns = _turns_of(kept, phase)
    here = sorted((each for each in kept.assessment.sums if each.turn in turns), key=lambda each: each.verdict is not Verdict.WRONG)
    lines = [_sum(each) for each in here[:SUMS]]
    if len(here) > SUMS:
        lines.append(said("scores.more", count=len(here) - SUMS))
    return [said("scores.review.sums"), *lines] if lines else []


def _sum(each: Sum) -> Mrkdwn:
    if each.verdict is Verdict.WRONG:
        return slip(each)
    return said(f"scores.review.sum_{each.verdict}", claim=short(each.claim, CLAIM), turn=each.turn)


def _contradictions(kept: Kept, phase: Phase) -> list[Mrkdwn]:
    """Those of which one place is in this part."""
    turns = _turns_of(kept, phase)
    here = [each for each in kept.assessment.contradictions if turns & {each.first.turn, each.second.turn}]
    return [said("scores.contradictions"), *contradictions(here)] if here else []


def _turns_of(kept: Kept, phase: Phase) -> set[int]:
    return {turn.turn for turn in kept.turns if turn.phase is phase}


def _criterion(criterion: CriterionScore, level: Level) -> Block:
    lines = [said(f"scores.review.{criterion.status}", says=criterion.says)]
    if criterion.initiative:
        lines.append(said(f"scores.review.initiative.{criterion.status}", initiative=filled(f"words.initiative.{criterion.initiative}")))
    if criterion.status is Status.ABSENT and not level.includes(criterion.level):
        lines.append(said("scores.review.above", level=filled(f"words.level.{criterion.level}")))
    lines += [said("scores.review.quote", quote=shortened(printable(each.quote), QUOTE), turn=each.turn) for each in criterion.evidence[:QUOTES]]
    if len(criterion.evidence) > QUOTES:
        lines.append(said("scores.review.more", count=len(criterion.evidence) - QUOTES))
    return section_of(lines)
