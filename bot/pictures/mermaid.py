"""The diagrams of a document, and what each shows in words, for those who do not see it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from prompts.export_texts import filled

LANGUAGE = "mermaid"
_KINDS = {"graph": "parts", "flowchart": "steps", "sequenceDiagram": "messages", "erDiagram": "entities"}
_QUOTED = re.compile(r'"([^"\n]{1,200})"')
_ACTOR = re.compile(r"^ *participant \w+ as (.+)$", re.MULTILINE)
MOST_NAMES = 12
"""Names in a description; a listener wants the gist, and the source stands beside the picture."""


@dataclass(frozen=True)
class Diagram:
    """One diagram. `key` names what it shows: the same text has the same key everywhere and for ever."""

    source: str

    @cached_property
    def key(self) -> str:
        """32 hexadecimal digits."""
        return sha256(self.source.strip().encode(errors="replace")).hexdigest()[:32]

    @cached_property
    def description(self) -> str:
        """One sentence in place of the picture."""
        kind = _KINDS.get(self.source.split(None, 1)[0] if self.source.strip() else "", "other")
        found = (_ACTOR if kind == "messages" else _QUOTED).findall(self.source)
        names = list(dict.fromkeys(each.strip() for each in found))
        if kind == "other" or not names:
            return filled("picture.other")
        return filled(f"picture.{kind}", names=_series(names[:MOST_NAMES], len(names) - MOST_NAMES))


def _series(names: Iterable[str], more: int) -> str:
    told = list(names)
    if more > 0:
        return filled("picture.more", names=", ".join(told), count=more)
    return " and ".join((", ".join(told[:-1]), told[-1])) if len(told) > 1 else told[0]
