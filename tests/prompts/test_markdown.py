"""Nobody can break a document by what they type, and what they type stays readable."""

import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from interview_flow.design_record import DesignRecord
from interview_flow.documents import Source, context
from interview_flow.printable import printable
from prompts import markdown, sentences
from prompts.templates import NAMES, TRANSCRIPT, render
from tests import records

ALL = (*NAMES, TRANSCRIPT)
PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
POISONS = (
    "| a | b |", "<b>x</b>", "<!-- x", "<script>alert(1)</script>", "[x](https://evil.example)", "![x](https://evil.example/a.png)", "https://evil.example/|x",
    "www.evil.example", "me@evil.example", "<https://evil.example>", "```", "````sql", "~~~", "`", "``x", "`a|b`", "# x", "\n\n# x\n\n", "\n---\n", "---", "===", "\n===\n",
    "- x", "+ x", "* x", "1. x", "2) x", "> x", "\n> x", "    x", "\tx", "**x", "__x__", "_x_", "~~x~~", "\\", "\\\\|", "$x$", "$$", "&lt;b&gt;", "&#60;", "{{ 7*7 }}",
    "{% raw %}", "{# x #}", "[t4]: https://evil.example", "[^1]", "[fact, t9]", "\u202etxt", "\x00\x07", "\ud800", "\u2028# x", "\r\n# x", ":::note", "!!! note", "%%x", "end", '"', "'", ";",
    "]]>", "--", "-->", "x #", "#",
)  # fmt: skip
TYPED = {
    "text",
    "name",
    "role",
    "value",
    "calculation",
    "choice",
    "reason",
    "cost",
    "path",
    "method",
    "input",
    "output",
    "source",
    "target",
    "note",
    "type",
    "alternatives",
    "errors",
    "steps",
}


@given(st.text())
def test_front_matter_reads_back_whatever_the_topic_was(topic: str) -> None:
    value = yaml.safe_load(f"title: {markdown.quoted_yaml(topic)}\ntags: {markdown.quoted_yaml([topic, topic])}\n")

    assert value == {"title": printable(topic), "tags": [printable(topic)] * 2}


@pytest.mark.parametrize("poison", POISONS)
def test_what_a_candidate_types_changes_no_structure(poison: str) -> None:
    _assert_harmless(poison)


@pytest.mark.no_cover  # every line that it runs is traced above
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(POISONS) | st.text(max_size=6), min_size=1, max_size=4).map("".join))
def test_no_mixture_of_marks_changes_the_structure(poison: str) -> None:
    _assert_harmless(poison)


@given(st.text() | st.lists(st.sampled_from(POISONS) | st.text(max_size=3), max_size=6).map(" ".join))
def test_an_escaped_text_shows_as_one_line_of_words(text: str) -> None:
    shown = str(markdown.escaped(text))

    tokens = PARSER.parse(f"{shown}\n")
    kinds = {child.type for token in tokens for child in token.children or []}
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    assert kinds <= {"text", "code_inline"}
    assert "{{" not in shown
    assert "{%" not in shown
    assert "\n" not in shown


@pytest.mark.parametrize("text", ["&lt;b&gt; &amp; &#60;", "a | b [c](d) <e> *f* _g_ $h$ ~i~ \\j {{ k }}", "1. # - + > x"])
def test_marks_are_shown_and_not_obeyed(text: str) -> None:
    children = PARSER.parse(str(markdown.escaped(text)))[1].children or []

    assert "".join(child.content for child in children) == text


@pytest.mark.parametrize("address", ["https://evil.example/x?a=b", "www.evil.example", "me@evil.example"])
def test_an_address_is_code_that_no_page_turns_into_a_link(address: str) -> None:
    assert str(markdown.escaped(f"see {address}.")) == f"see `{address}`."


@pytest.mark.parametrize(
    "text",
    ["99.99% for a-b at 100M a month", "the long_url of created_at", "500 bytes * 100M = 50 GB", "client -> store, x > y", "p99 in 50 ms (edge)"],
)
def test_ordinary_prose_stays_as_it_was_typed(text: str) -> None:
    assert str(markdown.escaped(text)) == text


@given(st.text() | st.lists(st.sampled_from(("```", "````", "\n", "x", "~~~", "{{")), max_size=12).map("".join))
def test_nothing_inside_a_fence_closes_it(text: str) -> None:
    tokens = PARSER.parse(f"{markdown.fenced(text, 'sql')}\n\nafter\n")

    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("redirect p99 under 50 ms", "Redirect p99 under 50 ms"),
        ("p99 stays low.", "p99 stays low"),
        ("- **Cache:** in front;", "Cache: in front"),
        ('they say "done."', 'They say "done"'),
        ("long_url is checked...", "long_url is checked"),
    ],
)
def test_a_statement_opens_well_and_loses_its_stop(typed: str, shown: str) -> None:
    assert str(sentences.phrase(typed)) == shown


def _assert_harmless(poison: str) -> None:
    calm, hostile = context(_poisoned("x")), context(_poisoned(poison))
    for name in ALL:
        expected, text = render(name, calm), render(name, hostile)
        assert _skeleton(text) == _skeleton(expected), name
        assert _cells_are_even(text), name
        assert "{{" not in _without_front(text), name
        assert "{%" not in text, name


def _poisoned(poison: str) -> Source:
    source = records.source(DesignRecord.model_validate(_walk(records.booking().model_dump(), poison)), "ticket-booking")
    turns = tuple(replace(turn, text=f"{poison} a {poison}") for turn in source.turns)
    return source.model_copy(update={"turns": turns, "topic": f"{poison} x", "candidate": poison + "A", "interviewer": f"{poison} guided"})


def _walk(value: object, poison: str, typed: bool = False) -> object:
    if isinstance(value, dict):
        return {key: _walk(each, poison, key in TYPED) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(each, poison, typed) for each in value]
    return f"{poison} {value} {poison}" if typed and isinstance(value, str) else value


def _skeleton(text: str) -> list[str]:
    """Everything that is no plain text, in order: headings, fences, tables, rules, links, tags. Lists and cells are left to the budget of words."""
    tokens = PARSER.parse(_without_front(text))
    inner = [child for token in tokens for child in token.children or []]
    found = [
        f"{token.type} {token.tag} {token.info}"
        for token in tokens
        if token.type in ("heading_open", "fence", "code_block", "html_block", "hr", "table_open", "blockquote_open")
    ]
    return found + sorted(_inline(child) for child in inner if child.type in ("html_inline", "link_open", "image", "s_open", "hardbreak"))


def _inline(token: Token) -> str:
    return f"{token.type} {token.attrs.get('href', '')}"


def _cells_are_even(text: str) -> bool:
    tables = re.findall(r"(?:^\|.*\n)+", _without_fences(text), re.MULTILINE)
    return all(len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in table.splitlines()}) == 1 for table in tables)


def _without_front(text: str) -> str:
    return text.split("\n---\n", 1)[1] if text.startswith("---\n") else text


def _without_fences(text: str) -> str:
    return re.sub(r"(?ms)^(`{3,})\w*\n.*?^\1$", "(code)", text)
