"""Every route of the site, tried by everybody: nobody but its candidate learns anything of an interview.

A new route falls under it by itself. What it takes in its path is looked up in `PARAMETERS`, what it needs in its query in `QUERIES`."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.channels.web.shared import COOKIE as LINK
from bot.channels.web.viewer import Scope, Viewer
from interview_flow.quizzes import questions
from interview_flow.reminding.planning import planned
from interview_flow.rubric import Level, Mode
from prompts.library import problems
from storage.api_tokens import ApiToken, ApiTokens
from storage.comments import Comment, Comments
from storage.shares import Share, ShareKind, Shares, hashed
from tests.bot.web.asking import Answer, Way, asked, ways
from tests.bot.web.entrances import SESSION, Entrance, entrance, settings_of
from tests.fakes.slack import FakeSlack, Person
from tests.fakes.slack.messages import JSON
from tests.reminders import daily, reminder

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

QUIZ = questions(problems())[0].id
ID, SHARE, COMMENT, TOKEN, REMINDER = "5ec4e7f10a", "5ec4e75a4e", "5ec4e7c0de", "5ec4e770ce", "5ec4e7ca11"
LATER = datetime(2100, 1, 1, tzinfo=UTC)
SAID = "The zeppelins of Quuxburg moor at most 42 a day."
SECRETS = ("zeppelin", "Quuxburg", "slack:T1:U1", SHARE, COMMENT, TOKEN, REMINDER, "7:53")
"""What would give the interview away, or the reminder, which comes at 7:53; its id does too, where it was not asked by it."""
PARAMETERS = {
    "interview_id": ID,
    "share_id": SHARE,
    "comment_id": COMMENT,
    "token_id": TOKEN,
    "reminder_id": REMINDER,
    "turn": "2",
    "token": "a-link-that-was-taken-back",
    "name": "narrative",
    "key": "architecture",
    "slug": "rate-limiter",
}
"""What stands in a path, for the interview of these tests."""
ELSEWHERE = {
    "/interviews/{interview_id}/downloads/{name}": {"name": "narrative.md"},
    "/api/v1/interviews/{interview_id}/downloads/{name}": {"name": "narrative.pdf"},
}
"""What stands in a path otherwise."""
OWNED = {"interview_id", "share_id", "comment_id", "token_id", "reminder_id", "token"}
"""Parameters that name something of the candidate's."""
QUERIES = {
    "/compare": f"left={ID}&right={ID}",
    "/search": "q=zeppelin",
    "/api/v1/search": "q=zeppelin",
    "/reminders/preview": f"phrase=every+day+at+9&of={REMINDER}",
}
"""What a route must be asked with."""
BODIES: dict[str, JSON] = {
    "POST /api/v1/interviews": {"topic": "design a chat app"},
    "POST /api/v1/interviews/{interview_id}/turns": {"text": "More of it."},
    "POST /api/v1/interviews/{interview_id}/shares": {"kind": "link", "lasts": "day"},
    "POST /api/v1/interviews/{interview_id}/comments": {"turn": 2, "text": "A remark."},
    "PUT /api/v1/interviews/{interview_id}/opinion": {"phases": {"flows": 50}},
    "POST /api/v1/quiz/answers": {"quiz": QUIZ, "chosen": ["A"]},
    "POST /api/v1/me/reminders": {"phrase": "every day at 9"},
    "POST /api/v1/me/reminders/preview": {"phrase": "every day at 9"},
    "PATCH /api/v1/me/reminders/{reminder_id}": {"kept_at_night": True},
}
"""What programs send to the API."""
FIELDS = {
    "POST /interviews/{interview_id}/sharing/revoke": {"share": SHARE},
    "POST /interviews/{interview_id}/turns/{turn}/comments": {"text": "A remark."},
    "POST /account/tokens/revoke": {"id": TOKEN},
    "POST /quiz": {"quiz": QUIZ, "chosen": "A"},
    "POST /reminders": {"phrase": "every day at 9"},
    "POST /reminders/{reminder_id}/change": {"phrase": "every day at 7:53"},
    "POST /reminders/{reminder_id}/remove": {"sure": "yes"},
}
"""What people's forms hold besides their token, where without it nothing would be tried."""
PUBLIC = {"/healthz", "/readyz", "/sign-in", "/sign-in/callback", "/sign-out", "/api", "/api/v1/openapi.json", "/transcripts/{interview_id}"}
"""For everybody: none of it is about anybody. The last leads on to where interviews are, whether there is one or not."""
LET = {200, 201, 202, 204, 303, 308}
"""What a candidate gets."""
INCOMPLETE = {400, 409, 413, 415, 422, 503}
"""What a candidate may get for a form without its fields."""
ODD = {
    "GET /sign-in/callback": {400},
    "GET /transcripts/{interview_id}": {301},
    "GET /s/{token}": {404},
    "GET /workspace": {403},
    "GET /interviews/{interview_id}/pictures/{key}.svg": {200, 404},
    "GET /interviews/{interview_id}/pictures/{key}.png": {200, 404},
    "GET /interviews/{interview_id}/opinion": {404},
    "POST /interviews/{interview_id}/opinion": {404},
    "PUT /api/v1/interviews/{interview_id}/opinion": {403, 404},
    "DELETE /api/v1/interviews/{interview_id}/comments/{comment_id}": {404},
    "DELETE /api/v1/me/reminders/{reminder_id}": {404},
}
"""What a candidate gets there: nobody opens a link that was taken back, only who administrates a workspace sees its counts, a thin design has no
picture, nobody reviews themselves, and what the pages have removed before is not there for the API."""


