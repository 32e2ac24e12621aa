"""`/reminders`: nothing is kept that was not shown back, and nobody learns of anybody else's."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from httpx import Response

from bot.channels.web.viewer import Viewer
from bot.local_zone import local_zone
from bot.reminders import MOST, Whom
from interview_flow.reminding.reminders import Note, Occurrence, Reminder, ReminderKind, State
from interview_flow.schedule.rule import one_time
from storage.people import People, Person
from tests.bot.web.people import STRANGER, Browser, ByHeader, OneWorkspace
from tests.bot.web.reading import Element, read
from tests.bot.web.sites import ADA, BEN, Site, site

THERE = Whom(ADA, "T1", None, "U1")
FAR = (datetime.now(UTC) + timedelta(days=40)).date()


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Site]:
    async with site(tmp_path, ByHeader(), workspace=OneWorkspace(), played=False) as made:
        await People(made.app.database).save(Person(id=ADA, name="Ada", zone="Europe/Berlin"))
        yield made


async def of_ada(here: Site) -> list[Reminder]:
    """What is kept."""
    return await here.app.reminders.reminders.of_person(ADA)


async def added(here: Site, phrase: str = "every day at 12:34") -> Reminder:
    """A reminder of Ada's."""
    return (await here.app.reminders.add(THERE, phrase, phrase)).reminder


def form_of(page: Response, action: str) -> dict[str, str]:
    """The fields of the form that is sent there."""
    (form,) = [each for each in read(page.text).named("form") if each.attributes.get("action") == action and each.attributes["method"] == "post"]
    return {each.attributes["name"]: each.attributes["value"] for each in form.named("input") if "value" in each.attributes}


def shown(page: Response, name: str) -> str:
    """What the element of this id says, in one line."""
    return " ".join(read(page.text).at(name).text.split())


def input_of(page: Response, name: str) -> Element:
    """A field by its id."""
    return read(page.text).at(name)


async def test_a_phrase_is_shown_back_then_kept_once_however_often_the_form_is_sent(here: Site) -> None:
    ada = Browser(here.client, ADA)

    before = await ada.get("/reminders?phrase=every+weekday+at+9am")
    kept_before = await of_ada(here)
    form = form_of(before, "/reminders")
    sent = await asyncio.gather(*(ada.post("/reminders", form) for _ in range(3)))
    after = await ada.get("/reminders")

    assert "Every weekday at 9:00" in shown(before, "preview")
    assert len(read(before.text).at("preview").of("times")[0].named("li")) == 3
    assert kept_before == []
    (reminder,) = await of_ada(here)
    assert [each.headers["location"] for each in sent] == [f"/reminders?said=added#reminder-{reminder.id}"] * 3
    assert "by your clock in Europe/Berlin" in shown(after, f"reminder-{reminder.id}")


async def test_a_wrong_phrase_stays_in_its_field_with_what_is_wrong_beside_it(here: Site) -> None:
    ada = Browser(here.client, ADA)
    form = form_of(await ada.get("/reminders?phrase=in+2+hours"), "/reminders")

    pages = [await ada.get('/reminders?phrase=whenever+<i>+"'), await ada.post("/reminders", form | {"phrase": 'whenever <i> "'})]

    for page in pages:
        field = input_of(page, "phrase")
        assert (page.status_code, field.attributes["value"], field.attributes["aria-invalid"]) == (400, 'whenever <i> "', "true")
        assert "phrase-wrong" in field.attributes["aria-describedby"].split()
        assert "whenever" in shown(page, "phrase-wrong")
        assert [each.attributes["data-phrase"] for each in read(page.text).at("phrase-hint").named("a")]
    assert await of_ada(here) == []


HOSTILE = (
    "9" * 20_000,
    "every day at ٩",
    "[" * 5000 + "]" * 5000,
    "every 10^400 days at 9",
    "NaN",
    "every day at 9\0",
    "every \ud83d day",
    "<script>",
    " ",
)


async def test_no_phrase_breaks_a_page(here: Site) -> None:
    ada = Browser(here.client, ADA)
    form = form_of(await ada.get("/reminders?phrase=in+2+hours"), "/reminders")

    answers = [await ada.post("/reminders", form | {"phrase": each.encode("utf-8", "replace").decode()}) for each in HOSTILE]
    answers += [await here.client.get("/reminders/preview", params={"phrase": each[:9000]}, headers={"x-person": ADA}) for each in HOSTILE[1:4]]
    answers.append(await ada.post("/reminders", {"token": form["token"]}))

    assert {each.status_code for each in answers} <= {200, 303, 400}
    assert not any("<script>" in each.text for each in answers)


async def test_one_more_than_somebody_may_have_is_refused_and_stays_in_the_field(here: Site) -> None:
    ada = Browser(here.client, ADA)
    for minute in range(MOST):
        await added(here, f"every day at 9:{minute:02}")
    form = form_of(await ada.get("/reminders?phrase=every+day+at+10"), "/reminders")

    page = await ada.post("/reminders", form)

    assert (page.status_code, input_of(page, "phrase").attributes["value"]) == (409, "every day at 10")
    assert f"You have {MOST} reminders" in page.text
    assert len(await of_ada(here)) == MOST


