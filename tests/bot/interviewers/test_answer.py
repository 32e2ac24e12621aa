"""What a model returns is read as far as it has come, whatever the order and the shape of it."""

import pytest

from bot.interviewers import answer

JUDGED = {"findings": [], "notes": [], "requests": [], "aims_at": None}
FINDING = {"criterion": "clarify.scale", "status": "met", "turn": 4, "quote": "It serves 10 million users."}


def test_a_judgement_is_complete_once_the_speaking_has_begun() -> None:
    assert not answer.is_judged(JUDGED, whole=False)
    assert not answer.is_judged({**JUDGED, "reaction": ""}, whole=False)
    assert answer.is_judged({**JUDGED, "reaction": "S"}, whole=False)
    assert answer.is_judged(JUDGED, whole=True)


def test_a_judgement_that_comes_last_is_not_complete_while_it_is_written() -> None:
    spoken_first = {"question": "How many?", "reaction": "So.", "aims_at": None, "requests": [], "notes": [], "findings": []}

    assert not answer.is_judged(spoken_first, whole=False)
    assert answer.is_judged(spoken_first, whole=True)


def test_a_reaction_is_complete_when_another_key_has_come_after_it() -> None:
    assert not answer.is_said({**JUDGED, "question": "How many?", "reaction": "So th"}, "reaction", whole=False)
    assert not answer.is_said({**JUDGED, "question": "How many?"}, "reaction", whole=False)
    assert answer.is_said({**JUDGED, "reaction": "So there.", "question": ""}, "reaction", whole=False)
    assert answer.is_said(JUDGED, "reaction", whole=True)


def test_an_endless_answer_is_known_by_its_texts_and_its_lists() -> None:
    assert not answer.is_endless({**JUDGED, "findings": [FINDING] * 12, "reaction": "x" * 500})
    assert answer.is_endless({**JUDGED, "reaction": "x" * 5000})
    assert answer.is_endless({**JUDGED, "findings": [FINDING] * 1000})


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (["a list"], "it is not an object"),
        ({"question": "Why?"}, "it has no findings, reaction"),
        ({"findings": "none", "reaction": "", "question": ""}, "findings is not what was asked for"),
        ({"findings": [], "reaction": None, "question": ["Why?"]}, "reaction, question is not what was asked for"),
    ],
)
def test_what_is_wrong_with_the_shape_is_said_in_words(given: object, wrong: str) -> None:
    assert answer.fault_in(given) == wrong


def test_items_without_the_right_shape_fall_away_one_by_one_and_are_counted() -> None:
    findings = [FINDING, None, 3, FINDING | {"turn": "4"}, FINDING | {"turn": float("inf")}, FINDING | {"status": "absent"}, {"criterion": "x"}]

    found = answer.proposed({**JUDGED, "findings": findings, "reaction": "So."})

    assert [each.criterion for each in found.judgement.findings] == ["clarify.scale"]
    assert len(found.interventions) == 6


def test_more_findings_than_any_answer_shows_are_not_read() -> None:
    found = answer.proposed({**JUDGED, "findings": [FINDING] * 10_000})

    assert len(found.judgement.findings) == answer.MOST["findings"]


def test_a_quote_has_the_brackets_that_the_candidate_typed() -> None:
    found = answer.proposed({**JUDGED, "findings": [FINDING | {"quote": "a ‹b› c"}]})

    assert found.judgement.findings[0].evidence[0].quote == "a <b> c"


@pytest.mark.parametrize("aim", [7, "", None, ["clarify.scale"], {}])
def test_an_aim_that_is_no_text_is_none(aim: object) -> None:
    assert answer.proposed({**JUDGED, "aims_at": aim}).judgement.aims_at is None


def test_a_note_is_called_by_words_that_stand_in_it() -> None:
    note = {"section": "components", "turn": 4, "text": "The cache answers first.", "value": None, "about": "nonsense"}

    found = answer.proposed({**JUDGED, "notes": [note | {"name": "cache"}, note | {"name": "ledger"}, note | {"name": None}]})

    assert [(each.section, each.text) for each in found.judgement.notes] == [("components", "The cache answers first.")]


def test_every_object_of_the_schema_is_closed_and_wants_all_its_keys() -> None:
    def objects(part: object) -> list[dict[str, object]]:
        if isinstance(part, list):
            return [found for each in part for found in objects(each)]
        if not isinstance(part, dict):
            return []
        own = [part] if part.get("type") == "object" else []
        return own + [found for each in part.values() for found in objects(each)]

    found = objects(answer.schema())

    assert len(found) == 4
    assert all(each["additionalProperties"] is False and each["required"] == list(each["properties"]) for each in found)  # type: ignore[call-overload]
    assert list(answer.schema()["properties"]) == [*answer.JUDGING, *answer.SPEAKING]
