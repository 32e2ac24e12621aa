"""Whether earlier figures and requirements are kept to is decided when the interview is over."""

from interview_flow.assessment.checks.at_the_end import no_contradiction
from interview_flow.assessment.contradictions import contradictions
from interview_flow.transcript import Finding, Status
from tests.interview_flow.assessment.contradictions.saying import conversation, record_of

DESIGN = (
    "clari: Functional requirements:\n1. A user shortens a link.\n2. A user opens a link.\n3. A user sees clicks.\nNon-functional:\n- Latency: a redirect within 50 ms.",
    "break: 100M links a month / 2.6M s = 38 links per second. 100M * 500 bytes = 50 GB a month. The data fits on one database server.",
    "data_: Entities:\n- Link(code, target, owner_id)\nPOST /links {target} -> 201 {code}",
)
CLOSING = "wrap_: In short, a user shortens a link and opens it within 50 ms, by a link service and one store."


def judged(*said: str) -> Finding | None:
    turns = conversation(*said)
    record = record_of(turns)
    return no_contradiction(turns, record, contradictions(turns, record, None))


def test_a_design_that_is_kept_to_meets_it_with_the_closing_words() -> None:
    finding = judged(*DESIGN, CLOSING)

    assert finding
    assert finding.status is Status.MET
    assert finding.evidence[0].quote == CLOSING.removeprefix("wrap_: ")


def test_one_small_contradiction_leaves_a_part() -> None:
    finding = judged(*DESIGN, "data_: We shard it by the code.", CLOSING)

    assert finding
    assert finding.status is Status.PARTIAL


def test_a_grave_contradiction_leaves_nothing() -> None:
    assert judged(*DESIGN, CLOSING, "wrap_: Redirects within 5 s, as promised.") is None


def test_who_committed_to_nothing_has_kept_to_nothing() -> None:
    assert judged("clari: It should scale.", "break: Microservices.", CLOSING) is None


def test_what_was_said_in_one_phase_alone_could_not_be_contradicted_across_phases() -> None:
    assert judged(DESIGN[0], CLOSING) is None


def test_without_a_close_it_is_left_open() -> None:
    assert judged(*DESIGN) is None
    assert judged(*DESIGN, "wrap_: Summary: see above.") is None
