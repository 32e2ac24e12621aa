"""What must be true of a thread, whatever went wrong on the way: everything is there, once, whole and in order."""

from collections.abc import Sequence
from itertools import groupby

from bot.channels.slack.mrkdwn import safe_markdown, split
from bot.channels.slack.traces import name_in
from interview_flow.events import AnyEvent, CandidateSpoke, InterviewerSpoke
from tests.bot.slack.running import InThread
from tests.fakes.slack import Message


def interview_of(root: Message) -> str:
    """The interview that a thread was begun for."""
    found = name_in(root.payload())
    assert found, root
    return found[0]


def named(messages: Sequence[Message]) -> dict[str, Message]:
    """The messages of ours by the names of their deliveries, in order; none of them twice."""
    names = [(name_in(each.payload()) or ("", ""))[1] for each in messages if not each.files]
    assert len(names) == len(set(names)), f"said twice: {names}"
    assert "" not in names, f"cut off, or nobody's: {messages}"
    return dict(zip(names, [each for each in messages if not each.files], strict=True))


def expected(events: Sequence[AnyEvent]) -> dict[str, str]:
    """What the log says was to be posted: the names of the replies and their texts."""
    spoken = [event for event in events if isinstance(event, CandidateSpoke | InterviewerSpoke)]
    posts: dict[str, str] = {}
    for ours, breath in groupby(enumerate(spoken, 1), key=lambda each: isinstance(each[1], InterviewerSpoke)):
        turns = list(breath) if ours else []
        for number, part in enumerate(split(safe_markdown("\n\n".join(turn.text for _, turn in turns))) if turns else [], 1):
            posts[f"turn-{turns[0][0]}" + (f".{number}" if number > 1 else "")] = part.strip("\n")
    return posts


def assert_told(threads: Sequence[InThread], events: Sequence[AnyEvent]) -> None:
    """What the log says was said, in one thread or, where the interview had to move, in several: each reply once, whole, in order, controls last."""
    said = named([each for thread in threads for each in all_of_ours(thread) if each is not thread.root])
    replies = {name: message for name, message in said.items() if name.startswith("turn-")}
    wanted = expected(events)
    assert list(replies) == list(wanted)
    for name, text in wanted.items():
        assert replies[name].whole_text.startswith(text), (name, text, replies[name].whole_text)
        assert not replies[name].streaming
    name, text = list(wanted.items())[-1]
    assert len(replies[name].whole_text) > len(text), "what stands under the last reply is missing"


def assert_finished(thread: InThread) -> None:
    """Scorecard and document came, once each and last."""
    ours = all_of_ours(thread)
    files = [each for each in ours if each.files]
    assert len(files) == 1, files
    assert list(named(ours))[-1] == "scorecard", list(named(ours))
    assert ours[-1] is files[0], ours[-3:]


def all_of_ours(thread: InThread) -> list[Message]:
    """Everything of the bot's in the thread, half-written messages too."""
    team = thread.person.team
    return [each for each in team.thread(thread.root.channel, thread.root.ts) if each.user == team.bot_user_id]
