"""One whole interview, read as a story: from the first question to five documents, through every room, over a real database."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.channels.script import SimulatedClock
from bot.settings import Settings
from interview_flow.interview import Interview
from interview_flow.phases import Phase, Stage
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Kind, Status, Turn

NINE_O_CLOCK = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Room:
    """An interview room: a candidate who types, an interviewer who answers, a clock on the wall."""

    def __init__(self, app: App, clock: SimulatedClock) -> None:
        self.app, self.clock = app, clock
        self.interview = Interview.blank("story")

    async def begin(self, topic: str, **wanted: object) -> str:
        found = self.app.bank.find(topic).problem
        settings = {"level": Level.SENIOR, "mode": Mode.STRICT, "minutes": 45} | wanted
        await self.app.conversation.begin("story", topic=topic, problem=found.slug if found else None, candidate="ada", **settings)  # type: ignore[arg-type]
        return await self._listen()

    async def say(self, words: str, minutes: float = 1.0) -> str:
        self.clock.pass_by(minutes * 60)
        await self.app.conversation.hear("story", words)
        return await self._listen()

    async def turns(self) -> tuple[Turn, ...]:
        return (await self.app.archive.kept("story")).turns

    def status(self, criterion: str) -> Status:
        standing = self.interview.standings.get(criterion)
        return standing.status if standing else Status.ABSENT

    async def _listen(self) -> str:
        before = self.interview.turn
        self.interview = await self.app.conversation.answer("story")
        said = (await self.turns())[before:]
        return "\n".join(turn.text for turn in said if turn.speaker == "interviewer")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncGenerator[Room]:
    clock = SimulatedClock(NINE_O_CLOCK)
    async with opened(Settings(str(tmp_path / "interviews.db"), tmp_path / "documents"), clock) as app:
        yield Room(app, clock)


async def test_a_whole_interview(room: Room) -> None:
    greeting = await room.begin("design a ticket booking site")
    assert "ticket" in greeting
    assert "45 minutes" in greeting

    # She says what it is, in her own words. The interviewer says back what it heard.
    reaction = await room.say(
        "Fans buy seats for a show, and organisers put shows on sale. It succeeds when nobody ever holds a seat that somebody else holds too, "
        "and when a sale that everybody waits for stays open. The hardest part is a million people who want the same seats in the same minute."
    )
    assert "succeeds when nobody ever holds a seat" in reaction or "Fans buy seats" in reaction
    assert room.status("restate.success") is Status.MET
    while room.interview.phase is Phase.RESTATE:
        await room.say("next")

    # She asks. The interviewer answers from its sheet, and says so where the sheet is silent.
    facts = await room.say("How long is a seat held while somebody pays? How many tickets are sold per day? What colour are the tickets?")
    assert len(room.interview.told) >= 2
    assert "What colour are the tickets?" in facts

    await room.say(
        "Functional: 1) browse shows, 2) hold seats for ten minutes, 3) pay for held seats, 4) cancel a booking.\n"
        "Non-functional: holding a seat answers within 300 ms at p99, 99.95% availability, a seat is never sold twice.\n"
        "Out of scope: resale and dynamic pricing. Must have: hold and pay; nice to have: cancel."
    )
    assert [requirement.number for requirement in room.interview.record.functional] == [1, 2, 3, 4]
    assert room.status("clarify.functional") is Status.MET
    while room.interview.phase is Phase.CLARIFY:
        await room.say("next")

    # She is stuck, and takes a hint. It costs.
    hint = await room.say("hint")
    assert "1 of 3" in hint
    hinted = next(iter(room.interview.hints))
    assert hinted.startswith("break_down.")
    await room.say(
        "1M orders a day / 86,400 = about 12 orders per second on average, and at an on-sale peak of 100 times that 1,200 per second. "
        "Storage: 1M orders * 1 KB = 1 GB a day. Because the peak is a hundred times the average I put a waiting room in front.\n"
        "The booking service holds seats; it does one thing: it owns the state of a seat. The payment service charges cards and calls the provider. "
        "The waiting room admits people at the rate that booking can take. If the payment times out the hold is kept until the provider answers."
    )
    assert Initiative.HINTED in {standing.initiative for standing in room.interview.standings.values()} or room.status(hinted) is Status.ABSENT
    while room.interview.phase is Phase.BREAK_DOWN:
        await room.say("next")

    # Data, contracts and flows.
    await room.say(
        "Entities: Show(id, title, starts_at), Seat(id, show_id, row, state, version), Booking(id, user_id, seat_id, paid_at).\n"
        "PostgreSQL, because a hold and a booking must change together in one transaction. Uniqueness: a unique index on (show_id, seat_id) "
        "makes it impossible to sell one seat twice. Partition by show_id; a big show is a hot key.\n"
        "POST /v1/holds {show_id, seat_ids} -> 201 {hold_id, expires_at}; 409 seat taken. POST /v1/bookings {hold_id, payment} -> 201 {booking_id}; 402 payment refused."
    )
    assert {entity.name for entity in room.interview.record.entities} >= {"Show", "Seat", "Booking"}
    assert [operation.name for operation in room.interview.record.operations] == ["POST /v1/holds", "POST /v1/bookings"]
    while room.interview.phase is Phase.DATA_MODEL:
        await room.say("next")
    await room.say(
        "Hold: client -> waiting room -> booking service -> PostgreSQL -> 201. Synchronous, since the person waits for the seat. "
        "A retry carries the same idempotency key, so no second hold is made."
    )
    assert room.interview.record.flows[0].hops[0].source == "client"
    while room.interview.phase is Phase.FLOWS:
        await room.say("next")

    # The requirement changes late.
    await room.say("At ten times the load the booking database saturates first at 12,000 holds per second, so I shard it by show.")
    changed = await room.say("If the provider is slow, holds are kept until it answers, and the waiting room admits fewer people meanwhile.")
    twist = room.app.bank.problem("ticket-booking")
    assert twist is not None
    assert twist.twist.says in changed
    while room.interview.phase is Phase.CHALLENGES:
        await room.say("next")

    closing = await room.say(
        "In short: seats are held in one transaction behind a waiting room. Weakness: one hot show. Next: load tests, then refunds."
    )
    while not room.interview.over:
        closing = await room.say("next")
    assert "Thank you" in closing
    assert room.interview.visited == tuple(Phase)

    # Everything she said is in the log, and five documents are made of it.
    said = await room.turns()
    assert [turn.turn for turn in said] == list(range(1, len(said) + 1))
    assert said[0].kind is Kind.OPENING
    assert said[-1].kind is Kind.CLOSING
    paths = await room.app.archive.save("story")
    assert [path.stem for path in paths] == ["narrative", "hlsd", "hlsd-deep", "study-note", "problem-card", "transcript"]
    for path in paths[:5]:
        assert "hold" in path.read_text()

    listed = await room.app.transcripts.find("story")
    assert listed.score == (await room.app.archive.kept("story")).scorecard.score
    assert listed.verdict is not None


async def test_silence_for_a_week_abandons_an_interview_and_a_day_does_not(room: Room) -> None:
    await room.begin("design a chat")

    room.clock.pass_by(timedelta(days=1).total_seconds())
    await room.app.conversation.recover()
    after_a_day = (await room.app.transcripts.find("story")).stage
    room.clock.pass_by(timedelta(days=7).total_seconds())
    await room.app.conversation.recover()
    after_a_week = (await room.app.transcripts.find("story")).stage

    assert after_a_day is Stage.ACTIVE
    assert after_a_week is Stage.ABANDONED


async def test_an_answer_that_was_heard_before_a_crash_is_answered_afterwards(room: Room) -> None:
    await room.begin("design a chat")
    await room.app.conversation.hear("story", "People write to each other and see at once who has read it.")

    await room.app.conversation.recover()

    said = await room.turns()
    assert [turn.speaker for turn in said] == ["interviewer", "candidate", "interviewer"]


async def test_the_clock_stands_still_while_paused_and_any_answer_resumes(room: Room) -> None:
    await room.begin("design a chat")
    await room.say("pause", minutes=1)
    spent = dict(room.interview.spent)

    await room.say("People write to each other in real time, on any device they own.", minutes=600)

    assert room.interview.stage is Stage.ACTIVE
    assert room.interview.spent == spent


async def test_the_interviewer_warns_and_then_moves_on_when_the_time_of_a_phase_is_up(room: Room) -> None:
    await room.begin("design a chat")

    warned = await room.say("People write to each other, on any device.", minutes=2.5)
    moved_on = await room.say("It succeeds when nothing is lost.", minutes=1)

    assert "1 min" in warned
    assert room.interview.phase is Phase.CLARIFY
    assert moved_on


async def test_without_a_clock_nobody_is_hurried(room: Room) -> None:
    greeting = await room.begin("design a chat", minutes=0)

    await room.say("People write to each other, on any device.", minutes=500)

    assert "no clock" in greeting or "nobody is counting" in greeting
    assert room.interview.phase is Phase.RESTATE


async def test_nobody_pays_for_a_crash_with_time(room: Room) -> None:
    await room.begin("design a chat")
    room.clock.pass_by(timedelta(hours=9).total_seconds())

    await room.app.conversation.interrupted("story")
    again = await room.say("resume")

    assert sum(room.interview.spent.values()) == 0
    assert room.interview.question is not None
    assert room.interview.question.text in again


async def test_there_is_no_verdict_before_the_end(room: Room) -> None:
    await room.begin("design a chat")

    unfinished = (await room.app.archive.kept(room.interview.id)).scorecard.verdict
    await room.say("end")

    assert unfinished is None
    assert (await room.app.archive.kept(room.interview.id)).scorecard.verdict is not None
