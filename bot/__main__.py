"""The `mock-interview` command. Only the parser is imported until a command is known, so that `--help` answers at once."""

import argparse
import asyncio
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

FORMATS = ("narrative", "hlsd", "hlsd-deep", "study-note", "problem-card", "transcript", "json")
DONE, FAILED, BAD_INPUT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit status 0 done, 1 the program failed, 2 bad usage or bad input."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # what cannot be read or shown costs one character, not the rest
    options = _parser().parse_args(arguments)
    try:
        status = _run(options)
        if sys.stdout:
            sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return _tell("Stopped.", FAILED)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python tries once more as it ends
        return FAILED if isinstance(error, BrokenPipeError) else _tell(f"The output cannot be written ({error.strerror}).", FAILED)


def _run(options: argparse.Namespace) -> int:
    try:
        _command(options)
    except Exception as error:
        if (status := _status(error)) is None:
            raise
        return _tell(str(error), status)
    return DONE


def _status(error: Exception) -> int | None:
    """The status with which a failure that has a sentence ends the program; None for any other. Most runs never import these."""
    from bot.archive import DocumentsFailed
    from bot.channels.script import BadScript
    from bot.commands.failures import BadInput, Failed
    from storage.failures import Ambiguous, Refused, StorageFailed, UnknownInterview

    if isinstance(error, (BadInput, BadScript, UnknownInterview, Ambiguous, Refused)):
        return BAD_INPUT
    return FAILED if isinstance(error, (StorageFailed, DocumentsFailed, Failed)) else None


def _command(options: argparse.Namespace) -> None:
    from bot.settings import Settings

    settings = Settings.from_environment(os.environ)
    match options.command:
        case "practice":
            from bot.commands.practice import practice

            asyncio.run(practice(options, settings))
        case "drill":
            from bot.commands.drill import drill

            asyncio.run(drill(options, settings))

        case "quiz":
            from bot.commands.quiz import quiz

            asyncio.run(quiz(options, settings))
        case "transcripts":
            from bot.commands.deleting import delete_transcript
            from bot.commands.opinions import score_transcript
            from bot.commands.transcripts import list_transcripts, show_transcript

            actions = {"list": list_transcripts, "show": show_transcript, "score": score_transcript, "delete": delete_transcript}
            asyncio.run(actions[options.action](options, settings))
        case "serve" | "worker":
            from uvloop import new_event_loop

            from bot.commands.serve import serve, worker

            with asyncio.Runner(loop_factory=new_event_loop) as runner:
                runner.run((serve if options.command == "serve" else worker)(options, settings))
        case "manifest":
            from bot.commands.manifest import print_manifest

            print_manifest(options)
        case "doctor":
            from bot.commands.doctor import doctor

            asyncio.run(doctor(options, settings))
        case "db":
            from bot.commands.db import upgrade

            asyncio.run(upgrade(settings))
        case "problems":
            from bot.commands.problems import list_problems, show_problem

            (show_problem if options.action == "show" else list_problems)(options)
        case "estimates":
            from bot.commands.estimates import check_estimates

            check_estimates(options)
        case "remind":
            from bot.commands.remind import preview

            preview(options)
        case _:
            raise AssertionError(f"no command {options.command}")


