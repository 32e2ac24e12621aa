"""Text arrives as it was typed, goes out without mentioning anybody, and is cut without losing a word."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.slack.mrkdwn import JOINER, LIMIT, date, escaped, joined, link, mention, plain, safe_markdown, split

PINGS = re.compile(r"<[@#!]|(?<!\w)@(?:here|channel|everyone)\b", re.IGNORECASE)
TYPED = {
    "a &lt; b &amp;&amp; b &gt; c": "a < b && b > c",
    "&amp;lt;b&amp;gt;": "&lt;b&gt;",
    "ask <@U0ADA1>": "ask @U0ADA1",
    "ask <@U0ADA1|ada>": "ask @ada",
    "in <#C01AB|general>": "in #general",
    "in <#C01AB>": "in #C01AB",
    "in <#C01AB|>": "in #C01AB",
    "<!here> and <!channel> and <!everyone>": "@here and @channel and @everyone",
    "<!here|here>": "@here",
    "<!subteam^S0123>": "@S0123",
    "<!subteam^S0123|@backend>": "@backend",
    "at <!date^1392734382^{date} at {time}|2014-02-18>": "at 2014-02-18",
    "see <https://example.com/a?b=1&amp;c=2>": "see https://example.com/a?b=1&c=2",
    "see <https://example.com/a|the docs>": "see the docs (https://example.com/a)",
    "the table <http://orders.id|orders.id>": "the table orders.id",
    "<http://example.com/|example.com>": "example.com",
    "<mailto:ada@example.com|ada@example.com>": "ada@example.com",
    "<mailto:ada@example.com|Ada>": "Ada (ada@example.com)",
    "<tel:+4930123|+4930123>": "+4930123",
    "```if a &lt; b:\n    <http://b.call|b.call>()```": "```if a < b:\n    b.call()```",
    "a <b": "a <b",
    "<>": "<>",
    "no marks": "no marks",
    "\ud83d half": "\ufffd\ufffd\ufffd half",
}


@pytest.mark.parametrize(("sent", "typed"), TYPED.items())
def test_event_text_is_read_as_it_was_typed(sent: str, typed: str) -> None:
    assert plain(sent) == typed


@settings(deadline=None)
@given(st.text())
def test_what_a_person_typed_arrives_unchanged(typed: str) -> None:
    assert plain(escaped(typed)) == typed.replace("\0", "\ufffd")


@settings(deadline=None)
@given(st.text(alphabet="<>&;|!@#^ltgamp:/U1"))
def test_any_event_text_can_be_read(sent: str) -> None:
    assert isinstance(plain(sent), str)


@settings(deadline=None)
@given(st.text(alphabet="<>&a ", max_size=200), st.integers(1, 60))
def test_cut_text_keeps_to_its_room_and_no_entity_is_cut(typed: str, most: int) -> None:
    shown = escaped(typed, most)

    assert len(shown) <= most
    assert not re.search(r"&(?!amp;|lt;|gt;)|[<>]", shown)
    assert typed.startswith(plain(shown.removesuffix("…")))


def test_names_and_links_are_marks_and_their_labels_are_text() -> None:
    assert mention("U0ADA1") == "<@U0ADA1>"
    assert mention("ada <!here>") == "ada &lt;!here&gt;"
    assert link("https://example.com/?a=1&b=2", "a <b> | c") == "<https://example.com/?a=1&amp;b=2|a &lt;b&gt; / c>"
    assert joined(" · ", [escaped("a"), escaped("<")]) == "a · &lt;"


def test_a_moment_is_shown_in_the_zone_of_the_reader() -> None:
    noon = datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=1)))

    assert date(noon) == f"<!date^{int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp())}^{{date_short_pretty}}, {{time}}|2026-03-01 12:00 UTC>"
    with pytest.raises(ValueError, match="zone"):
        date(noon.replace(tzinfo=None))


SAFE = {
    "hello <!channel>": f"hello &lt;{JOINER}!channel>",
    "<@U1> and <#C1>": f"&lt;{JOINER}@U1> and &lt;{JOINER}#C1>",
    "@here, @channel and ada@channel.com": f"@{JOINER}here, @{JOINER}channel and ada@{JOINER}channel.com",
    "take `a < b` here": "take `a < b` here",
    "take `<!channel>` here": f"take `<{JOINER}!channel>` here",
    "take ``a ` < b`` here": "take ``a ` < b`` here",
    "an \\` escaped < tick` here": "an \\` escaped &lt; tick` here",
    "a < b": "a &lt; b",
    "a \\< b \\\\< c": "a &lt; b \\\\&lt; c",
    "an entity &lt; stays": "an entity &lt; stays",
    "> a quote": "> a quote",
    "```\nif a < b\n```\na < b": "```\nif a < b\n```\na &lt; b",
    "~~~sql\nselect 1 < 2\n```\n~~~\n< ": "~~~sql\nselect 1 < 2\n```\n~~~\n&lt; ",
    "[a](https://example.com)": "[a](https://example.com)",
    "": "",
}


@pytest.mark.parametrize(("markdown", "shown"), SAFE.items())
def test_markdown_pings_nobody_and_its_code_can_be_read(markdown: str, shown: str) -> None:
    assert safe_markdown(markdown) == shown


@settings(deadline=None)
@given(
    st.text(alphabet="<>!@#`~\\ \nachnelrU1")
    | st.lists(st.sampled_from(["<!channel>", "`", "```\n", "\n", "\\", "<@U1>", "@here", "a"])).map("".join)
)
def test_no_markdown_pings_anybody(markdown: str) -> None:
    shown = safe_markdown(markdown)

    assert not PINGS.search(shown)
    assert re.sub(r"&lt;", "<", shown).replace(JOINER, "").replace("\\", "") == markdown.replace("\\", "")


def test_short_markdown_is_one_part_and_empty_markdown_none() -> None:
    assert split("# Title\n\nText.") == ["# Title\n\nText."]
    assert split("") == []
    assert split(" \n" * 20_000) == []


def test_long_markdown_is_cut_at_paragraphs() -> None:
    paragraphs = [f"{number}. " + "word " * 30 + "\n\n" for number in range(20)]

    parts = split("".join(paragraphs), 500)

    assert "".join(parts) == "".join(paragraphs)
    assert all(re.match(r"\d+\. ", part) for part in parts)


def test_code_that_is_cut_is_closed_and_opened_again() -> None:
    code = "```python\n" + "".join(f"line_{number} = {number}\n" for number in range(60)) + "```\n"

    parts = split("Before.\n\n" + code + "\nAfter.", 400)

    assert len(parts) > 2
    assert all(part.count("```") % 2 == 0 for part in parts)
    assert all(part.startswith("```python\n") for part in parts[1:-1])
    assert re.findall(r"line_(\d+)", "".join(parts)) == [str(number) for number in range(60)]
    assert parts[-1].rstrip().endswith("After.")


def test_no_part_holds_an_empty_block_of_code() -> None:
    for length in range(150, 420):
        parts = split("```\n" + "x" * 7 + "\n" + "y" * length + "\n```\n" + "z" * 300, 400)

        assert not [part for part in parts if re.search(r"```\n+```", part)]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="`~")), st.integers(200, 260))
def test_no_character_is_lost_between_parts(markdown: str, limit: int) -> None:
    markdown = markdown * 20

    parts = split(markdown, limit)

    assert all(0 < len(part) <= limit and part.strip() for part in parts)
    assert "".join("".join(parts).split()) == "".join(markdown.split())


PIECES = st.sampled_from(["```\n", "```python\n", "~~~\n", "````", "`", "\n", "\n\n", " ", "word", "x" * 90, "```" * 30, "    "])


@settings(deadline=None)
@example(["```\n", "```\n", "x" * 90, "```\n", "````", "word", "~~~\n", "x" * 90], 200)
@given(st.lists(PIECES, max_size=60), st.integers(200, 260))
def test_parts_keep_to_the_limit_whatever_the_code(pieces: list[str], limit: int) -> None:
    marked = "".join(piece if piece != "word" else f"<{number}>" for number, piece in enumerate(pieces))

    parts = split(marked, limit)

    assert all(len(part) <= limit and part.strip() for part in parts)
    # a part that goes on with code begins with its fence again, and with the language beside it
    told = [
        part.partition("\n")[2] if number and part.startswith(("```", "~~~")) and part.partition("\n")[0] in "".join(parts[:number]) else part
        for number, part in enumerate(parts)
    ]
    assert re.findall(r"<\d+>", "".join(told)) == re.findall(r"<\d+>", marked)
    assert "".join(parts).count("x") == marked.count("x")


def test_a_limit_without_room_for_a_fence_is_refused() -> None:
    with pytest.raises(ValueError, match="200"):
        split("text", 100)


@pytest.mark.parametrize("piece", ["\\", "`", "` `` ", "<", "\n", "```\n", "a`\n\n", "<a|", "\\<"])
def test_no_run_of_marks_takes_long(piece: str) -> None:
    markdown = piece * (100_000 // len(piece))

    assert all(len(part) <= LIMIT for part in split(safe_markdown(markdown)))
    assert plain(escaped(markdown)) == markdown
