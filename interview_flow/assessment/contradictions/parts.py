"""A part that works in a flow and was never introduced anywhere, before or after."""

import re
from collections.abc import Iterable, Iterator

from interview_flow.assessment.contradictions.kinds import Contradiction, Kind
from interview_flow.assessment.contradictions.statements import folded
from interview_flow.design_record import DesignRecord
from interview_flow.notes import Flow
from interview_flow.phases import Phase
from interview_flow.transcript import Kind as Said
from interview_flow.transcript import Quote, Turn

FEWEST = 3
"""Parts that were introduced; with fewer, nothing was introduced at all, which is no contradiction."""
_PART = re.compile(
    r"^(?:the\s|an?\s)?(?P<which>[a-z]+)[\s-](?:service|svc|server|worker|queue|cache|store|database|db|gateway|processor|manager|engine|scheduler|broker|indexer|registry)$"
)
_GENERIC = frozenset(
    "api app web load message write read master primary main data backend frontend front event job task edge local shared same new first second other next remote regional global in".split()
)


def never_introduced(turns: Iterable[Turn], record: DesignRecord) -> Iterator[Contradiction]:
    """Parts named in the flows whose own word nobody, interviewer or candidate, said anywhere else."""
    introduced = [each for each in record.components if each.role]
    if len(introduced) < FEWEST:
        return
    told = tuple(turns)
    heard = [(turn.turn, folded(turn.text)) for turn in told]
    answers = {turn.turn for turn in told if turn.kind is Said.ANSWER and turn.phase is Phase.FLOWS and turn.corrected is None}
    accused: set[str] = set()
    for flow, which, name in _used(record):
        elsewhere = any(number != flow.turn and which in text for number, text in heard)
        if flow.turn in answers and not elsewhere and which not in accused and _once(which, flow.turn, heard):
            accused.add(which)
            place = Quote(turn=flow.turn, quote=flow.text)
            yield Contradiction(kind=Kind.COMPONENT, first=place, second=place, says=f"{name} works in a flow, and was never introduced.")


def _used(record: DesignRecord) -> Iterator[tuple[Flow, str, str]]:
    for flow in record.flows:
        for name in dict.fromkeys(end for hop in flow.hops for end in (hop.source, hop.target)):
            match = _PART.match(folded(name))
            if match and match["which"] not in _GENERIC and len(match["which"]) > 3:
                yield flow, match["which"].removesuffix("s"), name[:1].upper() + name[1:]


def _once(which: str, turn: int, heard: Iterable[tuple[int, str]]) -> bool:
    """Whether the answer names the part and says no more about it: a second mention may be its introduction."""
    return sum(text.count(which) for number, text in heard if number == turn) == 1
