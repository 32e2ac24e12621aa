"""Where judge and label differ, with the words, for whoever tunes. Held-out candidates are never shown."""

from interview_flow.transcript import Status
from tests.eval.judging import Judged

LONGEST = 220
"""Characters of a quote."""


def errors(judged: list[Judged], criterion: str) -> list[str]:
    """One line a difference over the tuning half: what was missed and what was found wrongly."""
    lines: list[str] = []
    for each in judged:
        if not each.candidate.is_for_tuning:
            continue
        ours, label = each.judged(criterion), each.candidate.labels[criterion]
        if (ours is Status.ABSENT) == (each.label(criterion) is Status.ABSENT):
            continue
        if ours is Status.ABSENT:
            lines += [f"  MISSED {each.candidate.name} ({label.status}: {label.because})", *(f"      + {_short(quote)}" for quote in label.quotes)]
        else:
            found = next(shown for shown in each.kept.scorecard.criteria if shown.id == criterion)
            lines += [f"  WRONGLY {each.candidate.name} ({label.because})", *(f"      - {_short(quote.quote)}" for quote in found.evidence)]
    return lines


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST] + " ..."