@dataclass(frozen=True)
class Somebody:
    """Who asks: `cookie` and `bearer` are all that makes them known, `link` is the token of one that they hold; `person` is for whom the forms that
    they send were made."""

    what: str
    person: str
    cookie: str = ""
    bearer: str = ""
    link: str = ""

    def headers(self, way: Way) -> dict[str, str]:
        """What they send along; the API is asked by programs."""
        if way.path.startswith("/api/"):
            return {"authorization": f"Bearer {self.bearer}"} if self.bearer else {}
        held = {SESSION: self.cookie, LINK: self.link}
        return {"cookie": "; ".join(f"{name}={value}" for name, value in held.items() if value)}


@dataclass(frozen=True)
class Site:
    """The site with one interview of Ada's, and everybody who comes by."""

    here: Entrance
    ada: Somebody
    others: tuple[Somebody, ...]

    async def asks(self, who: Somebody, way: Way) -> Answer:
        """They ask for it, with a form that is theirs if it takes one."""
        viewer = Viewer(who.person, who.what)
        by_program = way.path.startswith("/api/")
        sent = BODIES.get(str(way), {}) if by_program else {"token": self.here.web.forms.token(viewer)} | FIELDS.get(str(way), {})
        return await asked(self.here.site, way, address(way), who.headers(way), None if way.reads else sent, as_json=by_program)


def address(way: Way) -> str:
    """Where to ask, for the interview of these tests."""

    def filled(found: re.Match[str]) -> str:
        name = found[1].partition(":")[0]
        assert name in PARAMETERS, f"{way} takes {name}, which PARAMETERS does not know: add a value that belongs to the interview {ID}."
        return (PARAMETERS | ELSEWHERE.get(way.path, {}))[name]

    path = re.sub(r"{([^}]+)}", filled, way.path)
    return f"{path}?{QUERIES[way.path]}" if way.path in QUERIES else path


@pytest.fixture
async def site(slack: FakeSlack, tmp_path: Path) -> AsyncIterator[Site]:
    """It runs, in two workspaces."""
    one, two = slack.workspace("T1"), slack.workspace("T2")
    ada, bob, eve = one.user("U1", "ada"), one.user("U2", "bob"), two.user("U1", "eve")
    async with entrance(slack, settings_of(slack, None, tmp_path), one, two) as here:
        await _interview(here)
        revoked = await _known(here, ada, "who was signed out everywhere")
        await here.web.sign_in.sessions.rows.end_all("slack:T1:U1")  # type: ignore[union-attr]
        await ApiTokens(here.app.database).revoke("slack:T1:U1", hashed(revoked.bearer)[:8], here.web.clock())
        others = (
            Somebody("a stranger", "slack:T1:U1"),
            Somebody("who made up a cookie and a token", "slack:T1:U1", "made-up", "mi_made-up"),
            Somebody("who holds a link that opens no more", "slack:T1:U1", link=PARAMETERS["token"]),
            revoked,
            await _known(here, bob, "a colleague"),
            await _known(here, eve, "somebody of another workspace with the same id"),
        )
        yield Site(here, await _known(here, ada, "the candidate"), others)


async def _known(here: Entrance, person: Person, what: str) -> Somebody:
    """Somebody signed in, with a token for the API."""
    browser, bearer, who = await here.signed_in(person), f"mi_{what}".replace(" ", "-"), f"slack:{person.team.id}:{person.id}"
    token = ApiToken(id=hashed(bearer)[:8], person=who, name="mine", scopes=frozenset(Scope), created_at=here.web.clock(), expires_at=LATER)
    await ApiTokens(here.app.database).add(token, hashed(bearer))
    return Somebody(what, who, browser.cookies[SESSION], bearer)


async def _interview(here: Entrance) -> None:
    """An interview of Ada's that is over, with a remark, a token of hers, and a share of each state."""
    talk, database, now = here.app.conversation, here.app.database, here.web.clock()
    await talk.begin(ID, topic="design a zeppelin registry", problem=None, level=Level.SENIOR, mode=Mode.STRICT, minutes=45, candidate="slack:T1:U1")
    for said in (None, SAID, "end"):
        if said:
            await talk.hear(ID, said)
        await talk.answer(ID)
    await talk.reveal(ID)
    by = {"interview_id": ID, "by": "slack:T1:U1", "created_at": now}
    shared = Share(id=SHARE, kind=ShareKind.PERSON, target="slack:T1:U9", name="Zeppelin Zoe", **by)
    link = {"kind": ShareKind.LINK, "target": hashed(PARAMETERS["token"])}
    over = Share(id="taken-back", **link, **by, revoked_at=now, expires_at=now + timedelta(days=1))
    for share in (shared, over):
        await Shares(database).add(share)
    await Comments(database).add(Comment(id=COMMENT, interview_id=ID, turn=2, by="slack:T1:U1", text="More on zeppelins.", at=now))
    token = ApiToken(id=TOKEN, person="slack:T1:U1", name="zeppelin program", scopes=frozenset(Scope), created_at=now, expires_at=LATER)
    await ApiTokens(database).add(token, hashed("mi_of-ada"))
    mine = reminder(REMINDER, daily("07:53"), created_at=now)
    await here.app.reminders.reminders.save(mine, lambda taken: planned(mine, "UTC", now, taken))


