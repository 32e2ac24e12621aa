"""A printed document: whatever was typed is text in it, and however long it is, it is laid out or refused."""

import re
from datetime import UTC, datetime

import pytest

from bot.exports.failures import NotMade
from bot.exports.pdf import LARGEST, pdf
from bot.exports.tree import breakable, tree
from prompts.templates import NAMES, TRANSCRIPT
from tests.bot.finished import documents

AT = datetime(2026, 3, 2, 9, 45, 30, 123456, tzinfo=UTC)
COMMANDS = (
    '#panic("ran")',
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
    "#while true {}",
    "= Heading *bold* _em_ `raw` $x^2$ <label> @reference",
    "#sys.inputs #set page(width: 1pt) // gone /* gone",
    '\\") #panic("ran") (\\"',
    '"}]} #panic("ran")',
    "\\u{1F600} ~ -- --- ... \\",
)
"""Text that Typst would take for its own."""
PLACES = {
    "paragraph": "{}",
    "heading": "# {}",
    "bold": "**{}**",
    "code": "`` {} ``",
    "block of code": "````\n{}\n````",
    "quotation": "> {}",
    "list": "- {}\n- [x] {}\n\n1. {}",
    "table": "| {} |\n|---|\n| {} |",
    "link": "[{}](https://example.com/)",
    "label of a diagram": '```mermaid\ngraph TB\n    n1["{}"]\n```',
}
AWKWARD = {
    "nothing": "",
    "an empty list": "- \n- \n\n1. \n",
    "an empty table": "| |\n|-|\n",
    "an empty heading": "#\n\n****\n",
    "an empty link": "[](https://example.com)",
    "one long word": "x" * 20_000,
    "long code": "```\n" + "x" * 20_000 + "\n```",
    "a wide table": "|a" * 60 + "|\n" + "|-" * 60 + "|\n" + "|" + "word" * 60 + "|\n",
    "deep quotations": ">" * 300 + " deep",
    "headings in all but name": "**a**\n\n" * 200,
    "every script": "消息 خدمة नमस्ते 👩‍👩‍👧 שלום \u202egnol\u202c \ue000 \U0010fffd \x00 \ud800",
    "a long address": f"[x](https://example.com/{'a' * 9000})",
    "a picture that cannot be drawn": "```mermaid\ngraph TB\n n1[[[\n```",
    "digits": "9" * 20_000,
    "marks on one letter": "e" + "\u0301" * 20_000,
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_text_in_the_language_of_the_layout_stays_text(place: str) -> None:
    for command in COMMANDS:
        made = _made(place.replace("{}", command))

        assert made.startswith(b"%PDF-")


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_an_awkward_document_is_laid_out(text: str) -> None:
    assert _pages(_made(text)) >= 1


def test_a_long_word_ends_no_page_early_and_says_the_same() -> None:
    word = "conversation_id/" * 40

    parted = breakable(word)

    assert parted.replace("\u200b", "") == word
    assert max(len(part) for part in parted.split("\u200b")) <= 40
    assert breakable("a few short words") == "a few short words"


@pytest.mark.parametrize(
    "text", ["a " * LARGEST, "- a\n" * 3500, "```\n" + "a\n" * 10_000 + "```", "|a|b|\n|-|-|\n" + "|c|d|\n" * 3500, "`a` b " * 3500]
)
def test_a_document_beyond_all_measure_is_refused(text: str) -> None:
    with pytest.raises(NotMade):
        _made(text)


@pytest.mark.parametrize("name", [*NAMES, TRANSCRIPT])
def test_every_document_of_an_interview_is_printed_with_its_pictures(name: str) -> None:
    text = documents("chat_middling")[name]

    made = _made(text)

    assert 2 <= _pages(made) <= 14
    assert made.count(b"/S/Figure") >= text.count("```mermaid")
    assert made == _made(text), "the same interview makes the same file"


def test_the_tree_holds_every_word() -> None:
    read = tree("# A\n\nb **c** `d` [t4]\n\n- [x] e\n\n| f |\n|---|\n| g |\n\n> h\n\n```\ni\n```\n\n1. j\n")

    assert re.findall(r"'text': '([^']*)'", str(read.blocks)) == ["A", "b ", "c", " ", "d", "\\xa0", "[t4]", "e", "f", "g", "h", "i", "j"]


def _made(text: str) -> bytes:
    return pdf(text, author="Ada #panic()", made_at=AT)


def _pages(made: bytes) -> int:
    return max(int(found) for found in re.findall(rb"/Type/Pages/Count (\d+)", made))


def test_an_interview_ends_at_any_part_of_a_second() -> None:
    assert pdf("# Title", author="ada", made_at=AT.replace(microsecond=123_456)).startswith(b"%PDF")
