"""Pages taken apart, as far as tests look into them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr rect path".split())


@dataclass
class Element:
    """One element with all that stands in it."""

    tag: str
    attributes: dict[str, str]
    inside: "list[Element | str]" = field(default_factory=lambda: list[Element | str]())

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)

    def all(self) -> "Iterator[Element]":
        """It, and every element in it."""
        yield self
        for each in self.inside:
            if isinstance(each, Element):
                yield from each.all()

    def named(self, tag: str) -> "list[Element]":
        """Every element of a tag."""
        return [each for each in self.all() if each.tag == tag]

    def of(self, css: str) -> "list[Element]":
        """Every element of a class."""
        return [each for each in self.all() if css in each.attributes.get("class", "").split()]

    def at(self, name: str) -> "Element":
        """The only element with this id."""
        (found,) = [each for each in self.all() if each.attributes.get("id") == name]
        return found


def read(page: str) -> Element:
    """The page; every element that is opened must be closed in its turn."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, [each.tag for each in reader.open]
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)
