"""Whatever is typed is stored whole, shown without harm in a terminal, and stands in the documents as words."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from prompts.templates import NAMES
from tests.bot.candidates import said, written
from tests.conftest import Ran

HOSTILE = {
    "empty": "",
    "spaces": " \n\t ",
    "long": "We count requests in Redis. " * 3572,
    "one long word": "x" * 100_000,
    "control": "We limit \x1b[2J\x1b]0;owned\x07 the \x00rate\x08\x9b31m of \x7fclients.",
    "right to left": "We limit \u202egnihtyreve\u202c and \u2066some\u2069 \u200emore\ufeff of it.",
    "markdown": "# We limit **clients**\n\n```\nunclosed\n\n| a | b |\n|---|---|\n[x](javascript:alert(1)) ![y](http://evil.example/p.png)",
    "html": "We limit <script>alert(1)</script><img src=x onerror=alert(2)> clients <!-- and --> more.",
    "mermaid": "The flow:\n```mermaid\ngraph TD\nA-->B; click A href \"javascript:alert(1)\"\n```\nClient -> Gateway -> Redis",
    "template": "We limit {{7*7}} {% raw %} {# x #} ${7*7} clients.",
    "sql": "We store '); DROP TABLE events; -- in \"clients\".",
    "rich": "We limit [bold red]clients[/bold red] [/] [link=http://evil.example]x[/link] \\[a].",
    "front matter": "---\ntitle: owned\n---\nWe limit clients.",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_answer_is_stored_whole_and_shown_safely(call: Callable[..., Ran], home: Path, text: str) -> None:
    script, phases = home / "candidate.yaml", ["restate", "clarify", "flows"][: 1 if len(text) > 10_000 else 3]
    script.write_text(json.dumps({"topic": "design a rate limiter", "answers": {phase: [text] for phase in phases}}))

    practised = call("practice", "--script", str(script))

    assert (practised.status, practised.err) == (0, "")
    assert harmless(practised.out)
    interview = next((home / "documents").iterdir()).name
    found = said(call("transcripts", "show", interview, "--format", "json").out)
    assert [each for each in found if each != "next"] == [text] * len(phases)
    for name in (*NAMES, "transcript"):
        assert_document_is_safe(call("transcripts", "show", interview, "--format", name).out)


def assert_document_is_safe(document: str) -> None:
    """No control character, no tag, no link of the candidate's, no blank that was filled in."""
    assert harmless(document)
    body = document.split("\n---\n", 1)[1] if document.startswith("---\n") else document  # front matter is YAML, not HTML
    page = MarkdownIt("js-default", {"html": True}).render(body)
    assert "<script" not in page
    assert "<img src=" not in page.replace('<img src="http', "")
    assert 'evil.example/p.png"' not in page
    assert 'href="javascript:' not in page
    assert not re.search(r"\b49\b", document)


def harmless(text: str) -> bool:
    return all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.parametrize(
    "topic", ["\x1b[31mred limiter", "a \\[/foo] [bold]limiter[/bold] [/]", "<script>alert(1)</script>", "{{7*7}} limiter", "# rate limter"]
)
def test_a_topic_is_shown_safely(call: Callable[..., Ran], home: Path, topic: str) -> None:
    practised = call("practice", "--script", written(home, {}, topic=topic))

    listed = call("transcripts", "list")

    assert (practised.status, listed.status) == (0, 0)
    assert harmless(practised.out)
    assert harmless(listed.out)
    assert next((home / "documents").iterdir()).name in listed.out
    interview = json.loads(call("transcripts", "list", "--json").out)[0]
    assert interview["topic"] == topic
    for name in NAMES:
        assert_document_is_safe(call("transcripts", "show", interview["id"], "--format", name).out)


def test_bytes_that_are_no_characters_cost_nothing_else(run: Callable[..., Ran], call: Callable[..., Ran]) -> None:
    ran = run("practice", "design a rate limiter", stdin=b"We limit caf\xe9 \xff clients.\n\npause\n", PYTHONUTF8="1")

    interview = json.loads(call("transcripts", "list", "--json").out)[0]["id"]
    assert ran.status == 0, ran
    assert said(call("transcripts", "show", interview, "--format", "json").out)[0] == "We limit caf\ufffd \ufffd clients."


def test_a_terminal_that_knows_ascii_alone_still_gets_the_interview(run: Callable[..., Ran], home: Path) -> None:
    ran = run("practice", "--script", written(home, {"restate": ["Größe – 日本語"]}), PYTHONIOENCODING="ascii")

    assert (ran.status, ran.err) == (0, "")
    assert "Your documents:" in ran.out
