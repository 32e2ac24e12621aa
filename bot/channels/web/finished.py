"""The finished documents of one interview as parts of pages, and the diagrams in them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from bot.archive import Kept, documents_of
from bot.channels.web.access import Role, Seen
from bot.channels.web.drawn import drawn, part
from bot.channels.web.parts import Web
from bot.exports.files import JUDGING
from bot.markup.diagrams import diagrams
from bot.markup.web import Places, page
from bot.pictures.mermaid import Diagram
from interview_flow.documents import context
from prompts.templates import render
from storage.transcripts import OPEN

_PICTURE = re.compile(r'(<img(?: [a-z]+="[^"]*")*? src="([^"]*)"(?: [a-z]+="[^"]*")*>)')


def is_closed(seen: Seen) -> bool:
    """Whether it is over, so that something can be taken home."""
    return seen.interview.stage not in OPEN


def offered(seen: Seen) -> tuple[str, ...]:
    """The documents that somebody may read; there are none before the end, and none of a drill."""
    if seen.interview.stage in OPEN:
        return ()
    return tuple(name for name in documents_of(seen.interview) if seen.judged or name not in JUDGING)


def held_back(seen: Seen) -> tuple[str, ...]:
    """The documents of a finished interview that somebody may read later."""
    return () if seen.interview.stage in OPEN else tuple(name for name in documents_of(seen.interview) if name not in offered(seen))


async def kept_for(web: Web, seen: Seen) -> Kept:
    """An interview read whole, for somebody who may or may not know how it went. What people think of it is the candidate's to read."""
    kept = await web.app.archive.kept(seen.id)
    told, assessment = kept.assessment.agreements, kept.assessment
    if seen.role is not Role.CANDIDATE:
        assessment = assessment.model_copy(update={"agreements": tuple(each for each in told if each.is_candidate)})
    return replace(kept, assessment=assessment, source=kept.source.model_copy(update={"judged": seen.judged, "assessment": assessment}))


async def document(web: Web, seen: Seen, name: str) -> str:
    """A finished document as HTML."""

    async def draw() -> Mapping[str, str]:
        kept = await kept_for(web, seen)
        shown = page(render(name, context(kept.source)), places(seen, len(kept.turns)))
        return {its: web.pages.fragment("_document", headings=shown.headings, html=_openable(shown.html))}

    whose = "own" if seen.role is Role.CANDIDATE else "others"
    its = part(seen, f"document:{name}:{whose}" if name in JUDGING else f"document:{name}")
    return await drawn(web.app.database, seen, its, "", draw) or ""


async def diagram(web: Web, seen: Seen, key: str) -> Diagram | None:
    """A diagram of any of the documents; None for one that none of them shows."""

    async def draw() -> Mapping[str, str]:
        shown = context((await kept_for(web, seen)).source)
        found = (each for name in offered(seen) for each in diagrams(render(name, shown)))
        return {_name(each.key): each.source for each in found}

    source = await drawn(web.app.database, seen, _name(key), "", draw)
    return Diagram(source) if source is not None else None


def places(seen: Seen, turns: int) -> Places:
    """Where a document's pictures are, and the turns that its marks point to."""
    here = f"/interviews/{seen.id}"
    return Places(
        picture=lambda drawing: f"{here}/pictures/{drawing.key}.svg", turn=lambda turn: f"{here}#turn-{turn}" if 0 < turn <= turns else None
    )


def _openable(html: str) -> Markup:
    """Each picture leads to itself, where it can be looked at as large as one likes."""
    return Markup(_PICTURE.sub(r'<a class="picture" href="\2">\1</a>', str(html)))  # cleaned already, and nothing is unescaped


def _name(key: str) -> str:
    return f"diagram:{key}"
