"""Files that come with an answer: text is read as part of it, anything else is refused kindly."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import Unsure
from storage.beside import Attachment

LARGEST = 100_000
"""Bytes of a file that is read."""
SECONDS = 10
ACCEPTED = ".txt or .md"
"""What is named to a person whose file cannot be read."""
TEXTUAL = (
    "text/",
    "application/json",
    "application/xml",
    "application/yaml",
    "application/x-yaml",
    "application/toml",
    "application/sql",
    "application/javascript",
)
SLACK = ("slack.com", "slack-files.com")
"""Hosts that are given our token, with those below them; and the host of the API."""


class WrongKind(Exception):
    """Not text."""


class TooBig(Exception):
    """More than `LARGEST` bytes."""


class Unreadable(Exception):
    """Slack does not give it."""


@dataclass(frozen=True)
class Files:
    """Fetches files from Slack, and from nowhere else. `api_url` is where its API is."""

    api_url: str

    async def text(self, client: AsyncWebClient, attachment: Attachment) -> str:
        """The text of a file. Raises `WrongKind`, `TooBig`, `Unreadable`, or `Unsure` when it is worth another try."""
        if attachment.size > LARGEST:
            raise TooBig
        if not attachment.mimetype.startswith(TEXTUAL):
            raise WrongKind
        if not self._is_slack(attachment.url) or client.session is None:
            raise Unreadable
        body = await _fetched(client.session, attachment.url, {"Authorization": f"Bearer {client.token}"})
        try:
            return body.decode("utf-8-sig").replace("\0", "\ufffd")
        except UnicodeDecodeError as error:
            raise WrongKind from error

    def _is_slack(self, url: str) -> bool:
        address, api = urlsplit(url), urlsplit(self.api_url)
        host = address.hostname or ""
        of_slack = address.scheme == "https" and any(host == each or host.endswith(f".{each}") for each in SLACK)
        return of_slack or (address.scheme, address.netloc) == (api.scheme, api.netloc)


async def _fetched(session: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> bytes:
    try:
        async with session.get(url, headers=headers, allow_redirects=False, timeout=aiohttp.ClientTimeout(total=SECONDS)) as response:
            if response.status >= 500 or response.status == 429:
                raise Unsure(f"status_{response.status}")
            if response.status != 200 or response.content_type == "text/html":  # what we have no right to is answered with a page to sign in
                raise Unreadable
            body = await response.content.read(LARGEST + 1)
            while len(body) <= LARGEST and (more := await response.content.read(LARGEST + 1 - len(body))):
                body += more
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Unsure(type(error).__name__) from error
    if len(body) > LARGEST:
        raise TooBig
    return body
