"""What signing in with Slack needs, and what of it is missing."""

from urllib.parse import urlsplit

from bot.channels.slack.manifest import BadAddress, checked
from bot.commands.failures import BadInput
from bot.settings import PREFIX, Settings

ADDRESS, KEYS = f"{PREFIX}PUBLIC_URL", f"{PREFIX}SESSION_KEYS"
SHORTEST = 32
"""Characters of a key."""
MAKE_ONE = 'python -c "import secrets; print(secrets.token_urlsafe(32))"'


def lacking(settings: Settings) -> tuple[str, ...]:
    """Why nobody can sign in, a sentence each; nothing where everything is there."""
    slack = settings.slack
    unset = [name for name, value in (("SLACK_CLIENT_ID", slack.client_id), ("SLACK_CLIENT_SECRET", slack.client_secret)) if not value]
    credentials = [f"{' and '.join(unset)} {'is' if len(unset) == 1 else 'are'} not set."] if unset else []
    return (*credentials, *_of_address(settings.public_url))


def is_https(settings: Settings) -> bool:
    """Whether browsers come here by https."""
    return (settings.public_url or "").startswith("https://")


def checked_keys(settings: Settings) -> tuple[str, ...]:
    """The keys that sign cookies. Raises `BadInput` for one that could be guessed."""
    if any(len(key) < SHORTEST for key in settings.session_keys):
        raise BadInput(f"{KEYS} holds a key that is too short. Make one with {MAKE_ONE}; it has at least {SHORTEST} characters.")
    return settings.session_keys


def _of_address(url: str | None) -> list[str]:
    if not url:
        return [f"{ADDRESS} is not set."]
    try:
        parts = urlsplit(url)
        if parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"):
            return []  # one's own machine, for trying it
        checked(url)
    except (BadAddress, ValueError) as bad:
        return [f"{ADDRESS} will not do. {bad}"]
    return [f"{ADDRESS} has a path; the pages need a host of their own."] if parts.path.strip("/") else []
