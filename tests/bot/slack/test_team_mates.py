"""A team-mate is asked what they think: once, with what there is to read, without the program's view; then both are told how they compare."""

import asyncio
from dataclasses import dataclass

import pytest

from bot.channels.slack.views import actions
from bot.serving import Serving
from interview_flow.events import AnyEvent, OpinionAsked, OpinionGiven
from interview_flow.phases import Phase
from interview_flow.rubric import Level
from prompts.library import rubric
from storage.shares import Shares
from storage.threads import stirring
from tests.bot.slack.delivered import all_of_ours, named
from tests.bot.slack.running import InThread, begun
from tests.fakes.slack import Channel, Message, Person
from tests.fakes.slack.messages import elements, texts
from tests.fakes.slack.views import View

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "We protect an API from clients that ask too often, so that everybody else keeps a fast answer."
MET, ABSENT = "met", "absent"
EXPECTED = [each for each in rubric().criteria if Level.SENIOR.includes(each.level)]
FIRST = [each.id for each in EXPECTED if each.phase is Phase.RESTATE]


@dataclass
class Asking:
    """Ada's finished interview, about which she may ask others."""

    bot: Serving
    thread: InThread

    @property
    def ada(self) -> Person:
        return self.thread.person

    async def modal(self) -> View:
        """In which she says whom."""
        card = named(all_of_ours(self.thread))["scorecard"]
        before = len(self.ada.team.slack.called("views.open"))
        await self.ada.press(card, actions.ASK)
        await self.ada.team.slack.until(lambda: len(self.ada.team.slack.called("views.open")) > before and self.ada.modals)
        return self.ada.modals[-1]

    async def ask(self, user: str) -> View:
        """She asks somebody."""
        view = await self.modal()
        await self.ada.submit(view, {"ask_who": {"ask_who": user}})
        return view

    async def happened(self) -> list[AnyEvent]:
        """Who was asked, and what was said."""
        return [each for each in await self.bot.app.log.read(self.thread.interview_id) if isinstance(each, OpinionAsked | OpinionGiven)]

    async def settled(self) -> None:
        """Wait until nothing is left to deliver."""

        async def is_settled() -> bool:
            found = await self.bot.jobs.threads.of(self.thread.interview_id)
            return bool(found and found.settled)

        async with asyncio.timeout(20):
            while not await is_settled():
                await asyncio.sleep(0.05)  # between two looks into the database


@pytest.fixture
async def asking(bot: Serving, ada: Person) -> Asking:
    """She has seen her scorecard."""
    thread = await begun(ada)
    await thread.say(ANSWER)
    await thread.say("end")
    await thread.until_finished()
    return Asking(bot, thread)


def letters(person: Person) -> list[Message]:
    """What somebody was sent that they may score."""
    return [each for each in person.im.thread_roots if actions.SCORE in each.buttons]


async def letter(person: Person, files: int = 2) -> Message:
    """The message to a team-mate, once everything that belongs to it is there."""

    def whole() -> list[Message]:
        return [each for each in letters(person) if len(below(person, each, with_files=True)) >= files]

    found = await person.team.slack.until(whole, seconds=20)
    return found[0]


def below(person: Person, root: Message, *, with_files: bool = False) -> list[Message]:
    """What stands in the thread of such a message: words, or files."""
    return [each for each in person.team.thread(person.im, root.ts)[1:] if bool(each.files) is with_files]


async def form(person: Person, root: Message, button: str = actions.SCORE) -> View:
    """The modal in which a team-mate scores."""
    await person.press(root, button)
    await person.team.slack.until(lambda: person.modals)
    return person.modals[-1]


def scores(**given: str) -> dict[str, dict[str, str]]:
    """A form filled in; dots as `__`."""
    return {name.replace("__", "."): {name.replace("__", "."): status} for name, status in given.items()}


async def test_a_team_mate_gets_a_message_and_what_there_is_to_read(asking: Asking, bob: Person) -> None:
    view = await asking.modal()
    assert "Only then do they see how the program scored it" in "\n".join(texts(view.blocks))
    await asking.ada.submit(view, {"ask_who": {"ask_who": "U2"}})
    sent = await letter(bob)

    assert "Once they have scored the interview, I tell you in its thread" in "\n".join(texts(view.blocks))
    assert sent.whole_text.count("<@U1> asks what you think of a mock interview: *Rate limiter*, at senior level") == 1
    assert sent.buttons == [actions.SCORE]
    read = [file for each in below(bob, sent, with_files=True) for file in each.files]
    assert [file["title"] for file in read] == ["Rate limiter: transcript", "Rate limiter: narrative"]
    contents = [(asking.ada.team.files[file["id"]].content or b"").decode() for file in read]
    assert ANSWER.rstrip(".") in contents[0]
    assert not [text for text in contents if "Verdict" in text or "of 100" in text]
    [asked] = await asking.happened()
    assert isinstance(asked, OpinionAsked)
    assert asked.of == "slack:T1:U2"


