"""A worse candidate: who says a third less, who contradicts himself, who answers with names."""

import re
from collections.abc import Mapping

from interview_flow.phases import Phase
from tests.eval.prose import is_prose, units

Answers = Mapping[Phase, tuple[str, ...]]
FACTOR = 100
_FIRST = (Phase.RESTATE, Phase.CLARIFY, Phase.BREAK_DOWN, Phase.DATA_MODEL)
FEWEST_WORDS = 6
MOST_FIGURES = 10
_ANOTHERS = re.compile(r"\?$|->|\b(?:last company|at my|if|could|might)\b", re.IGNORECASE)
_SIZE = re.compile(
    r"[0-9][0-9,.]*\s?(?:[kMB]|million|billion|thousand)?\s(?:[a-z]+\s)?(?:users|people|ppl|messages|links|requests|tickets|orders|drivers|readers|posts|files)\b"
)
"""The size of the system: what is said of it again is meant."""
_FIGURE = re.compile(
    r"(?<![\w.,:/-])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?=\s?(?:[kKMB]\b|million|billion|thousand|users|links|messages|ms\b|people|requests|tickets|orders|years|days))"
)
_PRODUCTS = (
    "Kafka",
    "Redis",
    "Cassandra",
    "Kubernetes",
    "DynamoDB",
    "Elasticsearch",
    "Postgres",
    "Nginx",
    "CloudFront",
    "S3",
)


def thinned(answers: Answers) -> dict[Phase, tuple[str, ...]]:
    """Every third sentence, or line of what is no prose, is left out; what is left of a message stays in its place."""
    worse: dict[Phase, tuple[str, ...]] = {}
    count = 0
    for phase, said in answers.items():
        kept: list[str] = []
        for message in said:
            left: list[str] = []
            for unit in units(message):
                count += 1
                left += [unit] if count % 3 else []
            kept.append("\n".join(left))
        worse[phase] = tuple(kept)
    return worse


def contradicted(answers: Answers) -> dict[Phase, tuple[str, ...]]:
    """A figure of the first phases is stated again, a hundred times as large, in the same sentence, where the flows begin or else at the end."""
    worse = dict(answers)
    later = next((phase for phase in (Phase.FLOWS, *reversed(worse)) if worse.get(phase)), None)
    stated = [unit for phase in _FIRST for message in worse.get(phase, ()) for unit in units(message) if _states(unit)]
    if later is not None and later not in _FIRST and stated:
        plainest = min(stated, key=lambda unit: (not _SIZE.search(unit), not is_prose(unit), len(re.findall(r"[0-9]+", unit))))
        again = _FIGURE.sub(lambda match: f"{int(match[1].replace(',', '')) * FACTOR:,}", plainest, count=1)
        worse[later] = (f"{worse[later][0].rstrip()}\n\n{again}", *worse[later][1:])
    return worse


def named_only(answers: Answers) -> dict[Phase, tuple[str, ...]]:
    """Each message is two products' names."""
    return {
        phase: tuple(f"{_PRODUCTS[(at + order) % len(_PRODUCTS)]} and {_PRODUCTS[(at + order + 3) % len(_PRODUCTS)]}." for at in range(len(said)))
        for order, (phase, said) in enumerate(answers.items())
    }


def _states(unit: str) -> bool:
    """Whether a sentence states a figure of this system plainly."""
    return (
        bool(_FIGURE.search(unit))
        and len(re.findall(r"[0-9]+", unit)) <= MOST_FIGURES
        and not _ANOTHERS.search(unit)
        and len(unit.split()) >= FEWEST_WORDS
    )
