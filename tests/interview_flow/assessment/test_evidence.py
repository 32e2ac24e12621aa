"""Evidence: the candidate's own words, looked up, with who brought them up."""

import pytest

from interview_flow import decisions
from interview_flow.assessment.evidence import MOST_QUOTES, moved, upheld
from interview_flow.brief import Judgement
from interview_flow.phases import Phase
from interview_flow.transcript import Finding, Initiative, Kind, Quote, Speaker, Status, Turn
from tests.interviews import NINE, Played

WORDS = "Nobody waits for the mail,\n  so it is sent in the Background."


def turn(text: str, number: int = 2) -> Turn:
    return Turn(turn=number, speaker=Speaker.CANDIDATE, phase=Phase.FLOWS, kind=Kind.ANSWER, text=text, at=NINE)


def finding(*quotes: str, status: Status = Status.MET, number: int = 2) -> Finding:
    return Finding(criterion="flows.sync_async", status=status, evidence=tuple(Quote(turn=number, quote=quote) for quote in quotes))


@pytest.mark.parametrize("quote", [WORDS, "nobody WAITS for the mail, so it is sent", "  sent in\tthe background."])
def test_a_quote_is_found_whatever_its_white_space_and_case(quote: str) -> None:
    assert upheld([finding(quote)], [turn(WORDS)])


@pytest.mark.parametrize("quote", ["Nobody waits for the mails", "The queue absorbs it.", "", "   "])
def test_a_quote_the_candidate_never_said_voids_the_finding(quote: str) -> None:
    assert not upheld([finding(quote)], [turn(WORDS)])


def test_a_quote_from_another_turn_is_not_there() -> None:
    assert not upheld([finding(WORDS, number=4)], [turn(WORDS)])


def test_the_true_quotes_of_a_finding_remain() -> None:
    kept = upheld([finding("invented words", "Nobody waits for the mail")], [turn(WORDS)])

    assert [quote.quote for quote in kept[0].evidence] == ["Nobody waits for the mail"]


def test_a_finding_without_a_quote_or_without_a_claim_falls_away() -> None:
    assert not upheld([finding(), finding(WORDS, status=Status.ABSENT)], [turn(WORDS)])


def test_words_of_the_interviewer_are_no_evidence() -> None:
    played = Played("ticket-booking").go_to(Phase.FLOWS)
    question = played.interview.question
    assert question
    stolen = Finding(criterion="flows.sync_async", status=Status.MET, evidence=(Quote(turn=question.turn, quote=question.text),))

    played.hear("I would rather not say how that goes.")
    decided = decisions.reply(played.brief, Judgement(findings=(stolen,)), played.now)

    assert "flows.sync_async" not in decided.brief.interview.standings


def test_a_standing_rises_and_never_falls() -> None:
    interview = Played("ticket-booking").interview

    partly = moved(interview, [finding("a", status=Status.PARTIAL)])
    raised = moved(interview, [finding("a", status=Status.PARTIAL), finding("b")])
    kept = moved(interview, [finding("b"), finding("a", status=Status.PARTIAL)])

    assert [partly[0].status, raised[0].status, kept[0].status] == [Status.PARTIAL, Status.MET, Status.MET]


def test_the_same_words_twice_are_one_quote_and_too_many_are_cut() -> None:
    interview = Played("ticket-booking").interview

    twice = moved(interview, [finding("Same words."), finding("same  WORDS.")])
    many = moved(interview, [finding(str(number)) for number in range(20)])

    assert len(twice[0].evidence) == 1
    assert len(many[0].evidence) == MOST_QUOTES


ANSWER = "The mail with the ticket is sent asynchronously because nobody waits for it."


def test_what_is_volunteered_is_unprompted() -> None:
    played = Played("ticket-booking").go_to(Phase.FLOWS)

    played.say(ANSWER)

    assert played.initiative("flows.sync_async") is Initiative.UNPROMPTED


def test_what_a_probe_asked_for_is_prompted() -> None:
    played = Played("ticket-booking").go_to(Phase.FLOWS)
    asked = asked_about(played)

    played.say(f"{ANSWER} Client -> booking service -> database -> 201.")

    assert played.initiative(asked) in (Initiative.PROMPTED, None)
    assert played.initiative("flows.sync_async") is (Initiative.PROMPTED if asked == "flows.sync_async" else Initiative.UNPROMPTED)


def test_what_follows_a_hint_is_hinted_even_when_it_was_asked_for() -> None:
    played = Played(None).go_to(Phase.CHALLENGES)
    played.say("I would have to think about where it gives way.")
    hinted = played.interview.question
    played.say("hint")

    played.say("The database is the single point of failure, so I put a standby next to it that takes over within a minute.")

    assert hinted
    assert hinted.asks == "challenges.weak_points"
    assert played.initiative("challenges.weak_points") is Initiative.HINTED


def asked_about(played: Played) -> str:
    played.say("I have to think about that for a moment, please.")
    assert played.interview.question
    assert played.interview.question.asks
    return played.interview.question.asks
