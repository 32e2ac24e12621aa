"""Every diagram parses and can be drawn, whatever the components are called."""

import merman
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_flow import diagrams
from interview_flow.design_record import DesignRecord
from interview_flow.notes import Component, ComponentKind, Entity, EntityField, Flow, Hop, Relation
from tests import records

MERMAID = merman.Merman()
NASTY = st.sampled_from(
    ["end", "END", "graph", "subgraph", "x[y]", 'a "b"', "a;b", "#35;", "&amp;", "<b>x</b>", "`md`", "%% x", "a\nb", "{x}", "(x", "|x|", "-->", "\u202ex", "\x00", "wrap:", "$$x$$", "~", "\\", "Note over a", "@{x}", ":::c", "_", "=", "loop"]
)  # fmt: skip
NAMES = NASTY | st.text(max_size=20) | st.lists(NASTY, min_size=2, max_size=3).map(" ".join)


@st.composite
def designs(draw: st.DrawFn) -> DesignRecord:
    """Components, flows and entities with hostile names."""
    names = draw(st.lists(NAMES, min_size=1, max_size=5))
    components = [Component(name=name, text=name, turn=2, kind=draw(st.sampled_from(ComponentKind)), role="") for name in names]
    hops = draw(
        st.lists(
            st.builds(Hop, source=st.sampled_from(names) | NAMES, target=st.sampled_from(names) | NAMES | st.just("201"), note=NAMES), max_size=5
        )
    )
    fields = st.builds(EntityField, name=NAMES, type=st.none() | NAMES, key=st.booleans())
    relations = st.builds(
        Relation, target=st.sampled_from(names) | NAMES, cardinality=st.sampled_from([None, "1:1", "1:N", "N:M", "many"]), text=NAMES
    )
    entities = [
        Entity(name=name, text=name, turn=2, fields=tuple(draw(st.lists(fields, max_size=3))), relations=tuple(draw(st.lists(relations, max_size=2))))
        for name in names
    ]
    flow = Flow(name=names[0], text=names[0], turn=2, hops=tuple(hops), steps=tuple(draw(st.lists(NAMES, max_size=3))))
    return DesignRecord(components=tuple(components), flows=(flow,), entities=tuple(entities))


@settings(max_examples=300, deadline=None)
@given(designs())
def test_every_diagram_parses_and_can_be_drawn(record: DesignRecord) -> None:
    drawn = [diagrams.blocks(record), diagrams.entities(record), diagrams.sequence(record.flows[0], record), diagrams.steps(record.flows[0])]

    for source in filter(None, drawn):
        checked = MERMAID.validate(source, None)
        assert checked.valid, (checked.error, source)
        assert MERMAID.render_svg(source, None)


def test_nothing_to_draw_gives_nothing() -> None:
    empty, bare = DesignRecord(), Flow(name="x", text="x", turn=2)

    assert diagrams.blocks(empty) == diagrams.entities(empty) == diagrams.sequence(bare, empty) == diagrams.steps(bare) == ""


def test_a_hop_that_says_more_than_a_name_ends_in_the_component_it_means() -> None:
    record = records.booking()
    hops = (Hop(source="the hold service", target="seat store with two replicas"),)

    drawn = diagrams.blocks(record.model_copy(update={"flows": (Flow(name="f", text="f", turn=2, hops=hops),)}))

    assert "    n3 --> n5\n" in drawn
    assert drawn.count("seat store") == 1


def test_two_that_call_each_other_share_one_arrow() -> None:
    hops = (Hop(source="client", target="gateway"), Hop(source="gateway", target="client"), Hop(source="gateway", target="store"))

    drawn = diagrams.blocks(DesignRecord(flows=(Flow(name="f", text="f", turn=2, hops=hops),)))

    assert drawn.endswith("    n1 <--> n2\n    n2 --> n3\n")


def test_parts_that_no_flow_passes_through_stand_in_columns() -> None:
    record = DesignRecord(components=tuple(Component(name=f"part {letter}", text="", turn=2, kind=ComponentKind.STORE) for letter in "abcd"))

    assert diagrams.blocks(record).endswith("    n1 ~~~ n3\n    n2 ~~~ n4\n")


def test_an_answer_goes_back_to_where_the_flow_began() -> None:
    record = records.booking()

    drawn = diagrams.sequence(record.flows[0], record)

    assert drawn.endswith("    n4-->>n1: 201\n")


def test_a_name_that_ids_would_betray_is_only_a_label() -> None:
    record = DesignRecord(components=(Component(name='a["x"] --> b', text="", turn=2, kind=ComponentKind.STORE),))

    assert diagrams.blocks(record) == "graph TB\n    n1[(\"a('x') --› b\")]\n"


@pytest.mark.parametrize("record", [records.booking(), records.chat(), records.thin()], ids=["booking", "chat", "thin"])
def test_the_diagrams_of_an_interview_parse(record: DesignRecord) -> None:
    drawn = [diagrams.blocks(record), diagrams.entities(record), *(diagrams.sequence(flow, record) for flow in record.flows)]

    assert all(MERMAID.validate(source, None).valid for source in filter(None, drawn))
