"""Safe HTML of a document. Rendered from tokens that know no raw HTML, then cleaned once more with a list of what may be there."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

import nh3
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from bot.markup.reading import EVIDENCE, SCHEMES, TooLong, read, words_of
from bot.pictures.failures import NotDrawn
from bot.pictures.mending import size
from bot.pictures.mermaid import LANGUAGE, Diagram
from bot.pictures.vector import svg
from prompts.export_texts import filled

MOST_PICTURES = 40
"""Drawn on one page; what comes after is shown as its text."""
_TAGS = set("a blockquote br code details div em figure h2 h3 h4 h5 h6 hr img li ol p pre strong summary table tbody td th thead tr ul".split())
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_FIXED = {
    "th": {"scope": {"col"}}, "img": {"loading": {"lazy"}}, "pre": {"tabindex": {"0"}}, "div": {"tabindex": {"0"}, "role": {"group"}},
    "a": {"class": {"evidence"}}, "figure": {"class": {"diagram"}},
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "div": {"aria-label"},
    **{each: {"id"} for each in _HEADINGS},
}
_CLASSES = {"div": {"table"}}


@dataclass(frozen=True)
class Places:
    """Where a page finds what a document points to. `picture` gives the address of a diagram's SVG, `turn` that of a turn; `prefix` begins every id.

    Without `picture` diagrams are shown as text, without `turn`, and for a turn whose address is None, marks of evidence stay words.
    """

    picture: Callable[[Diagram], str] | None = None
    turn: Callable[[int], str | None] | None = None
    prefix: str = "doc-"


@dataclass(frozen=True)
class Heading:
    """A heading of the page, for a table of contents. `level` is that of the page: 2 to 6."""

    level: int
    id: str
    title: str


@dataclass(frozen=True)
class Page:
    """A document as a part of a page, whose own heading is the only `h1`."""

    html: Markup
    headings: tuple[Heading, ...]
    diagrams: tuple[Diagram, ...]


@dataclass
class _Made:
    """What comes up while a document is rendered."""

    places: Places
    headings: list[Heading] = field(default_factory=list[Heading])
    diagrams: list[Diagram] = field(default_factory=list[Diagram])
    slugs: Counter[str] = field(default_factory=Counter[str])
    sources: set[str] = field(default_factory=set[str])


def page(text: str, places: Places | None = None) -> Page:
    """A document in Markdown as HTML. Takes milliseconds, draws what it shows, and raises nothing."""
    made = _Made(places or Places())
    text = text.encode(errors="replace").decode()  # half a character cannot be sent
    try:
        html = _RENDERER.render(read(text), _OPTIONS, {"made": made})
    except TooLong:
        html = _code(text)
    return Page(Markup(_cleaned(html, made)), tuple(made.headings), tuple(made.diagrams))


class _Renderer(RendererHTML):
    """The parts of a document that look different from what the library makes of them."""

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        made: _Made = env["made"]
        title = words_of(tokens[idx + 1])
        heading = Heading(min(6, int(tokens[idx].tag[1]) + 1), _id(title, made), title)
        made.headings.append(heading)
        return f'<h{heading.level} id="{escape(heading.id)}">'

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</h{min(6, int(tokens[idx].tag[1]) + 1)}>\n"

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<div class="table" tabindex="0" role="group" aria-label="{escape(filled("page.table"))}"><table>'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<th scope="col">'

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "<td>"

    def evidence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        made: _Made = env["made"]
        shown = escape(tokens[idx].content)
        turn = tokens[idx].meta["turn"]
        address = made.places.turn(turn) if made.places.turn else None
        if address is None:
            return shown
        return f'<a class="evidence" href="{escape(address)}" title="{escape(filled("page.evidence", turn=turn))}">{shown}</a>'

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _code(tokens[idx].content)

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        if tokens[idx].info.strip() != LANGUAGE:
            return _code(tokens[idx].content)
        return _figure(Diagram(tokens[idx].content), env["made"])

    def front_matter(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return ""


_RENDERER = _Renderer()
_OPTIONS = OptionsDict({"html": False, "linkify": False, "typographer": False, "breaks": False, "xhtmlOut": False, "maxNesting": 20, "langPrefix": "", "quotes": "", "highlight": None})  # fmt: skip
assert EVIDENCE in _RENDERER.rules, "the renderer's methods are named after the tokens"


def _figure(diagram: Diagram, made: _Made) -> str:
    """The picture with its text to copy; where there is no picture, the text with a word on why."""
    made.diagrams.append(diagram)
    if made.places.picture is None or len(made.diagrams) > MOST_PICTURES:
        return f'<figure class="diagram">{_code(diagram.source)}</figure>\n'
    try:
        width, height = size(svg(diagram.source))
    except NotDrawn:
        return f'<figure class="diagram"><p>{escape(filled("picture.not_drawn"))}</p>{_code(diagram.source)}</figure>\n'
    source = made.places.picture(diagram)
    made.sources.add(source)
    picture = f'<img src="{escape(source)}" alt="{escape(diagram.description)}" width="{width}" height="{height}" loading="lazy">'
    return (
        f'<figure class="diagram">{picture}<details><summary>{escape(filled("picture.source"))}</summary>{_code(diagram.source)}</details></figure>\n'
    )


def _code(text: str) -> str:
    return f'<pre tabindex="0"><code>{escape(text)}</code></pre>\n'


def _id(title: str, made: _Made) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()[:200]).strip("-")[:60] or "part"
    made.slugs[slug] += 1
    return f"{made.places.prefix}{slug}" + (f"-{made.slugs[slug]}" if made.slugs[slug] > 1 else "")


def _cleaned(html: str, made: _Made) -> str:
    """What the list names, and of pictures and ids only those that were made here."""
    ids = {heading.id for heading in made.headings}

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if (attribute == "id" and value not in ids) or (tag == "img" and attribute == "src" and value not in made.sources):
            return None
        return value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=kept,
        tag_attribute_values=_FIXED,
        allowed_classes=_CLASSES,
        url_schemes=set(SCHEMES),
        url_relative=_ours,
        link_rel="noopener nofollow",
    )


def _ours(address: str) -> str | None:
    """An address on our own site; what only looks like one, and names another host, is none."""
    return None if re.match(r"\s*[/\\]{2}", address) else address
