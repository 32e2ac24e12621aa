"""`mock-interview problems list|show`: the problem bank. What a candidate should find out is not shown."""

import json
from argparse import Namespace
from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from bot.bank import Bank
from bot.channels.terminal import page
from bot.commands.failures import BadInput
from interview_flow.problems import Problem
from prompts.library import problems, rubric


def list_problems(options: Namespace) -> None:
    """Print every problem, one a line."""
    bank = problems()
    if options.json:
        print(json.dumps([_shown(problem) for problem in bank], indent=2))
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("slug", "title", "difficulty", "minutes", "tags"):
        table.add_column(heading)
    for problem in bank:
        table.add_row(problem.slug, problem.title, problem.difficulty, str(problem.minutes.solving), ", ".join(problem.tags))
    page().print(table)


def show_problem(options: Namespace) -> None:
    """Print one problem as a candidate may see it. Raises `BadInput` for an unknown slug."""
    bank = Bank(problems=problems(), rubric=rubric())
    found = bank.find(options.slug)
    problem = bank.problem(options.slug) or found.problem
    if problem is None:
        near = ", ".join(choice.slug for choice in found.choices)
        raise BadInput(f"There is no problem {options.slug!r}{f'; near: {near}' if near else ''}. See: mock-interview problems list")
    if options.json:
        print(json.dumps(_shown(problem), indent=2))
    else:
        Console().print(Markdown(_page(problem)))


def _shown(problem: Problem) -> dict[str, Any]:
    fields = {"slug", "title", "aliases", "difficulty", "tags", "minutes", "prompt", "business_context", "user_stories", "related", "objectives"}
    return problem.model_dump(mode="json", include=fields)


def _page(problem: Problem) -> str:
    stories = "\n".join(f"- As a {story.who}, I want {story.wants}, so that {story.so_that}." for story in problem.user_stories)
    return (
        f"# {problem.title}\n\n{problem.prompt}\n\n{problem.business_context}\n\n{stories}\n\n"
        f"{problem.difficulty} · {problem.minutes.solving} minutes · {', '.join(problem.tags)}\n\n"
        f'Start with `mock-interview practice "design a {problem.title.lower()}"`.'
    )
