"""Names, bars and times as several views word them."""

from bot.channels.slack.mrkdwn import Mrkdwn, date
from bot.channels.slack.views.blocks import said
from interview_flow.assessment.scorecard import Scorecard
from interview_flow.phases import Phase, Stage
from interview_flow.printable import printable, shortened
from prompts.slack_texts import filled
from storage.transcripts import Listed

BAR = 10
PLACES = len(Phase)
TOPIC = 100
"""Characters of a topic in a list."""


def bar(done: int, whole: int) -> str:
    """`done` of `whole` steps."""
    full = min(whole, max(0, done))
    return "▰" * full + "▱" * (whole - full)


def score_bar(score: float) -> str:
    """A score of 0 to 100 as a bar."""
    return bar(round(score / 100 * BAR), BAR)


def place(phase: Phase) -> int:
    """The place of a phase, from 1."""
    return list(Phase).index(phase) + 1


def minutes(count: int) -> str:
    """The length of an interview."""
    return filled("words.minutes", minutes=count) if count else filled("words.no_clock")


def left(seconds: float) -> str:
    """Time that is left, in whole minutes."""
    return filled("words.minutes", minutes=int(seconds // 60)) if seconds >= 60 else filled("words.under_a_minute")


def verdict(card: Scorecard) -> str:
    """The verdict in words; raises `KeyError` where there is none."""
    return filled(f"words.verdict.{card.verdict}")


def topic(text: str) -> str:
    """A topic short enough for a list."""
    return shortened(printable(text), TOPIC)


def outcome(listed: Listed) -> Mrkdwn:
    """What became of an interview, or where it stands."""
    match listed.stage:
        case Stage.PAUSED if listed.drill:
            return said("lists.listed.paused_drill")
        case Stage.PAUSED:
            return said("lists.listed.paused", place=place(listed.phase), places=PLACES)
        case Stage.ABANDONED:
            return said("lists.listed.abandoned")
        case Stage.FINISHED if not listed.revealed:
            return said("lists.listed.unseen")
        case Stage.FINISHED:
            return judged(listed.verdict, listed.score, is_drill=listed.drill is not None)
        case _ if listed.drill:
            return said("lists.listed.active_drill")
        case _:
            return said("lists.listed.active", place=place(listed.phase), places=PLACES)


def judged(named: str | None, score: float | None, *, is_drill: bool = False) -> Mrkdwn:
    """A verdict and a score in words, as far as there are any."""
    if score is None:
        return said("lists.listed.finished")
    if is_drill:
        return said("lists.listed.drilled", score=f"{score:.0f}")
    if named is None:
        return said("lists.listed.coached", score=f"{score:.0f}")
    return said("lists.listed.scored", verdict=filled(f"words.verdict.{named}"), score=f"{score:.0f}")


def listed_entry(listed: Listed) -> Mrkdwn:
    """One interview in a list."""
    return said(
        "lists.listed.entry",
        topic=topic(listed.topic),
        outcome=outcome(listed),
        level=filled(f"words.level.{listed.level}"),
        mode=filled(f"words.mode.{listed.mode}"),
        date=date(listed.ended_at or listed.last_at),
    )
