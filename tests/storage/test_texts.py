"""Whatever a candidate may type comes back as it was, or is refused with a sentence."""

from datetime import datetime

import pytest

from interview_flow.events import CandidateSpoke
from storage.database import Database
from storage.events import EventLog
from storage.failures import Refused, UnknownInterview
from storage.transcripts import Transcripts
from tests.storage.happenings import begun, exchange, spoke, started

ODD = {
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85",
    "nul": "before\0after",
    "right to left": "\u202eabc\u202c \u200f\u061c שלום",
    "emoji": "👩🏽‍💻🇩🇪😀",
    "quotes": "'; DROP TABLE events; -- \" \\ \\u0000 {} %s :id ?",
    "noncharacters": "\ufffe\uffff\U0010ffff\u2028\u2029\ufeff",
    "unnormalised": "e\u0301 é",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
async def test_an_odd_text_of_100_000_characters_comes_back_as_it_was(log: EventLog, odd: str) -> None:
    text = (odd * (100_000 // len(odd) + 1))[:100_000]
    interview = await begun(log, "one", started(), *exchange(13))

    after = await log.append(interview, [spoke(text), spoke(odd)])

    assert [event.text for event in await log.read("one") if isinstance(event, CandidateSpoke)][-2:] == [text, odd]
    assert (await log.load("one")).model_dump() == after.model_dump()


@pytest.mark.parametrize("text", ["\ud83d", "half \udc80 a character", "x" * 99_999 + "\udfff"])
async def test_half_a_character_is_refused_and_nothing_is_written(log: EventLog, text: str) -> None:
    interview = await begun(log, "one")

    with pytest.raises(Refused, match="half of a character"):
        await log.append(interview, [spoke(), spoke(text)], arrivals=["Ev1"])

    assert (await log.load("one")).seq == 1
    assert (await log.append(interview, [spoke()], arrivals=["Ev1"])).seq == 2


async def test_half_a_character_in_an_id_is_refused_or_unknown(log: EventLog, transcripts: Transcripts) -> None:
    with pytest.raises(Refused):
        await begun(log, "\ud83d")
    with pytest.raises(UnknownInterview):
        await transcripts.find("\ud83d")


async def test_the_read_model_replaces_what_no_index_can_hold(log: EventLog, transcripts: Transcripts) -> None:
    await begun(log, "one", started(topic="a\0b"))

    listed, interview = await transcripts.find("one"), await log.load("one")

    assert (listed.topic, interview.topic) == ("a\ufffdb", "a\0b")


async def test_an_event_without_a_time_zone_is_refused(log: EventLog) -> None:
    interview = await begun(log, "one")
    naive = CandidateSpoke.model_construct(at=datetime(2026, 3, 1, 12, 0), text="hello")  # noqa: DTZ001

    with pytest.raises(Refused, match="time has no time zone"):
        await log.append(interview, [naive])

    assert (await log.load("one")).seq == 1


async def test_what_was_said_does_not_stand_in_an_error(log: EventLog, database: Database) -> None:
    interview = await begun(log, "one")
    async with database.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE transcripts RENAME TO elsewhere")

    with pytest.raises(Exception, match="could not do what was asked") as raised:
        await log.append(interview, [spoke("a secret")])

    assert "a secret" not in str(raised.value.__cause__)
