"""The doctor and the pages: whether people can sign in."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.checkup.findings import Status
from bot.checkup.signing_in import signing_in
from bot.settings import Settings
from tests.bot.doctors import Examined, examined
from tests.bot.web.entrances import settings_of
from tests.fakes.slack import FakeSlack


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Complete, of a Slack that does not answer."""
    slack = FakeSlack()
    return settings_of(slack, slack.workspace("T1"), tmp_path)


def test_where_people_can_sign_in_it_is_said_where_they_come_back_to(settings: Settings) -> None:
    [found] = signing_in(settings)

    assert (found.status, found.advice) == (Status.OK, "")
    assert "https://interviews.example.org/sign-in/callback" in found.found


def test_what_is_missing_is_told(settings: Settings) -> None:
    without = replace(settings, public_url=None, slack=replace(settings.slack, client_secret=None))

    found = Examined(signing_in(without))

    found.assert_advised("sign-in", Status.NOT_SET_UP, "SLACK_CLIENT_SECRET is not set. MOCK_INTERVIEW_PUBLIC_URL is not set.", "manifest")


@pytest.mark.parametrize(("keys", "status"), [((), Status.ATTENTION), (("short",), Status.BROKEN)])
def test_keys_that_do_not_last_or_can_be_guessed(settings: Settings, keys: tuple[str, ...], status: Status) -> None:
    Examined(signing_in(replace(settings, session_keys=keys))).assert_advised("sign-in", status, "MOCK_INTERVIEW_SESSION_KEYS")


def test_without_slack_nobody_signs_in(settings: Settings) -> None:
    assert signing_in(Settings(settings.database_url, settings.documents)) == []


async def test_slack_is_asked_whether_it_knows_the_credentials(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        settings = settings_of(slack, slack.workspace("T1"), tmp_path, public_url=None)
        good, bad = await examined(settings), await examined(replace(settings, slack=replace(settings.slack, client_secret="no")))

    assert good["client id and secret"].status is Status.OK
    bad.assert_advised("client id and secret", Status.BROKEN, "SLACK_CLIENT_SECRET")
