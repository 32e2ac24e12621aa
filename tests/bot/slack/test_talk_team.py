"""What comes in a channel: set by an admin, followed by whoever likes, and silent about everybody."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.channels.slack.views import actions
from bot.reminders import UnknownReminder
from bot.settings import Settings
from interview_flow.drills import Drill
from interview_flow.events import Because, InterviewFinished, InterviewStarted
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from tests.bot.slack.reminded import Reminded, SetClock
from tests.bot.slack.running import command, running
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace

HOSTILE = "<!channel> *pwn* & <@U0EVIL>"
CRITERIA = re.compile(r"\bscore|hire|\d+ of 100|read/write|\bcriteri", re.IGNORECASE)
CRITERION_OF = {Phase.CLARIFY: "clarify.targets", Phase.RESTATE: "restate.users"}


@dataclass
class Team(Reminded):
    """The person is the admin Ada; what comes is looked for in the channel."""

    channel: Channel

    @property
    def messages(self) -> list[Message]:
        """What has come in the channel, the oldest first."""
        ours = [one for one in self.channel.thread_roots if one.user == self.person.team.bot_user_id and one.metadata]
        return [one for one in ours if str((one.metadata or {})["event_payload"]["id"]).startswith("reminder:")]

    async def hears(self, person: Person, text: str, channel: Channel | None = None) -> str:
        """What somebody is told alone, after a command in the channel."""
        place = channel or self.channel
        before = len(person.ephemerals(place))
        await command(person, text, place)
        await self.slack.until(lambda: len(person.ephemerals(place)) > before)
        return person.ephemerals(place)[-1].whole_text

    async def presses(self, person: Person, message: Message, action: str) -> Message:
        """What somebody is told alone for it."""
        before = len(person.ephemerals(self.channel))
        await person.press(message, action)
        await self.slack.until(lambda: len(person.ephemerals(self.channel)) > before)
        return person.ephemerals(self.channel)[-1]

    async def shows(self, message: Message, words: str) -> None:
        """Wait until a message says this."""
        await self.slack.until(lambda: words in message.whole_text)

    async def drilled(self, person: Person, name: str, phase: Phase = Phase.CLARIFY) -> None:
        """Somebody has finished a drill just now."""
        now, its = self.clock(), Drill(phase=phase, criteria=(CRITERION_OF[phase],))
        about = {"topic": HOSTILE, "problem": "chat", "level": Level.SENIOR, "mode": Mode.STRICT, "minutes": 10, "interviewer": "guided"}
        started = InterviewStarted.model_validate({"at": now, "candidate": self.as_known(person), "drill": its, **about})
        interview = await self.bot.app.log.append(Interview.blank(name), [started])
        await self.bot.app.log.append(interview, [InterviewFinished(at=now, because=Because.SETTLED)], score=12.0, verdict=None)

    def as_known(self, person: Person) -> str:
        """As the bot knows them."""
        return f"slack:{person.team.id}:{person.id}"


@pytest.fixture
async def at(slack: FakeSlack, settings: Settings, ada: Person, channel: Channel) -> AsyncIterator[Team]:
    """A channel with a hostile name, on a Monday at 8:00 in Berlin."""
    ada.admin, channel.name, clock = True, HOSTILE, SetClock()
    async with running(slack, settings, clock) as bot:
        yield Team(slack, ada, bot, clock, channel)


@pytest.fixture
def eve(team: Workspace) -> Person:
    """A third person, whose name is of no good intent."""
    return team.user("U3", "eve", real_name=HOSTILE, tz="Asia/Kolkata")


async def test_only_an_admin_sets_what_comes_where_the_app_is(at: Team, ada: Person, bob: Person, team: Workspace) -> None:
    elsewhere, without_us = at.person.im, team.channel("C9", members=[ada], bot=False)

    refused = await at.hears(bob, "remind here every monday at 10")
    invited = await at.hears(ada, "remind here every monday at 10", without_us)
    direct = await at.hears(ada, "remind here every monday at 10", elsewhere)
    set_ = await at.hears(ada, "remind every monday at 10 here")
    seen = await at.hears(bob, "remind here")
    still_refused = [await at.hears(bob, f"remind here {each}") for each in ("off", "pause", "every day at 9")]
    bad = await at.hears(ada, f"remind here {HOSTILE}")
    [kept] = await at.bot.book.of_channel("T1", "C1")
    ada.admin = False
    not_any_more = await at.hears(ada, "remind here off")

    assert "set by an admin" in refused
    assert "/invite" in invited
    assert "for channels" in direct
    assert "Mon 2 Mar at 10:00, Mon 9 Mar at 10:00 and Mon 16 Mar at 10:00 (Europe/Berlin)" in set_
    assert "every Monday at 10:00" in seen
    assert all("set by an admin" in each for each in still_refused)
    assert "set by an admin" in not_any_more
    assert "For example" in bad
    assert kept.says == "every Monday at 10:00"
    assert await at.bot.book.of_person(at.id) == []
    with pytest.raises(UnknownReminder):
        await at.bot.book.own(at.id, kept.reminder.id)


async def test_a_guest_from_another_workspace_is_told_why_they_are_not_counted_in(at: Team, ada: Person, bob: Person) -> None:
    await at.hears(ada, "remind here every monday at 10")
    bob.stranger = True

    told = await at.presses(bob, await at.comes("2026-03-02 10:04"), actions.TEAM_JOIN)

    assert "Only members of this workspace" in told.whole_text
    assert await at.bot.book.of_person(at.as_known(bob)) == []


async def test_two_are_counted_in_at_once_and_each_is_reminded_where_they_are(at: Team, ada: Person, bob: Person) -> None:
    await at.hears(ada, "remind here every monday at 10")
    came = await at.comes("2026-03-02 10:04")

    counted = await asyncio.gather(*(at.presses(person, came, actions.TEAM_JOIN) for person in (ada, bob)))
    await at.shows(came, "Counted in: 2.")

    assert "(Europe/Berlin)" in counted[0].whole_text
    assert "Mon 2 Mar at 10:00" in counted[1].whole_text
    assert "(America/Los_Angeles)" in counted[1].whole_text
    await at.presses(ada, came, actions.TEAM_JOIN)
    await at.shows(came, "Counted in: 1.")
    await bob.press(counted[1], actions.TEAM_LEAVE)
    await at.shows(came, "Counted in: 0.")
    await at.shows(counted[1], "not counted in any more")
    assert not re.search("Ada|Bob|Byron|Moss", came.whole_text)


async def test_a_drill_from_the_channel_is_held_in_ones_own_conversation(at: Team, bob: Person) -> None:
    await at.hears(at.person, "remind here every monday at 10")
    came = await at.comes("2026-03-02 10:04")
    before = len(at.channel.thread_roots)

    told = await at.presses(bob, came, actions.DRILL)
    await at.slack.until(lambda: bob.im.thread_roots)

    assert "is ready in our direct messages" in told.whole_text
    assert "Drill" in bob.im.thread_roots[0].whole_text
    assert len(at.channel.thread_roots) == before


async def test_who_is_counted_in_moves_along_with_the_team(at: Team, ada: Person, bob: Person) -> None:
    await at.hears(ada, "remind here every monday at 10")
    await at.presses(bob, await at.comes("2026-03-02 10:04"), actions.TEAM_JOIN)

    changed = await at.hears(ada, "remind here every tuesday at 11")
    [moved] = await at.bot.book.of_person(at.as_known(bob))
    paused = await at.hears(ada, "remind here pause")
    await at.nothing_comes("2026-03-10 11:04")
    resumed = await at.hears(ada, "remind here resume")
    removed = await at.hears(ada, "remind here off")

    assert "Own reminders that moved along: 1." in changed
    assert (moved.says, moved.zone) == ("every Tuesday at 11:00", "America/Los_Angeles")
    assert "It rests" in paused
    assert "Tue 17 Mar at 11:00" in resumed
    assert "keeps their own reminder" in removed
    assert await at.bot.book.of_channel("T1", "C1") == []


async def test_a_team_digest_counts_and_names_only_who_agreed(at: Team, ada: Person, bob: Person, eve: Person, team: Workspace) -> None:
    others = [team.user(f"U{number}", f"secret{number}", real_name=f"Secret {number}") for number in (4, 5)]
    await at.hears(ada, "remind here every monday at 10")
    set_ = await at.hears(ada, "digest here every friday at 16:00")
    came = await at.comes("2026-03-02 10:04")
    for person in (bob, eve, *others):
        await at.presses(person, came, actions.TEAM_JOIN)
    routine = await at.bot.book.reminders.routine(at.as_known(eve))
    await at.bot.book.keep_routine(routine.model_copy(update={"named": True}))
    for day, people in (("2026-03-03", (bob, eve, *others)), ("2026-03-04", (eve,))):
        at.clock.set(f"{day} 12:00")
        for person in people:
            await at.drilled(person, f"{person.id}{day}")
    await at.drilled(ada, "uncounted", Phase.RESTATE)

    told = (await at.comes("2026-03-06 16:04")).whole_text
    few = (await at.comes("2026-03-09 10:04")) and (await at.comes("2026-03-13 16:04")).whole_text

    assert "names nobody who has not agreed" in set_
    assert "People who practised: 4\nDrills: 5\nPractised most: " in told
    assert "&lt;!channel&gt; *pwn* &amp; &lt;@U0EVIL&gt; (days with practice: 2)" in told
    assert "Fewer than 3" in few
    assert not any(CRITERIA.search(each.whole_text) or re.search("Secret|Bob|Moss|Ada", each.whole_text) for each in at.messages)


async def test_what_cannot_come_any_more_rests_and_that_is_told_once(at: Team, ada: Person, bob: Person) -> None:
    await at.hears(ada, "remind here every day at 10")
    at.channel.archived = True

    await at.nothing_comes("2026-03-02 10:04")
    await at.slack.until(lambda: [one for one in ada.im.thread_roots if "rests" in one.whole_text])
    await at.nothing_comes("2026-03-03 10:04")
    at.channel.archived, bob.admin, ada.deleted = False, True, True
    resumed = await at.hears(bob, "remind here resume")
    came = await at.comes("2026-03-04 10:04")

    assert len([one for one in ada.im.thread_roots if "rests" in one.whole_text]) == 1
    assert "It comes again" in resumed
    assert "ten minutes" in came.whole_text


async def test_a_reminder_whose_admin_has_left_rests_and_the_channel_hears_why(at: Team, ada: Person) -> None:
    await at.hears(ada, "remind here every day at 10")
    ada.deleted = True
    at.clock.set("2026-03-02 10:04")

    await at.sweep()
    await at.slack.until(lambda: at.messages)
    at.clock.forward(days=1)
    await at.sweep()

    assert len(at.messages) == 1
    assert "who set it is not in this workspace any more" in at.messages[0].whole_text
    assert [each.rests for each in await at.bot.book.of_channel("T1", "C1")] == [True]
