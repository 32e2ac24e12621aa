"""What the documents show of an interview: selected, grouped, ordered."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_flow.design_record import DesignRecord
from interview_flow.documents import context
from interview_flow.documents.about import slug, titled
from interview_flow.documents.capacity import tables
from interview_flow.documents.features import features
from interview_flow.documents.lessons import TipKind
from interview_flow.documents.schema import sql
from interview_flow.notes import Aspect, Entity, EntityField, Estimate, Remark, Requirement
from interview_flow.phases import Phase
from interview_flow.rubric import Mode
from tests import records

KEYWORDS = ["order", "group", "index", "table", "values", "select", "to", "end", "rowid", "sqlite_master", "primary", "transaction"]


def test_a_flow_belongs_to_the_requirement_that_its_name_speaks_of() -> None:
    found = {feature.requirement.number: [flow.name for flow in feature.flows] for feature in features(records.booking())}

    assert found == {1: ["Browse"], 2: ["Hold seats"], 3: ["Pay"], 4: []}


def test_a_requirement_involves_the_components_that_its_flow_passes() -> None:
    hold = features(records.booking())[1]

    assert [component.name for component in hold.components] == ["waiting room", "hold service", "seat store"]


def test_no_sentence_is_told_twice_about_one_requirement() -> None:
    for feature in features(records.booking()):
        texts = [item.text for item in feature.statements]

        assert len(texts) == len(set(texts))


@pytest.mark.parametrize(("record", "problem"), [(records.booking, "ticket-booking"), (records.chat, "chat")])
def test_a_requirement_has_the_operations_that_the_matrix_gives_it(record: Callable[[], DesignRecord], problem: str) -> None:
    made = context(records.source(record(), problem))

    found = {each.requirement.number: {operation.name for operation in each.operations} for each in made.features}
    assert found == {row.number: {link.name for link in row.operations} for row in made.matrix}
    assert any(found.values())


def test_what_the_record_holds_is_not_missing() -> None:
    made = context(records.source(records.booking(), "ticket-booking"))

    assert not {"components", "caching", "indexing", "load_balancing", "idempotency", "peak"} & set(made.missing)
    assert "compliance" in made.missing


def test_a_missing_topic_asks_in_the_words_of_the_design() -> None:
    record = records.booking().model_copy(update={"remarks": (), "decisions": ()})

    made = context(records.source(record, "url-shortener"))

    assert made.missing["partitioning"] == "One link is on the evening news. Where does that load land in the seat store?"


def test_nothing_is_shown_under_two_topics_of_a_section() -> None:
    made = context(records.source(records.booking(), "ticket-booking"))

    texts = [item.text for items in made.under("cache_levels", "cache_pattern", "cache_ttl", "caching").values() for item in items]

    assert len(texts) == len(set(texts)) > 0


@pytest.mark.parametrize(
    ("text", "metric", "value", "table", "row"),
    [
        ("3M people look in on a normal day, 3M daily", "users", "3M daily", "users", "daily_users"),
        ("2M at once", "users", "2M at once", "users", "concurrent_users"),
        ("100M / 2.6M s = about 40 per second", "requests", "40 per second", "traffic", "average_requests"),
        ("times 3 at peak, 12,000 per second", "requests", "12,000 per second", "traffic", "peak_requests"),
        ("100 reads per write", "ratio", "100 reads per write", "traffic", "reads_to_writes"),
        ("500 bytes per link", "storage", "500 bytes per link", "stored", "data_per_item"),
        ("50 GB a month", "storage", "50 GB a month", "stored", "monthly_growth"),
        ("3 TB in five years", "storage", "3 TB in five years", "stored", "storage_over_years"),
        ("20 MB/s", "bandwidth", "20 MB/s", "network", "bandwidth"),
        ("62^7 codes", "keys", "3.5 trillion", "other", "keys"),
    ],
)
def test_an_estimate_stands_in_its_row(text: str, metric: str, value: str, table: str, row: str) -> None:
    found = tables([Estimate(text=text, metric=metric, value=value, turn=4)])

    assert [(name, each.row) for name, rows in found.items() for each in rows] == [(table, row)]


def test_the_schema_of_an_interview_is_valid_and_has_its_keys() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(sql(records.booking()))

        assert database.execute("SELECT name FROM pragma_table_info('seat') WHERE pk ORDER BY pk").fetchall() == [("event_id",), ("seat_no",)]
        assert database.execute("SELECT lower(type) FROM pragma_table_info('order') WHERE name = 'total'").fetchall() == [("integer",)]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=12) | st.sampled_from(KEYWORDS),
            st.lists(
                st.builds(
                    EntityField,
                    name=st.text(max_size=12) | st.sampled_from(KEYWORDS),
                    type=st.none()
                    | st.text(max_size=12)
                    | st.sampled_from(["varchar(255)", "not null", "timestamp", "enum('a')", "double precision", "-- x"]),
                    key=st.booleans(),
                ),
                max_size=4,
            ),
        ),
        max_size=4,
    )
)
def test_the_schema_is_valid_whatever_the_entities_are_called(drawn: list[tuple[str, list[EntityField]]]) -> None:
    record = DesignRecord(entities=tuple(Entity(name=name, text=name, turn=2, fields=tuple(fields)) for name, fields in drawn))

    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(sql(record))


def test_coach_mode_has_neither_verdict_nor_score() -> None:
    made = context(records.source(records.booking(), "ticket-booking", mode=Mode.COACH))

    assert made.about.verdict is None
    assert made.about.score is None


def test_facts_stand_in_the_order_in_which_they_were_given() -> None:
    made = context(records.source(records.booking(), "ticket-booking", told={"latency": 9, "users": 3, "consistency": 5}))

    assert [(fact.id, fact.group, fact.turn) for fact in made.facts] == [
        ("users", "scale", 3),
        ("consistency", "consistency", 5),
        ("latency", "performance", 9),
    ]


def test_a_bottleneck_is_answered_only_by_what_names_the_same_part() -> None:
    record = records.booking()
    relief = Remark(text="Seats of one event can be split by block of the seat store.", turn=12, aspect=Aspect.PARTITIONING)

    made = context(records.source(record.joined((relief,)), "ticket-booking"))

    answers = {each.item.text[:12]: [answer.text for answer in each.answers] for each in made.bottlenecks}
    assert answers == {"At ten times": [relief.text], "Partition by": []}


def test_tips_come_from_the_interview() -> None:
    made = context(
        records.source(
            records.thin(), "ticket-booking", told={}, ended_early=True, hints={"data_model.partition_key": 2}, phase_minutes={Phase.CLARIFY: 12.0}
        )
    )

    kinds = {tip.kind for tip in made.tips}

    assert {TipKind.ENDED_EARLY, TipKind.FEW_FACTS, TipKind.SLOW_PHASE, TipKind.HINTS, TipKind.NO_ALTERNATIVES, TipKind.ABSENT} <= kinds
    assert TipKind.NO_NUMBERS not in kinds


def test_every_requirement_is_in_the_story() -> None:
    many = records.folded(*(Requirement(text=f"do thing number {number}", turn=4) for number in range(12)))

    made = context(records.source(many, None))

    assert len(made.narrative.parts["functional"]) == 12


@pytest.mark.parametrize(
    ("topic", "title"), [("design a url shortener", "Url shortener"), ("Design", "Design"), ("  rate\nlimiter ", "Rate limiter")]
)
def test_a_topic_gives_a_title(topic: str, title: str) -> None:
    assert titled(topic) == title


def test_a_title_without_letters_still_has_a_slug() -> None:
    assert slug("Tracker for school buses!") == "tracker-for-school-buses"
    assert slug("雪") == "interview"
