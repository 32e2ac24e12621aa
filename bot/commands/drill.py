"""`mock-interview drill`: ten minutes of one phase, on what somebody needs most or has named."""

import secrets
from argparse import Namespace
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App, opened
from bot.channels.script import SCRIPTED, Script, ScriptedCandidate, SimulatedClock, load
from bot.channels.telling import answered
from bot.channels.terminal import Stopped, Terminal
from bot.commands.failures import BadInput
from bot.commands.sitting import finish, go_on, in_person, played, print_report
from bot.conversation import Clock
from bot.interviewers.leading import made_ready
from bot.local_person import local_person
from bot.practising import Practice, practice
from bot.settings import Settings
from bot.skill_words import why_told
from interview_flow.drills import MINUTES, Drill, drillable
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.practice.next_drill import FEWEST
from interview_flow.practice.on_which import on_which
from interview_flow.rubric import Criterion, Level, Mode

TO_BEGIN_WITH = Drill(phase=Phase.CLARIFY, criteria=("clarify.questions", "clarify.targets"))
"""What is drilled by who has finished nothing yet."""


@dataclass(frozen=True)
class Wanted:
    """A drill, the slug of its problem, the level, and what it is for and why, if they did not say so themselves."""

    drill: Drill
    problem: str
    level: Level
    why: str = ""


async def drill(options: Namespace, settings: Settings) -> None:
    """Hold one drill to its end, or to a pause, and show how it went."""
    script = load(Path(options.script)) if options.script is not None else None
    if script:
        clock = SimulatedClock(_utc_now().replace(microsecond=0) - timedelta(seconds=script.seconds))
        async with opened(settings, clock) as app:
            await made_ready(app.interviewer)
            await _scripted(app, script, clock, options, settings)
        return
    async with opened(settings, _utc_now) as app:
        await made_ready(app.interviewer)
        await app.conversation.recover()
        terminal = Terminal(app.bank.rubric, _utc_now, quiet_output=options.json)
        wanted = await _wanted(app, options, _utc_now)
        if wanted.why:
            terminal.say(wanted.why)
        interview = await _begun(app, wanted, options, local_person())
        try:
            interview = await answered(app.conversation, terminal.console, interview.id)
            is_over = await in_person(app, terminal, interview)
        except Stopped:
            return
        if is_over:
            await finish(app, terminal, interview.id, options.json, settings, None)


async def _scripted(app: App, script: Script, clock: SimulatedClock, options: Namespace, settings: Settings) -> None:
    wanted = await _wanted(app, options, clock, script)
    terminal = Terminal(app.bank.rubric, clock, quiet_output=options.json)
    interview = await _begun(app, wanted, options, SCRIPTED)
    interview = await played(app, ScriptedCandidate(script), clock, await app.conversation.answer(interview.id))
    if not options.json:
        terminal.show((await app.archive.kept(interview.id)).turns, interview.drilled)
    if interview.over:
        await finish(app, terminal, interview.id, options.json, settings, None)
        return
    terminal.say(f"The script paused the drill. {go_on(interview.id)}")
    if options.json:
        print_report(await app.archive.kept(interview.id))


async def _begun(app: App, wanted: Wanted, options: Namespace, candidate: str) -> Interview:
    try:
        return await app.conversation.begin(
            secrets.token_hex(5),
            topic=app.bank.title(wanted.problem, ""),
            problem=wanted.problem,
            level=wanted.level,
            mode=Mode(options.mode or Mode.STRICT),
            minutes=MINUTES if options.minutes is None else options.minutes,
            candidate=candidate,
            drill=wanted.drill,
        )
    except ValueError as error:
        raise BadInput(f"{str(error)[0].upper()}{str(error)[1:]}.") from error


async def _wanted(app: App, options: Namespace, clock: Clock, script: Script | None = None) -> Wanted:
    """What was asked for, completed by what the person needs most; of a script by what it has answers to. Raises `BadInput`."""
    now = await practice(app, SCRIPTED if script else local_person(), clock())
    phase = Phase(options.skill) if options.skill in list(Phase) else None
    skill = _skill(app, options.skill) if options.skill is not None and phase is None else None
    suggestion = None if script else now.drill_of(phase) if phase else now.drill(skill.id if skill else "")
    chosen = suggestion.drill if suggestion else _own(app, skill, phase, script)
    problem = _problem(app, options, script) or (suggestion.problem if suggestion else _usual(app, chosen))
    why = f"{suggestion.says} {why_told(suggestion)}" if suggestion and options.skill is None and options.problem is None else ""
    return Wanted(chosen, problem, _level(app, options, now, script, chosen), why)


def _skill(app: App, name: str) -> Criterion:
    known = drillable(app.bank.rubric)
    if found := next((each for each in known if each.id == name), None):
        return found
    near = [each.id for each in known if each.id.partition(".")[0] == name.partition(".")[0]] or list(Phase)
    raise BadInput(f"There is no skill “{name}” that can be drilled. Choose one of: {', '.join(near)}.")


def _own(app: App, skill: Criterion | None, phase: Phase | None, script: Script | None) -> Drill:
    """The drill of who has no history."""
    if phase:
        return Drill(phase=phase, criteria=tuple(each.id for each in drillable(app.bank.rubric) if each.phase is phase)[:FEWEST])
    if skill:
        return Drill(phase=skill.phase, criteria=(skill.id,))
    if script is None:
        return TO_BEGIN_WITH
    phases = list(script.answers)
    if len(phases) != 1:
        raise BadInput("The script answers in several phases: say with --skill which one is drilled.")
    first = next(each for each in drillable(app.bank.rubric) if each.phase is phases[0])
    return Drill(phase=first.phase, criteria=(first.id,))


def _problem(app: App, options: Namespace, script: Script | None) -> str | None:
    """The slug of the problem that was named."""
    if options.problem is not None:
        if app.bank.problem(options.problem) is None:
            raise BadInput(f"There is no problem “{options.problem}”. See: mock-interview problems list")
        return options.problem
    if script is None:
        return None
    found = app.bank.find(script.topic).problem
    if found is None:
        raise BadInput(f"A drill is on a problem of the bank, and “{script.topic}” is none. Say with --problem which one.")
    return found.slug


def _usual(app: App, chosen: Drill) -> str:
    found = on_which(chosen.criteria[0], (), (), app.bank.problems)
    assert found, "the bank has problems"
    return found.slug


def _level(app: App, options: Namespace, now: Practice, script: Script | None, chosen: Drill) -> Level:
    """As asked for; else as usual, or the first level that expects what is drilled."""
    if options.level:
        return Level(options.level)
    usual = script.level or Level.SENIOR if script else now.level
    needed = [app.bank.rubric.criterion(name).level for name in chosen.criteria]
    return max([usual, *needed], key=list(Level).index)


def _utc_now() -> datetime:
    return datetime.now(UTC)
