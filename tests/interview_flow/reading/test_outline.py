"""Labels and headings open sections, and sections end where they should."""

from interview_flow.phases import Phase
from interview_flow.reading.outline import outline


def _sections(message: str, phase: Phase = Phase.CLARIFY) -> list[tuple[str, str]]:
    return [(passage.section, passage.said) for passage in outline(message, 2, phase).passages]


def test_a_markdown_heading_keeps_its_section_over_blank_lines_until_the_next_heading():
    message = "## Functional\n\n- send a message\n\n- see who is online\n\n## Out of scope\n- voice calls"

    found = _sections(message)

    assert found == [("functional", "send a message"), ("functional", "see who is online"), ("out_of_scope", "voice calls")]


def test_a_label_alone_on_its_line_ends_with_a_paragraph_of_something_else():
    message = "Functional:\n- hold a seat\n- pay for it\n\nNobody has told me yet how many fans there are."

    found = _sections(message)

    assert [section for section, _ in found] == ["functional", "functional", ""]


def test_a_plain_line_above_a_list_is_a_heading_when_it_names_a_section():
    message = "Assumptions\n1. Every device has a clock\n2. A folder has one owner"

    found = _sections(message)

    assert found == [("assumptions", "Every device has a clock"), ("assumptions", "A folder has one owner")]


def test_a_number_belongs_to_its_item_and_is_not_said():
    message = "Functional\n1. Fans can hold seats\n2. Fans can pay"

    found = _sections(message)

    assert [said for _, said in found] == ["Fans can hold seats", "Fans can pay"]


def test_an_everyday_word_before_a_colon_is_an_item_under_a_heading_and_a_label_elsewhere():
    under = _sections("## Components\n- Users: the service that keeps profiles", Phase.BREAK_DOWN)
    alone = _sections("Users: callers of our API and the team on call", Phase.RESTATE)

    assert [section for section, _ in under] == ["components"]
    assert [section for section, _ in alone] == ["users"]


def test_a_label_of_one_bullet_says_nothing_about_the_next_bullet():
    message = "- Security: tokens are checked at the edge\n- We deploy on Tuesdays"

    found = _sections(message, Phase.CHALLENGES)

    assert [section for section, _ in found] == ["remarks", ""]


def test_questions_are_left_out():
    message = "Do we handle payments ourselves? Are seats numbered?"

    found = _sections(message)

    assert found == []


def test_a_line_that_begins_with_an_arrow_goes_on_from_the_line_before():
    message = "device\n-> metadata service\n-> block service"

    found = _sections(message, Phase.FLOWS)

    assert found == [("", message)]


def test_a_sentence_that_leans_on_the_one_before_the_semicolon_stays_with_it():
    message = "Single point of failure: the sequencer; it runs with a standby. Clocks drift; users do not care about that at all."

    found = [said for _, said in _sections(message, Phase.CHALLENGES)]

    assert found == ["the sequencer; it runs with a standby.", "Clocks drift;", "users do not care about that at all."]
