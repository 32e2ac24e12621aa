"""The app manifest: everything that Slack must know of the app, to be pasted where a new app is made (https://api.slack.com/apps).

Its shape: https://docs.slack.dev/reference/app-manifest/
"""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from prompts.slack_texts import filled

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
SIGN_IN_PATH = "/sign-in/callback"

SCOPES = {
    "app_mentions:read": "to be called by name in a channel",
    "assistant:write": "to suggest first questions and to title conversations in the agent view",
    "canvases:write": "to hand over finished documents as canvases",
    "channels:history": "to hear the candidate's answers in a thread of a public channel",
    "channels:read": "to know who is in a public channel that an interview is shared with",
    "chat:write": "to speak: messages, streams, and the status while it thinks",
    "commands": "for /mock-interview",
    "files:read": "to look at a file that a candidate answers with",
    "files:write": "to hand over finished documents as files",
    "groups:history": "to hear the candidate's answers in a thread of a private channel",
    "groups:read": "to know who is in a private channel that an interview is shared with",
    "im:history": "to hear the candidate's answers in a direct message",
    "im:write": "to open the conversation in which an interview is held, or with a team-mate whom a candidate asks",
    "links:read": "to notice links to its own transcripts",
    "links:write": "to show what such a link leads to",
    "reactions:write": "to mark an answer as heard",
    "users:read": "for a person's time zone and name, and to see whether a team-mate can be asked",
}
"""Each permission that the app asks for, and why."""

OPTIONAL_SCOPES = {
    "dnd:read": "to leave people alone while they do not want to be disturbed",
}
"""What is asked for and may be refused (https://docs.slack.dev/changelog/2026/03/12/optional-scopes): nothing is lacking without it, a reminder just comes."""

SIGN_IN_SCOPES = {
    "openid": "to learn who signs in on the pages",
    "profile": "for the name and the workspace of who signs in",
}
"""What a person is asked for who signs in, and why. An app that does not declare these is refused at the first sign-in."""

EVENTS = {
    "agent_session_stopped": "somebody pressed Stop",
    "app_home_opened": "the Home tab wants to be drawn",
    "app_mention": "an interview is asked for in a channel",
    "app_uninstalled": "what is kept of a workspace must go",
    "link_shared": "a link to a transcript was posted",
    "message.channels": "an answer in a thread of a public channel",
    "message.groups": "an answer in a thread of a private channel",
    "message.im": "an answer in a direct message",
    "tokens_revoked": "a token is good no more",
    "user_change": "somebody's clock stands elsewhere",
}
"""Each event that the app hears, and what it means here."""

PROMPTS = ("known", "another", "pick", "help")
"""What the agent view suggests, by the names of the texts."""


class BadAddress(ValueError):
    """Slack cannot reach this address; the sentence says why."""


def manifest(base_url: str | None, *, socket_mode: bool = False, many_workspaces: bool = False) -> dict[str, Any]:
    """The manifest as JSON data. Over HTTP Slack calls `base_url`; in Socket Mode it calls nobody, and `base_url` serves links, installs and the pages only.
    With `many_workspaces` the app is installed by OAuth, and its tokens end after hours and are renewed.

    Raises `BadAddress`, and `ValueError` if there is neither a `base_url` nor Socket Mode.
    """
    if not base_url and not socket_mode:
        raise ValueError("over HTTP Slack needs an address")
    base = checked(base_url) if base_url else None
    called = None if socket_mode else f"{base}{EVENTS_PATH}"
    request_url = {"request_url": called} if called else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": filled("manifest.name"),
            "description": filled("manifest.description"),
            "long_description": filled("manifest.about"),
            "background_color": "#1d3557",
        },
        "features": _features(base, called),
        "oauth_config": {
            **({"redirect_urls": [f"{base}{REDIRECT_PATH}", f"{base}{SIGN_IN_PATH}"]} if base else {}),
            "scopes": {
                "bot": [scope for scope in (*SCOPES, *OPTIONAL_SCOPES) if base or not scope.startswith("links:")],
                "bot_optional": list(OPTIONAL_SCOPES),
                **({"user": list(SIGN_IN_SCOPES)} if base else {}),
            },
        },
        "settings": {
            "event_subscriptions": {**request_url, "bot_events": [event for event in EVENTS if base or event != "link_shared"]},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": many_workspaces,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": many_workspaces,
        },
    }


def _features(base: str | None, called: str | None) -> dict[str, Any]:
    command = {
        "command": "/mock-interview",
        "description": filled("manifest.command"),
        "usage_hint": filled("manifest.usage"),
        "should_escape": False,  # a topic is taken as it was typed
    }
    return {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": filled("manifest.name"), "always_online": True},
        "agent_view": {
            "agent_description": filled("manifest.agent"),
            "suggested_prompts": [{"title": filled(f"manifest.prompt.{each}"), "message": filled(f"manifest.message.{each}")} for each in PROMPTS],
        },
        "slash_commands": [{**command, **({"url": called} if called else {})}],
        **({"unfurl_domains": [urlsplit(base).hostname]} if base else {}),
    }


def checked(base_url: str) -> str:
    """The address without a slash at its end. Raises `BadAddress` for one that Slack would not or could not call."""
    try:
        parts = urlsplit(base_url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadAddress(f"{base_url} is not an address.") from error
    if not host or re.search(r"[^!-~]", base_url):
        raise BadAddress(f"{base_url} is not an address; it should look like https://interviews.example.org.")
    if _is_private(host):
        raise BadAddress(f"Slack cannot reach {host}; give the public name of a tunnel or proxy, or use --socket, which needs none.")
    if parts.scheme != "https":
        raise BadAddress("Slack calls https addresses only; put a proxy or tunnel with a certificate in front, or use --socket.")
    if parts.query or parts.fragment or parts.username is not None or "?" in base_url or "#" in base_url:
        raise BadAddress("The address may have a host, a port and a path, but no query, fragment or password.")
    return base_url.rstrip("/")


def _is_private(host: str) -> bool:
    """Whether this host has no meaning outside its own network. Slack takes names only, so an IPv6 address counts as such."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*\.)[a-z0-9-]*[a-z0-9]", host) or host.endswith((".localhost", ".local", ".internal"))
    return address.version == 6 or not address.is_global
