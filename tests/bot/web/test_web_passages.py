"""Words that are marked: found whatever their case and white space, and never at the cost of the markup."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.review.passages import Passage, found_in, marked

TEXT = "A cache holds\n  the Latest links.   Straße & <b>"


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("the Latest links", "the Latest links"),
        ("HOLDS the latest", "holds\n  the Latest"),
        ("links. strasse &", "links.   Straße &"),
        ("a queue", None),
        ("  ", None),
    ],
)
def test_a_quote_is_found_as_the_judgement_found_it(quote: str, stands: str | None) -> None:
    found = found_in(TEXT, quote)

    assert (TEXT[slice(*found)] if found else None) == stands


def test_passages_that_overlap_stand_inside_one_another() -> None:
    shown = marked("one two three", [Passage(0, 7, "a", "x", 1), Passage(4, 13, "b", "x", 2), Passage(4, 7, "c", "x", 3)])

    assert _plain(shown) == "one two three"
    assert _said_by(shown, "a") == "one two"
    assert _said_by(shown, "b") == "two"
    assert re.findall(r'data-note="(\d)"', shown) == ["1", "3", "2"]


@given(
    st.text(alphabet="ab<>&\"' \n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
)
def test_whatever_is_marked_the_markup_is_whole_and_the_words_are_the_same(text: str, places: list[tuple[int, int]]) -> None:
    passages = [Passage(start, min(stop, len(text)), f"p{number}", "x", number) for number, (start, stop) in enumerate(places, 1)]

    shown = marked(text, passages)

    assert _plain(shown) == text
    kept = [each for each in passages if each.start < each.stop]
    assert sorted(re.findall(r'id="(p\d+)"', shown)) == sorted(each.id for each in kept)
    assert sorted(int(number) for number in re.findall(r'data-note="(\d+)"', shown)) == sorted(each.number for each in kept)


def test_an_endless_answer_is_marked_in_no_time() -> None:
    text = "9" * 20_000
    passages = [Passage(start, start + 5_000, f"p{start}", "x", start) for start in range(0, 15_000, 100)]

    shown = marked(text, passages)

    assert _plain(shown) == text


class _Whole(HTMLParser):
    """Reads marks alone, and insists that each is closed in its turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str | None] = []
        self.text = ""
        self.within: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "mark"
        self.open.append(dict(attrs).get("id"))

    def handle_endtag(self, tag: str) -> None:
        assert tag == "mark"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for name in self.open:
            if name:
                self.within[name] = self.within.get(name, "") + data


def _read(shown: str) -> _Whole:
    reader = _Whole()
    reader.feed(str(shown))
    reader.close()
    assert not reader.open
    return reader


def _plain(shown: str) -> str:
    assert unescape(re.sub(r"<[^>]*>", "", str(shown))) == _read(shown).text
    return _read(shown).text


def _said_by(shown: str, name: str) -> str:
    return _read(shown).within[name]
