"""`transcripts show --output FILE`: what stands in the file follows from how its name ends."""

from pathlib import Path

from bot.archive import DocumentsFailed, Kept
from bot.commands.failures import BadInput, Failed
from bot.exports.failures import NotMade
from bot.exports.files import everything, made_at
from bot.exports.pdf import pdf

PRINTED, ALL = ".pdf", ".zip"


def check(output: str, style: str, *, polish: bool) -> None:
    """Refuse what cannot be meant; raises `BadInput`."""
    ending = Path(output).suffix.lower()
    if ending == PRINTED and style == "json":
        raise BadInput("JSON is not printed: choose a document with --format, or an --output that ends in .json.")
    if ending == ALL and polish:
        raise BadInput("A zip holds every document as it was written: polish one of them with an --output that ends in .md or .pdf.")


def keep(output: str, kept: Kept, text: str) -> None:
    """Write the text to a file: as it is, as a PDF (`.pdf`), or with everything else there is (`.zip`). Raises `DocumentsFailed`, `Failed`."""
    path = Path(output)
    try:
        path.write_bytes(_content(path.suffix.lower(), kept, text))
    except OSError as error:
        raise DocumentsFailed(f"{path} cannot be written ({error.strerror}).") from error


def _content(ending: str, kept: Kept, text: str) -> bytes:
    if ending == ALL:
        return everything(kept).content
    if ending != PRINTED:
        return text.encode(errors="replace")
    try:
        return pdf(text, author=kept.source.candidate, made_at=made_at(kept))
    except NotMade as error:
        raise Failed("The PDF could not be made here; an --output that ends in .md holds the same words.") from error
