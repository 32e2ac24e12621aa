"""The manifest asks for what the app uses and no more, and names addresses that Slack can call."""

import json
from argparse import Namespace
from typing import Any

import pytest

from bot.channels.slack.manifest import EVENTS, OPTIONAL_SCOPES, SCOPES, BadAddress, checked, manifest
from bot.commands.failures import BadInput
from bot.commands.manifest import print_manifest

BASE = "https://interviews.example.org"
METHODS = {
    "agents.sessions.rename": "chat:write",
    "agents.sessions.setStatus": "chat:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "assistant.threads.setTitle": "assistant:write",
    "canvases.create": "canvases:write",
    "chat.postMessage": "chat:write",
    "chat.startStream": "chat:write",
    "chat.unfurl": "links:write",
    "conversations.open": "im:write",
    "conversations.history": "im:history",
    "conversations.replies": "im:history",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "reactions.add": "reactions:write",
    "users.info": "users:read",
}
"""Methods that the app calls, and the scope that Slack wants for each."""
LISTED = {"channels:read", "groups:read"}
"""What users.conversations wants, for public channels and for private ones."""
HEARD = {
    "agent_session_stopped": "chat:write",
    "app_mention": "app_mentions:read",
    "link_shared": "links:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "user_change": "users:read",
}
"""Events for which Slack wants a scope."""


def test_every_scope_is_needed_and_every_need_has_its_scope() -> None:
    assert set(METHODS.values()) | set(HEARD.values()) | LISTED | {"commands"} == set(SCOPES)
    assert set(HEARD) <= set(EVENTS)
    assert all(SCOPES.values())


def test_what_may_be_refused_is_said_to_be_optional() -> None:
    scopes = manifest(BASE)["oauth_config"]["scopes"]

    assert scopes["bot_optional"] == list(OPTIONAL_SCOPES) == ["dnd:read"]
    assert set(scopes["bot"]) == set(SCOPES) | set(OPTIONAL_SCOPES)


def test_over_http_slack_calls_one_address() -> None:
    made = manifest(f"{BASE}/")

    assert made["features"]["slash_commands"][0]["url"] == f"{BASE}/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == f"{BASE}/slack/events"
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": f"{BASE}/slack/events"}
    assert made["oauth_config"]["redirect_urls"] == [f"{BASE}/slack/oauth_redirect", f"{BASE}/sign-in/callback"]
    assert made["features"]["unfurl_domains"] == ["interviews.example.org"]
    assert made["settings"]["socket_mode_enabled"] is False


def test_over_a_socket_slack_calls_nobody() -> None:
    made = manifest(None, socket_mode=True)

    assert "http" not in json.dumps(made)
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["token_rotation_enabled"] is False
    assert not {"links:read", "links:write"} & set(made["oauth_config"]["scopes"]["bot"])
    assert "link_shared" not in made["settings"]["event_subscriptions"]["bot_events"]


def test_people_can_sign_in_where_there_is_an_address() -> None:
    with_one, without = manifest(BASE)["oauth_config"], manifest(None, socket_mode=True)["oauth_config"]

    assert with_one["scopes"]["user"] == ["openid", "profile"]
    assert "user" not in without["scopes"]
    assert "redirect_urls" not in without


def test_a_socket_with_an_address_has_links_and_installs() -> None:
    made = manifest(BASE, socket_mode=True)

    assert made["oauth_config"]["redirect_urls"] == [f"{BASE}/slack/oauth_redirect", f"{BASE}/sign-in/callback"]
    assert "link_shared" in made["settings"]["event_subscriptions"]["bot_events"]
    assert "request_url" not in made["settings"]["event_subscriptions"]
    assert "url" not in made["features"]["slash_commands"][0]


def test_tokens_are_renewed_where_the_app_is_installed_by_oauth_only() -> None:
    one, many = manifest(BASE)["settings"], manifest(BASE, many_workspaces=True)["settings"]

    assert (one["token_rotation_enabled"], one["org_deploy_enabled"]) == (False, False)
    assert (many["token_rotation_enabled"], many["org_deploy_enabled"]) == (True, True)


def test_a_person_can_write_to_the_app_and_see_its_home() -> None:
    features = manifest(BASE)["features"]

    assert features["app_home"] == {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    assert features["bot_user"]["always_online"] is True
    assert "assistant_view" not in features


@pytest.mark.parametrize("made", [manifest(BASE), manifest(None, socket_mode=True), manifest(BASE, socket_mode=True)])
def test_slacks_limits_are_kept(made: dict[str, Any]) -> None:
    about, features = made["display_information"], made["features"]

    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert 1 <= len(features["agent_view"]["suggested_prompts"]) <= 4
    assert len(features["slash_commands"][0]["usage_hint"]) <= 1000
    assert len(features["slash_commands"][0]["command"]) <= 32


@pytest.mark.parametrize("address", [BASE, f"{BASE}:8443", f"{BASE}/practice", "https://a-b.example.co.uk/", "https://93.184.215.14"])
def test_a_public_address_will_do(address: str) -> None:
    assert checked(address) == address.rstrip("/")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://interviews.example.org", "https addresses only"),
        ("http://localhost:8000", "cannot reach localhost; .+ --socket"),
        ("https://localhost", "cannot reach localhost"),
        ("https://app.localhost", "cannot reach"),
        ("https://127.0.0.1:8000", "cannot reach 127.0.0.1"),
        ("https://10.1.2.3", "cannot reach"),
        ("https://[2606:4700::1111]", "cannot reach"),
        ("https://printer", "cannot reach printer"),
        ("https://printer.local", "cannot reach"),
        ("https://-a.example.org", "cannot reach"),
        ("https://bücher.example.org", "not an address"),
        ("https://exa mple.org", "not an address"),
        ("https://example.org\n", "not an address"),
        ("https://", "not an address"),
        ("interviews.example.org", "not an address"),
        ("https://example.org:port", "not an address"),
        ("https://[::1", "not an address"),
        (f"{BASE}?a=b", "no query"),
        (f"{BASE}/?", "no query"),
        (f"{BASE}#top", "no query"),
        ("https://me:secret@example.org", "password"),
        ("ftp://example.org", "https addresses only"),
    ],
)
def test_an_address_that_slack_cannot_call_is_told_in_a_sentence(address: str, why: str) -> None:
    with pytest.raises(BadAddress, match=why):
        checked(address)


def test_the_command_prints_what_can_be_pasted(capsys: pytest.CaptureFixture[str]) -> None:
    print_manifest(Namespace(base_url=BASE, socket=False, many_workspaces=False))

    printed = capsys.readouterr().out
    assert json.loads(printed) == manifest(BASE)
    assert printed.startswith('{\n  "_metadata"')


@pytest.mark.parametrize(("base_url", "why"), [(None, "--base-url https://..., or --socket"), ("", "--base-url"), ("http://example.org", "https")])
def test_the_command_tells_what_is_missing(base_url: str | None, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        print_manifest(Namespace(base_url=base_url, socket=False, many_workspaces=False))
