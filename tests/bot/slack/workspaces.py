"""Installations to keep: of two workspaces that look alike, of an organisation, and of every shape in between."""

from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.oauth.installation_store import Bot, Installation

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Time:
    """A clock that a test moves."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


def seconds(at: datetime) -> int:
    """Seconds since 1970."""
    return int(at.timestamp())


def a_bot(team: str | None = "T1", token: str = "xoxb-T1-secret", **fields: Any) -> Bot:
    """The bot of a workspace; its token does not end unless that is said."""
    usual: dict[str, Any] = {"bot_id": f"B{team}", "bot_user_id": "UBOT", "bot_scopes": ["chat:write", "commands"], "installed_at": NOON.timestamp()}
    return Bot(team_id=team, bot_token=token, **usual | fields)


def an_installation(team: str | None = "T1", user: str = "U1", token: str | None = "xoxb-T1-secret", **fields: Any) -> Installation:
    """What a user of a workspace installed."""
    usual: dict[str, Any] = {"bot_id": f"B{team}", "bot_user_id": "UBOT", "bot_scopes": ["chat:write"], "installed_at": NOON.timestamp()}
    return Installation(team_id=team, user_id=user, bot_token=token, **usual | fields)


def an_installation_with_everything() -> Installation:
    """No field is empty."""
    return Installation(
        app_id="A1",
        enterprise_id="E1",
        enterprise_name="Ünion & Sons",
        enterprise_url="https://union.enterprise.slack.com/",
        team_id="T1",
        team_name="Tee <One>",
        bot_token="xoxe.xoxb-1-bot-secret",
        bot_id="B1",
        bot_user_id="UBOT",
        bot_scopes=["chat:write", "commands"],
        bot_refresh_token="xoxe-1-bot-refresh",
        bot_token_expires_at=seconds(NOON) + 43_200,
        user_id="U1",
        user_token="xoxe.xoxp-1-user-secret",
        user_scopes=["identify", "users:read"],
        user_refresh_token="xoxe-1-user-refresh",
        user_token_expires_at=seconds(NOON) + 43_201,
        incoming_webhook_url="https://hooks.slack.com/services/T1/B1/hook-secret",
        incoming_webhook_channel="#general",
        incoming_webhook_channel_id="C1",
        incoming_webhook_configuration_url="https://tee.slack.com/services/B1",
        is_enterprise_install=True,
        token_type="bot",
        installed_at=NOON.timestamp() + 0.123456,
        custom_values={"plan": "pro", "seats": 3, "team_id": "a name that is taken", "tags": ["a", None, 1.5]},
    )
