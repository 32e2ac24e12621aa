"""Notes and requests of a model: nothing enters the record that the candidate did not say."""

from collections.abc import Sequence

from interview_flow.brief import Brief
from interview_flow.guards.seeing import cut
from interview_flow.guards.stems import stems
from interview_flow.guards.verbatim import Heard, pending
from interview_flow.model_use import Guard, Intervention
from interview_flow.notes import AnyNote, Component, Decision, Entity, Estimate, Flow, Operation, Target
from interview_flow.patterns import pattern
from interview_flow.sentences import Sentence, plain
from interview_flow.transcript import Request

MOST_NOTES = 60
MOST_REQUESTS = 12


def guarded_notes(brief: Brief, proposed: Sequence[AnyNote]) -> tuple[tuple[AnyNote, ...], tuple[Intervention, ...]]:
    """The notes whose words stand in their turn, without details that do not."""
    said, kept, taken = pending(brief), list[AnyNote](), list[Intervention]()
    for note in proposed[:MOST_NOTES]:
        heard = said.get(note.turn)
        if heard is None or not heard.has(note.text) or not _names_are_theirs(heard, note):
            taken.append(cut(Guard.QUOTE, note.text))
        else:
            kept.append(_without_additions(heard, note))
            if kept[-1] != note:
                taken.append(cut(Guard.QUOTE, f"details of: {note.text}"))
    return tuple(kept), tuple(taken)


def guarded_requests(brief: Brief, proposed: Sequence[Request]) -> tuple[tuple[Request, ...], tuple[Intervention, ...]]:
    """The questions that were asked; each with its fact only when that is on the sheet, and about what was asked."""
    said, kept, taken = pending(brief), list[Request](), list[Intervention]()
    for request in proposed[:MOST_REQUESTS]:
        heard = said.get(request.turn)
        if heard is None or not heard.has(request.quote) or not heard.asks(request.quote):
            taken.append(cut(Guard.QUOTE, request.quote))
        elif request.fact is None or _answers(brief, request):
            kept.append(request)
        else:
            kept.append(request.model_copy(update={"fact": None}))
            taken.append(cut(Guard.FACT, f"{request.fact}: {request.quote}"))
    return tuple(kept), tuple(taken)


def _answers(brief: Brief, request: Request) -> bool:
    """Whether a fact of the sheet has to do with the question."""
    fact = next((each for each in brief.problem.facts if each.id == request.fact), None) if brief.problem else None
    if fact is None:
        return False
    asked = frozenset(stems(request.quote))
    if asked & frozenset(stems(f"{fact.question} {fact.answer} {fact.id.replace('_', ' ')}")):
        return True
    return any(pattern(source).found_in(Sentence(request.quote, 0)) for source in fact.asked_by)


def _names_are_theirs(heard: Heard, note: AnyNote) -> bool:
    """Whether a thing is called what the candidate calls it."""
    match note:
        case Entity() | Component():
            return _is_in(heard, note.name)
        case Operation():
            return _is_in(heard, note.path)
        case Decision():
            return _is_in(heard, note.choice)
        case _:
            return True


def _is_in(heard: Heard, words: str) -> bool:
    """Word for word, hyphens and plurals aside."""
    bare = plain(words).rstrip("s")
    return heard.has(words) or (bool(bare) and bare in plain(heard.turn.text))


def _without_additions(heard: Heard, note: AnyNote) -> AnyNote:
    """The note without what stands nowhere in the turn."""

    def true(words: str | None) -> str | None:
        return words if words is None or heard.has(words) else None

    def those(words: Sequence[str]) -> tuple[str, ...]:
        return tuple(each for each in words if heard.has(each))

    match note:
        case Target():
            return note.model_copy(update={"value": true(note.value)})
        case Estimate():
            return note.model_copy(update={"value": true(note.value), "calculation": true(note.calculation)})
        case Operation():
            update = {"input": true(note.input), "output": true(note.output), "errors": those(note.errors)}
            return note.model_copy(update=update)
        case Component():
            return note.model_copy(update={"role": note.role if heard.has(note.role) else ""})
        case Decision():
            return note.model_copy(update={"alternatives": those(note.alternatives), "reason": true(note.reason), "cost": true(note.cost)})
        case Entity():
            fields = tuple(field.model_copy(update={"type": true(field.type)}) for field in note.fields if _is_in(heard, field.name))
            relations = tuple(each for each in note.relations if _is_in(heard, each.target) and (not each.text or heard.has(each.text)))
            return note.model_copy(update={"fields": fields, "relations": relations})
        case Flow():
            hops = tuple(
                hop.model_copy(update={"note": hop.note if heard.has(hop.note) else ""})
                for hop in note.hops
                if _is_in(heard, hop.source) and _is_in(heard, hop.target)
            )
            return note.model_copy(update={"hops": hops, "steps": those(note.steps)})
        case _:
            return note
