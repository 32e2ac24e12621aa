"""What people think of an interview, asked for in a terminal: the candidate before the reveal, a team-mate afterwards."""

import json
from argparse import Namespace
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import yaml
from rich.table import Table

from bot.app import App, opened
from bot.archive import Kept
from bot.channels.terminal import Stopped, Terminal, page, somebody_there
from bot.commands.failures import BadInput
from bot.report import opinion_beside
from bot.settings import Settings
from interview_flow.assessment.agreement import Agreement
from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.phases import IllegalMove, Phase
from interview_flow.rubric import Rubric
from interview_flow.transcript import Status

LARGEST = 200_000
"""Bytes of a filled-in form."""
MOST_DIFFERENCES = 10
_ANSWERS = {"m": Status.MET, "met": Status.MET, "p": Status.PARTIAL, "partial": Status.PARTIAL, "a": Status.ABSENT, "absent": Status.ABSENT}


async def score_themselves(app: App, terminal: Terminal, interview: Interview) -> None:
    """Ask the candidate for a figure per phase before anything is revealed; Enter, Ctrl-C or Ctrl-D skip the rest."""
    if interview.revealed:
        return
    terminal.say(
        "Before you see how it went: how would you score yourself? From 0 (nothing of it) to 100 (all of it), as on the scorecard; Enter skips the rest."
    )
    phases: dict[Phase, int] = {}
    for phase in interview.visited:
        figure = await _figure(terminal, app.bank.rubric.guide(phase).title)
        if figure is None:
            break
        phases[phase] = figure
    if phases:
        await app.conversation.score(interview.id, Opinion(by=interview.candidate, name=interview.candidate, phases=phases))


async def _figure(terminal: Terminal, title: str) -> int | None:
    while True:
        try:
            typed = (await terminal.ask(f"  {title}: ")).strip()
        except Stopped:
            return None
        if not typed:
            return None
        if typed.isascii() and typed.isdigit() and len(typed) <= 3 and int(typed) <= 100:
            return int(typed)
        terminal.say("A whole number from 0 to 100, or Enter to see the result.")


async def score_transcript(options: Namespace, settings: Settings) -> None:
    """Take a team-mate's scores of an interview, from a form or one by one, and show how far they agree with the program's."""
    async with opened(settings, lambda: datetime.now(UTC)) as app:
        kept = await app.archive.kept((await app.transcripts.find(options.id)).id)
        if options.form:
            print(_form(kept, app.bank.rubric), end="")
            return
        if not options.by or not options.by.strip():
            raise BadInput("Say who scores it: --by NAME.")
        given = _read(Path(options.file)) if options.file else await _asked(app, options)
        opinion = _opinion(options.by.strip(), kept.interview, given)
        try:
            await app.conversation.score(kept.interview.id, opinion)
        except IllegalMove as illegal:
            raise BadInput(f"The interview {kept.interview.id} is {kept.interview.stage}; only a finished one can be scored.") from illegal
        except ValueError as error:
            raise BadInput(f"Nothing was kept: {error}.") from error
        kept = await app.archive.kept(kept.interview.id)
    found = next(each for each in kept.assessment.agreements if each.by == opinion.by)
    if options.json:
        print(json.dumps(opinion_beside(found), indent=2))
    else:
        _show(found, app.bank.rubric)


def _opinion(name: str, interview: Interview, given: dict[str, Status]) -> Opinion:
    by = interview.candidate if name == interview.candidate else f"named:{name}"
    return Opinion(by=by, name=name, criteria=given)


@dataclass(frozen=True)
class _Scale:
    """One criterion at a time, without a look at what the program says."""

    terminal: Terminal

    async def ask(self, says: str) -> Status | None:
        """None where it was skipped. Raises `Stopped`."""
        while True:
            typed = (await self.terminal.ask(f"  {says} [m/p/a] ")).strip().casefold()
            if not typed:
                return None
            if typed in _ANSWERS:
                return _ANSWERS[typed]
            self.terminal.say("m (met), p (partly), a (absent), or Enter to skip it.")


async def _asked(app: App, options: Namespace) -> dict[str, Status]:
    if not somebody_there():
        raise BadInput(f"Fill in a form: mock-interview transcripts score {options.id} --form > form.yaml, then give it with --file form.yaml.")
    terminal = Terminal(app.bank.rubric, lambda: datetime.now(UTC), quiet_output=options.json)
    terminal.say("For each criterion: m (met), p (partly), a (absent), Enter to skip it, Ctrl-D to end.")
    scale, given = _Scale(terminal), dict[str, Status]()
    try:
        for guide in app.bank.rubric.guides:
            terminal.say(f"**{guide.title}**")
            for criterion in guide.criteria:
                if status := await scale.ask(criterion.says):
                    given[criterion.id] = status
    except Stopped:
        pass
    return given


def _form(kept: Kept, rubric: Rubric) -> str:
    """An empty form in YAML; the criteria's words stand above each line."""
    lines = [
        f"# Interview {kept.interview.id}: {' '.join(kept.interview.topic.split())}",
        "# met, partial or absent; leave out what you cannot tell.",
    ]
    for guide in rubric.guides:
        lines += ["", f"# {guide.title}"]
        for criterion in guide.criteria:
            lines += [f"# {criterion.says}", f"{criterion.id}:"]
    return "\n".join(lines) + "\n"


def _read(path: Path) -> dict[str, Status]:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(f"{path}: the form cannot be read ({error.strerror}).") from error
    if len(raw) > LARGEST:
        raise BadInput(f"{path}: a form has at most {LARGEST:,} bytes, this one has more.")
    try:
        given: Any = yaml.safe_load(raw.decode("utf-8-sig"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(f"{path}: this is not YAML. Begin with an empty form: --form.") from error
    if not isinstance(given, dict):
        raise BadInput(f"{path}: a form is a mapping from criteria to met, partial or absent. Begin with an empty form: --form.")
    return {str(name): _status(path, name, value) for name, value in cast(dict[object, object], given).items() if value is not None}


def _status(path: Path, name: object, value: object) -> Status:
    if str(value) not in set(Status):
        raise BadInput(f"{path}: {ascii(name)[:60]} is met, partial or absent, not {ascii(value)[:60]}.")
    return Status(str(value))


def _show(found: Agreement, rubric: Rubric) -> None:
    chance = "" if found.kappa is None else f" (kappa {found.kappa:.2f}: 0 is chance, 1 is agreement)"
    page().print(f"{found.name} and the program agree on {found.same} of {found.compared} criteria{chance}.", markup=False, highlight=False)
    if not found.differences:
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("criterion", found.name, "program"):
        table.add_column(heading)
    for each in found.differences[:MOST_DIFFERENCES]:
        table.add_row(rubric.criterion(each.criterion).says, each.theirs, each.judged)
    page().print(table)
    if (more := len(found.differences) - MOST_DIFFERENCES) > 0:
        page().print(f"and {more} more", highlight=False)
