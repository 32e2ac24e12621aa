"""Each bottleneck with what else was said of the same part."""

from interview_flow.design_record import DesignRecord
from interview_flow.documents.features import involved
from interview_flow.documents.topics import distinct
from interview_flow.frozen import Frozen
from interview_flow.notes import Aspect, Decision, Item

RELIEF = (Aspect.SCALING, Aspect.PARTITIONING, Aspect.LOAD_BALANCING)


class Bottleneck(Frozen):
    """A statement that names what gives first, and those that name the same component and speak of growth or of a choice. Most say themselves what is done."""

    item: Item
    answers: tuple[Item, ...]
    choices: tuple[Decision, ...]


def bottlenecks(record: DesignRecord, found: tuple[Item, ...]) -> tuple[Bottleneck, ...]:
    """One for each statement about a bottleneck; nothing answers two of them."""
    known = {item.text for item in found}
    relief = [remark for remark in record.remarks if remark.aspect in RELIEF]
    others = {item.text: (item, _names(record, item)) for item in distinct([*record.decisions, *relief]) if item.text not in known} if found else {}
    made: list[Bottleneck] = []
    for item in found:
        names = _names(record, item)
        same = [other for other, theirs in others.values() if names & theirs]
        choices = tuple(other for other in same if isinstance(other, Decision))
        made.append(Bottleneck(item=item, answers=tuple(other for other in same if not isinstance(other, Decision)), choices=choices))
        others = {text: other for text, other in others.items() if other[0] not in same}
    return tuple(made)


def _names(record: DesignRecord, item: Item) -> set[str]:
    return {component.name for component in involved(record, (item,), ())}
