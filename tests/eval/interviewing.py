"""How good the interviewer is: candidates are interviewed to the end, and every follow-up is measured (`follow_ups`, `asking`)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.app import App, opened
from bot.channels.script import Script, ScriptedCandidate, SimulatedClock, load, seconds_to_say
from bot.conversation import Conversation
from bot.settings import PREFIX, Settings
from interview_flow.brief import Interviewer
from interview_flow.events import AnyEvent
from interview_flow.interview import Interview
from interview_flow.rubric import Level, Mode
from prompts.library import problems, rubric
from tests.eval import asking
from tests.eval.attentive import Attentive
from tests.eval.follow_ups import FollowUp, follow_ups
from tests.eval.labelled import Labelled
from tests.samples import CANDIDATES, NINE_O_CLOCK

GUIDED = "guided"
MEASURES: Mapping[str, Callable[[FollowUp], bool]] = {
    "aims at what is open": asking.aims,
    "refers to what was said": asking.refers,
    "is one question": asking.is_one_question,
    "leaks nothing": lambda asked: not asking.leaks(asked),
    "repeats nothing": lambda asked: not asking.repeats(asked),
}
AIMS = (0.95, 0.80, 1.0, 1.0, 1.0)
"""What the guided interviewer is held to, measure by measure."""


@dataclass(frozen=True)
class Seat:
    """Somebody to interview: a set of candidates, a name in it, the script, and who says it."""

    of: str
    name: str
    script: Script
    says: Callable[[Interview], str]


@dataclass(frozen=True)
class Measured:
    """One follow-up and what it is. `by` names the interviewer, `of` the set of candidates."""

    by: str
    of: str
    candidate: str
    asked: FollowUp
    good: tuple[bool, ...]
    """Measure by measure."""


def seats(candidates: Iterable[Labelled]) -> list[Seat]:
    """The labelled candidates and the bundled ones."""
    found = [
        Seat("tuning half" if each.is_for_tuning else "held-out half", each.name, each.script, Attentive(each.script).next_words)
        for each in candidates
    ]
    bundled = [(path.stem, load(path)) for path in sorted(CANDIDATES.glob("*.yaml"))]
    return [*found, *(Seat("bundled", name, script, ScriptedCandidate(script).next_words) for name, script in bundled)]


async def measured(taken: Iterable[Seat], settings: Settings, folder: Path, interviewer: Interviewer | None = None) -> list[Measured]:
    """Every follow-up of these interviews; without an `interviewer`, by whom the settings compose. `folder` keeps the interviews."""
    found: list[Measured] = []
    for seat in taken:
        events = await interviewed(seat, settings, folder / seat.of.replace(" ", "_") / seat.name, interviewer)
        by = next(event.interviewer for event in events if event.kind == "interview_started")
        found += [
            Measured(by, seat.of, seat.name, asked, tuple(measure(asked) for measure in MEASURES.values()))
            for asked in follow_ups(events, rubric(), problems())
        ]
    return found


def model_settings(environment: Mapping[str, str]) -> Settings | None:
    """The settings under which a model leads the interview; None when no model is named."""
    return Settings.from_environment(environment) if environment.get(f"{PREFIX}MODEL") else None


async def interviewed(seat: Seat, settings: Settings, folder: Path, interviewer: Interviewer | None = None) -> Sequence[AnyEvent]:
    """The log of one interview, from start to end."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = SimulatedClock(NINE_O_CLOCK)
    own = replace(settings, database_url=str(folder / "interviews.db"), documents=folder / "documents")
    async with opened(own, clock) as app:
        conversation = app.conversation if interviewer is None else Conversation(app.log, app.transcripts, app.bank, interviewer, clock)
        await _begun(app, conversation, seat.script)
        interview = await conversation.answer("sample")
        while not interview.over:
            words = seat.says(interview)
            clock.pass_by(seconds_to_say(words))
            await conversation.hear("sample", words)
            interview = await conversation.answer("sample")
        return await app.log.read("sample")


async def _begun(app: App, conversation: Conversation, script: Script) -> None:
    found = app.bank.find(script.topic).problem
    level, mode = script.level or Level.SENIOR, script.mode or Mode.STRICT
    slug = found.slug if found else None
    await conversation.begin("sample", topic=script.topic, problem=slug, level=level, mode=mode, minutes=45, candidate="sample")
