"""`mock-interview estimates TEXT`: the arithmetic of a text, checked."""

import json
import sys
from argparse import Namespace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.channels.terminal import WIDEST, page, shown, somebody_there
from bot.commands.failures import BadInput
from interview_flow.assessment.estimates import Estimated, Verdict, estimates

MARKS = {Verdict.RIGHT: ("✓", "green"), Verdict.WRONG: ("✗", "bold red"), Verdict.UNCHECKED: ("?", "yellow")}
FIELDS = {"claim", "verdict", "truth", "unit", "off_by"}
EXAMPLE = 'mock-interview estimates "50M users x 40 messages = 2B a day, so 23k a second"'


def check_estimates(options: Namespace) -> None:
    """Print every claim of a text and what became of it. Raises `BadInput` when there is no text."""
    found = estimates(_text(options.text))
    if options.json:
        print(json.dumps([each.model_dump(mode="json", include=FIELDS) for each in found], indent=2))
    elif found:
        _show(found, page())
    else:
        print("There is nothing to check here.")


def _text(words: list[str]) -> str:
    """What was typed after the command, or piped in."""
    piped = words == ["-"] or (not words and not somebody_there())
    text = sys.stdin.read() if piped and sys.stdin else " ".join(words)
    if not text.strip() or text == "-":
        raise BadInput(f"There is no text to check. For example: {EXAMPLE}.")
    return text


def _show(found: tuple[Estimated, ...], console: Console) -> None:
    """One line a claim; in a terminal a long one is folded."""
    if console.is_terminal:
        console.width = min(console.width, WIDEST)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for column in range(3):
        table.add_column(overflow="fold", no_wrap=column == 0)
    for each in found:
        mark, colour = MARKS[each.verdict]
        table.add_row(Text(mark, colour), Text(shown(" ".join(each.claim.split()))), Text(shown(_comment(each)), "" if each.remark else "dim"))
    console.print(table)


def _comment(claim: Estimated) -> str:
    if claim.verdict is Verdict.UNCHECKED:
        return "the terms cannot be read"
    if claim.verdict is Verdict.RIGHT or claim.off_by is None:
        return claim.remark
    return f"{claim.remark}; off by a factor of {claim.off_by:,.10g}"
