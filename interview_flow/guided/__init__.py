"""The interviewer that needs no model: authored, deterministic, and bound to what the problem's author wrote.

`recognition` finds what was shown, `listening` what was asked, `wording` says the next move.
"""

from collections.abc import Mapping, Sequence

from interview_flow.brief import Brief, Judgement, Move, Reply
from interview_flow.guided.listening import requests_in
from interview_flow.guided.recognition import recognised
from interview_flow.guided.wording import worded


class Guided:
    """`phrases` are what it says besides questions and hints: occasion -> variants."""

    name = "guided"

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._phrases = phrases

    async def judge(self, brief: Brief) -> Judgement:
        """What the pending answers show, by the words of the rubric and the problem."""
        requests = requests_in(brief)
        findings, points, notes = recognised(brief, requests)
        return Judgement(findings=findings, points=points, notes=notes, requests=requests)

    async def speak(self, brief: Brief, move: Move) -> Reply:
        """The move in authored words."""
        return worded(brief, move, self._phrases)
