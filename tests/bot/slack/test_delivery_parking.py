"""What becomes of jobs that fail: tried again later, left until somebody asks, and never in the way of others."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from bot.app import App
from bot.channels.slack.views import actions
from bot.conversation import Conversation
from bot.jobs import PARKED_AFTER
from bot.serving import Serving
from interview_flow.brief import Brief, Exchange, Judgement, Move, Reply, Say
from interview_flow.model_use import ModelUse
from tests.bot.slack.delivered import all_of_ours, interview_of, named
from tests.bot.slack.held import ANOTHER, ANSWER, Held
from tests.bot.slack.running import InThread, begun, utc_now
from tests.fakes.slack import Channel, FakeSlack, Person, Workspace


class Stricken:
    """An interviewer who cannot say a word."""

    name = "stricken"

    @asynccontextmanager
    async def exchange(self, brief: Brief) -> AsyncGenerator[Exchange]:
        """It is one itself: nothing is kept between the two."""
        yield self

    async def judge(self) -> Judgement:
        """Fails."""
        raise RuntimeError("no words")

    async def speak(self, brief: Brief, move: Move, say: Say) -> Reply:
        """Is not reached."""
        raise AssertionError

    def use(self) -> ModelUse | None:
        """No model was asked."""
        return None


def stricken(app: App) -> Conversation:
    """The conversations of this installation, led by nobody."""
    return Conversation(app.log, app.transcripts, app.bank, Stricken(), utc_now)


@pytest.fixture
def held(slack: FakeSlack, team: Workspace, ada: Person, channel: Channel, bot: Serving) -> Held:
    """Ada and a running bot."""
    return Held(slack, team, ada, channel, bot)


async def parked(held: Held) -> InThread:
    """An interview in which our own failures were too many."""
    thread = await begun(held.ada)
    working, held.parts.jobs.conversation = held.parts.jobs.conversation, stricken(held.parts.app)
    await held.ada.say(held.ada.im, ANSWER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.failures > 0)
    while not (await held.state(thread)).parked_at:
        await held.parts.jobs.answer(interview_of(thread.root))
    await held.slack.until(lambda: len(thread.replies) == 2)
    held.parts.jobs.conversation = working
    return thread


async def test_after_many_failures_of_our_own_the_person_is_told_and_try_again_works(held: Held) -> None:
    thread = await parked(held)
    told = thread.replies[-1]
    known = await held.state(thread)

    await held.ada.press(told, actions.TRY_AGAIN)
    await held.until(thread, lambda known: known.posted_turn == 3 and not known.failures)

    assert known.parked_at
    assert known.trouble == "RuntimeError"
    assert "What you said is safe" in told.whole_text
    assert [name.partition(":")[0] for name in named(all_of_ours(thread))] == ["opening", "turn-1", "parked", "turn-3"]


async def test_a_parked_interview_is_left_alone_by_the_sweep(held: Held) -> None:
    thread = await parked(held)
    before = await held.state(thread)

    await held.parts.jobs.sweep()
    await held.parts.jobs.answer(interview_of(thread.root))

    assert before.failures >= PARKED_AFTER
    assert await held.state(thread) == before


async def test_a_parked_interview_goes_on_when_its_candidate_speaks(held: Held) -> None:
    thread = await parked(held)

    await held.ada.say(held.ada.im, ANOTHER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.posted_turn == 4)

    known = await held.state(thread)
    assert (known.parked_at, known.failures, known.trouble, known.retry_at) == (None, 0, None, None)


async def test_a_parked_interview_goes_on_when_its_candidate_sends_a_file_without_a_word(held: Held) -> None:
    thread = await parked(held)

    await held.ada.say(held.ada.im, "", thread_ts=thread.root, files=[("design.txt", ANOTHER.encode())])
    await held.until(thread, lambda known: known.posted_turn >= 4)

    assert (await held.state(thread)).parked_at is None


async def test_while_slack_wants_to_be_left_alone_nothing_is_called_and_others_go_on(held: Held) -> None:
    bob = held.team.user("U2", "Bob")
    waiting, other = await begun(held.ada), await begun(bob)
    for method in ("chat.startStream", "chat.postMessage"):
        held.slack.fail(method, times=9, status=429, retry_after=600, when=lambda arguments: held.ada.im.id in str(arguments))
    await held.ada.say(held.ada.im, ANSWER, thread_ts=waiting.root)
    await held.until(waiting, lambda known: known.failures > 0)
    tried = len(held.slack.called("chat.postMessage"))

    await held.ada.say(held.ada.im, ANOTHER, thread_ts=waiting.root)
    await held.parts.jobs.answer(interview_of(waiting.root))
    await held.parts.jobs.sweep()
    await other.say(ANSWER)

    known = await held.state(waiting)
    assert known.retry_at
    assert 500 < (known.retry_at - utc_now()).total_seconds() <= 600
    assert (known.parked_at, known.trouble) == (None, "Later: ratelimited")
    assert len(held.slack.called("chat.postMessage")) == tried


async def test_an_old_answer_that_slack_sends_once_more_after_the_end_is_not_answered(held: Held) -> None:
    thread = await begun(held.ada)
    await thread.say(ANSWER)
    sent = [each.payload["event"] for each in held.slack.deliveries if each.payload["event"].get("text") == ANSWER]
    await held.ended(thread)

    await held.slack.event(held.team, dict(sent[0]))
    await held.ada.say(held.ada.im, ANOTHER, thread_ts=thread.root)
    await held.slack.until(lambda: "over" in " ".join(named(all_of_ours(thread))))

    assert [name.partition(":")[0] for name in named(all_of_ours(thread))].count("over") == 1
