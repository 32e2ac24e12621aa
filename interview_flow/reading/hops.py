"""The places that a flow connects, cut to names, and the steps between them."""

import re
from dataclasses import dataclass
from itertools import pairwise

from interview_flow.notes import Hop
from interview_flow.reading.lists import trimmed
from interview_flow.reading.nouns import LONGEST_NAME, Named, named

_WORDS = 5
_STATUS = re.compile(
    r"^(?:return(?:s|ed)?\s+|respond(?:s)?\s+(?:with\s+)?|reply\s+)?(?:`?[1-5]\d\d\b|response\b|ack\b|ok\b|done\b|reply\b|answer\b)", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:the|a|an|our)\s+", re.IGNORECASE)
_TRAILING = re.compile(
    r"\s+(?:with|without|only|when|if|while|where|which|that|who|on|in|for|from|to|by|via|at|as|and|or|then|after|before|until|because|since|so|but|per|using|is|are|under|over|not)\b"
    r"|[,;:(]|\s[-–—]\s|\.(?:\s|$)"
)
_NODE = re.compile(r"^[A-Za-z]\w{0,20}[\[{]\(?\"?(?P<name>[^\[\](){}\"|]{1,40})\"?\)?[\]}]$")
_OWN = re.compile(r"^[A-Za-z][\w./+-]*(?:\s[\w./+-]+){0,4}$")


@dataclass(frozen=True)
class Stop:
    """One element of a drawn flow: a name with what stands before and after it. `clause` is set when it is no name but something that happens."""

    name: str
    before: str = ""
    after: str = ""
    status: str = ""
    clause: str = ""

    @property
    def note(self) -> str:
        """What was said about the step that leads here."""
        return self.before or self.after


def stop_at(element: str) -> Stop:
    """An element of a drawn flow, cut into name and note."""
    text = trimmed(element).strip("`").strip()
    if node := _NODE.match(text):
        return Stop(" ".join(node["name"].split()))
    if _STATUS.match(text):
        return Stop("", status=_shortened(text))
    phrases = named(text)
    end = _TRAILING.search(text, 1)
    head = text[: end.start()] if end else text
    for phrase in phrases:
        if phrase.start <= len(head) or not _is_name(head):
            return _around(text, phrase)
    bare = _ARTICLE.sub("", head).strip(" *`")
    if _is_name(bare):
        return Stop(" ".join(bare.split()), after=_tidied(text[len(head) :]))
    return Stop("", clause=" ".join(text.split()))


def hops(stops: list[Stop]) -> tuple[Hop, ...]:
    """The steps of a flow; a final status goes back to where the flow began."""
    first = next((stop.name for stop in stops if stop.name), "")
    places = [stop for stop in stops if stop.name or stop.status]
    found: list[Hop] = []
    for source, target in pairwise(places):
        name = target.name or first
        if source.name and name and source.name.casefold() != name.casefold():
            found.append(Hop(source=source.name, target=name, note=target.status or target.note))
    return tuple(found)


def _around(text: str, phrase: Named) -> Stop:
    before = text[: phrase.start].strip()
    before = re.sub(r"(?:^|\s)(?:the|a|an|our|its)$", "", before, flags=re.IGNORECASE).strip(" *`")
    return Stop(phrase.name, before=_shortened(before), after=_tidied(text[phrase.stop :]))


def _is_name(text: str) -> bool:
    bare = _ARTICLE.sub("", text).strip(" *`")
    return bool(bare) and len(bare) <= LONGEST_NAME and len(bare.split()) <= _WORDS and bool(_OWN.match(bare))


def _tidied(text: str) -> str:
    bare = trimmed(text.strip().strip("*`:").lstrip(",;:.-– ").strip())
    if bare.startswith("(") and bare.endswith(")") and bare.count("(") == 1:
        bare = bare[1:-1]
    return _shortened(bare)


def _shortened(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= 160 else bare[: bare.rfind(" ", 0, 160)] if " " in bare[:160] else bare[:160]
