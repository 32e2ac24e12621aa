"""Search over every database."""

import pytest

from storage.database import Database
from storage.events import EventLog
from storage.failures import BadCursor, UnknownInterview
from storage.search import Hit, Search, Where
from storage.shares import Share, ShareKind, Shares
from storage.snippets import WIDTH, snippet
from storage.words import asked as asked_words
from tests.storage.happenings import NOON, asked, begun, minute, spoke, started


@pytest.fixture
def search(database: Database) -> Search:
    return Search(database)


@pytest.fixture
def shares(database: Database) -> Shares:
    return Shares(database)


async def indexed(log: EventLog, search: Search, name: str, said: str, written: str = "", *, candidate: str = "ada", number: float = 0) -> None:
    interview = await begun(log, name, started(candidate=candidate, at=minute(number)))
    await search.index(name, interview.seq, said=said, written=written)


async def found(search: Search, question: str, visible_to: str | None = "ada", **more: object) -> list[str]:
    return [hit.interview_id for hit in (await search.search(question, visible_to=visible_to, now=NOON, **more)).hits]


def shared(name: str, target: str, kind: ShareKind = ShareKind.PERSON, **more: object) -> Share:
    return Share.model_validate(
        {"id": f"{name}-{target}", "interview_id": name, "kind": kind, "target": target, "by": "ada", "created_at": NOON, **more}
    )


async def test_what_is_found_is_shown_with_its_words_and_where_they_stand(log: EventLog, search: Search) -> None:
    before = "First of all I would like to know who uses it, how often and from where. " * 3
    await indexed(log, search, "one", f"{before}We put a Token bucket into Redis.\n\nEach gateway asks it.", "The limiter is fair.")

    hits = await search.search("bucket token", visible_to="ada", now=NOON)
    written = await search.search("LIMITER", visible_to="ada", now=NOON)

    [hit] = hits.hits
    assert [piece for piece, is_match in hit.snippet if is_match] == ["Token", "bucket"]
    assert "".join(piece for piece, _ in hit.snippet).endswith("We put a Token bucket into Redis. Each gateway asks it.")
    assert hit.snippet[0] == ("…", False)
    assert len("".join(piece for piece, _ in hit.snippet)) < 200
    assert written.hits == (Hit(interview_id="one", where=Where.WRITTEN, snippet=(("The ", False), ("limiter", True), (" is fair.", False))),)


async def test_all_words_are_wanted_and_the_last_may_go_on(log: EventLog, search: Search) -> None:
    await indexed(log, search, "one", "partitioned by user", "a queue")
    await indexed(log, search, "two", "a partition of users", number=1)

    assert await found(search, "partition") == ["two", "one"]
    assert await found(search, "user partition") == ["one"]
    assert await found(search, "queue partit") == ["one"]
    assert await found(search, "partition queue users") == []


ODD = [
    '"',
    "'",
    "*",
    "-",
    "NEAR(a b)",
    "said:token",
    "a AND",
    "OR",
    "😀",
    "",
    " \n",
    "\0",
    "\ud83d",
    "(",
    "^",
    "{}",
    "\\",
    "%",
    "':*",
    "'' | 'a",
    "\ue000",
    "½",
]
LONG = ["9" * 10_000, "x " * 5_000, "é" * 10_000, "([" * 5_000, "ﷺ" * 2_000, " ".join(map(str, range(3_000)))]


async def test_no_question_is_read_as_a_query(log: EventLog, search: Search) -> None:
    await indexed(log, search, "one", "said: a token, near b")

    for question in (*ODD, *LONG, '"token" OR *', "token AND NOT x"):
        for visible_to in ("ada", None):
            await search.search(question, visible_to=visible_to, channels=["C'\"1"], now=NOON)

    missed = [question for question in ODD if await found(search, f"{question} token") == []]
    assert missed == ["a AND", "OR", "½"], "these hold a word that was not said"
    assert await found(search, '"token" *') == ["one"]


async def test_accents_and_case_do_not_matter(log: EventLog, search: Search) -> None:
    await indexed(log, search, "one", "Ein CAFE\u0301 für Zürich, Straße 数据库")

    for question in ("café", "CAFÉ", "zurich", "fur", "strasse", "数据"):
        assert await found(search, question) == ["one"], question
    hits = await search.search("zurich cafe", visible_to="ada", now=NOON)
    assert [piece for piece, is_match in hits.hits[0].snippet if is_match] == ["CAFE", "Zürich"]


