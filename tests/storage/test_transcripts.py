"""The contract of the read model, over every database."""

from datetime import datetime, timedelta, timezone

import pytest

from storage.events import EventLog
from storage.failures import Ambiguous, Refused, UnknownInterview
from storage.transcripts import Transcripts
from tests.storage.happenings import asked, begun, finished, minute, paused, spoke, started


async def test_interviews_are_listed_newest_first(log: EventLog, transcripts: Transcripts) -> None:
    for number in (2, 1, 3):
        await begun(log, f"number-{number}", started(at=minute(number)))

    listed = await transcripts.listed()

    assert [each.id for each in listed] == ["number-3", "number-2", "number-1"]
    assert listed[0].started_at == minute(3)


async def test_a_list_is_of_one_candidate_and_no_longer_than_asked(log: EventLog, transcripts: Transcripts) -> None:
    for number in range(4):
        await begun(log, f"ada-{number}", started(at=minute(number)))
    await begun(log, "bob-1", started(candidate="bob", at=minute(9)))

    listed = await transcripts.listed("ada", limit=2)

    assert [each.id for each in listed] == ["ada-3", "ada-2"]


async def test_an_interview_is_found_by_the_beginning_of_its_id(log: EventLog, transcripts: Transcripts) -> None:
    await begun(log, "4f2a91")
    await begun(log, "4f8b00")

    found = await transcripts.find("4f2")

    assert found.id == "4f2a91"


async def test_a_whole_id_is_found_even_if_another_begins_with_it(log: EventLog, transcripts: Transcripts) -> None:
    for interview_id in ("ab", "abc", "abcd", "abce", "abcf"):
        await begun(log, interview_id)

    found = await transcripts.find("ab")

    assert found.id == "ab"


async def test_a_beginning_that_fits_several_names_them(log: EventLog, transcripts: Transcripts) -> None:
    await begun(log, "4f2a91")
    await begun(log, "4f8b00")

    with pytest.raises(Ambiguous, match=r"'4f' fits several interviews \(4f2a91, 4f8b00") as raised:
        await transcripts.find("4f")

    assert sorted(raised.value.found) == ["4f2a91", "4f8b00"]


@pytest.mark.parametrize("prefix", ["", "nobody", "%", "_f2a91", "4F2A91", "4f2a91x", "4f2a91' OR 1=1 --"])
async def test_what_begins_no_id_is_unknown(log: EventLog, transcripts: Transcripts, prefix: str) -> None:
    await begun(log, "4f2a91")

    with pytest.raises(UnknownInterview, match="There is no interview"):
        await transcripts.find(prefix)


async def test_interviews_that_are_owed_a_reply_come_longest_waiting_first(log: EventLog, transcripts: Transcripts) -> None:
    await begun(log, "late", started(), asked(), spoke(at=minute(5)))
    await begun(log, "early", started(), asked(), spoke(at=minute(2)))
    await begun(log, "answered", started(), spoke(), asked(at=minute(1)))
    await begun(log, "over", started(), spoke(), finished())

    owed = await transcripts.owed()

    assert owed == ["early", "late"]


async def test_silent_interviews_are_open_ones_in_which_nothing_happened(log: EventLog, transcripts: Transcripts) -> None:
    await begun(log, "silent", started(), asked(at=minute(1)))
    await begun(log, "paused", started(), asked(), paused(at=minute(0)))
    await begun(log, "lively", started(), asked(at=minute(10)))
    await begun(log, "over", started(), finished(at=minute(1)))

    silent = await transcripts.silent_since(minute(10))

    assert silent == ["paused", "silent"]


async def test_time_zones_are_compared_as_instants(log: EventLog, transcripts: Transcripts) -> None:
    tokyo = timezone(timedelta(hours=9))
    await begun(log, "one", started(at=minute(0).astimezone(tokyo)))

    silent, not_yet = await transcripts.silent_since(minute(1)), await transcripts.silent_since(minute(0).astimezone(tokyo))

    assert (silent, not_yet) == (["one"], [])
    assert (await transcripts.find("one")).last_at == minute(0)


async def test_a_time_without_a_zone_is_refused(transcripts: Transcripts) -> None:
    with pytest.raises(Refused, match="time has no time zone"):
        await transcripts.silent_since(datetime(2026, 3, 1, 12, 0))  # noqa: DTZ001


async def test_practice_is_counted_by_problem(log: EventLog, transcripts: Transcripts) -> None:
    for interview_id in ("one", "two"):
        await begun(log, interview_id, started(problem="chat"))
    await begun(log, "free", started(problem=None))

    chat, feed = await transcripts.times_practised("chat"), await transcripts.times_practised("feed")

    assert (chat, feed) == (2, 0)


async def test_open_interviews_come_with_the_one_spoken_in_last_first(log: EventLog, transcripts: Transcripts) -> None:
    await begun(log, "first", started(at=minute(1)))
    await begun(log, "second", started(at=minute(2)), paused(at=minute(3)))
    await begun(log, "over", started(at=minute(4)), finished(at=minute(5)))
    await begun(log, "of bob", started(at=minute(6), candidate="bob"))

    hers, nobodys = await transcripts.open_interviews("ada"), await transcripts.open_interviews("eve")

    assert [each.id for each in hers] == ["second", "first"]
    assert nobodys == []
