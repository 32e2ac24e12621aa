"""The files that somebody takes home. Each takes up to seconds of work, so `asyncio.to_thread` calls them where an event loop runs."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.archive import TRANSCRIPT, Kept, documents_of
from bot.exports.failures import NotMade
from bot.exports.names import file_name, slug
from bot.exports.pdf import pdf
from bot.markup.diagrams import diagrams
from bot.pictures.failures import NotDrawn
from bot.pictures.mermaid import Diagram
from bot.pictures.raster import png
from bot.pictures.vector import svg
from bot.report import report
from interview_flow.documents import context
from prompts.export_texts import filled
from prompts.templates import NAMES, render

STYLES = (*NAMES, TRANSCRIPT)
"""What a whole interview leaves."""
JUDGING = frozenset({"problem-card"})
"""Documents that tell how an interview went."""
ALL = "everything"


@dataclass(frozen=True)
class File:
    """What is handed out: a safe name, what it is, and the bytes."""

    name: str
    media_type: str
    content: bytes


def markdown(kept: Kept, style: str) -> File:
    """A finished document, or the transcript. Raises `KeyError` for an unknown style, `NotMade` for one that is kept from this reader."""
    return _file(kept, style, "md", "text/markdown; charset=utf-8", _encoded(_text(kept, style)))


def printed(kept: Kept, style: str) -> File:
    """The same as a PDF. Raises `KeyError`, `NotMade`."""
    return _file(kept, style, "pdf", "application/pdf", _printed(kept, _text(kept, style)))


def reported(kept: Kept) -> File:
    """The report that scripts read. Raises `NotMade` for a reader who is yet to say what they think: it holds every judgement."""
    if not kept.source.judged:
        raise NotMade("kept from whoever is yet to judge")
    return _file(kept, "report", "json", "application/json", _encoded(json.dumps(report(kept), indent=2) + "\n"))


def everything(kept: Kept) -> File:
    """All of it as one zip: documents and transcript, printed too, the diagrams, the report. What cannot be made is left out, and said to be."""
    shown = context(kept.source)
    styles = (*documents_of(kept.interview), TRANSCRIPT)
    texts = {style: render(style, shown) for style in styles if kept.source.judged or style not in JUDGING}
    inside, missing = {f"{style}.md": _encoded(text) for style, text in texts.items()}, list[str]()
    for style, text in texts.items():
        try:
            inside[f"{style}.pdf"] = _printed(kept, text)
        except NotMade:
            missing.append(f"{style}.pdf")
    _draw({diagram.key: diagram for text in texts.values() for diagram in diagrams(text)}.values(), inside, missing)
    if kept.source.judged:
        inside["report.json"] = reported(kept).content
    if missing:
        inside["missing.txt"] = _encoded(filled("bundle.missing", names="\n".join(missing)))
    return _file(kept, ALL, "zip", "application/zip", _zipped(f"{slug(kept.interview.topic)}-{slug(kept.interview.id, 'x')}", inside, made_at(kept)))


def made_at(kept: Kept) -> datetime:
    """The moment that a file shows: when the interview ended, so that the same interview makes the same files."""
    return kept.source.ended_at or kept.source.started_at


def _text(kept: Kept, style: str) -> str:
    if style in JUDGING and not kept.source.judged:
        raise NotMade("kept from whoever is yet to judge")
    if kept.interview.drill and style != TRANSCRIPT:
        raise NotMade("a drill leaves no documents")
    return render(style, context(kept.source))


def _printed(kept: Kept, text: str) -> bytes:
    return pdf(text, author=kept.source.candidate, made_at=made_at(kept))


def _file(kept: Kept, style: str, ending: str, media_type: str, content: bytes) -> File:
    return File(file_name(kept.interview.topic, style, kept.interview.id, ending), media_type, content)


def _draw(found: Iterable[Diagram], inside: dict[str, bytes], missing: list[str]) -> None:
    for number, diagram in enumerate(found, 1):
        name = f"diagrams/{number:02}"
        inside[f"{name}.mmd"] = _encoded(diagram.source)
        for ending, draw in _DRAWN.items():
            try:
                inside[f"{name}.{ending}"] = draw(diagram.source)
            except NotDrawn:
                missing.append(f"{name}.{ending}")


def _vector(source: str) -> bytes:
    return svg(source).encode()


_DRAWN: dict[str, Callable[[str], bytes]] = {"svg": _vector, "png": png}


def _encoded(text: str) -> bytes:
    return text.encode(errors="replace")


def _zipped(folder: str, inside: dict[str, bytes], at: datetime) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in inside.items():
            entry = ZipInfo(f"{folder}/{name}", date_time=(max(1980, at.year), *at.timetuple()[1:6]))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()
