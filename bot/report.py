"""One interview as the JSON object that scripts depend on; `docs/practice.json` is a whole example."""

from typing import Any

from bot.archive import Kept
from interview_flow.assessment.agreement import Agreement
from interview_flow.assessment.scorecard import CriterionScore, PhaseScore
from interview_flow.assessment.sums import Sum
from interview_flow.design_record import DesignRecord
from interview_flow.transcript import Turn


def report(kept: Kept) -> dict[str, Any]:
    """The object, ready for `json.dumps`."""
    interview, card = kept.interview, kept.scorecard
    return {
        "id": interview.id,
        "topic": interview.topic,
        "problem": interview.problem,
        "level": interview.level.value,
        "mode": interview.mode.value,
        "drill": interview.drill and interview.drill.model_dump(mode="json", include={"phase", "criteria"}),
        "interviewer": interview.interviewer,
        "verdict": card.verdict.value if card.verdict else None,
        "score": card.score,
        "phases": [_phase(phase) for phase in card.phases],
        "turns": [_turn(turn) for turn in kept.turns],
        "reasons": [each.model_dump(mode="json") for each in kept.assessment.reasons],
        "practise_next": [each.id for each in kept.assessment.practise_next],
        "time": [each.model_dump(mode="json") for each in kept.assessment.time],
        "hints": kept.assessment.hints,
        "estimates": [_sum(each) for each in kept.assessment.sums],
        "record": _record(interview.record),
        "traceability": [each.model_dump(mode="json", exclude={"told"}) | {"gaps": each.gaps} for each in kept.assessment.traceability],
        "contradictions": [each.model_dump(mode="json", include={"kind", "first", "second", "says"}) for each in kept.assessment.contradictions],
        "unscorable": [each.model_dump(mode="json") for each in interview.unscorable],
        "opinions": [opinion_beside(each) for each in kept.assessment.agreements],
        "model_use": {
            "usage": [{"model": model} | usage.model_dump(mode="json") for model, usage in interview.usage.items()],
            "interventions": {guard.value: count for guard, count in interview.interventions.items()},
        },
    }


def opinion_beside(found: Agreement) -> dict[str, Any]:
    """What one person thinks, beside the judgement."""
    gaps = [each.model_dump(mode="json") | {"difference": each.difference} for each in found.gaps]
    return found.model_dump(mode="json", exclude={"by"}) | {"gaps": gaps}


def _phase(phase: PhaseScore) -> dict[str, Any]:
    return {"phase": phase.phase.value, "score": phase.score, "criteria": [_criterion(each) for each in phase.criteria]}


def _criterion(criterion: CriterionScore) -> dict[str, Any]:
    return criterion.model_dump(mode="json", include={"id", "level", "status", "initiative", "evidence"})


def _sum(each: Sum) -> dict[str, Any]:
    return each.model_dump(mode="json", include={"turn", "claim", "verdict", "truth", "unit", "off_by", "remark", "corrected", "used_again"})


def _turn(turn: Turn) -> dict[str, Any]:
    return {"turn": turn.turn, "speaker": turn.speaker.value, "phase": turn.phase.value, "kind": turn.kind.value, "text": turn.text}


def _record(record: DesignRecord) -> dict[str, Any]:
    challenges = {
        kind.value: [remark.model_dump(mode="json", exclude={"section"}) for remark in remarks] for kind, remarks in record.challenges.items()
    }
    sections = {
        section: [item.model_dump(mode="json", exclude={"section"}) for item in getattr(record, section)] for section in DesignRecord.model_fields
    }
    return sections | {"challenges": challenges}
