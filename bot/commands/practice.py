"""`mock-interview practice`: one interview, by a person, a pipe or a script."""

import secrets
import select
import sys
from argparse import Namespace
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from bot.app import App, opened
from bot.channels.script import SAMPLE, SCRIPTED, Script, ScriptedCandidate, SimulatedClock, load
from bot.channels.telling import answered
from bot.channels.terminal import Stopped, Terminal, shown, somebody_there
from bot.commands.failures import BadInput
from bot.commands.opinions import score_themselves
from bot.commands.polish import Polisher, polisher
from bot.commands.sitting import finish, go_on, in_person, played, print_report
from bot.interviewers.leading import made_ready
from bot.local_person import local_person
from bot.settings import Settings
from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.phases import Stage
from interview_flow.rubric import Level, Mode
from storage.transcripts import Listed

BUNDLED = "rate_limiter_strong.yaml"
"""The candidate that plays when there is nobody to interview."""
A_MOMENT = 1.0
"""Seconds to wait for something to be piped in."""


@dataclass(frozen=True)
class Wanted:
    """What kind of interview was asked for, and who is interviewed."""

    topic: str
    level: Level
    mode: Mode
    minutes: int
    candidate: str = field(default_factory=local_person)


async def practice(options: Namespace, settings: Settings) -> None:
    """Lead one interview to its end, or to a pause, and save its documents."""
    script = _script(options)
    polish = polisher(settings) if options.polish else None
    if script:
        await _scripted(script, options, settings, polish)
        return
    async with opened(settings, _utc_now) as app:
        await made_ready(app.interviewer)
        await app.conversation.recover()
        terminal = Terminal(app.bank.rubric, _utc_now, quiet_output=options.json)
        try:
            if options.resume is not None:
                interview = await _resumed(app, terminal, options.resume)
            else:
                interview = await _begun(app, await _asked(options, terminal), terminal)
        except Stopped:
            terminal.say("Stopped before it began.")
            return
        if await in_person(app, terminal, interview):
            if somebody_there() and not options.json:
                await score_themselves(app, terminal, await app.log.load(interview.id))
            await finish(app, terminal, interview.id, options.json, settings, polish)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _script(options: Namespace) -> Script | None:
    if options.script is not None:
        if options.topic is not None or options.resume is not None:
            raise BadInput("A script names its own topic: leave TOPIC and --resume out.")
        return load(Path(options.script))
    if options.topic is not None and options.resume is not None:
        raise BadInput("An interview that is resumed has its topic: leave TOPIC out.")
    if options.topic is not None or options.resume is not None or somebody_there():
        return None
    if _piped_in():
        raise BadInput('Say what to design before you pipe answers in: mock-interview practice "design a rate limiter" < answers.txt')
    with as_file(files("prompts") / "candidates" / BUNDLED) as path:
        return load(path)


def _piped_in() -> bool:
    """Whether standard input holds something. A pipe into which nobody writes does not count."""
    return bool(sys.stdin) and bool(select.select([sys.stdin], [], [], A_MOMENT)[0]) and bool(sys.stdin.buffer.peek(1))  # type: ignore[attr-defined]


async def _asked(options: Namespace, terminal: Terminal) -> Wanted:
    topic = options.topic if options.topic is not None else await terminal.ask("What shall we design? (for example: a rate limiter) ")
    return Wanted(topic, Level(options.level or Level.SENIOR), Mode(options.mode or Mode.STRICT), 45 if options.minutes is None else options.minutes)


async def _begun(app: App, wanted: Wanted, terminal: Terminal, *, asks: bool = True) -> Interview:
    found = app.bank.find(wanted.topic)
    problem, topic = found.problem, wanted.topic
    if found.choices:
        names = ", ".join(choice.title for choice in found.choices)
        if asks and somebody_there():
            lines = [f"{number}. {choice.title}" for number, choice in enumerate(found.choices, 1)]
            terminal.say("\n".join(["Did you mean one of these?", "", *lines]))
            picked = (await terminal.ask("A number, or Enter to go on with your own topic: ")).strip()
            if picked.isdigit() and 1 <= int(picked) <= len(found.choices):
                problem = found.choices[int(picked) - 1]
        else:
            terminal.say(f"No problem of the bank is called “{shown(topic)}” (near: {names}), so it is led as a topic of your own.")
    return await _begin(app, terminal, wanted, problem.slug if problem else None, asks=asks)


async def _begin(app: App, terminal: Terminal, wanted: Wanted, problem: str | None, *, asks: bool) -> Interview:
    try:
        interview = await app.conversation.begin(
            secrets.token_hex(5),
            topic=wanted.topic,
            problem=problem,
            level=wanted.level,
            mode=wanted.mode,
            minutes=wanted.minutes,
            candidate=wanted.candidate,
        )
    except ValueError as error:
        raise BadInput(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    return await answered(app.conversation, terminal.console, interview.id) if asks else await app.conversation.answer(interview.id)


async def _only_open(app: App) -> Listed:
    found = await app.transcripts.open_interviews(local_person())
    for candidate in (SCRIPTED, SAMPLE):  # one that was paused, or killed, may be taken over
        found = found or await app.transcripts.open_interviews(candidate)
    if not found:
        raise BadInput('There is no open interview to resume. Start one: mock-interview practice "design a rate limiter"')
    if len(found) > 1:
        named = ", ".join(f"{each.id} ({shown(each.topic)})" for each in found[:5])
        raise BadInput(f"Several interviews are open: {named}. Say which one: mock-interview practice --resume {found[0].id}")
    return found[0]


async def _resumed(app: App, terminal: Terminal, prefix: str) -> Interview:
    listed = await app.transcripts.find(prefix) if prefix else await _only_open(app)
    if listed.stage in (Stage.FINISHED, Stage.ABANDONED):
        raise BadInput(f"The interview {listed.id} is {listed.stage}: mock-interview transcripts show {listed.id}")
    interview = await app.conversation.answer(listed.id)
    if interview.stage is Stage.ACTIVE:
        await app.conversation.interrupted(listed.id)
    await app.conversation.hear(listed.id, "resume")
    return await answered(app.conversation, terminal.console, listed.id)


async def _scripted(script: Script, options: Namespace, settings: Settings, polish: Polisher | None) -> None:
    clock = SimulatedClock(_utc_now().replace(microsecond=0) - timedelta(seconds=script.seconds))  # so that it ends about now
    wanted = Wanted(
        topic=script.topic,
        level=Level(options.level) if options.level else script.level or Level.SENIOR,
        mode=Mode(options.mode) if options.mode else script.mode or Mode.STRICT,
        minutes=options.minutes if options.minutes is not None else script.minutes if script.minutes is not None else 45,
        candidate=SAMPLE if options.script is None else SCRIPTED,
    )
    async with opened(settings, clock) as app:
        await made_ready(app.interviewer)
        terminal = Terminal(app.bank.rubric, clock, quiet_output=options.json)
        interview = await _begun(app, wanted, terminal, asks=False)
        interview = await played(app, ScriptedCandidate(script), clock, interview)
        if not options.json:
            terminal.show((await app.archive.kept(interview.id)).turns, interview.drilled)
        if interview.over:
            if script.self_score:
                await app.conversation.score(interview.id, Opinion(by=interview.candidate, name=interview.candidate, phases=script.self_score))
            await finish(app, terminal, interview.id, options.json, settings, polish)
        else:
            terminal.say(f"The script paused the interview. {go_on(interview.id)}")
            if options.json:
                print_report(await app.archive.kept(interview.id))
