"""Lists for whoever looks, over every database."""

import json
from base64 import urlsafe_b64encode
from itertools import product
from typing import Any

import pytest
from sqlalchemy import event, insert

from interview_flow.phases import Stage
from interview_flow.rubric import Level
from storage.catalogue import Catalogue, Page, Scope, Sort, Wanted
from storage.cursors import read_cursor
from storage.database import Database
from storage.failures import BadCursor
from storage.listing import page_query
from storage.tables import OPINIONS, SHARES, TRANSCRIPTS
from storage.transcripts import Listed
from tests.storage.happenings import NOON, minute

ME, TEAM_MATE = "slack:T1:ME", "slack:T1:U1"


@pytest.fixture
def catalogue(database: Database) -> Catalogue:
    return Catalogue(database)


def row(number: int, **more: object) -> dict[str, Any]:
    """A finished interview; several begin in the same minute, and several have the same score."""
    made: dict[str, Any] = {
        "id": f"{'zyxwvuts'[number % 8]}{number:02}",
        "topic": "t",
        "problem": ("chat", "feed", None)[number % 3],
        "level": ("mid", "senior")[number % 2],
        "mode": "strict",
        "candidate": ME,
        "interviewer": "guided",
        "stage": "finished",
        "phase": "wrap_up",
        "turns": 30,
        "owes_reply": False,
        "started_at": minute(number // 3),
        "last_at": minute(100 - number // 2),
        "score": float(number // 4 * 10),
        "verdict": ("hire", "no")[number % 2],
        "revealed": number % 5 != 0,
        "seq": 1,
    }
    return made | more


def share(number: int, **more: object) -> dict[str, Any]:
    made = row(number)
    given = {"id": f"s{number}", "interview_id": made["id"], "kind": "person", "target": ME, "by": "x", "name": "", "may_score": False}
    return given | {"started_at": made["started_at"], "created_at": NOON, "expires_at": None, "revoked_at": None} | more


async def fill(database: Database) -> None:
    """Ten interviews of mine; of sixteen of a team-mate some are shared with me in every way there is."""
    rows = [row(number) for number in range(10)] + [row(number, candidate=TEAM_MATE) for number in range(10, 26)]
    shares = [
        *(share(number) for number in (10, 11, 12)),
        share(13, may_score=True),
        share(14, may_score=True),
        share(15, revoked_at=NOON),
        share(16, expires_at=NOON),
        share(17, target="slack:T1:OTHER"),
        *(share(number, kind="channel", target="C1") for number in (18, 19)),
        share(20, kind="channel", target="C3"),
        share(21, kind="link", target=ME),
        *(share(number, id=f"again-{number}", kind="channel", target=target) for number, target in ((10, "C1"), (18, "C2"))),
    ]
    async with database.begin() as connection:
        await connection.execute(insert(TRANSCRIPTS), rows)
        await connection.execute(insert(SHARES), shares)
        await connection.execute(insert(OPINIONS), [{"interview_id": row(14)["id"], "person": ME, "at": NOON}])


MINE, SHARED = list(range(10)), [10, 11, 12, 13, 14, 18, 19]


def numbers(listed: tuple[Listed, ...]) -> list[int]:
    return [int(each.id[1:]) for each in listed]


def wanted(**more: object) -> Wanted:
    return Wanted.model_validate({"visible_to": ME, "channels": frozenset({"C1", "C2"}), **more})


async def whole(catalogue: Catalogue, which: Wanted, limit: int = 4) -> list[int]:
    """A list page by page; each page is the same on the way back."""
    pages: list[Page] = [await catalogue.page(which, minute(0), limit=limit)]
    while pages[-1].next:
        pages.append(await catalogue.page(which, minute(0), limit=limit, after=pages[-1].next))
    back = pages[-1]
    for page in reversed(pages[:-1]):
        assert back.previous is not None
        back = await catalogue.page(which, minute(0), limit=limit, after=back.previous)
        assert (back.listed, back.next) == (page.listed, page.next)
    assert pages[0].previous is back.previous is None
    return [number for page in pages for number in numbers(page.listed)]


async def test_each_sees_their_own_and_what_was_shared_and_not_a_line_more(database: Database, catalogue: Catalogue) -> None:
    await fill(database)

    assert sorted(await whole(catalogue, wanted(scope=Scope.MINE))) == MINE
    assert sorted(await whole(catalogue, wanted(scope=Scope.SHARED))) == SHARED
    assert sorted(await whole(catalogue, wanted())) == MINE + SHARED
    assert sorted(await whole(catalogue, wanted(channels=frozenset()))) == [*MINE, 10, 11, 12, 13, 14]
    assert sorted(await whole(catalogue, wanted(channels=frozenset({"C1", *(f"D{number}" for number in range(40))})))) == MINE + SHARED
    assert await whole(catalogue, wanted(visible_to="slack:T1:ME2", channels=frozenset())) == []
    assert await whole(catalogue, wanted(visible_to="", channels=frozenset())) == []
    assert sorted(await whole(catalogue, Wanted(visible_to=None))) == list(range(26))


async def test_every_order_is_whole_and_stable_in_pages_of_any_length(database: Database, catalogue: Catalogue) -> None:
    await fill(database)
    keys = {Sort.NEWEST: "started_at", Sort.OLDEST: "started_at", Sort.ACTIVE: "last_at", Sort.BEST: "score", Sort.WORST: "score"}
    seen = {number: row(number) for number in MINE + SHARED}
    told = [number for number in seen if (number < 10 and number % 5) or number in (11, 12, 14, 18, 19)]

    for sort, limit in ((Sort.NEWEST, 1), *product(Sort, (5,)), (Sort.BEST, 50)):
        those = told if sort.by_score else list(seen)
        expected = sorted(those, key=lambda number: (seen[number][keys[sort]], seen[number]["id"]), reverse=sort.falls)
        assert await whole(catalogue, wanted(sort=sort), limit) == expected, (sort, limit)


async def test_filters_narrow_a_list_together(database: Database, catalogue: Catalogue) -> None:
    await fill(database)

    async def found(**more: object) -> list[int]:
        return sorted(await whole(catalogue, wanted(**more)))

    everything = MINE + SHARED
    assert await found(problem="feed") == [number for number in everything if number % 3 == 1]
    assert await found(level=Level.MID, problem="feed", sort=Sort.ACTIVE) == [number for number in everything if number % 6 == 4]
    assert await found(stage=Stage.PAUSED) == []
    assert await found(candidate=TEAM_MATE, sort=Sort.OLDEST) == SHARED
    assert await found(since=minute(2), until=minute(4)) == [number for number in everything if 2 <= number // 3 < 4]
    assert await found(problem="' OR 1=1 --\0\ud83d") == []
    assert len(await whole(catalogue, Wanted(visible_to=None, candidate=TEAM_MATE, problem="chat"))) == 5


async def test_a_score_that_may_not_be_known_is_not_told_and_cannot_be_found_out(database: Database, catalogue: Catalogue) -> None:
    await fill(database)
    page = await catalogue.page(wanted(), minute(0))
    everybody = await catalogue.page(Wanted(visible_to=None), minute(0))

    assert {int(each.id[1:]) for each in page.listed if each.score is None} == {0, 5, 10, 13}
    assert {int(each.id[1:]) for each in page.listed if each.verdict is None} == {0, 5, 10, 13}
    assert {int(each.id[1:]) for each in everybody.listed if each.score is None} == {0, 5, 10, 15, 20, 25}
    for sort, verdict in product(Sort, ("hire", "no")):
        assert not {0, 5, 10, 13} & set(await whole(catalogue, wanted(verdict=verdict, sort=sort), 50))
    assert sorted(await whole(catalogue, wanted(verdict="no"))) == [1, 3, 7, 9, 11, 19]


async def test_a_cursor_that_no_page_has_given_is_named(database: Database, catalogue: Catalogue) -> None:
    await fill(database)
    newest = (await catalogue.page(wanted(), minute(0), limit=2)).next
    assert newest is not None
    made = [
        *([], {}, None, ["newest"], ["newest", False, "yesterday", "a"], ["newest", False, "2026-03-01", "a"], ["newest", False, 5, "a"]),
        *(["newest", 1, "2026-03-01T12:00:00+00:00", "a"], ["newest", False, "0001-01-01T00:00:00+14:00", "a"], [[], False, [], []]),
    ]
    garbage = [
        "",
        "x",
        "=",
        "é",
        "\ud83d",
        newest[:-3],
        newest * 20,
        "A" * 100_000,
        *(urlsafe_b64encode(json.dumps(each).encode()).decode() for each in made),
    ]

    for cursor in garbage:
        with pytest.raises(BadCursor):
            await catalogue.page(wanted(), minute(0), after=cursor)
    with pytest.raises(BadCursor):
        await catalogue.page(wanted(sort=Sort.OLDEST), minute(0), after=newest)
    for score in ("NaN", "Infinity", "1e999", "true", '"x"', "[" * 300 + "]" * 300):
        with pytest.raises(BadCursor):
            read_cursor(urlsafe_b64encode(f'["best", false, {score}, "a"]'.encode()).decode(), Sort.BEST)


async def test_no_list_reads_or_sorts_more_than_it_shows(tmp_path: Any) -> None:
    database = Database(f"{tmp_path}/interviews.db")
    await database.open()
    everybody = [Wanted(visible_to=None, sort=sort) for sort in Sort]
    filtered = [
        Wanted(visible_to=None, sort=Sort.NEWEST, **which)
        for which in ({"problem": "chat"}, {"verdict": "no"}, {"stage": Stage.PAUSED}, {"level": Level.MID})
    ]
    mine = [wanted(scope=Scope.MINE, sort=sort, problem="chat", verdict="no") for sort in Sort]
    with_others = [wanted(scope=scope, sort=sort) for scope in (Scope.SHARED, Scope.BOTH) for sort in (Sort.NEWEST, Sort.OLDEST)]

    for each in (*everybody, *filtered, *mine, *with_others):
        plan = await planned(database, *page_query(each, NOON, None, 20))
        walks = [step for step in plan if step.startswith(("SCAN", "SEARCH"))]
        assert walks
        assert all("USING INDEX" in step for step in walks if "(subquery" not in step and not step.startswith("SCAN anon")), (each, plan)
        assert each in with_others or not any("TEMP B-TREE" in step for step in plan), (each, plan)
    plans = [await planned(database, *page_query(each, NOON, None, 20)) for each in with_others]
    assert all(plan.index("SCAN anon_1") > 0 for plan in plans if "SCAN anon_1" in plan)
    await database.close()


async def planned(database: Database, query: Any, values: dict[str, Any]) -> list[str]:
    """What SQLite would do."""
    async with database.connect() as connection:
        asked: list[tuple[str, Any]] = []

        def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
            asked.append((statement, parameters))

        sync = connection.sync_connection
        event.listen(sync, "before_cursor_execute", note)
        await connection.execute(query, values)
        event.remove(sync, "before_cursor_execute", note)
        statement, parameters = asked[-1]
        return [step.detail for step in (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)).all()]