async def test_what_has_ended_is_told_of_for_a_week_and_leaves_room_for_others(here: Site) -> None:
    ada, book, now = Browser(here.client, ADA), here.app.reminders, here.web.clock()
    for days in range(1, MOST + 1):
        past = (await added(here, f"every day at 9:{days:02}")).model_copy(
            update={"schedule": one_time((now - timedelta(days=days)).replace(tzinfo=None, second=0, microsecond=0))}
        )
        await book.reminders.save(past, lambda taken: None)

    await added(here, "every day at 10")
    page = read((await ada.get("/reminders")).text)

    assert [len(page.of(each)) for each in ("comes", "over")] == [1, 7]


async def test_what_is_somebody_else_s_is_told_like_what_does_not_exist(here: Site) -> None:
    mine = await added(here)
    others = [Browser(here.client, person) for person in (BEN, STRANGER)]

    for other in others:
        token = {"token": form_of(await other.get("/reminders?phrase=in+2+hours"), "/reminders")["token"]}
        for whose in (mine.id, "none"):
            place = f"/reminders/{whose}"
            looked = [await other.get(place + each) for each in ("", "/remove", "/calendar.ics")]
            looked.append(await other.get(f"/reminders/preview?phrase=every+day+at+9&of={whose}"))
            fields = token | {"sure": "yes", "phrase": "every day at 9"}
            did = [await other.post(f"{place}/{each}", fields) for each in ("change", "pause", "resume", "night", "remove")]
            assert {each.status_code for each in looked + did} == {404}
            assert not any("12:34" in each.text for each in looked + did)
    assert await of_ada(here) == [mine]


async def test_nothing_is_done_that_no_page_of_ours_has_asked_for(here: Site) -> None:
    mine, ada = await added(here), Browser(here.client, ADA)
    of_ben = form_of(await Browser(here.client, BEN).get("/reminders?phrase=in+2+hours"), "/reminders")["token"]
    places = (
        "/reminders",
        "/reminders/digest",
        "/reminders/away",
        "/reminders/routine",
        *(f"/reminders/{mine.id}/{each}" for each in ("pause", "remove")),
    )

    answers = [await ada.post(each, {"phrase": "in 2 hours", "sure": "yes", "on": "yes", "token": of_ben}) for each in places]

    assert {each.status_code for each in answers} == {403}
    assert await of_ada(here) == [mine]


async def test_a_reminder_is_changed_rests_comes_again_and_is_removed_when_that_is_meant(here: Site) -> None:
    mine, ada = await added(here), Browser(here.client, ADA)
    place = f"/reminders/{mine.id}"

    offered = form_of(await ada.get(f"{place}?phrase=every+friday+at+23:30"), f"{place}/change")
    await ada.post(f"{place}/change", offered)
    asking = shown(await ada.get("/reminders"), f"reminder-{mine.id}")
    await ada.post(f"{place}/night", offered)
    meant = shown(await ada.get("/reminders"), f"reminder-{mine.id}")
    wrong = await ada.post(f"{place}/pause", offered | {"until": "2020-01-01"})
    await ada.post(f"{place}/pause", offered | {"until": FAR.isoformat()})
    paused = shown(await ada.get("/reminders"), f"reminder-{mine.id}")
    await ada.post(f"{place}/resume", offered)
    (resumed,) = await of_ada(here)
    unsure = await ada.post(f"{place}/remove", {"token": offered["token"]})
    still = await of_ada(here)
    await ada.post(f"{place}/remove", form_of(await ada.get(f"{place}/remove"), f"{place}/remove"))

    assert "Every Friday at 23:30" in asking
    assert "will be left out: it lies in your quiet hours" in asking
    assert ("Also in your quiet hours." in meant, "left out" in meant) == (True, False)
    assert (wrong.status_code, shown(wrong, "until-wrong")) == (400, "A day that is still to come.")
    assert f"Paused until {FAR:%a} {FAR.day} {FAR:%b}" in paused
    assert (resumed.paused_at, resumed.kept_at_night) == (None, True)
    assert (unsure.status_code, still) == (303, [resumed])
    assert await of_ada(here) == []


async def test_it_is_told_in_plain_words_what_became_of_the_last_ones_and_why_one_rests(here: Site) -> None:
    mine, ada, at = await added(here), Browser(here.client, ADA), datetime(2026, 3, 2, 11, 34, tzinfo=UTC)
    past = Occurrence(reminder_id=mine.id, occasion="2026-03-02T12:34", person=ADA, at=at, due_at=at, settled_at=at)
    await here.app.reminders.occurrences.add(past.model_copy(update={"state": State.SKIPPED, "note": Note.AWAY}))
    await here.app.reminders.pause(ADA, mine.id)
    for _ in range(5):
        await here.app.reminders.reminders.failed(mine.id, "Refused: account_inactive")

    told = shown(await ada.get("/reminders"), f"reminder-{mine.id}")

    assert re.search(r"Mon 2 Mar( 2026)? at 12:34: left out: you were away\.", told)
    assert "Resting, because it could not be sent 5 times in a row." in told
    assert "account_inactive" not in told


