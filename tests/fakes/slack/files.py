"""Files: what is kept of them, and how Slack shows them."""

import mimetypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.fakes.slack.messages import JSON

if TYPE_CHECKING:
    from tests.fakes.slack.workspace import Workspace


@dataclass(eq=False)
class File:
    """A file, before (`content` is None) and after its upload."""

    id: str
    name: str
    length: int
    user: str
    content: bytes | None = None
    title: str = ""
    mimetype: str = "text/plain"
    shared: bool = False
    deleted: bool = False
    channels: list[str] = field(default_factory=list)
    alternative: str = ""


def new_file(team: "Workspace", user: str, name: str, content: bytes | None, length: int) -> File:
    """A file of this person, shared with nobody yet."""
    kind = "text/markdown" if name.endswith(".md") else mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(team.new_id("F"), name, length, user, content, name, kind)
    team.files[file.id] = file
    return file


def file_payload(team: "Workspace", file: File) -> JSON:
    """The file object."""
    private = f"{team.slack.base_url}/files-pri/{team.id}-{file.id}"
    urls = {"url_private": f"{private}/{file.name}", "url_private_download": f"{private}/download/{file.name}"}
    kind = "markdown" if file.name.endswith(".md") else file.name.rpartition(".")[2] or "text"
    about = {"id": file.id, "name": file.name, "title": file.title, "mimetype": file.mimetype, "filetype": kind, "pretty_type": kind.title()}
    size = {"size": file.length, "user": file.user, "user_team": team.id, "mode": "hosted", "is_external": False, "is_public": False}
    link = {"permalink": f"https://{team.domain}.slack.com/files/{file.user}/{file.id}/{file.name}", "channels": file.channels}
    described = {"alt_txt": file.alternative} if file.alternative else {}
    return {**about, **described, **size, **urls, **link, "created": int(team.clock.now()), "file_access": "visible"}
