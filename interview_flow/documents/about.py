"""The interview in a few lines, as every document states it at the top."""

import re
from datetime import date

from interview_flow.assessment.scorecard import Verdict
from interview_flow.documents.source import Source
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode

LONGEST_SLUG = 60
_ASKING = re.compile(r"^(?:please\s+)?(?:design|build|architect|create)\s+(?:an?\s+|the\s+|me\s+an?\s+)?(?=\S)", re.IGNORECASE)


class About(Frozen):
    """The interview in a few lines. `verdict` and `score` are None in coach mode; `used` is the minutes that the interview took."""

    id: str
    title: str
    topic: str
    slug: str
    level: Level
    mode: Mode
    date: date
    candidate: str
    interviewer: str
    judged: bool
    verdict: Verdict | None
    score: float | None
    minutes: int
    used: int | None
    ended_early: bool
    practised: int
    first_turn: int
    drill: Phase | None


def about(source: Source) -> About:
    title = source.problem.title if source.problem else titled(source.topic)
    strict = source.mode is Mode.STRICT
    used = (source.ended_at - source.started_at).total_seconds() / 60 if source.ended_at else None
    said = [turn.turn for turn in source.turns]
    return About(
        id=source.id,
        title=title,
        topic=source.topic,
        slug=source.problem.slug if source.problem else slug(title),
        level=source.level,
        mode=source.mode,
        date=source.started_at.date(),
        candidate=source.candidate,
        interviewer=source.interviewer,
        judged=source.judged,
        verdict=source.scorecard.verdict if strict else None,
        score=source.scorecard.score if strict and source.scorecard.verdict else None,
        minutes=source.minutes,
        used=round(used) if used is not None else None,
        ended_early=source.ended_early,
        practised=source.times_practised,
        first_turn=min(said, default=1),
        drill=source.drill,
    )


def titled(topic: str) -> str:
    """`design a url shortener` is `Url shortener`."""
    bare = _ASKING.sub("", " ".join(topic.split()))
    return bare[:1].upper() + bare[1:]


def slug(title: str) -> str:
    """Lower-case words joined by hyphens."""
    word = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:LONGEST_SLUG].strip("-")
    return word or "interview"
