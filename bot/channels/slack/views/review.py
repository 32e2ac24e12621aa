"""The review of an interview: a modal that shows one phase at a time, every criterion with the words that show it."""

from bot.archive import Kept
from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, context, divider, header, label, menu, modal, said, section, section_of
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.scores import documents, title
from bot.channels.slack.views.wording import PLACES, place, topic, verdict
from interview_flow.assessment.scorecard import CriterionScore, PhaseScore
from interview_flow.phases import Phase
from interview_flow.printable import printable, shortened
from interview_flow.rubric import Level, Rubric
from interview_flow.transcript import Status
from prompts.slack_texts import filled

QUOTES, QUOTE = 3, 350
"""Quotes shown of a criterion, and characters of each."""
MOST_CRITERIA = 80
"""A view has 100 blocks at most."""


def review(kept: Kept, rubric: Rubric, phase: Phase | None = None) -> Block:
    """The view for `views.open` or `views.update`; the weakest phase is shown when none is named. `private_metadata` is the interview's id."""
    card, interview = kept.scorecard, kept.interview
    chosen = phase or _weakest(kept)
    page = next(each for each in card.phases if each.phase is chosen)
    blocks = [
        context(_facts(kept)),
        row([_phases(kept, rubric, chosen), documents(interview.id)]),
        header(filled("scores.review.heading", **_heading(page, rubric))),
        context(said("scores.review.legend")),
    ]
    if chosen not in interview.visited:
        blocks.append(section(said("scores.review.unreached")))
    blocks.append(divider())
    blocks += [_criterion(each, card.level) for each in page.criteria[:MOST_CRITERIA]]
    named = filled("scores.review.title"), filled("scores.review.close")
    return modal(actions.REVIEW_MODAL, *named, blocks, metadata=interview.id)


def _weakest(kept: Kept) -> Phase:
    reached = [phase for phase in kept.scorecard.phases if phase.phase in kept.interview.visited]
    return min(reached or kept.scorecard.phases, key=lambda phase: phase.score).phase


def _facts(kept: Kept) -> Mrkdwn:
    card, named = kept.scorecard, topic(title(kept))
    score = f"{card.score:.0f}"
    if card.verdict is None:
        return said("scores.review.facts_coach", title=named, score=score)
    return said("scores.review.facts", title=named, verdict=verdict(card), score=score)


def _phases(kept: Kept, rubric: Rubric, chosen: Phase) -> Block:
    interview_id = kept.interview.id
    options = [(label("scores.review.heading", **_heading(each, rubric)), actions.pair(interview_id, each.phase)) for each in kept.scorecard.phases]
    return menu(label("scores.review.phase_label"), actions.REVIEW_PHASE, options, actions.pair(interview_id, chosen))


def _heading(phase: PhaseScore, rubric: Rubric) -> dict[str, object]:
    guide = rubric.guide(phase.phase)
    return {"place": place(phase.phase), "places": PLACES, "title": guide.title, "score": f"{phase.score:.0f}"}


def _criterion(criterion: CriterionScore, level: Level) -> Block:
    lines = [said(f"scores.review.{criterion.status}", says=criterion.says)]
    if criterion.initiative:
        lines.append(said("scores.review.initiative", initiative=filled(f"words.initiative.{criterion.initiative}")))
    if criterion.status is Status.ABSENT and not level.includes(criterion.level):
        lines.append(said("scores.review.above", level=filled(f"words.level.{criterion.level}")))
    lines += [said("scores.review.quote", quote=shortened(printable(each.quote), QUOTE), turn=each.turn) for each in criterion.evidence[:QUOTES]]
    if len(criterion.evidence) > QUOTES:
        lines.append(said("scores.review.more", count=len(criterion.evidence) - QUOTES))
    return section_of(lines)
