"""A diagram becomes a picture that does nothing but be looked at; what cannot become one says why."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest

from bot.pictures.failures import Because, NotDrawn
from bot.pictures.mending import mended, size
from bot.pictures.vector import svg

TWO = 'graph TB\n    n1["phone"]\n    n2[("seats")]\n    n1 --> n2\n'
UNDRAWN = {
    "ten thousand nodes": ("graph TB\n" + "\n".join(f"n{number}" for number in range(10_000)), Because.TOO_LARGE),
    "every node speaks to every node": ("graph TB\n" + "\n".join(f"n{a} --> n{b}" for a in range(60) for b in range(60)), Because.TOO_LARGE),
    "boxes in boxes": ("graph TB\n" + "".join(f"subgraph s{number}\n" for number in range(300)) + "end\n" * 300, Because.TOO_LARGE),
    "megabytes": ("graph TB\n" + "n1\n" * 1_000_000, Because.TOO_LARGE),
    "nothing": ("", Because.UNREADABLE),
    "prose": ("We would use a cache.", Because.UNREADABLE),
    "never closed": ("graph TB\n n1[[[[((((", Because.UNREADABLE),
    "half a character": ("graph TB\n n1[\ud800]", Because.BROKEN),
}


def test_a_picture_has_a_size_a_background_and_its_labels() -> None:
    drawn = svg(TWO)

    width, height = size(drawn)
    assert 100 < width < 400
    assert 150 < height < 500
    assert "background-color:#ffffff" in drawn
    assert {"phone", "seats"} <= {text.strip() for text in ElementTree.fromstring(drawn).itertext()}


def test_characters_that_stood_in_for_those_of_the_grammar_are_drawn_as_meant() -> None:
    drawn = svg('graph TB\n    n1["R＆D 5％ ‹♯1›"]\n')

    assert "".join(ElementTree.fromstring(drawn).itertext()).endswith("R&D 5% <#1>")


@pytest.mark.parametrize(("source", "because"), UNDRAWN.values(), ids=UNDRAWN)
def test_what_cannot_be_drawn_says_why(source: str, because: Because) -> None:
    for _ in range(2):  # the second time from memory
        with pytest.raises(NotDrawn) as failed:
            svg(source)

        assert failed.value.because is because


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="https://evil.example/x.png"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<g onload="alert(1)"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<use href="https://evil.example/x.svg#a"/>',
        "<style>@import url(https://evil.example/x.css);</style>",
        '<rect style="fill:url(https://evil.example/x)"/>',
        "<animate attributeName='href'/>",
        "<!-- x -->",
    ],
)
def test_a_picture_that_could_do_more_than_be_looked_at_is_not_shown(inside: str) -> None:
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 10 10">{inside}</svg>'

    with pytest.raises(NotDrawn) as failed:
        mended(drawn)

    assert failed.value.because is Because.UNSAFE


def test_a_directive_of_the_source_brings_nothing_into_the_picture() -> None:
    source = '%%{init: {"htmlLabels": true, "securityLevel": "loose", "themeCSS": "* {background: url(https://evil.example)}"}}%%\n' + TWO

    drawn = svg(source + '    n3["<img src=x onerror=alert(1)>"]\n')

    assert not any(sign in drawn for sign in ("evil.example", "foreignObject", "<img", "onerror="))


def test_a_picture_that_leads_somewhere_is_not_shown() -> None:
    with pytest.raises(NotDrawn) as failed:
        svg(TWO + '    click n1 "https://evil.example"\n')

    assert failed.value.because is Because.UNSAFE


def test_a_machine_without_the_drawing_libraries_has_no_pictures_and_all_the_rest() -> None:
    program = (
        "import sys\n"
        "sys.modules.update(merman=None, resvg_py=None, typst=None)\n"
        "from bot.pictures.failures import NotDrawn\nfrom bot.pictures.raster import png\nfrom bot.markup.web import Places, page\n"
        "try: png('graph TB\\n n1')\nexcept NotDrawn as failed: print(failed.because.value)\n"
        "print(page('```mermaid\\ngraph TB\\n n1\\n```', Places(picture=lambda diagram: '/x')).html)"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.startswith("not_installed\n")
    assert "cannot be shown as a picture" in ran.stdout
    assert "<code>graph TB" in ran.stdout
