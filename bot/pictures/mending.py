"""What is changed in a drawn SVG before anybody sees it, and what must not be in it."""

import re
from xml.etree import ElementTree

from bot.pictures.failures import Because, NotDrawn

_BOX = re.compile(r'viewBox="(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+)"')
MARGIN = 8
"""Around a picture, in its own units: the longest label reaches beyond the last box."""
_WIDTH = re.compile(r' width="100%"')
_PATH = re.compile(r' d="[^"]*"')
_FRACTION = re.compile(r"(\.\d{2})\d+")
_LABEL = re.compile(r'(<g class="label" data-id="[^"]*" transform="translate\()-[\d.]+(, -[\d.]+\)"><g><rect class="background" )')
_NAMES = {"＆": "&amp;", "％": "%", "♯": "#", "‹": "&lt;", "›": "&gt;"}
_STANDINGS = re.compile(f"[{''.join(_NAMES)}]")
_ALLOWED = frozenset(
    "svg g rect circle ellipse line polyline polygon path text tspan defs marker style title desc filter feDropShadow symbol use".split()
    + "linearGradient radialGradient stop clipPath".split()
)
_ACTIVE = re.compile(r"@import|url\(\s*['\"]?(?!#)|expression\(", re.IGNORECASE)


def mended(drawn: str) -> str:
    """The same picture with a size of its own, shorter paths, and the characters that stood in for Mermaid's own. Raises `NotDrawn`."""
    box = _BOX.search(drawn)
    if not box:
        raise NotDrawn(Because.BROKEN, "no size")
    left, top, width, height = (float(each) for each in box.groups())
    roomy = (round(left) - MARGIN, round(top) - MARGIN, max(1, round(width)) + 2 * MARGIN, max(1, round(height)) + 2 * MARGIN)
    framed = f'{drawn[: box.start()]}viewBox="{" ".join(map(str, roomy))}"{drawn[box.end() :]}'
    sized = _WIDTH.sub(f' width="{roomy[2]}" height="{roomy[3]}"', framed, count=1)
    shorter = _PATH.sub(lambda path: _FRACTION.sub(r"\1", path[0]), sized.replace(f"max-width:{box[3]}px;", "", 1))
    # The label of a relation is centred twice: once by its group, once by its text.
    centred = _LABEL.sub(r"\g<1>0\g<2>", shorter)
    plain = _STANDINGS.sub(lambda found: _NAMES[found[0]], centred)
    _check(plain)
    return plain


def size(svg: str) -> tuple[int, int]:
    """Width and height of a mended picture in pixels. Raises `NotDrawn`."""
    found = re.match(r'<svg [^>]*?width="(\d+)" height="(\d+)"', svg)
    if not found:
        raise NotDrawn(Because.BROKEN, "no size")
    return int(found[1]), int(found[2])


def _check(svg: str) -> None:
    """A picture holds shapes and text. Labels are harmless before they are drawn; should one slip through, nothing is shown."""
    if "<!" in svg or "<?" in svg:
        raise NotDrawn(Because.UNSAFE, "a declaration")
    try:
        elements = list(ElementTree.fromstring(svg).iter())
    except ElementTree.ParseError as error:
        raise NotDrawn(Because.BROKEN, str(error)) from error
    for element in elements:
        name = element.tag.rpartition("}")[2]
        if name not in _ALLOWED:
            raise NotDrawn(Because.UNSAFE, name)
        if name == "style" and _ACTIVE.search(element.text or ""):
            raise NotDrawn(Because.UNSAFE, "style")
        for attribute, value in element.attrib.items():
            _check_attribute(attribute.rpartition("}")[2].casefold(), value)


def _check_attribute(name: str, value: str) -> None:
    if name.startswith("on") or (name in ("href", "src") and not value.startswith("#")) or (name == "style" and _ACTIVE.search(value)):
        raise NotDrawn(Because.UNSAFE, name)
