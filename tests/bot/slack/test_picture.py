"""With the document comes a picture of the architecture, in the same message; without one the document comes all the same."""

from dataclasses import replace

import pytest

from bot.channels.slack.picture import LONGEST_ALTERNATIVE, architecture
from bot.serving import Serving
from interview_flow.design_record import DesignRecord
from interview_flow.notes import Component, ComponentKind
from tests.bot.finished import kept
from tests.bot.slack.running import begun, ended
from tests.fakes.slack import Person, Workspace

DESIGN = "Flow: client -> gateway -> limiter service -> Redis. The gateway asks the limiter service, which counts in Redis."


@pytest.mark.usefixtures("bot")
async def test_the_architecture_stands_beside_the_document(team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    await thread.say(DESIGN)
    await ended(thread)

    [document, picture] = [team.files[file["id"]] for file in thread.files]

    assert [len(reply.files) for reply in thread.replies if reply.files] == [2]
    assert document.name.endswith(".md")
    assert picture.name.endswith(".png")
    assert (picture.content or b"").startswith(b"\x89PNG")
    assert picture.title.endswith(": architecture")
    assert "gateway" in picture.alternative


@pytest.mark.usefixtures("bot")
async def test_where_slack_takes_no_pictures_the_document_comes_alone(team: Workspace, ada: Person, bot: Serving) -> None:
    team.slack.fail("files.getUploadURLExternal", when=lambda arguments: ".png" in str(arguments), error="file_type_not_allowed")
    thread = await begun(ada)
    await thread.say(DESIGN)
    await ended(thread)

    assert [file["filetype"] for file in thread.files] == ["markdown"]
    assert not any("could not send that document" in reply.whole_text for reply in thread.replies)
    assert team.slack.faults.pending == []


def test_nothing_to_draw_and_too_much_to_draw_give_no_picture() -> None:
    names = [f"part {number} {'x' * 50}" for number in range(3000)]
    many = DesignRecord(components=tuple(Component(name=name, text="", turn=2, kind=ComponentKind.STORE) for name in names))

    for record in (DesignRecord(), many):
        assert _architecture(record) == []


def test_the_description_is_as_long_as_slack_takes() -> None:
    names = [f"part {number} {'x' * 100}" for number in range(20)]
    wide = DesignRecord(components=tuple(Component(name=name, text="", turn=2, kind=ComponentKind.STORE) for name in names))

    [picture] = _architecture(wide)

    assert 500 < len(picture["alt_txt"]) <= LONGEST_ALTERNATIVE


def _architecture(record: DesignRecord) -> list[dict[str, object]]:
    interview = kept("chat_middling")
    return architecture(replace(interview, interview=interview.interview.model_copy(update={"record": record})))
