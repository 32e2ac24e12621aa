"""The scorecard at the end of an interview."""

from bot.archive import Kept
from bot.channels.slack.mrkdwn import Mrkdwn, date
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, Element, Message, button, context, header, label, menu, message, said, section_of
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.findings import contradictions, exercise, own_view, reason, sums
from bot.channels.slack.views.wording import score_bar, topic, verdict
from interview_flow.assessment.agreement import Agreement
from interview_flow.assessment.scorecard import PhaseScore
from interview_flow.rubric import Rubric
from prompts.slack_texts import filled
from prompts.templates import NAMES


def scorecard(kept: Kept, rubric: Rubric, page: str | None = None) -> Message:
    """The verdict, a line a phase, what moved the score, what to practise, and what was worked out again. Coach mode and drills have no verdict.
    `page` is where all of it can be read in a browser."""
    interview, card = kept.interview, kept.scorecard
    judged = card.verdict is not None
    heading = filled("scores.verdict", verdict=verdict(card), level=filled(f"words.level.{card.level}")) if judged else filled("scores.coach")
    note = "scores.drill_note" if interview.drill else "scores.coach_note"
    blocks = [header(heading), context(_facts(kept), *([] if judged else [said(note)]))]
    blocks += [*_phases(kept, rubric), *_findings(kept, rubric)]
    of_a_whole = [] if interview.drill else [documents(interview.id), _ask(interview.id)]
    blocks.append(row([_review(interview.id), *of_a_whole, _again(interview.id), *_page(page)]))
    return message(said("scores.fallback", title=topic(title(kept))), blocks)


def documents(interview_id: str) -> Element:
    """A menu that sends one of the five documents."""
    options = [(label(f"words.document.{name}"), actions.pair(interview_id, name)) for name in NAMES]
    return menu(label("scores.documents"), actions.DOCUMENT, options)


def title(kept: Kept) -> str:
    """As `Bank.title` says it."""
    return kept.title


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


def _phases(kept: Kept, rubric: Rubric) -> list[Block]:
    own = next((each for each in kept.assessment.agreements if each.is_candidate and each.gaps), None)
    blocks = [section_of(_phase(phase, kept, rubric, own) for phase in kept.scorecard.phases)]
    return [*blocks, context(own_view(own, kept.interview.visited, rubric))] if own else blocks


def _phase(phase: PhaseScore, kept: Kept, rubric: Rubric, own: Agreement | None) -> Mrkdwn:
    shown = {"bar": score_bar(phase.score), "title": rubric.guide(phase.phase).title}
    if phase.phase not in kept.interview.visited:
        return said("scores.phase_unreached", **shown)
    theirs = next((gap.theirs for gap in own.gaps if gap.phase is phase.phase), None) if own else None
    score = f"{phase.score:.0f}" if theirs is None else said("scores.own.beside", score=f"{phase.score:.0f}", theirs=f"{theirs:.0f}")
    return said("scores.phase", score=score, **shown)


def _findings(kept: Kept, rubric: Rubric) -> list[Block]:
    found = kept.assessment
    groups = [
        ("scores.matters", [reason(each) for each in found.reasons]),
        ("scores.practise", [exercise(kept, rubric, each) for each in found.practise_next]),
        ("scores.contradictions", contradictions(found.contradictions)),
    ]
    blocks = [section_of([said(heading), *lines]) for heading, lines in groups if lines]
    if lines := sums(found.sums):
        blocks.append(section_of(lines))
    hints = sum(found.hints.values())
    return [*blocks, context(said("scores.hints", count=hints))] if hints else blocks


def _review(interview_id: str) -> Element:
    return button(label("interview.review"), actions.REVIEW, interview_id, style="primary")


def _page(page: str | None) -> list[Element]:
    return [button(label("scores.page"), actions.LINK, url=page)] if page else []


def _ask(interview_id: str) -> Element:
    return button(label("opinions.ask.button"), actions.ASK, interview_id)


def _again(interview_id: str) -> Element:
    return button(label("interview.again"), actions.AGAIN, interview_id)
