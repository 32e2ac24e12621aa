"""What can be set from outside, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from bot.commands.failures import BadInput

PREFIX = "MOCK_INTERVIEW_"


@dataclass(frozen=True)
class Settings:
    """`database_url` is a path or a URL; `documents` the folder in which finished documents are saved."""

    database_url: str
    documents: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings of these environment variables; an empty one counts as not set."""
        home = user_data_path("mock-interview")
        return cls(
            database_url=environment.get(f"{PREFIX}DATABASE_URL") or str(home / "interviews.db"),
            documents=_folder(environment.get(f"{PREFIX}DOCUMENTS") or str(home / "documents")),
        )


def _folder(named: str) -> Path:
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError as error:
        raise BadInput(f"{PREFIX}DOCUMENTS names the home of somebody who is not known here: {named}.") from error
