"""The finished documents: what they say, how they read, and that nobody can break them by what they type."""

from dataclasses import replace
import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token

from interview_flow.design_record import DesignRecord
from interview_flow.documents import Source, context
from interview_flow.printable import printable
from prompts import library, markdown, sentences
from prompts.templates import NAMES, TRANSCRIPT, environment, render
from tests import records

ALL = (*NAMES, TRANSCRIPT)
PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
SOURCES = {
    "rich": lambda: records.source(records.booking(), "ticket-booking"),
    "second": lambda: records.source(records.chat(), "chat", mode="coach"),
    "thin": lambda: records.source(records.thin(), "ticket-booking"),
    "empty": lambda: records.source(DesignRecord(), "url-shortener", turns=(), told={}, twist_turn=None),
    "unknown topic": lambda: records.source(records.booking(), None),
    "unknown and empty": lambda: records.source(DesignRecord(), None, turns=(), told={}, twist_turn=None, ended_at=None),
    "ended early": lambda: records.source(records.thin(), "chat", ended_early=True, phase_minutes={}),
}
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


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("name", ALL)
def test_every_document_can_be_made_of_every_kind_of_interview(kind: str, name: str) -> None:
    made = context(SOURCES[kind]())

    text = render(name, made)

    assert text.startswith(("# ", "---\n"))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("name", NAMES)
def test_a_document_reads_well(kind: str, name: str) -> None:
    text = render(name, context(SOURCES[kind]()))

    prose = _without_fences(text)
    assert not re.search(r"\.\.(?!\.)|[,;:]\.|\. \.|“”|\bNone\b|“ | ”|  +(?=\S)(?<!\n   )(?<!\n  )", re.sub(r"(?m)^\|.*$", "", prose))
    assert "\n\n\n" not in prose
    assert _empty_headings(text) == []


@pytest.mark.parametrize("kind", SOURCES)
def test_a_narrative_stays_within_its_length(kind: str) -> None:
    text = render("narrative", context(SOURCES[kind]()))

    assert len(text.split()) <= 1200


def test_the_narrative_of_a_whole_interview_has_800_to_1200_words() -> None:
    text = render("narrative", context(SOURCES["rich"]()))

    body = re.sub(r"\[(?:fact, |assumed, )?t\d+\]", "", text.partition("## 1.")[2])
    assert 800 <= len(body.split()) <= 1200


def test_the_narrative_of_an_endless_interview_stays_within_its_length() -> None:
    record = records.booking()
    notes = [
        item.model_copy(update={"text": f"{item.text} and so on {copy}"})
        for copy in range(20)
        for section in ("remarks", "decisions", "functional", "metrics")
        for item in getattr(record, section)
    ]
    endless = record.joined(tuple(notes))

    text = render("narrative", context(records.source(endless, "ticket-booking")))

    assert len(text.split()) <= 1200


def test_every_statement_carries_its_turn() -> None:
    text = render("hlsd", context(SOURCES["rich"]()))

    assert "A relational store serves the seats, since a hold touches several rows of one event at once [t8]." in text
    assert "Prices are fixed before the sale begins [assumed, t4]." in text
    assert re.search(r"All of them are in Europe \[fact, t5\]\.", text)


def test_what_was_not_covered_is_one_line_with_a_question() -> None:
    text = render("hlsd", context(SOURCES["thin"]()))

    assert re.search(
        r"\*Not covered:\* caching, the way the cache is filled, lifetime and eviction of cached data\. \*To practise:\* “[^”]+\?”", text
    )


def test_coach_mode_states_no_verdict_and_no_score() -> None:
    texts = [render(name, context(SOURCES["second"]())) for name in NAMES]

    assert all("**Verdict:** none" in text for text in texts)
    assert not any(" of 100)" in text for text in texts)


def test_the_card_names_no_companies() -> None:
    text = render("problem-card", context(SOURCES["rich"]()))

    assert "ompanies" not in text
    assert "practised 3 times in our own records" in text


def test_front_matter_reads_back_as_it_was_meant() -> None:
    text = render("study-note", context(SOURCES["rich"]()))

    front = yaml.safe_load(text.split("---\n")[1])
    assert front["title"] == "Ticket booking"
    assert front["date"] == "2026-11-21"
    assert front["slug"] == "ticket-booking"
    assert "transactions" in front["tags"]


@given(st.text())
def test_front_matter_reads_back_whatever_the_topic_was(topic: str) -> None:
    value = yaml.safe_load(f"title: {markdown.quoted_yaml(topic)}\ntags: {markdown.quoted_yaml([topic, topic])}\n")

    assert value == {"title": printable(topic), "tags": [printable(topic)] * 2}


@pytest.mark.parametrize("poison", POISONS)
def test_what_a_candidate_types_changes_no_structure(poison: str) -> None:
    _assert_harmless(poison)


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


def test_a_template_that_shows_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="None"):
        environment().from_string("{{ value }}").render(value=None)


@pytest.mark.parametrize("name", environment().list_templates())
def test_no_template_joins_texts_behind_the_back_of_the_escaping(name: str) -> None:
    loader = environment().loader
    assert loader is not None
    tree = environment().parse(loader.get_source(environment(), name)[0])

    joins = [*tree.find_all((nodes.Concat, nodes.Add, nodes.Mod))]
    filters = {node.name for node in tree.find_all(nodes.Filter)}

    assert not [node for node in joins if not isinstance(node, nodes.Add)]
    assert not filters & {"safe", "join", "format", "e", "escape", "forceescape", "indent"}


def test_every_topic_has_words() -> None:
    from interview_flow.documents.topics import TOPICS

    module = (
        environment()
        .get_template("_parts.md.j2")
        .make_module(
            {"purposes": {}, "about": None, "absent": None, "to_practise": None, "beyond": None, "record": None, "told": None, "phase_titles": None}
        )
    )

    assert set(vars(module)["NAMES"]) == set(TOPICS)


def test_every_topic_asks_for_a_criterion_or_a_deep_dive() -> None:
    from interview_flow.documents.topics import TOPICS
    from interview_flow.problems import DeepDive

    known = {criterion.id for criterion in library.rubric().criteria} | set(DeepDive)

    assert {topic.asked_by for topic in TOPICS.values()} <= known


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
        assert "{{" not in _without_front(text) and "{%" not in text, name


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


def _empty_headings(text: str) -> list[str]:
    tokens = PARSER.parse(_without_front(text))
    headings = [(place, int(token.tag[1])) for place, token in enumerate(tokens) if token.type == "heading_open"]
    empty = []
    for place, level in headings:
        after = tokens[place + 3] if place + 3 < len(tokens) else None
        if after is None or (after.type == "heading_open" and int(after.tag[1]) <= level):
            empty.append(tokens[place + 1].content)
    return empty