async def test_a_team_mate_is_asked_once_however_often_the_form_arrives(asking: Asking, bob: Person) -> None:
    view = await asking.ask("U2")
    asking.ada.team.modals["U1"], view.open = [view], True
    view.content["blocks"][1:] = []
    view.content |= {"private_metadata": asking.thread.interview_id, "callback_id": actions.ASK_MODAL}
    view.state = {"ask_who": {"ask_who": {"type": "users_select", "selected_user": "U2"}}}

    await asking.ada.submit(view)
    await letter(bob)
    await asking.settled()
    again = await asking.ada.submit(await asking.modal(), {"ask_who": {"ask_who": "U2"}})

    assert again.json["errors"] == {"ask_who": "You have asked them already."}
    assert len(letters(bob)) == 1
    assert len(await asking.happened()) == 1


async def test_the_form_holds_every_criterion_and_nothing_is_chosen(asking: Asking, bob: Person) -> None:
    await asking.ask("U2")

    view = await form(bob, await letter(bob))

    fields = [(block["label"]["text"], found) for block, found in elements(view.blocks)]
    assert [label for label, _ in fields] == [each.says for each in EXPECTED]
    assert all([option["text"]["text"] for option in found["options"]] == ["Shown", "Shown in part", "Not shown"] for _, found in fields)
    assert "initial_option" not in str(view.blocks)
    assert [block["text"]["text"] for block in view.blocks if block["type"] == "header"] == [guide.title for guide in rubric().guides]
    assert "of 100" not in str(view.content)


async def test_what_was_taken_back_is_not_scored_until_it_is_given_again(asking: Asking, bob: Person) -> None:
    shares, given = Shares(asking.bot.app.database), scores(restate__own_words=MET)
    await asking.ask("U2")
    sent = await letter(bob)
    view = await form(bob, sent)
    [share] = await shares.of(asking.thread.interview_id)

    await shares.revoke(share.id, share.created_at)
    await bob.submit(view, given)
    refused = await asking.happened()
    await bob.close(bob.modals[-1])
    await asking.ask("U2")
    await bob.submit(await form(bob, sent), given)

    assert [type(each) for each in refused] == [OpinionAsked]
    assert [type(each) for each in await asking.happened()] == [OpinionAsked, OpinionGiven]
    assert len(letters(bob)) == 1


async def test_both_sides_are_told_how_they_compare(asking: Asking, bob: Person) -> None:
    await asking.ask("U2")
    sent = await letter(bob)
    judged = {each.id: each.status.value for each in (await asking.bot.app.archive.kept(asking.thread.interview_id)).scorecard.criteria}
    given = {name: judged[name] for name in FIRST} | {each.id: MET for each in EXPECTED if each.phase is Phase.FLOWS}

    view = await form(bob, sent)
    await bob.submit(view, {name: {name: status} for name, status in given.items()})
    await bob.team.slack.until(lambda: len(below(bob, sent)) == 1)
    told = await bob.team.slack.until(lambda: named(all_of_ours(asking.thread)).get("scored:U2:1"))
    assert told

    same = sum(judged[name] == status for name, status in given.items())
    assert "comes in the thread of my message" in "\n".join(texts(view.blocks))
    words = below(bob, sent)[0].whole_text
    assert f"You and the program agree on {same} of {len(given)} criteria." in words
    assert words.count("You: shown. The program: not shown.") == 5
    assert f"And {len(given) - same - 5} more." in words
    assert f"Bob Moss and the program agree on {same} of {len(given)} criteria." in told.whole_text
    assert told.whole_text.count("Bob Moss: shown. The program: not shown.") == 5
    assert told.buttons == []


