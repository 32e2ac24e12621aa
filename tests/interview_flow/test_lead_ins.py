"""What stands over a sentence: headings, labels, the heads of lists and tables, and questions that the speaker answers himself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.lead_ins import own_lead_in, with_lead_ins
from interview_flow.patterns import pattern
from interview_flow.sentences import Sentence, sentences


def over(message: str, words: str) -> str:
    return next(each.lead_in for each in with_lead_ins(message, sentences(message)) if words in each.text)


@pytest.mark.parametrize(
    ("message", "words", "lead_in"),
    [
        ("Not doing: calls, video", "calls", "not doing:"),
        ("Not doing:\n- calls\n- video", "video", "not doing:"),
        ("Not doing:\n\n- calls\n- video", "calls", "not doing:"),
        ("Must: send, read. Then photos.", "photos", "must:"),
        ("## Non-goals\nSearch and comments.", "Search", "non goals"),
        ("## Non-goals\n\nSearch.\n\nComments.", "Comments", "non goals"),
        ("**Leaving out**\n- search", "search", "**leaving out**".replace("*", " ").strip()),
        ("Where is the trap? Not in the list. It is the clock.", "clock", "where is the trap?"),
        ("Where is the trap?\nIt is the clock.", "clock", "where is the trap?"),
        ("What would make me proud... A picture at once.", "picture", "what would make me proud..."),
        ("good = the tick never lies", "tick", "good:"),
        ("hard -> two writers", "writers", "hard:"),
        ("Worst bit — two writers", "writers", "worst bit:"),
        ("| wish | rank |\n|---|---|\n| send | P0 |", "send", "| wish | rank |"),
        ("How strict:\n- exit: exact, one winner", "exact", "how strict:\nexit:"),
    ],
)
def test_a_sentence_stands_under_its_lead_in(message: str, words: str, lead_in: str) -> None:
    assert over(message, words) == lead_in


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Not doing: calls, video\nA user sends a message.", "sends"),
        ("Not doing:\n- calls\n\nA user sends a message.", "sends"),
        ("What do I leave out? Calls.\nA user sends a message.", "sends"),
        ("| wish | rank |\n| send | P0 |\nA user reads.", "reads"),
        ("I would rather not say anything about this very long thing that I have in mind: it is late.", "late"),
    ],
)
def test_a_lead_in_ends_with_its_line_its_list_or_its_table(message: str, words: str) -> None:
    assert over(message, words) == ""


def test_a_new_heading_replaces_the_one_before() -> None:
    message = "## Must\n- send\n## Non-goals\n- calls"

    assert over(message, "send") == "must"
    assert over(message, "calls") == "non goals"


def test_the_two_sentences_before_are_near_and_another_paragraph_is_not() -> None:
    message = "One. I push back on the limit. It costs a lot. Half would do.\n\nNext."

    near = {each.text: each.before for each in with_lead_ins(message, sentences(message))}

    assert near["Half would do."] == "i push back on the limit. it costs a lot."
    assert near["Next."] == ""


def test_a_lead_in_term_looks_over_the_sentence_and_a_near_term_before_it() -> None:
    listed = with_lead_ins("Not doing:\n- calls", sentences("Not doing:\n- calls"))[-1]
    after = with_lead_ins("I push back on that. It saves half.", sentences("I push back on that. It saves half."))[-1]

    assert pattern("@ not doing + calls").found_in(listed)
    assert not pattern("not doing + calls").found_in(listed)
    assert pattern("~ push back + save*").found_in(after)
    assert not pattern("push back + save*").found_in(after)


@given(st.text(max_size=300))
def test_any_text_keeps_its_sentences(text: str) -> None:
    said = sentences(text)

    assert [each.text for each in with_lead_ins(text, said)] == [each.text for each in said]


def test_a_wall_of_labels_stays_short() -> None:
    message = "a: " * 6_000 + "\n" + "# " * 5_000 + "\n" + "- x:\n" * 1_000

    assert all(len(each.lead_in) < 1_000 for each in with_lead_ins(message, sentences(message)))


def test_a_whole_sentence_before_a_colon_is_no_label() -> None:
    assert own_lead_in(Sentence("We wrote this down in the meeting of last week, in short: nothing", 0)) == ""
