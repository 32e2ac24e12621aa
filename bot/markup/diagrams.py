"""Which diagrams a document shows."""

from bot.markup.reading import TooLong, read
from bot.pictures.mermaid import LANGUAGE, Diagram


def diagrams(text: str) -> tuple[Diagram, ...]:
    """The diagrams of a document in Markdown, in order, each once."""
    try:
        tokens = read(text)
    except TooLong:
        return ()
    found = (Diagram(token.content) for token in tokens if token.type == "fence" and token.info.strip() == LANGUAGE)
    return tuple({diagram.key: diagram for diagram in found}.values())