def is_owned(way: Way) -> bool:
    """Whether it is about something of the candidate's."""
    return bool(OWNED.intersection(re.findall(r"{(\w+)", way.path)))


def given_away(way: Way, answer: Answer) -> list[str]:
    """What an answer tells of the interview, besides what was asked."""
    asked_with = address(way)
    told = answer.told.replace(quote(asked_with, safe=""), "").replace(asked_with, "").casefold()
    return [secret for secret in (*SECRETS, ID) if secret.casefold() in told and secret not in asked_with]


async def test_nobody_but_its_candidate_learns_anything_of_an_interview(site: Site) -> None:
    wrong: list[str] = []
    for way in ways(site.here.site):
        for who in site.others:
            answer = await site.asks(who, way)
            is_known = who.what.startswith(("a colleague", "somebody"))
            private = way.path not in PUBLIC and (is_owned(way) or not is_known)
            if private and answer.status not in (401, 403, 404):
                wrong.append(f"{who.what}: {way} gives {answer.status}")
            if answer.status >= 500 or given_away(way, answer):
                wrong.append(f"{who.what}: {way} gives {answer.status} and tells {given_away(way, answer)}")

    assert not wrong, "\n".join(["If one of these is for everybody, it belongs in PUBLIC.", *wrong])


async def test_a_link_opens_nothing_once_it_was_taken_back_or_has_expired(site: Site) -> None:
    links = [way for way in ways(site.here.site) if way.reads and is_owned(way) and way.path not in PUBLIC]
    (holder,) = [each for each in site.others if each.link]
    shares, now = Shares(site.here.app.database), site.here.web.clock()
    (taken_back,) = [each for each in await shares.of(ID) if each.kind is ShareKind.LINK]
    states = {
        "taken back": taken_back,
        "expired": taken_back.model_copy(update={"revoked_at": None, "expires_at": now - timedelta(seconds=1)}),
    }

    for state, share in states.items():
        await shares.add(share)
        for way in links:
            for who in (holder, *([site.ada] if "{token}" in way.path else [])):
                answer = await site.asks(who, way)
                assert answer.status in (401, 403, 404), (state, who.what, str(way))
                assert given_away(way, answer) == [], (state, who.what, str(way))

    await shares.add(taken_back.model_copy(update={"revoked_at": None}))
    assert (await site.asks(holder, Way("GET", "/interviews/{interview_id}"))).status == 200, "or the above would prove nothing"


async def test_its_candidate_is_let_do_everything(site: Site) -> None:
    wrong: list[str] = []
    at_last = {Way("POST", "/sign-out"), Way("POST", "/interviews/{interview_id}/delete"), Way("DELETE", "/api/v1/interviews/{interview_id}")}
    for way in ways(site.here.site):
        if way in at_last:
            continue
        answer = await site.asks(site.ada, way)
        may_be = ODD.get(str(way), LET if way.reads else LET | INCOMPLETE)
        if answer.status not in may_be:
            wrong.append(f"{way} gives {answer.status}: {answer.body[:300].decode('utf-8', 'replace')}")

    assert not wrong, "\n".join(["What a route needs belongs in PARAMETERS or QUERIES, what is odd about it in ODD.", *wrong])
    assert (await site.asks(site.ada, Way("DELETE", "/api/v1/interviews/{interview_id}"))).status == 204
    assert (await site.asks(site.ada, Way("POST", "/sign-out"))).status == 303
    assert (await site.asks(site.ada, Way("GET", "/"))).status == 401


def test_a_route_that_is_not_known_here_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssertionError, match="takes zebra_id, which PARAMETERS does not know"):
        address(Way("GET", "/zebras/{zebra_id}"))


def test_what_gives_an_interview_away_is_noticed() -> None:
    way = Way("GET", "/interviews/{interview_id}")
    answers = {
        "the page": (Answer(200, "", b"<h1>Design a zeppelin registry</h1>"), ["zeppelin"]),
        "a header": (Answer(303, "location: /interviews/x?by=slack:T1:U1", b""), ["slack:T1:U1"]),
        "what was asked": (Answer(401, "", f"next={quote(address(way), safe='')}".encode()), []),
    }

    assert {name: given_away(way, answer) for name, (answer, _) in answers.items()} == {name: told for name, (_, told) in answers.items()}
    assert given_away(Way("GET", "/"), replace(answers["the page"][0], body=ID.encode())) == [ID]
