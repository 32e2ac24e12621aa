"""What can be set from outside, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from bot.commands.failures import BadInput
from bot.model_settings import ModelSettings

PREFIX = "MOCK_INTERVIEW_"
IN_PROCESS = "memory://"
SLACK_API = "https://slack.com/api/"
PATIENCE = 1.0


@dataclass(frozen=True)
class SlackSettings:
    """The app's credentials, as far as they are set. With `bot_token` it serves one workspace, without it as many as install it, by `client_id` and
    `client_secret`, their tokens kept under `token_keys`; people sign in on the pages by the same two. `api_url` is where Slack's methods are."""

    bot_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    token_keys: tuple[str, ...] = field(default=(), repr=False)
    api_url: str = SLACK_API

    @property
    def configured(self) -> bool:
        """Whether anything of Slack's is set."""
        return any((self.bot_token, self.signing_secret, self.app_token, self.client_id, self.client_secret))


@dataclass(frozen=True)
class Settings:
    """`database_url` is a path or a URL; `documents` the folder in which finished documents are saved; `redis_url` where jobs wait;
    `public_url` where people reach this installation; `session_keys` sign what browsers keep: the first one signs, each of them is known;
    `patience` is how long a candidate may go on typing before an answer is taken as said, in seconds."""

    database_url: str
    documents: Path
    redis_url: str = IN_PROCESS
    public_url: str | None = None
    session_keys: tuple[str, ...] = field(default=(), repr=False)
    patience: float = PATIENCE
    slack: SlackSettings = SlackSettings()
    model: ModelSettings = field(default_factory=ModelSettings)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings of these environment variables; an empty one counts as not set."""
        home = user_data_path("mock-interview")
        return cls(
            database_url=environment.get(f"{PREFIX}DATABASE_URL") or str(home / "interviews.db"),
            documents=_folder(environment.get(f"{PREFIX}DOCUMENTS") or str(home / "documents")),
            redis_url=environment.get(f"{PREFIX}REDIS_URL") or IN_PROCESS,
            public_url=environment.get(f"{PREFIX}PUBLIC_URL") or None,
            session_keys=_several(environment.get(f"{PREFIX}SESSION_KEYS", "")),
            patience=_seconds(environment.get(f"{PREFIX}PATIENCE") or str(PATIENCE)),
            slack=_slack(environment),
            model=ModelSettings.from_environment(environment),
        )


def _slack(environment: Mapping[str, str]) -> SlackSettings:
    return SlackSettings(
        bot_token=environment.get("SLACK_BOT_TOKEN") or None,
        signing_secret=environment.get("SLACK_SIGNING_SECRET") or None,
        app_token=environment.get("SLACK_APP_TOKEN") or None,
        client_id=environment.get("SLACK_CLIENT_ID") or None,
        client_secret=environment.get("SLACK_CLIENT_SECRET") or None,
        token_keys=_several(environment.get(f"{PREFIX}TOKEN_KEYS", "")),
        api_url=(environment.get("SLACK_API_URL") or SLACK_API).rstrip("/") + "/",
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 60:
        raise BadInput(f"{PREFIX}PATIENCE is a number of seconds from 0 to 60, not {text!r}.")
    return seconds


def _folder(named: str) -> Path:
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError as error:
        raise BadInput(f"{PREFIX}DOCUMENTS names the home of somebody who is not known here: {named}.") from error
