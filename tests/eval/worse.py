"""A worse candidate: who says a third less, who contradicts himself, who answers with names."""

import re
from collections.abc import Mapping

from interview_flow.phases import Phase
from tests.eval.prose import units

Answers = Mapping[Phase, tuple[str, ...]]
FACTOR = 100
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
    """The first figure that is stated is stated again in the last phase, a hundred times as large, in the same sentence."""
    worse = dict(answers)
    last = next((phase for phase in reversed(worse) if worse[phase]), None)
    stated = next((unit for phase, said in worse.items() if phase is not last for message in said for unit in units(message) if _states(unit)), None)
    if last is not None and stated is not None:
        again = _FIGURE.sub(lambda match: f"{int(match[1].replace(',', '')) * FACTOR:,}", stated, count=1)
        worse[last] = (*worse[last][:-1], f"{worse[last][-1].rstrip()}\n\n{again}")
    return worse


def named_only(answers: Answers) -> dict[Phase, tuple[str, ...]]:
    """Each message is two products' names."""
    return {
        phase: tuple(f"{_PRODUCTS[(at + order) % len(_PRODUCTS)]} and {_PRODUCTS[(at + order + 3) % len(_PRODUCTS)]}." for at in range(len(said)))
        for order, (phase, said) in enumerate(answers.items())
    }


def _states(unit: str) -> bool:
    """Whether a sentence states one figure plainly."""
    return len(_FIGURE.findall(unit)) == 1 and len(re.findall(r"[0-9]+", unit)) == 1 and not unit.endswith("?") and len(unit.split()) >= 5