async def test_what_somebody_set_for_a_team_says_where_it_comes(here: Site) -> None:
    team = await here.app.reminders.add(THERE, "every friday at 16", "t", kind=ReminderKind.TEAM_DIGEST, channel="C2")

    page = await Browser(here.client, ADA).get("/reminders")

    assert "In #room-c2, the team’s weekly digest." in shown(page, f"reminder-{team.reminder.id}")
    assert "/mock-interview digest here" in shown(page, f"reminder-{team.reminder.id}")
    assert (await Browser(here.client, ADA).get(f"/reminders/{team.reminder.id}")).status_code == 404


async def test_how_somebody_likes_it_is_kept_and_what_is_wrong_is_told_beside_its_field(here: Site) -> None:
    ada, book = Browser(here.client, ADA), here.app.reminders.reminders
    form = form_of(await ada.get("/reminders"), "/reminders/routine") | {
        "quiet_from": "21:30",
        "most_a_day": "1",
        "zone": "Asia/Kolkata",
        "named": "yes",
    }
    form.pop("weekends")

    wrong = {
        name: await ada.post("/reminders/routine", form | {name: value})
        for name, value in (("zone", "Mars/Base"), ("most_a_day", "10" * 40), ("quiet_from", "25:99"))
    }
    unchanged = await book.routine(ADA)
    saved = await ada.post("/reminders/routine", form)
    routine = await book.routine(ADA)

    for name, page in wrong.items():
        field = input_of(page, name)
        assert (page.status_code, f"{name}-wrong" in field.attributes["aria-describedby"].split()) == (400, True), name
        assert shown(page, f"{name}-wrong")
    assert (unchanged.zone, unchanged.most_a_day) == (None, 3)
    assert saved.status_code == 303
    assert (routine.quiet_from, routine.most_a_day, routine.zone, routine.weekends, routine.named) == (time(21, 30), 1, "Asia/Kolkata", False, True)


async def test_somebody_is_away_from_their_own_midnight_on_until_they_are_back(here: Site) -> None:
    ada, book = Browser(here.client, ADA), here.app.reminders.reminders
    token = {"token": form_of(await ada.get("/reminders"), "/reminders/routine")["token"]}
    back = FAR + timedelta(days=7)

    wrong = await ada.post("/reminders/away", token | {"since": back.isoformat(), "until": FAR.isoformat()})
    await ada.post("/reminders/away", token | {"since": FAR.isoformat(), "until": back.isoformat()})
    away, told = await book.routine(ADA), shown(await ada.get("/reminders"), "is-away")
    await ada.post("/reminders/away", token | {"back": "yes"})

    assert (wrong.status_code, bool(shown(wrong, "until-wrong"))) == (400, True)
    assert away.away_since
    assert away.away_since.astimezone(UTC).hour in (22, 23), "midnight in Berlin"
    assert told.startswith(f"You are away from {FAR:%a} {FAR.day} {FAR:%b}")
    assert (await book.routine(ADA)).away_since is None


async def test_the_digest_is_switched_on_once_and_off(here: Site) -> None:
    ada = Browser(here.client, ADA)
    form = form_of(await ada.get("/reminders"), "/reminders/digest")

    for _ in range(2):
        await ada.post("/reminders/digest", form)
    on = await of_ada(here)
    place = f"/reminders/{on[0].id}"
    daily = await ada.post(f"{place}/change", {"token": form["token"], "phrase": "every day at 9"})
    await ada.post("/reminders/digest", form_of(await ada.get("/reminders"), "/reminders/digest"))

    assert [each.kind for each in on] == [ReminderKind.DIGEST]
    assert (daily.status_code, "A digest comes once a week" in shown(daily, "phrase-wrong")) == (400, True)
    assert await of_ada(here) == []


async def test_on_a_machine_without_slack_a_calendar_reminds(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        page = await here.client.get("/reminders?phrase=every+weekday+at+9am&zone=America/New_York")
        (link,) = [each.attributes["href"] for each in read(page.text).named("a") if "download" in each.attributes]
        file, bad = await here.client.get(link), await here.client.get("/reminders.ics?phrase=whenever")
        refused = await here.client.post("/reminders", data={"token": here.web.forms.token(Viewer("ada", "ada")), "phrase": "in 2 hours"})
        plain = await here.client.get("/reminders")
        at_night = await here.client.get("/reminders?phrase=every+day+at+2:30&zone=UTC")

    assert "quiet hours" not in at_night.text  # a calendar has none, and the file holds these times
    assert "this program runs without it" in page.text
    assert 'action="/reminders/routine"' not in page.text
    assert file.headers["content-type"] == "text/calendar; charset=utf-8"
    assert file.text.count("BEGIN:VEVENT\r\n") == 60
    assert "every weekday at 9:00 (America/New_York)" in file.text.replace("\r\n ", "")
    assert bad.headers["location"].startswith("/reminders?phrase=whenever")
    assert refused.status_code == 409
    assert input_of(plain, "zone").attributes["value"] == local_zone()