async def test_scores_may_be_changed_and_each_change_is_told_once(asking: Asking, bob: Person) -> None:
    await asking.ask("U2")
    sent = await letter(bob)
    await bob.submit(await form(bob, sent), scores(restate__users=MET, flows__read_path=MET))
    await bob.team.slack.until(lambda: len(below(bob, sent)) == 1)
    await bob.close(bob.modals[-1])

    changing = await form(bob, below(bob, sent)[0])
    assert str(changing.blocks).count("'initial_option'") == 2
    await bob.submit(changing, scores(flows__read_path=ABSENT))
    await bob.team.slack.until(lambda: len(below(bob, sent)) == 2)
    await bob.close(bob.modals[-1])
    await bob.submit(await form(bob, sent))  # as it was
    await asking.settled()

    assert [name for name in named(all_of_ours(asking.thread)) if name.startswith("scored:")] == ["scored:U2:1", "scored:U2:2"]
    assert len(below(bob, sent)) == 2
    assert [type(each) for each in await asking.happened()] == [OpinionAsked, OpinionGiven, OpinionGiven]
    opinion = (await asking.bot.app.log.load(asking.thread.interview_id)).opinions["slack:T1:U2"]
    assert {name: status.value for name, status in opinion.criteria.items()} == {"restate.users": MET, "flows.read_path": ABSENT}


async def test_a_form_without_a_score_says_so(asking: Asking, bob: Person) -> None:
    await asking.ask("U2")

    refused = await bob.submit(await form(bob, await letter(bob)))

    assert refused.json["errors"] == {"restate.own_words": "Score at least one line."}
    assert len(await asking.happened()) == 1


async def test_who_was_not_asked_cannot_score(asking: Asking, bob: Person, channel: Channel) -> None:
    cy = asking.ada.team.user("U3", "cy")
    await asking.ask("U3")
    sent = await letter(cy)
    theirs = await begun(bob, "design a chat app --here", channel)
    own, opened = await form(cy, sent), len(cy.team.slack.called("views.open"))

    await bob.press(theirs.replies[0], actions.SCORE, element=sent.element(actions.SCORE))
    await bob.team.slack.until(lambda: theirs.alone)
    bob.team.modals["U2"] = [own]
    await bob.submit(own, scores(restate__users=MET))

    assert "an earlier state of things" in theirs.alone[0].whole_text
    assert "an earlier state of things" in "\n".join(texts(own.blocks))
    assert len(cy.team.slack.called("views.open")) == opened
    assert [type(each) for each in await asking.happened()] == [OpinionAsked]