def _tell(sentence: str, status: int) -> int:
    shown = "".join(character if character.isprintable() else "\ufffd" for character in sentence)
    print(f"mock-interview: {shown}", file=sys.stderr)
    return status


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in one sentence; the usage is what `--help` is for."""

    def error(self, message: str) -> NoReturn:
        """Exit with status 2."""
        sys.exit(_tell(f"{message[0].upper()}{message[1:]}. See: {self.prog} --help", BAD_INPUT))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="mock-interview", description="A mock interviewer for system design.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _practice(commands.add_parser("practice", help="be interviewed in this terminal"))
    _drill(commands.add_parser("drill", help="ten minutes of one phase, on what you are weakest in"))

    quiz = commands.add_parser("quiz", help="answer short questions about the problems, again when they fade")
    quiz.add_argument("topic", nargs="?", default="", metavar="TOPIC", help='a problem or a tag, for example "rate limiter" or caching')
    transcripts = commands.add_parser("transcripts", help="list and show what was kept").add_subparsers(
        dest="action", required=True, metavar="list|show|score|delete"
    )
    transcripts.add_parser("list", help="interviews, newest first").add_argument("--json", action="store_true", help="as JSON")
    show = transcripts.add_parser("show", help="one interview, in one of seven formats")
    show.add_argument("id", metavar="ID", help="the id, or the beginning of it")
    show.add_argument("--format", choices=FORMATS, default="transcript")
    show.add_argument(
        "--output", metavar="FILE", help="write to this file: as it is, as a PDF (.pdf), or with all that is kept of the interview (.zip)"
    )
    show.add_argument("--polish", action="store_true", help="let the model smooth the prose of the narrative or the hlsd")
    score = transcripts.add_parser("score", help="a team-mate scores one, criterion by criterion, and sees how far that agrees")
    score.add_argument("id", metavar="ID", help="the id, or the beginning of it")
    score.add_argument("--by", metavar="NAME", help="who scores it")
    score.add_argument("--form", action="store_true", help="print an empty form to fill in")
    score.add_argument("--file", metavar="FILE", help="a form that was filled in")
    score.add_argument("--json", action="store_true", help="print the agreement as JSON")
    delete = transcripts.add_parser("delete", help="delete one for good, with its documents, shares and comments")
    delete.add_argument("id", metavar="ID", help="the id, or the beginning of it")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    problems = commands.add_parser("problems", help="the problem bank").add_subparsers(dest="action", required=True, metavar="list|show")
    problems.add_parser("list", help="every problem").add_argument("--json", action="store_true", help="as JSON")
    show = problems.add_parser("show", help="one problem")
    show.add_argument("slug", metavar="SLUG")
    show.add_argument("--json", action="store_true", help="as JSON")
    estimates = commands.add_parser("estimates", help="check the back-of-envelope arithmetic of a text")
    estimates.add_argument(
        "text", nargs="*", metavar="TEXT", help='what was said, for example "10M a day is about 116 a second"; - reads what is piped in'
    )
    estimates.add_argument("--json", action="store_true", help="as JSON")
    _remind(commands.add_parser("remind", help="reminders: try out how a time is understood"))
    serve = commands.add_parser("serve", help="run the bot in Slack, and the pages; without Slack the pages, on this machine alone")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    serve.add_argument(
        "--port", type=_port, metavar="N", help="the port to listen on, 0 for any (default: 8000; in Socket Mode none, and so no pages)"
    )
    serve.add_argument("--socket", action="store_true", help="use Socket Mode even where HTTP is configured too")
    commands.add_parser("worker", help="help a `serve` with its jobs (needs Redis or Valkey)")
    manifest = commands.add_parser("manifest", help="print the manifest from which the Slack app is made")
    manifest.add_argument("--base-url", metavar="URL", help="where Slack reaches the bot, such as https://interview.example.com")
    manifest.add_argument("--socket", action="store_true", help="for Socket Mode, which needs no address")
    manifest.add_argument("--many-workspaces", action="store_true", help="for an app that is installed by OAuth, with tokens that are renewed")
    doctor = commands.add_parser("doctor", help="look whether everything is set up and works, and what to do")
    doctor.add_argument("--json", action="store_true", help="as JSON")
    doctor.add_argument("--reencrypt", action="store_true", help="put the tokens of every workspace under the first key")
    database = commands.add_parser("db", help="the database").add_subparsers(dest="action", required=True, metavar="upgrade")
    database.add_parser("upgrade", help="bring the database to the schema of this program")
    return parser


def _practice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help='what to design, for example "design a rate limiter"')
    parser.add_argument("--level", choices=("mid", "senior", "staff"), help="the level to be judged against (default: senior)")
    parser.add_argument("--mode", choices=("strict", "coach"), help="strict ends in a verdict, coach teaches (default: strict)")
    parser.add_argument("--minutes", type=_minutes, metavar="N", help="length in minutes, 0 for no clock (default: 45)")
    parser.add_argument("--script", metavar="FILE", help="play a scripted candidate")
    parser.add_argument("--resume", nargs="?", const="", metavar="ID", help="go on with a paused interview (default: the latest)")
    parser.add_argument("--polish", action="store_true", help="let the model smooth the prose of the documents")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")


def _remind(parser: argparse.ArgumentParser) -> None:
    preview = parser.add_subparsers(dest="action", required=True, metavar="preview").add_parser(
        "preview", help="say how a time in plain words is understood, and the next times at which it falls"
    )
    preview.add_argument("phrase", nargs="+", metavar="PHRASE", help='when, for example "every weekday at 9am" or "every other tuesday at 8"')
    preview.add_argument("--tz", metavar="ZONE", help="by the clock of this time zone, such as Europe/Berlin (default: this machine's)")
    preview.add_argument(
        "--from", dest="start", metavar="DATE[-TIME]", help="as if it were said then, by that clock: 2026-10-24, or 2026-10-24T08:30 (default: now)"
    )
    preview.add_argument("--count", type=_count, default=5, metavar="N", help="how many times, at most 1000 (default: 5)")
    preview.add_argument("--json", action="store_true", help="print the times as a JSON list")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a whole number from 1 to 1000")
    return int(text)


def _drill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--skill", metavar="CRITERION", help="what to drill, for example flows.latency_budget, or a whole phase: flows (default: what you need most)"
    )
    parser.add_argument("--problem", metavar="SLUG", help="the problem to drill it on (default: one on which you have not missed it)")
    parser.add_argument("--level", choices=("mid", "senior", "staff"), help="the level to be judged against (default: that of your last interview)")
    parser.add_argument("--mode", choices=("strict", "coach"), help="coach says what each question is about (default: strict)")
    parser.add_argument("--minutes", type=_minutes, metavar="N", help="length in minutes, 0 for no clock (default: 10)")
    parser.add_argument("--script", metavar="FILE", help="play a scripted candidate")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 9999")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
