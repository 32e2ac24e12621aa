"""`/progress`: how somebody gets on, in charts and in figures."""

import asyncio
import secrets
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from bot.app import App
from bot.bank import Bank
from bot.channels.web import charts
from bot.channels.web.headings import names_of
from bot.channels.web.here import web_of
from bot.channels.web.reading import Reader
from bot.channels.web.review.findings import line_id
from bot.channels.web.shapes import Columns, Lines
from bot.channels.web.viewer import Viewer
from bot.history import History, history
from bot.practising import Practice, practice
from bot.skill_words import forecast_told, streak_told, why_told
from interview_flow.drills import drillable
from interview_flow.next_practice import next_practice
from interview_flow.phases import Phase
from interview_flow.progress import Sitting, Trend, basis, comparable, strongest, threads, trend, weakest, whole
from interview_flow.rubric import Mode, Rubric
from interview_flow.transcript import Status
from storage.tallies import Tallies

router = APIRouter()
PEOPLE = 50
"""People among whom the local user can choose."""
MOST_DUE = 6
"""Skills that are named before somebody asks for more of them."""
WHOLE = 100.0


@dataclass(frozen=True)
class PhaseRow:
    """One phase through the interviews; `latest` is None where it was never reached."""

    phase: Phase
    title: str
    latest: float | None
    trend: Trend
    chart: Lines


@dataclass(frozen=True)
class Drawings:
    """The charts that come in two widths."""

    scores: tuple[Lines, ...]
    criteria: tuple[Columns, ...]


@router.get("/progress")
async def progress(request: Request, viewer: Reader, of: str = "") -> Response:
    """The viewer's own; the local user may look at anybody's whose interviews are in the database."""
    web = web_of(request)
    app = web.app
    people = await _people(app, viewer)
    person = of if of in people else viewer.person
    found = await history(app, person)
    names = await names_of(web, people) if len(people) > 1 else {}
    now = await practice(app, person, web.clock())
    return await asyncio.to_thread(_drawn, request, found, now, person, names, person == viewer.person)


def _drawn(request: Request, found: History, now: Practice, person: str, names: dict[str, str], is_own: bool) -> Response:
    """The page; takes long enough that others would wait for it on the event loop."""
    web = web_of(request)
    sittings, rubric = whole(found.sittings), web.app.bank.rubric
    threaded = threads(found.sittings, rubric)
    weak = weakest(threaded)
    return web.page(
        request,
        "progress",
        sittings=sittings,
        drills=len(found.sittings) - len(sittings),
        rests_on_strict=any(each.mode is Mode.STRICT for each in found.sittings),
        strict=[each for each in sittings if each.mode is Mode.STRICT],
        waiting=found.waiting,
        person=person,
        people=names,
        drawings=_drawings(sittings),
        phases=[_phase(phase, sittings, rubric) for phase in Phase],
        trend=trend([each.score for each in comparable(sittings)], WHOLE),
        strong=strongest(threaded),
        weak=weak,
        exercises=next_practice(weak, found.sittings, web.app.bank.problems),
        statuses=list(Status),
        line_id=line_id,
        is_own=is_own,
        **_skills(now, web.app.bank),
    )


def _skills(now: Practice, bank: Bank) -> dict[str, Any]:
    """What `_skills.html.j2` needs."""
    beside = now.suggestion.drill.criteria[1:] if now.suggestion else ()
    return {
        "practice": now,
        "problem": bank.title(now.suggestion.problem, "") if now.suggestion else "",
        "beside": [bank.rubric.criterion(each).called for each in beside],
        "why": why_told(now.suggestion) if now.suggestion else "",
        "streak": streak_told(now.streak),
        "in_a_line": forecast_told(now.forecast),
        "coming": [charts.due(now.forecast, width) for width in (charts.WIDE, charts.NARROW)],
        "drillable": {criterion.id for criterion in drillable(bank.rubric)},
        "most": MOST_DUE,
        "arrival": secrets.token_hex(16),
    }


def _drawings(sittings: tuple[Sitting, ...]) -> Drawings:
    widths = (charts.WIDE, charts.NARROW)
    return Drawings(tuple(charts.scores(sittings, width) for width in widths), tuple(charts.criteria(sittings, width) for width in widths))


async def _people(app: App, viewer: Viewer) -> list[str]:
    others = await Tallies(app.database).candidates(PEOPLE) if viewer.is_local else []
    return list(dict.fromkeys((viewer.person, *others)))


def _phase(phase: Phase, sittings: tuple[Sitting, ...], rubric: Rubric) -> PhaseRow:
    known = [score for each in comparable(sittings) if (score := each.phase_score(phase)) is not None]
    latest = next((score for each in reversed(basis(sittings)) if (score := each.phase_score(phase)) is not None), None)
    return PhaseRow(phase, rubric.guide(phase).title, latest, trend(known, WHOLE), charts.phase_scores(sittings, phase))