async def test_in_the_channel_of_the_interview_others_are_told_whose_it_is(bot: Serving, ada: Person, bob: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter --here", channel)
    await thread.say("end")
    await thread.until_finished()
    card = named(all_of_ours(thread))["scorecard"]

    await bob.press(card, actions.ASK)
    await bob.press(card, actions.SCORE, element=card.element(actions.ASK) | {"action_id": actions.SCORE})
    await bob.team.slack.until(lambda: len(bob.ephemerals(channel)) == 2)

    assert all("belongs to <@U1>" in told.whole_text for told in bob.ephemerals(channel))
    assert bob.modals == []


@pytest.mark.parametrize(
    ("who", "says"),
    [("bot", "since that is an app"), ("deleted", "is not active any more"), ("stranger", "belong to another workspace")],
)
async def test_who_cannot_be_asked_is_told_to_the_candidate_in_one_sentence(asking: Asking, bob: Person, who: str, says: str) -> None:
    setattr(bob, who, True)

    await asking.ask("U2")
    told = await bob.team.slack.until(lambda: named(all_of_ours(asking.thread)).get("not-asked:U2"))
    await asking.settled()

    assert told
    assert told.whole_text.startswith("I cannot ask Bob Moss, ")
    assert says in told.whole_text
    assert bob.im.thread_roots == []


@pytest.mark.parametrize(
    ("method", "error"),
    [("users.info", "user_not_found"), ("conversations.open", "cannot_dm_bot"), ("chat.postMessage", "messages_tab_disabled")],
)
async def test_what_slack_refuses_is_told_and_stops_nothing(asking: Asking, bob: Person, method: str, error: str) -> None:
    asking.ada.team.slack.fail(method, error=error, when=lambda arguments: "U2" in str(arguments))

    await asking.ask("U2")
    told = await bob.team.slack.until(lambda: named(all_of_ours(asking.thread)).get("not-asked:U2"))
    await asking.settled()

    assert told
    assert "Slack does not let me write to them" in told.whole_text
    state = await asking.bot.jobs.threads.of(asking.thread.interview_id)
    assert state
    assert (state.parked_at, state.failures) == (None, 0)


async def test_where_no_file_can_be_sent_that_is_said_and_the_rest_goes_on(asking: Asking, bob: Person) -> None:
    slack = bob.team.slack
    slack.fail("files.getUploadURLExternal", times=2, error="file_uploads_disabled")

    await asking.ask("U2")
    sent = await letter(bob, files=0)
    await slack.until(lambda: len(below(bob, sent)) == 2)
    await bob.submit(await form(bob, sent), scores(restate__users=MET))
    await slack.until(lambda: len(below(bob, sent)) == 3)
    await asking.settled()

    words = [each.whole_text for each in below(bob, sent)]
    assert [text.partition(": ")[2] for text in words[:2]] == [f"{name}. Whoever asked you has it." for name in ("Transcript", "Narrative")]
    assert "You and the program agree on" in words[2]
    assert slack.faults.pending == []


async def test_nobody_asks_themselves(asking: Asking) -> None:
    answer = await asking.ada.submit(await asking.modal(), {"ask_who": {"ask_who": "U1"}})

    assert answer.json["errors"] == {"ask_who": "That is you. Ask somebody else what they think."}
    assert await asking.happened() == []


async def test_only_the_candidate_asks(asking: Asking, bob: Person) -> None:
    view = await asking.modal()
    bob.team.modals["U2"] = [view]

    await bob.submit(view, {"ask_who": {"ask_who": "U1"}})

    assert "an earlier state of things" in "\n".join(texts(view.blocks))
    assert await asking.happened() == []


WAYS = {
    "called too often": {"status": 429, "retry_after": 1},
    "500 though it was done": {"status": 500, "after_effect": True},
    "cut before it was done": {"cut": True},
    "cut though it was done": {"cut": True, "after_effect": True},
}


@pytest.mark.parametrize("way", WAYS)
async def test_a_call_that_fails_once_changes_nothing_that_is_seen(asking: Asking, bob: Person, way: str) -> None:
    slack = bob.team.slack
    for word in ("/ask:U2", "/told:U2:1", "/scored:U2:1"):
        slack.fail("chat.postMessage", **WAYS[way], when=lambda arguments, word=word: word in str(arguments))
    slack.fail("files.completeUploadExternal", **WAYS[way], when=lambda arguments: bob.im.id in str(arguments))

    await asking.ask("U2")
    sent = await letter(bob)
    await bob.submit(await form(bob, sent), scores(restate__users=MET))
    await slack.until(lambda: named(all_of_ours(asking.thread)).get("scored:U2:1"), seconds=30)
    await asking.settled()

    assert slack.faults.pending == []
    assert len(letters(bob)) == 1
    assert len(below(bob, sent)) == 1
    assert len(below(bob, sent, with_files=True)) == 2


async def test_who_was_asked_and_has_no_message_for_a_crash_gets_it(asking: Asking, bob: Person) -> None:
    await asking.settled()
    interview_id = asking.thread.interview_id
    await asking.bot.app.conversation.ask_opinion(interview_id, "slack:T1:U2", "Bob", alongside=[stirring(interview_id)])  # and no job was queued

    await asking.bot.jobs.sweep()

    await letter(bob)
    await asking.settled()
    assert await asking.bot.jobs.threads.unfinished(asking.bot.jobs.clock()) == []


async def test_where_we_may_not_look_a_team_mate_is_rather_asked_twice_than_not(asking: Asking, bob: Person) -> None:
    slack = bob.team.slack
    slack.echo = False
    slack.fail("conversations.history", times=9, error="missing_scope")
    slack.fail("chat.postMessage", cut=True, after_effect=True, when=lambda arguments: "/ask:U2" in str(arguments))

    await asking.ask("U2")
    await slack.until(lambda: len(letters(bob)) == 2 and len(below(bob, letters(bob)[1], with_files=True)) == 2, seconds=20)
    await asking.settled()

    assert below(bob, letters(bob)[0], with_files=True) == []


async def test_a_note_that_may_not_have_come_can_be_asked_for(asking: Asking, bob: Person) -> None:
    await asking.ask("U2")
    sent = await letter(bob)
    slack = bob.team.slack
    slack.echo = False
    slack.fail("conversations.replies", times=9, error="missing_scope")
    slack.fail("chat.postMessage", cut=True, when=lambda arguments: "/scored:U2:1" in str(arguments))

    await bob.submit(await form(bob, sent), scores(restate__users=MET))
    offer = await slack.until(lambda: named(all_of_ours(asking.thread)).get("doubt:scored:U2:1"), seconds=20)
    assert offer
    await asking.ada.press(offer, actions.SHOW_AGAIN)
    again = await slack.until(lambda: named(all_of_ours(asking.thread)).get("again:scored:U2:1"), seconds=20)

    assert again
    assert "Bob Moss and the program agree on" in again.whole_text
