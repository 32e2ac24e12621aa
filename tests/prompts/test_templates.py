"""The finished documents: what they say, how they read, and that nobody can break them by what they type."""

import re

import pytest
import yaml
from jinja2 import nodes
from markdown_it import MarkdownIt

from interview_flow.assessment.contradictions import Contradiction, Kind
from interview_flow.assessment.estimates import Verdict
from interview_flow.assessment.sums import Sum
from interview_flow.design_record import DesignRecord
from interview_flow.documents import context
from interview_flow.documents.source import Source
from interview_flow.transcript import Quote
from prompts import library
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


def test_the_matrix_shows_each_requirement_with_its_turns_and_its_gaps() -> None:
    made = context(SOURCES["rich"]())

    text = render("hlsd-deep", made)

    table = text[text.index("### From requirement to design") : text.index("## 6. Component deep dive")]
    rows = [line for line in table.splitlines() if re.match(r"\| +\d+ ", line)]
    assert len(rows) == len(made.record.functional)
    assert all(re.search(r"\[t\d+\]|not covered", cell) for line in rows for cell in line.strip("|").split("|")[1:])
    assert any("not covered" in line for line in rows)
    assert all(link.name.split()[-1].casefold() in table.casefold() for row in made.matrix for link in (*row.operations, *row.components))


def test_without_requirements_there_is_no_matrix() -> None:
    assert "From requirement to design" not in render("hlsd-deep", context(SOURCES["empty"]()))


def test_coach_mode_states_no_verdict_and_no_score() -> None:
    texts = [render(name, context(SOURCES["second"]())) for name in NAMES]

    assert all("**Verdict:** none" in text for text in texts)
    assert not any(" of 100)" in text for text in texts)


def test_the_card_names_no_companies() -> None:
    text = render("problem-card", context(SOURCES["rich"]()))

    assert "ompanies" not in text
    assert "practised 3 times in our own records" in text


def test_front_matter_reads_back_as_it_was_meant() -> None:
    source = SOURCES["rich"]()
    assert source.problem

    text = render("study-note", context(source))

    front = yaml.safe_load(text.split("---\n")[1])
    assert front["title"] == source.problem.title
    assert front["date"] == "2026-11-21"
    assert front["slug"] == source.problem.slug
    assert front["tags"] == list(source.problem.tags)


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


SLIP = Sum(
    turn=9, claim="2 × 3 = 7", start=0, verdict=Verdict.WRONG, truth=6, unit=None, off_by=1.2, said=7, remark="about 6: one too many", corrected=True
)


@pytest.mark.parametrize("name", ["narrative", "hlsd", "hlsd-deep", "study-note", "problem-card"])
def test_a_sum_that_does_not_hold_is_told_wherever_figures_are(name: str) -> None:
    text = render(name, context(found(sums=(SLIP,))))

    assert re.search(r"“2 × 3 = 7” \[t9\](?: does not hold)?\. About 6: one too many\. It was put right later\.", text)


def test_who_is_yet_to_judge_is_not_told_of_slips() -> None:
    unjudged = found(sums=(SLIP,)).model_copy(update={"judged": False})

    assert "one too many" not in render("narrative", context(unjudged))


def test_what_clashes_with_nothing_that_was_said_has_one_place() -> None:
    place = Quote(turn=9, quote="the queue sends it")
    alone = Contradiction(kind=Kind.COMPONENT, first=place, second=place, says="The queue was never introduced.")

    text = render("problem-card", context(found(contradictions=(alone,))))

    assert "- The queue was never introduced: “the queue sends it” [t9].\n" in text


def found(**findings: object) -> Source:
    """A rich interview, of which something was found."""
    source = records.source(records.booking(), "ticket-booking")
    return source.model_copy(update={"assessment": source.assessment.model_copy(update=findings)})
