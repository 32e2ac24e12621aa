"""What a judgement rests on, a line each: what moved the score, what to practise, sums, contradictions, what the candidate expected."""

from collections.abc import Sequence

from bot.archive import Kept
from bot.channels.slack.mrkdwn import Mrkdwn, escaped, joined
from bot.channels.slack.views.blocks import said
from bot.exercises import question
from interview_flow.assessment.agreement import Agreement, Gap
from interview_flow.assessment.contradictions import Contradiction
from interview_flow.assessment.estimates import Verdict
from interview_flow.assessment.reasons import Reason
from interview_flow.assessment.scorecard import CriterionScore
from interview_flow.assessment.sums import Sum
from interview_flow.phases import Phase
from interview_flow.printable import printable, shortened
from interview_flow.rubric import Rubric
from interview_flow.transcript import Quote
from prompts.sentences import opened
from prompts.slack_texts import filled

SAYS, QUOTE, CLAIM = 160, 200, 120
"""Characters of a criterion or a remark, of a quote, and of a sum, in one line."""
SHOWN = 2
"""Slips, and contradictions, that are quoted; of more only the number is told."""
ALIKE = 5.0
"""Points by which a phase may differ and still be seen as it was judged: people give themselves whole tens."""


def short(text: str, most: int) -> Mrkdwn:
    """Text on one line that takes at most twice `most` characters, escaped as it is."""
    return escaped(shortened(printable(text), most), 2 * most)


def reason(each: Reason) -> Mrkdwn:
    """What a finding gave or cost, and the words that show it."""
    points, says = f"{each.points:+.1f}".replace("-", "−"), short(each.says, SAYS)
    if each.quote is None or each.initiative is None:
        return said("scores.reason.absent", points=points, says=says)
    shown = {"initiative": filled(f"words.initiative.{each.initiative}"), "quote": short(each.quote.quote, QUOTE), "turn": each.quote.turn}
    return said(f"scores.reason.{each.status}", points=points, says=says, **shown)


def exercise(kept: Kept, rubric: Rubric, each: CriterionScore) -> Mrkdwn:
    """A criterion to practise, with a question that asks for it."""
    return said("scores.exercise", says=short(each.says, SAYS), question=short(question(kept, rubric, each.id), QUOTE))


def sums(found: Sequence[Sum]) -> list[Mrkdwn]:
    """How many hold, then the first slips, a line each; nothing where no sum could be worked out again."""
    right = sum(each.verdict is Verdict.RIGHT for each in found)
    wrong = [each for each in found if each.verdict is Verdict.WRONG]
    if not right and not wrong:
        return []
    counts = [_count("scores.sums.hold_one", "scores.sums.hold_many", right)] if right else []
    if wrong and right:
        counts.append(_count("scores.sums.also_wrong_one", "scores.sums.also_wrong_many", len(wrong)))
    elif wrong:
        counts.append(_count("scores.sums.wrong_one", "scores.sums.wrong_many", len(wrong)))
    lines = [said("scores.sums.heading", counts=joined(", ", counts)), *(slip(each) for each in wrong[:SHOWN])]
    return [*lines, said("scores.more", count=len(wrong) - SHOWN)] if len(wrong) > SHOWN else lines


def slip(each: Sum) -> Mrkdwn:
    """A sum that does not hold, and whether that was put right or mattered."""
    remark, place = short(opened(each.remark.rstrip(". ")), SAYS), {"claim": short(each.claim, CLAIM), "turn": each.turn}
    parts = [said("scores.sums.slip", remark=remark, **place) if remark else said("scores.sums.slip_alone", **place)]
    if each.corrected:
        parts.append(said("scores.sums.corrected"))
    if each.used_again:
        parts.append(said("scores.sums.used_again", turn=each.used_again[0].turn))
    return joined(" ", parts)


def contradictions(found: Sequence[Contradiction]) -> list[Mrkdwn]:
    """One line each, then how many more there are."""
    lines = [contradiction(each) for each in found[:SHOWN]]
    return [*lines, said("scores.more", count=len(found) - SHOWN)] if len(found) > SHOWN else lines


def contradiction(each: Contradiction) -> Mrkdwn:
    """Two places that cannot both hold; a part that was never introduced has one."""
    places = [each.first] if each.first == each.second else [each.first, each.second]
    return said("scores.contradiction", says=short(each.says, SAYS), places=joined(" / ", [_place(place) for place in places]))


def own_view(agreement: Agreement, reached: Sequence[Phase], rubric: Rubric) -> Mrkdwn:
    """Where candidates saw most more and most less than was judged."""
    gaps = sorted((gap for gap in agreement.gaps if gap.phase in reached), key=lambda gap: gap.difference)
    parts: list[Mrkdwn] = []
    if gaps and gaps[-1].difference >= ALIKE:
        parts.append(said("scores.own.more", **_gap(gaps[-1], rubric)))
    if gaps and gaps[0].difference <= -ALIKE:
        parts.append(said("scores.own.less", **_gap(gaps[0], rubric)))
    return joined(" ", parts or [said("scores.own.alike")])


def _gap(gap: Gap, rubric: Rubric) -> dict[str, object]:
    return {"title": rubric.guide(gap.phase).title, "theirs": f"{gap.theirs:.0f}", "judged": f"{gap.judged:.0f}"}


def _place(quote: Quote) -> Mrkdwn:
    return said("scores.review.quote", quote=short(quote.quote, CLAIM), turn=quote.turn)


def _count(one: str, many: str, count: int) -> Mrkdwn:
    return said(one) if count == 1 else said(many, count=count)
