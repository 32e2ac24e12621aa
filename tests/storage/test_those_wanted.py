"""Interviews that were found by other means, told as a list tells them, over every database."""

from storage.catalogue import Catalogue, Scope, Wanted
from storage.database import Database
from storage.events import EventLog
from storage.shares import Share, ShareKind, Shares
from tests.storage.happenings import NOON, begun, minute, started


async def test_those_that_may_be_seen_and_pass_the_filters_are_told(database: Database, log: EventLog) -> None:
    for number, (name, candidate, problem) in enumerate(
        (("own", "ada", "chat"), ("other", "ada", "cache"), ("bens", "ben", "chat"), ("hidden", "ben", "chat"))
    ):
        await begun(log, name, started(candidate=candidate, problem=problem, at=minute(number)))
    share = Share(id="s", interview_id="bens", kind=ShareKind.PERSON, target="ada", by="ben", may_score=True, created_at=NOON)
    await Shares(database).add(share)
    every, catalogue = ["own", "other", "bens", "hidden", "gone"], Catalogue(database)

    async def those(**wanted: object) -> set[str]:
        return set(await catalogue.those(Wanted.model_validate({"visible_to": "ada", **wanted}), every, NOON))

    assert await those() == {"own", "other", "bens"}
    assert await those(problem="chat") == {"own", "bens"}
    assert await those(scope=Scope.SHARED) == {"bens"}
    assert await those(visible_to=None, candidate="ben") == {"bens", "hidden"}
    assert await catalogue.those(Wanted(visible_to="ada"), [], NOON) == {}