async def test_only_what_may_be_read_is_found(log: EventLog, search: Search, shares: Shares) -> None:
    for number, candidate in enumerate(("ada", "bob", "bob", "bob", "bob")):
        await indexed(log, search, f"{candidate}-{number}", "a token bucket", candidate=candidate, number=number)
    await shares.add(shared("bob-1", "ada"))
    await shares.add(shared("bob-2", "C1", ShareKind.CHANNEL))
    await shares.add(shared("bob-3", "ada", expires_at=minute(-1)))
    revoked = await shares.add(shared("bob-4", "ada"))
    await shares.add(shared("bob-4", "a hash", ShareKind.LINK))
    await shares.revoke(revoked.id, NOON)

    assert await found(search, "token") == ["bob-1", "ada-0"]
    assert await found(search, "token", channels=["C1", "C2"]) == ["bob-2", "bob-1", "ada-0"]
    assert await found(search, "token", "eve") == []
    assert await found(search, "token", "a hash") == []
    assert len(await found(search, "token", None)) == 5
    await search.index("bob-1", 1, said="a token bucket", written="")
    assert await found(search, "bucket") == ["bob-1", "ada-0"], "a share outlives a new index"


async def test_pages_follow_each_other_newest_first(log: EventLog, search: Search) -> None:
    for number in range(5):
        await indexed(log, search, f"n{number}", "token", number=number // 2 / 10)  # two in the same moment
    seen: list[str] = []
    after: str | None = None
    while True:
        page = await search.search("tok", visible_to="ada", now=NOON, limit=2, after=after)
        seen += [hit.interview_id for hit in page.hits]
        after = page.next
        if after is None:
            break

    assert seen == ["n4", "n3", "n2", "n1", "n0"]


async def test_a_page_that_no_search_has_given_is_named(search: Search) -> None:
    for after in ("", "x", "-1", "1.5", "²", "9" * 30, "\ud83d"):
        with pytest.raises(BadCursor, match="no such page"):
            await search.search("token", visible_to=None, now=NOON, after=after)


async def test_what_went_on_is_outdated_until_it_is_indexed(log: EventLog, search: Search) -> None:
    one = await begun(log, "one", started(), asked(at=minute(1)))
    await begun(log, "two", started(candidate="bob"), asked(at=minute(2)))

    assert await search.outdated(10) == ["one", "two"]
    assert await search.outdated(10, silent_since=minute(2)) == ["one"]
    assert await search.outdated_of("bob", 10) == ["two"]
    await search.index("one", one.seq, said="first", written="")
    assert await search.outdated(10) == ["two"]
    one = await log.append(one, [spoke("second")])
    assert await search.outdated_of("ada", 10) == ["one"]
    await search.index("one", one.seq, said="second", written="")
    await search.index("one", one.seq - 1, said="first", written="")
    assert (await found(search, "first"), await found(search, "second")) == ([], ["one"])


async def test_an_interview_that_is_not_there_is_not_indexed(search: Search) -> None:
    with pytest.raises(UnknownInterview):
        await search.index("gone", 1, said="a secret", written="")

    assert await found(search, "secret", None) == []


def test_a_snippet_is_short_and_whole_whatever_the_text() -> None:
    question = asked_words("aa cache part")
    texts = {
        "a" * 400_000: [],
        "part" * 100_000: ["part" * 45],
        "aa" + "é" * 100_000 + " cache": ["cache"],
        "xaa " * 100_000 + "aa part\u0301icle": ["part"],
        "cache " * 50_000: ["cache"] * 12,
        "([{ " * 50_000 + "Partition": ["Partition"],
        "": [],
        " \n aa": ["aa"],
        "the end is a part": ["part"],
        "scache cached cache-part": ["cache", "part"],
    }

    for text, marked in texts.items():
        count, pieces = snippet(text, question)

        assert [piece for piece, is_match in pieces if is_match] == marked, text[:40]
        assert count == len({piece.casefold()[:4] for piece in marked})
        assert sum(len(piece) for piece, _ in pieces) <= WIDTH + 2


async def test_a_text_of_any_size_is_indexed(log: EventLog, search: Search) -> None:
    await indexed(log, search, "one", "9" * 100_000 + " " + " ".join(f"{number:x}é" for number in range(60_000)), "\0\ud83d " + "数" * 50_000)

    assert await found(search, "1ae") == ["one"]
