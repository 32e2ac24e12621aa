"""The lines of the fact sheet that the interviewer gave, each with its turn."""

import re

from interview_flow.frozen import Frozen
from interview_flow.problems import Problem

GROUPS = {
    "performance": r"latency|speed|fast|performance|response time|throughput|slow",
    "availability": r"availab|durab|uptime|outage|lose|fail",
    "consistency": r"consisten|fresh|order|stale|how soon",
    "security": r"abuse|security|private|privacy|guess|malicious|permission|login",
    "scale": r"volume|how many|how often|how large|how big|size|scale|peak|users|growth|traffic",
}
"""Group -> the words of a fact's id and question by which it belongs to it; what fits none is `scope`."""


class Told(Frozen):
    """One fact that was given. `text` is the interviewer's answer to `question`."""

    id: str
    question: str
    text: str
    turn: int
    group: str


def facts(problem: Problem | None, told: dict[str, int]) -> tuple[Told, ...]:
    """The facts in the order in which they were given."""
    known = [fact for fact in problem.facts if fact.id in told] if problem else []
    given = (Told(id=fact.id, question=fact.question, text=fact.answer, turn=told[fact.id], group=_group(fact.id, fact.question)) for fact in known)
    return tuple(sorted(given, key=lambda fact: fact.turn))


def _group(fact_id: str, question: str) -> str:
    for text in (fact_id.replace("_", " "), question.casefold()):
        for group, words in GROUPS.items():
            if re.search(words, text):
                return group
    return "scope"
